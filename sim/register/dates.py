"""Dates as a cell of the register states them: days, months, quarters, years, spans."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from sim.errors import Message, msg
from sim.register.cell_table import Cell
from sim.register.cells import Refusal, listed_ids, quoted, spelled
from sim.scenario import DateRange

FIRST_YEAR, LAST_YEAR = 1990, 2040

_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_TIME}", re.ASCII
)
_DAY_FIRST = re.compile(rf"(?P<day>\d{{1,2}})([-/.])(?P<month>\d{{1,2}})\2(?P<year>\d{{4}}){_TIME}", re.ASCII)
_MONTH = (
    re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})", re.ASCII),
    re.compile(r"(?P<month>\d{1,2})[-/](?P<year>\d{4})", re.ASCII),
)
_QUARTER = (
    re.compile(r"(?:q|quý)\s?(?P<quarter>[1-4]|i{1,3}|iv)\s?[-/ ]\s?(?P<year>[0-9]{4})", re.IGNORECASE),
    re.compile(r"(?P<year>[0-9]{4})\s?[-/ ]\s?(?:q|quý)\s?(?P<quarter>[1-4]|i{1,3}|iv)", re.IGNORECASE),
)
_YEAR = re.compile(r"(?P<year>\d{4})(?:\.0)?", re.ASCII)
_BETWEEN_DATES = re.compile(r"\s*(?:\.{2,3}|…|–|—)\s*|\s+-\s+|(?<=\d{4})-(?=\d{4}$)")
_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}

_Span = tuple[date, date]


def date_span(cell: Cell) -> DateRange | Refusal:
    """Day, month, quarter, year, or a span from the first day of one to the last day of another.

    Days with the year last are read day first, as Vietnam writes them: 03/04/2025 is 3 April 2025, also where an
    English Excel would have read 4 March.

    Parameters
    ----------
    cell : Cell
        2025-08-19, 19/08/2025, 19-8-2025; 2025-08, 08/2025; Q4/2025, 2025-Q4, quý IV/2025; 2025; a date of Excel;
        two of these joined by two dots, an ellipsis, a long dash, or a hyphen between spaces.

    Returns
    -------
    DateRange or Refusal
        Both ends within 1990 to 2040.
    """
    parts = _BETWEEN_DATES.split(spelled(cell))
    if len(parts) > 2:
        return _no_date(cell)
    ends = [_span(part, cell) for part in parts]
    start, end = ends[0], ends[-1]
    if isinstance(start, Refusal):
        return start
    if isinstance(end, Refusal):
        return end
    if end[1] < start[0]:
        return Refusal(
            msg("the span {text}, which ends before it begins", text=quoted(cell)),
            msg("the earlier date first"),
            msg("swap or correct the two dates"),
        )
    return DateRange(first=start[0], last=end[1])


def date_spans(cell: Cell) -> tuple[DateRange, ...] | Refusal:
    """Dates of a list, separated by semicolons."""
    parts = listed_ids(cell)
    if isinstance(parts, Refusal):
        return parts
    spans: list[DateRange] = []
    for part in parts:
        span = date_span(part)
        if isinstance(span, Refusal):
            return span
        spans.append(span)
    return tuple(spans)


def day(cell: Cell) -> date | Refusal:
    """A single day."""
    span = date_span(cell)
    if isinstance(span, Refusal):
        return span
    if span.first != span.last:
        return Refusal(
            msg("{text}, which is more than one day", text=quoted(cell)),
            msg("one day: 2025-08-19 or 19/08/2025"),
            msg("write the day on which the page or report was dated"),
        )
    return span.first


def _span(text: str, cell: Cell) -> _Span | Refusal:
    if found := _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text):
        year, month, number = (int(found[part]) for part in ("year", "month", "day"))
        return _within(year, month, month, cell, number)
    for pattern in _MONTH:
        if found := pattern.fullmatch(text):
            return _within(int(found["year"]), int(found["month"]), int(found["month"]), cell)
    for pattern in _QUARTER:
        if found := pattern.fullmatch(text):
            last_month = 3 * _QUARTERS[found["quarter"].lower()]
            return _within(int(found["year"]), last_month - 2, last_month, cell)
    if found := _YEAR.fullmatch(text):
        return _within(int(found["year"]), 1, 12, cell)
    return _no_date(cell)


def _within(
    year: int, first_month: int, last_month: int, cell: Cell, number: int | None = None
) -> _Span | Refusal:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Refusal(
            msg("{text}: the year {year}", text=quoted(cell), year=str(year)),
            msg("years from {first} to {last}", first=str(FIRST_YEAR), last=str(LAST_YEAR)),
            msg(
                "correct the year; if a year was typed into a cell formatted as a date, set the format to Text first"
            ),
        )
    if not 1 <= first_month <= 12:
        return _impossible(
            cell, msg("months from 1 to 12; days with the year last are read day first (19/08/2025)")
        )
    length = monthrange(year, last_month)[1]
    if number is None:
        return date(year, first_month, 1), date(year, last_month, length)
    if not 1 <= number <= length:
        return _impossible(
            cell,
            msg(
                "days from 1 to {length} in month {month}/{year}",
                length=length,
                month=str(first_month),
                year=str(year),
            ),
        )
    return date(year, first_month, number), date(year, first_month, number)


def _impossible(cell: Cell, allowed: Message) -> Refusal:
    return Refusal(
        msg("{text}, a date that does not exist", text=quoted(cell)),
        allowed,
        msg("correct the date; the safest form is 2025-08-19"),
    )


def _no_date(cell: Cell) -> Refusal:
    return Refusal(
        msg("{text}, which is not a date", text=quoted(cell)),
        msg(
            "a day (2025-08-19, 19/08/2025), month (08/2025), quarter (Q4/2025), year (2025), span (2025..2027)"
        ),
        msg(
            "write one of these forms, without words; where the date is not known exactly, write the span it lies in"
        ),
    )
