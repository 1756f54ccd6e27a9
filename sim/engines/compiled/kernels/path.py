"""Event-free paths: nodes whose end follows from the instant at which they are given what they asked for.

Most stages hold no rounds and have no investor who could stall; `sim.engines.compiled.event_free` says which. Their end
follows from their start, however far ahead it lies, and so does the start of the stages after them. They are computed
at once, without an event. Each request and each return carries its own instant, which may lie ahead of the city's; see
`queues`.
"""

from sim.engines.compiled.jit import inlined, jitted, merged
from sim.engines.compiled.kernels.queues import ask, give_back
from sim.engines.compiled.kernels.timers import add_activation, add_timer
from sim.engines.compiled.kernels.work import finish_work, version_at
from sim.engines.compiled.records import (
    BEGIN,
    END,
    EVENT_FREE,
    GO_ON,
    REQUEST,
    SLOT_TAKEN,
    STOCK_TAKEN,
    TAKE_STOCK,
)
from sim.plan import NONE, TO_DO


@jitted
def follow_path(future, p, s, op, at, here):
    """Compute node s, and then its successors, from an operation on as far as they need no event (rule 3).

    A successor that does need events is activated at the end of this instant if it becomes ready at `here`; otherwise
    it gets a timer. Mirrors `Simulation._branch` of the reference.

    Parameters
    ----------
    future : FutureArrays
    p, s : int
    op : int
        Operation: `REQUEST`, `TAKE_STOCK`, `STOCK_TAKEN`, `SLOT_TAKEN`, `GO_ON` or `END`.
    at : float
        Its instant, days.
    here : float
        Instant that the row has reached, days; NaN where no event of the row is being handled.
    """
    events = future.events
    first, n_left = p * future.rules.widths[0], 0
    while True:
        if op != GO_ON and op != END:
            op = _take_all(future, p, s, op, at)
        if op in (BEGIN, GO_ON):
            op, at = _do_work(future, p, s, op, at)
        if op == END:
            n_left = _release(future, p, s, here, n_left)
        if n_left == 0:
            return
        n_left -= 1
        s, op = events.released[n_left], REQUEST
        at = events.states[first + s].ready_days


@merged
def _take_all(future, p, s, op, at):
    """Take what a node needs, as far as it is had without waiting (rule 3).

    Mirrors `Asking._take_stock` and `_take_slot` of the reference.

    Parameters
    ----------
    op : int
        As in `follow_path`, without `GO_ON` and `END`.

    Returns
    -------
    int
        `BEGIN` where it has everything; any other operation where it waits, or where its project has lapsed and what it
        was given has been returned.
    """
    rules, events, times = future.rules, future.events, future.times
    first, base = p * rules.widths[0], rules.graph_of[p] * rules.widths[0]
    n, node, pools = first + s, rules.nodes[base + s], len(rules.pool_rule)
    if op == REQUEST:
        times.requested[n] = at
    if op in (REQUEST, TAKE_STOCK):
        times.noticed[n] = at
        if node.stock != NONE and future.draws.stock_amount[n] > 0.0:
            amount = future.draws.stock_amount[n]
            events.states[n].op = STOCK_TAKEN
            ask(rules, events, pools + node.stock, 0.0, at, n, p, s, amount)
            return STOCK_TAKEN
    elif times.lapsed[p] <= at:
        if op == SLOT_TAKEN and node.pool != NONE:
            give_back(rules, events, node.pool, 1.0, at)
        if node.stock != NONE:
            give_back(rules, events, pools + node.stock, future.draws.stock_amount[n], at)
        return op
    if op != SLOT_TAKEN:
        times.supplied[n] = at
        if node.pool != NONE:
            events.states[n].op = SLOT_TAKEN
            ask(rules, events, node.pool, 0.0, at, n, p, s, 1.0)
            return SLOT_TAKEN
    return BEGIN


@merged
def _do_work(future, p, s, op, at):
    """Do the work of a node that has all it needs, or (`GO_ON`) had it on the data date (rules 2 and 3).

    Mirrors `Simulation._node` and `_work` of the reference where nothing can stall.

    Parameters
    ----------
    op : int
        `BEGIN` or `GO_ON`.

    Returns
    -------
    int, float
        `END` and its instant; or `op` and an instant at or beyond the horizon.
    """
    rules, events, times = future.rules, future.events, future.times
    first, base = p * rules.widths[0], rules.graph_of[p] * rules.widths[0]
    n, node, version = first + s, rules.nodes[base + s], 0
    if op == BEGIN:
        times.started[n] = events.states[n].issued_days = at
        if node.versions > 1:
            version = version_at(rules, base + s, at)
    at = finish_work(future, node, times.started[n], at, future.draws.work_days[n, version])
    if at < rules.horizon_days[0]:
        op, times.ended[n] = END, at
        if node.pool != NONE:
            give_back(rules, events, node.pool, 1.0, at)
    return op, at


@merged
def _release(future, p, s, here, n_left):
    """Release the successors of a node that has ended (rule 3); those on event-free paths go into `events.released`.

    Mirrors `Simulation._ready_after` of the reference.

    Parameters
    ----------
    here : float
        As in `follow_path`.
    n_left : int
        How many nodes stand in `events.released`.

    Returns
    -------
    int
        How many stand there afterwards.
    """
    rules, events, times = future.rules, future.events, future.times
    first, base = p * rules.widths[0], rules.graph_of[p] * rules.widths[0]
    n, node = first + s, rules.nodes[base + s]
    for edge in range(node.first_successor, node.first_successor + node.successors):
        if node.overlaps and rules.state[n] == TO_DO and times.started[n] >= rules.overlap_days[edge]:
            # It was released when this one began.
            continue
        t = rules.successors[edge]
        following = events.states[first + t]
        following.missing -= 1
        following.ready_days = max(following.ready_days, times.ended[n])
        if following.missing > 0:
            continue
        if following.path == EVENT_FREE:
            events.released[n_left] = t
            n_left += 1
        else:
            request_later(events, p, first, t, here)
    return n_left


@merged
def release_overlapping(future, p, s, at):
    """Release the successors that may run beside a node that begins (rule 3).

    Mirrors the lines on overlapping successors in `Simulation._node` of the reference.
    """
    rules, events = future.rules, future.events
    first = p * rules.widths[0]
    node = rules.nodes[rules.graph_of[p] * rules.widths[0] + s]
    for edge in range(node.first_successor, node.first_successor + node.successors):
        if at < rules.overlap_days[edge]:
            continue
        t = rules.successors[edge]
        following = events.states[first + t]
        following.missing -= 1
        following.ready_days = max(following.ready_days, at)
        if following.missing == 0:
            request_later(events, p, first, t, at)


@inlined
def request_later(events, p, first, s, here):
    """Let a node whose predecessors have ended ask for what it needs (rule 3): at the end of this instant, or later.

    Mirrors the start of a further `Simulation._branch` of the reference.

    Parameters
    ----------
    events : EventWorkspace
    p, first, s : int
        Row, index of its first node among those of all rows, node.
    here : float
        Instant that the row has reached, days.
    """
    state = events.states[first + s]
    state.op = REQUEST
    if state.ready_days == here:
        add_activation(events, s)
    else:
        add_timer(events, p, first, s, state.ready_days)
