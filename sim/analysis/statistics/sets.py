"""Futures of one set of unknown values resemble one another: how much, and how many futures they are worth."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from sim.array_types import Flags

FEWEST_SETS = 20
"""Sets of unknown numbers below which their spread says little."""
FEWEST_TO_TELL = 30
"""Futures on either side of a target below which it cannot be seen whether they come from a few sets."""
Z_APART = 1.6448536269514722
"""95 % point of the standard normal distribution: beyond it, sets of unknown values clearly differ."""


def apart(by_set: Flags | NDArray[np.int8]) -> bool:
    """Whether the chance clearly varies over parameter sets: that it does not is refuted with an error of 5 %.

    One-sided score test of Tarone (1979, Biometrika 66, 585): two futures of one set agree no more often than two of
    any. Were all futures independent, the sum over sets of the products of all pairs would have the mean zero and the
    variance 2 n (n - 1) s^4 a set of n futures, whatever their distribution, of variance s^2.

    Parameters
    ----------
    by_set : bool or int8 (sets, futures per set)
        Whether a target is met; or -1, 0 or 1, for how a change of scenario changes that.
    """
    sets, futures = by_set.shape
    off = by_set - by_set.mean()
    products = float((off.sum(axis=1) ** 2).sum() - (off**2).sum())
    error = math.sqrt(2 * sets * futures * (futures - 1)) * float(by_set.var())
    return products > Z_APART * error


def independent(by_set: Flags | NDArray[np.int8], total: int) -> float:
    """Futures that would give a share of the same variance, were all independent (Kish's design effect).

    Parameters
    ----------
    by_set : bool or int8 (sets, futures per set)
        See `apart`.
    total : int
        Futures simulated: the most that is returned.
    """
    if out_of_line(by_set) < FEWEST_TO_TELL:
        # Too few to see whether they come from a few sets: each set then counts as one future.
        return float(len(by_set))
    shares = by_set.mean(axis=1)
    variance = float(shares.var(ddof=1)) / len(shares)
    p = float(shares.mean())
    alone = p * (1 - p) if by_set.dtype == np.bool_ else float(by_set.var())
    return float(min(max(alone / variance, 1.0), total)) if variance > 0 else float(total)


def out_of_line(by_set: Flags | NDArray[np.int8]) -> int:
    """Futures that differ from the most frequent kind."""
    return int(by_set.size - max(np.count_nonzero(by_set == kind) for kind in (-1, 0, 1)))
