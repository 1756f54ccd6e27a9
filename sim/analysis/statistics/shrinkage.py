"""How far what is not known moves the *change* of a chance: shares of sets drawn towards their mean.

A change of -1, 0 or 1 a future has no binomial distribution, so that the deconvolution of `deconvolution.py` does not
hold for it.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from sim.analysis.statistics.sets import FEWEST_SETS, FEWEST_TO_TELL, apart, out_of_line


def range_of_change(by_set: NDArray[np.int8]) -> tuple[float, float] | None:
    """P10 and P90 over parameter sets of a change, cleaned of the noise of finitely many futures a set.

    The shares of all sets are drawn towards their mean until they have the variance that `variance_over_sets`
    estimates, and their percentiles read off.

    Parameters
    ----------
    by_set : int8 (sets, futures per set)
        -1, 0 or 1: how a change of scenario changes whether a target is met.

    Returns
    -------
    (float, float) or None
        None where there are few sets, or a single future in each, or where so few futures change that a
        range would look narrow for want of evidence; and where the sets cannot be told apart
        (`apart`), for then the range says only that the futures are too few.
    """
    # With less than one such future to a set, most sets look alike and their P10 and P90 would leave out the mean.
    sets = len(by_set)
    fewest = max(FEWEST_TO_TELL, sets)
    if by_set.shape[1] < 2 or sets < FEWEST_SETS or out_of_line(by_set) < fewest:
        return None
    variance = variance_over_sets(by_set)
    if not variance > 0 or not apart(by_set):
        return None
    shares = by_set.mean(axis=1)
    kept = math.sqrt(variance / float(shares.var(ddof=1)))
    low, high = np.quantile(shares.mean() + kept * (shares - shares.mean()), (0.1, 0.9))
    return float(np.clip(low, -1, 1)), float(np.clip(high, -1, 1))


def variance_over_sets(by_set: NDArray[np.int8]) -> float:
    """Variance over parameter sets of the expected change: that of the shares, less what a set's futures add to it.

    Method of moments for a beta-binomial distribution (Kleinman 1973, J. Am. Stat. Assoc. 68, 46), which is the
    random-effects analysis of variance of equal groups (Searle, Casella & McCulloch 1992,
    *Variance Components*, section 3.6):
    unbiased but for the floor at zero, whatever the distribution.

    Parameters
    ----------
    by_set : int8 (sets, futures per set)
        Two sets or more, of two futures or more; see `range_of_change`.

    Returns
    -------
    float
        From 0 to the variance of the shares.
    """
    shares, futures = by_set.mean(axis=1), int(by_set.shape[1])
    within = float((np.abs(by_set).mean(axis=1) - shares**2).mean()) / (futures - 1)
    return max(float(shares.var(ddof=1)) - within, 0.0)
