"""Reading a CSV file into a table of cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import islice

from sim.errors import Problem, msg
from sim.register.sheets.cell_table import (
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    CellTable,
    TableRow,
    clean,
    table_row,
    too_many_columns,
    too_many_rows,
    unguarded,
)

_SEPARATORS = (",", ";", "\t")
_LINES_TRIED = 30
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])[ ,;]*(?:\r\n|\r|\n)", re.IGNORECASE)


def load_csv(data: bytes, file: str, known: Callable[[Cell], object]) -> CellTable:
    """Read the bytes of a CSV file.

    UTF-8 with or without a byte-order mark, or UTF-16 with one. The separator (comma, semicolon or tab) is the one
    by which most column names of one of the first lines are known; a first line ``sep=;``, which Excel hides, is
    obeyed. Rows are numbered as a spreadsheet shows them: blank lines count, line breaks inside quotes do not.

    Parameters
    ----------
    data : bytes
        The file's content.
    file : str
        Its name, as the user gave it.
    known : callable
        Whether a cell is the name of a column: anything true or false.

    Returns
    -------
    CellTable
        Rows read before the first damaged record are kept; `problems` says what could not be read.
    """
    text = _decode(data, file)
    if isinstance(text, Problem):
        return CellTable(problems=(text,))
    stated = _SEPARATOR_LINE.match(text)
    if stated:
        text, separator = text[stated.end() :], stated.group(1)
    else:
        separator = _separator(text, known)
    rows: list[TableRow] = []
    number = 0
    try:
        for number, record in enumerate(_records(text, separator), start=1):
            row = table_row(number, [unguarded(str(clean(cell))) for cell in record])
            if row is None:
                continue
            if number > MAX_ROWS + 1:
                return CellTable(tuple(rows), problems=(too_many_rows(file),))
            if len(row.cells) > MAX_COLUMNS:
                return CellTable(problems=(too_many_columns(file, number),))
            rows.append(row)
    except csv.Error:
        return CellTable(tuple(rows), problems=(_broken_quotes(file, number + 1),))
    return CellTable(tuple(rows))


def _records(text: str, separator: str) -> Iterator[list[str]]:
    # strict: without it an unclosed quote silently swallows the rest of the file into one cell
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _separator(text: str, known: Callable[[Cell], object]) -> str:
    def fit(separator: str) -> tuple[int, int]:
        best = (0, 0)
        try:
            for line in islice(_records(text, separator), _LINES_TRIED):
                best = max(best, (sum(bool(known(cell)) for cell in line), len(line)))
        except csv.Error:
            pass
        return best

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
