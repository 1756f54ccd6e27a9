"""How much of a lever is enough: searches along the grids that levers state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sim.analysis import DEFAULT_RUNS, Runs
from sim.analysis.board import Target
from sim.analysis.seek.equal_chance import TradeOff, TradeOffRow, trade_off_line
from sim.analysis.seek.procedure_time import StageTime, WeeksOff, stage_time, weeks_off
from sim.analysis.seek.search import FIRST, MOST, Seeking, seek
from sim.errors import OptionError, msg
from sim.experiment import Results, SharedProgress
from sim.levers import Lever, LeverSetting, apply_levers
from sim.scenario import Reading, Scenario


def seek_lever(
    scenario: Scenario,
    lever: Lever,
    target: Target,
    chance: float,
    reading: Reading,
    *,
    given: Iterable[LeverSetting] = (),
    from_date: date | None = None,
    first: int = FIRST,
    most: int = MOST,
    runs: Runs = DEFAULT_RUNS,
) -> Seeking:
    """Search the whole grid of a lever for the least that is enough; see `seek`.

    Parameters
    ----------
    scenario, reading, given
        As for `compare_levers`.
    lever : Lever
    target : int or {"all", "period", "programme"}
    chance : float
        Above 0 and below 1.
    from_date : date, optional
        From when the lever holds; by default its own date.
    first, most : int
        Futures of every value at the first look, and the most a value is given.
    runs : Runs
        Its `replications` are not used: futures are added where they decide. Progress counts the futures of all
        values, against the most there may be.

    Raises
    ------
    KeyboardInterrupt
        When stopped: half a search is no answer.
    """
    grid, given = lever.values, tuple(given)
    growing, progress = runs.growing(), SharedProgress(runs.progress, most * len(grid))

    def evaluate(value: float, replications: int) -> Results:
        changed = apply_levers(scenario, (*given, LeverSetting(lever, value, from_date)))
        return growing(changed, replications, progress=progress.of(changed.fingerprint))

    return seek(
        evaluate,
        grid,
        target,
        chance,
        reading=reading,
        neutral=lever.neutral,
        first=min(first, most),
        most=most,
    )


def trade_off(
    scenario: Scenario,
    lever: Lever,
    also: Lever,
    target: Target,
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


def some_of(grid: Sequence[float], neutral: float, most: int = 6) -> tuple[float, ...]:
    """Values spread over a grid, the neutral one and the ends among them."""
    stride = max(1, -(-(len(grid) - 1) // (most - 1)))
    return tuple(sorted({*grid[::stride], grid[-1], neutral}))
