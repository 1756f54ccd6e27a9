"""The range of a chance over what is not known: its distribution over sets, freed of the noise of their futures.

A set of unknown values gives a target the chance p; of its m futures k meet it, k ~ Bin(m, p). The distribution
of p over the sets is estimated from the numbers of sets with 0, 1, ..., m hits, by four candidates:

- a smooth density (`SplineDensity`; Efron 2016, Biometrika 103, 1, *Empirical Bayes deconvolution estimates*);
- a beta distribution, for sets that are nearly alike;
- two atoms and three atoms, for unknowns of the kind yes or no.

A quantile is the average of the candidates' quantiles on the scale x = arcsin(sqrt(p)). The weight of a candidate is a
smooth function of the log-likelihood that it gains over the smooth density, so no rule switches from one to another.
How the values below were settled, and what was turned down: docs/ranges.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np
from scipy.special import gammaincinv

from sim.analysis.statistics.atoms import Atoms
from sim.analysis.statistics.beta_density import BetaDensity
from sim.analysis.statistics.free_bounds import free_interval
from sim.analysis.statistics.sets import apart
from sim.analysis.statistics.spline_density import CHANCES, SplineDensity
from sim.analysis.statistics.wilson import Z95, wilson_interval
from sim.array_types import Flags, Floats, Ints
from sim.random import SHARED, Address, uniforms

LOW, HIGH = 0.1, 0.9
"""Shares of the sets that lie below the two ends of a range."""
SMALL = 0.005
"""Ends below it, or as near to one, are told as "under 0.5 %" or "over 99.5 %"."""

HANDICAPS = (0.0, 2.0, 5.0, 7.0)
"""Log-likelihood by which each candidate must exceed the smooth density to weigh as much, in the order above."""
SHARPNESS = 0.5
"""Power of the likelihood ratio that makes the odds of two candidates."""
LEAST_WEIGHT = 0.01
"""Weight below which a candidate is left out."""

SAMPLES = 200
"""Bootstrap samples behind an interval."""
FEW, ENOUGH = 30, 90
"""Sets with a hit (or sets with a miss, if they are fewer) up to which an interval is at least the one free of any
distribution, and from which it is the bootstrap's; in between it goes evenly from one to the other."""

_ATOM_STEPS = 100
"""EM steps of the first fit of the atoms: more add less than 0.1 to the log-likelihood where the atoms lie apart."""


@dataclass(frozen=True)
class RangeEnd:
    """One end of a range.

    Attributes
    ----------
    chance : float
        Estimate, 0 to 1.
    interval : (float, float)
        95 % interval: how far another choice of as many sets, and futures, might move the end.
    """

    chance: float
    interval: tuple[float, float]

    @property
    def is_near_zero(self) -> bool:
        """Whether the end is to be told as "under 0.5 %"."""
        return self.chance < SMALL

    @property
    def is_near_one(self) -> bool:
        """Whether the end is to be told as "over 99.5 %"."""
        return self.chance > 1 - SMALL


@dataclass(frozen=True)
class RangeOverSets:
    """Where the chance lies for eight in ten sets of unknown values.

    Attributes
    ----------
    low, high : RangeEnd
        P10 and P90 of the chance over sets.
    weights : tuple of float
        Weights of the smooth density, the beta distribution, two atoms and three atoms; they sum to one.
    """

    low: RangeEnd
    high: RangeEnd
    weights: tuple[float, ...]


class _Candidate(Protocol):
    """A kind of distribution, fitted to several samples at once."""

    def log_likelihood(self, counts: Floats) -> Floats: ...

    def quantile(self, share: float) -> Floats: ...

    def repeat(self, samples: int) -> _Candidate: ...

    def refitted(self, counts: Floats) -> _Candidate: ...


def sets_by_hits(by_set: Flags) -> Ints:
    """Numbers of sets with 0, 1, ..., m hits.

    Parameters
    ----------
    by_set : bool (sets, m)
        Whether each future of each set meets the target.

    Returns
    -------
    int64 (m + 1,)
    """
    return np.bincount(np.count_nonzero(by_set, axis=1), minlength=by_set.shape[1] + 1).astype(np.int64)


def range_over_sets(counts: Ints) -> RangeOverSets:
    """P10 and P90 of the chance over sets, each with its interval.

    Parameters
    ----------
    counts : int64 (m + 1,)
        Numbers of sets with 0, 1, ..., m hits; `sets_by_hits`. Two futures a set or more, two sets or more.

    Raises
    ------
    ValueError
        For other counts.
    """
    counts = _checked(counts)
    sample = counts[None, :].astype(np.float64)
    fits = _fits(sample)
    weights = _weights([float(fit.log_likelihood(sample)[0]) for fit in fits])
    resampled = _resampled(sample[0])
    refits = [
        fit.repeat(SAMPLES).refitted(resampled) if weight else fit
        for fit, weight in zip(fits, weights, strict=True)
    ]
    low, high = (_end(counts, share, fits, refits, weights) for share in (LOW, HIGH))
    return RangeOverSets(low, high, tuple(weights.tolist()))


