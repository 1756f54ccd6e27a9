"""Excel workbooks read into tables: by python-calamine, and from the XML where that says too little."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from sim.errors import Problem, msg
from sim.register.sheets.cell_table import (
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    CellTable,
    Formula,
    MergedCells,
    table_row,
    too_many_columns,
    too_many_rows,
)
from sim.register.sheets.sheet_xml import (
    CellXml,
    DateShown,
    NumberFormat,
    dates_without_day,
    number_formats,
    sheet_part,
    stored_cells,
)

MAX_UNPACKED_MB = 200
SHEET = "register"

_OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def is_workbook(path: Path, data: bytes) -> bool:
    """Whether a file is, or by its name claims to be, a workbook and not CSV text."""
    return data.startswith((b"PK\x03\x04", _OLD_CONTAINER)) or path.suffix.lower() in _SUFFIXES


def load_workbook(data: bytes, file: str, sheet: str = "") -> CellTable:
    """Read the sheet named ``register``, or else the first visible sheet, of a workbook (.xlsx, .xlsm, .xls, .ods).

    Formulas give the value Excel stored. Three things that python-calamine does not tell are taken from the sheet's
    XML: Excel errors and formulas never computed, both of which it returns as blank cells (they come back as their
    text, ``#REF!`` or ``=B2*2``), and dates whose format shows only month or year (``2025-08``, ``2025``): Excel turns
    a typed 08/2025 into 1 August, although no day was stated. Rows hidden by a filter are read, and named. Of .xls and
    .ods calamine alone tells, and a warning says what that leaves out.

    Parameters
    ----------
    data : bytes
        The file's content.
    file : str
        Its name, as the user gave it.
    sheet : str
        Name of the sheet to read instead.

    Returns
    -------
    Table
        With `problems`, and no rows, where the workbook cannot be read.
    """
    try:
        if data.startswith(_OLD_CONTAINER):
            return _locked(file) if _ENCRYPTED in data else _by_calamine_alone(data, file, sheet)
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED_MB * 1_000_000:
                return CellTable(problems=(_too_large(file),))
            if {"content.xml", "xl/workbook.bin"} & {*parts.namelist()}:
                return _by_calamine_alone(data, file, sheet)
            if "xl/workbook.xml" not in parts.namelist():
                return CellTable(problems=(_other_kind(file),))
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            name, others = _sheet_name(book, sheet)
            if name is None:
                return CellTable(problems=(_no_sheet(sheet, others, file),))
            hidden: list[int] = []
            cells = tuple(stored_cells(parts, sheet_part(parts, name), hidden))
            shown, formats = dates_without_day(parts), number_formats(parts)
        # Checked before calamine lays the sheet out: one stray cell in row 1,048,576 would take gigabytes.
        wide = next((cell.row for cell in cells if cell.column >= MAX_COLUMNS), None)
        if wide is not None:
            return CellTable(problems=(too_many_columns(file, wide + 1),))
        if any(cell.row > MAX_ROWS for cell in cells):
            return CellTable(problems=(too_many_rows(file),))
        table = _table(book.get_sheet_by_name(name), cells, shown)
        concealed = _concealed(table, cells, formats)
        return replace(table, hidden=tuple(hidden), concealed=concealed, sheet=name, other_sheets=others)
    except PasswordError:
        return _locked(file)
    except Exception:
        # Three parsers read bytes that anyone may have uploaded. Whatever they raise, the file is damaged to its user.
        return CellTable(problems=(_damaged(file),))


def _table(sheet: CalamineSheet, cells: tuple[CellXml, ...], shown: Mapping[int, DateShown]) -> CellTable:
    grid: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for cell in cells:
        if cell.unusable:
            # Calamine leaves out rows and columns at the end that it takes for blank.
            grid.extend([] for _ in range(cell.row + 1 - len(grid)))
            line = grid[cell.row]
            line.extend("" for _ in range(cell.column + 1 - len(line)))
            line[cell.column] = Formula(cell.unusable) if cell.unusable[0] == "=" else cell.unusable
        elif cell.style in shown and cell.row < len(grid) and cell.column < len(grid[cell.row]):
            value = grid[cell.row][cell.column]
            if isinstance(value, date):
                month = f"-{value.month:02d}" if shown[cell.style] == "month" else ""
                grid[cell.row][cell.column] = f"{value.year:04d}{month}"
    rows = (table_row(number, [_plain(cell) for cell in line]) for number, line in enumerate(grid, start=1))
    merged = tuple(
        MergedCells(top + 1, bottom + 1, left, right)
        for (top, left), (bottom, right) in sorted(sheet.merged_cell_ranges or ())
    )
    return CellTable(tuple(row for row in rows if row is not None), merged)


def _concealed(
    table: CellTable, cells: tuple[CellXml, ...], formats: Mapping[int, NumberFormat]
) -> frozenset[tuple[int, int]]:
    by_number = {row.number: row for row in table.rows}
    found: set[tuple[int, int]] = set()
    for cell in cells:
        row, shown = by_number.get(cell.row + 1), formats.get(cell.style)
        value = "" if row is None else row.cell(cell.column)
        if shown is not None and isinstance(value, (int, float)) and shown.hides(value):
            found.add((cell.row + 1, cell.column))
    return frozenset(found)


def _by_calamine_alone(data: bytes, file: str, asked: str) -> CellTable:
    """Read a workbook of another kind than .xlsx, with a warning of what calamine does not tell of it."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    name, others = _sheet_name(book, asked)
    if name is None:
        return CellTable(problems=(_no_sheet(asked, others, file),))
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > MAX_ROWS + 1:
        return CellTable(problems=(too_many_rows(file),))
    if sheet.total_width > MAX_COLUMNS:
        return CellTable(problems=(too_many_columns(file, 1),))
    table = _table(sheet, (), {})
    return replace(table, problems=(_less_is_known(file),), sheet=name, other_sheets=others)


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else cell.isoformat(sep=" ")
    return cell


def _sheet_name(book: CalamineWorkbook, asked: str) -> tuple[str | None, tuple[str, ...]]:
    """Name of the sheet to read, None where the one asked for is not there; and the visible ones that are not read."""
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    visible = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
    wanted = (asked or SHEET).strip().casefold()
    named = [sheet.name for sheet in sheets if sheet.name.strip().casefold() == wanted]
    if asked and not named:
        return None, tuple(visible)
    name = (named or visible)[0]
    return name, tuple(other for other in visible if other != name)


def _no_sheet(asked: str, sheets: tuple[str, ...], file: str) -> Problem:
    return Problem(
        file,
        msg("no sheet {name}", name=asked),
        msg("one of: {choices}", choices=", ".join(sheets)),
        msg("correct the name of the sheet"),
    )


def _locked(file: str) -> CellTable:
    locked = Problem(
        file,
        msg("a workbook protected by a password"),
        msg("an .xlsx workbook without a password, or CSV in UTF-8"),
        msg("remove the password in Excel, then save the file again"),
    )
    return CellTable(problems=(locked,))


def _less_is_known(file: str) -> Problem:
    return Problem(
        file,
        msg(
            "a workbook of the kind .xls, .xlsb or .ods: errors of its formulas are read as empty cells, and a month "
            "that it stores as a day is read as that day"
        ),
        msg("an .xlsx workbook, of which more can be told"),
        msg("save it as .xlsx, or look through such cells"),
        severity="warning",
    )


def _other_kind(file: str) -> Problem:
    return Problem(
        file,
        msg("a file that is not an .xlsx workbook"),
        msg("an .xlsx workbook without a password, or CSV in UTF-8"),
        msg("open it in Excel or LibreOffice and save it as .xlsx"),
    )


def _too_large(file: str) -> Problem:
    return Problem(
        file,
        msg("a workbook that unpacks to more than {limit} MB", limit=MAX_UNPACKED_MB),
        msg("one sheet with the register, without pictures"),
        msg("copy the register into a new workbook"),
    )


def _damaged(file: str) -> Problem:
    return Problem(
        file,
        msg("a damaged workbook, or a file of another kind with the name of a workbook"),
        msg("an .xlsx workbook without a password, or CSV in UTF-8"),
        msg("open it in Excel, let Excel repair it, and save it again as .xlsx"),
    )
