"""Wilson's interval of a chance."""

from __future__ import annotations

import math

Z95 = 1.959963984540054
"""97.5 % point of the standard normal distribution."""


def wilson_interval(share: float, futures: float, z: float = Z95) -> tuple[float, float]:
    """Interval of Wilson (1927, J. Am. Stat. Assoc. 22, 209).

    Parameters
    ----------
    share : float
        Share of the futures in which a target is met, 0 to 1.
    futures : float
        Independent ones; need not be a whole number.
    z : float
        Half width in standard errors: 1.96 for 95 %.

    Returns
    -------
    (float, float)
        Within 0 and 1; an end at 0 or 1 only where the share is.
    """
    denominator = 1 + z**2 / futures
    middle = (share + z**2 / (2 * futures)) / denominator
    half = z / denominator * math.sqrt(share * (1 - share) / futures + z**2 / (4 * futures * futures))
    low = 0.0 if share == 0 else max(0.0, middle - half)
    high = 1.0 if share == 1 else min(1.0, middle + half)
    return low, high
