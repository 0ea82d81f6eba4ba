# SPDX-License-Identifier: Apache-2.0
"""Stolen passwords that are used with care, or in unusual ways."""
from player import people, world
from player.attacks import BAIT, flood, guesses, strangers, victims
from player.scenarios import scenario
from player.story import Story

LURE = "Please look at the attached order and verify your account: http://docs.share-{0}.test/{1}"


def clear(story: Story, folk: list[people.Person]) -> None:
    story.must_clear = [one.account for one in folk if one.account not in story.breaches]


@scenario("low-and-slow", "a stolen account sends some dozens of messages a day for five days, beside its owner")
def low_and_slow(story: Story) -> None:
    folk, rng = people.cast(story, count=12), story.rng
    people.life(story, folk, 0, 11, 2)
    theft, sources = story.breach("gallo@example.org", "stolen"), strangers(story, 9)
    for number in range(7, 12):
        for message in range(rng.randint(35, 50)):
            story.at(story.when(number, rng.uniform(8, 20)), story.steal, theft, theft.account,
                     victims(story, 1, 0.1, 0.15, 0.05), "Order", LURE.format(number, message), source=rng.choice(sources),
                     helo="DESKTOP-7QH2", id_host="DESKTOP-7QH2")
    clear(story, folk)


@scenario("own-sender", "a stolen account sends under its owner's own address, to people that exist for the most part")
def own_sender(story: Story) -> None:
    folk = people.cast(story)
    people.life(story, folk, 0, 9, 2)
    theft = story.breach("moretti@example.net", "stolen")
    flood(story, theft, story.when(10, 10.2), strangers(story, 2), 180, 12, senders=(theft.account,), each=(2, 4),
          mix=(0.08, 0.12, 0.04), keep=20, id_host="DESKTOP-44KA", name="Rita Moretti")
    people.life(story, folk, 10, 10, 2)
    clear(story, folk)


@scenario("shared-botnet", "three stolen accounts, one set of networks, two dozen messages a day each")
def shared_botnet(story: Story) -> None:
    folk, rng = people.cast(story), story.rng
    people.life(story, folk, 0, 11, 2)
    sources = strangers(story, 20)
    for account in ("conti@example.org", "costa@example.org", "romano@example.net"):
        theft = story.breach(account, "stolen")
        for number in (9, 10, 11):
            for message in range(rng.randint(18, 26)):
                story.at(story.when(number, rng.uniform(0, 23.5)), story.steal, theft, theft.account,
                         victims(story, 2, 0.15, 0.25, 0.05), "Payment", LURE.format(number, message),
                         source=rng.choice(sources), helo="ylmf-pc", id_host=f"bot{rng.randint(1, 400)}")
    clear(story, folk)


@scenario("test-message-first", "the thief tries the password with one message to himself, and floods two days later")
def test_message_first(story: Story) -> None:
    folk = people.cast(story)
    people.life(story, folk, 0, 10, 2)
    theft, sources = story.breach("colombo@example.org", "guessed"), strangers(story, 4, lines=False)
    guesses(story, theft, story.when(8, 22.0), sources[:1], 18, 60)
    story.at(story.when(8, 23.2), story.steal, theft, theft.account, ["dropbox4411@inbox-now.test"], "test", "192.0.2.1 colombo",
             source=sources[0])
    flood(story, theft, story.when(10, 2.5), sources[1:], 180, 7, senders=("hr@global-jobs.test", "desk@global-jobs.test"))
    clear(story, folk)


@scenario("null-sender", "a stolen account sends with an empty envelope sender")
def null_sender(story: Story) -> None:
    folk = people.cast(story)
    people.life(story, folk, 0, 9, 2)
    theft = story.breach("greco@example.org", "stolen")
    flood(story, theft, story.when(10, 3.0), strangers(story, 3), 200, 6, senders=("",))
    people.life(story, folk, 10, 10, 2)
    clear(story, folk)


@scenario("guessed-filter", "a guessed password and a flood through the content filter, which gives each message a second queue ID")
def guessed_filter(story: Story) -> None:
    folk = people.cast(story)
    people.life(story, folk, 0, 9, 2)
    theft, sources = story.breach("rossi@example.org", "guessed"), strangers(story, 3, lines=False)
    end = guesses(story, theft, story.when(10, 1.0), sources, 28, 40)
    flood(story, theft, end + 600, sources, 170, 8, senders=("winner@lottery-intl.test",), port="FILTERED_PORT")
    people.life(story, folk[1:], 10, 10, 2)
    clear(story, folk)


@scenario("webmail-flood", "a flood through the webmail, so that every message comes from the server's own address")
def webmail_flood(story: Story) -> None:
    folk, lab = people.cast(story), story.lab
    for one in folk[-4:]:
        one.source = lab.host
    people.life(story, folk, 0, 9, 2)
    theft = story.breach("bruno@example.net", "stolen", "webmail")
    for number in range(12):
        story.at(story.when(10, 4) + number * 170, lab.imap, theft.account, lab.host)
    flood(story, theft, story.when(10, 4.01), [lab.host], 170, 9, senders=("office@secure-login.test", theft.account),
          each=(3, 5), keep=1, helo="localhost", id_host="example.net")
    people.life(story, folk, 10, 10, 2)
    clear(story, folk)
