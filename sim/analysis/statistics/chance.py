"""A chance estimated from simulated futures: how far simulation may have it wrong, and how far ignorance moves it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.array_types import Flags

FEWEST_SETS = 20
"""Sets of unknown numbers below which their spread says little."""
FEWEST_TO_TELL = 30
"""Futures on either side of a target below which the spread of its chance over the unknown cannot be told from zero;
one for each set, where there are more sets."""
Z_APART = 1.6448536269514722
"""95 % point of the standard normal distribution: beyond it, sets of unknown values clearly differ."""
Z95 = 1.959963984540054
"""97.5 % point of the standard normal distribution."""


@dataclass(frozen=True)
class Chance:
    """How many futures met a target.

    Attributes
    ----------
    met, futures : int
        Futures in which it was met, and futures simulated.
    independent : float or None
        Independent futures that would tell as much, where several futures share what is not known; None: all of them.
    over_unknowns : (float, float) or None
        P10 and P90 of the chance over what is not known; None where the run was not made to tell.
    """

    met: int
    futures: int
    independent: float | None = None
    over_unknowns: tuple[float, float] | None = None

    @property
    def share(self) -> float:
        """Estimate of the chance, 0 to 1."""
        return self.met / self.futures

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of Wilson (1927, J. Am. Stat. Assoc. 22, 209): simulation error only, never what is known."""
        return self.interval_at(Z95)

    def interval_at(self, z: float) -> tuple[float, float]:
        """Wilson's interval for another level: `z` is 1.96 for 95 %."""
        n = float(self.futures) if self.independent is None else self.independent
        p = self.share
        denominator = 1 + z**2 / n
        middle = (p + z**2 / (2 * n)) / denominator
        half = z / denominator * math.sqrt(p * (1 - p) / n + z**2 / (4 * n * n))
        low = 0.0 if self.met == 0 else max(0.0, middle - half)
        high = 1.0 if self.met == self.futures else min(1.0, middle + half)
        return low, high

    @classmethod
    def of(cls, met: Flags, futures_per_set: int = 1) -> Chance:
        """Count the futures in which something is true.

        Parameters
        ----------
        met : bool (R,)
        futures_per_set : int
            Consecutive futures that share one set of unknown values. From 2 on, the spread of the chance over the sets
            is estimated as well.
        """
        count, total = int(np.count_nonzero(met)), int(met.size)
        sets = total // futures_per_set
        if futures_per_set == 1 or sets < 2:
            return cls(count, total)
        by_set = met[: sets * futures_per_set].reshape(sets, futures_per_set)
        return cls(count, total, independent(by_set, total), over_unknowns(by_set))


def over_unknowns(by_set: Flags | NDArray[np.int8]) -> tuple[float, float] | None:
    """P10 and P90 of P(theta) over parameter sets theta, cleaned of the noise of finitely many futures each.

    The shares of all sets are drawn towards their mean until they have the variance that `variance_over_sets`
    estimates, and their percentiles read off.

    Parameters
    ----------
    by_set : bool or int8 (sets, futures per set)
        Whether a target is met; or -1, 0 or 1, for how a change of scenario changes that: then theta moves the
        change of the chance.

    Returns
    -------
    (float, float) or None
        None where there are few sets, or a single future in each, or where so few futures meet the target (or miss
        it) that a range would look narrow for want of evidence; and where the sets cannot be told apart
        (`apart`), for then the range says only that the futures are too few.
    """
    # With less than one such future to a set, most sets look alike and their P10 and P90 would leave out the mean.
    sets = len(by_set)
    fewest = max(FEWEST_TO_TELL, sets)
    if by_set.shape[1] < 2 or sets < FEWEST_SETS or _out_of_line(by_set) < fewest:
        return None
    variance = variance_over_sets(by_set)
    if not variance > 0 or not apart(by_set):
        return None
    shares = by_set.mean(axis=1)
    kept = math.sqrt(variance / float(shares.var(ddof=1)))
    low, high = np.quantile(shares.mean() + kept * (shares - shares.mean()), (0.1, 0.9))
    lowest = 0 if by_set.dtype == np.bool_ else -1
    return float(np.clip(low, lowest, 1)), float(np.clip(high, lowest, 1))


def variance_over_sets(by_set: Flags | NDArray[np.int8]) -> float:
    """Variance of P(theta) over parameter sets theta: that of the shares, less what the futures of a set add to it.

    Method of moments for a beta-binomial distribution (Kleinman 1973, J. Am. Stat. Assoc. 68, 46), which is the
    random-effects analysis of variance of equal groups (Searle, Casella & McCulloch 1992,
    *Variance Components*, section 3.6):
    unbiased but for the floor at zero, whatever the distribution of P(theta).

    Parameters
    ----------
    by_set : bool or int8 (sets, futures per set)
        Two sets or more, of two futures or more; see `over_unknowns`.

    Returns
    -------
    float
        From 0 to the variance of the shares.
    """
    shares, futures = by_set.mean(axis=1), int(by_set.shape[1])
    # The variance in a set: for bool, share (1 - share).
    within = float((np.abs(by_set).mean(axis=1) - shares**2).mean()) / (futures - 1)
    return max(float(shares.var(ddof=1)) - within, 0.0)


def apart(by_set: Flags | NDArray[np.int8]) -> bool:
    """Whether the chance clearly varies over parameter sets: that it does not is refuted with an error of 5 %.

    One-sided score test of Tarone (1979, Biometrika 66, 585): two futures of one set agree no more often than two of
    any. Were all futures independent, the sum over sets of the products of all pairs would have the mean zero and the
    variance 2 n (n - 1) s^4 a set of n futures, whatever their distribution, of variance s^2.

    Parameters
    ----------
    by_set : bool or int8 (sets, futures per set)
        See `over_unknowns`.
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
        See `over_unknowns`.
    total : int
        Futures simulated: the most that is returned.
    """
    if _out_of_line(by_set) < FEWEST_TO_TELL:
        # Too few to see whether they come from a few sets: each set then counts as one future.
        return float(len(by_set))
    shares = by_set.mean(axis=1)
    variance = float(shares.var(ddof=1)) / len(shares)
    p = float(shares.mean())
    alone = p * (1 - p) if by_set.dtype == np.bool_ else float(by_set.var())
    return float(min(max(alone / variance, 1.0), total)) if variance > 0 else float(total)


def _out_of_line(by_set: Flags | NDArray[np.int8]) -> int:
    """Futures that differ from the most frequent kind."""
    return int(by_set.size - max(np.count_nonzero(by_set == kind) for kind in (-1, 0, 1)))
