"""How much narrower an answer would be if an unknown number were known.

Each of S sets of unknown numbers gives the mean y of its n futures. Its variance over sets is that of what the sets are
worth, V, and the noise of the futures: Var(y) = V + W / n, W being the mean variance within a set. If a number x were
known, E[Var | x] = V - V_x would be left, V_x = Var(E[y | x]) (Oakley & O'Hagan 2004, J. R. Statist. Soc. B 66, 751;
by regression, as Strong, Oakley & Brennan 2014, Med. Decis. Making 34, 311, do for decisions). V_x is the held-out fall
of the squared error, E[(y - m)^2] - E[(y - m(x))^2], from which the noise of the futures falls out; what the finite
number of sets adds to the error of either prediction is taken off: without that, a number that moves nothing would
seem worth less than nothing. The answer narrows by sqrt(V) - sqrt(V - V_x): the standard deviation today, less the
root of the mean variance that is left. The mean standard deviation left is at most that, so it is no less than that.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.analysis.information.over_sets import NOTHING, OverSets, of_root
from sim.analysis.information.regression import columns_of, cross_fitted
from sim.array_types import Floats

_LEAST_LEFT = 0.01
"""Share of the variance that is taken to be left at least, where the error of its root is computed."""


@dataclass(frozen=True)
class Spread:
    """How far an answer varies over what is not known.

    Attributes
    ----------
    mean : float
    deviation : OverSets
        Standard deviation over the sets, the noise of their futures taken out; `NOTHING` where no more than that noise
        is seen.
    each : float64 (S,)
        What each set contributes to the variance.
    off : float64 (S, 1)
        What each set gives.
    """

    mean: float
    deviation: OverSets
    each: Floats
    off: Floats

    @property
    def seen(self) -> bool:
        """Whether the answer is seen to vary over what is not known."""
        return OverSets.mean_of(self.each).clear


def spread_over_sets(futures: Floats) -> Spread:
    """Tell how far the mean of a set's futures varies over the sets.

    Parameters
    ----------
    futures : float64 (S, n)
        What each future of each set gives, n > 1.
    """
    sets, in_a_set = futures.shape
    means = futures.mean(axis=1)
    noise = futures.var(axis=1, ddof=1) / in_a_set
    each = _error_of(means[:, None], np.ones((sets, 1))) - noise
    variance = float(each.mean())
    deviation = NOTHING
    if variance > 0:
        root, parts = of_root(variance, each)
        deviation = OverSets(root, OverSets.mean_of(parts).error)
    return Spread(float(means.mean()), deviation, each, means[:, None])


def narrowings(spread: Spread, scores: Mapping[str, Floats]) -> dict[str, tuple[OverSets, OverSets]]:
    """Tell how much narrower an answer would be if unknown numbers were known, one group of them at a time.

    Parameters
    ----------
    spread : Spread
    scores : mapping of str to float64 (S, N)
        Normal scores of each group's numbers.

    Returns
    -------
    dict of str to (OverSets, OverSets)
        Fall of the standard deviation, and the share of the variance that would be gone; nothing where the answer is
        not seen to vary.
    """
    if not spread.seen:
        return dict.fromkeys(scores, (NOTHING, NOTHING))
    alone = _error_of(spread.off, np.ones((len(spread.off), 1)))
    return {
        name: _narrowing(spread, alone - _error_of(spread.off, columns_of(values)))
        for name, values in scores.items()
    }


def _narrowing(spread: Spread, gained: Floats) -> tuple[OverSets, OverSets]:
    variance = float(spread.each.mean())
    known = min(float(gained.mean()), variance)
    share = known / variance
    of_share = OverSets.mean_of((gained - share * spread.each) / variance).error
    root, today = of_root(variance, spread.each)
    left = max(variance - known, 0.0)
    _, later = of_root(max(left, _LEAST_LEFT * variance), spread.each - gained)
    return OverSets(root - math.sqrt(left), OverSets.mean_of(today - later).error), OverSets(share, of_share)


def _error_of(outcomes: Floats, table: Floats) -> Floats:
    """Squared error of each set's prediction, less what the finite number of sets adds to it, shape (S,)."""
    fit = cross_fitted(outcomes, table)
    return np.asarray(((outcomes - fit.predicted) ** 2 - fit.noise)[:, 0], dtype=np.float64)
