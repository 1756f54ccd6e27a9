"""Rule 13: homes entered in the official statistic at the end of a target year, before they are finished."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.array_types import Flags, Floats, Ints
from sim.model.draws import Draws
from sim.model.market_path import state_at
from sim.model.trace import Trace
from sim.plan import DONE, UNDER_WAY, Plan, PushRule, TargetYears

PUSH_RESOLUTION = 1e-9
"""Homes, and shares of work done, that differ by less are equal: so that no rounding decides between blocks."""


@dataclass(frozen=True)
class PushFacts:
    """What the pushes of R futures depend on, beside the homes of their blocks.

    Attributes
    ----------
    years : TargetYears or None
        None where the scenario has no push.
    counted : float64 (R, B)
        When the homes of a block enter at their milestone, days; NaN where they do not, or had before the data date.
    may_enter : bool (R, Y, B)
        Whether homes of a block, those not in the statistic by then, can be entered at the end of each target year.
    order : int64 (R, Y, B)
        Blocks in the order in which homes are taken from them; any order where no push can be made.
    lucky : bool (R, Y)
        Whether a push is made where there is a gap that it can fill.
    share : float64 (R,)
        Share of the homes that can be entered at most.
    beyond : float64 (R, Y)
        Homes entered beyond what the target lacked, as a share of the year's own target.
    """

    years: TargetYears | None
    counted: Floats
    may_enter: Flags
    order: Ints
    lucky: Flags
    share: Floats
    beyond: Floats

    def of(self, futures: Ints | slice) -> PushFacts:
        """Facts of some of the futures."""
        return PushFacts(
            self.years,
            self.counted[futures],
            self.may_enter[futures],
            self.order[futures],
            self.lucky[futures],
            self.share[futures],
            self.beyond[futures],
        )


def push_facts(plan: Plan, draws: Draws, trace: Trace, counted: Floats) -> PushFacts:
    """Read off a trace what its pushes depend on.

    Parameters
    ----------
    plan : Plan
    draws : Draws
    trace : Trace
        All of the same replications.
    counted : float64 (R, B)
        When the homes of a block enter at their milestone, days; NaN where they do not, or had before the data date.

    Returns
    -------
    PushFacts
    """
    years, rule = plan.measurement.push, plan.chances.push
    count, blocks = counted.shape
    ends = np.empty(0) if years is None else years.edges[1:]
    may_enter = np.zeros((count, len(ends), blocks), dtype=np.bool_)
    order = np.broadcast_to(np.arange(blocks), (count, len(ends), blocks)).copy()
    lucky = np.zeros((count, len(ends)), dtype=np.bool_)
    for i, end in enumerate(ends.tolist()):
        assert rule is not None
        may_enter[:, i] = _may_enter(plan, draws, trace, counted, end)
        lucky[:, i] = draws.push_luck[:, i] < _chance(draws, rule, end)
        at = np.flatnonzero(lucky[:, i] & may_enter[:, i].any(axis=1))
        order[at, i] = np.argsort(-_share_done(plan, draws, trace, at, end), axis=1, kind="stable")
    return PushFacts(years, counted, may_enter, order, lucky, draws.push_share, draws.push_beyond)


def early_homes(facts: PushFacts, homes: Ints) -> Ints:
    """Say how many homes of each block enter the statistic in the push of each target year.

    Parameters
    ----------
    facts : PushFacts
    homes : int64 (R, B)
        Homes of each block that can count.

    Returns
    -------
    int64 (R, B, Y)
        Y is 0 where the scenario has no push.
    """
    years = facts.years
    if years is None:
        return np.zeros((*homes.shape, 0), dtype=np.int64)
    early = np.zeros((*homes.shape, len(years.homes)), dtype=np.int64)
    left = homes.copy()
    carried = np.zeros(len(homes), dtype=np.int64)
    for i, target in enumerate(years.homes.tolist()):
        begin, end = years.edges[i], years.edges[i + 1]
        in_year = (begin <= facts.counted) & (facts.counted < end)
        entered = np.where(in_year, left, 0).sum(axis=1) + years.done[i]
        to_enter = np.where(facts.may_enter[:, i], left, 0)
        most = _whole(facts.share * to_enter.sum(axis=1))
        gap = target - entered - carried
        made = (gap > 0) & (most >= gap) & facts.lucky[:, i]
        beyond = _whole(np.minimum(facts.beyond[:, i] * target, most))
        pushed = np.where(made, np.minimum(most, gap + beyond), 0)
        at = np.flatnonzero(pushed)
        early[at, :, i] = _handed_out(pushed[at], to_enter[at], facts.order[at, i])
        left[at] -= early[at, :, i]
        carried = _carried(years, entered + pushed + carried - target)
    return early


def _whole(homes: Floats) -> Ints:
    """Whole homes: fractions are left out."""
    return np.floor(homes + PUSH_RESOLUTION).astype(np.int64)


def _carried(years: TargetYears, beyond: Ints) -> Ints:
    """Homes that a year hands on to the next: what it had beyond its target, or lacked."""
    if years.carry_over == "none":
        return np.zeros_like(beyond)
    return np.maximum(beyond, 0) if years.carry_over == "surplus" else beyond


def _may_enter(plan: Plan, draws: Draws, trace: Trace, counted: Floats, end: float) -> Flags:
    """Whether the stage at whose end a block is eligible has begun, and the block neither entered nor lapsed."""
    measurement = plan.measurement
    row, node = measurement.row_of, measurement.eligible_node
    begun = (plan.network.state[row, node] == DONE) | (trace.started[:, row, node] < end)
    over = (counted < end) | (trace.lapsed[:, row] < end) | plan.network.ended[row]
    return np.asarray(begun & ~over & ~draws.counted_before)


def _chance(draws: Draws, rule: PushRule, at: float) -> Floats:
    """Likelihood of the push by the state of the market, shape (R,)."""
    paths = zip(draws.market_days.tolist(), draws.market_states.tolist(), strict=True)
    states = np.array([state_at(days, states, at) for days, states in paths], dtype=np.int64)
    return np.take_along_axis(draws.likelihoods[:, rule.likelihood], states[:, None], axis=1)[:, 0]


def _handed_out(homes: Ints, to_enter: Ints, order: Ints) -> Ints:
    """Homes of each block, shape (R, B): of the block furthest done first, of equal ones the first in the file."""
    in_order = np.take_along_axis(to_enter, order, axis=1)
    before = in_order.cumsum(axis=1) - in_order
    given = np.zeros_like(to_enter)
    np.put_along_axis(given, order, np.clip(homes[:, None] - before, 0, in_order), axis=1)
    return given


def _share_done(plan: Plan, draws: Draws, trace: Trace, at: Ints, end: float) -> Floats:
    """Share of the work of the stage at whose end each block is eligible, done by an instant, shape (at, B).

    In parts of `PUSH_RESOLUTION`; below 0 for stages not begun. Stops and recalls stop the work.
    """
    share = np.empty((len(at), draws.homes.shape[1]))
    for b in range(share.shape[1]):
        share[:, b] = _share_of_block(plan, draws, trace, at, b, end)
    return np.rint(share / PUSH_RESOLUTION)


def _share_of_block(plan: Plan, draws: Draws, trace: Trace, at: Ints, b: int, end: float) -> Floats:
    network, p, s = plan.network, int(plan.measurement.row_of[b]), int(plan.measurement.eligible_node[b])
    if network.state[p, s] == DONE:
        return np.ones(len(at))
    g = int(network.graph_of[p])
    work_until = network.calendars[network.calendar_of[g, s]].work_until
    start, ended = trace.started[at, p, s], trace.ended[at, p, s]
    idle = draws.idle_work[at, p, s]
    done = work_until(np.full(len(at), end)) - work_until(start) - idle
    waits = np.minimum(draws.resume_days[at, p, s], end)
    done = done - (work_until(waits) - work_until(np.zeros(1)))
    column = int(network.recall_column[g, s])
    if column >= 0:
        for c in range(trace.stalled.shape[3]):
            stop, go_on = trace.stalled[at, p, column, c], trace.resumed[at, p, column, c]
            go_on = np.minimum(np.where(np.isnan(go_on), np.inf, go_on), end)
            done = done - np.nan_to_num(work_until(go_on) - work_until(np.minimum(stop, end)))
    if network.state[p, s] == UNDER_WAY:
        whole = draws.work_days[at, p, s, 0] + work_until(np.zeros(1)) - work_until(start) - idle
    else:
        version = (network.version_days[g, s][None, :] <= start[:, None]).sum(axis=1) - 1
        whole = draws.work_days[at, p, s, np.maximum(version, 0)]
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(whole > 0, done / whole, 1.0)
    share = np.where(ended < end, 1.0, np.minimum(share, 1.0))
    return np.where(start < end, share, -1.0)
