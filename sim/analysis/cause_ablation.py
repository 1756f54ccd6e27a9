"""What keeps the targets from being met: what each cause of delay costs, alone and together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sim.analysis.board import Goal, GoalName
from sim.analysis.per_future import PerFuture, scaled_change
from sim.analysis.provenance import Provenance, check_paired
from sim.analysis.runs import DEFAULT_RUNS, Runs
from sim.analysis.statistics import ChanceChange, MeanChange, Rank, ranked
from sim.errors import OptionError, msg
from sim.experiment import Results
from sim.levers import Cause, LeverSetting, apply_cause, apply_levers
from sim.scenario import Reading, Scenario


@dataclass(frozen=True)
class CauseCost:
    """What a cause costs: the run without it, less the run as it is.

    Attributes
    ----------
    homes_per_year : MeanChange
        Over all target years.
    chance : ChanceChange
        Of the target, once the cause is gone.
    origin : Provenance
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
    together : CauseCost
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
    base : Provenance
    costs : mapping of str to CauseCost
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
    target: GoalName,
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
    CauseAblation
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
    before = PerFuture.of(base, reading, target)
    gained = {name: PerFuture.of(results, reading, target) for name, results in without.items()}
    each = base.futures_per_set
    ranks = ranked({name: after.homes - before.homes for name, after in gained.items()}, each)
    costs = {name: _cost(before, gained[name], without[name]) for name in ranks}
    interaction = None
    if without_all is not None:
        after = PerFuture.of(without_all, reading, target)
        together = _cost(before, after, without_all)
        homes_sum = sum((after.homes - before.homes for after in gained.values()), start=0 * before.homes)
        met_sum = sum((after.met - before.met for after in gained.values()), start=0 * before.met)
        interaction = Interaction(
            together=together,
            homes_sum=float(homes_sum.mean()) / before.years,
            points_sum=float(met_sum.mean()),
            homes=before.homes_per_year(homes_sum - (after.homes - before.homes)),
            points=scaled_change(MeanChange.of(met_sum - (after.met - before.met), each), 100),
        )
    return CauseAblation(reading, before.result.goal, Provenance.of(base), costs, ranks, interaction)


def cause_ablation(
    scenario: Scenario,
    causes: Mapping[str, Cause],
    target: GoalName,
    reading: Reading,
    *,
    given: Iterable[LeverSetting] = (),
    runs: Runs = DEFAULT_RUNS,
) -> CauseAblation:
    """Leave one cause out at a time, and all together; see `costs_of_causes`.

    Parameters
    ----------
    causes : mapping of str to Cause
        One that takes nothing away from this scenario (a cause about a green lane, where there is none) is left out.
    target : int or {"all", "period", "programme"}
    scenario, reading, given, runs
        As for `sim.compare_levers`.

    Returns
    -------
    CauseAblation
        Names are ids of causes; fewer where Ctrl-C cut it short, and then without all together.
    """
    base = apply_levers(scenario, given)
    without = {
        name: changed for name, cause in causes.items() if (changed := apply_cause(base, cause)) is not base
    }
    if not without:
        raise OptionError(msg("none of the causes at hand has a part in this scenario"))
    everything = base
    for name in without:
        everything = apply_cause(everything, causes[name])
    first, done = runs.all({**without, "": everything}, base)
    found = costs_of_causes(
        first, {name: done[name] for name in done if name}, done.get(""), target, reading=reading
    )
    return replace(found, not_done=tuple(name for name in without if name not in done))


def _cost(before: PerFuture, after: PerFuture, results: Results) -> CauseCost:
    return CauseCost(before.homes_per_year_to(after), before.chance_to(after), Provenance.of(results))
