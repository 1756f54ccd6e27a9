"""What keeps the targets from being met: what each cause costs, alone and together, and what each unknown moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.analysis.board import Goal, Tally, Target, tally_of
from sim.analysis.provenance import Provenance, check_paired
from sim.analysis.statistics import ChanceChange, MeanChange, Rank, ranked
from sim.array_types import Ints
from sim.errors import OptionError, msg
from sim.experiment import Results
from sim.scenario import Reading


@dataclass(frozen=True)
class CauseCost:
    """What a cause costs: the run without it, less the run as it is.

    Attributes
    ----------
    homes_per_year : MeanChange
        Over all target years.
    chance : ChanceChange
        Of the target, once the cause is gone.
    origin : Origin
        Of the run without it.
    """

    homes_per_year: MeanChange
    chance: ChanceChange
    origin: Provenance


@dataclass(frozen=True)
class Interaction:
    """The costs of all causes added up, less what they cost together.

    Attributes
    ----------
    together : Cost
    homes_sum, points_sum : float
        Costs of the single causes added up: homes per year, and change of the chance (-1 to 1, or beyond).
    homes : MeanChange
        Sum less together, homes per year. Above zero: the causes cost in part the same homes. Below: taking one away
        helps little while the others remain.
    points : MeanChange
        The same of the chance, times 100: percentage points.
    """

    together: CauseCost
    homes_sum: float
    points_sum: float
    homes: MeanChange
    points: MeanChange


@dataclass(frozen=True)
class CauseAblation:
    """Causes by what they cost.

    Attributes
    ----------
    reading : {"counted", "eligible", "handed_over"}
    goal : Goal
        The target whose chance is told.
    base : Origin
    costs : mapping of str to Cost
        From the dearest cause to the cheapest, by homes per year.
    ranks : mapping of str to Rank
    interaction : Interaction or None
    not_done : tuple of str
        Causes asked for that a Ctrl-C left out.
    """

    reading: Reading
    goal: Goal
    base: Provenance
    costs: Mapping[str, CauseCost]
    ranks: Mapping[str, Rank]
    interaction: Interaction | None
    not_done: tuple[str, ...] = ()


def costs_of_causes(
    base: Results,
    without: Mapping[str, Results],
    without_all: Results | None,
    target: Target,
    *,
    reading: Reading,
) -> CauseAblation:
    """Tell what each cause costs, and rank the causes no further than the futures can tell.

    Parameters
    ----------
    base : Results
        The scenario as it is.
    without : mapping of str to Results
        Name of a cause -> the same scenario without it, run with the same draws.
    without_all : Results or None
        The scenario without any of them.
    target : int or {"all", "period", "programme"}
        Whose chance is told.
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count.

    Returns
    -------
    Drivers
        Ranks go by homes per year, which tell more than chances near 0 or 1: see `ranked`.

    Raises
    ------
    OptionError
        When no cause is given, or two runs cannot be compared future by future.
    """
    if not without:
        raise OptionError(msg("the causes to look at are missing"))
    for other in (*without.values(), *(() if without_all is None else (without_all,))):
        check_paired(base, other)
    before = _Futures.of(base, reading, target)
    gained = {name: _Futures.of(results, reading, target) for name, results in without.items()}
    each = base.futures_per_set
    ranks = ranked({name: after.homes - before.homes for name, after in gained.items()}, each)
    costs = {name: _cost(before, gained[name], without[name]) for name in ranks}
    interaction = None
    if without_all is not None:
        after = _Futures.of(without_all, reading, target)
        together = _cost(before, after, without_all)
        homes_sum = sum((after.homes - before.homes for after in gained.values()), start=0 * before.homes)
        met_sum = sum((after.met - before.met for after in gained.values()), start=0 * before.met)
        interaction = Interaction(
            together=together,
            homes_sum=float(homes_sum.mean()) / before.years,
            points_sum=float(met_sum.mean()),
            homes=_scaled(MeanChange.of(homes_sum - (after.homes - before.homes), each), 1 / before.years),
            points=_scaled(MeanChange.of(met_sum - (after.met - before.met), each), 100),
        )
    return CauseAblation(reading, before.tally.goal, Provenance.of(base), costs, ranks, interaction)


@dataclass(frozen=True)
class Swing:
    """What an unknown number moves, from its P10 to its P90.

    Attributes
    ----------
    homes_per_year : MeanChange
    chance : ChanceChange
    low, high : Origin
        Of the runs at P10 and P90.
    """

    homes_per_year: MeanChange
    chance: ChanceChange
    low: Provenance
    high: Provenance


@dataclass(frozen=True)
class Tornado:
    """Unknowns by what they move.

    Attributes
    ----------
    reading : {"counted", "eligible", "handed_over"}
    goal : Goal
    swings : mapping of str to Swing
        From the largest change of homes to the least, whichever way it goes.
    ranks : mapping of str to Rank
    not_done : tuple of str
        Unknowns asked for that a Ctrl-C left out.
    """

    reading: Reading
    goal: Goal
    swings: Mapping[str, Swing]
    ranks: Mapping[str, Rank]
    not_done: tuple[str, ...] = ()


def swings_of_unknowns(
    ends: Mapping[str, tuple[Results, Results]], target: Target, *, reading: Reading
) -> Tornado:
    """Tell how far each unknown number moves the outcome.

    Parameters
    ----------
    ends : mapping of str to (Results, Results)
        Name of an unknown -> runs with it at its P10 and at its P90, all with the same draws.
    target, reading
        As for `drivers`.

    Returns
    -------
    Swings
        A swing is not what is known, nor how likely the ends are: it says where knowing more would help.

    Raises
    ------
    OptionError
        When no unknown is given, or two runs cannot be compared future by future.
    """
    if not ends:
        raise OptionError(msg("the unknowns to look at are missing"))
    first = next(iter(ends.values()))[0]
    for end in (end for pair in ends.values() for end in pair):
        check_paired(first, end)
    pairs = {
        name: (_Futures.of(low, reading, target), _Futures.of(high, reading, target))
        for name, (low, high) in ends.items()
    }
    moved = {name: high.homes - low.homes for name, (low, high) in pairs.items()}
    sized = {name: change if change.mean() >= 0 else -change for name, change in moved.items()}
    ranks = ranked(sized, first.futures_per_set)

    def swing(name: str) -> Swing:
        cost = _cost(*pairs[name], ends[name][1])
        return Swing(cost.homes_per_year, cost.chance, Provenance.of(ends[name][0]), cost.origin)

    goal = next(iter(pairs.values()))[0].tally.goal
    return Tornado(reading, goal, {name: swing(name) for name in ranks}, ranks)


@dataclass(frozen=True)
class _Futures:
    """What each future of a run brings: homes of all target years, int64 (R,); target met, 0 or 1, int64 (R,)."""

    homes: Ints
    met: Ints
    tally: Tally
    years: int

    @classmethod
    def of(cls, results: Results, reading: Reading, target: Target) -> _Futures:
        tally, years = tally_of(results, reading, target), len(results.scenario.settings.targets.years)
        return cls(tally_of(results, reading, "all").homes, tally.met.astype(np.int64), tally, years)


def _cost(before: _Futures, after: _Futures, results: Results) -> CauseCost:
    each = results.futures_per_set
    return CauseCost(
        homes_per_year=_scaled(MeanChange.of(after.homes - before.homes, each), 1 / before.years),
        chance=ChanceChange.of(before.tally.met, after.tally.met, each),
        origin=Provenance.of(results),
    )


def _scaled(change: MeanChange, factor: float) -> MeanChange:
    low, high = change.interval
    return MeanChange(factor * change.mean, (factor * low, factor * high), change.differing, change.futures)
