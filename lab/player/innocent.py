# SPDX-License-Identifier: Apache-2.0
"""Trouble that is no stolen password, or not only: scripts, relays, bounces, outages."""
from player import people, world
from player.attacks import BAIT, flood, guesses, strangers, victims
from player.scenarios import scenario
from player.story import Story

WWW_DATA, VMAIL = 33, 5000


@scenario("php-pickup", "a script of the web server's user sends spam through sendmail")
def php_pickup(story: Story) -> None:
    folk = people.cast(story)
    people.life(story, folk, 0, 9, 2)
    story.origin, lab = "script", story.lab

    def shoot(sender: str, to: list[str], subject: str, body: str) -> None:
        text, _ = lab.text(sender, to, subject, body, "www.example.org")
        lab.pickup(WWW_DATA, sender, to, "X-PHP-Originating-Script: 33:cache.php\r\n" + text)

    for number in range(0, 10, 2):
        story.at(story.when(number, 11.3), shoot, "www-data@example.org", ["bianchi@example.org"], "New comment", "A comment waits.")
    moment = story.when(10, 3.1)
    for number in range(160):
        moment += story.rng.uniform(2, 12)
        story.at(moment, shoot, "service@bank-alert.test", victims(story, 3, 0.3, 0.25, 0.12), "Your account",
                 BAIT.format(number % 5, number))
    story.counted = {"messages": {"accepted": 160}}
    people.life(story, folk, 10, 10, 2)
    story.must_clear = [one.account for one in folk]


def relay(story: Story, to: list[str], number: int) -> None:
    lab = story.lab
    text, _ = lab.text("office@post-verify.test", to, "Verify", BAIT.format(number % 5, number), "www.example.org")
    lab.send("office@post-verify.test", to, text, source=lab.web, helo="localhost", port="MX_PORT", keep=10)


@scenario("open-relay", "the trusted web server relays spam without a login")
def open_relay(story: Story) -> None:
    folk = people.cast(story)
    people.life(story, folk, 0, 9, 2)
    moment = story.when(10, 4.0)
    for number in range(180):
        moment += story.rng.uniform(2, 10)
        story.at(moment, relay, story, victims(story, 3, 0.3, 0.25, 0.12), number)
    people.life(story, folk, 10, 10, 2)
    story.origin, story.counted = "relay", {"messages": {"accepted": 180}}
    story.must_clear = [one.account for one in folk]


def bounces(story: Story, victim: str, start: float, count: int) -> None:
    for number in range(count):
        start += story.rng.uniform(1, 20)
        remote = story.rng.choice(world.BUSINESS + world.FREEMAIL)
        story.at(start, story.lab.inbound, "", [victim], "Undelivered Mail Returned to Sender",
                 f"<u{number}@{remote.domain}>: 550 5.1.1 User unknown\n\nMessage-ID: <{number}@elsewhere.test>", "", remote.domain)


@scenario("backscatter", "bounces of mail that somebody else sent in the name of one of our users")
def backscatter(story: Story) -> None:
    folk = people.cast(story)
    people.life(story, folk, 0, 9, 2)
    bounces(story, "ricci@example.org", story.when(10, 5.0), 260)
    people.life(story, folk, 10, 10, 2)
    story.origin, story.counted = "backscatter", {}
    story.must_clear = [one.account for one in folk]


@scenario("remote-outage", "one large remote provider is down, and mail of many accounts waits")
def remote_outage(story: Story) -> None:
    folk = people.cast(story)
    for one in folk:
        one.contacts += [f"{story.rng.choice(people.FIRST)}{n}@bigcloud.test" for n in range(5)]
    people.life(story, folk, 0, 9, 2)
    story.at(story.when(10, 7.0), story.lab.outage, ["bigcloud.test"])
    for one in folk:
        for _ in range(story.rng.randint(6, 12)):
            story.at(story.when(10, story.rng.uniform(7.5, 17)), people.write, story, one, [story.rng.choice(one.contacts[-5:])])
    people.life(story, folk, 10, 10, 2)
    story.origin, story.counted = "remote outage", {}
    story.must_clear = [one.account for one in folk]


@scenario("monitoring-storm", "a monitoring account sends hundreds of alarms to two people")
def monitoring_storm(story: Story) -> None:
    folk = people.cast(story)
    people.life(story, folk, 0, 9, 2)
    probe = people.Person("monitor@example.org", world.office(50), "nagios.lan", "nagios.lan")
    for number in range(11):
        for _ in range(3):
            story.at(story.when(number, story.rng.uniform(0, 24)), people.write, story, probe,
                     ["oncall@energia-verde.example", "bianchi@example.org"], "PROBLEM host db1", "CRITICAL")
    for number in range(300):
        story.at(story.when(10, 13) + number * 5, people.write, story, probe,
                 ["oncall@energia-verde.example", "bianchi@example.org"], f"PROBLEM host db{number % 9}", "CRITICAL")
    people.life(story, folk, 10, 10, 2)
    story.must_clear = [one.account for one in folk] + [probe.account]


@scenario("forwarder-srs", "a mailbox that forwards everything under rewritten senders, spam too, which the far side refuses")
def forwarder_srs(story: Story) -> None:
    folk = people.cast(story)
    people.life(story, folk, 0, 9, 2)
    lab, rng = story.lab, story.rng

    def forward(sender: str, subject: str, body: str, source: str, domain: str) -> None:
        lab.inbound(sender, ["fontana@example.org"], subject, body, source, domain)
        user, _, host = sender.partition("@")
        text, _ = lab.text(sender, ["fontana@example.org"], subject, body, f"mx.{domain}")
        lab.pickup(VMAIL, f"SRS0=k{rng.randint(10, 99)}x=5M={host}={user}@example.org", ["nfontana@freemail.test"], text)

    for number in range(11):
        for _ in range(4):
            domain = rng.choice(world.BUSINESS).domain
            story.at(story.when(number, rng.uniform(7, 20)), forward, f"{rng.choice(people.FIRST)}@{domain}", "Saluti",
                     people.words(story), "", domain)
    for number in range(120):
        story.at(story.when(10, 3) + number * rng.uniform(60, 90), forward, f"offer{number}@spam-house.test",
                 "Prize", BAIT.format(1, number), world.address(world.STRANGERS[90], 1 + number % 20), "spam-house.test")
    people.life(story, folk, 10, 10, 2)
    story.origin, story.counted = "forwarder", {}
    story.must_clear = [one.account for one in folk] + ["fontana@example.org"]


@scenario("breach-and-backscatter", "a stolen account floods while another user drowns in foreign bounces")
def breach_and_backscatter(story: Story) -> None:
    folk = people.cast(story)
    people.life(story, folk, 0, 9, 2)
    theft, sources = story.breach("conti@example.org", "guessed"), strangers(story, 5, lines=False)
    end = guesses(story, theft, story.when(10, 1.5), sources, 25, 50)
    flood(story, theft, end + 900, sources[:3], 150, 8, senders=("prize@lottery-intl.test",))
    bounces(story, "ricci@example.org", end + 1000, 150)
    people.life(story, folk[1:], 10, 10, 2)
    story.must_clear = [one.account for one in folk if one.account != theft.account]
