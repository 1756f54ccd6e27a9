"""Dates as a cell of the register states them: days, months, quarters, halves, years, spans; in digits or in words."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from sim.errors import Message, msg
from sim.register.cells import Refusal, listed_ids, quoted, spelled
from sim.register.sheets.cell_table import Cell, plain_letters
from sim.scenario import DateRange

FIRST_YEAR, LAST_YEAR = 1990, 2040

_TIME = r"(?:[t ](?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?"
_OF_YEAR = r"\s*(?:[-/., ]|nam|of|in)?\s*(?:nam\s*)?(?P<year>\d{4})"
_NUMERAL = r"(?P<quarter>[1-4]|i{1,3}|iv)"
_MONTHS_VI = (
    *("mot|gieng", "hai", "ba", "tu|bon", "nam", "sau", "bay", "tam", "chin", "muoi"),
    *("muoi mot", "muoi hai|chap"),
)
_MONTHS_EN = (
    *("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?"),
    *("sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
# "tháng … năm 2026", its month left blank, must not pass for May.
_IN_VIETNAMESE = "|".join(reversed(_MONTHS_VI)).replace("nam", "nam(?= nam)")
_IN_ENGLISH = rf"(?P<word>{'|'.join(_MONTHS_EN)})\.?"
PATTERNS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.ASCII)
    for name, pattern in {
        "year first": rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_TIME}",
        "year last": rf"(?:ngay )?(?P<first>\d{{1,2}})([-/.])(?P<second>\d{{1,2}})\2(?P<year>\d{{4}}){_TIME}",
        "day in words": rf"(?:ngay )?(?P<day>\d{{1,2}}) thang (?P<month>\d{{1,2}}){_OF_YEAR}",
        "english day": rf"(?P<day>\d{{1,2}}) {_IN_ENGLISH},? (?P<year>\d{{4}})",
        "american day": rf"{_IN_ENGLISH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})",
        "month after year": r"(?P<year>\d{4})[-/](?P<month>\d{1,2})",
        "month": r"(?P<month>\d{1,2})[-/](?P<year>\d{4})",
        "month in words": rf"(?:thang|th|t)\.?\s?(?P<month>\d{{1,2}}){_OF_YEAR}",
        "month by name": rf"thang (?P<word>{_IN_VIETNAMESE}){_OF_YEAR}",
        "english month": rf"{_IN_ENGLISH}[ ,/-]+(?P<year>\d{{4}})",
        "quarter": rf"(?:q|quy|quarter)\.?\s?{_NUMERAL}{_OF_YEAR}",
        "quarter after year": rf"(?P<year>\d{{4}})\s?[-/ ]?\s?(?:q|quy)\s?{_NUMERAL}",
        "half": rf"(?:h|nua nam )(?P<half>[12]){_OF_YEAR}",
        "half after year": r"(?P<year>\d{4})\s?[-/ ]?\s?h(?P<half>[12])",
        "half in words": rf"(?:6|sau|06) thang (?P<half>dau|cuoi){_OF_YEAR}",
        "half of a year": rf"nua (?P<half>dau|cuoi|sau){_OF_YEAR}",
        "year": r"(?:nam )?(?P<year>\d{4})(?:\.0)?",
    }.items()
}
"""Forms of a date that is no span, without capitals and diacritics; each stands in the table of the guide."""

_BETWEEN = re.compile(r"\s*(?:\.{2,3}|…|–|—)\s*|\s+-\s+|\s+(?:den|to)(?: het)?\s+|(?<=\d{4})-(?=\d{4}$)")
_SHARED = re.compile(
    r"(?P<kind>quy|q|thang|t)\.?\s?(?P<from>\w{1,3})\s?(?:[-–—]|\s(?:den|to)\s)\s?"
    r"(?:quy |q|thang |t)?(?P<to>\w{1,3})\s?(?P<year>[-/ ].*\d{4})"
)
"""Two quarters or months of one year: quý II–III/2026, tháng 5 đến tháng 8 năm 2026."""
_LEAD = re.compile(r"(?:tu|from|giai doan|trong|thoi ky)\s+")
_VAGUE = re.compile(
    r".*\b(truoc|sau|khoang|cuoi|dau|giua|before|after|about|early|mid|late|end of|du kien|ke hoach|planned)\b.*"
)
_PLANNED = re.compile(r"(?:du kien|ke hoach|planned|expected)[: ]+")
_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_LATER_HALF = {"2", "cuoi", "sau"}

_Span = tuple[date, date]


def date_span(cell: Cell, *, month_first: bool = False) -> DateRange | Refusal:
    """Day, month, quarter, half, year, or a span from the first day of one to the last day of another.

    Days with the year last are read day first, as Vietnam writes them: 03/04/2025 is 3 April 2025, also where an
    English Excel would have read 4 March. Capitals and diacritics make no difference.

    Parameters
    ----------
    cell : Cell
        2025-08-19, 19/08/2025, ngày 19 tháng 8 năm 2025; 08/2025, tháng 8/2025; Q4/2025, quý IV năm 2025; 6 tháng đầu
        năm 2025; 2025; a date of Excel; two of these joined by two dots, an ellipsis, a long dash, a hyphen between
        spaces, or đến. The guide lists every form.
    month_first : bool
        Whether days with the year last begin with the month, as in a list from America.

    Returns
    -------
    DateRange or Refusal
        Both ends within 1990 to 2040.
    """
    text = _LEAD.sub("", " ".join(plain_letters(spelled(cell)).split()), count=1)
    if shared := _SHARED.fullmatch(text):
        kind, year = shared["kind"], shared["year"]
        parts = [f"{kind} {shared['from']}{year}", f"{kind} {shared['to']}{year}"]
    else:
        parts = _BETWEEN.split(text)
    if len(parts) > 2:
        return _no_date(cell)
    ends = [_span(part, cell, month_first) for part in parts]
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


def planned_span(cell: Cell) -> DateRange | Refusal:
    """As `date_span`, for a date that is a plan: it may begin with dự kiến."""
    text = spelled(cell)
    lead = _PLANNED.match(" ".join(plain_letters(text).split()))
    return date_span(" ".join(text.split())[lead.end() :] if lead else cell)


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
            msg("write the day of which the list, or the report, tells"),
        )
    return span.first


def day_or_month(cell: Cell) -> date | Refusal:
    """A single day; of a month, its first one."""
    span = date_span(cell)
    if isinstance(span, Refusal):
        return span
    a_month = (span.first.year, span.first.month) == (span.last.year, span.last.month)
    if span.days == 1 or (
        a_month and _within(span.first.year, span.first.month, span.first.month, cell) == _ends(span)
    ):
        return span.first
    return Refusal(
        msg("{text}, which is more than a month", text=quoted(cell)),
        msg("one day or one month: 15/02/2025 or 02/2025; of a month its first day counts"),
        msg("write the day, or the month, in which the work stopped"),
    )


def _ends(span: DateRange) -> _Span:
    return span.first, span.last


def day_and_month(cell: Cell) -> tuple[int, int] | None:
    """First and second number of a day with its year last, 19/08/2025; None for every other cell."""
    found = PATTERNS["year last"].fullmatch(plain_letters(spelled(cell)))
    return (int(found["first"]), int(found["second"])) if found else None


def _span(text: str, cell: Cell, month_first: bool) -> _Span | Refusal:
    for pattern in PATTERNS.values():
        if found := pattern.fullmatch(text):
            return _meant(found.groupdict(), cell, month_first)
    return _vague(cell) if _VAGUE.fullmatch(text) else _no_date(cell)


def _meant(parts: dict[str, str | None], cell: Cell, month_first: bool) -> _Span | Refusal:
    if (clock := parts.get("clock")) and set(clock) - set("0:."):
        return Refusal(
            msg("{text}, with a time of day", text=quoted(cell)),
            msg("a date; the time 00:00, which other programs add, is passed over"),
            msg("delete the time of day"),
        )
    year = int(parts["year"] or 0)
    if quarter := parts.get("quarter"):
        return _within(year, 3 * _QUARTERS[quarter] - 2, 3 * _QUARTERS[quarter], cell)
    if half := parts.get("half"):
        return _within(year, 7, 12, cell) if half in _LATER_HALF else _within(year, 1, 6, cell)
    month, number = parts.get("month"), parts.get("day")
    if parts.get("first"):
        number, month = (
            (parts["second"], parts["first"]) if month_first else (parts["first"], parts["second"])
        )
    which = _named(parts["word"]) if parts.get("word") else None if month is None else int(month)
    if which is None:
        return _within(year, 1, 12, cell)
    return _within(year, which, which, cell, None if number is None else int(number))


def _named(word: str | None) -> int:
    pairs = zip(_MONTHS_VI, _MONTHS_EN, strict=True)
    return next(n for n, both in enumerate(pairs, 1) if any(re.fullmatch(each, word or "") for each in both))


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


_FORMS = msg(
    "a day (2025-08-19, 19/08/2025), month (08/2025), quarter (Q4/2025), year (2025), span (2025..2027)"
)


def _vague(cell: Cell) -> Refusal:
    return Refusal(
        msg("{text}, which does not say from when to when", text=quoted(cell)),
        _FORMS,
        msg("write the span that is meant, such as 10/2026..12/2026"),
    )


def _no_date(cell: Cell) -> Refusal:
    return Refusal(
        msg("{text}, which is not a date", text=quoted(cell)),
        _FORMS,
        msg(
            "write one of the forms that the guide lists; where the date is not known exactly, the span it lies in"
        ),
    )
