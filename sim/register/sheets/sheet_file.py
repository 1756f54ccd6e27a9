"""The sheet of a file, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sim.errors import Problem, msg
from sim.file_content import file_content
from sim.register.sheets.cell_table import MAX_FILE_MB, Cell, CellTable
from sim.register.sheets.csv_file import load_csv
from sim.register.sheets.workbook import is_workbook, load_workbook


def load_table(path: Path, display_name: str, known: Callable[[Cell], object], sheet: str = "") -> CellTable:
    """Read the cells of a CSV file or of the sheet of a workbook that holds the list.

    Parameters
    ----------
    path : Path
        The file. What it holds decides how it is read; its ending only tells a damaged workbook from text.
    display_name : str
        Its name as the user gave it, for the messages.
    known : callable
        Whether a cell is a heading: it tells the separator of a CSV file.
    sheet : str
        Name of the sheet of a workbook; empty: the one named ``register``, or else the first visible one.
    """
    data = file_content(path, display_name, msg("a CSV, XLSX, XLS or ODS file"), MAX_FILE_MB)
    if isinstance(data, Problem):
        return CellTable(problems=(data,))
    if is_workbook(path, data):
        return load_workbook(data, display_name, sheet)
    return load_csv(data, display_name, known)
