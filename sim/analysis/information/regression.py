"""What the sets would give if only some of their unknown numbers were looked at: splines, fitted to other sets.

A regression that is judged on the sets it was fitted to takes their noise for knowledge. Here each set is predicted by
a fit to the nine tenths of the sets that it is not part of.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.array_types import Floats, Ints

_PARTS = 10
"""Parts of the sets; each is predicted from the others."""
_KNOTS = (-1.645, -0.674, 0.0, 0.674, 1.645)
"""Of the splines, in normal scores: the 5th, 25th, 50th, 75th and 95th percentile of every unknown number."""
_SETS_A_COLUMN = 20
"""Sets that a column of the regression needs; with fewer, the regression is linear."""


@dataclass(frozen=True)
class CrossFit:
    """What S sets should give, from fits that none of them had a part in.

    Attributes
    ----------
    predicted : float64 (S, D)
        For each of D outcomes.
    noise : float64 (S, D)
        What the finite number of sets adds to the expected square of the prediction's error: the variance of what the
        regression leaves, x the set's leverage.
    """

    predicted: Floats
    noise: Floats


def columns_of(scores: Floats) -> Floats:
    """Columns of a regression on some unknown numbers.

    Natural cubic splines (Hastie, Tibshirani & Friedman 2009, *The Elements of Statistical Learning*, 5.2.1) of each
    score and, of several, of their mean, added up; straight lines where there are too few sets for that.

    Parameters
    ----------
    scores : float64 (S, N)
        Normal scores of N unknown numbers; N may be 0.

    Returns
    -------
    float64 (S, 1 + columns)
        The first column is 1.
    """
    sets, numbers = scores.shape
    table = [np.ones((sets, 1)), scores]
    bends = [_bends(score) for score in scores.T]
    if numbers > 1:
        bends.append(_bends(scores.mean(axis=1) / scores.mean(axis=1).std()))
    if numbers + sum(bend.shape[1] for bend in bends) <= sets / _SETS_A_COLUMN:
        table += bends
    return np.concatenate(table, axis=1)


def cross_fitted(outcomes: Floats, table: Floats) -> CrossFit:
    """Predict each set by least squares from the sets of the other parts.

    Parameters
    ----------
    outcomes : float64 (S, D)
    table : float64 (S, columns)
        See `columns_of`.

    Returns
    -------
    CrossFit
    """
    predicted, noise = np.empty_like(outcomes), np.empty_like(outcomes)
    part = part_of_each(len(outcomes))
    for fold in range(_PARTS):
        out, rest = part == fold, part != fold
        inverse = np.linalg.pinv(table[rest].T @ table[rest], hermitian=True)
        slopes = inverse @ (table[rest].T @ outcomes[rest])
        left = outcomes[rest] - table[rest] @ slopes
        free = max(int(rest.sum()) - table.shape[1], 1)
        leverage = np.einsum("sc,cd,sd->s", table[out], inverse, table[out])
        predicted[out] = table[out] @ slopes
        noise[out] = leverage[:, None] * (left**2).sum(axis=0) / free
    return CrossFit(predicted, noise)


def part_of_each(sets: int) -> Ints:
    """Part to which each set belongs, shape (S,)."""
    return np.arange(sets) % _PARTS


def _bends(score: Floats) -> Floats:
    """What a natural cubic spline adds to a straight line, shape (S, knots - 2)."""
    last = _KNOTS[-1]

    def cubic(knot: float) -> Floats:
        rises = np.maximum(score - knot, 0.0) ** 3 - np.maximum(score - last, 0.0) ** 3
        return np.asarray(rises / (last - knot), dtype=np.float64)

    before_last = cubic(_KNOTS[-2])
    return np.stack([cubic(knot) - before_last for knot in _KNOTS[:-2]], axis=1)
