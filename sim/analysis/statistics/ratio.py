"""Sums over futures from which days a home, and how precisely they are known, can be told at any time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.array_types import Floats


@dataclass(frozen=True)
class Sums:
    """First and second moments of what futures add up to, by bucket; the last entry is the homes.

    Attributes
    ----------
    futures : int
    groups : int
        Futures, or sets of futures that share what is not known: second moments are those of their sums.
    first : float64 (K, D + 1)
    second : float64 (K, D + 1, D + 1)
    """

    futures: int
    groups: int
    first: Floats
    second: Floats

    @classmethod
    def of(cls, amounts: Floats, futures_per_set: int = 1) -> Sums:
        """Sum up, in a fixed order, amounts of shape (R, K, D + 1); so many consecutive futures are one group."""
        starts = np.arange(0, len(amounts), futures_per_set)
        grouped = amounts if futures_per_set == 1 else np.add.reduceat(amounts, starts, axis=0)
        second = np.einsum("rki,rkj->kij", grouped, grouped)
        return cls(len(amounts), len(starts), amounts.sum(axis=0), second)

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.futures + other.futures,
            self.groups + other.groups,
            self.first + other.first,
            self.second + other.second,
        )

    def homes(self, bucket: int) -> float:
        """Homes of the mean future."""
        return float(self.first[bucket, -1]) / self.futures

    def per_home(self, bucket: int, weights: Floats) -> tuple[float, float]:
        """Amount a home, and its standard error over groups of futures (a ratio of means, by linear approximation).

        Parameters
        ----------
        bucket : int
        weights : float64 (D,)
            How much of each amount is meant: 1 for one of them, 1 and -1 for a difference.

        Returns
        -------
        (float, float)
            Zero where there are no homes; the error is NaN from a single group.
        """
        homes = float(self.first[bucket, -1])
        if homes == 0:
            return 0.0, 0.0
        share = float(self.first[bucket, :-1] @ weights) / homes
        around = np.append(weights, -share)
        squares = max(float(around @ self.second[bucket] @ around), 0.0)
        if self.groups < 2:
            return share, float("nan")
        # Of the sum over groups, whose mean is zero, to the mean; and from homes of all groups to one.
        return share, float(np.sqrt(squares * self.groups / (self.groups - 1)) / homes)
