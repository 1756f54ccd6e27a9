"""Interval score: how wide a band is, and how far the outcome lies outside."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def central(sample: ArrayLike, level: float) -> tuple[float, float]:
    """Central band of a sample: its (1 - level) / 2 and (1 + level) / 2 quantiles, values that occurred.

    Parameters
    ----------
    sample : array_like, shape (m,)
    level : float
        Share that lies in the band, between 0 and 1.

    Returns
    -------
    (float, float)
    """
    x = np.asarray(sample, dtype=np.float64)
    low, high = np.quantile(x, [(1 - level) / 2, (1 + level) / 2], method="inverted_cdf")
    return float(low), float(high)


def interval_score(low: float, high: float, outcome: float, level: float) -> float:
    """Score a central band.

    (high - low) + 2 / (1 - level) x what the outcome lies below `low` or above `high`: Gneiting & Raftery (2007, JASA
    102, 359), equation 43.

    Parameters
    ----------
    low, high : float
        Ends of the band.
    outcome : float
        What came, in the unit of the ends.
    level : float
        Share that should lie in the band, between 0 and 1.

    Returns
    -------
    float
        In the unit of the ends, 0 or more; the lower the better.
    """
    outside = max(low - outcome, 0.0) + max(outcome - high, 0.0)
    return (high - low) + 2.0 / (1.0 - level) * outside
