"""Bounds of a quantile of the chance over sets that hold whatever its distribution: wide, and right with few hits."""

from __future__ import annotations

import numpy as np
from scipy.special import betaincinv

from sim.array_types import Floats


def free_interval(counts: Floats, share: float, error: float) -> tuple[float, float]:
    """Interval of the chance below which `share` of the sets lie.

    If a share 1 - s of the sets has a chance of at least q, at least (1 - s) P(more than c of m futures hit | q) of
    the sets show more than c hits. Each c bounds q so, from the upper limit of Clopper and Pearson (1934) for the
    share of such sets; the smallest bound counts, with the error divided among all c (Bonferroni). The lower end is
    the upper end of the misses.

    Parameters
    ----------
    counts : float64 (m + 1,)
        Number of sets with 0, 1, ..., m hits.
    share : float
        Between 0 and 1.
    error : float
        Chance that the interval misses, at most.
    """
    high = _upper_bound(counts, share, error / 2)
    low = 1.0 - _upper_bound(counts[::-1], 1.0 - share, error / 2)
    return low, high


def _upper_bound(counts: Floats, share: float, error: float) -> float:
    futures = len(counts) - 1
    sets = counts.sum()
    hits = np.arange(futures)
    above = sets - np.cumsum(counts)[:-1]
    limit = np.ones(futures)
    partly = above < sets
    limit[partly] = betaincinv(above[partly] + 1, sets - above[partly], 1.0 - error / futures)
    at_most = np.minimum(limit / (1.0 - share), 1.0)
    return float(np.min(betaincinv(hits + 1, futures - hits, at_most)))
