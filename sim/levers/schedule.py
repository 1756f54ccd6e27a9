"""Effects by date, and how they change what a scenario says from each date on: laws, numbers of slots, cuts."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

V = TypeVar("V")
ALWAYS = date.min
"""Stands for "from the beginning": what a scenario states without a date."""


@dataclass(frozen=True)
class InForce(Generic[V]):
    """Something that holds from a date on.

    Attributes
    ----------
    start : date
        Day from whose beginning it holds, `ALWAYS` for the first.
    stated : date
        Start of what it was made from; the same as `start` where nothing new begins on that day.
    value : V
    changed : bool
        Whether the lever acts on it.
    """

    start: date
    stated: date
    value: V
    changed: bool


@dataclass(frozen=True)
class Schedule:
    """Effects of a lever by date, in order; before the first there is none."""

    steps: tuple[tuple[date, float], ...]

    def at(self, day: date) -> float | None:
        """Effect in force on a day."""
        begun = bisect_right([start for start, _ in self.steps], day)
        return self.steps[begun - 1][1] if begun else None

    @property
    def start(self) -> date:
        """Day of the first step."""
        return self.steps[0][0]

    @property
    def whole(self) -> float:
        """Effect of the last step."""
        return self.steps[-1][1]

    def rising_to(self, whole: float) -> Schedule:
        """Schedule of another effect that comes on the same days, in equal steps as this one does."""
        count = len(self.steps)
        return Schedule(
            tuple(
                (day, round(whole * (number + 1) / count, 12)) for number, (day, _) in enumerate(self.steps)
            )
        )

    def from_day(self, first: date) -> date:
        """Day of the first step, or `first` where it holds from the beginning."""
        return max(self.start, first)

    def increments(self) -> tuple[tuple[date, float], ...]:
        """What each step adds to the one before."""
        before = (0.0, *(effect for _, effect in self.steps))
        return tuple((day, effect - was) for (day, effect), was in zip(self.steps, before, strict=False))


def revised(
    stated: Sequence[tuple[date, V]], schedule: Schedule, change: Callable[[V, float], V]
) -> tuple[InForce[V], ...]:
    """Act on each version in force from the schedule's first date on; a version begins at each of its steps.

    Parameters
    ----------
    stated : sequence of (date, V)
        What holds from each date on, in order; the first from `ALWAYS`.
    schedule : Schedule
    change : callable
        A version and the effect in force -> the version as changed.
    """
    starts = [start for start, _ in stated]
    found = []
    for start in sorted({*starts, *(day for day, _ in schedule.steps)}):
        origin, value = stated[bisect_right(starts, start) - 1]
        effect = schedule.at(start)
        found.append(
            InForce(start, origin, value, changed=False)
            if effect is None
            else InForce(start, origin, change(value, effect), changed=True)
        )
    return tuple(found)


def ramped(start: date, months: int, effect: float) -> Schedule:
    """Schedule of an effect that comes in quarterly steps, equally large, the last after so many months.

    The first step is taken on the first day, so that over the ramp half of the effect holds on average, as it would if
    it grew day by day.
    """
    steps = -(-months // 3)
    days = [months_later(start, min(3 * number, months)) for number in range(steps + 1)]
    return Schedule(
        tuple((day, round(effect * (number + 1) / (steps + 1), 12)) for number, day in enumerate(days))
    )


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_before(day: date) -> date:
    """Return the last day of a span that ends where another begins."""
    return day - timedelta(days=1)
