"""Plan, seed and replications -> draws: the numbers of each future, made before anything is simulated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.distributions import remaining
from sim.model.addresses import SHARED, Address, uniforms
from sim.model.calendars import CalendarTable
from sim.model.plan import DONE, UNDER_WAY, Plan, RowChances, Span, WorkLaw

START_CELLS = 128
"""Cells in which an unknown start date is weighed; inside a cell every instant is equally likely."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Draws:
    """Random numbers of a run of consecutive replications.

    Attributes
    ----------
    first : int
        Number of the first replication.
    entry_days : float64 (R, P)
        When a project not started enters; 0 for the others.
    work_days : float64 (R, P, K)
        Work of each step on its own calendar; what is left of it for steps under way; NaN for steps done.
    start_days : float64 (R, P, K)
        When steps under way began (negative); NaN for all others.
    homes : int64 (R, P)
        Homes of each row.
    counted_before : bool (R, P)
        Whether the official statistic held the row before the data date.
    """

    first: int
    entry_days: Floats
    work_days: Floats
    start_days: Floats
    homes: NDArray[np.int64]
    counted_before: NDArray[np.bool_]


@dataclass(frozen=True)
class _Room:
    """One seed and one run of replications: where this module's uniforms come from."""

    seed: int
    first: int
    count: int

    def uniforms(self, row: RowChances, stage: str, purpose: str) -> Floats:
        return uniforms(self.seed, Address(row.project, row.block, stage, purpose), self.first, self.count)

    def shared(self, stage: str, purpose: str) -> Floats:
        return uniforms(self.seed, Address(SHARED, "", stage, purpose), self.first, self.count)

    def span(self, row: RowChances, span: Span, purpose: str) -> Floats:
        if span.low == span.high:
            return np.full(self.count, span.low)
        return span.low + self.uniforms(row, "", purpose) * (span.high - span.low)


def draw(plan: Plan, seed: int, first: int, count: int) -> Draws:
    """Make the draws of replications `first` .. `first + count - 1`.

    Parameters
    ----------
    plan : Plan
    seed : int
        0 to 2**64 - 1.
    first, count : int
        Which replications; any split of a range gives the same numbers.

    Returns
    -------
    Draws
    """
    room = _Room(seed, first, count)
    network, rows = plan.network, plan.chances.rows
    shape = (count, *network.state.shape)
    homes, land_ha = _sizes(plan, room)
    work = np.full(shape, np.nan)
    starts = np.full(shape, np.nan)
    entry = np.zeros(shape[:2])
    factors: dict[str, Floats] = {}
    for p, row in enumerate(rows):
        entry[:, p] = room.span(row, row.entry_days, "entry")
        begun = dict(row.starts)
        for k, stage in enumerate(row.stages):
            if network.state[p, k] == DONE:
                continue
            law = plan.chances.laws[row.laws[k]]
            factor = (
                _factor(law, factors, room) * _growth(law, homes[:, p], land_ha[:, p]) * law.days_per_unit
            )
            u = room.uniforms(row, stage, "work")
            if network.state[p, k] == UNDER_WAY:
                calendar = network.calendars[network.calendar_of[network.route_of[p], k]]
                begin = _starts(law, factor, calendar, begun[k], room, row, stage)
                spent = _work_until_now(calendar, begin)
                starts[:, p, k] = begin
                work[:, p, k] = factor * remaining(law.distribution, u, spent / factor)
            else:
                work[:, p, k] = factor * law.distribution.quantile(u)
    return Draws(first, entry, work, starts, homes, _counted_before(plan, room))


def _sizes(plan: Plan, room: _Room) -> tuple[NDArray[np.int64], Floats]:
    rows = plan.chances.rows
    homes = np.empty((room.count, len(rows)), dtype=np.int64)
    land = np.full((room.count, len(rows)), np.nan)
    for p, row in enumerate(rows):
        if row.homes_group < 0:
            # Whole numbers, both ends as likely as the others.
            span = Span(row.homes.low, row.homes.high + 1.0) if row.homes.low < row.homes.high else row.homes
            homes[:, p] = np.floor(room.span(row, span, "homes"))
        if row.land_ha is not None:
            land[:, p] = room.span(row, row.land_ha, "land")
    for index, total in enumerate(plan.chances.groups):
        members = [p for p, row in enumerate(rows) if row.homes_group == index]
        if not members:
            continue
        raw = np.stack([room.span(rows[p], rows[p].homes, "homes") for p in members], axis=1)
        shares = raw / raw.sum(axis=1, keepdims=True)
        homes[:, members] = _whole_numbers(shares, total.homes)
        if np.isfinite(total.land_ha):
            land[:, members] = shares * total.land_ha
    return homes, land


