"""Event-free paths: for which nodes what happens follows from their own project, so that it takes no event."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.array_types import Flags
from sim.engines.compiled.records import EVENT_FREE, FREE_ONCE_ACTIVATED, STEP_BY_STEP, UNSHARED
from sim.plan import DONE, DROP_OUT, FIRST_COME, NONE, Network, Plan


def event_free_of(plan: Plan) -> NDArray[np.uint16]:
    """Say of every node how far it can be computed without events.

    Parameters
    ----------
    plan : Plan

    Returns
    -------
    uint16 (P, S)
        `FREE_ONCE_ACTIVATED`: once it is activated at the end of an instant, all that happens to it follows from when
        it is given what it asks for. It holds no rounds, has no investor who could stall and overlaps with no other
        node, and its pool serves by time of request. `EVENT_FREE`: all follows from when its predecessors have ended,
        even before it is activated. It needs no notice either, and no parallel node could have the project lapse.
        `UNSHARED`: it holds rounds or has such an investor, but uses no pool and no stock, and no parallel node could
        have the project lapse. `STEP_BY_STEP`: any other.
    """
    network = plan.network
    g, overlaps = network.graph_of, np.isfinite(network.overlap_days)
    before = network.predecessors & ~overlaps
    for s in range(before.shape[1]):
        # Predecessors stand first, so theirs are complete.
        before[:, s] |= (before & before[:, s, :, None]).any(axis=1)
    apart: Flags = ~(before | before.transpose(0, 2, 1) | np.eye(before.shape[1], dtype=np.bool_))[g]
    overlap: Flags = np.any(overlaps, axis=1) | np.any(overlaps, axis=2)
    holds_rounds, stalls = (network.rounds_column != NONE)[g], (network.recall_of != NONE)[g]
    drops_out = ((network.tender_of != NONE).any(axis=2) & (network.fallback == DROP_OUT))[g]
    may_lapse = (drops_out | stalls) & (network.state != DONE)
    lapses_beside = may_lapse[:, :, None] & apart
    # Nodes whose notice serves one that need not follow them: its date must be known by an event.
    late = np.zeros(network.pool_of.shape, dtype=np.bool_)
    for graph, s in zip(*np.nonzero(network.notice_node != NONE), strict=True):
        late[graph, network.notice_node[graph, s]] |= not before[graph, s, network.notice_node[graph, s]]
    simple = ~(overlap | late)[g]
    waits_for_notice = (network.notice_node != NONE)[g]
    by_time = np.append(network.pool_rule == FIRST_COME, True)[network.pool_of][g]
    # A row that goes first asks when the city has come to the instant, never ahead of it.
    by_time &= ~(network.goes_first[:, None] & ~_takes_nothing(network)[g])
    plain = simple & by_time & ~holds_rounds & ~stalls
    event_free = plain & ~waits_for_notice & ~lapses_beside.any(axis=1)
    unshared = simple & (holds_rounds | stalls) & ~waits_for_notice & _shares_nothing(network)[g]
    unshared &= ~lapses_beside.any(axis=1) & ~_may_take_no_time(plan)
    paths = [EVENT_FREE, FREE_ONCE_ACTIVATED, UNSHARED]
    return np.select([event_free, plain, unshared], paths, STEP_BY_STEP).astype(np.uint16)


def _shares_nothing(network: Network) -> Flags:
    """Nodes that use no pool and no stock, themselves or in the rounds held again after a recall; shape (G, S)."""
    hosts = np.take_along_axis(network.pool_of, np.maximum(network.recall_rounds_node, 0), axis=1)
    again = (network.recall_rounds_node != NONE) & (hosts != NONE)
    nothing: Flags = _takes_nothing(network) & ~again
    return nothing


def _takes_nothing(network: Network) -> Flags:
    """Nodes that take nothing from a pool or a stock, (G, S)."""
    nothing: Flags = (network.pool_of == NONE) & (network.stock_of == NONE)
    return nothing


def _may_take_no_time(plan: Plan) -> Flags:
    """Nodes whose rounds or period of grace may last no time; shape (P, S).

    By them the project may lapse at an instant whose activations have come already.
    """
    network, chances = plan.network, plan.chances
    instant = np.array([0.0 in model.distribution.atoms for model in chances.durations], dtype=np.bool_)
    whole_pace = np.append((network.paces.shares >= 1).any(axis=1), False)
    whole_cut = np.append((network.recalls.grace_cut_shares >= 1).any(axis=1), False)
    found = np.zeros(network.state.shape, dtype=np.bool_)
    for p, row in enumerate(chances.rows):
        g = network.graph_of[p]
        # Of the period of grace of work that has stopped nothing may be left.
        found[p, [part.node for part in row.under_way if part.stopped is not None]] = True
        for s, node in enumerate(row.nodes):
            if not (node.rounds or node.recalls):
                continue
            host = int(network.recall_rounds_node[g, s])
            held = [s] if host == NONE else [s, host]
            models = [
                *(k for n in held for k in row.nodes[n].durations),
                *([node.grace] if node.recalls else []),
            ]
            at_once = any(instant[k] for k in models if k != NONE)
            at_any_pace = whole_pace[network.pace_of[g, held]].any()
            found[p, s] |= at_once or at_any_pace or whole_cut[network.recall_of[g, s]]
    return found
