"""StageRecord sets made as a city would keep them: what still runs is unfinished, what ended before the list is not on it."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np

from sim.array_types import Floats
from sim.learning.fitting import Observations, Seen, observe

MEDIAN, WIDTH = 700.0, 0.5
_LISTED = date(2022, 1, 1).toordinal()
_CLOSED = date(2024, 7, 1).toordinal()
_YEARS_BEFORE, _YEARS_AFTER = 8, 2


def generator(seed: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=np.array([seed, 77], dtype=np.uint64)))


def a_city(rng: np.random.Generator, count: int, never: float = 0.0) -> tuple[Seen, ...]:
    """Stages of one city: begun evenly over ten years, lognormal; known since a list of what was then under way.

    Those begun after the list are known anyway. All are followed until `_CLOSED`; what runs then is unfinished. One start
    in three is known to the month only, and one end in three.
    """
    found: list[Seen] = []
    while len(found) < count:
        start = _LISTED + rng.uniform(-365.25 * _YEARS_BEFORE, 365.25 * _YEARS_AFTER)
        takes = MEDIAN * math.exp(WIDTH * rng.standard_normal())
        if rng.random() < never:
            takes = math.inf
        if start + takes <= _LISTED:
            continue
        rounded = rng.random(2) < 1 / 3
        began = _month(start) if rounded[0] else (_day(start), _day(start))
        ended = None
        if start + takes < _CLOSED:
            end = start + takes
            ended = _month(end) if rounded[1] else (_day(end), _day(end))
        found.append(
            Seen(
                started=began,
                ended=ended,
                running_on=None if ended else date.fromordinal(_CLOSED),
                listed_on=date.fromordinal(_LISTED) if start < _LISTED else None,
            )
        )
    return tuple(found)


def city_observations(seed: int, count: int, never: float = 0.0) -> Observations:
    return observe(a_city(generator(seed), count, never))


def untruncated(seen: Observations) -> Observations:
    """The wrong method that takes what is known because of its age for what would be known anyway."""
    return Observations(seen.low, seen.high, np.zeros_like(seen.entry), seen.weight)


def finished_only(seen: Observations) -> Observations:
    """The wrong method that leaves out what has not ended."""
    return seen.some(seen.finished)


def lognormal(seed: int, count: int, median: float = MEDIAN, width: float = WIDTH) -> Floats:
    return np.asarray(median * np.exp(width * generator(seed).standard_normal(count)))


def _day(instant: float) -> date:
    return date.fromordinal(math.floor(instant))


def _month(instant: float) -> tuple[date, date]:
    first = _day(instant).replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
