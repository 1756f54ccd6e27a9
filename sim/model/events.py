"""One future as an event log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import NamedTuple

import numpy as np

from sim.model.trace import Times, Trace
from sim.plan import DONE, NONE, Plan


class Event(NamedTuple):
    """One line of the event log."""

    replication: int
    project: str
    block: str
    stage: str
    event: str
    days: float
    date: str
    pool: str


def event_log(plan: Plan, trace: Trace, index: int, replication: int) -> tuple[Event, ...]:
    """Events of one future by time; at one instant in file order, which need not be the order of cause and effect.

    Parameters
    ----------
    plan : Plan
    trace : Trace
    index : int
        Place of the future in `trace`.
    replication : int
        Its number, as written in the log.

    Returns
    -------
    tuple of Event
        Sorted by time; at one instant by file order of the projects, then by the order of the nodes, then as they
        follow one another. ``requested`` is written for pooled nodes and for those that waited: elsewhere it is the
        start.
    """
    times = trace.replication(index)
    network, labels = plan.network, plan.labels
    midnight = datetime.combine(plan.data_date, time())
    keyed: list[tuple[tuple[float, int, int, int], Event]] = []
    for p in range(len(labels.keys)):
        g = int(network.graph_of[p])
        count = int(network.node_count[g])
        happened = [(s, kind, days) for s in range(count) for kind, days in _of_node(plan, times, p, s)]
        if not np.isnan(times.lapsed[p]):
            happened.append((count, "lapsed", float(times.lapsed[p])))
        for order, (s, kind, days) in enumerate(happened):
            pool = NONE if s == count else int(network.pool_of[g, s])
            number = 0 if s == count else labels.numbers[g][s]
            event = Event(
                replication=replication,
                project=labels.projects[p],
                block=f"{labels.blocks[p]}#{number}" if number else labels.blocks[p],
                stage="" if s == count else labels.stages[g][s],
                event=kind,
                days=days,
                date=(midnight + timedelta(days=days)).isoformat(timespec="seconds"),
                pool="" if pool == NONE else labels.pools[pool],
            )
            keyed.append(((days, p, s, order), event))
    return tuple(event for _, event in sorted(keyed, key=lambda pair: pair[0]))


def _of_node(plan: Plan, times: Times, p: int, s: int) -> Iterator[tuple[str, float]]:
    """Events of one node in the order in which they follow one another."""
    network, g = plan.network, plan.network.graph_of[p]
    series: list[tuple[str, float]] = []
    if network.state[p, s] != DONE:
        waited = times.requested[p, s] != times.started[p, s]
        if network.pool_of[g, s] != NONE or waited:
            series.append(("requested", times.requested[p, s]))
        series += [("notice_reissued", times.reissued[p, s]), ("started", times.started[p, s])]
    column = network.rounds_column[g, s]
    if column != NONE:
        for a in range(times.round_started.shape[2]):
            series.append(("round_started", times.round_started[p, column, a]))
            series.append(("round_ended", times.round_ended[p, column, a]))
        series.append(("fallback", times.fallback[p, column]))
        series += [("assigned", days) for days in times.assigned[p, column]]
    column = network.recall_column[g, s]
    if column != NONE:
        for c in range(times.stalled.shape[2]):
            series.append(("stalled", times.stalled[p, column, c]))
            series.append(("recalled", times.recalled[p, column, c]))
            series.append(("resumed", times.resumed[p, column, c]))
    series.append(("ended", times.ended[p, s]))
    for kind, days in series:
        if not np.isnan(days):
            yield kind, float(days)
