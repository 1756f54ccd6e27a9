"""The operations of a node: what it does at an instant, one after the other, until it must wait.

`step` goes from operation to operation as a node comes to them: request, notice, stock, slot, begin, work; the rounds,
stalls and recalls among them stand in `rounds`. Each operation is a function of (future, p, s, at) that returns the
operation after it and when it comes: `NOW` for at once, an instant, or inf where the node waits for a resource, or for
nothing more. What has to be asked for (operations from `FIRST_ACTIVATION` on) comes at the end of its instant.
"""

import math

from sim.engines.compiled.jit import inlined, merged
from sim.engines.compiled.kernels.durations import draw_when_needed
from sim.engines.compiled.kernels.path import follow_path, release_overlapping
from sim.engines.compiled.kernels.queues import ask, give_back
from sim.engines.compiled.kernels.rounds import draw_round, end_round, hold_round, recall, stall
from sim.engines.compiled.kernels.work import finish_on_calendar, finish_work, version_at
from sim.engines.compiled.records import (
    AGAIN,
    BEGIN,
    END,
    FREE_ONCE_ACTIVATED,
    GO_ON,
    NEXT_ROUND,
    NOW,
    RECALL,
    REQUEST,
    RESUME,
    RESUMED,
    ROUND,
    ROUND_OVER,
    SLOT_TAKEN,
    STALL,
    STOCK_TAKEN,
    TAKE_SLOT,
    TAKE_STOCK,
    WORK,
    WORK_DONE,
)
from sim.model import event_time
from sim.plan import FIRST_COME, MOST_HOMES_FIRST, NONE


@inlined
def step(future, p, s, at, here, now):
    """Take node s from its operation on to the one it must wait for.

    Mirrors `Simulation._node` of the reference, and `_branch` where the node ends.

    Parameters
    ----------
    future : FutureArrays
    p, s : int
    at, here, now : float

    Returns
    -------
    float
        Instant of the operation it stands at then (`op` of its state); inf where it waits for a resource, or is over.
    """
    rules, events = future.rules, future.events
    base = rules.graph_of[p] * rules.widths[0]
    state, node = events.states[p * rules.widths[0] + s], rules.nodes[base + s]
    op, wakes = state.op, NOW
    while wakes == NOW:
        if op == REQUEST:
            op, wakes = _request(future, p, s, at)
        elif op == END or (op == TAKE_STOCK and state.path == FREE_ONCE_ACTIVATED):
            _leave(future, p, s, op, at, here)
            op, wakes = state.op, math.inf
        elif op == TAKE_STOCK:
            op, wakes = _take_stock(future, p, s, at)
        elif op == STOCK_TAKEN:
            op, wakes = _stock_taken(future, p, s, at)
        elif op == TAKE_SLOT:
            op, wakes = _take_slot(future, p, s, at, now)
        elif op == SLOT_TAKEN:
            op, wakes = _slot_taken(future, p, s, at)
        elif op in (BEGIN, GO_ON):
            op, wakes = _begin(future, p, s, op, at), NOW
        elif op == WORK:
            op, wakes = _work(future, p, s, at)
        elif op == WORK_DONE:
            if node.pool != NONE:
                give_back(rules, events, node.pool, 1.0, at)
            op = END
        elif op == STALL:
            op, wakes = RECALL, stall(future, p, s, at)
        elif op == RECALL:
            op, wakes = AGAIN, recall(future, p, s, at)
        elif op == AGAIN:
            state.host, state.after_recall, state.round_number, state.holds_slot = (
                node.recall_rounds_node,
                1,
                0,
                0,
            )
            op = NEXT_ROUND
        elif op == NEXT_ROUND:
            state.after = ROUND
            op = ROUND if state.holds_slot else TAKE_SLOT
        elif op == ROUND:
            op, wakes = ROUND_OVER, hold_round(future, p, s, at)
        elif op == ROUND_OVER:
            op, wakes = end_round(future, p, s, at)
        elif op == RESUME:
            state.host, state.after = s, RESUMED
            op = TAKE_SLOT
        else:  # RESUMED
            column = p * rules.widths[2] + node.recall_column
            future.times.resumed[column, state.recalls] = at
            state.recalls += 1
            op = WORK
    state.op = op
    return wakes


@inlined
def _leave(future, p, s, op, at, here):
    """Note the end of a node, or (`TAKE_STOCK`) none yet, and follow its event-free path from there."""
    if op == END:
        future.times.ended[p * future.rules.widths[0] + s] = at
    follow_path(future, p, s, op, at, here)


@merged
def _request(future, p, s, at):
    """Request a node; have its notice issued again where that is void by now, and wait for it (rule 3).

    Mirrors `Simulation._valid_notice` of the reference.
    """
    rules, draws, times = future.rules, future.draws, future.times
    first, base = p * rules.widths[0], rules.graph_of[p] * rules.widths[0]
    n, node = first + s, rules.nodes[base + s]
    times.requested[n] = at
    if node.notice == NONE:
        return TAKE_STOCK, NOW
    notice = future.events.states[first + node.notice]
    if at - notice.issued_days > node.notice_valid_days:
        if math.isnan(draws.reissue_days[n, 0]):
            draw_when_needed(future, future.chance.reissue_draws[n], 1)
        times.reissued[n] = notice.issued_days = at
        work = draws.reissue_days[n, version_at(rules, base + node.notice, at)]
        calendar = rules.nodes[base + node.notice].calendar
        notice.reissued_until = finish_on_calendar(rules, calendar, at, work)
    if notice.reissued_until > at:
        return TAKE_STOCK, notice.reissued_until
    return TAKE_STOCK, NOW