def low_over_sets(counts: Ints) -> float:
    """P10 of the chance over sets alone, without its interval: as in `range_over_sets`, many times as fast."""
    sample = _checked(counts)[None, :].astype(np.float64)
    fits = _fits(sample)
    weights = _weights([float(fit.log_likelihood(sample)[0]) for fit in fits])
    return _chance(float(weights @ [float(fit.quantile(LOW)[0]) for fit in fits]))


def _checked(counts: Ints) -> Ints:
    found = np.asarray(counts)
    if found.ndim != 1 or len(found) < 3:
        raise ValueError("counts: one number for each of 0, 1, ..., m hits, with m at least 2")
    if not np.issubdtype(found.dtype, np.integer) or found.min() < 0 or found.sum() < 2:
        raise ValueError("counts: whole numbers of sets, not below 0, two sets or more in all")
    return found.astype(np.int64)


def _fits(sample: Floats) -> list[_Candidate]:
    """The four candidates, in the order of `HANDICAPS`."""
    density = SplineDensity.even(1).refitted(sample)
    grid = density.weights[0]
    two, three = (Atoms.matching(CHANCES, grid, number).refitted(sample, _ATOM_STEPS) for number in (2, 3))
    return [density, BetaDensity.fitted(sample), two, three]


def _weights(log_likelihoods: Sequence[float]) -> Floats:
    gains = np.array(log_likelihoods) - log_likelihoods[0] - HANDICAPS
    odds = np.exp(SHARPNESS * (gains - gains.max()))
    weights = odds / odds.sum()
    weights[weights < LEAST_WEIGHT] = 0.0
    return np.asarray(weights / weights.sum())


def _resampled(counts: Floats) -> Floats:
    """Counts of bootstrap samples of the sets: shape (SAMPLES, m + 1).

    Rubin's (1981) Bayesian bootstrap: the count of a kind of set is a gamma variable with that count as its mean, and
    all are scaled to the sets there are. Kinds beside those seen may occur too (half a set each, as in the Jeffreys
    prior), so that a sample without a hit is not told as if there could be none.
    """
    seen = np.flatnonzero(counts)
    shapes = counts.copy()
    shapes[max(seen[0] - 1, 0) : seen[-1] + 2] += 0.5
    possible = shapes > 0
    drawn = np.zeros((SAMPLES, len(counts)))
    drawn[:, possible] = gammaincinv(shapes[possible], _bootstrap_uniforms(len(counts))[:, possible])
    return np.asarray(drawn * (counts.sum() / drawn.sum(axis=1, keepdims=True)))


@cache
def _bootstrap_uniforms(kinds: int) -> Floats:
    """The same uniforms for every range: equal counts get equal intervals."""
    address = Address(SHARED, "", "", "bootstrap")
    return uniforms(0, address, 0, SAMPLES * kinds).reshape(SAMPLES, kinds)


def _end(
    counts: Ints, share: float, fits: Sequence[_Candidate], refits: Sequence[_Candidate], weights: Floats
) -> RangeEnd:
    """Average of the candidates' quantiles, with the variance of each and that between them."""
    angles = np.array([float(fit.quantile(share)[0]) for fit in fits])
    angle = float(weights @ angles)
    variances = np.array([float(refit.quantile(share).var()) for refit in refits])
    error = Z95 * float(np.sqrt(weights @ (variances + (angles - angle) ** 2)))
    interval = _chance(angle - error), _chance(angle + error)
    return RangeEnd(_chance(angle), _widened(interval, counts, share))


def _widened(interval: tuple[float, float], counts: Ints, share: float) -> tuple[float, float]:
    """The interval, made to hold what few hits, and sets that may all be alike, leave open.

    Where few sets show a hit, or a miss, it is drawn towards the interval free of any distribution. Where the sets
    cannot be told apart, it holds the interval of the chance that they would have in common.
    """
    low, high = interval
    sets, futures = int(counts.sum()), len(counts) - 1
    telling = sets - max(counts[0], counts[-1])
    part = float(np.clip((ENOUGH - telling) / (ENOUGH - FEW), 0.0, 1.0))
    free_low, free_high = free_interval(counts.astype(np.float64), share, 0.05)
    low, high = low + part * min(free_low - low, 0.0), high + part * max(free_high - high, 0.0)
    hits = np.repeat(np.arange(futures + 1), counts)
    if not apart(np.arange(futures)[None, :] < hits[:, None]):
        common = wilson_interval(float(hits.sum()) / (sets * futures), sets * futures)
        low, high = min(low, common[0]), max(high, common[1])
    return low, high


def _chance(angle: float) -> float:
    return float(np.sin(np.clip(angle, 0.0, np.pi / 2)) ** 2)
