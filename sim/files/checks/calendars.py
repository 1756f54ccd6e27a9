"""Calendars: known countries, rates that can be worked, no pause of a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from sim.array_types import Flags
from sim.calendars import FIRST_DAY, LAST_DAY, MAX_RATE, CalendarTable, supported
from sim.errors import Problem, msg
from sim.scenario import Calendar

LONGEST_PAUSE_DAYS = 365


def calendar_problems(file: str, path: str, calendar: Calendar, data_date: date | None) -> Iterator[Problem]:
    """Yield an unknown country of holidays, rates that multiply too far, and a pause of a year or more to come."""
    if calendar.holidays is not None and not supported(calendar.holidays):
        yield Problem(
            file,
            msg('"{country}", for which no public holidays are on record', country=calendar.holidays),
            msg("the code of a country, two capital letters: VN for Vietnam"),
            msg("correct the code, or leave `holidays` out"),
            path=f"{path}.holidays",
        )
        calendar = calendar.model_copy(update={"holidays": None})
    first_day = FIRST_DAY if data_date is None else max(FIRST_DAY, min(data_date, LAST_DAY))
    try:
        table = calendar.table(path, first_day)
    except ValueError:
        yield Problem(
            file,
            msg("rates that multiply to more than {most} on some day", most=int(MAX_RATE)),
            msg("a day's rate (weekday x month x closures) from 0 to {most}", most=int(MAX_RATE)),
            msg("correct the rates of `week` and `months`, or the closures"),
            path=path,
        )
        return
    yield from _pauses(file, path, table, first_day)


def _pauses(file: str, path: str, table: CalendarTable, first_day: date) -> Iterator[Problem]:
    works = np.diff(table.cumulative[-table.origin_day :]) > 0
    start, length = _longest_pause(works)
    if length == len(works):
        yield Problem(
            file,
            msg("a calendar without any work from {first} to {last}", first=first_day, last=LAST_DAY),
            msg("some work on some days"),
            msg("correct the rates of `week` and `months`, or the closures"),
            path=path,
        )
    elif length >= LONGEST_PAUSE_DAYS:
        begin = first_day + timedelta(days=start)
        yield Problem(
            file,
            msg(
                "no work for {count} days, from {first} to {last}",
                count=length,
                first=begin,
                last=begin + timedelta(days=length - 1),
            ),
            msg("pauses of less than a year"),
            msg("correct the closures"),
            path=path,
        )


def _longest_pause(works: Flags) -> tuple[int, int]:
    """First day and length of the longest run without work."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], ~works, [False])).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    if len(starts) == 0:
        return 0, 0
    longest = int(np.argmax(ends - starts))
    return int(starts[longest]), int(ends[longest] - starts[longest])
