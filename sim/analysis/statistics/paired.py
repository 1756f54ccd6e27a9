"""What changes from one scenario to another, future by future, and how far simulation may have it wrong.

Replication r of one scenario meets the draws of replication r of the other, so that what chance does to both cancels.
The intervals are simulation error only: they say nothing of what is not known.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri, stdtrit

from sim.analysis.statistics.sets import FEWEST_TO_TELL, independent
from sim.analysis.statistics.shrinkage import range_of_change
from sim.analysis.statistics.tango import tango_interval
from sim.array_types import Flags, Floats

Verdict = Literal["up", "down", "no_clear_difference"]
ERROR = 0.05
"""Chance that an interval misses what it holds, unless said otherwise: 95 % intervals."""
Interval = tuple[float, float]


def verdict_of(interval: Interval) -> Verdict:
    """Which way a change goes: none where its interval covers zero."""
    low, high = interval
    return "up" if low > 0 else "down" if high < 0 else "no_clear_difference"


@dataclass(frozen=True)
class MeanChange:
    """Change in the mean of a number, homes for example.

    Attributes
    ----------
    mean : float
    interval : (float, float)
        95 % interval.
    differing, futures : int
        Futures in which anything changes, and all.
    """

    mean: float
    interval: Interval
    differing: int
    futures: int

    @property
    def verdict(self) -> Verdict:
        """Which way it goes."""
        return verdict_of(self.interval)

    @classmethod
    def of(cls, change: NDArray[np.integer], futures_per_set: int = 1, error: float = ERROR) -> MeanChange:
        """Estimate it from the change in each future.

        Parameters
        ----------
        change : int (R,)
        futures_per_set : int
            Consecutive futures that share what is not known.
        error : float
            Chance that the interval misses the mean.
        """
        groups = _groups(change, futures_per_set).mean(axis=1)
        interval = _mean_interval(groups, error)
        return cls(float(change.mean()), interval, int(np.count_nonzero(change)), int(change.size))


@dataclass(frozen=True)
class ChanceChange:
    """Change of the chance to reach a target.

    Attributes
    ----------
    gained, lost, futures : int
        Futures in which the target is met only after, and only before, the change; and all.
    independent : float or None
        Independent pairs of futures that would tell as much, where several futures share what is not known.
    over_unknowns : (float, float) or None
        P10 and P90 of the change over what is not known; None where the runs were not made to tell, or cannot.
    sets : int or None
        Sets of unknown values, where several futures share one. Their variance is estimated, so that
        Student's distribution of so many stands for the normal one.
    """

    gained: int
    lost: int
    futures: int
    independent: float | None = None
    over_unknowns: Interval | None = None
    sets: int | None = None

    @property
    def share(self) -> float:
        """Estimate, -1 to 1; times 100, percentage points."""
        return (self.gained - self.lost) / self.futures

    @property
    def interval(self) -> Interval:
        """95 % interval of Tango (1998): simulation error only, never what is known."""
        return self.interval_at(ERROR)

    @property
    def verdict(self) -> Verdict:
        """Which way it goes."""
        return verdict_of(self.interval)

    def interval_at(self, error: float) -> Interval:
        """Tango's interval that misses with the chance `error`."""
        pairs = float(self.futures) if self.independent is None else self.independent
        scale = pairs / self.futures
        low, high = tango_interval(scale * self.gained, scale * self.lost, pairs, self._normal(error))
        return float(low), float(high)

    def clearly(self, error: float) -> Verdict:
        """Which way it goes, wrong with the chance `error`: `interval_at` leaves out zero exactly where this says so.

        At a difference of zero the score test is that of McNemar (1947, Psychometrika 12, 153).
        """
        scale = 1.0 if self.independent is None else self.independent / self.futures
        differ = self.gained + self.lost
        if differ == 0:
            return "no_clear_difference"
        z = (self.gained - self.lost) * math.sqrt(scale / differ)
        limit = float(ndtri(1 - self._normal(error) / 2))
        return "up" if z > limit else "down" if z < -limit else "no_clear_difference"

    def _normal(self, error: float) -> float:
        """Error at which a normal interval is as wide as the one wanted."""
        return error if self.sets is None else 2 * float(ndtr(stdtrit(self.sets - 1, error / 2)))

    @classmethod
    def of(cls, before: Flags, after: Flags, futures_per_set: int = 1) -> ChanceChange:
        """Count what changes.

        Parameters
        ----------
        before, after : bool (R,)
            Whether the target is met in each future.
        futures_per_set : int
            Consecutive futures that share what is not known.
        """
        gained, lost = int(np.count_nonzero(after & ~before)), int(np.count_nonzero(before & ~after))
        total = int(before.size)
        if futures_per_set == 1 or total // futures_per_set < 2:
            return cls(gained, lost, total)
        by_set: NDArray[np.int8] = _groups(after.astype(np.int8) - before.astype(np.int8), futures_per_set)
        return cls(gained, lost, total, independent(by_set, total), range_of_change(by_set), len(by_set))


def _groups(values: NDArray[Any], futures_per_set: int) -> NDArray[Any]:
    """Futures by set, shape (sets, futures per set), a last part of a set left out; each by itself with few sets."""
    sets = values.size // futures_per_set
    each = futures_per_set if sets >= 2 else 1
    return np.asarray(values[: values.size // each * each].reshape(-1, each))


def _mean_interval(values: Floats, error: float) -> Interval:
    """Interval of the mean of independent values: Student's, but where few of them are not zero.

    There their variance is badly known. As Bonett & Price (2012, Statist. Med. 31, 479) do for proportions, one more
    change each way is then counted as seen, of the size that changes have. Where nothing changes, nothing is known of
    that size: the interval is a point, and only the number of futures says how seldom a change must be.
    """
    count, mean = values.size, float(values.mean())
    changes = values[values != 0]
    if changes.size == 0 or count < 2:
        return mean, mean
    squares = float((values**2).sum())
    if changes.size < FEWEST_TO_TELL:
        squares *= 1 + 2 / changes.size
        mean, count = float(values.sum()) / (count + 2), count + 2
        z = float(ndtri(1 - error / 2))
        half = z * math.sqrt(max(squares / count - mean**2, 0) / count)
    else:
        half = float(stdtrit(count - 1, 1 - error / 2) * values.std(ddof=1)) / math.sqrt(count)
    return mean - half, mean + half
