"""Logarithm of the number of ways in which k of m futures can hit."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.special import gammaln

from sim.array_types import Floats


@cache
def log_ways(futures: int) -> Floats:
    """Logarithm of the binomial coefficients of `futures` over 0, 1, ..., `futures`."""
    hits = np.arange(futures + 1.0)
    return np.asarray(gammaln(futures + 1) - gammaln(hits + 1) - gammaln(futures - hits + 1))
