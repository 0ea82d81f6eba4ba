# SPDX-License-Identifier: Apache-2.0
"""Starts the lab anew: an empty queue, empty logs, the first passwords, and the clock at the beginning."""
import os
import shutil
import subprocess
from pathlib import Path

BEGIN = "2026-11-09T05:30"                       # a Monday
SCRIPT = Path(__file__).resolve().parent.parent / "lab.sh"


def lab(folder: Path, *words: str, **settings: str) -> None:
    env = os.environ | {"LAB": str(folder), "LAB_NET": "127.0.2", "LAB_CLOCK": BEGIN, "LAB_NO_PENALTY": "1"} | settings
    subprocess.run(["bash", SCRIPT, *words], env=env, check=True, stdout=subprocess.DEVNULL)


def fresh(folder: Path, **settings: str) -> None:
    lab(folder, "stop")                          # refuses a folder that is not this lab's own
    for name in ("postfix/spool", "mail", "log", "clock.offset", "sink", "dovecot/deny", "dovecot/deny-sending", "dovecot/users"):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    lab(folder, "start", **settings)
    for name in ("mail.log", "dovecot.log"):     # the lab's own knocking at its ports
        os.truncate(folder / "log" / name, 0)
