"""Stages under way: since when, and how much work is left.

A stage known to have been under way after work k has T > k; of T, the work e that it can have done by the data date
is behind it. Where a common factor Z moves the share r of its variance, its normal score is sqrt(r) Z + sqrt(1 - r) e'.
Z itself keeps its prior N(0, 1) whatever is under way. A register lists a row because it is still under way: where rows
begin at an unknown rate, the density of a listed row's start, given that it is listed, is the same for every Z.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtri, ndtri_exp

from sim.array_types import Floats
from sim.calendars import CalendarTable
from sim.distributions import remaining
from sim.plan import DurationModel, UnderWayNode

START_CELLS = 32
"""Cells in which an unknown start is weighed; inside a cell every instant is equally likely."""
REPORTED_CELL_DAYS = 8.0
"""No cell is shorter where a share of the work is reported."""


@dataclass(frozen=True)
class UnderWay:
    """A stage under way in every replication.

    Attributes
    ----------
    model : DurationModel
    calendar : CalendarTable
    scale : float64 (R,) or (1,)
        Work days of one unit of the model, unknown factor and size included.
    node : UnderWayNode
        When it began, and until when it is known to have been under way.
    edges, spent, worked : float64 (cells + 1,), (cells,), (cells,)
        Possible starts; the work that each would have left behind it when it was last known to be under way; and that
        by the day of which a reported share of work speaks, 0 where none is reported.
    """

    model: DurationModel
    calendar: CalendarTable
    scale: Floats
    node: UnderWayNode
    edges: Floats
    spent: Floats
    worked: Floats

    @classmethod
    def of(cls, model: DurationModel, scale: Floats, calendar: CalendarTable, node: UnderWayNode) -> UnderWay:
        """Cut the possible starts into cells; a known one is a single cell without width."""
        cells = 1 if node.start.low == node.start.high else START_CELLS
        if node.reported is not None:
            # They are gone through for each cell of whole durations: a month needs few.
            cells = min(cells, int(np.ceil((node.start.high - node.start.low) / REPORTED_CELL_DAYS)) or 1)
        edges = np.linspace(node.start.low, node.start.high, cells + 1)
        middles = (edges[:-1] + edges[1:]) / 2
        # Without an unknown factor or size all replications share one row of weights.
        one_scale = scale[:1] if np.all(scale == scale[0]) else scale
        spent = work_without_stops(calendar, node, middles, node.known_days)
        worked = np.zeros(cells)
        if node.reported is not None:
            days = node.reported.days
            worked = work_without_stops(calendar, node, np.minimum(middles, days), days)
        return cls(model, calendar, one_scale, node, edges, spent, worked)

    def done(self, start_days: Floats, days: float) -> Floats:
        """Work done from each of `start_days` until an instant not before them."""
        return work_without_stops(self.calendar, self.node, start_days, days)

    def scores(self) -> Floats:
        """Normal score of the chance that the stage would have ended by now, shape (R or 1, cells)."""
        log_alive = self.model.distribution.log_sf(self.spent[None, :] / self.scale[:, None])
        return np.asarray(-ndtri_exp(log_alive), dtype=np.float64)


def work_since(calendar: CalendarTable, start_days: Floats, days: float) -> Floats:
    """Work a calendar allowed from each of `start_days` until an instant not before them."""
    return calendar.work_until(np.full(1, days)) - calendar.work_until(start_days)


def work_without_stops(
    calendar: CalendarTable, node: UnderWayNode, start_days: Floats, days: float
) -> Floats:
    """Work of a node under way from each of `start_days` until an instant up to the data date, without its stops."""
    done = work_since(calendar, start_days, days) - idle_work(calendar, node, start_days, days)
    # Rounding may leave less than nothing of a stage that stopped as it began.
    return np.maximum(done, 0.0)


def idle_work(calendar: CalendarTable, node: UnderWayNode, start_days: Floats, days: float) -> Floats:
    """Work that a calendar allowed from each of `start_days` until an instant while the node's work stood still."""
    idle = np.zeros(len(start_days))
    for stop in node.stops:
        low = np.maximum(start_days, stop.low)
        high = np.maximum(low, min(stop.high, days))
        idle += calendar.work_until(high) - calendar.work_until(low)
    return idle


