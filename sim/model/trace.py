"""What an engine hands back: the times of everything that happened."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from sim.array_types import Floats
from sim.model.draws import Draws
from sim.plan import NONE, UNDER_WAY, Network


@dataclass(frozen=True)
class Trace:
    """Times in days since the data date; NaN where not reached before the horizon. Letters as in `sim.plan.plan`.

    Attributes
    ----------
    requested, started, ended : float64 (R, P, S)
        When a node had all its predecessors behind it, when it began, when it was done. Nodes under way on the data
        date have no request and a negative start; nodes done before, and those of rows that never begin, have neither.
        A node that holds rounds starts with its first round and ends when an investor is found or assigned.
    reissued : float64 (R, P, S)
        When a void notice was issued again before the node.
    noticed, supplied : float64 (R, P, S)
        When a node had its notice and asked for its stock, and when it had its stock and first asked for its slot; the
        instant before where there was nothing to wait for. Nodes under way on the data date have neither.
    round_started, round_ended : float64 (R, P, E, A)
        Rounds, counted through recalls.
    fallback : float64 (R, P, E)
        When the last round allowed failed and the route's fallback applied; the latest time, where it was several.
    assigned : float64 (R, P, E, A)
        When an investor was assigned after a last round that failed; NaN where assigning takes no time.
    stalled, recalled, resumed : float64 (R, P, F, C)
        Stalls of an investor, the recall after each, and when the work went on.
    lapsed : float64 (R, P)
        When the project dropped out.
    """

    requested: Floats
    started: Floats
    ended: Floats
    reissued: Floats
    noticed: Floats
    supplied: Floats
    round_started: Floats
    round_ended: Floats
    fallback: Floats
    assigned: Floats
    stalled: Floats
    recalled: Floats
    resumed: Floats
    lapsed: Floats

    def replication(self, r: int) -> Times:
        """Views of one replication, to be written to."""
        return Times(**{field.name: getattr(self, field.name)[r] for field in fields(self)})


@dataclass(frozen=True)
class Times:
    """One replication of a `Trace`: the same fields without the first axis."""

    requested: Floats
    started: Floats
    ended: Floats
    reissued: Floats
    noticed: Floats
    supplied: Floats
    round_started: Floats
    round_ended: Floats
    fallback: Floats
    assigned: Floats
    stalled: Floats
    recalled: Floats
    resumed: Floats
    lapsed: Floats


def empty_trace(network: Network, draws: Draws) -> Trace:
    """Trace in which nothing has happened yet but what was under way on the data date."""
    by_node, by_project = draws.start_days.shape, draws.entry_days.shape
    rounds, recalls = draws.round_luck.shape, draws.stall_budget.shape
    shapes = {
        "requested": by_node,
        "started": by_node,
        "ended": by_node,
        "reissued": by_node,
        "noticed": by_node,
        "supplied": by_node,
        "round_started": rounds,
        "round_ended": rounds,
        "fallback": rounds[:3],
        "assigned": rounds,
        "stalled": recalls,
        "recalled": recalls,
        "resumed": recalls,
        "lapsed": by_project,
    }
    trace = Trace(**{name: np.full(shape, np.nan) for name, shape in shapes.items()})
    under_way = network.state == UNDER_WAY
    begun = draws.begins[:, :, None] & under_way
    trace.started[begun] = draws.start_days[begun]
    for p, s in zip(*np.nonzero(under_way), strict=True):
        column = network.rounds_column[network.graph_of[p], s]
        if column != NONE and network.tender_of[network.graph_of[p], s, 0] != NONE:
            trace.round_started[:, p, column, network.rounds_before[p]] = trace.started[:, p, s]
    return trace
