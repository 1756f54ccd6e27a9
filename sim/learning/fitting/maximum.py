"""The distribution under which what was observed is likeliest."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from sim.learning.fitting.likelihood import log_likelihood, log_likelihoods
from sim.learning.fitting.observations import Observations
from sim.learning.fitting.shapes import FAMILIES, NARROWEST, WIDEST, Family

_FURTHEST = math.log(50)
"""How far a median may lie beyond the shortest and the longest observation, in logarithms."""
_GRID = 24
_EDGE = 1e-2
MOST_NEVER = 0.99


@dataclass(frozen=True)
class MaximumLikelihood:
    """A distribution, fitted.

    Attributes
    ----------
    family : {"lognormal", "gamma", "weibull"}
    median : float
        Days.
    width : float
        See `sim.learning.fitting.shapes.shape_of`.
    never : float
        Share that never ends; 0 where none was looked for.
    log_likelihood : float
    settled : bool
        Whether the likelihood has a maximum inside what was searched; without one, nothing is determined.
    parameters : int
        Numbers fitted: 2, or 3 with `never`.
    """

    family: Family
    median: float
    width: float
    never: float
    log_likelihood: float
    settled: bool
    parameters: int

    @property
    def aic(self) -> float:
        """Akaike's criterion, 2 k - 2 log L (Akaike 1974, IEEE Trans. Autom. Control 19): the smaller the better."""
        return 2 * self.parameters - 2 * self.log_likelihood


def bounds_of(seen: Observations) -> tuple[tuple[float, float], tuple[float, float]]:
    """Log medians and log widths among which the maximum is looked for: two pairs of lowest and highest."""
    middle = np.log(seen.middle)
    medians = (float(middle.min()) - _FURTHEST, float(middle.max()) + _FURTHEST)
    return medians, (math.log(NARROWEST), math.log(WIDEST))


def maximise(seen: Observations, family: Family, *, some_never_end: bool = False) -> MaximumLikelihood:
    """Fit one family by maximum likelihood.

    The best of a coarse grid is where the simplex search of Nelder and Mead begins (`scipy.optimize.minimize`).

    Parameters
    ----------
    seen : Observations
        At least one finished stage.
    family : {"lognormal", "gamma", "weibull"}
    some_never_end : bool
        Whether a share that never ends is fitted too (a mixture cure model: Maller and Zhou 1996, *Survival Analysis
        with Long-Term Survivors*).

    Returns
    -------
    MaximumLikelihood
    """
    medians, widths = bounds_of(seen)
    grid_medians = np.linspace(*medians, _GRID + 2)[1:-1]
    # Widths under which sets of more than a few records are likely; the search may leave them.
    grid_widths = np.linspace(math.log(0.05), math.log(2.0), _GRID // 2)
    shares = (0.1, 0.4, 0.7) if some_never_end else (0.0,)
    best, start = -math.inf, (float(grid_medians[0]), float(grid_widths[0]), shares[0])
    for log_width in grid_widths:
        for share in shares:
            sums = log_likelihoods(seen, family, grid_medians, math.exp(log_width), share).sum(axis=0)
            at = int(np.argmax(sums))
            if sums[at] > best:
                best, start = float(sums[at]), (float(grid_medians[at]), float(log_width), share)
    limits = (medians, widths, (1e-6, MOST_NEVER))[: 3 if some_never_end else 2]

    def minus(at: np.ndarray) -> float:
        never = float(at[2]) if some_never_end else 0.0
        found = log_likelihood(seen, family, float(at[0]), math.exp(float(at[1])), never)
        return -found if math.isfinite(found) else 1e300

    options = {"xatol": 1e-7, "fatol": 1e-9, "maxiter": 4_000, "maxfev": 4_000}
    found = optimize.minimize(
        minus, start[: len(limits)], method="Nelder-Mead", bounds=limits, options=options
    )
    inside = all(
        low + _EDGE < x < high - _EDGE for x, (low, high) in zip(found.x[:2], limits[:2], strict=True)
    )
    return MaximumLikelihood(
        family=family,
        median=math.exp(float(found.x[0])),
        width=math.exp(float(found.x[1])),
        never=float(found.x[2]) if some_never_end else 0.0,
        log_likelihood=-float(found.fun),
        settled=bool(inside and math.isfinite(found.fun) and found.fun < 1e299),
        parameters=len(limits),
    )


def compare_families(seen: Observations) -> tuple[MaximumLikelihood, ...]:
    """Fit every family, the smallest AIC first; those without a maximum last."""
    fitted = [maximise(seen, family) for family in FAMILIES]
    return tuple(sorted(fitted, key=lambda fit: (not fit.settled, fit.aic)))
