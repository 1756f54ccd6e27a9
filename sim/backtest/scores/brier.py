"""Brier score of a chance."""

from __future__ import annotations


def brier(chance: float, happened: bool) -> float:
    """Score a chance: (chance - 1)² where it happened, chance² where it did not.

    Parameters
    ----------
    chance : float
        0 to 1; "unable" is 0.
    happened : bool

    Returns
    -------
    float
        0 to 1, the lower the better; a chance of a half scores 0.25 whatever comes.

    Notes
    -----
    Brier (1950, *Verification of forecasts expressed in terms of probability*, Monthly Weather Review 78, 1), for one
    event: half of his sum over both outcomes.
    """
    return (chance - (1.0 if happened else 0.0)) ** 2
