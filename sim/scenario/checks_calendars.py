"""Calendars on which work would never end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sim.errors import Problem, msg
from sim.scenario.calendar import Calendar
from sim.scenario.wording import unknown

FIRST_DAY = date(2010, 1, 1)
LAST_DAY = date(2040, 12, 31)
LONGEST_PAUSE_DAYS = 365


def calendar_problems(file: str, path: str, calendar: Calendar, data_date: date | None) -> Iterator[Problem]:
    """Yield an unknown country of holidays, and a pause of a year or more after the data date.

    Public holidays are left out of the reckoning of pauses: no country closes for a year by holidays alone.
    """
    if calendar.holidays is not None:
        from holidays import list_supported_countries

        countries = list_supported_countries(include_aliases=False)
        if calendar.holidays not in countries:
            yield unknown(
                file, f"{path}.holidays", calendar.holidays, countries, msg("country with known holidays")
            )
    first_day = FIRST_DAY if data_date is None else max(FIRST_DAY, min(data_date, LAST_DAY))
    works = most_work(calendar)[(first_day - FIRST_DAY).days :] > 0
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


def most_work(calendar: Calendar) -> NDArray[np.float64]:
    """Rate of every day, public holidays aside.

    Returns
    -------
    ndarray, shape (days from `FIRST_DAY` to `LAST_DAY`,)
        Share of a full day's work, 0 or more.
    """
    days = np.arange(np.datetime64(FIRST_DAY), np.datetime64(LAST_DAY) + 1)
    weekday = (days.astype(np.int64) + 3) % 7  # 1970-01-01 was a Thursday
    rates = np.array(calendar.week)[weekday]
    rates[np.isin(days, np.array(calendar.makeup_days, dtype=days.dtype))] = 1.0
    rates *= np.array(calendar.months)[days.astype("datetime64[M]").astype(np.int64) % 12]
    spans = [(closure.first, closure.last, closure.rate) for closure in calendar.closures]
    lunar = calendar.lunar_new_year
    if lunar is not None:
        before, after = timedelta(days=lunar.days_before), timedelta(days=lunar.days_after)
        spans += [(day - before, day + after, lunar.rate) for day in _lunar_new_years()]
    for first, last, rate in spans:
        rates[(days >= np.datetime64(first)) & (days <= np.datetime64(last))] *= rate
    return rates


@lru_cache(maxsize=1)
def _lunar_new_years() -> tuple[date, ...]:
    from holidays import country_holidays

    years = range(FIRST_DAY.year - 1, LAST_DAY.year + 2)
    vietnam = country_holidays("VN", years=years, language="en_US")
    return tuple(vietnam.get_named("Lunar New Year", lookup="exact"))


def _longest_pause(works: NDArray[np.bool_]) -> tuple[int, int]:
    """First day and length of the longest run without work."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], ~works, [False])).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    if len(starts) == 0:
        return 0, 0
    longest = int(np.argmax(ends - starts))
    return int(starts[longest]), int(ends[longest] - starts[longest])
