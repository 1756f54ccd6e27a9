"""A column is evidence: what one cell shows of how the others of its column are meant."""

from __future__ import annotations

from collections.abc import Iterable

from sim.errors import Problem, msg
from sim.register.cells import quoted
from sim.register.dates import day_and_month
from sim.register.header import Header
from sim.register.sheets.cell_table import Cell, TableRow

_DATES = ("entry", "stage_start", "completed_on", "status_as_of")
MOST_OF_A_MONTH = 12


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
