# SPDX-License-Identifier: Apache-2.0
"""Honest people whose address or password changes."""
from player import people, world
from player.lookalikes import honest
from player.people import Person
from player.scenarios import scenario
from player.story import Story


def wander(story: Story, person: Person, days: range, sources: list[str], each: int = 3, helo: str = "") -> None:
    """Some days of somebody who sends from here and there, always over IMAP first."""
    for number in days:
        for _ in range(each):
            source, moment = story.rng.choice(sources), story.when(number, story.rng.uniform(7, 21))
            story.at(moment - 30, story.lab.imap, person.account, source)
            there = Person(person.account, source, helo or person.helo, person.id_host, person.contacts)
            story.at(moment, people.write, story, there, [story.rng.choice(person.contacts)])


@scenario("traveller", "somebody on a journey: hotels, stations, a conference, in three days")
def traveller(story: Story) -> None:
    folk = people.cast(story)
    hotels = [world.address(number, story.rng.randint(1, 28)) for number in (64, 74, 84, 58, 68)]
    wander(story, folk[2], range(8, 11), hotels, 5)
    honest(story, folk)


@scenario("roaming-phone", "a phone whose provider gives it a new address of one network at every turn")
def roaming_phone(story: Story) -> None:
    folk = people.cast(story)
    wander(story, folk[3], range(0, 11), [world.address(72, host) for host in range(1, 29)], 5, "[10.0.0.7]")
    honest(story, folk)


@scenario("vpn-users", "people who leave through the exits of one VPN provider, several of them through the same ones")
def vpn_users(story: Story) -> None:
    folk = people.cast(story)
    exits = [world.address(number, 5) for number in (76, 86, 66, 56)]
    for one in folk[:4]:
        wander(story, one, range(2, 11), exits, 2)
    honest(story, folk)


@scenario("shared-mailbox", "one mailbox for an office of eleven, each from a line of their own")
def shared_mailbox(story: Story) -> None:
    office = Person("office@example.net", world.office(30), "pc-office.lan", "pc-office.lan",
                    [people.contact(story) for _ in range(20)])
    lines = [world.address(30 + number, 3) for number in range(8)] + [world.office(30), world.office(31), world.office(32)]
    wander(story, office, range(0, 11), lines, 9)
    honest(story, people.cast(story), office)


@scenario("new-employee", "a new account that writes to everybody in its first two days")
def new_employee(story: Story) -> None:
    fresh = Person("lombardi@example.net", world.office(25), "pc-lombardi.lan", "pc-lombardi.lan",
                   [people.contact(story) for _ in range(45)])
    for number in (9, 10):
        for to in story.rng.sample(fresh.contacts, 26):
            story.at(story.when(number, story.rng.uniform(9, 17)), people.write, story, fresh, [to], "Mi presento")
    wander(story, fresh, range(9, 11), [fresh.source], 3)
    honest(story, people.cast(story), fresh)


@scenario("password-rotation", "after a change of passwords, phones and programs try the old ones until their owners come")
def password_rotation(story: Story) -> None:
    folk, rng = people.cast(story), story.rng
    for place, one in enumerate(folk[:8]):
        phone = world.address(40 + place, 9)
        for number in range(0, 10):
            story.at(story.when(number, rng.uniform(7, 20)), story.lab.imap, one.account, phone)
        for attempt in range(rng.randint(10, 25)):
            moment = story.when(10, 6.0) + attempt * rng.uniform(250, 350)
            if rng.random() < 0.5:
                story.at(moment, story.lab.imap, one.account, one.source, "Vecchia-2026")
            else:
                story.at(moment, story.lab.guess, one.account, "Vecchia-2026", rng.choice((one.source, phone)), one.helo, "PLAIN")
        story.at(story.when(10, 9.2), story.lab.imap, one.account, phone)
    honest(story, folk)
