"""Tables of cells, whatever kind of file they come from, and how much of one is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta

from sim.errors import Problem, msg

MAX_FILE_MB = 20
MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_CELL_CHARACTERS = 4_000

Cell = str | int | float | date | time | timedelta

_FORMULA_SIGNS = ("=", "+", "-", "@")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_SPACE_BUT_NEWLINE = re.compile(r"[^\S\n]|[\x00-\x09\x0b-\x1f\x7f]")


class Formula(str):
    """A formula whose result nobody has stored; a text that only looks like one is a plain `str`."""

    __slots__ = ()


@dataclass(frozen=True)
class TableRow:
    """A row that is not blank.

    Attributes
    ----------
    number : int
        Row number as the spreadsheet shows it, from 1.
    cells : tuple of Cell
        Cleaned cells, first column first; "" is a blank cell, trailing blank cells are left out.
    """

    number: int
    cells: tuple[Cell, ...]

    def cell(self, index: int) -> Cell:
        """Cell of a column, counted from 0; "" beyond the last one."""
        return self.cells[index] if index < len(self.cells) else ""


@dataclass(frozen=True)
class MergedCells:
    """A merged range; rows from 1, columns from 0, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    @property
    def label(self) -> str:
        """The range as Excel writes it: B9:C10."""
        first, last = column_letters(self.first_column), column_letters(self.last_column)
        return f"{first}{self.first_row}:{last}{self.last_row}"


@dataclass(frozen=True)
class CellTable:
    """The rows of a file that are not blank, in order, and what stood in the way of reading it.

    Attributes
    ----------
    rows : tuple of TableRow
    merged : tuple of MergedCells
    problems : tuple of Problem
    hidden : tuple of int
        Numbers of rows that a filter, or a hand, has hidden; they are among `rows` all the same.
    concealed : frozenset of (int, int)
        Row number and column index of numbers of which the cell's format hides digits: thousands, or decimals.
    sheet : str
        Name of the sheet of a workbook.
    other_sheets : tuple of str
        Visible sheets that are not read.
    """

    rows: tuple[TableRow, ...] = ()
    merged: tuple[MergedCells, ...] = ()
    problems: tuple[Problem, ...] = ()
    hidden: tuple[int, ...] = ()
    concealed: frozenset[tuple[int, int]] = frozenset()
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()


def column_letters(index: int) -> str:
    """Letters of a column counted from 0: 0 -> A, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def clean(cell: Cell) -> Cell:
    """Text as NFC with plain spaces, no invisible characters, nothing around it; other cells as they are."""
    if not isinstance(cell, str) or isinstance(cell, Formula):
        return cell
    text = unicodedata.normalize("NFC", cell.translate(_UNSEEN)).replace("\r\n", "\n").replace("\r", "\n")
    return _SPACE_BUT_NEWLINE.sub(" ", text).strip()


def guarded(text: str) -> str:
    """A text of a CSV file as spreadsheets keep it: with an apostrophe where they would take it for a formula."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA_SIGNS) else text


def unguarded(cell: str) -> str:
    """What `guarded` was given; a cell that begins with = itself is a formula."""
    if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA_SIGNS):
        return cell[1:]
    return Formula(cell) if cell.startswith("=") else cell


def folded(cell: Cell) -> str:
    """Words of a cell without capitals, diacritics and punctuation, one space between: Số căn (hộ) -> so can ho."""
    return " ".join(re.findall(r"\w+", plain_letters(str(clean(cell))).replace("_", " ")))


def plain_letters(text: str) -> str:
    """Return a text without capitals and diacritics: Quý IV -> quy iv."""
    split = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def header_name(cell: Cell) -> str:
    """Column name a header cell stands for: lower case, with _ for spaces and hyphens."""
    return re.sub(r"[\s\-]+", "_", str(clean(cell)).casefold())


def table_row(number: int, cells: Collection[Cell]) -> TableRow | None:
    """Row of cleaned cells, or None where all of them are blank."""
    cleaned = [clean(cell) for cell in cells]
    while cleaned and cleaned[-1] == "":
        cleaned.pop()
    return TableRow(number, tuple(cleaned)) if cleaned else None


def too_many_columns(file: str, row: int) -> Problem:
    """Make the problem of a table with a cell beyond the last column that is read."""
    return Problem(
        file,
        msg("a cell beyond column {last}", last=column_letters(MAX_COLUMNS - 1)),
        msg("at most {columns} columns", columns=MAX_COLUMNS),
        msg("delete the cells to the right of the register, then save the file again"),
        row=row,
    )


def too_many_rows(file: str) -> Problem:
    """Make the problem of a table with a cell below the last row that is read."""
    return Problem(
        file,
        msg("a row below row {last}", last=str(MAX_ROWS + 1)),
        msg("at most {rows} rows below the header", rows=MAX_ROWS),
        msg("keep one row a project or block, and delete what stands below the register"),
        row=MAX_ROWS + 2,
    )
