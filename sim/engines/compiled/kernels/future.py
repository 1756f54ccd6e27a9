"""One replication: every row is taken through its route, and resources serve rows in the order of time.

Rows meet at pools and stocks only. So a row runs through its own instants ahead of the city, as long as no node of it
waits in a queue; the city's time, `now`, goes from one event to the next: the soonest instant at which a row has
something to do, or at which a resource can serve its first request. Mirrors `sim.engines.reference.simulation`.
"""

import math

import numpy as np

from sim.engines.compiled.jit import inlined, jitted, merged
from sim.engines.compiled.kernels.path import follow_path
from sim.engines.compiled.kernels.queues import (
    can_serve,
    collect,
    give_back,
    next_due,
    serve_first,
    set_due,
)
from sim.engines.compiled.kernels.steps import step
from sim.engines.compiled.kernels.timers import (
    add_activation,
    add_timer,
    grow_tree,
    set_next,
    soonest_timer,
    sort_activations,
    take_due,
)
from sim.engines.compiled.records import (
    EVENT_FREE,
    FIRST_ACTIVATION,
    FREE_ONCE_ACTIVATED,
    GO_ON,
    TAKE_SLOT,
    UNSHARED,
)
from sim.plan import NONE, UNDER_WAY


@jitted
def simulate_future(future):
    """Take every row through its route; the times go into `future.times` (rules 1 to 7).

    Draws that few futures need (NaN so far) are made when they are needed. Mirrors `Simulation.run` of the reference.
    """
    rules, events = future.rules, future.events
    counts = events.counts[0]
    _open_resources(rules, events)
    for p in range(len(rules.graph_of)):
        _open_row(future, p)
    grow_tree(events)
    now = 0.0
    while True:
        # First, so that no row runs ahead past an event of one of its own nodes.
        _follow_granted(future, now)
        _, soonest = next_due(events)
        if counts.woken == 0 and soonest < events.next_days[1]:
            # All that happens to rows at an instant comes before any resource looks at its queue.
            now = max(now, soonest)
            _serve(future, now)
            continue
        if counts.woken > 0:
            # Rows that were given something go on before others that have an event at this instant.
            counts.woken -= 1
            p = np.int64(events.woken[counts.woken])
        else:
            now, p = events.next_days[1], np.int64(events.winners[1])
            if not now < rules.horizon_days[0]:
                break
        _advance(future, p, now)


@jitted
def _open_resources(rules, events):
    """Put the slots and amounts of the data date into the pools and stocks; nobody waits (rule 4).

    Mirrors `PoolResource.__init__` and `StockResource.__init__` of the reference.
    """
    events.counts[0].granted, events.counts[0].woken = 0, 0
    for resource in range(len(events.free)):
        events.free[resource], events.request_count[resource] = rules.level[resource], 0
        events.due[resource], events.return_count[resource] = math.inf, 0
        events.next_change[resource] = rules.first_change[resource]


@jitted
def _open_row(future, p):
    """Put the nodes of a row where they stand on the data date, or at its entry (rules 1 and 2).

    Mirrors `Simulation._begin` of the reference.
    """
    rules, events = future.rules, future.events
    first, base = p * rules.widths[0], rules.graph_of[p] * rules.widths[0]
    end = first + rules.node_count[rules.graph_of[p]]
    oldest, soonest = 0.0, math.inf
    for n in range(first, end):
        events.states[n] = rules.initial[n]
    events.timer_count[p], events.waiting[p] = 0, 0
    if not future.draws.begins[p]:
        events.next_days[(len(events.next_days) >> 1) + p] = math.inf
        return
    for i in range(rules.first_opening[p], rules.first_opening[p + 1]):
        s = rules.opening[i]
        state = events.states[first + s]
        if rules.state[first + s] == UNDER_WAY:
            start = future.draws.start_days[first + s]
            future.times.started[first + s] = state.issued_days = start
            oldest = min(oldest, start)
            pool = rules.nodes[base + s].pool
            if pool != NONE:
                events.free[pool] -= 1.0
            state.ready_days = future.draws.resume_days[first + s]
        elif rules.enters_at_entry[p]:
            state.ready_days = max(future.draws.entry_days[p], 0.0)
        if not state.ready_days < rules.horizon_days[0]:
            continue
        if state.path == EVENT_FREE or (state.path == FREE_ONCE_ACTIVATED and state.op == GO_ON):
            _grant(events, p, s)
        else:
            add_timer(events, p, first, s, state.ready_days)
            soonest = min(soonest, state.ready_days)
    events.next_days[(len(events.next_days) >> 1) + p] = soonest
    if oldest < 0.0:
        # Notices issued at a time not stated count from the start of the oldest stage under way.
        for n in range(first, end):
            if rules.state[n] != UNDER_WAY:
                events.states[n].issued_days = oldest


@inlined
def _grant(events, p, s):
    """Note a node that continues along its event-free path before the city's next event."""
    counts = events.counts[0]
    granted = events.granted[counts.granted]
    granted.project, granted.node = p, s
    counts.granted += 1


