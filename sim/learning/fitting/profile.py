"""Intervals by profile likelihood: the values under which what was observed is not much less likely than at best."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from scipy import optimize, stats

from sim.learning.fitting.likelihood import log_likelihood
from sim.learning.fitting.maximum import MOST_NEVER, MaximumLikelihood, bounds_of, maximise
from sim.learning.fitting.observations import Observations
from sim.learning.fitting.shapes import Z90

Quantity = Literal["median", "width", "p90"]
PROFILE_LEVEL = 0.90


@dataclass(frozen=True)
class ProfileInterval:
    """Values that the records do not rule out; None: they rule out no value on that side."""

    low: float | None
    high: float | None


def profile_interval(
    seen: Observations, fit: MaximumLikelihood, quantity: Quantity, level: float = PROFILE_LEVEL
) -> ProfileInterval:
    """Interval of one quantity, the other number at its likeliest for each value.

    Twice the loss of log likelihood is held against the chi-squared distribution with one degree of freedom (Venzon and
    Moolgavkar 1988, Appl. Stat. 37).

    Parameters
    ----------
    seen : Observations
    fit : MaximumLikelihood
        Of two parameters, settled.
    quantity : {"median", "width", "p90"}
        The median and the P90 in days.
    level : float
        Between 0 and 1.

    Returns
    -------
    ProfileInterval
    """
    medians, widths = bounds_of(seen)
    best = (math.log(fit.median), math.log(fit.width))

    def at(value: float) -> float:
        """Highest log likelihood with the logarithm of the quantity at a value."""
        if quantity == "width":
            return _highest(lambda x: log_likelihood(seen, fit.family, x, math.exp(value)), medians, best[0])

        def with_width(x: float) -> float:
            width = math.exp(x)
            log_median = value if quantity == "median" else value - Z90 * width
            return log_likelihood(seen, fit.family, log_median, width)

        return _highest(with_width, widths, best[1])

    centre = best[1] if quantity == "width" else best[0] + (Z90 * fit.width if quantity == "p90" else 0.0)
    limits = widths if quantity == "width" else (medians[0], medians[1] + (3.0 if quantity == "p90" else 0.0))
    allowed = fit.log_likelihood - float(stats.chi2(1).ppf(level)) / 2
    low, high = (_crossing(lambda x: at(x) - allowed, centre, end) for end in limits)
    return ProfileInterval(None if low is None else math.exp(low), None if high is None else math.exp(high))


def never_interval(
    seen: Observations, fit: MaximumLikelihood, level: float = PROFILE_LEVEL
) -> ProfileInterval:
    """Interval of the share that never ends, as `profile_interval`; its low end is 0 where the records allow that.

    Parameters
    ----------
    seen : Observations
    fit : MaximumLikelihood
        Of three parameters.
    level : float
    """
    allowed = fit.log_likelihood - float(stats.chi2(1).ppf(level)) / 2
    widths = bounds_of(seen)[1]
    median, width = math.log(fit.median), math.log(fit.width)

    def at(never: float) -> float:
        def minus(x: list[float]) -> float:
            found = log_likelihood(
                seen, fit.family, x[0], math.exp(min(max(x[1], widths[0]), widths[1])), never
            )
            return -found if math.isfinite(found) else 1e300

        return -float(optimize.minimize(minus, [median, width], method="Nelder-Mead").fun) - allowed

    none = maximise(seen, fit.family).log_likelihood
    low = 0.0 if none >= allowed else _crossing(at, fit.never, 1e-6)
    return ProfileInterval(low, _crossing(at, fit.never, MOST_NEVER))


def _highest(function: Callable[[float], float], limits: tuple[float, float], near: float) -> float:
    """Highest value of a function of one peak, looked for around its best point first."""

    def minus(x: float) -> float:
        found = function(x)
        return -found if math.isfinite(found) else 1e300

    around = (max(limits[0], near - 1.0), min(limits[1], near + 1.0))
    found = optimize.minimize_scalar(minus, bounds=around, method="bounded", options={"xatol": 1e-5})
    if min(abs(found.x - around[0]), abs(found.x - around[1])) < 1e-2:
        wide = optimize.minimize_scalar(minus, bounds=limits, method="bounded", options={"xatol": 1e-5})
        found = min(found, wide, key=lambda each: float(each.fun))
    return -float(found.fun)


def _crossing(above: Callable[[float], float], start: float, end: float) -> float | None:
    """Where a function, not below 0 at `start`, falls below 0 on the way to `end`; None where it does not."""
    step = (end - start) / 64
    inside, ahead = start, start
    while ahead != end:
        ahead = end if abs(ahead + step - start) >= abs(end - start) else ahead + step
        if above(ahead) < 0:
            return float(optimize.brentq(above, inside, ahead, xtol=1e-5))
        inside, step = ahead, step * 1.6
    return None
