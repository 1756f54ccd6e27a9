"""The operations of a node: what it does at an instant, one after the other, until it must wait.

`step` takes a node from operation to operation: request, notice, stock, slot, begin, work. Those up to the slot stand
in `requests`; rounds, stalls and recalls in `rounds`. Each operation is a function of (future, p, s, at) that returns
the operation after it and when that comes: `NOW` for at once, an instant (days), or inf where the node waits for a
resource or where nothing more happens to it. Operations from `FIRST_ACTIVATION` on ask for something: they come at the
end of their instant, after everything that ends then (as `Clock.activation` of the reference has it).
"""

import math

from sim.engines.compiled.jit import inlined, merged
from sim.engines.compiled.kernels.path import follow_path, release_overlapping
from sim.engines.compiled.kernels.queues import give_back
from sim.engines.compiled.kernels.requests import request, slot_taken, stock_taken, take_slot, take_stock
from sim.engines.compiled.kernels.rounds import assigned, draw_round, end_round, hold_round, recall, stall
from sim.engines.compiled.kernels.work import finish_work, version_at
from sim.engines.compiled.records import (
    AGAIN,
    ASSIGNED,
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
from sim.plan import NONE


@inlined
def step(future, p, s, at, here, now):
    """Take node s from its operation on to the one it must wait for (rules 3 to 6).

    Mirrors `Simulation._node` of the reference, and `_branch` where the node ends.

    Parameters
    ----------
    future : FutureArrays
    p, s : int
    at, here, now : float

    Returns
    -------
    float
        Instant of the operation it then stands at (`op` of its state), days; inf where it waits for a resource, or
        where nothing more happens to it.
    """
    rules, events = future.rules, future.events
    base = rules.graph_of[p] * rules.widths[0]
    state, node = events.states[p * rules.widths[0] + s], rules.nodes[base + s]
    op, wakes = state.op, NOW
    while wakes == NOW:
        if op == REQUEST:
            op, wakes = request(future, p, s, at)
        elif op == END or (op == TAKE_STOCK and state.path == FREE_ONCE_ACTIVATED):
            _leave(future, p, s, op, at, here)
            op, wakes = state.op, math.inf
        elif op == TAKE_STOCK:
            op, wakes = take_stock(future, p, s, at)
        elif op == STOCK_TAKEN:
            op, wakes = stock_taken(future, p, s, at)
        elif op == TAKE_SLOT:
            op, wakes = take_slot(future, p, s, at, now)
        elif op == SLOT_TAKEN:
            op, wakes = slot_taken(future, p, s, at)
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
        elif op == ASSIGNED:
            op, wakes = assigned(future, p, s, at)
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
    """Hand a node over to its event-free path, at its end or (`TAKE_STOCK`) when its notice is valid (rule 3).

    Mirrors the lines of `Simulation._branch` of the reference that follow the end of a node.

    Parameters
    ----------
    op : int
        `END` or `TAKE_STOCK`.
    """
    if op == END:
        future.times.ended[p * future.rules.widths[0] + s] = at
    follow_path(future, p, s, op, at, here)


@merged
def _begin(future, p, s, op, at):
    """Start a node, or (`GO_ON`) go on with one under way on the data date: work, or rounds (rules 3, 5, 10).

    Mirrors the second half of `Simulation._node` of the reference.

    Parameters
    ----------
    op : int
        `BEGIN` or `GO_ON`.

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
    """Work until the end, or until the investor stalls (rule 6).

    Mirrors `Simulation._work` of the reference.

    Returns
    -------
    int, float
        `WORK_DONE` or `STALL`, and its instant, days.
    """
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
