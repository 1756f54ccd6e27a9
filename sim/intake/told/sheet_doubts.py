"""What is told of a sheet: numbers merged over several rows, sheets and percentages that are not read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from sim.errors import Problem, msg
from sim.intake.told.share_told import look_like_shares
from sim.register import NUMBERS, SHEET, CellTable, Layout, TableRow, spelled


def merged_numbers(
    table: CellTable, lines: Sequence[TableRow], index: Mapping[str, int], file: str
) -> Iterable[Problem]:
    """Numbers merged over several rows: nobody knows which row has how many."""
    numbers = {position: column for column, position in index.items() if column in NUMBERS}
    projects = {line.number for line in lines}
    for span in table.merged:
        column = numbers.get(span.first_column)
        if column is None or span.first_row == span.last_row:
            continue
        for row in projects.intersection(range(span.first_row, span.last_row + 1)):
            yield Problem(
                file,
                msg("the merged cells {range}", range=span.label),
                msg("one number a row"),
                msg("unmerge the cells (Home, Merge & Center), then fill in each of them"),
                row=row,
                column=column,
            )


def sheets_left(table: CellTable, file: str, *, stated: bool) -> Iterable[Problem]:
    """Tell which sheets are not read, where nobody has said which one is."""
    if table.other_sheets and not stated and table.sheet.strip().casefold() != SHEET:
        yield Problem(
            file,
            msg(
                "the sheet {name} is read, and not: {others}",
                name=table.sheet,
                others=", ".join(table.other_sheets),
            ),
            msg("the sheet that holds the list"),
            msg(
                'nothing, or choose it: on the page in the list of sheets, else with --answer "sheet=NAME" or a line '
                'of the map: sheet = "NAME"'
            ),
            severity="warning",
        )


def shares_unread(
    layout: Layout, lines: Sequence[TableRow], unread: Set[str], file: str
) -> Iterable[Problem]:
    """Tell of columns of percentages that nobody has said are not to be read."""
    for index in range(len(layout.headings)):
        heading = layout.heading(index)
        if heading in unread and look_like_shares((spelled(line.cell(index)) for line in lines), heading):
            yield Problem(
                file,
                msg("the column {heading} holds percentages and is not read", heading=f'"{heading}"'),
                msg("shares of the work of the stage under way, in a column read as progress"),
                msg(
                    "nothing, where they mean something else; else --answer {answer}",
                    answer=f'"column:{heading}=progress"',
                ),
                severity="warning",
            )
