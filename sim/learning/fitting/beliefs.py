"""What is held about a median and a width before the records speak, and about how places differ."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

from sim.array_types import Floats
from sim.learning.fitting.shapes import Z90


@dataclass(frozen=True)
class LogNormalBelief:
    """A number above zero, known as far as that its logarithm is normal.

    Attributes
    ----------
    p10, p90 : float
        It lies below either with a chance of 10% and 90%.
    """

    p10: float
    p90: float

    @property
    def middle(self) -> float:
        """Logarithm of its median."""
        return (math.log(self.p10) + math.log(self.p90)) / 2

    @property
    def sigma(self) -> float:
        """Standard deviation of its logarithm."""
        return (math.log(self.p90) - math.log(self.p10)) / (2 * Z90)

    def log_density(self, logs: Floats) -> Floats:
        """Log density of its logarithm, up to a constant."""
        return -0.5 * ((logs - self.middle) / self.sigma) ** 2


@dataclass(frozen=True)
class Prior:
    """What a class of reference says of a median, in days, and of a width; None: nothing (all logarithms alike)."""

    median: LogNormalBelief | None = None
    width: LogNormalBelief | None = None


PLACES_DIFFER = 0.3
"""Scale of the half-normal prior of the standard deviation of log medians between places (Gelman 2006, Bayesian
Analysis 1): in two of three cases places differ by less than a third."""

_DIFFERENCES = 12


def differences(scale: float = PLACES_DIFFER) -> Floats:
    """Standard deviations between places, equally likely: middles of equal shares of the half-normal prior."""
    shares = (np.arange(_DIFFERENCES) + 0.5) / _DIFFERENCES
    return np.asarray(stats.halfnorm(scale=scale).ppf(shares), dtype=np.float64)
