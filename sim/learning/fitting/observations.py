"""Durations as they were observed: finished, unfinished, known within a span, known only because of their age."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from sim.array_types import Flags, Floats, Ints

_STARTS = ((0.1, 3), (0.5, 6), (math.inf, 12))
"""Starts that stand for a span in which a stage began, by how long the span is against the durations: points of Gauss
and Legendre."""


@dataclass(frozen=True)
class Seen:
    """What is known of one stage of one project.

    Attributes
    ----------
    started : (date, date)
        First and last day on which it can have begun.
    ended : (date, date) or None
        First and last day on which it can have ended; None where it has not been seen to end.
    running_on : date or None
        Last day on which it was seen under way; stated where `ended` is None.
    listed_on : date or None
        Day of the list that names it only because it was still under way; None where it would be known anyway.
    """

    started: tuple[date, date]
    ended: tuple[date, date] | None
    running_on: date | None = None
    listed_on: date | None = None


@dataclass(frozen=True)
class Observations:
    """Durations T of n stages, in days, each for the starts it may have had.

    A stage that began at one of these starts is known to have T in (low, high], given that T > entry.

    Attributes
    ----------
    low, high, entry : ndarray, shape (n, k)
        0 <= low < high; `high` is infinite where the stage was not seen to end. Where `high` <= `low` that start is not
        possible. `entry` is 0 where the stage would be known whatever its age.
    weight : ndarray, shape (n, k)
        Of each start; they sum to 1 for each stage.
    """

    low: Floats
    high: Floats
    entry: Floats
    weight: Floats

    @cached_property
    def count(self) -> int:
        """Number of stages."""
        return int(self.low.shape[0])

    @cached_property
    def finished(self) -> Flags:
        """Whether each stage was seen to end: bool (n,)."""
        return np.asarray(np.isfinite(self.high).all(axis=1))

    @cached_property
    def truncated(self) -> Flags:
        """Whether each stage is known only because of its age: bool (n,)."""
        return np.asarray((self.entry > 0).any(axis=1))

    @cached_property
    def hull(self) -> tuple[Floats, Floats, Floats]:
        """Smallest `low`, largest `high` and mean `entry` over the starts of each stage: three of shape (n,)."""
        possible = self.high > self.low
        low = np.where(possible, self.low, np.inf).min(axis=1)
        high = np.where(possible, self.high, -np.inf).max(axis=1)
        return low, high, (self.entry * self.weight).sum(axis=1)

    @cached_property
    def middle(self) -> Floats:
        """A duration that stands for each stage in a first guess: the middle of (low, high], or `low`."""
        low, high, _ = self.hull
        return np.maximum(np.where(np.isfinite(high), (low + high) / 2, low), 0.5)

    @cached_property
    def by_start(self) -> tuple[tuple[Ints, Observations], ...]:
        """Positions and observations of stages whose start is known to the day (k = 1), and of the others."""
        exact = (np.diff(self.low, axis=1) == 0).all(axis=1) & (np.diff(self.entry, axis=1) == 0).all(axis=1)
        ended_once = (self.high == self.high[:, :1]).all(axis=1)
        plain = exact & ended_once
        low, high, entry = (each[plain, :1] for each in (self.low, self.high, self.entry))
        first = Observations(low, high, entry, np.ones(low.shape))
        parts = ((np.flatnonzero(plain), first), (np.flatnonzero(~plain), self.some(~plain)))
        return tuple(part for part in parts if len(part[0]))

    def some(self, chosen: Flags) -> Observations:
        """Return the observations of chosen stages: `chosen` is bool (n,)."""
        return Observations(self.low[chosen], self.high[chosen], self.entry[chosen], self.weight[chosen])


def observe(stages: Sequence[Seen]) -> Observations:
    """Turn dates into durations.

    A start known to the day is taken at its 00:00 and an end at some instant of its day, so that every finished
    duration is known to within a day or more. A start known within a span is uniform over it, as in rule 2 of the
    model.

    Parameters
    ----------
    stages : sequence of Seen
        At least one; each with an end, or a day on which it was under way.

    Returns
    -------
    Observations
        In the order of `stages`; k is 1 where all starts are known to the day, else 3 to 12.
    """
    points, weights = np.polynomial.legendre.leggauss(_starts(stages))
    rows = [_row(stage, (points + 1) / 2) for stage in stages]
    low, high, entry = (np.array([row[part] for row in rows]) for part in range(3))
    return Observations(low, high, entry, np.broadcast_to(weights / weights.sum(), low.shape))


def exactly(durations: Sequence[float], unfinished: Sequence[float] = ()) -> Observations:
    """Observations of durations known to a ten-millionth of themselves, and of such as are only known to be longer."""
    ended, running = np.asarray(durations, dtype=np.float64), np.asarray(unfinished, dtype=np.float64)
    low = np.concatenate([ended * (1 - 5e-8), running])[:, None]
    high = np.concatenate([ended * (1 + 5e-8), np.full(len(running), math.inf)])[:, None]
    return Observations(low, high, np.zeros_like(low), np.ones_like(low))


def _starts(stages: Sequence[Seen]) -> int:
    """How many starts stand for each span."""
    longest = max((stage.started[1] - stage.started[0]).days for stage in stages)
    if not longest:
        return 1
    ends = [stage.ended[1] if stage.ended else stage.running_on for stage in stages]
    middle = float(
        np.median(
            [max((end - stage.started[0]).days, 1) for stage, end in zip(stages, ends, strict=True) if end]
        )
    )
    return next(points for share, points in _STARTS if longest <= share * middle)


def _row(stage: Seen, shares: Floats) -> tuple[Floats, Floats, Floats]:
    first, last = stage.started
    span = 0 if first == last else (last - first).days + 1
    begun = first.toordinal() + shares * span if span else np.full(len(shares), float(first.toordinal()))
    if stage.ended is not None:
        low = stage.ended[0].toordinal() - begun
        high = stage.ended[1].toordinal() + 1 - begun
    else:
        assert stage.running_on is not None
        low, high = stage.running_on.toordinal() - begun, np.full(len(begun), math.inf)
    entry = np.zeros(len(begun)) if stage.listed_on is None else stage.listed_on.toordinal() - begun
    return np.maximum(low, 0.0), high, np.maximum(entry, 0.0)
