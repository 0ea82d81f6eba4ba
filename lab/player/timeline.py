# SPDX-License-Identifier: Apache-2.0
"""The lab's clock as the player, the sink and the recorder see it (the daemons see it through clock.c)."""
import mmap
import os
import struct
import sys
import time
from datetime import datetime, timezone
from pathlib import Path

FORM = struct.Struct("=qq")          # microseconds to add to the true time; the second in which the lab began


class LabClock:
    """The offset file, mapped."""

    def __init__(self, path: Path):
        with path.open("r+b") as file:
            self.map = mmap.mmap(file.fileno(), FORM.size)

    def now(self) -> float:
        return time.time() + FORM.unpack(self.map[:])[0] / 1e6

    def move_to(self, when: float) -> None:
        """Moves the clock forward; never back, for no daemon would bear it."""
        if when > self.now():
            self.set_to(when)

    def set_to(self, when: float) -> None:
        self.map[:] = FORM.pack(int((when - time.time()) * 1e6), FORM.unpack(self.map[:])[1])


def create(path: Path, when: float | None) -> None:
    """Makes the offset file: at a given time, or at the true one."""
    offset = 0 if when is None else int((when - time.time()) * 1e6)
    path.write_bytes(FORM.pack(offset, int(time.time())))


if __name__ == "__main__":           # timeline.py FILE [2026-11-09T06:00]
    create(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]).replace(tzinfo=timezone.utc).timestamp()
           if len(sys.argv) > 2 and sys.argv[2] else None)
