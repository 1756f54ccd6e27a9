"""The least change of a lever that makes a target as likely as asked for."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from scipy.special import ndtri, stdtrit

from sim.analysis import Provenance, check_paired
from sim.analysis.board import Goal, GoalName, goal_result
from sim.analysis.statistics import Chance, Interval, falls_of
from sim.array_types import Flags
from sim.errors import OptionError, msg
from sim.experiment import COMPARE_FUTURES, Results
from sim.scenario import Reading

Evaluate: TypeAlias = Callable[[float, int], Results]
"""(value of the lever, replications) -> results; more replications extend the same futures, and the same replication
of two values meets the same draws."""
Outcome = Literal["found", "between", "unclear", "not_reachable"]

FIRST, MOST = COMPARE_FUTURES, 4 * COMPARE_FUTURES
"""Futures of each value at the first look, and the most for one value, unless the user says otherwise."""
SEARCH_ERROR = 0.01


@dataclass(frozen=True)
class SearchStep:
    """One value of the grid.

    Attributes
    ----------
    value : float
    chance : Chance
        Of reaching the target.
    bounds : (float, float)
        Guarded interval of that chance, which the search goes by: wider than the 95 % interval.
    reaches : {"yes", "no", "unclear"}
        Whether the chance asked for lies below, above or within the bounds.
    origin : Provenance
    """

    value: float
    chance: Chance
    bounds: Interval
    reaches: Literal["yes", "no", "unclear"]
    origin: Provenance


@dataclass(frozen=True)
class Seeking:
    """What a search found.

    Attributes
    ----------
    goal : Goal
    reading : {"counted", "eligible", "handed_over"}
    wanted : float
        Chance asked for, 0 to 1.
    neutral : float
        Value at which the lever changes nothing.
    outcome : str
        `found`: `value` is enough, and every value nearer the neutral one is not. `between`: `value` is enough,
        `below` may be. `unclear`: no value is clearly enough, `below` may be. `not_reachable`: none is enough.
    value : float or None
        Value nearest the neutral one that is clearly enough.
    below : float or None
        Found: the step of the grid before `value`, if there is one. Else: the nearest value that may be enough.
    best : float
        Value with the highest chance.
    steps : tuple of SearchStep
        By rising value.
    falls : (float, float) or None
        Where the response is not monotone: away from the neutral value, the chance falls from the first to the second.
    first, most, looks : int
        Futures at the first look and at the last that may be; looks at a value that there may be.
    error : float
        Chance, at most, that any of the bounds at any of the looks misses the chance it stands for.
    """

    goal: Goal
    reading: Reading
    wanted: float
    neutral: float
    outcome: Outcome
    value: float | None
    below: float | None
    best: float
    steps: tuple[SearchStep, ...]
    falls: tuple[float, float] | None
    first: int
    most: int
    looks: int
    error: float

    def at(self, value: float) -> SearchStep:
        """Step of a value of the grid."""
        return next(step for step in self.steps if step.value == value)

    @property
    def told(self) -> SearchStep:
        """Step of the value that is clearly enough, else of the best."""
        return self.at(self.best if self.value is None else self.value)

    @property
    def stopped_at_most(self) -> bool:
        """Whether more futures than were allowed could have told more."""
        return self.outcome in ("between", "unclear")


def seek(
    evaluate: Evaluate,
    grid: Sequence[float],
    target: GoalName,
    chance: float,
    *,
    reading: Reading,
    neutral: float,
    first: int = FIRST,
    most: int = MOST,
    error: float = SEARCH_ERROR,
) -> Seeking:
    """Search the grid of a lever for the value nearest the neutral one that makes a target likely enough.

    The whole grid is simulated with `first` replications. Replications are then doubled, up to `most`, for those
    values only that decide the answer: those nearer the neutral value than the first that is clearly enough, and not
    yet clearly too little. A value is judged by the Wilson interval of its chance, widened so that with all values of
    the grid and all looks that may be taken every one of them holds at once, but for a chance of `error` (Bonferroni:
    the error is shared out evenly over values times looks). Where futures share what is not known, Student's
    distribution of the number of sets stands for the normal one, as their variance is estimated.

    Parameters
    ----------
    evaluate : callable
        See `Evaluate`.
    grid : sequence of float
        Values of the lever.
    target : int or {"all", "period", "programme"}
        A year of the scenario, all years jointly, the period or the programme.
    chance : float
        Asked for, above 0 and below 1.
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count.
    neutral : float
        Value at which the lever changes nothing; it may lie outside the grid or within.
    first, most : int
        Replications of the first look at a value, and of the last; multiples of the futures per set, if any.
    error : float
        Chance that the search may go astray by chance, at most.

    Returns
    -------
    Seeking

    Raises
    ------
    OptionError
        When an argument is out of range, or what `evaluate` gives cannot be compared.
    """
    _check(grid, chance, first, most, error)
    looks = 1 + math.ceil(math.log2(most / first)) if most > first else 1
    order = sorted(set(grid), key=lambda value: (abs(value - neutral), value))
    guarded = error / (len(order) * looks)
    met: dict[float, Flags] = {}
    steps: dict[float, SearchStep] = {}
    base: Results | None = None
    goal: Goal | None = None
    ahead, count = order, first
    while ahead:
        for value in ahead:
            results = evaluate(value, count)
            _check_length(results, count)
            if count == first:
                base = base or results
                check_paired(base, results)
            result = goal_result(results, reading, target)
            _check_extends(met.get(value), result.met)
            met[value], goal = result.met, result.goal
            steps[value] = _step(value, results, result.met, chance, guarded)
        ahead = [] if count == most else _undecided(order, steps)
        count = min(2 * count, most)
    assert base is not None and goal is not None
    outcome, value_found, below = _outcome(order, steps, neutral)
    return Seeking(
        goal=goal,
        reading=reading,
        wanted=chance,
        neutral=neutral,
        outcome=outcome,
        value=value_found,
        below=below,
        best=max(order, key=lambda value: steps[value].chance.share),
        steps=tuple(steps[value] for value in sorted(steps)),
        falls=falls_of(_sides(order, neutral), met, base.futures_per_set, error),
        first=first,
        most=most,
        looks=looks,
        error=error,
    )


def _step(value: float, results: Results, met: Flags, wanted: float, error: float) -> SearchStep:
    chance, sets = Chance.of(met, results.futures_per_set), met.size // results.futures_per_set
    share = 1 - error / 2
    low, high = chance.interval_at(
        float(ndtri(share) if chance.by_hits is None else stdtrit(sets - 1, share))
    )
    reaches: Literal["yes", "no", "unclear"] = (
        "yes" if low >= wanted else "no" if high < wanted else "unclear"
    )
    return SearchStep(value, chance, (low, high), reaches, Provenance.of(results))


def _undecided(order: Sequence[float], steps: Mapping[float, SearchStep]) -> list[float]:
    """Values that may still be the answer, or keep another from being it."""
    undecided = []
    for value in order:
        if steps[value].reaches == "yes":
            break
        if steps[value].reaches == "unclear":
            undecided.append(value)
    return undecided


def _outcome(
    order: Sequence[float], steps: Mapping[float, SearchStep], neutral: float
) -> tuple[Outcome, float | None, float | None]:
    enough = next((value for value in order if steps[value].reaches == "yes"), None)
    undecided = _undecided(order, steps)
    if undecided:
        return "unclear" if enough is None else "between", enough, undecided[0]
    if enough is None:
        return "not_reachable", None, None
    side = next(side for side in _sides(order, neutral) if enough in side)
    position = side.index(enough)
    return "found", enough, side[position - 1] if position else None


def _sides(order: Sequence[float], neutral: float) -> tuple[list[float], list[float]]:
    """Values from the neutral one on upwards, and downwards."""
    return [value for value in order if value >= neutral], [value for value in order if value <= neutral]


def _check(grid: Sequence[float], chance: float, first: int, most: int, error: float) -> None:
    if not grid:
        raise OptionError(msg("a search needs values of the lever to try"))
    if not 0 < chance < 1:
        raise OptionError(msg("the chance asked for is {chance}; it must lie between 0 and 1", chance=chance))
    if not 0 < error < 1:
        raise OptionError(msg("the error allowed is {error}; it must lie between 0 and 1", error=error))
    if not 1 <= first <= most:
        raise OptionError(
            msg("a search from {first} to {most} futures cannot be made", first=first, most=most)
        )


def _check_length(results: Results, count: int) -> None:
    if results.replications != count:
        raise OptionError(
            msg("{count} futures were asked for, and {got} simulated", count=count, got=results.replications)
        )


def _check_extends(before: Flags | None, met: Flags) -> None:
    if before is not None and not np.array_equal(before, met[: before.size]):
        raise OptionError(msg("a longer run must hold the same futures as the shorter one, and does not"))
