"""Pools and stocks: never more given out than there is, never idle while somebody waits, each in its turn."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from conservation.generated.tries import is_plain
from conservation.oracle.pace import keeps_its_turn
from futures import Futures

from sim.array_types import Floats
from sim.plan import DONE, MOST_HOMES_FIRST, NEAREST_COMPLETION_FIRST, NONE, TO_DO, UNDER_WAY

Spans = list[tuple[float, float, bool]]
"""Times from, to, and whether the slot was given on or after the data date."""


def _or_never(times: Floats) -> Floats:
    return np.where(np.isnan(times), np.inf, times)


def _spans(futures: Futures, r: int, p: int, s: int) -> Spans:
    """When a node surely held a slot of its pool: at work, stalled, in its rounds; not in gaps between them."""
    network, trace = futures.plan.network, futures.trace
    g = network.graph_of[p]
    column, spans = network.rounds_column[g, s], []
    if column != NONE:
        begun, over = trace.round_started[r, p, column], _or_never(trace.round_ended[r, p, column])
        spans = [
            (begun[a], over[a], _asks_anew(futures, p, s, begun, a))
            for a in np.flatnonzero(np.isfinite(begun))
        ]
    if not is_plain(futures, r, p, s):
        return spans
    begin, end = [float(trace.started[r, p, s])], []
    column = network.recall_column[g, s]
    if column != NONE:
        begin += trace.resumed[r, p, column].tolist()
        end += trace.recalled[r, p, column].tolist()
    ends = sorted(t for t in [*end, float(trace.ended[r, p, s])] if np.isfinite(t))
    kept = [t for t in begin if np.isfinite(t)]
    return spans + [
        (b, e, i > 0 or network.state[p, s] != UNDER_WAY)
        for i, (b, e) in enumerate(zip(kept, [*ends, np.inf], strict=False))
    ]


def _asks_anew(futures: Futures, p: int, s: int, begun: Floats, a: int) -> bool:
    """Whether a round was given its slot, which it may have kept from the one before or from the data date's."""
    network, g = futures.plan.network, futures.plan.network.graph_of[p]
    if a == 0 or np.isnan(begun[a - 1]):
        return bool(network.state[p, s] != UNDER_WAY)
    version = max(int((network.version_days[g, s] <= begun[a - 1]).sum()) - 1, 0)
    if network.state[p, s] == UNDER_WAY and begun[a - 1] <= 0:
        # What is under way is so under the law before, even if it began just as a law came into force.
        version = 0
    before = network.tender_of[g, s, version]
    return bool(before == NONE or not network.tenders.holds_loop[before])


def pools_hold_to_their_capacity_and_queue(futures: Futures) -> None:
    network = futures.plan.network
    members = defaultdict(list)
    for p, s in np.argwhere(network.state != DONE).tolist():
        if network.pool_of[network.graph_of[p], s] != NONE:
            members[int(network.pool_of[network.graph_of[p], s])].append((p, s))
    # Nodes whose rounds are held again, though done before the data date, use slots too.
    for p, s in np.argwhere(network.state == DONE).tolist():
        g = network.graph_of[p]
        if (
            s < network.node_count[g]
            and network.pool_of[g, s] != NONE
            and network.rounds_column[g, s] != NONE
        ):
            members[int(network.pool_of[g, s])].append((p, s))
    for pool, users in members.items():
        days, slots = network.pool_change_days[pool], network.pool_change_slots[pool]
        simple = [place for place in users if _only_waits_for_its_slot(futures, *place)]
        for r in range(len(futures.draws.row_homes)):
            spans = [span for place in users for span in _spans(futures, r, *place)]
            begin, end, given = (
                (np.array(column) for column in zip(*spans, strict=True)) if spans else ([],) * 3
            )
            for t in np.unique(begin)[np.unique(begin) >= 0] if spans else ():
                if (given & (begin == t) & (end > t)).any():
                    assert ((begin <= t) & (end > t)).sum() <= slots[days <= t][-1]
            _check_order(futures, r, pool, simple)
            if len(simple) == len(users):
                _check_idle(futures, r, pool, simple, np.array(spans).reshape(-1, 3))


