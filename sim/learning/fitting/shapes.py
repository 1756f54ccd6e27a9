"""Families of distributions by their median and their width, so that one scale serves all of them."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Literal, get_args

import numpy as np
from scipy import interpolate, special

from sim.distributions import Distribution, Gamma, Lognormal, Weibull

Family = Literal["lognormal", "gamma", "weibull"]
FAMILIES: tuple[Family, ...] = get_args(Family)
"""Families of two numbers that a scenario can state by a median and a P90."""

Z90 = float(special.ndtri(0.9))
NARROWEST, WIDEST = 0.01, 5.0
"""Widths that are looked for."""

_WEIBULL_90 = math.log(math.log(10) / math.log(2))


def shape_of(family: Family, width: float) -> Distribution:
    """Distribution of T / median.

    Parameters
    ----------
    family : {"lognormal", "gamma", "weibull"}
    width : float
        log(P90 / median) / 1.2816, from `NARROWEST` to `WIDEST`: the standard deviation of log T where T is lognormal,
        and about that in the other families.

    Returns
    -------
    Distribution
        With median 1.
    """
    if family == "lognormal":
        return Lognormal(1.0, width)
    if family == "weibull":
        shape = _WEIBULL_90 / (Z90 * width)
        return Weibull(shape, math.log(2) ** (-1 / shape))
    shape = math.exp(float(_gamma_shapes()(math.log(width))))
    return Gamma(shape, 1 / float(special.gammaincinv(shape, 0.5)))


@lru_cache(maxsize=1)
def _gamma_shapes() -> interpolate.PchipInterpolator:
    """Log shape of a gamma distribution by the log of its width; exact to about 1e-7."""
    log_shape = np.linspace(math.log(1e5), math.log(0.012), 4_000)
    shape = np.exp(log_shape)
    ratio = special.gammaincinv(shape, 0.9) / special.gammaincinv(shape, 0.5)
    return interpolate.PchipInterpolator(np.log(np.log(ratio) / Z90), log_shape)
