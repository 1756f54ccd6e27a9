"""Skill: how much lower a mean score is than a rival's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

FEWEST = 3
"""Outcomes below which an error would only say how alike two numbers are."""


@dataclass(frozen=True)
class Skill:
    """1 - mean score / mean score of the rival.

    Attributes
    ----------
    value : float or None
        1: no error at all; 0: as good as the rival; below 0: worse. None where the rival made no error.
    error : float or None
        Standard error, from leaving out one outcome at a time; None with fewer than `FEWEST` outcomes.
    outcomes : int
        Independent outcomes that both forecast.
    """

    value: float | None
    error: float | None
    outcomes: int


def skill(scores: ArrayLike, rival: ArrayLike) -> Skill:
    """Hold scores against those of a rival on the same outcomes.

    Parameters
    ----------
    scores, rival : array_like, shape (n,)
        One of each for every independent outcome: the mean over the forecasts of one outcome.

    Returns
    -------
    Skill
        Its error is the jackknife's, sqrt((n - 1) / n x sum (s_-i - mean)²), as for any ratio of means (Efron & Stein
        1981, *The jackknife estimate of variance*, Annals of Statistics 9, 586).
    """
    ours, theirs = np.asarray(scores, dtype=np.float64), np.asarray(rival, dtype=np.float64)
    n = len(ours)
    if n == 0 or theirs.sum() == 0:
        return Skill(None, None, n)
    value = 1.0 - float(ours.sum() / theirs.sum())
    left = theirs.sum() - theirs
    if n < FEWEST or np.any(left == 0):
        return Skill(value, None, n)
    without = 1.0 - (ours.sum() - ours) / left
    error = float(np.sqrt((n - 1) / n * np.sum((without - without.mean()) ** 2)))
    return Skill(value, error, n)
