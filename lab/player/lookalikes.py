# SPDX-License-Identifier: Apache-2.0
"""Honest senders of much mail, who look like thieves."""
from player import people, world
from player.people import Person
from player.scenarios import scenario
from player.story import Story


def readers(story: Story, count: int, dead: float) -> list[str]:
    """Subscribers, some of whom have gone."""
    out = []
    for number in range(count):
        to = people.contact(story).replace("@", f"{number}@", 1)
        out.append(f"nouser.{to}" if story.rng.random() < dead else to)
    return out


def issue(story: Story, sender: Person, moment: float, to: list[str], subject: str) -> None:
    for number, one in enumerate(to):
        story.at(moment + number * 1.5, people.write, story, sender, [one], subject, "Le novita del mese. Per disdire: www.example.org")


def honest(story: Story, folk: list[Person], *others: Person, last: int = 10) -> None:
    people.life(story, folk, 0, last, 2)
    story.must_clear = [one.account for one in folk] + [one.account for one in others]


@scenario("newsletter-regular", "a weekly newsletter to 200 readers, as always")
def newsletter_regular(story: Story) -> None:
    letter = Person("newsletter@example.org", story.lab.web, "www.example.org", "www.example.org")
    subscribers = readers(story, 130, 0.02)
    for number in (1, 4, 8, 10):
        issue(story, letter, story.when(number, 9.5), subscribers + readers(story, 5, 0.02), f"Foglio {number}")
    honest(story, people.cast(story), letter)


@scenario("newsletter-first", "the first newsletter of an ordinary user, to an old list with 4 % of dead addresses")
def newsletter_first(story: Story) -> None:
    folk = people.cast(story)
    issue(story, folk[6], story.when(10, 10.4), readers(story, 280, 0.04), "La nostra prima lettera")
    honest(story, folk)


@scenario("web-app", "a shop that sends to ever new customers from one address, some of them misspelt")
def web_app(story: Story) -> None:
    shop, rng = Person("shop@example.net", world.address(95, 4), "shop.hosting.test", "shop.hosting.test"), story.rng
    for number in range(11):
        for order in range(rng.randint(22, 36) if number < 10 else 60):
            to = people.contact(story).replace("@", f"{number}{order}@", 1)
            if rng.random() < 0.055:
                to = people.misspelt(story, to)
            story.at(story.when(number, rng.uniform(0, 24)), people.write, story, shop, [to], f"Ordine {number}{order:03}")
    honest(story, people.cast(story), shop)


@scenario("mail-merge", "an accountant sends each client a personal letter, twice in the period")
def mail_merge(story: Story) -> None:
    billing = Person("billing@example.org", world.office(40), "pc-billing.lan", "pc-billing.lan")
    clients = readers(story, 120, 0.015)
    for number in (2, 10):
        issue(story, billing, story.when(number, 14.2), clients, f"Scadenza {number}")
    honest(story, people.cast(story), billing)


@scenario("helpdesk", "a help desk answers under many sender addresses")
def helpdesk(story: Story) -> None:
    lab, rng, source = story.lab, story.rng, world.office(44)

    def answer(sender: str, to: str, number: int) -> None:
        text, _ = lab.text(sender, [to], f"[Ticket#{number}] aggiornamento", people.words(story), "desk.example.net", "Sportello")
        lab.send(sender, [to], text, source=source, helo="desk.lan", account="support@example.net")

    for number in range(11):
        for ticket in range(rng.randint(12, 20)):
            sender = f"{rng.choice(('help', 'support', 'vendite', 'resi', 'tecnica'))}+t{number}{ticket}@example.net"
            story.at(story.when(number, rng.uniform(8, 18)), answer, sender, people.contact(story), number * 100 + ticket)
    folk = people.cast(story)
    honest(story, folk)
    story.must_clear.append("support@example.net")