def start_of(part: UnderWay, u: Floats, shared: float, factor: Floats | None) -> Floats:
    """Draw when a stage under way began, each possible start weighted by the chance of still being under way."""
    start, known_days = part.node.start, part.node.known_days
    if start.low == start.high:
        return np.full(len(u), start.low)
    if factor is None:
        log_alive = part.model.distribution.log_sf(part.spent[None, :] / part.scale[:, None])
    else:
        log_alive = log_ndtr(-(part.scores() - np.sqrt(shared) * factor[:, None]) / np.sqrt(1 - shared))
    top = log_alive.max(axis=1, keepdims=True)
    possible = np.isfinite(top[:, 0])
    weights = np.exp(log_alive - np.where(possible[:, None], top, 0.0))
    # A future in which the stage could not have lasted this long keeps the latest start as the least impossible.
    weights[:, -1] = np.where(possible, weights[:, -1], 1.0)
    begun, cell = _inside(part.edges, weights, u)
    # A cell may hold starts so early that the stage could not have lasted until then: its middle could.
    spent = part.done(begun, known_days)
    dead = np.isneginf(part.model.distribution.log_sf(spent / part.scale))
    middle = (part.edges[cell] + part.edges[cell + 1]) / 2
    return np.asarray(np.where(dead, middle, begun), dtype=np.float64)


def work_left(part: UnderWay, start_days: Floats, u: Floats, shared: float, factor: Floats | None) -> Floats:
    """Draw how much work is left on the data date: max(T - work done, 0), given T > work done when it was last known.

    Parameters
    ----------
    part : UnderWay
    start_days : float64 (R,)
        When it began.
    u : float64 (R,)
        Uniforms.
    shared : float
        Share of variance that its common factor moves, 0 to 0.95.
    factor : float64 (R,) or None
        That factor, where there is one.

    Returns
    -------
    float64 (R,)
        Work days, 0 or more.
    """
    distribution, scale = part.model.distribution, part.scale
    done = part.done(start_days, 0.0) / scale
    known = part.done(start_days, part.node.known_days) / scale
    if factor is None:
        return np.asarray(scale * remaining(distribution, u, done, known), dtype=np.float64)
    seen = -ndtri_exp(np.where(known > 0, distribution.log_sf(known), 0.0))
    own = (seen - np.sqrt(shared) * factor) / np.sqrt(1 - shared)
    with np.errstate(divide="ignore"):
        score = -ndtri_exp(np.log1p(-u) + log_ndtr(-own))
    whole = distribution.isf_log(log_ndtr(-(np.sqrt(shared) * factor + np.sqrt(1 - shared) * score)))
    return left_of(part, start_days, whole)


def left_of(part: UnderWay, start_days: Floats, whole: Floats) -> Floats:
    """Work left on the data date, days, of a whole duration in the unit of the model; 0 where it is over by then."""
    done = part.done(start_days, 0.0) / part.scale
    return np.asarray(part.scale * np.maximum(whole - done, 0.0), dtype=np.float64)


def log_survival(u: Floats, shared: float, factor: Floats | None) -> Floats:
    """Logarithm of the survival at which a fresh duration is read off its model."""
    if factor is None:
        return np.log1p(-u)
    score = np.sqrt(shared) * factor + np.sqrt(1 - shared) * ndtri(u)
    return np.asarray(log_ndtr(-score), dtype=np.float64)


def drawn_cell(weights: Floats, u: Floats) -> tuple[NDArray[np.intp], Floats]:
    """Inverse of a distribution given by the weights of cells: the cell, and which share of it lies below.

    Parameters
    ----------
    weights : float64 (R or 1, cells)
        One row where all replications share it.
    u : float64 (R,)
        Uniforms.

    Returns
    -------
    intp (R,), float64 (R,)
        The share is from 0 to 1: within a cell every value is equally likely.
    """
    ends = np.cumsum(weights, axis=1)
    at = u * (ends[:, -1] if len(ends) > 1 else ends[0, -1])
    cell = np.minimum((ends <= at[:, None]).sum(axis=1), weights.shape[1] - 1)
    rows = np.arange(len(u)) if len(ends) > 1 else np.zeros(len(u), dtype=np.intp)
    high = ends[rows, cell]
    low = np.where(cell > 0, ends[rows, np.maximum(cell - 1, 0)], 0.0)
    return cell, np.clip((at - low) / np.where(high > low, high - low, 1.0), 0.0, 1.0)


def _inside(edges: Floats, weights: Floats, u: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """Inverse of a distribution given by the weights of cells between `edges`; and the cell."""
    cell, share = drawn_cell(weights, u)
    value = edges[cell] + share * (edges[cell + 1] - edges[cell])
    # Rounding may lead past the last edge.
    return np.asarray(np.minimum(value, edges[-1]), dtype=np.float64), cell
