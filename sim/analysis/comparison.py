"""What a change of scenario changes: homes and chances of every target, future by future."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sim.analysis.board import Goal, GoalKind, GoalResult, goal_results
from sim.analysis.provenance import Provenance, check_paired
from sim.analysis.runs import DEFAULT_RUNS, Runs
from sim.analysis.statistics import Chance, ChanceChange, MeanChange
from sim.experiment import Results, shortened_results
from sim.levers import LeverSetting, apply_levers
from sim.scenario import Reading, Scenario


@dataclass(frozen=True)
class TargetChange:
    """What changes about one goal.

    Attributes
    ----------
    goal : Goal
    homes : MeanChange
        Homes of its years, in the mean future.
    before, after : Chance
        Of reaching it.
    chance : ChanceChange
        From before to after.
    """

    goal: Goal
    homes: MeanChange
    before: Chance
    after: Chance
    chance: ChanceChange

    @property
    def unchanged(self) -> bool:
        """Whether no future differs: neither its homes nor whether it is reached."""
        return self.homes.differing == self.chance.gained == self.chance.lost == 0


@dataclass(frozen=True)
class Comparison:
    """What changes from a base scenario to a changed one, in one reading.

    Attributes
    ----------
    reading : {"counted", "eligible", "handed_over"}
    base, changed : Provenance
    changes : tuple of TargetChange
        Each year, each cumulative sum, all years jointly, then the period and the programme where there are such.
    """

    reading: Reading
    base: Provenance
    changed: Provenance
    changes: tuple[TargetChange, ...]

    def of_kind(self, kind: GoalKind) -> tuple[TargetChange, ...]:
        """Changes about goals of one kind, by year."""
        return tuple(change for change in self.changes if change.goal.kind == kind)

    @property
    def years(self) -> tuple[TargetChange, ...]:
        """Each year."""
        return self.of_kind("year")

    @property
    def all_years(self) -> TargetChange:
        """All yearly targets jointly."""
        return self.of_kind("all_years")[0]

    @property
    def period(self) -> TargetChange | None:
        """The period, where the scenario sets such a target."""
        return next(iter(self.of_kind("period")), None)

    @property
    def programme(self) -> TargetChange | None:
        """The programme, where the scenario sets such a target."""
        return next(iter(self.of_kind("programme")), None)

    @property
    def half_width(self) -> float:
        """Half the widest 95 % interval of a change of chance, cumulative sums aside, in percentage points."""
        ends = [each.chance.interval for each in self.changes if each.goal.kind != "cumulative"]
        return max(50 * (high - low) for low, high in ends)


def compare(base: Results, changed: Results, reading: Reading) -> Comparison:
    """Compare two scenarios that were run with the same draws.

    Parameters
    ----------
    base, changed : Results
        Of the same seed, number of replications, futures per set and targets.
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count.

    Returns
    -------
    Comparison
        With 95 % intervals of simulation error and, where the runs were made to tell, the range of the change over
        what is not known.

    Raises
    ------
    OptionError
        When the runs cannot be compared future by future.
    """
    check_paired(base, changed)
    pairs = zip(goal_results(base, reading), goal_results(changed, reading), strict=True)
    each = max(base.futures_per_set, changed.futures_per_set)
    return Comparison(
        reading,
        Provenance.of(base),
        Provenance.of(changed),
        tuple(change_of(before, after, each) for before, after in pairs),
    )


def compare_roughly(base: Results, changed: Results, reading: Reading) -> Comparison:
    """Compare with a base of more futures, whose chances are told as they are.

    The change is that of the futures which both have. What is told of the changed scenario is the base's chance plus
    that change: a control variate, closer than the share of the few futures by itself.

    Parameters
    ----------
    base, changed : Results
        As for `compare`; the base may have more replications.
    reading : {"counted", "eligible", "handed_over"}
    """
    found = compare(shortened_results(base, changed.replications), changed, reading)
    if base.replications <= changed.replications:
        return found
    whole = (Chance.of(each.met, base.futures_per_set) for each in goal_results(base, reading))
    return replace(
        found,
        changes=tuple(
            replace(each, before=before, after=_moved(before, each.chance))
            for each, before in zip(found.changes, whole, strict=True)
        ),
    )


def _moved(before: Chance, change: ChanceChange) -> Chance:
    met = min(max(before.met + round(change.share * before.futures), 0), before.futures)
    return replace(before, met=met, by_hits=None)


def compare_levers(
    scenario: Scenario,
    settings: Iterable[LeverSetting],
    reading: Reading,
    *,
    given: Iterable[LeverSetting] = (),
    runs: Runs = DEFAULT_RUNS,
) -> Comparison:
    """Tell what levers change.

    Parameters
    ----------
    scenario : Scenario
    settings : iterable of LeverSetting
        What is compared.
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count.
    given : iterable of LeverSetting
        Levers pulled on both sides.
    runs : Runs

    Returns
    -------
    Comparison
        From fewer futures than asked for where Ctrl-C cut the second run short.

    Raises
    ------
    ScenarioError
        When the levers cannot be pulled together.
    """
    given = tuple(given)
    before, after = apply_levers(scenario, given), apply_levers(scenario, (*given, *settings))
    progress = runs.shared(1 if after is before else 2)
    base = runs(before, progress.of("before"), last=after is before)
    if base.interrupted:
        raise KeyboardInterrupt
    changed = base if after is before else runs(after, progress.of("after"))
    return compare(shortened_results(base, changed.replications), changed, reading)


def change_of(before: GoalResult, after: GoalResult, futures_per_set: int) -> TargetChange:
    """What changes about one goal from one run to another."""
    return TargetChange(
        goal=before.goal,
        homes=MeanChange.of(after.homes - before.homes, futures_per_set),
        before=Chance.of(before.met, futures_per_set),
        after=Chance.of(after.met, futures_per_set),
        chance=ChanceChange.of(before.met, after.met, futures_per_set),
    )
