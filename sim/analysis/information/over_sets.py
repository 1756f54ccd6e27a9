"""A number that is estimated from sets of unknown numbers, with its standard error."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sim.analysis.statistics import Z95, Interval
from sim.array_types import Floats


@dataclass(frozen=True)
class OverSets:
    """An estimate and its standard error over the sets, in one unit; `value` may fall below zero by chance."""

    value: float
    error: float

    @classmethod
    def mean_of(cls, each: Floats) -> OverSets:
        """Mean of what the sets give, shape (S,)."""
        return cls(float(each.mean()), float(each.std(ddof=1)) / math.sqrt(len(each)))

    @property
    def interval(self) -> Interval:
        """95 % interval."""
        return self.value - Z95 * self.error, self.value + Z95 * self.error

    @property
    def clear(self) -> bool:
        """Whether it is told from zero."""
        return self.interval[0] > 0

    def times(self, factor: float) -> OverSets:
        """The same in another unit."""
        return OverSets(factor * self.value, factor * self.error)


NOTHING = OverSets(0.0, 0.0)


def of_root(variance: float, contributions: Floats) -> tuple[float, Floats]:
    """Square root of an estimated variance, and what each set contributes to its error (delta method)."""
    root = math.sqrt(variance)
    return root, np.asarray((contributions - contributions.mean()) / (2 * root), dtype=np.float64)
