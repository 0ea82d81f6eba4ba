# SPDX-License-Identifier: Apache-2.0
"""People who send and read mail as people do: the ordinary life that every scenario plays in."""
from dataclasses import dataclass, field

from player import world
from player.story import Story

ORDINARY = ["rossi@example.org", "bianchi@example.org", "ferrari@example.org", "russo@example.org", "colombo@example.org",
            "ricci@example.org", "marino@example.org", "greco@example.org", "conti@example.org", "gallo@example.org",
            "costa@example.org", "esposito@example.net", "romano@example.net", "bruno@example.net",
            "moretti@example.net", "barbieri@example.net"]
SUBJECTS = ("Offerta per il cantiere", "Re: fattura di ottobre", "Riunione di giovedi", "Foto della gita", "Ordine 4471",
            "Richiesta di preventivo", "Bozza del contratto", "Conferma appuntamento", "Documenti per il notaio",
            "Turni della settimana", "Listino 2027", "Re: consegna", "Auguri", "Verbale assemblea")
WORDS = ("grazie per la risposta, le mando in allegato quanto chiesto; il termine resta venerdi e per il resto ci sentiamo "
         "domani in ufficio, intanto ho chiesto a mio fratello di passare dal magazzino e controllare le misure che "
         "avevamo segnato sul foglio prima della consegna perche il corriere arriva presto").split()
FIRST = ("anna", "luca", "info", "marta", "g.villa", "ordini", "paolo", "s.riva", "elena", "amministrazione", "dario", "tina")


@dataclass
class Person:
    """Somebody with an account, a place to send from, and people to write to."""
    account: str
    source: str
    helo: str
    id_host: str
    contacts: list[str] = field(default_factory=list)
    webmail: bool = False


def words(story: Story, count: int = 40) -> str:
    return " ".join(story.rng.choice(WORDS) for _ in range(story.rng.randint(count // 2, count * 2)))


def contact(story: Story) -> str:
    place = story.rng.choice(world.BUSINESS * 2 + world.FREEMAIL + world.SLOW)
    return f"{story.rng.choice(FIRST)}{story.rng.choice(['', '', '.b', '71', '.rossi'])}@{place.domain}"


def cast(story: Story, without: tuple[str, ...] = (), count: int = 13) -> list[Person]:
    """Some ordinary people; a third of them sit in the office, the others at a line of their own."""
    people = []
    accounts = [one for one in ORDINARY if one not in without][:count]
    for number, account in enumerate(accounts):
        user = account.partition("@")[0]
        in_office = number % 3 == 1
        source = world.office(10 + number) if in_office else world.address(10 + number, 3 + number)
        people.append(Person(account, source, f"pc-{user}.lan" if in_office else f"[192.168.{number}.{20 + number}]",
                             f"pc-{user}.lan" if number % 2 else account.partition("@")[2],
                             [contact(story) for _ in range(story.rng.randint(6, 10))]
                             + story.rng.sample([one for one in ORDINARY if one != account], 2)))
    people[-1].webmail = True
    people[-1].source = story.lab.host
    return people


def write(story: Story, person: Person, to: list[str], subject: str = "", body: str = "") -> None:
    lab = story.lab
    text, _ = lab.text(person.account, to, subject or story.rng.choice(SUBJECTS), body or words(story), person.id_host,
                       lab.names[person.account])
    lab.send(person.account, to, text, source=person.source, helo=person.helo, account=person.account)


def misspelt(story: Story, address: str) -> str:
    user, _, domain = address.partition("@")
    return story.rng.choice((f"nouser.{user}@{domain}", f"{user}@{domain.replace('.', 'x.', 1)}"))


def day(story: Story, person: Person, number: int, most: int = 4) -> None:
    """One day of one person: reads, writes, gets answers, reads again."""
    rng, weekend = story.rng, number % 7 in (5, 6)
    if weekend and rng.random() < 0.7:
        return
    for _ in range(rng.randint(1, 1 if weekend else most)):
        moment = story.when(number, rng.uniform(7.5, 18.0))
        if rng.random() < 0.75:
            story.at(moment - rng.uniform(20, 400), story.lab.imap, person.account, person.source)
        to = rng.sample(person.contacts, 1 if rng.random() < 0.8 else 2)
        if rng.random() < 0.02:
            to.append(misspelt(story, person.contacts[0]))
        subject = rng.choice(SUBJECTS)
        story.at(moment, write, story, person, to, subject)
        for other in to:
            if rng.random() < 0.45 and world.BY_DOMAIN.get(other.partition("@")[2]) and not other.startswith("nouser"):
                story.at(moment + rng.uniform(900, 9000), story.lab.inbound, other, [person.account],
                         f"Re: {subject}", words(story))
    if rng.random() < 0.03:
        story.at(story.when(number, rng.uniform(8, 18)), story.lab.imap, person.account, person.source, "sbagliata1")


def noise(story: Story, number: int) -> None:
    """Strangers knock at every server: guesses at names that do not exist, a try to relay, inbound junk."""
    rng, lab = story.rng, story.lab
    stranger = world.address(rng.choice(world.STRANGERS[60:]), rng.randint(1, 40))
    for _ in range(rng.randint(1, 4)):
        story.at(story.when(number, rng.uniform(0.2, 23.5)), lab.guess,
                 rng.choice(("admin", "test", "scan", "sales1", "root")) + "@example.org", rng.choice(("123456", "admin", "test")),
                 stranger, "[127.0.0.1]")
    story.at(story.when(number, rng.uniform(1, 23)), lab.inbound, "promo@spam-house.test", ["open-relay-check@freemail.test"],
             "test", "test", stranger, "spam-house.test")
    story.at(story.when(number, rng.uniform(1, 23)), lab.inbound, "news@inbox-now.test", [rng.choice(ORDINARY[:10])],
             "Le offerte di oggi", words(story))


def life(story: Story, people: list[Person], first: int, last: int, most: int = 3) -> None:
    """Ordinary days, from the first to the last one inclusive."""
    for number in range(first, last + 1):
        noise(story, number)
        for person in people:
            day(story, person, number, most)
