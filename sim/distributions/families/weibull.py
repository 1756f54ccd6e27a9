"""Waiting whose urgency rises or falls with the time spent."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, Literal, Self

from pydantic import Field
from scipy import special

from sim.array_types import Floats
from sim.distributions.checks import require_positive
from sim.distributions.spec import Examples, PositiveLength
from sim.distributions.two_numbers import (
    FittedByTwoNumbers,
    TwoNumbersSpec,
    log_ratio,
    log_second_moment,
    require_rising,
    solve_shape,
)

# Minus log survival of a Weibull at (x / scale)^shape: at the 10th, 50th and 90th percentile.
_W10, _W50, _W90 = -math.log1p(-0.1), math.log(2.0), math.log(10.0)
# Shapes searched: beyond them a percentile leaves floating point, or the spread is a thousandth of the value.
_SHAPES = (0.05, 1e3)


@dataclass(frozen=True)
class Weibull(FittedByTwoNumbers):
    """Waiting whose urgency rises (shape > 1) or falls (shape < 1): log P(T > x) = -(x / scale)^shape.

    Johnson, Kotz and Balakrishnan 1994, *Continuous Univariate Distributions* 1, ch. 21.

    Parameters
    ----------
    shape : float
        Dimensionless, finite and > 0; `ValueError` otherwise.
    scale : float
        A duration, finite and > 0; `ValueError` otherwise.
    """

    shape: float
    scale: float

    def __post_init__(self) -> None:
        require_positive("shape", self.shape)
        require_positive("scale", self.scale)

    def mean(self) -> float:
        """Return scale x Gamma(1 + 1 / shape); infinity if that is beyond floating point."""
        return float(self.scale * special.gamma(1 + 1 / self.shape))

    def _log_sf(self, x: Floats) -> Floats:
        return -((x / self.scale) ** self.shape)

    def _isf_log(self, log_p: Floats) -> Floats:
        return self.scale * (-log_p) ** (1 / self.shape)

    @classmethod
    def from_p10_p90(cls, p10: float, p90: float) -> Self:
        """Return the Weibull with these 10th and 90th percentiles, p10 < p90."""
        require_rising("p10", p10, "p90", p90)
        return cls._through(math.log(_W90 / _W10) / log_ratio(p10, p90), p90)

    @classmethod
    def from_median_p90(cls, median: float, p90: float) -> Self:
        """Return the Weibull with this median and 90th percentile, median < p90."""
        require_rising("median", median, "p90", p90)
        return cls._through(math.log(_W90 / _W50) / log_ratio(median, p90), p90)

    @classmethod
    def from_mean_sd(cls, mean: float, sd: float) -> Self:
        """Return the Weibull with this mean and standard deviation.

        The shape k solves Gamma(1 + 2/k) / Gamma(1 + 1/k)^2 = 1 + (sd / mean)^2, numerically, for k from 0.05 to
        1000.
        """
        target = log_second_moment(mean, sd)

        def spread(log_shape: float) -> float:
            step = math.exp(-log_shape)
            return float(special.gammaln(1 + 2 * step) - 2 * special.gammaln(1 + step)) - target

        shape = solve_shape(spread, _SHAPES, "no Weibull has this mean and sd")
        return cls(shape, float(mean * special.rgamma(1 + 1 / shape)))

    @classmethod
    def _through(cls, shape: float, p90: float) -> Self:
        return cls(shape, p90 / _W90 ** (1 / shape))


class WeibullSpec(TwoNumbersSpec):
    """A wait that grows more likely to end the longer it has lasted (shape above 1), or less likely (below 1); stated
    by shape and scale, or by a pair that an expert can say.
    """

    examples: ClassVar[Examples] = {
        "parameters": {"shape": 1.7, "scale": 140},
        "p10_p90": {"p10": 60, "p90": 240},
        "median_p90": {"median": 100, "p90": 240},
        "mean_sd": {"mean": 130, "sd": 70},
    }
    dimensionless: ClassVar[frozenset[str]] = frozenset({"shape"})
    fitted: ClassVar[type[FittedByTwoNumbers]] = Weibull
    parameters: ClassVar[frozenset[str]] = frozenset({"shape", "scale"})

    family: Literal["weibull"]
    shape: PositiveLength | None = Field(default=None, description="shape parameter (with scale)")
    scale: PositiveLength | None = Field(default=None, description="scale parameter (with shape)")

    def by_parameters(self) -> Weibull:
        assert self.shape is not None
        assert self.scale is not None
        return Weibull(self.shape, self.scale)