def _only_waits_for_its_slot(futures: Futures, p: int, s: int) -> bool:
    """Whether its request is the instant at which it asks for its slot, once and for all."""
    network, g = futures.plan.network, futures.plan.network.graph_of[p]
    others = (network.rounds_column, network.stock_of, network.notice_node, network.recall_of)
    return all(other[g, s] == NONE for other in others)


def _check_idle(futures: Futures, r: int, pool: int, users: list[tuple[int, int]], spans: Floats) -> None:
    """Nobody waits while a slot is free."""
    network, trace = futures.plan.network, futures.trace
    days, slots = network.pool_change_days[pool], network.pool_change_slots[pool]
    place = tuple(np.array(users).T)
    requested, started = trace.requested[r][place], _or_never(trace.started[r][place])
    lapsed = _or_never(trace.lapsed[r])[place[0]]
    begin, end = spans[:, 0], spans[:, 1]
    moments = np.unique(np.concatenate([requested, begin, end, days, [0.0]]))
    for t in moments[(moments >= 0) & (moments < network.horizon_days)]:
        if ((requested <= t) & (started > t) & (lapsed > t)).any():
            assert ((begin <= t) & (end > t)).sum() >= slots[days <= t][-1]


def _check_order(futures: Futures, r: int, pool: int, users: list[tuple[int, int]]) -> None:
    """Nobody is given a slot while another, waiting since before that instant, comes first by the rule."""
    network, trace = futures.plan.network, futures.trace
    rule = network.pool_rule[pool]
    asked = [
        (p, s) for p, s in users if network.state[p, s] == TO_DO and np.isfinite(trace.requested[r, p, s])
    ]
    keys = {
        (p, s): (
            -np.inf
            if keeps_its_turn(futures, pool, trace.requested[r, p, s])
            else -futures.draws.row_homes[r, p]
            if rule == MOST_HOMES_FIRST
            else network.remaining_days[p, s]
            if rule == NEAREST_COMPLETION_FIRST
            else 0,
            trace.requested[r, p, s],
            p,
            s,
        )
        for p, s in asked
    }
    started = {(p, s): float(_or_never(trace.started[r])[p, s]) for p, s in asked}
    for i in asked:
        for j in asked:
            since = float(trace.requested[r][i])
            waits = keys[i] < keys[j] and since < started[j] < np.inf
            if waits and not trace.lapsed[r, i[0]] <= started[j]:
                assert started[i] <= started[j]


def stocks_give_what_they_have_in_order(futures: Futures) -> None:
    network, trace, draws = futures.plan.network, futures.trace, futures.draws
    for stock in range(len(network.stock_change_days)):
        days, amounts = network.stock_change_days[stock], network.stock_change_amounts[stock]
        users = [
            (p, s)
            for p, s in np.argwhere(network.state == TO_DO).tolist()
            if network.stock_of[network.graph_of[p], s] == stock
        ]
        for r in range(len(draws.row_homes)):
            started = _or_never(trace.started[r])
            for t in {float(started[place]) for place in users if started[place] < np.inf}:
                taken = sum(draws.stock_amount[r][place] for place in users if started[place] <= t)
                assert taken <= amounts[days <= t].sum() * (1 + 1e-9)
            plain = [place for place in users if _only_waits_for_its_stock(futures, *place)]
            plain = [place for place in plain if np.isfinite(trace.requested[r][place])]
            for i in plain:
                for j in plain:
                    first = (trace.requested[r][i], *i) < (trace.requested[r][j], *j)
                    if first and started[j] < np.inf and not trace.lapsed[r, i[0]] <= started[j]:
                        assert started[i] <= started[j]


def _only_waits_for_its_stock(futures: Futures, p: int, s: int) -> bool:
    network, g = futures.plan.network, futures.plan.network.graph_of[p]
    return bool(network.pool_of[g, s] == NONE and network.notice_node[g, s] == NONE)
