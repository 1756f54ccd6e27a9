"""How many homes each number moves: a regression of the sets' homes on the sets' values."""

from __future__ import annotations

import numpy as np

from sim.array_types import Floats

CLEAR = 2.0
"""Standard errors from which a slope is told from none."""
_ROUNDING = 1e-9
_TOGETHER = 0.5
"""Numbers moved, as a share of the sets, up to which all slopes are estimated together."""


def influences(homes: Floats, scores: Floats) -> Floats:
    """Tell how many homes each number moves.

    Least squares of the sets' mean homes on the normal scores of their values, all numbers together. The scores are
    independent by construction, so where there are too many numbers for that, each slope is estimated alone: that is
    unbiased too, but its error holds what the other numbers move.

    Parameters
    ----------
    homes : float64 (S,)
        Mean homes of each set.
    scores : float64 (S, N)
        Normal scores of the sets' values.

    Returns
    -------
    float64 (N,)
        Homes by which the mean moves with one standard deviation of the number, whichever way; 0 where that is under
        two standard errors.
    """
    sets, numbers = scores.shape
    slopes, errors = (_together if numbers <= _TOGETHER * sets else _each_alone)(homes, scores)
    sized = np.abs(slopes)
    # Where all sets give the same homes, slopes and errors are what rounding leaves.
    least = _ROUNDING * float(np.abs(homes).max(initial=0.0))
    return np.where((sized < CLEAR * errors) | (sized <= least), 0.0, sized)


def _together(homes: Floats, scores: Floats) -> tuple[Floats, Floats]:
    table = np.column_stack((np.ones(len(homes)), scores))
    inverse = np.linalg.pinv(table.T @ table)
    slopes = inverse @ (table.T @ homes)
    rest = homes - table @ slopes
    variance = float(rest @ rest) / max(len(homes) - table.shape[1], 1)
    errors = np.sqrt(variance * np.diag(inverse))
    return slopes[1:], errors[1:]


def _each_alone(homes: Floats, scores: Floats) -> tuple[Floats, Floats]:
    off, apart = homes - homes.mean(), scores - scores.mean(axis=0)
    squares = (apart**2).sum(axis=0)
    slopes = apart.T @ off / squares
    rest = (off**2).sum() - slopes**2 * squares
    return slopes, np.sqrt(np.maximum(rest, 0.0) / max(len(homes) - 2, 1) / squares)
