"""How likely is each target: the board."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.analysis.board.targets import Goal, GoalKind, GoalResult, goal_results, without_last_push
from sim.analysis.indicators import IndicatorAnswer, judge_indicators
from sim.analysis.statistics import Chance
from sim.array_types import Ints
from sim.experiment import Results
from sim.scenario import CarryOver, Reading


@dataclass(frozen=True)
class Percentiles:
    """Homes over all futures: mean, and the values that 10, 50 and 90 % of futures do not exceed."""

    mean: float
    p10: int
    p50: int
    p90: int

    @classmethod
    def of(cls, homes: Ints) -> Percentiles:
        """Summarise one number of homes a future; percentiles are values that occurred."""
        p10, p50, p90 = np.quantile(homes, (0.1, 0.5, 0.9), method="inverted_cdf")
        return cls(float(homes.mean()), int(p10), int(p50), int(p90))


@dataclass(frozen=True)
class TargetAnswer:
    """How likely one target is, and how many homes its years bring.

    Attributes
    ----------
    goal : Goal
    chance : Chance
    homes : Percentiles
        Of its years, homes done before the data date included.
    shortfall_mean : float
        Homes short of the target, in the mean future.
    """

    goal: Goal
    chance: Chance
    homes: Percentiles
    shortfall_mean: float

    @classmethod
    def of(cls, result: GoalResult, futures_per_set: int) -> TargetAnswer:
        """Sum up what every future did about a target."""
        return cls(
            goal=result.goal,
            chance=Chance.of(result.met, futures_per_set),
            homes=Percentiles.of(result.homes),
            shortfall_mean=float(np.maximum(result.goal.target - result.homes, 0).mean()),
        )

    @property
    def year(self) -> int:
        """Last year of the target; the year itself where it is one."""
        return self.goal.last_year

    @property
    def target(self) -> int:
        """Homes to be reached."""
        return self.goal.target


@dataclass(frozen=True)
class Board:
    """The answers of one run in one reading.

    `period_without_last_push` leaves out the homes entered in the statistic early at the end of the period, which the
    years after lack; None where there is no push. `indicators` are those of the scenario, the same in every reading:
    each states which homes it counts.
    """

    reading: Reading
    carry_over: CarryOver
    years: tuple[TargetAnswer, ...]
    cumulative: tuple[TargetAnswer, ...]
    all_years: Chance
    period: TargetAnswer | None
    period_without_last_push: TargetAnswer | None
    programme: TargetAnswer | None
    indicators: tuple[IndicatorAnswer, ...] = ()

    @property
    def hypothetical(self) -> tuple[Goal, ...]:
        """Yearly targets, period and programme that nobody has published."""
        spans = [span.goal for span in (self.period, self.programme) if span is not None]
        return tuple(goal for goal in (*(year.goal for year in self.years), *spans) if goal.hypothetical)

    @property
    def goals(self) -> tuple[Goal, ...]:
        """Targets that it rates: first the one that it is about, the period or the last year."""
        spans = [span.goal for span in (self.period, self.programme) if span is not None]
        years = [answer.goal for answer in self.years]
        return (*spans[:1], *years, *spans[1:]) if self.period is not None else (*years[::-1], *spans)

    @property
    def chances(self) -> tuple[Chance, ...]:
        """Every chance the board shows."""
        answers = (self.period, self.period_without_last_push, self.programme)
        spans = tuple(span.chance for span in answers if span is not None)
        indicators = tuple(answer.chance for answer in self.indicators)
        return (
            *(answer.chance for answer in (*self.years, *self.cumulative)),
            self.all_years,
            *spans,
            *indicators,
        )


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
    each = results.futures_per_set
    by_kind: dict[GoalKind, list[GoalResult]] = {}
    for result in goal_results(results, reading):
        by_kind.setdefault(result.goal.kind, []).append(result)
    period, programme = by_kind.get("period"), by_kind.get("programme")
    without = without_last_push(results, reading)
    return Board(
        reading=reading,
        carry_over=results.scenario.settings.targets.carry_over,
        years=tuple(TargetAnswer.of(result, each) for result in by_kind["year"]),
        cumulative=tuple(TargetAnswer.of(result, each) for result in by_kind["cumulative"]),
        all_years=Chance.of(by_kind["all_years"][0].met, each),
        period=None if period is None else TargetAnswer.of(period[0], each),
        period_without_last_push=None if without is None else TargetAnswer.of(without, each),
        programme=None if programme is None else TargetAnswer.of(programme[0], each),
        indicators=judge_indicators(results),
    )


def precise_to(half_width: float, reading: Reading) -> Callable[[Results], bool]:
    """Make a judge of whether the 95 % interval of every chance on the board is within +- `half_width`."""

    def enough(results: Results) -> bool:
        chances = judge(results, reading).chances
        return all(high - low <= 2 * half_width for low, high in (chance.interval for chance in chances))

    return enough
