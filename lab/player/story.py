# SPDX-License-Identifier: Apache-2.0
"""A story: what happens in the lab at which moment, and the truth about it."""
import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from player.lab import Lab
from player.world import LOCAL_DOMAINS

MESSAGE_ID = re.compile(rb"message-id: *(<[^>\s]*>)", re.I)
EXIT = {"account": 3, "webmail": 3, "script": 3, "relay": 3}


@dataclass
class Sent:
    """A message that was accepted from the thief."""
    queue_id: str
    message_id: str
    recipients: list[str]
    at: float


@dataclass
class Breach:
    """One stolen account, and all that was done with it."""
    account: str
    entry: str
    origin: str = "account"
    sent: list[Sent] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    guessers: set[str] = field(default_factory=set)
    also_touched: set[str] = field(default_factory=set)
    tried: int = 0
    refused: int = 0                                # messages in a row


class Story:
    """Collects what will happen, then lets it happen in order."""

    def __init__(self, lab: Lab, seed: int):
        self.lab, self.rng = lab, random.Random(seed)
        self.start = lab.clock.now() // 86400 * 86400
        self.happenings: list[tuple[float, int, Callable, tuple, dict]] = []
        self.breaches: dict[str, Breach] = {}
        self.origin = "nothing"
        self.counted: dict[str, object] | None = None      # a case without an account
        self.must_clear: list[str] = []

    def when(self, day: int, hour: float) -> float:
        """A moment: day 0 is the first one, the hour may have a fraction."""
        return self.start + day * 86400 + hour * 3600

    def at(self, when: float, act: Callable, *args, **named) -> None:
        self.happenings.append((when, len(self.happenings), act, args, named))

    def breach(self, account: str, entry: str, origin: str = "account") -> Breach:
        self.origin = origin
        return self.breaches.setdefault(account, Breach(account, entry, origin))

    def play(self) -> None:
        for when, _, act, args, named in sorted(self.happenings, key=lambda one: one[:2]):
            if act in (self.steal, self.guess) and self.has_given_up(args[0]):
                args[0].tried += len(outside(args[2])) if act == self.steal else 0
                continue
            self.lab.move(when)
            act(*args, **named)
        self.lab.hang_up()
        self.lab.settle()

    def has_given_up(self, breach: Breach) -> bool:
        """Whether the guard has stopped the account, and the thief has seen it."""
        return bool(self.lab.watch) and breach.refused > 4 and breach.account in self.lab.watch.stopped()

    # ------------------------------------------------------------------------------------------- the thief's verbs
    def steal(self, breach: Breach, sender: str, to: list[str], subject: str, body: str, *, source: str,
              helo: str = "[192.168.1.5]", id_host: str = "WIN-8K2PQ1T0", name: str = "", **how) -> None:
        """Sends one message with a stolen password."""
        text, message_id = self.lab.text(sender or f"noreply@{breach.account.partition('@')[2]}", to, subject, body,
                                         id_host, name)
        queue_id, taken = self.lab.send(sender, to, text, source=source, helo=helo, account=breach.account,
                                        mechanism="LOGIN", **how)
        breach.sources.add(source)
        breach.tried += len(outside(to))
        breach.refused = 0 if queue_id else breach.refused + 1
        if queue_id:
            breach.sent.append(Sent(queue_id, message_id, taken, self.lab.clock.now()))

    def guess(self, breach: Breach, password: str, source: str, helo: str = "[192.168.1.5]") -> None:
        breach.guessers.add(source)
        self.lab.guess(breach.account, password, source, helo)

    # ------------------------------------------------------------------------------------------- the truth
    def expected(self) -> dict:
        """What an investigation should answer: from the thief's own notes, the sink's ledger and the queue."""
        queue = {entry["queue_id"]: entry for entry in self.lab.queued()}
        ids = {message_ids(path): path.name for path in (self.lab.queue / "deferred").rglob("*") if path.is_file()}
        delivered = {(row[2].lower(), row[3]) for row in self.lab.ledger() if row[4] == "250"}
        cases = [self.case(breach, queue, ids, delivered) for breach in self.breaches.values() if breach.sent]
        if self.counted is not None:
            cases.append({"origin": self.origin} | self.counted)
        return {"origin": self.origin, "exit": EXIT.get(self.origin, 0), "cases": cases,
                "mustClear": sorted(self.must_clear)}

    def case(self, breach: Breach, queue: dict, ids: dict, delivered: set) -> dict:
        pairs = delivered_pairs = deferred = queued = 0
        for message in breach.sent:
            entry = queue.get(message.queue_id) or queue.get(ids.get(message.message_id.lower(), ""))
            waiting = {one["address"] for one in entry["recipients"]} if entry else set()
            pairs += len(message.recipients)
            deferred += len(waiting)
            queued += bool(entry)
            delivered_pairs += sum((message.message_id.lower(), to.lower()) in delivered for to in message.recipients)
        everybody = {to.lower() for message in breach.sent for to in message.recipients}
        return {"origin": breach.origin, "account": breach.account, "entry": breach.entry,
                "messages": {"accepted": len(breach.sent), "recipients": len(everybody),
                             "externalRecipients": len(outside(everybody)), "delivered": delivered_pairs, "deferred": deferred,
                             "bounced": pairs - delivered_pairs - deferred, "queued": queued},
                "sources": sorted(breach.sources), "guessers": sorted(breach.guessers - breach.sources),
                "alsoTouched": sorted(breach.also_touched)}


def outside(recipients: Iterable[str]) -> list[str]:
    return [to for to in recipients if to.partition("@")[2] not in LOCAL_DOMAINS]


def message_ids(path: Path) -> str:
    """The Message-ID of a queue file: the first one, for a bounce quotes another one further down."""
    match = MESSAGE_ID.search(path.read_bytes())
    return match.group(1).decode().lower() if match else path.name
