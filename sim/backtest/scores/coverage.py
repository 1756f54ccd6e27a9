"""Whether an outcome lies in the bands that were told."""

from __future__ import annotations

from numpy.typing import ArrayLike

from sim.backtest.scores.interval import central

LEVELS = (0.5, 0.8, 0.95)
"""Shares that should lie in the central bands told."""


def covers(sample: ArrayLike, outcome: float, level: float) -> bool:
    """Whether the outcome lies in the central band of a sample, its ends included.

    Parameters
    ----------
    sample : array_like, shape (m,)
    outcome : float
    level : float
        Share that should lie in the band, between 0 and 1.

    Returns
    -------
    bool
    """
    low, high = central(sample, level)
    return low <= outcome <= high
