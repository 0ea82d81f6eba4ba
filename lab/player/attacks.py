# SPDX-License-Identifier: Apache-2.0
"""Stolen passwords."""
from player import people, world
from player.scenarios import scenario
from player.story import Breach, Story

BAIT = ("You are selected in the international lottery, claim your prize at http://win.lucky-{0}.test/{1}\n"
        "Reply with your full name and bank account within 48 hours.")
LISTED = ("password", "123456", "Password1", "rossi", "rossi1", "marco", "rossi123", "example", "qwerty", "Rossi2023",
          "rossi2023", "marco2024", "estate2024", "example2024", "milan1899", "rossi1970", "password1", "ciao", "rossi!",
          "juventus", "marcorossi", "forzainter", "rossi24", "cambiami")
NO_DOMAIN = ("zqhotmal", "gmial-mail", "oldcorp-9", "kjwebx", "mailbxo", "tyrex-online", "unknown-shop", "vanished-isp",
             "qqmailz", "yhaoo-mail")


def strangers(story: Story, count: int, lines: bool = True) -> list[str]:
    """Addresses in as many networks, that nobody of the house has ever used."""
    networks = story.rng.sample([*world.STRANGERS[:60], *(world.LINES if lines else ())], count)
    return [world.address(number, story.rng.randint(1, 28)) for number in networks]


def victims(story: Story, count: int, invented: float = 0.45, dead: float = 0.2, slow: float = 0.0) -> list[str]:
    """Recipients of spam: of domains that do not exist, of users that do not, of servers that put it off."""
    rng, out = story.rng, []
    for _ in range(count):
        user, dice = f"{rng.choice(people.FIRST)}{rng.randint(100, 99999)}", rng.random()
        if dice < invented:
            out.append(f"{user}@{rng.choice(NO_DOMAIN)}{rng.randint(1, 40)}.test")
        elif dice < invented + dead:
            out.append(f"nouser{user}@{rng.choice(world.FREEMAIL).domain}")
        elif dice < invented + dead + slow:
            out.append(f"{user}@{rng.choice(('refused.test', 'shut-down.test', 'busy.test', 'hotpost.test'))}")
        else:
            out.append(f"{user}@{rng.choice(world.FREEMAIL + world.BUSINESS).domain}")
    return out


def guesses(story: Story, breach: Breach, start: float, sources: list[str], tries: int, every: float) -> float:
    """Wrong passwords, in turn from each source; returns the moment of the last one."""
    for number in range(tries):
        start += story.rng.uniform(0.4, 1.6) * every
        story.at(start, story.guess, breach, LISTED[number % len(LISTED)], sources[number % len(sources)])
    return start


def flood(story: Story, breach: Breach, start: float, sources: list[str], messages: int, every: float, *,
          senders: tuple[str, ...], each: tuple[int, int] = (3, 5), mix: tuple[float, float, float] = (0.45, 0.2, 0.12),
          keep: int = 15, **how) -> float:
    for number in range(messages):
        start += story.rng.uniform(0.3, 1.7) * every
        sender = story.rng.choice(senders)
        story.at(start, story.steal, breach, sender, victims(story, story.rng.randint(*each), *mix), "You have won",
                 BAIT.format(number % 7, number), source=sources[number // keep % len(sources)], keep=keep, **how)
    return start


@scenario("guessed-flood", "a guessed password, then a flood to invented domains under forged senders")
def guessed_flood(story: Story) -> None:
    people.life(story, people.cast(story), 0, 9)
    breach = story.breach("rossi@example.org", "guessed")
    sources = strangers(story, 4, lines=False)
    end = guesses(story, breach, story.when(10, 2.2), sources, 36, 40)
    story.at(end + 30, story.lab.imap, breach.account, sources[0])
    flood(story, breach, end + 1500, sources[:3], 220, 6, senders=("winner@lottery-intl.test", "claims@lucky-draw.test"))
    people.life(story, people.cast(story)[1:8], 10, 10, 2)
    story.must_clear = [one.account for one in people.cast(story)[1:]]


@scenario("stolen-snowshoe", "a password known at the first try, used from 65 networks, few messages each")
def stolen_snowshoe(story: Story) -> None:
    folk = people.cast(story)
    people.life(story, folk, 0, 9)
    breach, moment = story.breach("greco@example.org", "stolen"), story.when(10, 6.0)
    for source in strangers(story, 65):
        for number in range(story.rng.randint(2, 4)):
            moment += story.rng.uniform(20, 140)
            story.at(moment, story.steal, breach, "greco@example.org", victims(story, 3, 0.12, 0.22, 0.08),
                     "Your parcel is waiting", BAIT.format(number, source[-3:]), source=source,
                     helo=f"host-{story.rng.randint(100, 999)}", id_host=f"host-{story.rng.randint(1000, 9999)}")
    people.life(story, folk, 10, 10, 2)
    story.must_clear = [one.account for one in folk if one.account != breach.account]


@scenario("breach", "the example: a guessed password and a flood, beside ordinary people and an honest newsletter")
def breach(story: Story) -> None:
    folk = people.cast(story, count=10)
    people.life(story, folk, 0, 9, 2)
    letter = people.Person("newsletter@example.org", story.lab.web, "www.example.org", "www.example.org")
    readers = [people.contact(story) for _ in range(60)]
    for number in (3, 10):
        for place, reader in enumerate(readers):
            to = f"nouser.{reader}" if place % 30 == 7 else reader
            story.at(story.when(number, 9) + place * 2, people.write, story, letter, [to], "Foglio del mese", "Le novita.")
    theft = story.breach("rossi@example.org", "guessed")
    sources = strangers(story, 4, lines=False)
    end = guesses(story, theft, story.when(10, 2.2), sources, 30, 40)
    flood(story, theft, end + 1500, sources[:3], 150, 7, senders=("winner@lottery-intl.test", "claims@lucky-draw.test"))
    people.life(story, folk[1:7], 10, 10, 2)
    story.must_clear = [one.account for one in folk[1:]] + [letter.account]
