"""The share still under way by duration, without any family of distributions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.array_types import Floats
from sim.learning.fitting.observations import Observations

_MOST_CELLS = 200
_ROUNDS = 3_000
_STILL = 1e-7


@dataclass(frozen=True)
class StillRunning:
    """Share of stages still under way after some days.

    Attributes
    ----------
    days : ndarray, shape (m,)
        Rising; the share falls somewhere within (previous day, day] where ends are known within spans only.
    still : ndarray, shape (m,)
        Share after each of them.
    since : float
        Shortest age at which a stage came to be known: the curve tells of those that lasted longer, from 1 there.
    """

    days: Floats
    still: Floats
    since: float


def curve_of(seen: Observations) -> StillRunning:
    """Estimate the curve by self-consistency (Turnbull 1976), with left truncation (Frydman 1994).

    Where every end is known exactly it is the product-limit estimate (Kaplan and Meier 1958), whose risk set a
    truncated stage joins at its age when it came to be known. A start known within a span is taken with the shortest
    and longest duration it allows. Ends are put into at most 200 cells.

    Parameters
    ----------
    seen : Observations
        At least one finished stage.
    """
    low, high, entry = seen.hull
    entry = np.minimum(entry, low)
    cuts = np.unique(np.concatenate([low, high[np.isfinite(high)], entry]))
    if len(cuts) > _MOST_CELLS:
        cuts = np.unique(np.quantile(cuts, np.linspace(0, 1, _MOST_CELLS)))
        # Outwards, so that nothing is held to be known better than it is.
        low = cuts[np.clip(np.searchsorted(cuts, low, side="right") - 1, 0, None)]
        entry = cuts[np.clip(np.searchsorted(cuts, entry, side="right") - 1, 0, None)]
        ended = np.isfinite(high)
        high[ended] = cuts[np.minimum(np.searchsorted(cuts, high[ended]), len(cuts) - 1)]
    stages, times = np.unique(np.column_stack([low, high, entry]), axis=0, return_counts=True)
    low, high, entry = stages.T
    left, right = cuts[:-1], cuts[1:]
    ends_in = (left >= low[:, None]) & (right <= high[:, None])
    beyond = ~np.isfinite(high)
    alive = left >= entry[:, None]
    # One more cell for all that lies beyond the last day.
    inside = np.column_stack([ends_in, beyond]).astype(np.float64)
    open_to = np.column_stack([alive, np.ones(len(low), dtype=bool)]).astype(np.float64)
    reachable = inside[np.isfinite(high)].any(axis=0)
    reachable[-1] = beyond.any()
    masses = _self_consistent(inside[:, reachable], open_to[:, reachable], times.astype(np.float64))
    days = right[reachable[:-1]]
    return StillRunning(days, np.maximum(1 - np.cumsum(masses[: len(days)]), 0.0), float(entry.min()))


def _self_consistent(inside: Floats, open_to: Floats, times: Floats) -> Floats:
    """Masses of the cells at which expected ends and masses agree."""
    masses: Floats = np.full(inside.shape[1], 1 / inside.shape[1])
    hidden = open_to < 1
    for _ in range(_ROUNDS):
        ended = inside * masses
        ended /= np.maximum(ended.sum(axis=1, keepdims=True), 1e-300)
        if hidden.any():
            # Stages that were never seen, for each that was, since they had ended before.
            shown = np.maximum((open_to * masses).sum(axis=1, keepdims=True), 1e-12)
            ended = ended + (1 - open_to) * masses / shown
        total = times @ ended
        found: Floats = total / total.sum()
        if float(np.abs(found - masses).max()) < _STILL:
            break
        masses = found
    return masses
