"""The distribution of a chance over sets as a few atoms: a finite mixture of binomial distributions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh_tridiagonal
from scipy.special import xlog1py, xlogy

from sim.analysis.statistics.binomial import log_ways
from sim.array_types import Floats

_STEPS = 30
"""EM steps of a refit, from a start that is near."""
_BLUR = 0.03
"""Shares over which a quantile is averaged: some two standard errors of the weight of a small atom in 500 sets."""
_TINY = 1e-300
_FEWEST_SETS = 1e-12
"""Sets left to an atom that the data do not want."""


@dataclass(frozen=True)
class Atoms:
    """Chances and their weights, for several samples at once.

    Attributes
    ----------
    chances, weights : float64 (B, K)
        Chances rise along a row; the weights of a row sum to one.
    """

    chances: Floats
    weights: Floats

    @classmethod
    def matching(cls, chances: Floats, weights: Floats, number: int) -> Atoms:
        """Atoms that share the first 2 `number` - 1 moments of a distribution: the nodes of its Gaussian quadrature.

        The chance of k hits is a polynomial in the chance, so such atoms lie near those of the largest likelihood.

        Parameters
        ----------
        chances, weights : float64 (POINTS,)
            A distribution of the chance on a grid.
        number : int
            Atoms, 1 or more.
        """
        # Coefficients of the three-term recurrence of the orthogonal polynomials (Stieltjes; Gautschi 2004, 2.2.3).
        diagonal, beside = np.zeros(number), np.zeros(number)
        before, now = np.zeros_like(chances), np.ones_like(chances)
        norm_before = 1.0
        for degree in range(number):
            norm = max(float(weights @ now**2), _TINY)
            diagonal[degree] = weights @ (chances * now**2) / norm
            beside[degree] = norm / norm_before if degree else 0.0
            before, now = now, (chances - diagonal[degree]) * now - beside[degree] * before
            norm_before = norm
        nodes, vectors = eigh_tridiagonal(diagonal, np.sqrt(beside[1:]))
        return cls(np.clip(nodes, 0.0, 1.0)[None, :], (vectors[0] ** 2)[None, :])

    def log_likelihood(self, counts: Floats) -> Floats:
        """Log-likelihood of numbers of sets by hits: shapes (B,) and (B, m + 1)."""
        marginal = self._joint(counts.shape[1] - 1).sum(axis=2)
        return np.asarray((counts * np.log(np.maximum(marginal, _TINY))).sum(axis=1))

    def quantile(self, share: float) -> Floats:
        """Angles x, with chance sin(x)**2, below which `share` of each distribution lies: shape (B,).

        Averaged over shares up to `_BLUR` to either side, so that it does not jump from one atom to the next where the
        weight of an atom passes `share`.
        """
        above = np.cumsum(self.weights, axis=1)
        above[:, -1] = 1.0
        first, last = share - _BLUR, share + _BLUR
        reach = np.diff(np.clip(above, first, last), axis=1, prepend=first)
        return np.asarray((reach * np.arcsin(np.sqrt(self.chances))).sum(axis=1) / (last - first))

    def repeat(self, samples: int) -> Atoms:
        """The same atoms for so many samples."""
        return Atoms(np.repeat(self.chances, samples, axis=0), np.repeat(self.weights, samples, axis=0))

    def refitted(self, counts: Floats, steps: int = _STEPS) -> Atoms:
        """Atoms of larger likelihood, by the EM algorithm (Dempster, Laird & Rubin 1977) from these.

        Parameters
        ----------
        counts : float64 (B, m + 1)
            Numbers of sets with 0, 1, ..., m hits, a sample a row.
        steps : int
            EM steps.
        """
        atoms, futures = self, counts.shape[1] - 1
        hits = np.arange(futures + 1.0)
        for _ in range(steps):
            joint = atoms._joint(futures)
            shared = counts[:, :, None] * joint / np.maximum(joint.sum(axis=2, keepdims=True), _TINY)
            sets = np.maximum(shared.sum(axis=1), _FEWEST_SETS)
            chances = np.clip((hits @ shared) / (sets * futures), 0.0, 1.0)
            atoms = Atoms(chances, sets / sets.sum(axis=1, keepdims=True))
        order = np.argsort(atoms.chances, axis=1)
        return Atoms(np.take_along_axis(atoms.chances, order, 1), np.take_along_axis(atoms.weights, order, 1))

    def _joint(self, futures: int) -> Floats:
        """Weight times binomial chance of k hits: shape (B, futures + 1, K)."""
        hits = np.arange(futures + 1.0)[None, :, None]
        chances = self.chances[:, None, :]
        logs = xlogy(hits, chances) + xlog1py(futures - hits, -chances) + log_ways(futures)[None, :, None]
        return np.asarray(np.exp(logs) * self.weights[:, None, :])
