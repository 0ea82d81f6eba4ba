# SPDX-License-Identifier: Apache-2.0
"""A guard before the lab, as the player sees it: through its log, and the file that says how far it has read."""
import re
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import quote_plus

from player.timeline import LabClock

STOPPED = re.compile(r"^(\S+) \S+ event=incident account=(\S+) case=\S+ news=STOPPED ")


class Watch:
    """Lets a guard look as often as it would if the clock did not jump.

    The guard looks for news four times a second.  Before a longer jump the clock therefore goes a quarter of a second
    on by itself, and the player waits until the guard has read and judged all that was written.  Once an account is
    stopped he waits for its sessions to be ended too.
    """
    look = 0.25

    def __init__(self, guard_log: Path, position: Path, logs: list[Path]):
        self.guard_log, self.position, self.logs = guard_log, position, logs
        self.since = 0.0                            # days before that are played as fast as the server goes
        self.late = 0

    def stopped(self) -> dict[str, float]:
        """Who was stopped, and when first."""
        found = {}
        for line in self.guard_log.read_text().splitlines():
            if match := STOPPED.match(line):
                found.setdefault(match.group(2), datetime.fromisoformat(match.group(1)).timestamp())
        return found

    def wait(self, clock: LabClock, until: float) -> None:
        """Waits as long as the guard needs before the clock may jump to a moment."""
        gap = until - clock.now()
        if gap <= 0 or until < self.since:
            return
        if gap <= self.look:
            time.sleep(gap)
            return
        clock.move_to(clock.now() + self.look)
        self.settle()

    def settle(self) -> None:
        """Waits until the guard has judged all that was written."""
        time.sleep(0.02)                            # postlogd writes what it was told
        sizes = {f"={quote_plus(str(log))}": log.stat().st_size for log in self.logs}
        self.patiently(lambda: self.has_read(sizes), 10)
        self.patiently(self.has_ended, 60)

    def patiently(self, done: Callable[[], bool], seconds: float) -> None:
        end = time.time() + seconds
        while not done():
            if time.time() > end:
                self.late += 1
                return
            time.sleep(0.02)

    def has_read(self, sizes: dict[str, int]) -> bool:
        """Whether the guard has judged the logs up to these sizes."""
        words = [line.split(" ") for line in self.position.read_text().splitlines()]
        read = {one[0]: int(one[2]) - 1 for one in words if len(one) > 6 and one[1] != "="}
        return all(read.get(log, 0) >= size for log, size in sizes.items())

    def has_ended(self) -> bool:
        """Whether the sessions of everybody who was stopped are ended."""
        return self.guard_log.read_text().count(" event=ending-sessions ") >= len(self.stopped())
