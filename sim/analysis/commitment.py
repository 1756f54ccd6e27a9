"""How many homes can be promised: numbers that hold with the chance asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr, ndtri

from sim.analysis.board import Goal, goal_results, homes_of_years
from sim.analysis.provenance import Provenance
from sim.analysis.statistics import FEWEST_SETS, Chance, low_over_sets, sets_by_hits
from sim.array_types import Ints
from sim.errors import OptionError, msg
from sim.experiment import Results
from sim.scenario import Reading

CONFIDENCE = 0.95
"""How often a safe number is not above the one that truly holds with the chance asked for."""


@dataclass(frozen=True)
class Promise:
    """The highest number of homes that holds with the chance asked for, in the years of one goal.

    Attributes
    ----------
    goal : Goal
    homes : int
        As the simulated futures have it.
    safe : int
        Lower bound: not above the number that truly holds, in 95 cases of 100.
    chance : Chance
        Of at least `homes`.
    over_unknowns : int or None
        The highest number that holds with the chance asked for in all but a tenth of the sets of unknown numbers; None
        where the run cannot tell it.
    """

    goal: Goal
    homes: int
    safe: int
    chance: Chance
    over_unknowns: int | None


@dataclass(frozen=True)
class JointPromise:
    """The yearly targets times one common factor, such that all years hold together with the chance asked for.

    Attributes
    ----------
    factor, safe_factor : float
        As the simulated futures have it, and a lower bound as for `Promise`.
    homes, safe : tuple of int
        Yearly numbers at either factor, rounded down.
    chance : Chance
        Of at least `homes` in every year.
    binds : int or None
        Year that alone sets the factor: in more than half of the futures that allow no more than it, this year has no
        more; None where no one year, or more than one, does.
    factor_without : float or None
        The factor were that year left out.
    factor_over_unknowns : float or None
        The largest factor that holds with the chance asked for in all but a tenth of the sets of unknown numbers; None
        where the run cannot tell it.
    over_unknowns : tuple of int or None
        Yearly numbers at that factor, rounded down.
    """

    factor: float
    safe_factor: float
    homes: tuple[int, ...]
    safe: tuple[int, ...]
    chance: Chance
    binds: int | None
    factor_without: float | None
    factor_over_unknowns: float | None
    over_unknowns: tuple[int, ...] | None


@dataclass(frozen=True)
class Commitment:
    """What can be promised, in one reading.

    Attributes
    ----------
    reading : {"counted", "eligible", "handed_over"}
    wanted : float
        Chance asked for.
    origin : Provenance
    years : tuple of Promise
        Each year by itself.
    period : Promise or None
        The period's homes, where the scenario sets such a target.
    jointly : JointPromise or None
        None where every yearly target is zero.
    """

    reading: Reading
    wanted: float
    origin: Provenance
    years: tuple[Promise, ...]
    period: Promise | None
    jointly: JointPromise | None


def commit(results: Results, reading: Reading, chance: float) -> Commitment:
    """Find what can be promised at a chance.

    A year's number is the largest that is reached in a share of futures of at least `chance`: an order statistic. The
    safe number beside it is a lower order statistic, chosen by the binomial distribution (David & Nagaraja 2003, *Order
    Statistics*, section 7.1). The number that holds over what is not known is the largest value that occurred of which
    P10 over sets, as `low_over_sets` estimates it, is still at least `chance`. Jointly, each future allows a factor,
    the least of homes / target over the years (years without target left out), and the factor promised is the same
    order statistic of those.

    Parameters
    ----------
    results : Results
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count.
    chance : float
        Above 0 and below 1.

    Returns
    -------
    Commitment
        What carry-over adds to a year does not count: a promise is about homes of the year itself.

    Raises
    ------
    OptionError
        When `chance` is out of range.
    """
    if not 0 < chance < 1:
        raise OptionError(msg("the chance asked for is {chance}; it must lie between 0 and 1", chance=chance))
    each = results.futures_per_set
    held: dict[str, list[Promise]] = {"year": [], "period": []}
    for result in goal_results(results, reading):
        if result.goal.kind in held:
            held[result.goal.kind].append(_promise(result.goal, result.homes, chance, each))
    return Commitment(
        reading=reading,
        wanted=chance,
        origin=Provenance.of(results),
        years=tuple(held["year"]),
        period=next(iter(held["period"]), None),
        jointly=_jointly(results, reading, chance),
    )


def _promise(goal: Goal, homes: Ints, chance: float, futures_per_set: int) -> Promise:
    position, safe = _positions(homes, chance, futures_per_set)
    promised = int(homes[position])
    known = _future_over_unknowns(homes, chance, futures_per_set)
    return Promise(
        goal,
        promised,
        0 if safe is None else int(homes[safe]),
        Chance.of(homes >= promised, futures_per_set),
        None if known is None else int(homes[known]) if known >= 0 else 0,
    )


def _jointly(results: Results, reading: Reading, chance: float) -> JointPromise | None:
    years = results.scenario.settings.targets.years
    targets = np.array([target.homes for target in years], dtype=np.int64)
    if not targets.any():
        return None
    homes = homes_of_years(results, reading, years[0].year, years[-1].year)
    some = np.flatnonzero(targets)
    ratios = homes[:, some] / targets[some]
    scarcest = some[ratios.argmin(axis=1)]
    least = ratios.min(axis=1)
    position, safe = _positions(least, chance, results.futures_per_set)
    known = _future_over_unknowns(least, chance, results.futures_per_set)

    def at(future: int | None) -> tuple[float, tuple[int, ...]]:
        if future is None or future < 0:
            return 0.0, (0,) * len(targets)
        got, wanted = int(homes[future, scarcest[future]]), int(targets[scarcest[future]])
        # In whole numbers, for a factor rounded up could promise a home too many.
        return got / wanted, tuple(int(target) * got // wanted for target in targets)

    factor, promised = at(position)
    safe_factor, safely = at(safe)
    kept = np.asarray((homes >= np.array(promised)).all(axis=1))
    binding = _binding(ratios, factor)
    without = None
    if binding is not None and len(some) > 1:
        rest = np.delete(ratios, binding, axis=1).min(axis=1)
        without = float(rest[_positions(rest, chance, results.futures_per_set)[0]])
    return JointPromise(
        factor,
        safe_factor,
        promised,
        safely,
        Chance.of(kept, results.futures_per_set),
        None if without is None or binding is None else years[some[binding]].year,
        without,
        *((None, None) if known is None else at(known)),
    )


def _binding(ratios: NDArray[np.floating], factor: float) -> int | None:
    """Column that has no more than a factor in more than half of the rows in which any column has no more."""
    held = ratios <= factor
    failing = held[held.any(axis=1)]
    often = np.flatnonzero(failing.mean(axis=0) > 0.5)
    return int(often[0]) if len(often) == 1 else None


def _positions(
    values: NDArray[np.integer | np.floating], chance: float, per_set: int
) -> tuple[int, int | None]:
    """Futures that hold the value reached with a chance, and a lower bound of it (None: there is none but zero)."""
    order = np.argsort(values, kind="stable")
    count = values.size
    # So many futures must reach it; less than a billionth of a future is rounding.
    # However small the chance, one future must.
    position = int(order[count - max(math.ceil(chance * count - 1e-9), 1)])
    reached = Chance.of(np.asarray(values >= values[position]), per_set)
    independent = min(int(reached.worth), count)
    rank = safe_rank(independent, 1 - chance)
    # With fewer independent futures, the same share of all of them.
    rank = rank * count // independent
    return position, int(order[rank - 1]) if rank else None


def _future_over_unknowns(
    values: NDArray[np.integer | np.floating], chance: float, per_set: int
) -> int | None:
    """Future with the largest value reached with a chance in all but a tenth of the sets.

    Returns
    -------
    int or None
        -1: no value that occurred is; None: the run cannot tell.
    """
    sets = values.size // per_set
    if per_set == 1 or sets < FEWEST_SETS:
        return None
    by_set = values[: sets * per_set].reshape(sets, per_set)
    order = np.argsort(values, kind="stable")
    # Halving: the first `low` + 1 of the order hold, those from `high` on do not.
    low, high = -1, values.size
    while high - low > 1:
        middle = (low + high) // 2
        counts = sets_by_hits(np.asarray(by_set >= values[order[middle]]))
        low, high = (middle, high) if low_over_sets(counts) >= chance else (low, middle)
    return int(order[low]) if low >= 0 else -1


def safe_rank(count: int, share: float) -> int:
    """Largest r such that the r-th smallest of `count` values lies below the `share`-quantile in 95 cases of 100.

    How many values fall below the quantile has the binomial distribution of `count` and `share`: r is the largest
    number that it reaches with a chance of 95 %; 0 where there is none.
    """
    spread = math.sqrt(count * share * (1 - share))
    # From well below the normal approximation upwards.
    rank = max(int(count * share + float(ndtri(1 - CONFIDENCE)) * spread) - 10, 0)
    while rank > 0 and float(bdtr(rank - 1, count, share)) > 1 - CONFIDENCE:
        rank -= 1
    while float(bdtr(rank, count, share)) <= 1 - CONFIDENCE:
        rank += 1
    return rank
