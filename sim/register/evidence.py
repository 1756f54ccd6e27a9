"""A column is evidence: what one cell shows of how the others of its column are meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from sim.errors import Problem, msg
from sim.register.cells import Refusal, quoted, spelled
from sim.register.dates import day_and_month
from sim.register.header import Header
from sim.register.numbers import homes
from sim.register.row import NUMBERS
from sim.register.sheets.cell_table import Cell, CellTable, TableRow

_DATES = ("entry", "stage_start", "stopped_since", "completed_on", "status_as_of")
MOST_OF_A_MONTH = 12
_CUT_SHORT = re.compile(r"[1-9]\d{0,2}[.,]\d{1,2}", re.ASCII)
_SMALL = 10
_TIMES_AS_MANY = 50
_FEWEST_OTHERS = 5


def month_first_evidence(cells: Iterable[Cell]) -> Cell | None:
    """Return a date of a column that can only be month first (03/25/2027); None where there is none."""
    for cell in cells:
        numbers = day_and_month(cell)
        if numbers is not None and numbers[0] <= MOST_OF_A_MONTH < numbers[1]:
            return cell
    return None


def could_be_either(cell: Cell) -> bool:
    """Whether a date is another day when read month first: 04/03/2027, but not 25/03/2027 or 03/03/2027."""
    numbers = day_and_month(cell)
    return numbers is not None and max(numbers) <= MOST_OF_A_MONTH and numbers[0] != numbers[1]


def month_first_doubts(
    lines: Iterable[TableRow], header: Header, file: str
) -> dict[tuple[int, str], Problem]:
    """Find dates that another date of their column puts in doubt.

    Returns
    -------
    dict
        (row number, column) -> what is wrong; without the date that raises the doubt, which is refused by itself.
    """
    lines = list(lines)
    found: dict[tuple[int, str], Problem] = {}
    for column in _DATES:
        index = header.columns.get(column)
        if index is None:
            continue
        shown = next((line for line in lines if month_first_evidence([line.cell(index)]) is not None), None)
        for line in lines if shown is not None else ():
            cell = line.cell(index)
            if shown is not None and could_be_either(cell):
                found[line.number, column] = Problem(
                    file,
                    msg(
                        "{text}, which may be month first, as {evidence} in row {row} can only be",
                        text=quoted(cell),
                        evidence=quoted(shown.cell(index)),
                        row=str(shown.number),
                    ),
                    msg("one order of day and month in a column"),
                    msg(
                        "correct that date if it is a slip; else write all dates of the column as 2025-08-19, or read "
                        'the list with `housing-sim import` and `dates = "month_first"`'
                    ),
                    row=line.number,
                    column=column,
                )
    return found


def number_doubts(
    table: CellTable, lines: Sequence[TableRow], index: Mapping[str, int], file: str
) -> Iterator[Problem]:
    """Yield what a sheet shows of its numbers that no cell shows alone.

    Rows that the sheet hides, and numbers of which a format hides digits, are told. Of a column of homes in which a
    spreadsheet has made 1.05 of 1.050, the whole numbers below 10 are errors: 2 may have been 2.000. Without such a
    number they are told where the homes of the others are fifty times as many.

    Parameters
    ----------
    table : CellTable
    lines : sequence of TableRow
        Rows of projects.
    index : mapping of str to int
        Index of each column.
    file : str
    """
    shown = {line.number for line in lines}
    for number in sorted(shown.intersection(table.hidden)):
        yield Problem(
            file,
            msg("a row that the sheet hides, by a filter or by hand; it is read all the same"),
            msg("every project in sight, or deleted"),
            msg("clear the filter, then delete the row if it does not belong to the list"),
            row=number,
            severity="warning",
        )
    for column in NUMBERS:
        for line in lines:
            if (line.number, index.get(column, -1)) in table.concealed:
                yield Problem(
                    file,
                    msg(
                        "{text}, of which the cell's format hides digits",
                        text=quoted(line.cell(index[column])),
                    ),
                    msg("a number as the sheet shows it"),
                    msg("give the column the format General, and see whether the number is meant"),
                    row=line.number,
                    column=column,
                    severity="warning",
                )
    if "homes" in index:
        yield from _cut_short(lines, index["homes"], file)


def _cut_short(lines: Sequence[TableRow], column: int, file: str) -> Iterator[Problem]:
    whole: dict[int, float] = {}
    cut: TableRow | None = None
    for line in lines:
        cell = line.cell(column)
        number = homes(cell) if cell != "" else None
        if number is not None and not isinstance(number, Refusal) and number.high > 0:
            whole[line.number] = number.low
        elif cut is None and _CUT_SHORT.fullmatch(spelled(cell)):
            cut = line
    usual = median(whole.values()) if len(whole) >= _FEWEST_OTHERS else 0
    for line in lines:
        number_of_homes = whole.get(line.number, _SMALL)
        if number_of_homes >= _SMALL:
            continue
        if cut is not None:
            yield Problem(
                file,
                msg(
                    "{text}, which may have been a thousand times as many, as {evidence} in row {row} was",
                    text=quoted(line.cell(column)),
                    evidence=quoted(cut.cell(column)),
                    row=str(cut.number),
                ),
                msg("whole numbers, in a column in which no number was cut short"),
                msg(
                    "correct that number first: a spreadsheet has made 1.05 of 1.050, and may have made 2 of 2.000"
                ),
                row=line.number,
                column="homes",
            )
        elif usual >= _TIMES_AS_MANY * number_of_homes:
            yield Problem(
                file,
                msg(
                    "{text}, where half of the rows have {usual} homes or more",
                    text=quoted(line.cell(column)),
                    usual=int(usual),
                ),
                msg("homes, not thousands of homes"),
                msg("see whether a spreadsheet has made 2 of 2.000"),
                row=line.number,
                column="homes",
                severity="warning",
            )
