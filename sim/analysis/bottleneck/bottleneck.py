"""Where the time of homes went: what they waited for, and at which stages they spent most days.

This describes what happened in the futures simulated. A cause that took many days need not be one whose removal would
save them, since another cause may take its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.bottleneck.waits import WaitCause
from sim.analysis.statistics import Z95, Sums
from sim.scenario import Reading, Scenario


@dataclass(frozen=True)
class Days:
    """Mean days a home, weighted by homes, with their standard error.

    Attributes
    ----------
    days : float
    error : float
        Standard error over futures, from the number of futures alone; NaN from a single future.
    share : float
        Share of the whole time, 0 to 1 (0 where there is none).
    """

    days: float
    error: float
    share: float


@dataclass(frozen=True)
class Group:
    """A group of homes: all, those that reached the reading in one year, or those that had not by the last target year.

    Attributes
    ----------
    year : int or None
        Year in which they reached it; None for all homes, and for those that did not.
    homes : float
        Homes of the mean future.
    whole : Days
        From the data date to the instant they reached the reading, or the end of the last target year.
    causes : tuple of Days
        In the order of `Bottleneck.causes`; they add up to the whole.
    stages : tuple of Days
        In the order of `Bottleneck.stages`: work, days without work and waits at a stage together.
    """

    year: int | None
    homes: float
    whole: Days
    causes: tuple[Days, ...]
    stages: tuple[Days, ...]


@dataclass(frozen=True)
class Quarter:
    """A pool or stock in one quarter of the mean future.

    Attributes
    ----------
    year, quarter : int
        Quarter from 1 to 4.
    requests : float
        Requests made in it.
    wait_days : float or None
        Mean wait of these requests, in full; None where there were none.
    waiting : float
        Requests waiting, in the mean of the quarter.
    in_use, slots : float or None
        Slots held, and capacity in force, in the mean of the quarter; None for stocks.
    """

    year: int
    quarter: int
    requests: float
    wait_days: float | None
    waiting: float
    in_use: float | None
    slots: float | None

    @property
    def use_share(self) -> float | None:
        """Slots held as a share of the capacity in force; None for stocks and where there is no capacity."""
        return self.in_use / self.slots if self.in_use is not None and self.slots else None


@dataclass(frozen=True)
class Bottleneck:
    """Where the time of homes went in one scenario and reading.

    Attributes
    ----------
    scenario : Scenario
    reading : {"counted", "eligible", "handed_over"}
    seed, engine : int, str
    replications, requested : int
        Futures done and asked for.
    futures_per_set : int
        Consecutive futures that share what is not known.
    last_year : int
        Last target year; time after it is left out.
    causes : tuple of WaitCause
    stages : tuple of str
    homes : Group
        All homes that had not reached the reading before the data date.
    years : tuple of Group
        Those that reached it, by year from the data date's to the last target year.
    late : Group
        Those that did not by the end of the last target year.
    pools, stocks : dict of str to tuple of Quarter
    sums : Sums
        Sums of days and homes over futures, from which the answers are made; buckets are all homes, years, late homes.
    """

    scenario: Scenario
    reading: Reading
    seed: int
    engine: str
    replications: int
    requested: int
    futures_per_set: int
    last_year: int
    causes: tuple[WaitCause, ...]
    stages: tuple[str, ...]
    homes: Group
    years: tuple[Group, ...]
    late: Group
    pools: dict[str, tuple[Quarter, ...]]
    stocks: dict[str, tuple[Quarter, ...]]
    sums: Sums

    @property
    def interrupted(self) -> bool:
        """Whether fewer replications were done than asked for."""
        return self.replications < self.requested

    def days_of(self, cause: WaitCause) -> Days:
        """Days of one cause over all homes."""
        return self.homes.causes[self.causes.index(cause)]

    @property
    def binding(self) -> tuple[WaitCause, ...]:
        """Waits of projects under way that took most days; several where simulation noise cannot tell them apart."""
        return self.most(lambda cause: cause.waits)

    @property
    def binding_shared(self) -> tuple[WaitCause, ...]:
        """Pools and stocks waited for most, likewise."""
        return self.most(among_shared)

    @property
    def binding_stages(self) -> tuple[str, ...]:
        """Stages at which most days were spent, in work, on days without work and in waits; likewise."""
        leaders = _leaders(self.sums, len(self.causes) + np.arange(len(self.stages)))
        return tuple(self.stages[i - len(self.causes)] for i in leaders)

    def most(self, among: Callable[[WaitCause], bool]) -> tuple[WaitCause, ...]:
        """Causes that took most days over all homes.

        Parameters
        ----------
        among : callable
            Which causes are meant.

        Returns
        -------
        tuple of WaitCause
            The one with most days, then all whose distance from it is within 1.96 standard errors of that distance.
            Empty where no cause took any time.
        """
        indices = np.array([i for i, cause in enumerate(self.causes) if among(cause)], dtype=np.int64)
        return tuple(self.causes[i] for i in _leaders(self.sums, indices))


@dataclass(frozen=True)
class FollowedStep:
    """One value of a lever, and what was waited for most there.

    Attributes
    ----------
    value : float
    leaders : tuple of (WaitCause, Days)
        As `Bottleneck.most`, the one with most days first.
    moved : bool or None
        Whether the leader has surely changed: no cause has been among the leaders at all values since the last change.
        None for the first value.
    common : tuple of WaitCause
        Causes among the leaders at all values since the last change, this value included.
    """

    value: float
    leaders: tuple[tuple[WaitCause, Days], ...]
    moved: bool | None
    common: tuple[WaitCause, ...]


def follow(
    answers: Sequence[tuple[float, Bottleneck]],
    among: Callable[[WaitCause], bool] = lambda cause: cause.waits,
) -> tuple[FollowedStep, ...]:
    """Follow along the values of a lever what is waited for most.

    Parameters
    ----------
    answers : sequence of (float, Bottleneck)
        Values of the lever with their answers, in the order in which they are reported.
    among : callable
        Which causes are meant; by default all waits of projects under way.

    Returns
    -------
    tuple of FollowedStep
        One a value. Causes that simulation noise cannot tell apart lead together, and no change is claimed as long as
        one of them leads at every value.
    """
    steps: list[FollowedStep] = []
    for value, answer in answers:
        causes = answer.most(among)
        leaders = tuple((cause, answer.days_of(cause)) for cause in causes)
        if not steps:
            steps.append(FollowedStep(value, leaders, None, causes))
            continue
        before = steps[-1].common
        common = tuple(cause for cause in before if cause in causes)
        moved = not common and before != causes
        steps.append(FollowedStep(value, leaders, moved, causes if moved else common))
    return tuple(steps)


def among_shared(cause: WaitCause) -> bool:
    """Whether a cause is a wait for a pool or a stock."""
    return cause.kind in ("pool", "stock")


def _leaders(
    sums: Sums, indices: Sequence[int] | np.ndarray[tuple[int, ...], np.dtype[np.int64]]
) -> list[int]:
    """Indices of the causes with most days that simulation noise cannot tell apart; see `Bottleneck.most`."""
    amounts = sums.first[0, :-1]
    order = sorted((int(i) for i in indices), key=lambda i: (-amounts[i], i))
    if not order or not amounts[order[0]] > 0:
        return []
    kept = [order[0]]
    for i in order[1:]:
        weights = np.zeros(len(amounts))
        weights[order[0]], weights[i] = 1.0, -1.0
        apart, error = sums.per_home(0, weights)
        # From a single future there is no standard error (NaN), so that everything that took time is kept.
        if amounts[i] > 0 and not apart > Z95 * error:
            kept.append(i)
    return kept
