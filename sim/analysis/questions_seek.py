"""How much of a lever is enough: searches along the grids that levers state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sim.analysis.exchange import Exchange, exchange
from sim.analysis.goals import Target
from sim.analysis.runs import DEFAULT_RUNS, Runs
from sim.analysis.seek import FIRST, MOST, Seeking, seek
from sim.errors import OptionError, msg
from sim.results import Results
from sim.scenario import Reading, Scenario
from sim.scenario.lever import Lever
from sim.scenario.lever_apply import apply_levers
from sim.scenario.lever_settings import LeverSetting


def seek_lever(
    scenario: Scenario,
    lever: Lever,
    target: Target,
    chance: float,
    reading: Reading,
    *,
    given: Iterable[LeverSetting] = (),
    from_date: date | None = None,
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
    most : int
        Most futures a value is given.
    runs : Runs
        Its `replications` are not used: futures are added where they decide.

    Raises
    ------
    KeyboardInterrupt
        When stopped: half a search is no answer.
    """
    growing, given = runs.growing(), tuple(given)

    def evaluate(value: float, replications: int) -> Results:
        setting = LeverSetting(lever, value, from_date if lever.dated else None)
        return growing(apply_levers(scenario, (*given, setting)), replications)

    return seek(
        evaluate,
        grid_of(lever),
        target,
        chance,
        reading=reading,
        neutral=lever.neutral,
        first=min(FIRST, most),
        most=most,
    )


def exchange_levers(
    scenario: Scenario,
    lever: Lever,
    also: Lever,
    target: Target,
    chance: float,
    reading: Reading,
    *,
    given: Iterable[LeverSetting] = (),
    from_date: date | None = None,
    most: int = MOST,
    runs: Runs = DEFAULT_RUNS,
) -> Exchange:
    """Tell, for values of a second lever, the least of the first that is enough: the line of equal chance.

    Parameters
    ----------
    also : Lever
        The second; it holds from its own date, and of a long grid some six values are tried.
    scenario, lever, target, chance, reading, given, from_date, most, runs
        As for `seek_lever`.
    """
    growing, given = runs.growing(), tuple(given)
    if also.id == lever.id:
        raise OptionError(msg("lever {lever} cannot be exchanged for itself", lever=lever.id))

    def evaluate(value: float, other: float, replications: int) -> Results:
        setting = LeverSetting(lever, value, from_date if lever.dated else None)
        return growing(apply_levers(scenario, (*given, setting, LeverSetting(also, other))), replications)

    return exchange(
        evaluate,
        grid_of(lever),
        _some_of(grid_of(also), also.neutral),
        target,
        chance,
        reading=reading,
        neutral=lever.neutral,
        first=min(FIRST, most),
        most=most,
    )


def grid_of(lever: Lever) -> tuple[float, ...]:
    """Every value a lever can take."""
    steps = round((lever.high - lever.low) / lever.step)
    return tuple(round(lever.low + lever.step * step, 9) for step in range(steps + 1))


def _some_of(grid: Sequence[float], neutral: float, most: int = 6) -> tuple[float, ...]:
    """Values spread over a grid, the neutral one and the ends among them."""
    stride = max(1, -(-(len(grid) - 1) // (most - 1)))
    return tuple(sorted({*grid[::stride], grid[-1], neutral}))