@merged
def _follow_granted(future, now):
    """Follow the event-free paths of nodes that were given what they asked for, or begin on the data date (rule 3).

    Mirrors the resumption of `Simulation._branch` after a request of the reference has been granted.
    """
    rules, events = future.rules, future.events
    counts, leaves = events.counts[0], len(events.next_days) >> 1
    for i in range(counts.granted):
        p, s = np.int64(events.granted[i].project), np.int64(events.granted[i].node)
        first, before = p * rules.widths[0], events.timer_count[p]
        state = events.states[first + s]
        follow_path(future, p, s, np.int64(state.op), max(now, state.ready_days), math.nan)
        soonest = math.inf
        for k in range(first + before, first + events.timer_count[p]):
            soonest = min(soonest, events.timers[k].days)
        if soonest < events.next_days[leaves + p]:
            set_next(events, p, soonest)
    counts.granted = 0


@inlined
def _serve(future, now):
    """Let every resource that is due by now give to its first requests, as far as there is enough (rule 4).

    Who goes along an event-free path is granted, others are woken. Mirrors `Clock._offer`, `PoolResource.offer` and
    `StockResource.offer` of the reference.
    """
    rules, events = future.rules, future.events
    counts = events.counts[0]
    resource, soonest = next_due(events)
    while soonest <= now:
        collect(rules, events, resource, now)
        while can_serve(rules, events, resource, now):
            p, s = serve_first(rules, events, resource)
            first = p * rules.widths[0]
            path = events.states[first + s].path
            if path in (EVENT_FREE, FREE_ONCE_ACTIVATED):
                _grant(events, p, s)
            else:
                add_timer(events, p, first, s, now)
                events.woken[counts.woken] = p
                counts.woken += 1
        set_due(rules, events, resource)
        resource, soonest = next_due(events)


@inlined
def _advance(future, p, now):
    """Take row p through its instants, ahead of the other rows, as long as no node of it waits in a queue.

    What it returns on the way is available at its own instant, and a request made ahead waits in the queue for its
    time. A row that goes first in every queue asks at its instant, never ahead: it would stand before all others until
    then. Mirrors what SimPy's event loop does with the events of one project (`Clock.step`).

    Parameters
    ----------
    future : FutureArrays
    p : int
    now : float
    """
    events, first = future.events, p * future.rules.widths[0]
    counts = events.counts[0]
    while True:
        here = soonest_timer(events, p, first)
        if here > now and (events.waiting[p] > 0 or future.rules.goes_first[p]):
            break
        counts.activations = 0
        stays = True
        while True:
            count = take_due(events, p, first, here, here > now)
            if count == 0:
                if counts.activations == 0:
                    break
                count = _activate(future, p, here)
            stays = False
            for i in range(count):
                here = _follow_node(future, p, events.ready[i], i + 1 == count, here, now)
        if stays:
            break
    set_next(events, p, here)


@inlined
def _activate(future, p, here):
    """Let the nodes go on that ask for something at this instant, in order, now that all that ends then has ended.

    Where the project has lapsed they do not go on, and give back a slot held between rounds (rule 6). Mirrors
    `Clock._activate` and `Asking._activation` of the reference.

    Returns
    -------
    int
        How many nodes go on; they stand in `events.ready`.
    """
    rules, events = future.rules, future.events
    first, base = p * rules.widths[0], rules.graph_of[p] * rules.widths[0]
    counts, lapsed = events.counts[0], future.times.lapsed[p] <= here
    n_ready = 0
    sort_activations(events)
    for i in range(counts.activations):
        s = events.activations[i]
        if not lapsed:
            events.ready[n_ready] = s
            n_ready += 1
            continue
        state = events.states[first + s]
        pool = rules.nodes[base + state.host].pool
        if state.holds_slot and pool != NONE:
            give_back(rules, events, pool, 1.0, here)
    counts.activations = 0
    return n_ready


@inlined
def _follow_node(future, p, s, is_last, here, now):
    """Take node s of a row on from this instant, and further ahead while nothing else of the row can happen before it.

    Mirrors the resumption of a process by SimPy's event loop; where no event can come between, none is made.

    Parameters
    ----------
    future : FutureArrays
    p, s : int
    is_last : bool
        Whether no other node of the row goes on now.
    here, now : float

    Returns
    -------
    float
        Instant that the row has then reached, days.
    """
    events, times = future.events, future.times
    first, horizon = p * future.rules.widths[0], future.rules.horizon_days[0]
    counts, at = events.counts[0], here
    while True:
        wakes = step(future, p, s, at, here, now)
        state = events.states[first + s]
        if state.path == UNSHARED and wakes < horizon:
            at = wakes
            continue
        alone = is_last and events.timer_count[p] == 0 and events.waiting[p] == 0
        alone = alone and math.isnan(times.lapsed[p])
        if wakes == at and state.op >= FIRST_ACTIVATION:
            if alone and counts.activations == 0:
                continue
            add_activation(events, s)
        elif wakes == math.inf and alone and counts.activations == 1:
            counts.activations = 0
            s, at = events.activations[0], here
            continue
        elif wakes < horizon:
            ahead = state.op != TAKE_SLOT and not future.rules.goes_first[p]
            if alone and counts.activations == 0 and ahead:
                here = at = wakes
                continue
            add_timer(events, p, first, s, wakes)
        return here
