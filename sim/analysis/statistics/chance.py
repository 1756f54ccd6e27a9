"""A chance estimated from simulated futures: how far simulation may have it wrong, and how far ignorance moves it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.analysis.statistics.deconvolution import RangeOverSets, range_over_sets, sets_by_hits
from sim.analysis.statistics.sets import FEWEST_SETS, independent
from sim.analysis.statistics.wilson import Z95, wilson_interval
from sim.array_types import Flags


@dataclass(frozen=True)
class Chance:
    """How many futures met a target.

    Attributes
    ----------
    met, futures : int
        Futures in which it was met, and futures simulated.
    independent : float or None
        Independent futures that would tell as much, where several futures share what is not known; None: all of them.
    by_hits : tuple of int or None
        Numbers of sets of unknown values of whose m futures 0, 1, ..., m met it; None where futures share no set.
    """

    met: int
    futures: int
    independent: float | None = None
    by_hits: tuple[int, ...] | None = None

    @property
    def share(self) -> float:
        """Estimate of the chance, 0 to 1."""
        return self.met / self.futures

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval: simulation error only, never what is known."""
        return self.interval_at(Z95)

    def interval_at(self, z: float) -> tuple[float, float]:
        """Wilson's interval for another level: `z` is 1.96 for 95 %."""
        return wilson_interval(self.share, self.worth, z)

    @property
    def worth(self) -> float:
        """Independent futures that tell as much."""
        return float(self.futures) if self.independent is None else self.independent

    @property
    def over_unknowns(self) -> RangeOverSets | None:
        """Where the chance lies for eight in ten sets of unknown values; None from fewer than `FEWEST_SETS` sets."""
        if self.by_hits is None or sum(self.by_hits) < FEWEST_SETS:
            return None
        return _range_of(self.by_hits)

    @classmethod
    def of(cls, met: Flags, futures_per_set: int = 1) -> Chance:
        """Count the futures in which something is true.

        Parameters
        ----------
        met : bool (R,)
        futures_per_set : int
            Consecutive futures that share one set of unknown values. From 2 on, the spread of the chance over the sets
            can be told as well.
        """
        count, total = int(np.count_nonzero(met)), int(met.size)
        sets = total // futures_per_set
        if futures_per_set == 1 or sets < 2:
            return cls(count, total)
        by_set = met[: sets * futures_per_set].reshape(sets, futures_per_set)
        return cls(count, total, independent(by_set, total), tuple(sets_by_hits(by_set).tolist()))


@lru_cache(maxsize=4096)
def _range_of(by_hits: tuple[int, ...]) -> RangeOverSets:
    """Estimated when it is first asked for: most chances are told without it, and one is told several times."""
    return range_over_sets(np.array(by_hits))
