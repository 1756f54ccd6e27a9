"""How likely observed durations are, given a median, a width, and a share that never ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from sim.array_types import Floats
from sim.distributions import Distribution
from sim.learning.fitting.observations import Observations
from sim.learning.fitting.shapes import Family, shape_of

_AT_ONCE = 2_000_000
"""Survival functions computed at once, so that memory stays small."""


def log_likelihoods(
    seen: Observations, family: Family, log_medians: ArrayLike, width: float, never: float = 0.0
) -> Floats:
    """Return the log likelihood of each observation for some medians.

    With S the survival function (of which `never` + (1 - never) S where a share never ends), an observation counts
    sum_k w_k [S(low_k) - S(high_k)] / sum_k w_k S(entry_k): the chance of what was seen, given that the stage was still
    under way when it came to be known (left truncation: Turnbull 1976, J. R. Stat. Soc. B 38), over the starts it may
    have had.

    Parameters
    ----------
    seen : Observations
        n of them.
    family : {"lognormal", "gamma", "weibull"}
    log_medians : array_like, shape (m,)
        Logarithms of medians in days.
    width : float
        See `shape_of`.
    never : float
        Share of stages that never end, from 0 to below 1.

    Returns
    -------
    ndarray, shape (n, m)
    """
    scale = np.exp(np.atleast_1d(np.asarray(log_medians, dtype=np.float64)))
    shape = shape_of(family, width)
    found = np.empty((seen.count, len(scale)))
    for positions, part in seen.by_start:
        rows = max(1, _AT_ONCE // (part.low.shape[1] * len(scale)))
        columns = (part.low, part.high, part.entry, part.weight)
        for start in range(0, part.count, rows):
            block = Observations(*(each[start : start + rows] for each in columns))
            found[positions[start : start + rows]] = _block(block, shape, scale, never)
    return found


def log_likelihood(
    seen: Observations, family: Family, log_median: float, width: float, never: float = 0.0
) -> float:
    """Return the log likelihood of all observations together; see `log_likelihoods`."""
    return float(log_likelihoods(seen, family, log_median, width, never).sum())


def _block(seen: Observations, shape: Distribution, scale: Floats, never: float) -> Floats:
    weight = seen.weight[:, :, None]
    possible = (seen.high > seen.low)[:, :, None]
    start = _log_sf(shape, seen.low, scale)
    ended = np.isfinite(seen.high)
    end = np.full(start.shape, -np.inf)
    end[ended] = _log_sf(shape, seen.high[ended], scale)
    with np.errstate(invalid="ignore", divide="ignore", under="ignore"):
        # S(low) - S(high), exact also where both are close to 1 or far below it.
        between = np.exp(start) * -np.expm1(np.where(np.isneginf(end), -np.inf, end - start))
        between = np.where(possible & ~np.isneginf(start), between, 0.0)
        chance = np.where(ended[:, :, None], (1 - never) * between, never * possible + (1 - never) * between)
        found = np.log((weight * chance).sum(axis=1))
        late = (seen.entry > 0).any(axis=1)
        if late.any():
            alive = never + (1 - never) * np.exp(_log_sf(shape, seen.entry[late], scale))
            found[late] -= np.log((weight[late] * alive).sum(axis=1))
    # Where even the entry has no chance in floating point, such a median is none.
    return np.where(np.isnan(found), -np.inf, found)


def _log_sf(shape: Distribution, days: Floats, scale: Floats) -> Floats:
    return shape.log_sf(days[..., None] / scale)
