"""What one lever can stand in for another: the line along which a target is as likely as asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from sim.analysis import DEFAULT_RUNS, Runs
from sim.analysis.board import GoalName
from sim.analysis.seek.lever_values import some_of
from sim.analysis.seek.procedure_time import StageTime, WeeksOff, stage_time, weeks_off
from sim.analysis.seek.search import FIRST, MOST, SEARCH_ERROR, Seeking, seek
from sim.errors import OptionError, msg
from sim.experiment import Results, SharedProgress
from sim.levers import Lever, LeverSetting, apply_levers
from sim.scenario import Reading, Scenario

EvaluateBoth: TypeAlias = Callable[[float, float, int], Results]
"""(value of the first lever, value of the second, replications) -> results; as `seek.Evaluate`."""


@dataclass(frozen=True)
class TradeOffRow:
    """The least of the first lever with one value of the second.

    Attributes
    ----------
    other : float
        Value of the second.
    seeking : Seeking
    weeks_off, other_weeks_off : WeeksOff or None
        What the first and the second take off the stages they act on, at `seeking.told` and `other`, each against
        the other alone; None where a lever acts on no stage, or none of these is ahead of any project.
    """

    other: float
    seeking: Seeking
    weeks_off: WeeksOff | None = None
    other_weeks_off: WeeksOff | None = None


@dataclass(frozen=True)
class TradeOff:
    """A line of equal chance.

    Attributes
    ----------
    rows : tuple of TradeOffRow
        By the second lever's values, as given.
    error : float
        Chance, at most, that any of the searches goes astray.
    """

    rows: tuple[TradeOffRow, ...]
    error: float


def trade_off_line(
    evaluate: EvaluateBoth,
    grid: Sequence[float],
    others: Sequence[float],
    target: GoalName,
    chance: float,
    *,
    reading: Reading,
    neutral: float,
    first: int = FIRST,
    most: int = MOST,
    error: float = SEARCH_ERROR,
) -> TradeOff:
    """For each value of a second lever, search for the least of the first that makes a target likely enough.

    Parameters
    ----------
    evaluate : callable
        See `EvaluateBoth`.
    grid, neutral
        Of the first lever.
    others : sequence of float
        Values of the second.
    target, chance, reading, first, most
        As for `seek`.
    error : float
        Shared out evenly over the searches.

    Returns
    -------
    TradeOff

    Raises
    ------
    OptionError
        As for `seek`.
    """
    if not others:
        raise OptionError(msg("an exchange needs values of the second lever to try"))

    def searched(other: float) -> Seeking:
        return seek(
            lambda value, replications: evaluate(value, other, replications),
            grid,
            target,
            chance,
            reading=reading,
            neutral=neutral,
            first=first,
            most=most,
            error=error / len(others),
        )

    return TradeOff(tuple(TradeOffRow(other, searched(other)) for other in others), error)


def trade_off(
    scenario: Scenario,
    lever: Lever,
    also: Lever,
    target: GoalName,
    chance: float,
    reading: Reading,
    *,
    given: Iterable[LeverSetting] = (),
    from_date: date | None = None,
    first: int = FIRST,
    most: int = MOST,
    runs: Runs = DEFAULT_RUNS,
) -> TradeOff:
    """Tell, for values of a second lever, the least of the first that is enough: the line of equal chance.

    Along the line stands what each of the two takes off the stages it acts on, in weeks (`weeks_off`, from the
    futures of the first look).

    Parameters
    ----------
    also : Lever
        The second; it holds from its own date, and of a long grid some six values are tried.
    scenario, lever, target, chance, reading, given, from_date, first, most, runs
        As for `seek_lever`.
    """
    grid, others, given = lever.values, some_of(also.values, also.neutral), tuple(given)
    first = min(first, most)
    # Either lever's weeks are told from two scenarios a row.
    growing, times = runs.growing(), dict[str, StageTime]()
    progress = SharedProgress(runs.progress, (most * len(grid) + 4 * first) * len(others))
    if also.id == lever.id:
        raise OptionError(msg("lever {lever} cannot be exchanged for itself", lever=lever.id))

    def evaluate(value: float, other: float, replications: int) -> Results:
        both = (LeverSetting(lever, value, from_date), LeverSetting(also, other))
        changed = apply_levers(scenario, (*given, *both))
        return growing(changed, replications, progress=progress.of(changed.fingerprint))

    found = trade_off_line(
        evaluate,
        grid,
        others,
        target,
        chance,
        reading=reading,
        neutral=lever.neutral,
        first=first,
        most=most,
    )

    def off(one: LeverSetting, other: LeverSetting) -> WeeksOff | None:
        stages = one.lever.stages
        if not stages:
            return None
        without, both = (apply_levers(scenario, (*given, other, *more)) for more in ((), (one,)))
        return weeks_off(time_of(without, stages), time_of(both, stages))

    def time_of(changed: Scenario, stages: tuple[str, ...]) -> StageTime:
        key = " ".join((changed.fingerprint, *stages))
        if key not in times:
            times[key] = stage_time(
                changed, stages, replace(runs, replications=first, progress=progress.of(key))
            )
        return times[key]

    def timed(row: TradeOffRow) -> TradeOffRow:
        mine, theirs = LeverSetting(lever, row.seeking.told.value, from_date), LeverSetting(also, row.other)
        return replace(row, weeks_off=off(mine, theirs), other_weeks_off=off(theirs, mine))

    return replace(found, rows=tuple(timed(row) for row in found.rows))
