"""How likely is each target: the board."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.chance import Chance
from sim.results import Results
from sim.scenario import CarryOver, PeriodTarget, ProgrammeTarget, Reading

Homes = NDArray[np.int64]


@dataclass(frozen=True)
class Spread:
    """Homes over all futures: mean, and the values that 10, 50 and 90 % of futures do not exceed."""

    mean: float
    p10: int
    p50: int
    p90: int

    @classmethod
    def of(cls, homes: Homes) -> Spread:
        """Summarise one number of homes a future; percentiles are values that occurred."""
        p10, p50, p90 = np.quantile(homes, (0.1, 0.5, 0.9), method="inverted_cdf")
        return cls(float(homes.mean()), int(p10), int(p50), int(p90))


@dataclass(frozen=True)
class YearAnswer:
    """One year, alone or together with all years before it."""

    year: int
    target: int
    chance: Chance
    homes: Spread
    shortfall_mean: float


@dataclass(frozen=True)
class PeriodAnswer:
    """A span of years against one number; `done_before` homes of it were done before the data date."""

    first_year: int
    last_year: int
    target: int
    done_before: int
    chance: Chance
    homes: Spread
    shortfall_mean: float


@dataclass(frozen=True)
class Board:
    """The answers of one run in one reading."""

    reading: Reading
    carry_over: CarryOver
    years: tuple[YearAnswer, ...]
    cumulative: tuple[YearAnswer, ...]
    all_years: Chance
    period: PeriodAnswer | None
    programme: PeriodAnswer | None

    @property
    def chances(self) -> tuple[Chance, ...]:
        """Every chance the board shows."""
        spans = tuple(span.chance for span in (self.period, self.programme) if span is not None)
        return (*(answer.chance for answer in (*self.years, *self.cumulative)), self.all_years, *spans)


def judge(results: Results, reading: Reading) -> Board:
    """Hold a run against the scenario's targets.

    Parameters
    ----------
    results : Results
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count.

    Returns
    -------
    Board
        A year is met when its homes, with what the carry-over rule adds, reach its target: nothing (`none`), the
        surplus of earlier years (`surplus`), or surplus and deficit (`cumulative`). Homes and shortfall of a year
        are those of that year alone; `cumulative` holds the sums from the first target year on.
    """
    targets = results.scenario.settings.targets
    years = [target.year for target in targets.years]
    wanted = np.array([target.homes for target in targets.years], dtype=np.int64)
    homes = _from_year(results, reading, years[0], years[-1])
    met = _met(homes, wanted, targets.carry_over)
    each = results.futures_per_set
    total, total_wanted = homes.cumsum(axis=1), wanted.cumsum()
    period, programme = targets.period, targets.programme
    return Board(
        reading=reading,
        carry_over=targets.carry_over,
        years=tuple(
            _year(year, int(wanted[i]), homes[:, i], met[:, i], each) for i, year in enumerate(years)
        ),
        cumulative=tuple(
            _year(year, int(total_wanted[i]), total[:, i], total[:, i] >= total_wanted[i], each)
            for i, year in enumerate(years)
        ),
        all_years=Chance.of(np.asarray(met.all(axis=1)), results.futures_per_set),
        period=None if period is None else _span(results, reading, period, 0),
        programme=None
        if programme is None
        # What was done this year stands in the years already.
        else _span(results, reading, programme, programme.done_before - results.done_this_year("counted")),
    )


def precise_to(half_width: float, reading: Reading) -> Callable[[Results], bool]:
    """Make a judge of whether the 95 % interval of every chance on the board is within +- `half_width`."""

    def enough(results: Results) -> bool:
        chances = judge(results, reading).chances
        return all(high - low <= 2 * half_width for low, high in (chance.interval for chance in chances))

    return enough


def _from_year(results: Results, reading: Reading, first: int, last: int) -> Homes:
    start = max(first - results.first_year, 0)
    return results.homes_in_years(reading)[:, start : last - results.first_year + 1]


def _met(homes: Homes, wanted: Homes, carry_over: CarryOver) -> NDArray[np.bool_]:
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


def _year(year: int, target: int, homes: Homes, met: NDArray[np.bool_], futures_per_set: int) -> YearAnswer:
    shortfall = float(np.maximum(target - homes, 0).mean())
    return YearAnswer(year, target, Chance.of(met, futures_per_set), Spread.of(homes), shortfall)


def _span(
    results: Results, reading: Reading, span: PeriodTarget | ProgrammeTarget, done_before: int
) -> PeriodAnswer:
    homes = _from_year(results, reading, span.first_year, span.last_year).sum(axis=1) + done_before
    shortfall = float(np.maximum(span.homes - homes, 0).mean())
    return PeriodAnswer(
        first_year=span.first_year,
        last_year=span.last_year,
        target=span.homes,
        done_before=done_before,
        chance=Chance.of(homes >= span.homes, results.futures_per_set),
        homes=Spread.of(homes),
        shortfall_mean=shortfall,
    )
