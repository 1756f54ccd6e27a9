"""Distributions from what an expert says: two percentiles, or a mean and a standard deviation.

Every function takes durations, finite and above 0, in any one unit, and raises `ValueError` for others, for
numbers in the wrong order, and where no member of the family fits.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from scipy import special

from sim.distributions.checks import require, require_positive
from sim.distributions.families import Lognormal, Weibull
from sim.distributions.gamma import Gamma

_Z90 = float(special.ndtri(0.9))
# Minus log survival of a Weibull at (x / scale)^shape: at the 10th, 50th and 90th percentile.
_W10, _W50, _W90 = -math.log1p(-0.1), math.log(2.0), math.log(10.0)
# Shapes searched: beyond them a percentile leaves floating point, or the spread is a thousandth of the value.
_GAMMA_SHAPES = (0.01, 1e6)
_WEIBULL_SHAPES = (0.05, 1e3)


def lognormal_from_p10_p90(p10: float, p90: float) -> Lognormal:
    """Return the lognormal with these 10th and 90th percentiles: median = sqrt(p10 p90), p10 < p90."""
    _require_rising("p10", p10, "p90", p90)
    return Lognormal(math.sqrt(p10) * math.sqrt(p90), _log_ratio(p10, p90) / (2 * _Z90))


def lognormal_from_median_p90(median: float, p90: float) -> Lognormal:
    """Return the lognormal with this median and 90th percentile, median < p90."""
    _require_rising("median", median, "p90", p90)
    return Lognormal(median, _log_ratio(median, p90) / _Z90)


def lognormal_from_mean_sd(mean: float, sd: float) -> Lognormal:
    """Return the lognormal with this mean and standard deviation: sigma_log^2 = log(1 + (sd / mean)^2)."""
    variance = _log_second_moment(mean, sd)
    return Lognormal(mean * math.exp(-variance / 2), math.sqrt(variance))


def gamma_from_p10_p90(p10: float, p90: float) -> Gamma:
    """Return the gamma with these 10th and 90th percentiles, p10 < p90; the shape is found numerically."""
    _require_rising("p10", p10, "p90", p90)
    return _gamma_from_ratio(0.1, p10, p90)


def gamma_from_median_p90(median: float, p90: float) -> Gamma:
    """Return the gamma with this median and 90th percentile, median < p90; the shape is found numerically."""
    _require_rising("median", median, "p90", p90)
    return _gamma_from_ratio(0.5, median, p90)


def gamma_from_mean_sd(mean: float, sd: float) -> Gamma:
    """Return the gamma with this mean and standard deviation: shape = (mean / sd)^2, scale = sd^2 / mean."""
    require_positive("mean", mean)
    require_positive("sd", sd)
    return Gamma((mean / sd) * (mean / sd), sd * (sd / mean))


def weibull_from_p10_p90(p10: float, p90: float) -> Weibull:
    """Return the Weibull with these 10th and 90th percentiles, p10 < p90."""
    _require_rising("p10", p10, "p90", p90)
    return _weibull_through(math.log(_W90 / _W10) / _log_ratio(p10, p90), p90)


def weibull_from_median_p90(median: float, p90: float) -> Weibull:
    """Return the Weibull with this median and 90th percentile, median < p90."""
    _require_rising("median", median, "p90", p90)
    return _weibull_through(math.log(_W90 / _W50) / _log_ratio(median, p90), p90)


def weibull_from_mean_sd(mean: float, sd: float) -> Weibull:
    """Return the Weibull with this mean and standard deviation.

    The shape k solves Gamma(1 + 2/k) / Gamma(1 + 1/k)^2 = 1 + (sd / mean)^2, numerically, for k from 0.05 to
    1000.
    """
    target = _log_second_moment(mean, sd)

    def spread(log_shape: float) -> float:
        step = math.exp(-log_shape)
        return float(special.gammaln(1 + 2 * step) - 2 * special.gammaln(1 + step)) - target

    shape = _solve_shape(spread, _WEIBULL_SHAPES, "no Weibull has this mean and sd")
    return Weibull(shape, float(mean * special.rgamma(1 + 1 / shape)))


def _gamma_from_ratio(share: float, value: float, p90: float) -> Gamma:
    target = _log_ratio(value, p90)

    def spread(log_shape: float) -> float:
        shape = math.exp(log_shape)
        return math.log(special.gammaincinv(shape, 0.9) / special.gammaincinv(shape, share)) - target

    shape = _solve_shape(spread, _GAMMA_SHAPES, "no gamma has these percentiles")
    return Gamma(shape, float(p90 / special.gammaincinv(shape, 0.9)))


def _weibull_through(shape: float, p90: float) -> Weibull:
    return Weibull(shape, p90 / _W90 ** (1 / shape))


def _solve_shape(spread: Callable[[float], float], shapes: tuple[float, float], message: str) -> float:
    # Imported here: loading it takes as long as all the rest of the package, and few scenarios need it.
    from scipy.optimize import brentq

    low, high = math.log(shapes[0]), math.log(shapes[1])
    require(spread(low) >= 0 >= spread(high), message)
    return math.exp(brentq(spread, low, high, xtol=1e-14, rtol=1e-14))


def _require_rising(first: str, low: float, second: str, high: float) -> None:
    require_positive(first, low)
    require_positive(second, high)
    require(low < high, f"{first} must be less than {second}")


def _log_ratio(low: float, high: float) -> float:
    return math.log(high) - math.log(low) if high > 2 * low else math.log1p((high - low) / low)


def _log_second_moment(mean: float, sd: float) -> float:
    require_positive("mean", mean)
    require_positive("sd", sd)
    return math.log1p((sd / mean) * (sd / mean))
