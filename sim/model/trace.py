"""What an engine hands back, and the event log one future of it reads as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.model.plan import DONE, NO_POOL, Plan


@dataclass(frozen=True)
class Trace:
    """Times reached by every step, in days since the data date; NaN where not reached before the horizon.

    Attributes
    ----------
    requested, started, ended : float64 (R, P, K)
        When a step had all its predecessors behind it, when it held its slot and began, when it was done.
        Steps under way on the data date have no request and a negative start; steps done before have neither.
    """

    requested: NDArray[np.float64]
    started: NDArray[np.float64]
    ended: NDArray[np.float64]


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


_KINDS = ("requested", "started", "ended")


def event_log(plan: Plan, trace: Trace, index: int, replication: int) -> tuple[Event, ...]:
    """Events of one future in the order in which they happen.

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
        Sorted by time; at one instant by file order of the projects, then by the order of the steps.
        ``requested`` is written for pooled steps only: elsewhere it is the start.
    """
    network, labels = plan.network, plan.labels
    keyed: list[tuple[tuple[float, int, int, int], Event]] = []
    midnight = datetime.combine(plan.data_date, time())
    for p in range(len(labels.keys)):
        g = int(network.route_of[p])
        for k in range(int(network.step_count[g])):
            if network.state[p, k] == DONE:
                continue
            pool = int(network.pool_of[g, k])
            for kind, name in enumerate(_KINDS):
                days = float(getattr(trace, name)[index, p, k])
                if np.isnan(days) or (name == "requested" and pool == NO_POOL):
                    continue
                keyed.append(
                    (
                        (days, p, k, kind),
                        Event(
                            replication=replication,
                            project=labels.projects[p],
                            block=labels.blocks[p],
                            stage=labels.stages[g][k],
                            event=name,
                            days=days,
                            date=(midnight + timedelta(days=days)).isoformat(timespec="seconds"),
                            pool="" if pool == NO_POOL else labels.pools[pool],
                        ),
                    )
                )
    return tuple(event for _, event in sorted(keyed, key=lambda pair: pair[0]))
