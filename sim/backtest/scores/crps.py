"""Continuous ranked probability score of a sample."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def crps(sample: ArrayLike, outcome: float, *, fair: bool) -> float:
    """Score a forecast that is given as a sample.

    mean |x_i - y| - spread, where the spread is sum_ij |x_i - x_j| / (2 m²), or, fair, / (2 m (m - 1)).

    Parameters
    ----------
    sample : array_like, shape (m,)
        Values of the forecast, all equally likely; one value is a point forecast, whose score is its absolute error.
    outcome : float
        What came, in the unit of the sample.
    fair : bool
        False: the sample is the forecast (a point, the plans of a reference class), and the score is that of its
        empirical distribution. True: the sample was drawn from a larger distribution, such as futures of a
        simulation, and the score is the unbiased estimate of that distribution's (Ferro 2014, *Fair scores for
        ensemble forecasts*, Q. J. R. Meteorol. Soc. 140, 1917); it needs two values.

    Returns
    -------
    float
        In the unit of the sample; the lower the better. At least 0 unless fair.

    Raises
    ------
    ValueError
        When the sample is empty, or has one value and is to be scored as fair.

    Notes
    -----
    Gneiting & Raftery (2007, *Strictly proper scoring rules, prediction, and estimation*, JASA 102, 359), equation 21.
    Sorted, sum_ij |x_i - x_j| = 2 sum_i (2 i - m - 1) x_(i).
    """
    x = np.sort(np.asarray(sample, dtype=np.float64))
    m = len(x)
    if m < (2 if fair else 1):
        raise ValueError("a sample needs a value, and two to be scored as fair")
    apart = 2.0 * float(np.dot(2.0 * np.arange(1, m + 1) - m - 1, x))
    return float(np.mean(np.abs(x - outcome))) - apart / (2.0 * m * (m - 1 if fair else m))
