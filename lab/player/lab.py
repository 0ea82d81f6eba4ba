# SPDX-License-Identifier: Apache-2.0
"""The verbs: everything that a person, a server or a thief can do to the running lab, through the real protocols."""
import imaplib
import json
import os
import smtplib
import socket
import subprocess
import time
from datetime import datetime, timezone
from email.utils import format_datetime
from pathlib import Path

from player import world
from player.timeline import LabClock
from player.watch import Watch

QUEUES = ("maildrop", "incoming", "active")


def leave(smtp: smtplib.SMTP) -> None:
    try:
        smtp.quit()
    except (smtplib.SMTPException, OSError):
        pass                                        # the server went first


class Lab:
    """The running lab and its clock."""

    def __init__(self, folder: Path, watch: Watch | None = None):
        lines = (folder / "env").read_text().splitlines()
        self.env = dict(line.split("=", 1) for line in lines if "=" in line)
        self.folder, self.host, self.web = folder, self.env["HOST_IP"], self.env["WEB_IP"]
        if not self.env["CLOCK"]:
            raise SystemExit("play: the lab runs on the true time; start it with LAB_CLOCK, see lab.sh")
        self.clock = LabClock(Path(self.env["CLOCK"]))
        self.queue = Path(self.env["POSTFIX_QUEUE"])
        accounts = [line.split("\t") for line in Path(self.env["ACCOUNTS"]).read_text().splitlines()]
        self.passwords = {name: password for name, password, _, _ in accounts}
        self.names = {name: person for name, _, _, person in accounts}
        self.sessions: dict[tuple, list] = {}
        self.serial = 0
        self.watch = watch                          # a guard stands before it and may refuse what is played

    # ------------------------------------------------------------------------------------------- time
    def move(self, when: float) -> None:
        """Moves the clock to a moment; before a jump of more than some seconds all mail comes to rest."""
        gap = when - self.clock.now()
        if gap > 8:
            self.hang_up()
        if gap > (self.watch.look if self.watch else 8):
            self.settle()
        if self.watch:
            self.watch.wait(self.clock, when)
        self.clock.move_to(when)

    def settle(self, limit: float = 120) -> None:
        """Waits until nothing is on its way."""
        end, quiet = time.time() + limit, 0
        while quiet < 3 and time.time() < end:
            busy = any(next(os.scandir(self.queue / name), None) for name in QUEUES)
            quiet = 0 if busy else quiet + 1
            time.sleep(0.004)

    # ------------------------------------------------------------------------------------------- mail
    def text(self, sender: str, to: list[str], subject: str, body: str, id_host: str, name: str = "") -> tuple[str, str]:
        """A message, and its Message-ID."""
        self.serial += 1
        now = datetime.fromtimestamp(self.clock.now(), timezone.utc)
        message_id = f"<{now:%Y%m%d%H%M%S}.{self.serial:05d}@{id_host}>"
        head = [f"From: {name} <{sender}>".replace(":  <", ": <"), "To: " + ", ".join(to[:5]), f"Subject: {subject}",
                f"Date: {format_datetime(now)}", f"Message-ID: {message_id}", "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8"]
        return "\r\n".join(head) + "\r\n\r\n" + body.replace("\n", "\r\n") + "\r\n", message_id

    def connect(self, source: str, port: str, helo: str) -> smtplib.SMTP:
        return smtplib.SMTP(self.host, int(self.env[port]), helo, timeout=60, source_address=(source, 0))

    def send(self, sender: str, to: list[str], text: str, *, source: str, helo: str, account: str = "",
             port: str = "SUBMISSION_PORT", mechanism: str = "PLAIN", keep: int = 1) -> tuple[str, list[str]]:
        """Sends over SMTP, with AUTH if an account is given; returns the queue ID and the accepted recipients.

        A session carries up to "keep" messages.
        """
        try:
            return self.talk(sender, to, text, (source, helo, account, port), mechanism, keep)
        except (smtplib.SMTPResponseException, smtplib.SMTPServerDisconnected):
            if not self.watch:
                raise
            return "", []                           # refused or cut off

    def talk(self, sender: str, to: list[str], text: str, key: tuple, mechanism: str, keep: int) -> tuple[str, list[str]]:
        source, helo, account, port = key
        session = self.sessions.pop(key, None) or [self.login(source, helo, account, port, mechanism), 0]
        smtp = session[0]
        smtp.mail(sender)
        taken = [one for one in to if smtp.rcpt(one)[0] == 250]
        queue_id = ""
        if taken:
            code, answer = smtp.data(text.encode())
            queue_id = answer.decode().rsplit(" ", 1)[-1] if code == 250 else ""
        else:
            smtp.rset()
        session[1] += 1
        if session[1] < keep:
            self.sessions[key] = session
        else:
            leave(smtp)
        return (queue_id, taken) if queue_id else ("", [])

    def login(self, source: str, helo: str, account: str, port: str, mechanism: str) -> smtplib.SMTP:
        smtp = self.connect(source, port, helo)
        smtp.ehlo()
        if account:
            smtp.user, smtp.password = account, self.passwords[account]
            smtp.auth(mechanism, smtp.auth_plain if mechanism == "PLAIN" else smtp.auth_login,
                      initial_response_ok=mechanism == "PLAIN")
        return smtp

    def hang_up(self) -> None:
        for smtp, _ in self.sessions.values():
            leave(smtp)
        self.sessions.clear()

    def guess(self, account: str, password: str, source: str, helo: str, mechanism: str = "LOGIN") -> bool:
        """One try at a password over SMTP; hangs up without sending."""
        smtp = self.connect(source, "SUBMISSION_PORT", helo)
        try:
            smtp.ehlo()
            smtp.user, smtp.password = account, password
            smtp.auth(mechanism, smtp.auth_plain if mechanism == "PLAIN" else smtp.auth_login,
                      initial_response_ok=mechanism == "PLAIN")
            return True
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPServerDisconnected):
            return False
        finally:
            try:
                smtp.close() if self.serial % 7 == 0 else smtp.quit()
            except smtplib.SMTPServerDisconnected:
                pass  # the server has had enough

    def imap(self, account: str, source: str, password: str | None = None) -> bool:
        """Logs in over IMAP, looks into the inbox, and out again."""
        class From(imaplib.IMAP4):
            def _create_socket(self, timeout):
                return socket.create_connection((self.host, self.port), source_address=(source, 0))
        client = From(self.host, int(self.env["IMAP_PORT"]))
        try:
            client.login(account, password or self.passwords[account])
            client.select()
            return True
        except imaplib.IMAP4.error:
            return False
        finally:
            try:
                client.logout()
            except (imaplib.IMAP4.error, OSError):
                pass

    def inbound(self, sender: str, to: list[str], subject: str, body: str, source: str = "", domain: str = "") -> None:
        """A remote server delivers a message to our MX."""
        domain = domain or sender.rpartition("@")[2]
        source = source or world.remote_address(self.env["LAB_NET"], domain)
        text, _ = self.text(sender or f"MAILER-DAEMON@{domain}", to, subject, body, f"mx.{domain}")
        self.send(sender, to, text, source=source, helo=f"mx.{domain}", port="MX_PORT")

    def pickup(self, uid: int, sender: str, to: list[str], text: str) -> None:
        """A local program calls sendmail(1)."""
        group = int(subprocess.run(["getent", "group", "postdrop"], capture_output=True, text=True, check=True)
                    .stdout.split(":")[2])
        env = {"PATH": "/usr/sbin:/usr/bin:/bin", "LD_PRELOAD": self.env["CLOCK_LIBRARY"],
               "ARGINE_LAB_CLOCK": self.env["CLOCK"], "MAIL_CONFIG": self.env["POSTFIX_CONFIG"]}
        subprocess.run([self.env["SENDMAIL"], "-i", "-f", sender, "--", *to],
                       input=text.replace("\r\n", "\n").encode(), env=env, user=uid, group=group, extra_groups=[],
                       cwd="/", check=True, capture_output=True)

    # ------------------------------------------------------------------------------------------- what is left
    def outage(self, domains: list[str]) -> None:
        """From now on these remote domains are down."""
        Path(self.env["SINK_OUTAGE"]).write_text(" ".join(domains))

    def queued(self) -> list[dict]:
        out = subprocess.run(["postqueue", "-c", self.env["POSTFIX_CONFIG"], "-j"], capture_output=True, text=True,
                             check=True).stdout
        return [json.loads(line) for line in out.splitlines()]

    def ledger(self) -> list[list[str]]:
        path = Path(self.env["SINK_LEDGER"])
        return [line.split("\t") for line in path.read_text().splitlines()] if path.exists() else []
