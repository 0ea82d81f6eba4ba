# SPDX-License-Identifier: Apache-2.0
"""The remote world: one SMTP server an address, each with the behaviour of its domain.

Every answer to a recipient is kept in a ledger (time, domain, message-id, recipient, reply), which is one half of
the truth that expected answers are computed from; the other half is the queue.

Kinds:  accept    takes all, but users that begin with "nouser" or "x" do not exist (550 5.1.1)
        filter    as accept, and refuses text with a spam word after DATA (550 5.7.1)
        throttle  as accept, and puts off text with a spam word (451 4.7.650)
        grey      451 4.7.1 for the first five minutes of a sender and recipient
        full      452 4.2.2     busy  421 in the banner     blocked  554 in the banner     refused  nobody listens
A domain that is named in the file "outage" answers 421 in the banner, whatever its kind;
one in the file "stall" lets whoever wants to send a text wait.
"""
import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from player.timeline import LabClock  # noqa: E402
from player.world import REMOTES, SPAM_WORDS, Remote, remote_address  # noqa: E402

GREY_SECONDS = 300


class Session:
    """One SMTP session with one of the remote servers."""

    def __init__(self, sink: "Sink", remote: Remote, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self.sink, self.remote, self.reader, self.writer = sink, remote, reader, writer
        self.host = f"mx.{remote.domain}"
        self.sender, self.recipients = "", []

    async def say(self, line: str) -> None:
        self.writer.write(line.encode() + b"\r\n")
        await self.writer.drain()

    async def run(self) -> None:
        try:
            if not await self.greet():
                return
            while line := await self.reader.readline():
                if not await self.command(line.decode("utf-8", "replace").strip()):
                    return
        except ConnectionError:
            pass
        finally:
            self.writer.close()

    async def greet(self) -> bool:
        if self.remote.kind == "blocked":
            await self.say(f"554 5.7.1 {self.host} Service unavailable; client host blocked for bad reputation")
        elif self.remote.kind == "busy" or self.remote.domain in self.sink.named("outage"):
            await self.say(f"421 4.7.0 {self.host} Service temporarily unavailable, try again later")
        else:
            await self.say(f"220 {self.host} ESMTP")
            return True
        return False

    async def command(self, text: str) -> bool:
        verb = text.upper()
        if verb.startswith("EHLO"):
            for word in (self.host, "SIZE 50000000", "8BITMIME", "SMTPUTF8"):
                await self.say(f"250-{word}")
            await self.say("250 ENHANCEDSTATUSCODES")
        elif verb.startswith("HELO"):
            await self.say(f"250 {self.host}")
        elif verb.startswith("MAIL FROM:"):
            self.sender, self.recipients = path(text[10:]), []
            await self.say("250 2.1.0 Ok")
        elif verb.startswith("RCPT TO:"):
            await self.recipient(path(text[8:]))
        elif verb == "DATA":
            await self.data()
        elif verb in ("RSET", "NOOP"):
            self.recipients = []
            await self.say("250 2.0.0 Ok")
        else:
            await self.say("221 2.0.0 Bye" if verb == "QUIT" else "502 5.5.2 Error: command not recognized")
            return verb != "QUIT"
        return True

    async def recipient(self, to: str) -> None:
        if self.remote.kind == "full":
            await self.say(f"452 4.2.2 <{to}>: Mailbox is over quota")
        elif to.startswith(("nouser", "x")):
            await self.say(f"550 5.1.1 <{to}>: Recipient address rejected: User unknown in virtual mailbox table")
        elif self.remote.kind == "grey" and self.sink.is_grey(self.sender, to):
            await self.say(f"451 4.7.1 <{to}>: Recipient address rejected: Greylisted, please try again later")
        else:
            self.recipients.append(to)
            await self.say("250 2.1.5 Ok")

    async def data(self) -> None:
        if not self.recipients:
            return await self.say("503 5.5.1 Error: need RCPT command")
        if self.remote.domain in self.sink.named("stall"):
            await self.stall()
        await self.say("354 End data with <CR><LF>.<CR><LF>")
        body = bytearray()
        while (line := await self.reader.readline()) not in (b".\r\n", b""):
            body += line
        await self.say(self.verdict(bytes(body)))

    async def stall(self) -> None:
        """Who waits stands in the file "stalled"."""
        with (self.sink.lab / "sink" / "stalled").open("a") as stalled:
            stalled.write("".join(f"{to}\n" for to in self.recipients))
        while self.remote.domain in self.sink.named("stall"):
            await asyncio.sleep(0.1)

    def verdict(self, body: bytes) -> str:
        text = body.decode("utf-8", "replace").lower()
        spam = any(word in text for word in SPAM_WORDS)
        if spam and self.remote.kind == "filter":
            reply = f"550 5.7.1 [{self.host}] Message rejected as spam by content filtering"
        elif spam and self.remote.kind == "throttle":
            reply = f"451 4.7.650 [{self.host}] The mail server has been temporarily rate limited due to IP reputation"
        else:
            reply = f"250 2.0.0 Ok: queued as {self.sink.new_id()}"
        self.sink.record(self.remote.domain, text, self.recipients, reply)
        return reply


class Sink:
    """All remote servers, with the memory they share."""

    def __init__(self, lab: Path):
        self.lab, self.clock = lab, LabClock(lab / "clock.offset")
        self.ledger = (lab / "sink" / "ledger.tsv").open("a", buffering=1)
        self.grey: dict[tuple[str, str], float] = {}
        self.count = 0

    def named(self, file: str) -> list[str]:
        """The domains in a file of the folder, which may come and go."""
        try:
            return (self.lab / "sink" / file).read_text().split()
        except FileNotFoundError:
            return []

    def is_grey(self, sender: str, to: str) -> bool:
        now = self.clock.now()
        return now - self.grey.setdefault((sender, to), now) < GREY_SECONDS

    def new_id(self) -> str:
        self.count += 1
        return f"{int(self.clock.now()):X}{self.count:04X}"

    def record(self, domain: str, text: str, recipients: list[str], reply: str) -> None:
        message_id = next((line.split(":", 1)[1].strip() for line in text.splitlines()
                           if line.startswith("message-id:")), "")
        for to in recipients:
            print(int(self.clock.now()), domain, message_id, to.lower(), reply[:3], sep="\t", file=self.ledger)


def path(text: str) -> str:
    return text.split(">")[0].lstrip(" <")


async def main(lab: Path, net: str, port: int) -> None:
    sink = Sink(lab)
    for remote in REMOTES:
        if remote.kind != "refused":
            await asyncio.start_server(lambda r, w, remote=remote: Session(sink, remote, r, w).run(),
                                       remote_address(net, remote.domain), port, limit=1 << 20)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
