"""Score interval for the difference of two proportions seen in the same futures."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from sim.array_types import Floats

_HALVINGS = 60
"""Of an interval of length 2 at most: to the last bit of a float."""


def tango_interval(
    gained: ArrayLike, lost: ArrayLike, pairs: ArrayLike, error: float = 0.05
) -> tuple[Floats, Floats]:
    """Interval of p(gained) - p(lost) by inversion of the score test.

    Tango (1998, Statist. Med. 17, 891): all differences that the score test does not reject, each tested with the
    discordant proportions that are most likely under it. Unlike that of Wald, it keeps its level where few pairs
    differ, errs on the safe side where about one does, has a width where none does, and stays within -1 and 1.

    Parameters
    ----------
    gained, lost : array_like
        Pairs in which only the second, and only the first, of the two is true; any shape, fractions allowed (an
        effective number of pairs leaves such).
    pairs : array_like
        All pairs, above 0.
    error : float
        Chance to miss the difference, both sides together.

    Returns
    -------
    float64, float64
        Lower and upper ends, of the common shape.
    """
    b, c, n = np.broadcast_arrays(*(np.asarray(each, dtype=np.float64) for each in (gained, lost, pairs)))
    z = float(ndtri(1 - error / 2))
    # Whether a pair is called gained or lost is a matter of sign.
    minus_low, high = _upper(np.stack([c, b]), np.stack([b, c]), np.stack([n, n]), z)
    return -minus_low, high


def _upper(b: Floats, c: Floats, n: Floats, z: float) -> Floats:
    # The score falls as the difference rises, from 0 at the estimate to below -z before 1: halve in between.
    low, high = (b - c) / n, np.ones(b.shape)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        inside = score(middle, b, c, n) >= -z
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return high


def score(difference: Floats, b: Floats, c: Floats, n: Floats) -> Floats:
    """Score statistic of a difference of two paired proportions: standard normal where it is the true one.

    Tango (1998), with q, the most likely p(lost) given the difference: the larger root of
    2n q^2 + (-b - c + (2n - b + c) d) q - c d (1 - d) = 0.
    """
    two_a = 4 * n
    linear = -b - c + (2 * n - b + c) * difference
    constant = -c * difference * (1 - difference)
    root = np.sqrt(np.maximum(linear**2 - 2 * two_a * constant, 0))
    with np.errstate(divide="ignore", invalid="ignore"):
        # Of the two forms of the root, the one that subtracts no like numbers.
        q = np.where(linear > 0, -2 * constant / (linear + root), (root - linear) / two_a)
        q = np.maximum(q, np.maximum(0, -difference))
        above = b - c - n * difference
        statistic = above / np.sqrt(np.maximum(n * (2 * q + difference * (1 - difference)), 0))
    return np.asarray(np.where(above == 0, 0.0, statistic))