@merged
def _take_stock(future, p, s, at):
    """Ask for the amount of a stock that a node needs (rules 3 and 4); mirrors `Simulation._take_stock`."""
    rules, events, times = future.rules, future.events, future.times
    n = p * rules.widths[0] + s
    node = rules.nodes[rules.graph_of[p] * rules.widths[0] + s]
    times.noticed[n] = at
    events.states[n].host, events.states[n].after = s, BEGIN
    if node.stock != NONE and future.draws.stock_amount[n] > 0.0:
        amount = future.draws.stock_amount[n]
        ask(rules, events, len(rules.pool_rule) + node.stock, 0.0, at, n, p, s, amount)
        return STOCK_TAKEN, math.inf
    times.supplied[n] = at
    return TAKE_SLOT, NOW


@merged
def _stock_taken(future, p, s, at):
    """Go on with an amount of stock, or put it back where the project has lapsed (rule 6)."""
    rules, times = future.rules, future.times
    n = p * rules.widths[0] + s
    if times.lapsed[p] <= at:
        resource = len(rules.pool_rule) + rules.nodes[rules.graph_of[p] * rules.widths[0] + s].stock
        give_back(rules, future.events, resource, future.draws.stock_amount[n], at)
        return STOCK_TAKEN, math.inf
    times.supplied[n] = at
    return TAKE_SLOT, NOW


@merged
def _take_slot(future, p, s, at, now):
    """Ask for a slot of the pool of the node's host, in the order of the pool's queue rule (rule 4).

    A row ahead of the city stops before a pool that orders requests by another rule than time: `TAKE_SLOT` comes again
    when the city has got there. Mirrors `Simulation._take_slot` and `PlanLists.queue_key` of the reference.
    """
    rules, events = future.rules, future.events
    first = p * rules.widths[0]
    host = events.states[first + s].host
    pool = rules.nodes[rules.graph_of[p] * rules.widths[0] + host].pool
    if pool == NONE:
        return SLOT_TAKEN, NOW
    if at > now and rules.pool_rule[pool] != FIRST_COME:
        return TAKE_SLOT, at
    rank, position = 0.0, first + host
    if at < rules.pool_rule_days[pool]:
        rank = -math.inf
    elif rules.pool_rule[pool] == MOST_HOMES_FIRST:
        rank = -float(future.draws.row_homes[p])
    elif rules.pool_rule[pool] != FIRST_COME:
        rank = rules.remaining_days[position]
    ask(rules, events, pool, rank, at, position, p, s, 1.0)
    return SLOT_TAKEN, math.inf


@merged
def _slot_taken(future, p, s, at):
    """Go on with a slot, or give back all that was taken where the project has lapsed (rule 6).

    Mirrors the end of `Simulation._take_slot` of the reference.
    """
    rules, events = future.rules, future.events
    first, base = p * rules.widths[0], rules.graph_of[p] * rules.widths[0]
    n = first + s
    state, node = events.states[n], rules.nodes[base + s]
    if not future.times.lapsed[p] <= at:
        return state.after, NOW
    pool = rules.nodes[base + state.host].pool
    if pool != NONE:
        give_back(rules, events, pool, 1.0, at)
    if state.after == BEGIN and node.stock != NONE:
        resource = len(rules.pool_rule) + node.stock
        give_back(rules, events, resource, future.draws.stock_amount[n], at)
    return state.after, math.inf


@merged
def _begin(future, p, s, op, at):
    """Start a node, or (`GO_ON`) go on with one under way on the data date: work, or the rounds of a tender (rule 5).

    Mirrors the second half of `Simulation._node` of the reference.

    Returns
    -------
    int
        `WORK` or `ROUND`.
    """
    rules, draws = future.rules, future.draws
    first, base = p * rules.widths[0], rules.graph_of[p] * rules.widths[0]
    n, node = first + s, rules.nodes[base + s]
    state, version = future.events.states[n], 0
    state.host = s
    if op == BEGIN:
        future.times.started[n] = state.issued_days = at
        if node.versions > 1:
            version = version_at(rules, base + s, at)
        if node.overlaps:
            release_overlapping(future, p, s, at)
    if node.rounds_column == NONE:
        state.work_left = draws.work_days[n, version]
        return WORK
    if rules.tender_of[base + s, version] == NONE:
        column = p * rules.widths[1] + node.rounds_column
        draw_round(future, column, state.rounds_held)
        state.work_left = draws.round_work[column, version, state.rounds_held]
        state.rounds_held += 1
        return WORK
    if op == GO_ON:
        state.round_number = rules.rounds_before[p]
        state.rounds_held += rules.rounds_before[p]
    return ROUND


@merged
def _work(future, p, s, at):
    """Work until the end, or until the investor stalls (rule 6); mirrors `Simulation._work` of the reference."""
    rules, draws = future.rules, future.draws
    n = p * rules.widths[0] + s
    state, node = future.events.states[n], rules.nodes[rules.graph_of[p] * rules.widths[0] + s]
    end = finish_work(future, node, future.times.started[n], at, state.work_left)
    state.begun_days = at
    if state.recalls < node.recall_cap:
        stalled = event_time(
            draws.market_days,
            draws.market_states,
            draws.hazards_per_day[node.recall_hazard],
            rules.cut_days[node.hazard_cuts],
            rules.cut_shares[node.hazard_cuts],
            at,
            draws.stall_budget[p * rules.widths[2] + node.recall_column, state.recalls],
        )
        if stalled < end:
            return STALL, stalled
    return WORK_DONE, end
