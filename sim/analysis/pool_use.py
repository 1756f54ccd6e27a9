"""How pools and stocks were used and waited for, quarter by quarter.

A request counts in the quarter in which it was made: that of a node for its slot (`supplied` to `started`), of a round
after a gap without a slot, of the first round after a recall and of the work that is resumed. A wait counts in full,
also where it goes on after the quarters told; that of a project that dropped out until it did, and one that nothing
ends up to the horizon. A request between rounds, or after a recall, that was not served by then is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.node_time import never
from sim.model.draws import Draws
from sim.model.plan import DONE, NONE, UNDER_WAY, Plan
from sim.model.trace import Trace

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Use:
    """Sums over futures; pools first, then stocks; shapes (Q + N, quarters).

    Attributes
    ----------
    requests : float64
        Requests made in the quarter.
    wait_days : float64
        Days that these requests waited.
    waiting_days : float64
        Days in the quarter that requests, whenever made, waited.
    held_days : float64
        Days in the quarter that slots were held; zero for stocks.
    """

    requests: Floats
    wait_days: Floats
    waiting_days: Floats
    held_days: Floats

    def __add__(self, other: Use) -> Use:
        return Use(
            self.requests + other.requests,
            self.wait_days + other.wait_days,
            self.waiting_days + other.waiting_days,
            self.held_days + other.held_days,
        )


Spans = tuple[Floats, Floats]


def use_of(plan: Plan, draws: Draws, trace: Trace, edges: Floats) -> Use:
    """Sum up how pools and stocks were used.

    Parameters
    ----------
    plan : Plan
    draws : Draws
    trace : Trace
        Both of the same replications.
    edges : float64 (quarters + 1,)
        First instants of the quarters, from the data date on, and the end of the last.

    Returns
    -------
    Use
    """
    network, end = plan.network, float(edges[-1])
    givers = len(network.pool_rule) + len(network.stock_change_days)
    quarters = len(edges) - 1
    use = Use(*(np.zeros((givers, quarters)) for _ in range(4)))
    gone = np.minimum(never(trace.lapsed), network.horizon_days)
    waits: list[list[Spans]] = [[] for _ in range(givers)]
    for giver, p, begin, over in _waits(plan, draws, trace):
        asked = begin < end
        waits[giver].append((begin[asked], np.maximum(np.minimum(over, gone[:, p]), begin)[asked]))
    held: list[list[Spans]] = [[] for _ in range(givers)]
    for pool, begin, over in _held(plan, trace, draws):
        known = begin < end
        held[pool].append((np.maximum(begin[known], 0.0), over[known]))
    for giver in range(givers):
        begin, over = _together(waits[giver])
        quarter = np.searchsorted(edges, begin, side="right") - 1
        use.requests[giver] = np.bincount(quarter, minlength=quarters)
        use.wait_days[giver] = np.bincount(quarter, over - begin, minlength=quarters)
        use.waiting_days[giver] = _overlap(begin, over, edges)
        use.held_days[giver] = _overlap(*_together(held[giver]), edges)
    return use


def _together(spans: list[Spans]) -> Spans:
    begin, over = (np.concatenate([np.empty(0), *(span[end].ravel() for span in spans)]) for end in (0, 1))
    return begin, over


def slots_by_quarter(plan: Plan, edges: Floats) -> Floats:
    """Mean capacity in force in each quarter, shape (Q, quarters)."""
    network, slots = plan.network, np.zeros((len(plan.network.pool_rule), len(edges) - 1))
    for pool, (days, numbers) in enumerate(
        zip(network.pool_change_days, network.pool_change_slots, strict=True)
    ):
        for day, following, number in zip(days, np.append(days[1:], np.inf), numbers, strict=True):
            if day < edges[-1]:
                span = np.maximum([day], 0.0), np.minimum([following], edges[-1])
                slots[pool] += number * _overlap(*span, edges)
    return np.asarray(slots / np.diff(edges))


def _overlap(begin: Floats, over: Floats, edges: Floats) -> Floats:
    """Days of all spans together that fall into each quarter."""
    until = np.array([np.clip(np.minimum(over, edge) - begin, 0.0, None).sum() for edge in edges])
    return np.asarray(np.diff(until))


def _nodes(plan: Plan) -> Iterator[tuple[int, int, int]]:
    """(row, graph, node) of every node that is not padding."""
    for p, g in enumerate(plan.network.graph_of.tolist()):
        for s in range(int(plan.network.node_count[g])):
            yield p, g, s


def _waits(plan: Plan, draws: Draws, trace: Trace) -> Iterator[tuple[int, int, Floats, Floats]]:
    """(giver, row, asked, given) of every kind of request, NaN where there was none; shapes (R,)."""
    network, pools = plan.network, len(plan.network.pool_rule)
    for p, g, s in _nodes(plan):
        if network.state[p, s] != DONE:
            pool, stock = int(network.pool_of[g, s]), int(network.stock_of[g, s])
            if pool != NONE:
                yield pool, p, trace.supplied[:, p, s], never(trace.started[:, p, s])
            if stock != NONE:
                takes = draws.stock_amount[:, p, s] > 0
                asked = np.where(takes, trace.noticed[:, p, s], np.nan)
                yield pools + stock, p, asked, never(trace.supplied[:, p, s])
            yield from _waits_after_recalls(plan, trace, p, g, s)
        if network.pool_of[g, s] != NONE and network.rounds_column[g, s] != NONE:
            gaps = _gaps(plan, draws, trace, p, g, s)
            for over, again, loop in gaps:
                yield int(network.pool_of[g, s]), p, np.where(loop, np.nan, over), again


def _waits_after_recalls(
    plan: Plan, trace: Trace, p: int, g: int, s: int
) -> Iterator[tuple[int, int, Floats, Floats]]:
    network, column = plan.network, plan.network.recall_column[g, s]
    if column == NONE:
        return
    host = int(network.recall_rounds_node[g, s])
    begun = trace.round_started[:, p, network.rounds_column[g, host]]
    over = trace.round_ended[:, p, network.rounds_column[g, host]]
    for c in range(trace.recalled.shape[3]):
        recalled, resumed = trace.recalled[:, p, column, c], trace.resumed[:, p, column, c]
        if network.pool_of[g, host] != NONE:
            first = np.where(begun >= recalled[:, None], begun, np.inf).min(axis=1)
            yield int(network.pool_of[g, host]), p, np.where(np.isinf(first), np.nan, recalled), first
        if network.pool_of[g, s] != NONE:
            found = np.where(over <= resumed[:, None], over, -np.inf).max(axis=1)
            yield int(network.pool_of[g, s]), p, np.where(np.isinf(found), np.nan, found), resumed


def _gaps(
    plan: Plan, draws: Draws, trace: Trace, p: int, g: int, s: int
) -> Iterator[tuple[Floats, Floats, NDArray[np.bool_]]]:
    """(end of the gap after a round, start of the next, whether the slot was kept), NaN where none; shapes (R,)."""
    network, column = plan.network, plan.network.rounds_column[g, s]
    begun, ended = trace.round_started[:, p, column], trace.round_ended[:, p, column]
    for a in range(begun.shape[1] - 1):
        version = np.maximum((network.version_days[g, s] <= begun[:, a, None]).sum(axis=1) - 1, 0)
        over = ended[:, a] + draws.gap_days[np.arange(len(begun)), p, column, version, a]
        # A round that begins before the gap would be over belongs to another tender, after a recall.
        follows = (begun[:, a + 1] >= over) & ~np.isnan(over)
        kind = network.tender_of[g, s, version]
        loop = network.tenders.holds_loop[kind] if len(network.tenders.rounds) else np.zeros(len(kind), bool)
        if a == 0 or network.recall_rounds_node[g].max(initial=NONE) != NONE:
            follows &= ~_found_before(trace, p, g, s, plan, ended[:, a], begun[:, a + 1])
        yield (
            np.where(follows, over, np.nan),
            np.where(follows, begun[:, a + 1], np.nan),
            loop & (kind != NONE),
        )


def _found_before(
    trace: Trace, p: int, g: int, s: int, plan: Plan, ended: Floats, begun: Floats
) -> NDArray[np.bool_]:
    """Whether the tender was over after a round: its node ended then, or work was recalled before the next round."""
    network, over = plan.network, trace.ended[:, p, s] == ended
    for host in np.flatnonzero(network.recall_rounds_node[g] == s):
        recalled = trace.recalled[:, p, network.recall_column[g, host]]
        over = over | ((recalled >= ended[:, None]) & (recalled <= begun[:, None])).any(axis=1)
    return np.asarray(over)


def _held(plan: Plan, trace: Trace, draws: Draws) -> Iterator[tuple[int, Floats, Floats]]:
    """(pool, from, to) of every kind of span in which a slot was held, infinite where not over; shapes (R, …)."""
    network = plan.network
    for p, g, s in _nodes(plan):
        pool, column = int(network.pool_of[g, s]), network.rounds_column[g, s]
        if pool == NONE:
            continue
        tender = np.zeros(len(trace.lapsed), dtype=np.bool_)
        if column != NONE:
            begun = trace.round_started[:, p, column]
            yield pool, begun, never(trace.round_ended[:, p, column])
            for a, (over, again, loop) in enumerate(_gaps(plan, draws, trace, p, g, s)):
                kept = np.where(loop & (over == again), trace.round_ended[:, p, column, a], np.nan)
                yield pool, kept, never(again)
            under_way = network.state[p, s] == UNDER_WAY
            tender = (
                np.full(len(begun), network.tender_of[g, s, 0] != NONE)
                if under_way
                else ~np.isnan(begun[:, 0])
            )
        if network.state[p, s] == DONE:
            continue
        begin, end = (np.where(tender, np.nan, trace.started[:, p, s]), never(trace.ended[:, p, s]))
        recall = network.recall_column[g, s]
        if recall == NONE:
            yield pool, begin, end
            continue
        for c in range(trace.recalled.shape[3]):
            yield pool, begin, np.minimum(never(trace.recalled[:, p, recall, c]), end)
            begin = np.where(
                np.isnan(trace.recalled[:, p, recall, c]), np.nan, trace.resumed[:, p, recall, c]
            )
        yield pool, begin, end
