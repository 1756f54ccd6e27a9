"""How much of a lever is enough: searches along the grids that levers state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sim.analysis import DEFAULT_RUNS, Runs
from sim.analysis.board import GoalName
from sim.analysis.seek.search import FIRST, MOST, Seeking, seek
from sim.experiment import Results, SharedProgress
from sim.levers import Lever, LeverSetting, apply_levers
from sim.scenario import Reading, Scenario


def seek_lever(
    scenario: Scenario,
    lever: Lever,
    target: GoalName,
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


def some_of(grid: Sequence[float], neutral: float, most: int = 6) -> tuple[float, ...]:
    """Values spread over a grid, the neutral one and the ends among them."""
    stride = max(1, -(-(len(grid) - 1) // (most - 1)))
    return tuple(sorted({*grid[::stride], grid[-1], neutral}))
