"""How pools and stocks were used and waited for, quarter by quarter.

A request counts in the quarter in which it was made. Requests are: a node's for its slot (from `supplied` to
`started`) and for its stock (from `noticed` to `supplied`); that of a tender's round after a gap in which the slot was
given back; that of the first round after a recall; and that of the work that is resumed afterwards.

A wait counts in full, also where it ends after the quarters shown. The wait of a project that drops out ends when it
does; one that is not over at the horizon ends there. A request between rounds, or after a recall, that was not served
by then is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.analysis.bottleneck.node_time import never
from sim.array_types import Flags, Floats, Ints
from sim.model import Draws, Trace
from sim.plan import DONE, NONE, UNDER_WAY, Plan


@dataclass(frozen=True)
class Use:
    """Sums over futures for Q pools, then N stocks, in each quarter; shapes (Q + N, quarters).

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
    resources = len(network.pool_rule) + len(network.stock_change_days)
    quarters = len(edges) - 1
    use = Use(*(np.zeros((resources, quarters)) for _ in range(4)))
    gone = np.minimum(never(trace.lapsed), network.horizon_days)
    waits: list[list[Spans]] = [[] for _ in range(resources)]
    for resource, rows, begin, over in _waits(plan, draws, trace):
        asked = begin < end
        waits[resource].append((begin[asked], np.maximum(np.minimum(over, gone[:, rows]), begin)[asked]))
    held: list[list[Spans]] = [[] for _ in range(resources)]
    for pool, begin, over in _held(plan, trace, draws):
        known = begin < end
        held[pool].append((np.maximum(begin[known], 0.0), over[known]))
    for resource in range(resources):
        begin, over = _together(waits[resource])
        quarter = np.searchsorted(edges, begin, side="right") - 1
        use.requests[resource] = np.bincount(quarter, minlength=quarters)
        use.wait_days[resource] = np.bincount(quarter, over - begin, minlength=quarters)
        use.waiting_days[resource] = _overlap(begin, over, edges)
        use.held_days[resource] = _overlap(*_together(held[resource]), edges)
    return use


def _together(spans: list[Spans]) -> Spans:
    """Spans of several arrays as one pair of flat arrays."""
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
    """Days of each quarter that lie in spans, added over all spans."""
    until = np.array([np.clip(np.minimum(over, edge) - begin, 0.0, None).sum() for edge in edges])
    return np.asarray(np.diff(until))


def _nodes(plan: Plan) -> Iterator[tuple[int, int, Ints]]:
    """(graph, node, its rows) of every node that is not padding."""
    for g, count in enumerate(plan.network.node_count.tolist()):
        rows = np.flatnonzero(plan.network.graph_of == g)
        for s in range(count):
            yield g, s, rows


def _waits(plan: Plan, draws: Draws, trace: Trace) -> Iterator[tuple[int, Ints, Floats, Floats]]:
    """(resource, rows, asked, given) of every kind of request, as instants; shapes (R, K), NaN where none was made."""
    network, pools = plan.network, len(plan.network.pool_rule)
    for g, s, rows in _nodes(plan):
        pool, stock = int(network.pool_of[g, s]), int(network.stock_of[g, s])
        live = rows[network.state[rows, s] != DONE]
        if pool != NONE:
            yield pool, live, trace.supplied[:, live, s], never(trace.started[:, live, s])
        if stock != NONE:
            takes = draws.stock_amount[:, live, s] > 0
            asked = np.where(takes, trace.noticed[:, live, s], np.nan)
            yield pools + stock, live, asked, never(trace.supplied[:, live, s])
        if network.recall_column[g, s] != NONE:
            yield from _waits_after_recalls(plan, trace, g, s, live)
        if pool != NONE and network.rounds_column[g, s] != NONE:
            for over, again, kept in _gaps(plan, draws, trace, g, s, rows):
                yield pool, rows, np.where(kept, np.nan, over), again


