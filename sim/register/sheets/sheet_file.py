"""The sheet of a file, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sim.errors import Problem, msg
from sim.os_errors import os_advice, os_reason
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
    data = _content(path, display_name)
    if isinstance(data, Problem):
        return CellTable(problems=(data,))
    if is_workbook(path, data):
        return load_workbook(data, display_name, sheet)
    return load_csv(data, display_name, known)


def _content(path: Path, file: str) -> bytes | Problem:
    try:
        if path.stat().st_size <= MAX_FILE_MB * 1_000_000:
            return path.read_bytes()
    except FileNotFoundError:
        return Problem(
            file,
            msg("no such file"),
            msg("a CSV or XLSX file"),
            msg("check the name and the folder of the register"),
        )
    except (OSError, ValueError) as error:
        return Problem(
            file,
            msg("a file that cannot be opened: {reason}", reason=os_reason(error)),
            msg("a CSV or XLSX file that may be read"),
            os_advice(error),
        )
    return Problem(
        file,
        msg("a file of more than {limit} MB", limit=MAX_FILE_MB),
        msg("at most {limit} MB", limit=MAX_FILE_MB),
        msg("keep only the register in the file, without pictures and other sheets"),
    )
