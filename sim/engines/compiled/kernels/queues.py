"""Pools and stocks: what is free, who waits, what is returned, and when each is to look at its queue (rule 4).

Pools and stocks are one kind of *resource*: a request asks a pool for an amount of 1. A row may run ahead of the city,
so a request may carry a later time than `now`, and so may a return: it waits in `events.returns` until then. Requests
and returns are binary heaps, those of each resource from `rules.queue_start` on. Mirrors
`sim.engines.reference.resources`.
"""

import math

import numpy as np

from sim.engines.compiled.jit import inlined, jitted
from sim.engines.reference import TIME_RESOLUTION


@jitted
def _goes_before(rank, days, position, node, other):
    """Whether a request goes before another: the least (rank, time of request, position, node) comes first (rule 4).

    Parameters
    ----------
    rank, days : float
        Order before the time of request; time of request, days.
    position, node : int
        Index of the node asked for, among those of all rows; node that waits.
    other : QUEUED
        The other request.

    Returns
    -------
    bool
    """
    if rank != other.rank:
        return rank < other.rank
    if days != other.days:
        return days < other.days
    if position != other.position:
        return position < other.position
    return node < other.node


@jitted
def _copy(one, other):
    """Copy a request field by field: a copy of the whole record would be read back before it is written, and stall.

    Parameters
    ----------
    one, other : QUEUED
        From where, to where.
    """
    other.rank, other.days, other.position, other.amount = one.rank, one.days, one.position, one.amount
    other.project, other.node = one.project, one.node


@jitted
def _add_request(requests, first, count, rank, days, position, project, node, amount):
    """Put a request into a binary heap.

    Parameters
    ----------
    requests : QUEUED
        All queues, one after the other.
    first, count : int
        Where the heap begins, and how many it holds.
    rank, days, position, node : float, float, int, int
        As in `_goes_before`.
    project, amount : int, float
        Row that waits; 1 slot, or an amount of stock.
    """
    i = count
    while i > 0:
        parent = (i - 1) >> 1
        if not _goes_before(rank, days, position, node, requests[first + parent]):
            break
        _copy(requests[first + parent], requests[first + i])
        i = parent
    new = requests[first + i]
    new.rank, new.days, new.position, new.amount = rank, days, position, amount
    new.project, new.node = project, node


@jitted
def _drop_request(requests, first, count):
    """Take the first request out of a binary heap.

    Parameters
    ----------
    requests : QUEUED
        All queues, one after the other.
    first, count : int
        Where the heap begins, and how many it holds.
    """
    count, i = count - 1, 0
    last = requests[first + count]
    rank, days, position, node = last.rank, last.days, last.position, last.node
    while True:
        child = 2 * i + 1
        if child >= count:
            break
        if child + 1 < count:
            one = requests[first + child + 1]
            child += _goes_before(one.rank, one.days, one.position, one.node, requests[first + child])
        if _goes_before(rank, days, position, node, requests[first + child]):
            break
        _copy(requests[first + child], requests[first + i])
        i = child
    _copy(last, requests[first + i])


@jitted
def _drop_return(returns, first, count):
    """Take the soonest return out of a binary heap.

    Parameters
    ----------
    returns : CHANGE
        Those of all resources, one resource after the other.
    first, count : int
        Where the heap begins, and how many it holds.
    """
    count -= 1
    last = returns[first + count]
    days, amount = last.days, last.amount
    i = 0
    while True:
        child = 2 * i + 1
        if child >= count:
            break
        if child + 1 < count and returns[first + child + 1].days < returns[first + child].days:
            child += 1
        if days <= returns[first + child].days:
            break
        below = returns[first + child]
        returns[first + i].days, returns[first + i].amount = below.days, below.amount
        i = child
    returns[first + i].days, returns[first + i].amount = days, amount


@jitted
def set_due(rules, events, resource):
    """Note when a resource is to look at its queue: when its first request could be served; never while none waits.

    That is the time of the first request, or where there is not enough for it the next return or change of supply
    (rule 4). Mirrors `Clock.offer_later` of the reference.
    """
    days, first = math.inf, rules.queue_start[resource]
    if events.request_count[resource] > 0:
        request = events.requests[first]
        days = request.days
        if request.amount > events.free[resource] + TIME_RESOLUTION:
            more = rules.changes[events.next_change[resource]].days
            if events.return_count[resource] > 0:
                more = min(more, events.returns[first].days)
            days = max(days, more)
    events.due[resource] = days


