"""A register as a file: the kind of file is that of its name."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.cities.register_workbook import write_register_workbook
from sim.errors import StoreError, msg
from sim.register import COLUMNS, guarded
from sim.scenario import Settings


def write_register(path: Path, settings: Settings, rows: Sequence[Mapping[str, str]], name: str = "") -> None:
    """Write a register.

    Parameters
    ----------
    path : Path
        The file to write.
    settings : Settings
        Of the scenario whose register it is.
    rows : sequence of mapping
        Text of each cell, by column.
    name : str
        Name that it will have, where `path` is a name for the time of writing; empty: that of `path`.

    Raises
    ------
    StoreError
        For a name that ends neither in .xlsx nor in .csv.
    OSError
        When the file cannot be written.
    """
    shown = name or path.name
    match Path(shown).suffix.lower():
        case ".csv":
            _write_csv(path, rows)
        case ".xlsx":
            write_register_workbook(path, settings, rows)
        case _:
            raise StoreError(msg("{name} ends neither in .xlsx nor in .csv: name it so", name=shown))


def _write_csv(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Write all columns; what a spreadsheet would take for a formula gets an apostrophe, which reading takes off."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([guarded(row.get(column, "")) for column in COLUMNS] for row in rows)
