"""Tables of cells, however they are stored, and the reading of CSV files into them."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from sim.errors import Problem, msg

MAX_FILE_MB = 20
MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_CELL_CHARACTERS = 4_000

Cell = str | int | float | date | time | timedelta

_SEPARATORS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])[ ,;]*(?:\r\n|\r|\n)", re.IGNORECASE)
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_SPACE_BUT_NEWLINE = re.compile(r"[^\S\n]|[\x00-\x09\x0b-\x1f\x7f]")


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
class Table:
    """The rows of a file that are not blank, in order, and what stood in the way of reading it."""

    rows: tuple[TableRow, ...] = ()
    merged: tuple[MergedCells, ...] = ()
    problems: tuple[Problem, ...] = ()


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
    if not isinstance(cell, str):
        return cell
    text = unicodedata.normalize("NFC", cell.translate(_UNSEEN)).replace("\r\n", "\n").replace("\r", "\n")
    return _SPACE_BUT_NEWLINE.sub(" ", text).strip()


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


def load_csv(data: bytes, file: str, known: Collection[str]) -> Table:
    """Read the bytes of a CSV file.

    UTF-8 with or without a byte-order mark, or UTF-16 with one. The separator (comma, semicolon or tab) is the one
    by which most column names of the header line are known; a first line ``sep=;``, which Excel hides, is obeyed. Rows
    are numbered as a spreadsheet shows them: blank lines count, line breaks inside quotes do not.

    Parameters
    ----------
    data : bytes
        The file's content.
    file : str
        Its name, as the user gave it.
    known : collection of str
        Column names, as `header_name` writes them.

    Returns
    -------
    Table
        Rows read before the first damaged record are kept; `problems` says what could not be read.
    """
    text = _decode(data, file)
    if isinstance(text, Problem):
        return Table(problems=(text,))
    stated = _SEPARATOR_LINE.match(text)
    if stated:
        text, separator = text[stated.end() :], stated.group(1)
    else:
        separator = _separator(text, known)
    rows: list[TableRow] = []
    number = 0
    try:
        for number, record in enumerate(_records(text, separator), start=1):
            row = table_row(number, record)
            if row is None:
                continue
            if number > MAX_ROWS + 1:
                return Table(tuple(rows), problems=(too_many_rows(file),))
            if len(row.cells) > MAX_COLUMNS:
                return Table(problems=(too_many_columns(file, number),))
            rows.append(row)
    except csv.Error:
        return Table(tuple(rows), problems=(_broken_quotes(file, number + 1),))
    return Table(tuple(rows))


def _records(text: str, separator: str) -> Iterator[list[str]]:
    # strict: without it an unclosed quote silently swallows the rest of the file into one cell
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _separator(text: str, known: Collection[str]) -> str:
    def fit(separator: str) -> tuple[int, int]:
        try:
            header: list[str] = next(_records(text, separator), [])
        except csv.Error:
            return (0, 0)
        return (sum(header_name(cell) in known for cell in header), len(header))

    return max(_SEPARATORS, key=fit)


def _decode(data: bytes, file: str) -> str | Problem:
    action = msg('in Excel: File, Save As, "CSV UTF-8 (Comma delimited)"; or save the register as .xlsx')
    allowed = msg("text in UTF-8")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    other = Problem(file, msg("a file that is not text, or is in another encoding"), allowed, action)
    if encoding != "utf-16" and b"\x00" in data:
        return other
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            return other
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        before = data[max(start, error.start - 40) : error.start].decode("utf-8", "ignore")
    found = msg('letters that are not UTF-8 in line {line}, after "{before}"', line=str(line), before=before)
    return Problem(file, found, allowed, action)


def _broken_quotes(file: str, row: int) -> Problem:
    return Problem(
        file,
        msg("a quotation mark that is not closed, or with text after it; rows from here on were not read"),
        msg(
            'cells with quotation marks at both ends or none; inside such a cell a quotation mark is doubled ("")'
        ),
        msg("correct the quotation marks in this row, or save the register as .xlsx"),
        row=row,
    )
