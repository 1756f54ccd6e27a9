"""The cities one can begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sim.errors import Message, msg
from sim.files import SHIPPED_SCENARIOS


@dataclass(frozen=True)
class City:
    """What a city begins with.

    Attributes
    ----------
    about : Message
        What it is, in a few words.
    scenario : Path
        Scenario file that travels with the program; its folder holds the others.
    copied : tuple of str
        Names of the files and folders beside it that are copied too.
    workbook : bool
        Whether its register is a workbook made for it, with choices and notes.
    """

    about: Message
    scenario: Path
    copied: tuple[str, ...]
    workbook: bool = False


CITIES: Mapping[str, City] = {
    "blank": City(
        msg("one route to fill in, with a register as a workbook"),
        SHIPPED_SCENARIOS / "blank" / "scenario.toml",
        ("sources.toml", "levers", "causes"),
        workbook=True,
    ),
    "can-tho": City(
        msg("the program's own scenario; its levers and causes stay with the program"),
        SHIPPED_SCENARIOS / "can-tho-2026.toml",
        ("can-tho-2026-projects.csv", "sources.toml", "packages", "track_records"),
    ),
}
"""By the name that `housing-sim init --city` takes; the first is the default."""
