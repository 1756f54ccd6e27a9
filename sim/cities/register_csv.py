"""A register as a CSV file that spreadsheets open without running what a cell may hold."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.register import COLUMNS, guarded


def write_register_csv(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Write a register with all its columns.

    Parameters
    ----------
    path : Path
        The file to write.
    rows : sequence of mapping
        Text of each cell, by column. A text that a spreadsheet would take for a formula gets an apostrophe in front,
        which reading takes off again.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([guarded(row.get(column, "")) for column in COLUMNS] for row in rows)
