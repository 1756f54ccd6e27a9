"""What single futures of a run bring: the homes of all target years, and whether one target is met."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.analysis.board import GoalName, GoalResult, goal_result
from sim.analysis.statistics import ChanceChange, MeanChange
from sim.array_types import Ints
from sim.experiment import Results
from sim.scenario import Reading


@dataclass(frozen=True)
class PerFuture:
    """What each of R futures brings.

    Attributes
    ----------
    homes : int64 (R,)
        Homes of all target years.
    met : int64 (R,)
        1 where the target is met, else 0.
    result : GoalResult
        Of that target.
    years : int
        Number of target years.
    futures_per_set : int
        Consecutive futures that share what is not known.
    """

    homes: Ints
    met: Ints
    result: GoalResult
    years: int
    futures_per_set: int

    @classmethod
    def of(cls, results: Results, reading: Reading, target: GoalName) -> PerFuture:
        """Read it from a run."""
        result = goal_result(results, reading, target)
        return cls(
            homes=goal_result(results, reading, "all").homes,
            met=result.met.astype(np.int64),
            result=result,
            years=len(results.scenario.settings.targets.years),
            futures_per_set=results.futures_per_set,
        )

    def homes_per_year(self, change: Ints) -> MeanChange:
        """Estimate a change of the homes of all target years, a year."""
        return scaled_change(MeanChange.of(change, self.futures_per_set), 1 / self.years)

    def homes_per_year_to(self, after: PerFuture) -> MeanChange:
        """Estimate how many more homes a year another run of the same futures brings."""
        return self.homes_per_year(after.homes - self.homes)

    def chance_to(self, after: PerFuture) -> ChanceChange:
        """Estimate how much more likely another run of the same futures makes the target."""
        return ChanceChange.of(self.result.met, after.result.met, self.futures_per_set)


def scaled_change(change: MeanChange, factor: float) -> MeanChange:
    """Multiply a change and its interval by a factor above zero."""
    low, high = change.interval
    return MeanChange(factor * change.mean, (factor * low, factor * high), change.differing, change.futures)
