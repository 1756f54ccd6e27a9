"""The data date of a scenario that a list goes into: not before the day of the list."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sim.files import load_toml
from sim.scenario import ProjectRow, Settings

_BESIDE = ("levers", "causes", "packages", "reference_classes", "track_records")
_LINE = re.compile(r"^[ \t]*data_date[ \t]*=[ \t]*[\d-]+", re.MULTILINE)
_LEAD = re.compile(r"\ufeff?(?:[ \t]*(?:#.*)?\n)*")
"""Comments and blank lines that a file begins with."""


def day_of_list(rows: Iterable[ProjectRow], settings: Settings) -> date:
    """Latest date of a status in a list, or the data date of the scenario where that is later."""
    return max((settings.data_date, *(row.status_as_of for row in rows)))


def set_data_date(scenario: Path, day: date) -> None:
    """Write another data date into a scenario file; all else stays as it is.

    A file that takes its data date from the scenario that it is based on gets a line of its own.

    Raises
    ------
    OSError
        When the file cannot be read or written.
    """
    text = scenario.read_text(encoding="utf-8")
    line = f"data_date = {day.isoformat()}"
    if "data_date" in (load_toml(scenario, str(scenario)).content or {}):
        text = _LINE.sub(line, text, count=1)
    else:
        lead = _LEAD.match(text)
        at = 0 if lead is None else lead.end()
        text = f"{text[:at]}{line}\n{text[at:]}"
    scenario.write_text(text, encoding="utf-8", newline="\n")


def copied(scenario: Path, folder: Path) -> Path:
    """Copy a scenario into a folder, and what may belong to it; returns the copy.

    Parameters
    ----------
    scenario : Path
        The TOML files beside it, and those of levers, causes, packages, reference classes and track records, are
        copied with it; its register is not.
    folder : Path
        Made where it does not exist.

    Raises
    ------
    OSError
        When something cannot be read or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path in scenario.parent.glob("*.toml"):
        shutil.copyfile(path, folder / path.name)
    for name in _BESIDE:
        if (scenario.parent / name).is_dir():
            shutil.copytree(scenario.parent / name, folder / name, dirs_exist_ok=True)
    return folder / scenario.name
