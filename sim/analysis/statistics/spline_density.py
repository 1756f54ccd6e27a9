"""The distribution of a chance over sets as a smooth density: an exponential family of splines (Efron 2016).

The chance p = sin(x)**2 lies on a grid of equal steps of x, from 0 to pi / 2, so that the grid is fine near 0 and 1.
The weight of a grid point is proportional to exp(Q a), with the columns of Q a natural cubic spline basis in x.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.stats import binom

from sim.array_types import Floats

POINTS = 201
"""Grid points of the chance."""
KNOTS = 7
"""Knots of the spline, at equal steps of x."""
PENALTY = 0.3
"""Log-likelihood that a unit of the length of the coefficients costs."""

ANGLES = np.linspace(0.0, np.pi / 2, POINTS)
"""Grid in x."""
CHANCES = np.sin(ANGLES) ** 2
"""Grid in p."""

_ROUNDING = 1.0
"""Below this length of the coefficients the penalty is rounded off, so that it has a second derivative at zero."""
_MOST_STEPS = 100
_MOST_HALVINGS = 6
_SMALLEST_GAIN = 1e-4
"""Log-likelihood that a step must gain to be followed by another: less moves no quantile by 0.001."""
_RIDGE = 1e-9
_TINY = 1e-300
_LARGEST_PRODUCT = 250_000
"""Multiplications in one matrix product: so few that BLAS does not share them among threads, which takes seven times
as long where processors are busy."""


@dataclass(frozen=True)
class SplineDensity:
    """Densities of several samples at once.

    Attributes
    ----------
    coefficients : float64 (B, KNOTS - 1)
        The a of every sample.
    """

    coefficients: Floats

    @classmethod
    def even(cls, samples: int) -> SplineDensity:
        """Densities even in x: the Jeffreys prior of a chance."""
        return cls(np.zeros((samples, KNOTS - 1)))

    @property
    def weights(self) -> Floats:
        """Weights of the grid points, which sum to one: shape (B, POINTS)."""
        exponents = _product(self.coefficients, _basis().T)
        weights = np.exp(exponents - exponents.max(axis=1, keepdims=True))
        return np.asarray(weights / weights.sum(axis=1, keepdims=True))

    def log_likelihood(self, counts: Floats) -> Floats:
        """Log-likelihood, without the penalty, of numbers of sets by hits: shapes (B,) and (B, m + 1)."""
        marginal = _product(self.weights, _hit_chances(counts.shape[1] - 1).T)
        return np.asarray((counts * np.log(np.maximum(marginal, _TINY))).sum(axis=1))

    def quantile(self, share: float) -> Floats:
        """Angles x below which `share` of each distribution lies: shape (B,).

        A grid point stands for the half step to either side of it, over which its weight is spread evenly in x.
        """
        weights = self.weights
        rows = np.arange(len(weights))
        up_to = np.cumsum(weights, axis=1)
        cell = np.minimum((up_to < share).sum(axis=1), POINTS - 1)
        inside = np.maximum(weights[rows, cell], _TINY)
        part = np.clip((share - up_to[rows, cell]) / inside + 1.0, 0.0, 1.0)
        return np.asarray(np.clip(ANGLES[cell] + (part - 0.5) * ANGLES[1], 0.0, np.pi / 2))

    def repeat(self, samples: int) -> SplineDensity:
        """The one density for so many samples."""
        return SplineDensity(np.repeat(self.coefficients, samples, axis=0))

    def refitted(self, counts: Floats) -> SplineDensity:
        """Densities of the largest penalised likelihood, found from these.

        Fisher scoring with step halving: the matrix of expected second derivatives is positive definite, which that
        of the observed ones need not be.

        Parameters
        ----------
        counts : float64 (B, m + 1)
            Numbers of sets with 0, 1, ..., m hits, a sample a row; those of a bootstrap need not be whole.
        """
        coefficients = self.coefficients.copy()
        value = _penalised(counts, coefficients)
        active = np.arange(len(counts))
        for _ in range(_MOST_STEPS):
            before = value[active]
            coefficients[active], value[active] = _climbed(counts[active], coefficients[active], before)
            active = active[value[active] - before > _SMALLEST_GAIN]
            if not active.size:
                break
        return SplineDensity(coefficients)


@cache
def _basis() -> Floats:
    """Natural cubic splines in x, their means removed, made orthonormal: shape (POINTS, KNOTS - 1).

    The constant is left out, as it cancels when the weights are made to sum to one.
    """
    knots = np.linspace(0.0, np.pi / 2, KNOTS)
    splines = CubicSpline(knots, np.eye(KNOTS), bc_type="natural")(ANGLES)
    left, _, _ = np.linalg.svd(splines - splines.mean(axis=0), full_matrices=False)
    return np.ascontiguousarray(left[:, : KNOTS - 1])


@cache
def _hit_chances(futures: int) -> Floats:
    """Binomial chance of k hits at every grid point: shape (futures + 1, POINTS)."""
    return np.asarray(binom.pmf(np.arange(futures + 1)[:, None], futures, CHANCES[None, :]))


@cache
def _hit_chances_by_column(futures: int) -> Floats:
    """Binomial chance times each basis column: shape (POINTS, (futures + 1) * (KNOTS - 1))."""
    products = _hit_chances(futures).T[:, :, None] * _basis()[:, None, :]
    return np.ascontiguousarray(products.reshape(POINTS, -1))


def _product(left: Floats, right: Floats) -> Floats:
    """Matrix product, a few rows of the left at a time."""
    rows = max(_LARGEST_PRODUCT // right.size, 1)
    parts = np.split(left, range(rows, len(left), rows))
    return np.concatenate([part @ right for part in parts])


def _length(coefficients: Floats) -> Floats:
    return np.asarray(np.sqrt((coefficients**2).sum(axis=1) + _ROUNDING**2))


def _penalised(counts: Floats, coefficients: Floats) -> Floats:
    return SplineDensity(coefficients).log_likelihood(counts) - PENALTY * _length(coefficients)


def _climbed(counts: Floats, coefficients: Floats, value: Floats) -> tuple[Floats, Floats]:
    """Coefficients after one step, halved until it gains, and their penalised log-likelihood."""
    step = _scoring_step(counts, coefficients)
    found, found_value = coefficients, value
    pending = np.ones(len(counts), dtype=bool)
    for halving in range(_MOST_HALVINGS):
        tried = coefficients + step / 2**halving
        tried_value = _penalised(counts, tried)
        gains = pending & (tried_value > value)
        found = np.where(gains[:, None], tried, found)
        found_value = np.where(gains, tried_value, found_value)
        pending &= ~gains
        if not pending.any():
            break
    return found, found_value


def _scoring_step(counts: Floats, coefficients: Floats) -> Floats:
    samples, kinds = counts.shape
    columns = KNOTS - 1
    weights = SplineDensity(coefficients).weights
    marginal = np.maximum(_product(weights, _hit_chances(kinds - 1).T), _TINY)
    # Score of a set with k hits: the mean of the basis columns given k hits, less their mean.
    given_hits = _product(weights, _hit_chances_by_column(kinds - 1)).reshape(samples, kinds, columns)
    scores = given_hits / marginal[:, :, None] - _product(weights, _basis())[:, None, :]
    expected = marginal * counts.sum(axis=1, keepdims=True)
    information = np.einsum("bk,bki,bkj->bij", expected, scores, scores, optimize=True)
    length = _length(coefficients)[:, None, None]
    outer = coefficients[:, :, None] * coefficients[:, None, :]
    information += PENALTY * (np.eye(columns) / length - outer / length**3) + _RIDGE * np.eye(columns)
    gradient = np.einsum("bk,bki->bi", counts, scores) - PENALTY * coefficients / length[:, 0]
    return np.asarray(np.linalg.solve(information, gradient[:, :, None])[:, :, 0])
