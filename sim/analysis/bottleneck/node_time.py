"""How the time from the request of a node to its end is shared out among causes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sim.array_types import Floats, Ints
from sim.calendars import CalendarTable
from sim.model import Trace
from sim.plan import NONE, UNDER_WAY, Plan


class Part:
    """Times of K rows that share a graph, in R futures; shapes (R, K, …).

    Times not reached are infinite. Nodes under way on the data date count as noticed, supplied and started at that
    date.
    """

    def __init__(self, plan: Plan, trace: Trace, g: int, rows: Ints) -> None:
        network = plan.network
        self.network, self.g = network, g
        self.under_way = network.state[rows] == UNDER_WAY
        self.rounds_before = network.rounds_before[rows]
        self.noticed, self.supplied, self.started = (
            np.where(self.under_way, 0.0, never(times[:, rows]))
            for times in (trace.noticed, trace.supplied, trace.started)
        )
        self.round_started, self.round_ended = trace.round_started[:, rows], never(trace.round_ended[:, rows])
        self.stalled, self.resumed = never(trace.stalled[:, rows]), never(trace.resumed[:, rows])
        self.work_until = [work_until(table) for table in network.calendars]


def never(times: Floats) -> Floats:
    """Times with infinity in place of NaN, which stands for an instant that was not reached."""
    return np.where(np.isnan(times), np.inf, times)


def work_until(table: CalendarTable) -> Callable[[Floats], Floats]:
    """Make the function from instants to the days of work at full rate that a calendar has allowed by then.

    It counts from the calendar's own origin, so that only differences between two instants have a meaning.
    """
    if len(table.cumulative) == 0:
        return lambda instants: instants
    totals = np.asarray(table.cumulative, dtype=np.float64)
    days = table.origin_day + np.arange(len(totals), dtype=np.float64)
    return lambda instants: np.interp(instants, days, totals)


def share_out(part: Part, s: int, asked: Floats, until: Floats) -> dict[str, Floats]:
    """Share out the time from a node's request to an instant not after its end.

    Parameters
    ----------
    part : Part
    s : int
        The node.
    asked, until : float64 (R, K)
        Request, and the instant up to which time is shared out, days.

    Returns
    -------
    dict of str to float64 (R, K)
        Days by the ways of `sim.analysis.bottleneck.waits.IN_A_STAGE` that this node can meet; they add up to
        ``until - asked``.
    """
    network, g = part.network, part.g
    noticed, supplied, started = (
        np.minimum(times[:, :, s], until) for times in (part.noticed, part.supplied, part.started)
    )
    spent = {"notice": noticed - asked, "stock": supplied - noticed, "pool": started - supplied}
    stop = until
    if network.rounds_column[g, s] != NONE:
        stop = _first_round_over(part, s, started, until)
        spent["rounds"] = until - stop
    work_at = part.work_until[network.calendar_of[g, s]]
    work = work_at(stop) - work_at(started)
    column = network.recall_column[g, s]
    lost = np.zeros(until.shape)
    if column != NONE:
        for c in range(part.stalled.shape[3]):
            stalled, resumed = (
                np.minimum(times[:, :, column, c], stop) for times in (part.stalled, part.resumed)
            )
            lost += resumed - stalled
            work -= work_at(resumed) - work_at(stalled)
        spent["recall"] = lost
    spent["work"] = work
    spent["calendar"] = stop - started - lost - work
    return spent


def _first_round_over(part: Part, s: int, started: Floats, until: Floats) -> Floats:
    """Instant at which the first round of a tender was over; `until` where the rules in force hold none."""
    network, g = part.network, part.g
    column, under_way = network.rounds_column[g, s], part.under_way[:, s]
    # Whether the node held a tender: only then does it have a first round.
    tender = np.where(
        under_way, network.tender_of[g, s, 0] != NONE, ~np.isnan(part.round_started[:, :, column, 0])
    )
    over = np.minimum(part.round_ended[:, :, column, 0], until)
    over = np.where(under_way & (part.rounds_before > 0), started, over)
    return np.where(tender, over, until)
