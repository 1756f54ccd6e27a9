"""The scenarios that come with the program, read from their files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sim.errors import msg
from sim.files import SHIPPED_SCENARIOS, load_settings, scenarios_in
from sim.scenario import Words

AT_HAND = msg("Scenarios that come with the program")
AT_HAND_LEAD = msg(
    "Each can be copied and changed; `housing-sim run scenarios/FILE` runs it. What stands in a folder of its own "
    "needs nothing outside it."
)
ITS_NAME = msg("Name")


def shipped_scenarios() -> Iterator[tuple[str, Words]]:
    """Yield each scenario's file, from `scenarios` on, and its name; those in folders last."""
    folders = sorted(path for path in SHIPPED_SCENARIOS.iterdir() if path.is_dir())
    for folder in (SHIPPED_SCENARIOS, *folders):
        for stem in scenarios_in(folder):
            path: Path = folder / f"{stem}.toml"
            yield path.relative_to(SHIPPED_SCENARIOS).as_posix(), load_settings(path).name