def _waits_after_recalls(
    plan: Plan, trace: Trace, g: int, s: int, rows: Ints
) -> Iterator[tuple[int, Ints, Floats, Floats]]:
    """The same for requests after a recall: of the first new round, and of the work that is resumed."""
    network, column = plan.network, plan.network.recall_column[g, s]
    host = int(network.recall_rounds_node[g, s])
    begun = trace.round_started[:, rows, network.rounds_column[g, host]]
    # An investor was found at the end of a round, or assigned some time after it.
    over, assigned = (
        times[:, rows, network.rounds_column[g, host]] for times in (trace.round_ended, trace.assigned)
    )
    over = np.fmax(over, assigned)
    for c in range(trace.recalled.shape[3]):
        recalled, resumed = trace.recalled[:, rows, column, c], trace.resumed[:, rows, column, c]
        if network.pool_of[g, host] != NONE:
            first = np.where(begun >= recalled[:, :, None], begun, np.inf).min(axis=2)
            yield int(network.pool_of[g, host]), rows, np.where(np.isinf(first), np.nan, recalled), first
        if network.pool_of[g, s] != NONE:
            found = np.where(over <= resumed[:, :, None], over, -np.inf).max(axis=2)
            yield int(network.pool_of[g, s]), rows, np.where(np.isinf(found), np.nan, found), resumed


def _gaps(
    plan: Plan, draws: Draws, trace: Trace, g: int, s: int, rows: Ints
) -> Iterator[tuple[Floats, Floats, Flags]]:
    """(end of the gap after a round, start of the next round, whether the slot was kept in between), round by round.

    Shapes (R, K); NaN where no next round followed in the same tender.
    """
    network, column = plan.network, plan.network.rounds_column[g, s]
    begun, ended = trace.round_started[:, rows, column], trace.round_ended[:, rows, column]
    gap_days = draws.gap_days[:, rows, column]
    for a in range(begun.shape[2] - 1):
        version = (network.version_days[g, s] <= begun[:, :, a, None]).sum(axis=2) - 1
        version = np.maximum(version, 0)
        over = ended[:, :, a] + np.take_along_axis(gap_days[:, :, :, a], version[:, :, None], axis=2)[:, :, 0]
        # A round that begins before the gap would be over, or after a recall, belongs to another tender.
        follows = (begun[:, :, a + 1] >= over) & ~_is_over(
            plan, trace, g, s, rows, ended[:, :, a], begun[:, :, a + 1]
        )
        kind = network.tender_of[g, s, version]
        loop = (
            network.tenders.holds_loop[kind]
            if len(network.tenders.rounds)
            else np.zeros(kind.shape, np.bool_)
        )
        yield (
            np.where(follows, over, np.nan),
            np.where(follows, begun[:, :, a + 1], np.nan),
            loop & (kind != NONE),
        )


def _is_over(plan: Plan, trace: Trace, g: int, s: int, rows: Ints, ended: Floats, begun: Floats) -> Flags:
    """Whether a round was the last of its tender: the node ended with it, or a recall came before the next round."""
    network, over = plan.network, trace.ended[:, rows, s] == ended
    for host in np.flatnonzero(network.recall_rounds_node[g] == s):
        recalled = trace.recalled[:, rows, network.recall_column[g, host]]
        over = over | ((recalled >= ended[:, :, None]) & (recalled <= begun[:, :, None])).any(axis=2)
    return np.asarray(over)


def _held(plan: Plan, trace: Trace, draws: Draws) -> Iterator[tuple[int, Floats, Floats]]:
    """(pool, from, to) of every kind of span in which a slot was held, without end where it was never given back.

    Shapes (R, …).
    """
    network = plan.network
    for g, s, rows in _nodes(plan):
        pool, column = int(network.pool_of[g, s]), network.rounds_column[g, s]
        if pool == NONE:
            continue
        started = np.where(network.state[rows, s] == DONE, np.nan, trace.started[:, rows, s])
        if column != NONE:
            begun = trace.round_started[:, rows, column]
            ended = trace.round_ended[:, rows, column]
            yield pool, begun, never(ended)
            for a, (over, again, loop) in enumerate(_gaps(plan, draws, trace, g, s, rows)):
                yield pool, np.where(loop & (over == again), ended[:, :, a], np.nan), never(again)
            # A tender holds its slot in its rounds only.
            under_way = network.state[rows, s] == UNDER_WAY
            tender = np.where(under_way, network.tender_of[g, s, 0] != NONE, ~np.isnan(begun[:, :, 0]))
            started = np.where(tender, np.nan, started)
        end, recall = never(trace.ended[:, rows, s]), network.recall_column[g, s]
        for c in range(trace.recalled.shape[3] if recall != NONE else 0):
            recalled = trace.recalled[:, rows, recall, c]
            yield pool, started, np.minimum(never(recalled), end)
            started = np.where(np.isnan(recalled), np.nan, trace.resumed[:, rows, recall, c])
        yield pool, started, end
