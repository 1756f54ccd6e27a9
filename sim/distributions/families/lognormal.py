"""A duration whose logarithm is normal."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, Self

import numpy as np
from pydantic import Field
from scipy import special

from sim.array_types import Floats
from sim.distributions.checks import require_positive
from sim.distributions.spec import Examples
from sim.distributions.two_numbers import (
    FittedByTwoNumbers,
    TwoNumbersSpec,
    log_ratio,
    log_second_moment,
    require_rising,
)

_Z90 = float(special.ndtri(0.9))


@dataclass(frozen=True)
class Lognormal(FittedByTwoNumbers):
    """A duration whose logarithm is normal: P(T > x) = Phi(-log(x / median) / sigma_log).

    Johnson, Kotz and Balakrishnan 1994, *Continuous Univariate Distributions* 1, ch. 14. Evaluated with the
    logarithm of Phi and the inverse of that logarithm, so the tail has no floor.

    Parameters
    ----------
    median : float
        A duration, finite and > 0; `ValueError` otherwise.
    sigma_log : float
        Standard deviation of the logarithm, dimensionless, finite and > 0; `ValueError` otherwise.
    """

    median: float
    sigma_log: float

    def __post_init__(self) -> None:
        require_positive("median", self.median)
        require_positive("sigma_log", self.sigma_log)

    def mean(self) -> float:
        """Return median x exp(sigma_log^2 / 2); infinity if that is beyond floating point."""
        with np.errstate(over="ignore"):
            return float(self.median * np.exp(np.float64(self.sigma_log) ** 2 / 2))

    def _log_sf(self, x: Floats) -> Floats:
        return np.asarray(special.log_ndtr(-np.log(x / self.median) / self.sigma_log))

    def _isf_log(self, log_p: Floats) -> Floats:
        x: Floats = self.median * np.exp(-self.sigma_log * special.ndtri_exp(log_p))
        return x

    @property
    def normal_log(self) -> tuple[float, float]:
        """Log of the median, and `sigma_log`."""
        return float(np.log(self.median)), self.sigma_log

    @classmethod
    def from_p10_p90(cls, p10: float, p90: float) -> Self:
        """Return the lognormal with these 10th and 90th percentiles: median = sqrt(p10 p90), p10 < p90."""
        require_rising("p10", p10, "p90", p90)
        return cls(math.sqrt(p10) * math.sqrt(p90), log_ratio(p10, p90) / (2 * _Z90))

    @classmethod
    def from_median_p90(cls, median: float, p90: float) -> Self:
        """Return the lognormal with this median and 90th percentile, median < p90."""
        require_rising("median", median, "p90", p90)
        return cls(median, log_ratio(median, p90) / _Z90)

    @classmethod
    def from_mean_sd(cls, mean: float, sd: float) -> Self:
        """Return the lognormal with this mean and standard deviation: sigma_log^2 = log(1 + (sd / mean)^2)."""
        variance = log_second_moment(mean, sd)
        return cls(mean * math.exp(-variance / 2), math.sqrt(variance))


class LognormalSpec(TwoNumbersSpec):
    """Skewed to the right, the usual choice for work by people; stated by median and `sigma_log`, or by a pair that an
    expert can say.
    """

    examples: ClassVar[Examples] = {
        "parameters": {"median": 120, "sigma_log": 0.5},
        "p10_p90": {"p10": 60, "p90": 240},
        "median_p90": {"median": 100, "p90": 240},
        "mean_sd": {"mean": 130, "sd": 70},
    }
    dimensionless: ClassVar[frozenset[str]] = frozenset({"sigma_log"})
    fitted: ClassVar[type[FittedByTwoNumbers]] = Lognormal
    parameters: ClassVar[frozenset[str]] = frozenset({"median", "sigma_log"})

    family: Literal["lognormal"]
    sigma_log: Annotated[float, Field(gt=0, le=5)] | None = Field(
        default=None, description="standard deviation of the logarithm (with median)"
    )

    def by_parameters(self) -> Lognormal:
        assert self.median is not None
        assert self.sigma_log is not None
        return Lognormal(self.median, self.sigma_log)
