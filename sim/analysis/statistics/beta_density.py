"""The distribution of a chance over sets as a beta distribution, by the method of moments.

It follows distributions too narrow for a spline of few knots, down to sets that are all alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, betaln

from sim.analysis.statistics.binomial import log_ways
from sim.array_types import Floats

_LEAST_MEAN = 1e-6
_LEAST_SPREAD, _MOST_SPREAD = 1e-6, 0.999
"""Bounds of the variance, as a share of the largest that a chance of that mean can have."""


@dataclass(frozen=True)
class BetaDensity:
    """Beta distributions of several samples at once.

    Attributes
    ----------
    a, b : float64 (B,)
        Shapes, above 0.
    """

    a: Floats
    b: Floats

    @classmethod
    def fitted(cls, counts: Floats) -> BetaDensity:
        """Distributions with the mean of the shares of hits, and their variance less that within sets (Kleinman 1973).

        Parameters
        ----------
        counts : float64 (B, m + 1)
            Numbers of sets with 0, 1, ..., m hits, a sample a row.
        """
        futures = counts.shape[1] - 1
        sets = counts.sum(axis=1)
        shares = np.arange(futures + 1) / futures
        mean = counts @ shares / sets
        total = (counts @ shares**2 / sets - mean**2) * sets / np.maximum(sets - 1, 1)
        within = counts @ (shares * (1 - shares)) / sets / (futures - 1)
        mean = np.clip(mean, _LEAST_MEAN, 1 - _LEAST_MEAN)
        spread = np.clip((total - within) / (mean * (1 - mean)), _LEAST_SPREAD, _MOST_SPREAD)
        size = 1 / spread - 1
        return cls(mean * size, (1 - mean) * size)

    def log_likelihood(self, counts: Floats) -> Floats:
        """Log-likelihood of numbers of sets by hits: shapes (B,) and (B, m + 1)."""
        futures = counts.shape[1] - 1
        hits = np.arange(futures + 1)
        a, b = self.a[:, None], self.b[:, None]
        logs = log_ways(futures) + betaln(a + hits, b + futures - hits) - betaln(a, b)
        return np.asarray((counts * logs).sum(axis=1))

    def quantile(self, share: float) -> Floats:
        """Angles x, with chance sin(x)**2, below which `share` of each distribution lies: shape (B,)."""
        return np.asarray(np.arcsin(np.sqrt(betaincinv(self.a, self.b, share))))

    def repeat(self, samples: int) -> BetaDensity:
        """The one distribution for so many samples."""
        return BetaDensity(np.repeat(self.a, samples), np.repeat(self.b, samples))

    def refitted(self, counts: Floats) -> BetaDensity:
        """Distributions of other counts; these are not needed to find them."""
        return BetaDensity.fitted(counts)