def _whole_numbers(shares: Floats, total: int) -> NDArray[np.int64]:
    """Largest-remainder rounding, so that every replication sums to the total exactly."""
    exact = shares * total
    whole = np.floor(exact).astype(np.int64)
    short = total - whole.sum(axis=1)
    rank = np.argsort(np.argsort(whole - exact, axis=1, kind="stable"), axis=1, kind="stable")
    return np.asarray(whole + (rank < short[:, None]), dtype=np.int64)


def _factor(law: WorkLaw, made: dict[str, Floats], room: _Room) -> Floats:
    if law.uncertain is None:
        return np.ones(room.count)
    if law.uncertain_id not in made:
        made[law.uncertain_id] = law.uncertain.quantile(room.shared(law.uncertain_id, "uncertain"))
    return made[law.uncertain_id]


def _growth(law: WorkLaw, homes: NDArray[np.int64], land_ha: Floats) -> Floats:
    if law.scale_by is None:
        return np.ones(len(homes))
    size = homes if law.scale_by == "homes" else land_ha
    return np.asarray((size / law.scale_reference) ** law.scale_exponent, dtype=np.float64)


def _work_until_now(calendar: CalendarTable, start_days: Floats) -> Floats:
    if len(calendar.cumulative) == 0:
        return -start_days
    days = np.arange(len(calendar.cumulative)) + calendar.origin_day
    return np.asarray(
        np.interp(0.0, days, calendar.cumulative) - np.interp(start_days, days, calendar.cumulative),
        dtype=np.float64,
    )


def _starts(
    law: WorkLaw,
    factor: Floats,
    calendar: CalendarTable,
    span: Span,
    room: _Room,
    row: RowChances,
    stage: str,
) -> Floats:
    """Start instants; unknown ones weighted by the chance of being still under way today (prior x survival)."""
    if span.low == span.high:
        return np.full(room.count, span.low)
    edges = np.linspace(span.low, span.high, START_CELLS + 1)
    spent = _work_until_now(calendar, (edges[:-1] + edges[1:]) / 2)
    # Without an unknown factor or size all replications share one row of weights.
    scales = factor[:1] if np.all(factor == factor[0]) else factor
    log_alive = law.distribution.log_sf(spent[None, :] / scales[:, None])
    top = log_alive.max(axis=1, keepdims=True)
    weights = np.exp(log_alive - np.where(np.isfinite(top), top, 0.0))
    # A future in which the stage could not have lasted this long keeps the latest start as the least impossible.
    weights[:, -1] = np.where(np.isfinite(top[:, 0]), weights[:, -1], 1.0)
    ends = np.cumsum(weights, axis=1)
    u = room.uniforms(row, stage, "start")[:, None] * ends[:, -1:]
    cell = np.minimum((ends <= u).sum(axis=1), START_CELLS - 1)
    return _inside(edges, ends, u[:, 0], cell)


def _inside(edges: Floats, ends: Floats, u: Floats, cell: NDArray[np.intp]) -> Floats:
    rows = np.arange(len(cell)) if len(ends) > 1 else np.zeros(len(cell), dtype=np.intp)
    high = ends[rows, cell]
    low = np.where(cell > 0, ends[rows, np.maximum(cell - 1, 0)], 0.0)
    share = np.clip((u - low) / np.where(high > low, high - low, 1.0), 0.0, 1.0)
    return np.asarray(edges[cell] + share * (edges[cell + 1] - edges[cell]), dtype=np.float64)


def _counted_before(plan: Plan, room: _Room) -> NDArray[np.bool_]:
    rows, weights = plan.chances.rows, plan.chances.account_weights
    if weights:
        ends = np.cumsum(weights)
        account = np.minimum(
            (ends[None, :] <= room.shared("", "account")[:, None]).sum(axis=1), len(weights) - 1
        )
    else:
        account = np.zeros(room.count, dtype=np.intp)
    table = np.array([row.counted_in for row in rows], dtype=np.bool_)
    return np.asarray(table[:, account].T)
