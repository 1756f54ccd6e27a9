"""What holds on the data date of all that changes on dates, and what changes after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

_Held = TypeVar("_Held")


def days_from(data_date: date, day: date) -> float:
    """Days from the data date's 00:00 to a day's 00:00."""
    return float((day - data_date).days)


def held_from(data_date: date, dated: Iterable[tuple[date, _Held]]) -> list[tuple[float, _Held]]:
    """Lay out what holds from each date on; what came into force before the data date holds from its beginning.

    Parameters
    ----------
    data_date : date
    dated : iterable of (date, value)
        In order of date.

    Returns
    -------
    list of (float, value)
        Days from the data date, 0 or more, rising; the last of those before it stands at 0, unless a later one begins
        on that very day.
    """
    days = [(days_from(data_date, day), value) for day, value in dated]
    later = [(day, value) for day, value in days if day >= 0]
    before = [(0.0, value) for day, value in days if day < 0][-1:]
    return [*(before if not later or later[0][0] > 0 else []), *later]


def added_by(data_date: date, start: float, dated: Iterable[tuple[date, float]]) -> list[tuple[float, float]]:
    """Lay out what is added on dates: what was added before the data date is there at its beginning.

    Parameters
    ----------
    data_date : date
    start : float
        Quantity before any addition, 0 or more.
    dated : iterable of (date, float)
        In order of date.

    Returns
    -------
    list of (float, float)
        Days from the data date and quantities; the first at 0 is what is there when it begins.
    """
    days = [(days_from(data_date, day), amount) for day, amount in dated]
    there = start + sum(amount for day, amount in days if day < 0)
    return [(0.0, there), *((day, amount) for day, amount in days if day >= 0)]
