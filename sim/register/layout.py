"""How a sheet with a project list is laid out: titles, one or two rows of headings, projects, sums, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sim.errors import Message, msg
from sim.register.headings import COUNTER
from sim.register.sheets.cell_table import Cell, CellTable, MergedCells, TableRow, folded

KnownHeading = Callable[[Cell, Cell], str | None]
"""(upper heading, lower heading) -> the column both stand for; "" where there is none of the two."""

ROWS_SEARCHED = 30
"""Rows from the top among which the headings are looked for."""

ROW_OF_SUMS, GROUP_HEADING = msg("a row of sums"), msg("a heading of a group of rows")
"""Reasons for which a row is no project."""

_SUM = re.compile(
    r"(tong( cong| so)?|cong|total|grand total|sub ?total|sum)"
    r"( ([ivxlc]+|[a-e]|\d+|toan|nhom|muc|phan|cac|so|du an|thanh pho|tinh|quan|huyen)\b.*)?"
)
"""Begins of a row of sums, folded; what follows is listed, so that Tổng công ty … stays a name."""
_GROUP_COUNTER = re.compile(r"[IVXLC]+|[A-Z]|[a-z]")
_NUMBERING = re.compile(r"\(?\s*(\d{1,2}|[A-Za-z])\s*\)?(\s*=.*)?")
_FEWEST_NUMBERED = 3
_FEWEST_OF_A_PROJECT = 3


@dataclass(frozen=True)
class SetAside:
    """A row that is no project: its number, its first words and why it is none."""

    number: int
    words: str
    reason: Message


@dataclass(frozen=True)
class Layout:
    """Where what stands on a sheet.

    Attributes
    ----------
    headings : tuple of (Cell, Cell)
        Upper and lower heading of each column; "" where there is none.
    header_rows : tuple of int
        Numbers of the rows of headings: one or two; none where no heading is known.
    columns : tuple of (str or None)
        What each column stands for.
    counter : int or None
        Index of the column of running numbers.
    lines : tuple of TableRow
        Rows of projects; together with `set_aside` all rows below the headings that are not blank.
    set_aside : tuple of SetAside
    """

    headings: tuple[tuple[Cell, Cell], ...]
    header_rows: tuple[int, ...]
    columns: tuple[str | None, ...]
    counter: int | None
    lines: tuple[TableRow, ...]
    set_aside: tuple[SetAside, ...]

    @property
    def row(self) -> int:
        """Number of the last row of headings."""
        return self.header_rows[-1] if self.header_rows else 1

    def heading(self, index: int) -> str:
        """Heading of a column as a message shows it; the lower one of two where it says more."""
        upper, lower = self.headings[index] if index < len(self.headings) else ("", "")
        return " / ".join(" ".join(str(part).split()) for part in (upper, lower) if part != "")


def lay_out(table: CellTable, known: KnownHeading) -> Layout:
    """Find the headings of a sheet, and tell its projects from titles, sums, headings of groups and notes.

    Parameters
    ----------
    table : CellTable
        With at least one row.
    known : callable
        Column that a heading stands for.

    Returns
    -------
    Layout
        The headings stand in the row, among the first `ROWS_SEARCHED`, in which most columns are known: at least two,
        or one in the first row. A row above or below joins them where it divides them. Rows above are titles. Without
        any known heading, row 1 is taken for them and `header_rows` is empty.
    """
    rows = table.rows[:ROWS_SEARCHED]
    names = [_known_in(line, known) for line in rows]
    best = names.index(max(names))
    # One word that is known may stand in any cell: below the first row it makes no heading.
    if names[best] < (1 if best == 0 else 2):
        lines = tuple(line for line in table.rows if line.number > 1)
        return Layout((), (), (), None, lines, ())
    upper, lower = _pair(table.rows, best, known)
    headings = _headings(upper, lower)
    columns = tuple(known(*heading) for heading in headings)
    last = (lower or upper).number
    counter = columns.index(COUNTER) if COUNTER in columns else None
    projects, aside = _sorted(table, last, columns, counter)
    numbers = (upper.number,) if lower is None else (upper.number, lower.number)
    return Layout(headings, numbers, columns, counter, tuple(projects), tuple(aside))


def text_headings(known: KnownHeading) -> KnownHeading:
    """Make a function that takes every text for a heading: for a list in which none is known, to ask for all of them.

    The row with most different texts is then the one of the headings, the first of those that have as many.
    """

    def any_text(upper: Cell, lower: Cell) -> str | None:
        column = known(upper, lower)
        return (
            column if column is not None or not isinstance(upper, str) or _is_number(upper) else f"?{upper}"
        )

    return any_text


def _known_in(line: TableRow, known: KnownHeading) -> int:
    """Columns that a row names, running numbers aside: their heading is also a word of answers (no)."""
    found = {known(cell, "") for cell in line.cells if cell != ""}
    return len(found - {None, COUNTER})


def _pair(rows: Sequence[TableRow], best: int, known: KnownHeading) -> tuple[TableRow, TableRow | None]:
    """Rows of headings: the best one, and the one below or above that belongs to it."""
    if best + 1 < len(rows) and _joins(rows[best], rows[best + 1], known):
        return rows[best], rows[best + 1]
    if best > 0 and _known_in(rows[best - 1], known) and _joins(rows[best - 1], rows[best], known):
        return rows[best - 1], rows[best]
    return rows[best], None


def _joins(upper: TableRow, lower: TableRow, known: KnownHeading) -> bool:
    """Whether a row divides the headings of the row above: text below gaps or below groups, with a known heading."""
    if lower.number != upper.number + 1 or any(not isinstance(cell, str) for cell in lower.cells):
        return False
    both = [(upper.cell(index), cell, index) for index, cell in enumerate(lower.cells) if cell != ""]
    fits = all(
        above == "" or known(above, "") is None or _begins_group(upper, lower, index)
        for above, _, index in both
    )
    return fits and any(known(above, below) not in (None, COUNTER) for above, below, _ in both)


def _begins_group(upper: TableRow, lower: TableRow, index: int) -> bool:
    return upper.cell(index + 1) == "" and lower.cell(index + 1) != ""


def _headings(upper: TableRow, lower: TableRow | None) -> tuple[tuple[Cell, Cell], ...]:
    if lower is None:
        return tuple((cell, "") for cell in upper.cells)
    found: list[tuple[Cell, Cell]] = []
    group: Cell = ""
    for index in range(max(len(upper.cells), len(lower.cells))):
        above, below = upper.cell(index), lower.cell(index)
        group = above if above != "" else group if below != "" else ""
        found.append((group, below))
    return tuple(found)


def _sorted(
    table: CellTable, header: int, columns: Sequence[str | None], counter: int | None
) -> tuple[list[TableRow], list[SetAside]]:
    below = [line for line in table.rows if line.number > header]
    lines: list[TableRow] = []
    aside: list[SetAside] = []
    numbered = counter is not None and any(_is_number(line.cell(counter)) for line in below)
    for position, line in enumerate(below):
        reason = (
            msg("numbers of the columns")
            if position == 0 and _numbers_columns(line)
            else _no_project(line, columns, counter if numbered else None)
        )
        if reason is None:
            lines.append(line)
        else:
            aside.append(SetAside(line.number, _first_words(line), reason))
    return lines, aside


def _no_project(line: TableRow, columns: Sequence[str | None], counter: int | None) -> Message | None:
    """Why a row is no project; None where it may be one."""
    filled = [(index, cell) for index, cell in enumerate(line.cells) if cell != ""]
    words = next((folded(cell) for _, cell in filled if isinstance(cell, str) and not _is_number(cell)), "")
    named = {columns[index] for index, _ in filled if index < len(columns)}
    counted = counter is not None and _is_number(line.cell(counter))
    if _SUM.fullmatch(words) and not {"project_id", "name"} <= named and not counted:
        return ROW_OF_SUMS
    if counter is not None and "project_id" not in named:
        count = line.cell(counter)
        if isinstance(count, str) and _GROUP_COUNTER.fullmatch(count.rstrip(".")):
            return GROUP_HEADING
    proof = {"project_id", "homes"} if counter is None else set()
    stated = bool(named & proof) or {"name", "status"} <= named
    if len(filled) < _FEWEST_OF_A_PROJECT and not counted and not stated:
        return GROUP_HEADING if len(filled) == 1 else msg("a note")
    return None


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) or bool(re.fullmatch(r"\d+([.,]\d+)*\.?", str(cell)))


def _numbers_columns(line: TableRow) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 or (1), (2), (3) = (2) × 2."""
    found = [_NUMBERING.fullmatch(_whole(cell)) for cell in line.cells if cell != ""]
    if len(found) < _FEWEST_NUMBERED or not all(found):
        return False
    numbers = [int(one.group(1)) for one in found if one and one.group(1).isdigit()]
    return numbers == list(range(1, len(numbers) + 1)) if numbers else True


