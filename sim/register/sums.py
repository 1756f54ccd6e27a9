"""The sums that a list itself states, held against the rows they are sums of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sim.errors import Problem, msg
from sim.problem_groups import row_list
from sim.register.cells import quoted
from sim.register.layout import GROUP_HEADING, ROW_OF_SUMS, Layout
from sim.register.numbers import homes_in_all
from sim.register.sheets.cell_table import Cell, CellTable, TableRow
from sim.scenario import NumberRange

_ROMAN = re.compile(r"[IVX]+|[IVXLC]{2,}")
_SUM = "sum"
_MOST_SECTIONS = 200
"""Sections on either side of a sum that it may be the sum of."""
_NOTHING = NumberRange(low=0, high=0)


@dataclass(frozen=True)
class _Mark:
    """A row of sums, or a heading of a group.

    Attributes
    ----------
    number : int
        Of the row.
    at : int
        How many lines stand above it.
    kind : str
        "sum", or the kind of counter of a heading.
    stated : NumberRange or None
        Homes that it states.
    """

    number: int
    at: int
    kind: str
    stated: NumberRange | None


def sum_doubts(
    table: CellTable,
    layout: Layout,
    lines: Sequence[TableRow],
    column: int | None,
    file: str,
    left_out: Collection[int] = (),
) -> Iterator[Problem]:
    """Yield the sums of homes that the rows they belong to do not give.

    A sum is accepted where it is that of the whole list, or of the rows between it and another sum or heading, above or
    below, with or without the rows left out. Else it is told against the rows that it most plainly belongs to: those of
    its section; those of the list where it stands above them all, or below them all as the only sum or after another
    one. Where one of these rows has a number of homes that cannot be read, nothing is told: that is told of the row.

    Parameters
    ----------
    table : CellTable
    layout : Layout
        Of the table.
    lines : sequence of TableRow
        Rows of projects, in order.
    column : int or None
        Index of the column of homes; None: nothing to compare.
    file : str
    left_out : collection of int
        Numbers of those lines that are set aside: a list may count them or not.
    """
    if column is None:
        return
    marks = _marks(table, layout, lines, column)
    numbers = [homes_in_all(line.cell(column)) for line in lines]
    counted = [
        _NOTHING if number is not None and line.number in left_out else number
        for line, number in zip(lines, numbers, strict=True)
    ]
    sums = (_Sums(numbers), _Sums(counted))
    for i, mark in enumerate(marks):
        first, last = _own(marks, i, len(lines))
        if mark.stated is None or first == last or sums[0].unread(first, last):
            continue
        spans = {(0, len(lines)), (first, last)}
        before, after = marks[max(i - _MOST_SECTIONS, 0) : i], marks[i + 1 : i + 1 + _MOST_SECTIONS]
        spans |= {(each.at, mark.at) for each in before} | {(mark.at, each.at) for each in after}
        spans |= {(0, mark.at), (mark.at, len(lines))}
        if any(each.may_be(mark.stated, *span) for each in sums for span in spans):
            continue
        rows = tuple(line.number for line in lines[first:last])
        yield _differs(table, mark, sums[0].of(first, last), rows, file)


class _Sums:
    """Sums over spans of lines: the least, the most, and how many lines cannot be read."""

    def __init__(self, numbers: Sequence[NumberRange | None]) -> None:
        ends = [(0, 0, 1) if n is None else (n.low, n.high, 0) for n in numbers]
        self._low, self._high, self._unread = (
            list(accumulate((end[i] for end in ends), initial=0)) for i in range(3)
        )

    def of(self, first: int, last: int) -> NumberRange:
        return NumberRange(low=self._low[last] - self._low[first], high=self._high[last] - self._high[first])

    def unread(self, first: int, last: int) -> bool:
        return self._unread[last] > self._unread[first]

    def may_be(self, stated: NumberRange, first: int, last: int) -> bool:
        """Whether a number stated may be the sum of a span; an empty one has none."""
        if first >= last or self.unread(first, last):
            return False
        found = self.of(first, last)
        return found.low <= stated.high and stated.low <= found.high


def _marks(table: CellTable, layout: Layout, lines: Sequence[TableRow], column: int) -> list[_Mark]:
    """Rows of sums and headings of groups, in order."""
    by_number = {row.number: row for row in table.rows}
    found: list[_Mark] = []
    at = 0
    for one in sorted(layout.set_aside, key=lambda one: one.number):
        if one.reason not in (ROW_OF_SUMS, GROUP_HEADING):
            continue
        while at < len(lines) and lines[at].number < one.number:
            at += 1
        row = by_number[one.number]
        stated = None if row.cell(column) == "" else homes_in_all(row.cell(column))
        counter = "" if layout.counter is None else row.cell(layout.counter)
        kind = _SUM if one.reason == ROW_OF_SUMS else _counter_kind(counter)
        found.append(_Mark(one.number, at, kind, stated))
    return found


def _counter_kind(cell: Cell) -> str:
    counter = str(cell).rstrip(".")
    if _ROMAN.fullmatch(counter):
        return "roman"
    if not counter:
        return "heading"
    return "upper" if counter.isupper() else "lower"


def _own(marks: Sequence[_Mark], i: int, lines: int) -> tuple[int, int]:
    """Lines that a sum most plainly belongs to, first and beyond the last."""
    mark = marks[i]
    above = (marks[i - 1].at if i else 0, mark.at)
    below = (mark.at, marks[i + 1].at if i + 1 < len(marks) else lines)
    if mark.kind != _SUM:
        level = list(dict.fromkeys(each.kind for each in marks if each.kind != _SUM))
        same_or_higher = level[: level.index(mark.kind) + 1]
        return mark.at, next((each.at for each in marks[i + 1 :] if each.kind in same_or_higher), lines)
    alone = [each.kind for each in marks].count(_SUM) == 1
    of_all = mark.at == 0 or (mark.at == lines and (alone or above[0] == above[1]))
    if of_all:
        return 0, lines
    return above if above[0] < above[1] else below


def _differs(table: CellTable, mark: _Mark, found: NumberRange, rows: tuple[int, ...], file: str) -> Problem:
    assert mark.stated is not None
    row = next(row for row in table.rows if row.number == mark.number)
    words = max((cell for cell in row.cells if isinstance(cell, str)), key=len, default="")
    return Problem(
        file,
        msg(
            "{text}: the list says {stated}, its rows {rows} give {sum}",
            text=quoted(words),
            stated=_said(mark.stated),
            rows=row_list(rows),
            sum=_said(found),
        ),
        msg("the sum of its rows"),
        msg(
            "see which of the two is right: a row may be missing, stand twice or be mistyped; the rows are read, the "
            "sum is not"
        ),
        row=mark.number,
        column="homes",
        severity="warning",
    )


def _said(number: NumberRange) -> object:
    low, high = int(number.low), int(number.high)
    return low if low == high else msg("{least} to {most}", least=low, most=high)
