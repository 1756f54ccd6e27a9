"""Where an outcome lies in its forecast: probability integral transform."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def pit(sample: ArrayLike, outcome: float) -> float:
    """Place an outcome in a sample: share below it, and half of the share equal to it.

    Parameters
    ----------
    sample : array_like, shape (m,)
    outcome : float

    Returns
    -------
    float
        0 to 1; over many forecasts that fit, evenly spread (the mid-distribution form, for homes are whole numbers and
        many futures may hold the same).
    """
    x = np.asarray(sample, dtype=np.float64)
    return float(np.mean(x < outcome) + 0.5 * np.mean(x == outcome))
