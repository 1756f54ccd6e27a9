"""Stages under way: since when, what they say about the common factor, and how much work is left.

A stage under way for work e has T > e. With a common factor Z of which it shares the part r of its variance, its
normal score is sqrt(r) Z + sqrt(1 - r) e', and seeing it under way makes Z ~ phi(z) x product of S(e | z).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtr, ndtri, ndtri_exp

from sim.array_types import Floats
from sim.calendars import CalendarTable
from sim.plan import DurationModel, Span

START_CELLS = 32
"""Cells in which an unknown start is weighed; inside a cell every instant is equally likely."""
FACTOR_CELLS = 128
FACTOR_LIMIT = 8.0
"""The common factor is drawn from 128 cells between -8 and 8 standard deviations."""


@dataclass(frozen=True)
class UnderWay:
    """A stage under way in every replication.

    Attributes
    ----------
    model : DurationModel
    calendar : CalendarTable
    scale : float64 (R,) or (1,)
        Work days of one unit of the model, unknown factor and size included.
    starts : Span
        When it began (days, negative).
    edges, spent : float64 (cells + 1,), (cells,)
        Possible starts, and the work that each would have left behind it by now.
    """

    model: DurationModel
    calendar: CalendarTable
    scale: Floats
    starts: Span
    edges: Floats
    spent: Floats

    @classmethod
    def of(cls, model: DurationModel, scale: Floats, calendar: CalendarTable, starts: Span) -> UnderWay:
        """Weigh the possible starts; a known one is a single cell without width."""
        cells = 1 if starts.low == starts.high else START_CELLS
        edges = np.linspace(starts.low, starts.high, cells + 1)
        middles = (edges[:-1] + edges[1:]) / 2
        # Without an unknown factor or size all replications share one row of weights.
        one_scale = scale[:1] if np.all(scale == scale[0]) else scale
        return cls(model, calendar, one_scale, starts, edges, work_until_now(calendar, middles))

    def scores(self) -> Floats:
        """Normal score of the chance that the stage would have ended by now, shape (R or 1, cells)."""
        log_alive = self.model.distribution.log_sf(self.spent[None, :] / self.scale[:, None])
        return np.asarray(-ndtri_exp(log_alive), dtype=np.float64)


def work_until_now(calendar: CalendarTable, start_days: Floats) -> Floats:
    """Work a calendar allowed between instants before the data date and now."""
    return calendar.work_until(np.zeros(1)) - calendar.work_until(start_days)


def common_factor(u: Floats, shared: float, seen: list[UnderWay]) -> Floats:
    """Draw the common factor given the stages under way that it moves.

    Parameters
    ----------
    u : float64 (R,)
        Uniforms.
    shared : float
        Share of variance that is common, 0 to 0.95.
    seen : list of UnderWay
        Stages under way among those it moves.

    Returns
    -------
    float64 (R,)
        Standard normal a priori.
    """
    if not seen:
        return np.asarray(ndtri(u), dtype=np.float64)
    edges = np.linspace(-FACTOR_LIMIT, FACTOR_LIMIT, FACTOR_CELLS + 1)
    z = (edges[:-1] + edges[1:]) / 2
    log_weight = np.broadcast_to(-0.5 * z**2, (1, FACTOR_CELLS))
    for part in seen:
        given = (part.scores()[:, :, None] - np.sqrt(shared) * z) / np.sqrt(1 - shared)
        # A stage that could not have lasted this long in a future says nothing there about the factor.
        log_weight = log_weight + np.log(np.maximum(ndtr(-given).mean(axis=1), 1e-300))
    weights = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    return _inside(edges, weights, u)[0]


def start_of(part: UnderWay, u: Floats, shared: float, factor: Floats | None) -> Floats:
    """Draw when a stage under way began, each possible start weighted by the chance of still being under way."""
    if part.starts.low == part.starts.high:
        return np.full(len(u), part.starts.low)
    if factor is None:
        log_alive = part.model.distribution.log_sf(part.spent[None, :] / part.scale[:, None])
    else:
        log_alive = log_ndtr(-(part.scores() - np.sqrt(shared) * factor[:, None]) / np.sqrt(1 - shared))
    top = log_alive.max(axis=1, keepdims=True)
    possible = np.isfinite(top[:, 0])
    weights = np.exp(log_alive - np.where(possible[:, None], top, 0.0))
    # A future in which the stage could not have lasted this long keeps the latest start as the least impossible.
    weights[:, -1] = np.where(possible, weights[:, -1], 1.0)
    start, cell = _inside(part.edges, weights, u)
    # A cell may hold starts so early that the stage could not have lasted until now: its middle could.
    dead = np.isneginf(part.model.distribution.log_sf(work_until_now(part.calendar, start) / part.scale))
    middle = (part.edges[cell] + part.edges[cell + 1]) / 2
    return np.asarray(np.where(dead, middle, start), dtype=np.float64)


def log_survival(u: Floats, shared: float, factor: Floats | None) -> Floats:
    """Logarithm of the survival at which a fresh duration is read off its model."""
    if factor is None:
        return np.log1p(-u)
    score = np.sqrt(shared) * factor + np.sqrt(1 - shared) * ndtri(u)
    return np.asarray(log_ndtr(-score), dtype=np.float64)


def log_survival_given(
    model: DurationModel, spent: Floats, u: Floats, shared: float, factor: Floats
) -> Floats:
    """The same for a stage under way with work `spent` (in the model's unit) behind it."""
    seen = -ndtri_exp(model.distribution.log_sf(spent))
    own = (seen - np.sqrt(shared) * factor) / np.sqrt(1 - shared)
    with np.errstate(divide="ignore"):
        left = -ndtri_exp(np.log1p(-u) + log_ndtr(-own))
    return np.asarray(log_ndtr(-(np.sqrt(shared) * factor + np.sqrt(1 - shared) * left)), dtype=np.float64)


def _inside(edges: Floats, weights: Floats, u: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """Inverse of a distribution given by the weights of cells, every instant of a cell equally likely; and the cell."""
    ends = np.cumsum(weights, axis=1)
    at = u * (ends[:, -1] if len(ends) > 1 else ends[0, -1])
    cell = np.minimum((ends <= at[:, None]).sum(axis=1), weights.shape[1] - 1)
    rows = np.arange(len(u)) if len(ends) > 1 else np.zeros(len(u), dtype=np.intp)
    high = ends[rows, cell]
    low = np.where(cell > 0, ends[rows, np.maximum(cell - 1, 0)], 0.0)
    share = np.clip((at - low) / np.where(high > low, high - low, 1.0), 0.0, 1.0)
    return np.asarray(edges[cell] + share * (edges[cell + 1] - edges[cell]), dtype=np.float64), cell
