"""Stages under way of whose work a report says which share is done (rule 2).

A report of the share q at work w speaks for a whole work of w / q, and log(w / q) lies about log T with the standard
deviation tau that the scenario states. So T has, given the common factor, the density f(t) N(log(w / q); log t, tau^2)
above the work k after which it was still under way. A start known only within a span is one more unknown: T and the
start are weighed together, T is drawn first and the start given T.

The posterior stands on cells of the duration's own normal score, of equal width: a score has a duration whatever the
shape, so that atoms need no rule of their own. The cells cover all that counts, found by a first, coarser look.
"""

from __future__ import annotations

import numpy as np
from scipy.special import log_ndtr, ndtri_exp

from sim.array_types import Floats
from sim.distributions import Distribution
from sim.model.work_in_progress import UnderWay, drawn_cell

FIRST_CELLS, SHARE_CELLS = 64, 128
"""Cells of the first look, and of the posterior."""
FARTHEST_SCORE = 8.0
"""Own scores are looked at from minus this, or from where the stage was last known to run, to this beyond."""
NEGLIGIBLE = 18.0
"""Cells whose logarithm lies so far below the highest hold nothing."""
LEAST_WORKED_DAYS = 1e-9
"""A report speaks of some work, however early in a span of possible starts it is dated."""
LOG_ROUNDING = 1e-12
"""A duration exceeds another where its logarithm does by more, so that no rounding decides at an atom."""


class _Posterior:
    """Weights of whole durations in R replications; `common` and `spread` turn an own score into that of T."""

    def __init__(self, part: UnderWay, shared: float, factor: Floats | None, count: int) -> None:
        assert part.node.reported is not None
        self.distribution: Distribution = part.model.distribution
        self.sigma = part.node.reported.sigma_log
        self.common = np.zeros(count) if factor is None else np.sqrt(shared) * factor
        self.spread = 1.0 if factor is None else np.sqrt(1 - shared)
        log_scale = np.broadcast_to(np.log(part.scale), count)[:, None]
        with np.errstate(divide="ignore"):
            self.log_known = np.log(part.spent)[None, :] - log_scale
        worked = np.maximum(part.worked, LEAST_WORKED_DAYS)
        self.log_told = np.log(worked / part.node.reported.share)[None, :] - log_scale

    def whole(self, own: Floats) -> Floats:
        """Whole duration at an own score (R, ...), in the unit of the model."""
        common = self.common.reshape(-1, *(1,) * (own.ndim - 1))
        return self.distribution.isf_log(log_ndtr(-(common + self.spread * own)))

    def lowest(self) -> Floats:
        """Own score of the least work after which the stage was known to run, (R,); inf where that is impossible."""
        least = np.exp(self.log_known[:, -1])
        seen = -ndtri_exp(np.where(least > 0, self.distribution.log_sf(least), 0.0))
        return np.asarray((seen - self.common) / self.spread, dtype=np.float64)

    def log_likely(self, whole: Floats) -> Floats:
        """Logarithm of the likelihood of each start given T, (R, starts, ...) from (R, ...)."""
        with np.errstate(divide="ignore"):
            log_whole = np.log(whole)[:, None]
        tail = (1,) * (whole.ndim - 1)
        told, known = (one.reshape(*one.shape, *tail) for one in (self.log_told, self.log_known))
        off = (told - log_whole) / self.sigma
        return np.where(log_whole > known + LOG_ROUNDING, -0.5 * off * off, -np.inf)

    def log_weights(self, low: Floats, width: Floats, cells: int) -> Floats:
        """Logarithm of what each start and cell of scores weighs, (R, starts, cells)."""
        own = low[:, None] + (np.arange(cells) + 0.5) * width[:, None]
        return self.log_likely(self.whole(own)) - 0.5 * (own * own)[:, None]


def start_and_whole(
    part: UnderWay, u_start: Floats, u_work: Floats, shared: float, factor: Floats | None
) -> tuple[Floats, Floats]:
    """Draw when a stage of which a share is reported began, and its whole duration.

    Parameters
    ----------
    part : UnderWay
        With `node.reported`.
    u_start, u_work : float64 (R,)
        Uniforms of the start and of the work.
    shared : float
        Share of variance that its common factor moves, 0 to 0.95.
    factor : float64 (R,) or None
        That factor, where there is one.

    Returns
    -------
    float64 (R,), float64 (R,)
        Start in days; whole duration in the unit of the model, 0 where the stage cannot have lasted as long as it did.
    """
    posterior = _Posterior(part, shared, factor, len(u_work))
    lowest = posterior.lowest()
    possible = ~np.isposinf(lowest)
    low = np.maximum(np.where(possible, lowest, 0.0), -FARTHEST_SCORE)
    width = (np.maximum(low, 0.0) + FARTHEST_SCORE - low) / FIRST_CELLS
    logs = posterior.log_weights(low, width, FIRST_CELLS).max(axis=1)
    top = logs.max(axis=1)
    possible &= np.isfinite(top)
    counts = logs > np.where(possible, top, 0.0)[:, None] - NEGLIGIBLE
    first = np.maximum(counts.argmax(axis=1) - 1, 0)
    last = np.minimum(FIRST_CELLS - counts[:, ::-1].argmax(axis=1) + 1, FIRST_CELLS)
    low, high = low + first * width, low + last * width
    width = (high - low) / SHARE_CELLS
    logs = posterior.log_weights(low, width, SHARE_CELLS)
    top = logs.max(axis=(1, 2))
    possible &= np.isfinite(top)
    weights = np.exp(logs - np.where(possible, top, 0.0)[:, None, None]).sum(axis=1)
    cell, share = drawn_cell(weights, u_work)
    whole = np.where(possible, posterior.whole(low + (cell + share) * width), 0.0)
    return _start(part, posterior, whole, u_start), whole


def _start(part: UnderWay, posterior: _Posterior, whole: Floats, u: Floats) -> Floats:
    """Draw the start given the whole duration."""
    edges = part.edges
    if edges[0] == edges[-1]:
        return np.full(len(u), edges[0])
    logs = posterior.log_likely(whole)
    top = logs.max(axis=1)
    possible = np.isfinite(top)
    weights = np.exp(logs - np.where(possible, top, 0.0)[:, None])
    # A future in which the stage could not have lasted this long keeps the latest start as the least impossible.
    weights[:, -1] = np.where(possible, weights[:, -1], 1.0)
    cell, share = drawn_cell(weights, u)
    start = edges[cell] + share * (edges[cell + 1] - edges[cell])
    return np.asarray(np.minimum(start, edges[-1]), dtype=np.float64)