@inlined
def next_due(events):
    """Resource that is to look at its queue next, and when; the last of `events.due` is never due.

    Returns
    -------
    int, float
        Resource, days.
    """
    due = events.due
    resource, days = 0, due[0]
    for other in range(1, len(due)):
        sooner = due[other] < days
        resource, days = other if sooner else resource, due[other] if sooner else days
    return resource, days


@jitted
def ask(rules, events, resource, rank, days, position, p, s, amount):
    """Put a request into the queue of a resource (rule 4).

    Mirrors `PoolResource.request` and `StockResource.request` of the reference.

    Parameters
    ----------
    rules : Rules
    events : EventWorkspace
    resource : int
    rank : float
        Order before the time of request: 0 where requests are served by time.
    days : float
        Time of request, now or later.
    position : int
        Node asked for, among those of all rows: the order of the file and of the graph.
    p, s : int
        Row and node that wait.
    amount : float
        1 slot, or an amount of stock.
    """
    first, count = rules.queue_start[resource], events.request_count[resource]
    _add_request(events.requests, first, count, rank, days, position, p, s, amount)
    events.request_count[resource] += 1
    set_due(rules, events, resource)
    events.waiting[p] += 1


@jitted
def give_back(rules, events, resource, amount, days):
    """Return a slot or an amount to a resource, at an instant now or to come (rules 4 and 6).

    Mirrors `PoolResource.release` and `StockResource.put_back` of the reference.

    Parameters
    ----------
    rules : Rules
    events : EventWorkspace
    resource : int
    amount : float
    days : float
        The instant.
    """
    first, i = rules.queue_start[resource], events.return_count[resource]
    events.return_count[resource] += 1
    while i > 0:
        parent = (i - 1) >> 1
        above = events.returns[first + parent]
        if above.days <= days:
            break
        events.returns[first + i].days, events.returns[first + i].amount = above.days, above.amount
        i = parent
    events.returns[first + i].days, events.returns[first + i].amount = days, amount
    set_due(rules, events, resource)


@jitted
def collect(rules, events, resource, now):
    """Add to what is free all returns and changes of supply up to now, in the order of their instants (rule 4).

    Mirrors `PoolResource._change` and `StockResource._refill` of the reference.
    """
    first = rules.queue_start[resource]
    while True:
        change = rules.changes[events.next_change[resource]]
        if events.return_count[resource] > 0 and events.returns[first].days < change.days:
            if events.returns[first].days > now:
                break
            events.free[resource] += events.returns[first].amount
            _drop_return(events.returns, first, events.return_count[resource])
            events.return_count[resource] -= 1
        elif change.days <= now:
            events.free[resource] += change.amount
            events.next_change[resource] += 1
        else:
            break


@inlined
def can_serve(rules, events, resource, now):
    """Whether the first request of a resource has come by now and there is enough for it (rule 4).

    A cut of a pool leaves `events.free` below 0 until enough slots have come back. Mirrors the condition of the loop in
    `PoolResource.offer` and `StockResource.offer` of the reference.

    Returns
    -------
    bool
    """
    if events.request_count[resource] == 0:
        return False
    request = events.requests[rules.queue_start[resource]]
    return request.days <= now and request.amount <= events.free[resource] + TIME_RESOLUTION


@inlined
def serve_first(rules, events, resource):
    """Give the first request of a resource its amount (rule 4).

    Mirrors one pass of the loop in `PoolResource.offer` and `StockResource.offer` of the reference.

    Returns
    -------
    int, int
        Row and node that asked.
    """
    first = rules.queue_start[resource]
    request = events.requests[first]
    p, s = np.int64(request.project), np.int64(request.node)
    events.free[resource] = max(events.free[resource] - request.amount, 0.0)
    _drop_request(events.requests, first, events.request_count[resource])
    events.request_count[resource] -= 1
    events.waiting[p] -= 1
    return p, s