def _whole(cell: Cell) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _first_words(line: TableRow) -> str:
    words = next((cell for cell in line.cells if isinstance(cell, str) and cell and not _is_number(cell)), "")
    return " ".join((words or str(line.cells[0])).split())[:60]


def spread_merged(
    lines: Iterable[TableRow], merged: Iterable[MergedCells], columns: Iterable[int]
) -> tuple[TableRow, ...]:
    """Rows in which the value of cells merged downwards stands in each of their rows.

    Parameters
    ----------
    lines : iterable of TableRow
    merged : iterable of MergedCells
    columns : iterable of int
        Indexes of the columns in which a merged value means each row alike; in others, such as homes, it may be the
        sum of them, and nothing is spread.
    """
    wanted = set(columns)
    by_number = {line.number: line for line in lines}
    for span in merged:
        if span.first_column != span.last_column or span.first_column not in wanted:
            continue
        first = by_number.get(span.first_row)
        value = "" if first is None else first.cell(span.first_column)
        for number in range(span.first_row + 1, span.last_row + 1):
            if value != "" and number in by_number:
                by_number[number] = _with(by_number[number], span.first_column, value)
    return tuple(by_number.values())


def _with(line: TableRow, index: int, value: Cell) -> TableRow:
    cells = [*line.cells, *[""] * (index + 1 - len(line.cells))]
    cells[index] = value
    return TableRow(line.number, tuple(cells))
