"""The gamma family, with a tail that does not end where survival leaves the range of floating point."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field
from scipy import special

from sim.array_types import Floats
from sim.distributions.base import LOG_HALF
from sim.distributions.checks import require_positive
from sim.distributions.spec import Examples, PositiveLength
from sim.distributions.two_numbers import (
    FittedByTwoNumbers,
    TwoNumbersSpec,
    log_ratio,
    require_rising,
    solve_shape,
)

# Below this log survival (1e-278) the fraction takes over, well before gammaincc underflows at 1e-308.
_DEEP = -640.0
_ROUNDING = 2.0 * float(np.finfo(np.float64).eps)
# Shapes searched: beyond them a percentile leaves floating point, or the spread is a thousandth of the value.
_SHAPES = (0.01, 1e6)


@dataclass(frozen=True)
class Gamma(FittedByTwoNumbers):
    """A sum of waits: P(T > x) = Q(shape, x / scale), the regularised upper incomplete gamma function.

    Johnson, Kotz and Balakrishnan 1994, *Continuous Univariate Distributions* 1, ch. 17.

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
        """Return shape x scale."""
        return self.shape * self.scale

    def _log_sf(self, x: Floats) -> Floats:
        z = x / self.scale
        below = special.gammainc(self.shape, z)
        above = special.gammaincc(self.shape, z)
        shallow: Floats = np.where(below < 0.5, np.log1p(-below), np.log(above))
        deep = (shallow < _DEEP) & np.isfinite(z)
        if not deep.any():
            return shallow
        start = special.gammainccinv(self.shape, np.exp(_DEEP))
        log_sf: Floats = np.where(deep, _log_tail(self.shape, np.where(deep, z, start))[0], shallow)
        return log_sf

    def _isf_log(self, log_p: Floats) -> Floats:
        below = special.gammaincinv(self.shape, -np.expm1(log_p))
        above = special.gammainccinv(self.shape, np.exp(log_p))
        z: Floats = np.where(log_p > LOG_HALF, below, above)
        deep = log_p < _DEEP
        if deep.any():
            z = np.where(deep, _invert_tail(self.shape, np.where(deep, log_p, _DEEP)), z)
        return self.scale * z

    @classmethod
    def from_p10_p90(cls, p10: float, p90: float) -> Self:
        """Return the gamma with these 10th and 90th percentiles, p10 < p90; the shape is found numerically."""
        require_rising("p10", p10, "p90", p90)
        return cls._from_ratio(0.1, p10, p90)

    @classmethod
    def from_median_p90(cls, median: float, p90: float) -> Self:
        """Return the gamma with this median and 90th percentile, median < p90; the shape is found numerically."""
        require_rising("median", median, "p90", p90)
        return cls._from_ratio(0.5, median, p90)

    @classmethod
    def from_mean_sd(cls, mean: float, sd: float) -> Self:
        """Return the gamma with this mean and standard deviation: shape = (mean / sd)^2, scale = sd^2 / mean."""
        require_positive("mean", mean)
        require_positive("sd", sd)
        return cls((mean / sd) * (mean / sd), sd * (sd / mean))

    @classmethod
    def _from_ratio(cls, share: float, value: float, p90: float) -> Self:
        target = log_ratio(value, p90)

        def spread(log_shape: float) -> float:
            shape = math.exp(log_shape)
            return math.log(special.gammaincinv(shape, 0.9) / special.gammaincinv(shape, share)) - target

        shape = solve_shape(spread, _SHAPES, "no gamma has these percentiles")
        return cls(shape, float(p90 / special.gammaincinv(shape, 0.9)))


class GammaSpec(TwoNumbersSpec):
    """A sum of several waits; stated by shape and scale, or by a pair that an expert can say."""

    examples: ClassVar[Examples] = {
        "parameters": {"shape": 2.5, "scale": 50},
        "p10_p90": {"p10": 60, "p90": 240},
        "median_p90": {"median": 100, "p90": 240},
        "mean_sd": {"mean": 130, "sd": 70},
    }
    dimensionless: ClassVar[frozenset[str]] = frozenset({"shape"})
    fitted: ClassVar[type[FittedByTwoNumbers]] = Gamma
    parameters: ClassVar[frozenset[str]] = frozenset({"shape", "scale"})

    family: Literal["gamma"]
    shape: PositiveLength | None = Field(default=None, description="shape parameter (with scale)")
    scale: PositiveLength | None = Field(default=None, description="scale parameter (with shape)")

    def by_parameters(self) -> Gamma:
        assert self.shape is not None
        assert self.scale is not None
        return Gamma(self.shape, self.scale)


def _log_tail(shape: float, z: Floats) -> tuple[Floats, Floats]:
    """Log survival and hazard at `z` far above `shape`, from the continued fraction of Gamma(shape, z).

    NIST DLMF 8.9.2, in the even form of Press et al., *Numerical Recipes*, 6.2, by the modified Lentz method:
    Gamma(a, z) = exp(-z) z^a h, so log Q = -z + a log z - log Gamma(a) + log h and the hazard is 1 / (z h).
    """
    partial = z + 1.0 - shape
    inverse = 1.0 / partial
    ratio = np.full_like(z, np.inf)
    fraction = inverse
    # Each element converges by itself, so that its value does not depend on which others are computed with it.
    done = np.zeros(z.shape, dtype=np.bool_)
    for n in range(1, 1000):
        term = -n * (n - shape)
        partial = partial + 2.0
        inverse = 1.0 / (term * inverse + partial)
        ratio = partial + term / ratio
        step = ratio * inverse
        fraction = np.where(done, fraction, fraction * step)
        done = done | (np.abs(step - 1.0) <= _ROUNDING)
        if done.all():
            break
    log_sf = -z + shape * np.log(z) - special.gammaln(shape) + np.log(fraction)
    return log_sf, 1.0 / (z * fraction)


def _invert_tail(shape: float, log_p: Floats) -> Floats:
    # Log survival is concave (shape > 1) or convex (shape < 1), so Newton's steps cannot leave the tail
    # and after the first one approach the answer from one side.
    z = np.full_like(log_p, special.gammainccinv(shape, np.exp(_DEEP)))
    done = np.zeros(z.shape, dtype=np.bool_)
    for _ in range(100):
        log_sf, hazard = _log_tail(shape, z)
        step = (log_sf - log_p) / hazard
        z = np.where(done, z, z + step)
        done = done | (np.abs(step) <= _ROUNDING * z)
        if done.all():
            break
    return z
