"""What every simulated future did about every target: targets are held against homes here only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from sim.array_types import Flags, Ints
from sim.errors import OptionError, msg
from sim.experiment import Results
from sim.scenario import CarryOver, PeriodTarget, Reading, Scenario

GoalKind = Literal["year", "cumulative", "all_years", "period", "programme"]
GoalName: TypeAlias = int | Literal["all", "period", "programme"]
"""A goal as a user names it: a year of the scenario, all years jointly, the period, the programme."""


@dataclass(frozen=True)
class Goal:
    """One thing to be reached.

    Attributes
    ----------
    kind : str
        `year`: one year, with what the carry-over rule adds. `cumulative`: the sum from the first target year on.
        `all_years`: every yearly target, jointly. `period` and `programme`: a span of years against one number.
    first_year, last_year : int
    target : int
        Homes; for `all_years` the sum of the yearly targets.
    done_before : int
        Homes of it done before the data date.
    hypothetical : bool
        Whether nobody has published it; of several years, or all jointly, whether that holds for one of them.
    """

    kind: GoalKind
    first_year: int
    last_year: int
    target: int
    done_before: int = 0
    hypothetical: bool = False


@dataclass(frozen=True)
class GoalResult:
    """What R futures did about a goal.

    Attributes
    ----------
    goal : Goal
    homes : int64 (R,)
        Homes of its years, `done_before` included.
    met : bool (R,)
        Whether it was reached.
    """

    goal: Goal
    homes: Ints
    met: Flags


def goal_results(results: Results, reading: Reading) -> tuple[GoalResult, ...]:
    """Hold every future against every target of its scenario.

    Parameters
    ----------
    results : Results
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count.

    Returns
    -------
    tuple of GoalResult
        Each year, each cumulative sum, all years jointly, then the period and the programme where there are such.
    """
    return held_against_targets(results.scenario, results.homes_in_years(reading), results.first_year)


def held_against_targets(scenario: Scenario, by_year: Ints, first_year: int) -> tuple[GoalResult, ...]:
    """Hold homes of every future against every target of a scenario.

    Parameters
    ----------
    scenario : Scenario
    by_year : int64 (R, years)
        Homes in each calendar year, those done in the data date's year before the data date included.
    first_year : int
        The first of these years, that of the data date.

    Returns
    -------
    tuple of GoalResult
        As `goal_results` gives them.
    """
    targets = scenario.settings.targets
    years = [target.year for target in targets.years]
    wanted = np.array([target.homes for target in targets.years], dtype=np.int64)
    homes = _between(by_year, first_year, years[0], years[-1])
    met = _met(homes, wanted, targets.carry_over)
    total, total_wanted = homes.cumsum(axis=1), wanted.cumsum()
    put_up = np.array([target.hypothetical for target in targets.years])
    any_put_up = np.logical_or.accumulate(put_up)
    found = [
        GoalResult(
            Goal("year", year, year, int(wanted[i]), hypothetical=bool(put_up[i])), homes[:, i], met[:, i]
        )
        for i, year in enumerate(years)
    ]
    found += [
        GoalResult(
            Goal("cumulative", years[0], year, int(total_wanted[i]), hypothetical=bool(any_put_up[i])),
            total[:, i],
            np.asarray(total[:, i] >= total_wanted[i]),
        )
        for i, year in enumerate(years)
    ]
    put_up_once = bool(any_put_up[-1])
    jointly = Goal("all_years", years[0], years[-1], int(total_wanted[-1]), hypothetical=put_up_once)
    found.append(GoalResult(jointly, total[:, -1], np.asarray(met.all(axis=1))))
    if (period := targets.period) is not None:
        found.append(_span(by_year, first_year, _of_period(period)))
    if (programme := targets.programme) is not None:
        # What was done this year stands in the years already.
        done = 0 if targets.done_this_year is None else targets.done_this_year.counted
        before = programme.done_before - done
        span = (programme.first_year, programme.last_year)
        goal = Goal("programme", *span, programme.homes, before, programme.hypothetical)
        found.append(_span(by_year, first_year, goal))
    return tuple(found)


def without_last_push(results: Results, reading: Reading) -> GoalResult | None:
    """Hold every future against the period's target without the homes entered early at the end of its last year.

    Those homes are taken from the years after the period. None where there is no such target or no push.
    """
    targets = results.scenario.settings.targets
    period = targets.period
    if period is None or reading != "counted" or results.early_homes.shape[1] == 0:
        return None
    goal = _of_period(period)
    borrowed = results.early_homes[:, period.last_year - targets.years[0].year]
    homes = _span(results.homes_in_years(reading), results.first_year, goal).homes - borrowed
    return GoalResult(goal, homes, np.asarray(homes >= goal.target))


def goal_result(results: Results, reading: Reading, target: GoalName) -> GoalResult:
    """What every future did about one target.

    Raises
    ------
    OptionError
        When the scenario has no such target.
    """
    must_have_target(results.scenario, target)
    return next(each for each in goal_results(results, reading) if _is_named(each.goal, target))


def goal_named(scenario: Scenario, target: GoalName) -> Goal:
    """Give a target of a scenario by its name.

    Raises
    ------
    OptionError
        When the scenario has no such target.
    """
    must_have_target(scenario, target)
    years = [each.year for each in scenario.settings.targets.years]
    no_homes = np.zeros((1, years[-1] - years[0] + 1), dtype=np.int64)
    goals = (each.goal for each in held_against_targets(scenario, no_homes, years[0]))
    return next(goal for goal in goals if _is_named(goal, target))


def _is_named(goal: Goal, target: GoalName) -> bool:
    kind: GoalKind = "year" if isinstance(target, int) else "all_years" if target == "all" else target
    return goal.kind == kind and (kind != "year" or goal.first_year == target)


def usual_target(scenario: Scenario) -> GoalName:
    """Target asked about unless another is named: the whole period, else the last year."""
    targets = scenario.settings.targets
    return "period" if targets.period is not None else targets.years[-1].year


def must_have_target(scenario: Scenario, target: GoalName) -> None:
    """Refuse a target that a scenario does not set.

    Raises
    ------
    OptionError
    """
    targets = scenario.settings.targets
    known: list[GoalName] = ["all", *(each.year for each in targets.years)]
    known += ["period"] if targets.period is not None else []
    known += ["programme"] if targets.programme is not None else []
    if target not in known:
        raise _no_such_target(scenario, target)


def _no_such_target(scenario: Scenario, target: GoalName) -> OptionError:
    targets = scenario.settings.targets
    known = [str(each.year) for each in targets.years]
    known += ["all", *(["period"] if targets.period else []), *(["programme"] if targets.programme else [])]
    return OptionError(
        msg("the scenario sets no target {target}; it sets: {known}", target=str(target), known=known)
    )


def homes_of_years(results: Results, reading: Reading, first: int, last: int) -> Ints:
    """Homes in each year from `first` (or the first simulated one) to `last`, shape (R, years)."""
    return _between(results.homes_in_years(reading), results.first_year, first, last)


def _of_period(period: PeriodTarget) -> Goal:
    done = period.done_before or 0
    return Goal(
        "period", period.first_year, period.last_year, period.homes, done, hypothetical=period.hypothetical
    )


def _between(by_year: Ints, first_year: int, first: int, last: int) -> Ints:
    return by_year[:, max(first - first_year, 0) : last - first_year + 1]


def _met(homes: Ints, wanted: Ints, carry_over: CarryOver) -> Flags:
    if carry_over == "none":
        return np.asarray(homes >= wanted)
    if carry_over == "cumulative":
        return np.asarray(homes.cumsum(axis=1) >= wanted.cumsum())
    met = np.zeros(homes.shape, dtype=np.bool_)
    carried = np.zeros(len(homes), dtype=np.int64)
    for i, target in enumerate(wanted):
        available = homes[:, i] + carried
        met[:, i] = available >= target
        carried = np.maximum(available - target, 0)
    return met


def _span(by_year: Ints, first_year: int, goal: Goal) -> GoalResult:
    homes = _between(by_year, first_year, goal.first_year, goal.last_year).sum(axis=1) + goal.done_before
    return GoalResult(goal, homes, np.asarray(homes >= goal.target))
