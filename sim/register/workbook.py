"""Excel workbooks read into tables: by python-calamine, and from the XML where that says too little."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from sim.errors import Problem, msg
from sim.register.cell_table import (
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    CellTable,
    MergedCells,
    table_row,
    too_many_columns,
    too_many_rows,
)

MAX_UNPACKED_MB = 200
SHEET = "register"

_OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_MONTH_AND_YEAR = 17  # the only built-in number format of Excel that shows a date without its day
_Shown = Literal["month", "year"]


@dataclass(frozen=True)
class _CellXml:
    """A cell as the sheet's XML holds it.

    Attributes
    ----------
    row, column : int
        From 0.
    style : int
        Index of its format.
    unusable : str
        Excel error or formula without a result, as text; empty for a cell with a value.
    """

    row: int
    column: int
    style: int
    unusable: str


def is_workbook(path: Path, data: bytes) -> bool:
    """Whether a file is, or by its name claims to be, a workbook and not CSV text."""
    return data.startswith((b"PK\x03\x04", _OLD_CONTAINER)) or path.suffix.lower() in _SUFFIXES


def load_workbook(data: bytes, file: str) -> CellTable:
    """Read the sheet named ``register``, or else the first visible sheet, of an Excel workbook (.xlsx, .xlsm).

    Formulas give the value Excel stored. Three things that python-calamine does not tell are taken from the sheet's
    XML: Excel errors and formulas never computed, both of which it returns as blank cells (they come back as their
    text, ``#REF!`` or ``=B2*2``), and dates whose format shows only month or year (``2025-08``, ``2025``): Excel turns
    a typed 08/2025 into 1 August, although no day was stated. Rows hidden by a filter are read.

    Parameters
    ----------
    data : bytes
        The file's content.
    file : str
        Its name, as the user gave it.

    Returns
    -------
    Table
        With `problems`, and no rows, where the workbook cannot be read.
    """
    if data.startswith(_OLD_CONTAINER):
        return CellTable(problems=(_old_container(data, file),))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED_MB * 1_000_000:
                return CellTable(problems=(_too_large(file),))
            if "xl/workbook.xml" not in parts.namelist():
                return CellTable(problems=(_other_kind(file),))
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            name = _sheet_name(book)
            cells = tuple(_cells_of(parts, _part_of(parts, name)))
            shown = _dates_without_day(parts)
        # Checked before calamine lays the sheet out: one stray cell in row 1,048,576 would take gigabytes.
        wide = next((cell.row for cell in cells if cell.column >= MAX_COLUMNS), None)
        if wide is not None:
            return CellTable(problems=(too_many_columns(file, wide + 1),))
        if any(cell.row > MAX_ROWS for cell in cells):
            return CellTable(problems=(too_many_rows(file),))
        return _table(book.get_sheet_by_name(name), cells, shown)
    except Exception:
        # Three parsers read bytes that anyone may have uploaded. Whatever they raise, the file is damaged to its user.
        return CellTable(problems=(_damaged(file),))


def _table(sheet: CalamineSheet, cells: tuple[_CellXml, ...], shown: Mapping[int, _Shown]) -> CellTable:
    grid: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for cell in cells:
        if cell.unusable:
            # Calamine leaves out rows and columns at the end that it takes for blank.
            grid.extend([] for _ in range(cell.row + 1 - len(grid)))
            line = grid[cell.row]
            line.extend("" for _ in range(cell.column + 1 - len(line)))
            line[cell.column] = cell.unusable
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


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return str(cell).upper()
    return cell.date() if isinstance(cell, datetime) else cell


def _sheet_name(book: CalamineWorkbook) -> str:
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    named = [sheet.name for sheet in sheets if sheet.name.strip().casefold() == SHEET]
    visible = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
    return (named or visible)[0]


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _part_of(parts: zipfile.ZipFile, sheet: str) -> str:
    book = ElementTree.fromstring(parts.read("xl/workbook.xml"))
    ids = (
        value
        for element in book.iter()
        if _local(element.tag) == "sheet" and element.get("name") == sheet
        for key, value in element.items()
        if key.endswith("}id")
    )
    identity = next(ids)
    links = ElementTree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))
    target = next(link.attrib["Target"] for link in links if link.get("Id") == identity)
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _cells_of(parts: zipfile.ZipFile, part: str) -> Iterator[_CellXml]:
    """Cells that hold something, in file order; where a cell states no position, it follows the one before."""
    row, column = -1, -1
    stack: list[ElementTree.Element] = []
    with parts.open(part) as stream:
        for event, element in ElementTree.iterparse(stream, events=("start", "end")):
            tag = _local(element.tag)
            if event == "start":
                stack.append(element)
                if tag == "row":
                    row, column = int(element.get("r", row + 2)) - 1, -1
                continue
            stack.pop()
            if tag == "c":
                column = _column(element.get("r"), column + 1)
                cell = _cell_of(element, row, column)
                if cell is not None:
                    yield cell
            if tag in ("c", "row"):
                stack[-1].clear()


def _column(reference: str | None, following: int) -> int:
    if reference is None:
        return following
    index = 0
    for letter in reference.rstrip("0123456789"):
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _cell_of(element: ElementTree.Element, row: int, column: int) -> _CellXml | None:
    inside = {_local(child.tag): child for child in element}
    if not inside:
        return None
    value = inside["v"].text or "" if "v" in inside else ""
    kind = element.get("t", "n")
    unusable = ""
    if kind == "e":
        unusable = value or "#VALUE!"
    elif "f" in inside and not value and kind != "str":
        unusable = "=" + (inside["f"].text or "")
    return _CellXml(row, column, int(element.get("s", 0)), unusable)


def _dates_without_day(parts: zipfile.ZipFile) -> dict[int, _Shown]:
    if "xl/styles.xml" not in parts.namelist():
        return {}
    styles = ElementTree.fromstring(parts.read("xl/styles.xml"))
    formats = {
        int(element.attrib["numFmtId"]): element.attrib["formatCode"]
        for element in styles.iter()
        if _local(element.tag) == "numFmt"
    }
    formats.setdefault(_MONTH_AND_YEAR, "mmm-yy")
    cell_formats = next((element for element in styles if _local(element.tag) == "cellXfs"), ())
    shown = (
        (index, _shown(formats.get(int(xf.get("numFmtId", 0)), ""))) for index, xf in enumerate(cell_formats)
    )
    return {index: part for index, part in shown if part is not None}


def _shown(code: str) -> _Shown | None:
    letters = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.', "", code.partition(";")[0]).lower()
    if "y" not in letters or "d" in letters:
        return None
    return "month" if "m" in letters else "year"


def _old_container(data: bytes, file: str) -> Problem:
    if "EncryptedPackage".encode("utf-16-le") in data:
        found, action = (
            msg("a workbook protected by a password"),
            msg("remove the password in Excel, then save the file again"),
        )
    else:
        found, action = msg("a workbook of the old .xls kind"), msg("open it in Excel and save it as .xlsx")
    return Problem(file, found, msg("an .xlsx workbook without a password, or CSV in UTF-8"), action)


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
