"""A chance estimated from simulated futures, and how far simulation alone may have it wrong."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Z95 = 1.959963984540054
"""97.5 % point of the standard normal distribution."""


@dataclass(frozen=True)
class Chance:
    """How many futures met a target.

    Attributes
    ----------
    met, futures : int
        Futures in which it was met, and futures simulated.
    """

    met: int
    futures: int

    @property
    def share(self) -> float:
        """Estimate of the chance, 0 to 1."""
        return self.met / self.futures

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of Wilson (1927, J. Am. Stat. Assoc. 22, 209): simulation error only, never what is known."""
        n, p = self.futures, self.share
        denominator = 1 + Z95**2 / n
        middle = (p + Z95**2 / (2 * n)) / denominator
        half = Z95 / denominator * math.sqrt(p * (1 - p) / n + Z95**2 / (4 * n * n))
        low = 0.0 if self.met == 0 else max(0.0, middle - half)
        high = 1.0 if self.met == n else min(1.0, middle + half)
        return low, high

    @classmethod
    def of(cls, met: NDArray[np.bool_]) -> Chance:
        """Count the futures in which something is true."""
        return cls(int(np.count_nonzero(met)), int(met.size))
