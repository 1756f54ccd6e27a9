"""When each row has its next event: timers of its nodes, activations at the end of an instant, a tree over all rows.

A row has at most one timer for each node; its timers stand unsorted from p x S on, and how many they are in
`events.timer_count[p]`.
"""

import math

import numpy as np

from sim.engines.compiled.jit import inlined, jitted
from sim.engines.compiled.records import FIRST_ACTIVATION, TAKE_SLOT


@inlined
def set_next(events, p, days):
    """Set the instant of a row's next event, in a tournament tree of next event times.

    `events.next_days` is the tree: the leaf of row p at position leaves + p, and at every position above the least of
    its two children; `events.winners` says whose that is. So the root, position 1, holds the next event of the city.
    Mirrors SimPy's event queue.

    Parameters
    ----------
    events : EventWorkspace
    p : int
    days : float
        inf for never.
    """
    next_days, winners = events.next_days, events.winners
    i, winner = (len(next_days) >> 1) + p, np.uint32(p)
    next_days[i] = days
    while i > 1:
        other, theirs = next_days[i ^ 1], winners[i ^ 1]
        sooner = other < days
        days, winner = other if sooner else days, theirs if sooner else winner
        i >>= 1
        next_days[i], winners[i] = days, winner


@jitted
def grow_tree(events):
    """Fill the tournament tree (see `set_next`) from its leaves, in which every row's next instant stands already."""
    next_days, winners = events.next_days, events.winners
    for i in range((len(next_days) >> 1) - 1, 0, -1):
        left = 2 * i
        sooner = left if next_days[left] <= next_days[left ^ 1] else left ^ 1
        next_days[i], winners[i] = next_days[sooner], winners[sooner]


@inlined
def add_timer(events, p, first, s, days):
    """Let a node go on at an instant; mirrors `Clock.at` of the reference.

    Parameters
    ----------
    events : EventWorkspace
    p, first, s : int
        Row, index of its first node among those of all rows, node.
    days : float
        The instant, days.
    """
    timer = events.timers[first + events.timer_count[p]]
    timer.days, timer.node = days, s
    events.timer_count[p] += 1


@inlined
def soonest_timer(events, p, first):
    """Instant of a row's soonest timer.

    Parameters
    ----------
    events : EventWorkspace
    p, first : int
        Row, index of its first node among those of all rows.

    Returns
    -------
    float
        Days; inf where the row has no timer.
    """
    soonest = math.inf
    for i in range(first, first + events.timer_count[p]):
        soonest = min(soonest, events.timers[i].days)
    return soonest


@inlined
def take_due(events, p, first, here, ahead):
    """Take the nodes of a row whose instant has come out of its timers.

    Those that end or continue work then go to `events.ready`; those that ask for something go to `events.activations`,
    since requests come after all completions of the instant (the order of things at one instant, in the rules).

    Parameters
    ----------
    events : EventWorkspace
    p, first : int
        Row, index of its first node among those of all rows.
    here : float
        The instant, days.
    ahead : bool
        Whether the row runs ahead of the city: then a node that asks for a slot by another order than time keeps its
        timer.

    Returns
    -------
    int
        How many nodes stand in `events.ready`.
    """
    timers, n_ready = events.timers, 0
    i, end = first, first + events.timer_count[p]
    while i < end:
        if timers[i].days != here:
            i += 1
            continue
        s = timers[i].node
        op = events.states[first + s].op
        if ahead and op == TAKE_SLOT:
            i += 1
            continue
        if op >= FIRST_ACTIVATION:
            add_activation(events, s)
        else:
            events.ready[n_ready] = s
            n_ready += 1
        end -= 1
        last = timers[end]
        timers[i].days, timers[i].node = last.days, last.node
    events.timer_count[p] = end - first
    return n_ready


@inlined
def add_activation(events, s):
    """Let node s of the row that is being gone through go on at the end of this instant.

    Mirrors `Clock.activation` of the reference.
    """
    counts = events.counts[0]
    events.activations[counts.activations] = s
    counts.activations += 1


@jitted
def sort_activations(events):
    """Sort the activations by node, by insertion, since they are few."""
    values = events.activations
    for i in range(1, events.counts[0].activations):
        value = values[i]
        j = i
        while j > 0 and values[j - 1] > value:
            values[j] = values[j - 1]
            j -= 1
        values[j] = value
