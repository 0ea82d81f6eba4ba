# SPDX-License-Identifier: Apache-2.0
"""The list of all scenarios."""
import importlib
from collections.abc import Callable
from dataclasses import dataclass

from player.story import Story


@dataclass(frozen=True)
class Scenario:
    """A name, one line that says what happens, and the function that tells the story."""
    name: str
    about: str
    tell: Callable[[Story], None]


ALL: dict[str, Scenario] = {}
MODULES = ("attacks", "quiet_attacks", "innocent", "lookalikes", "movers")


def scenario(name: str, about: str) -> Callable[[Callable[[Story], None]], Callable[[Story], None]]:
    def add(tell: Callable[[Story], None]) -> Callable[[Story], None]:
        ALL[name] = Scenario(name, about, tell)
        return tell
    return add


def load() -> dict[str, Scenario]:
    for module in MODULES:
        importlib.import_module(f"player.{module}")
    return ALL
