"""When work ends, and how much is done by then: calendars, dates, fast tracks (rules 3, 8 and 11).

A calendar is an index of `rules.tables`, whose row holds the work possible from the calendar's origin to each day's
00:00; work is in days at full rate, instants in days from the data date. Mirrors `sim.model.clock`.
"""

import math

from sim.engines.compiled.jit import inlined, jitted
from sim.model import RESOLUTION, finish, finish_at_pace, work_at_pace, work_between


@jitted
def version_at(rules, k, at):
    """Version of the statute in force at an instant (rule 10).

    Mirrors `PlanLists.version_at` of the reference.

    Parameters
    ----------
    rules : Rules
    k : int
        Node among those of all graphs, one graph after the other: g x S + s.
    at : float

    Returns
    -------
    int
        0 for the one in force on the data date.
    """
    days, version = rules.version_days, 0
    while version + 1 < days.shape[1] and days[k, version + 1] <= at:
        version += 1
    return version


@jitted
def finish_on_calendar(rules, calendar, start_days, work_days):
    """Earliest instant by which work can be done (rule 8).

    `sim.model.finish`, to the last bit, without its search: `rules.day_of_work` says on which day to look.

    Parameters
    ----------
    rules : Rules
    calendar : int
    start_days, work_days : float

    Returns
    -------
    float
        Days; inf where the work does not fit into the calendar.
    """
    totals = rules.tables
    above, origin = rules.table_lengths[calendar] - 1, rules.origin_days[calendar]
    if not (work_days > 0.0 and max(origin, 0) <= start_days < origin + above):
        # No calendar, no work, or an instant off the table or before the data date.
        return finish(totals[calendar, : above + 1], origin, start_days, work_days)
    whole_days = int(start_days)
    below = whole_days - origin
    before = totals[calendar, below]
    rate = totals[calendar, below + 1] - before
    target = before + (start_days - whole_days) * rate + work_days
    short = target - RESOLUTION
    if totals[calendar, above] < short:
        return math.inf
    day = max(below, rules.day_of_work[calendar, int(short) + 1])
    while day > below and totals[calendar, day - 1] >= short:
        day -= 1
    total, end_days = totals[calendar, day], float(origin + day)
    if total > target + RESOLUTION:
        before = totals[calendar, day - 1]
        end_days = origin + day - 1 + (target - before) / (total - before)
    return max(end_days, start_days)


@jitted
def _on_fast_track(future, node, begun_days):
    """Whether the cuts of a node's fast track hold for work begun at an instant (rule 11); mirrors `PlanLists.pace`.

    Parameters
    ----------
    begun_days : float

    Returns
    -------
    bool
    """
    return not (node.spares_lodged and begun_days < future.rules.cut_days[node.pace, 0])


@jitted
def _finish_on_fast_track(future, node, begun_days, start_days, work_days):
    """`finish_work` of a node that a fast track covers (rule 11).

    Parameters
    ----------
    begun_days, start_days, work_days : float
        As in `finish_work`.

    Returns
    -------
    float
    """
    rules = future.rules
    total = rules.tables[node.calendar, : rules.table_lengths[node.calendar]]
    origin = rules.origin_days[node.calendar]
    if not _on_fast_track(future, node, begun_days):
        return finish(total, origin, start_days, work_days)
    days, shares = rules.cut_days[node.pace], rules.cut_shares[node.pace]
    delivered = future.draws.delivered[node.track]
    return finish_at_pace(total, origin, start_days, work_days, days, shares, delivered)


@inlined
def finish_work(future, node, begun_days, start_days, work_days):
    """Earliest instant by which work of a node can be done (rules 8 and 11).

    Mirrors `sim.model.finish_at_pace` with the pace of `PlanLists.pace`, as the reference calls them.

    Parameters
    ----------
    future : FutureArrays
    node : NODE
    begun_days : float
        Start of the node, which decides whether its fast track covers the work.
    start_days, work_days : float
        When this part of the work begins, and how much it is.

    Returns
    -------
    float
        Days; inf where the work does not fit into the calendar.
    """
    if node.pace:
        return _finish_on_fast_track(future, node, begun_days, start_days, work_days)
    return finish_on_calendar(future.rules, node.calendar, start_days, work_days)


@jitted
def work_done(future, node, begun_days, start_days, end_days):
    """Work of a node done between two instants (rules 6, 8 and 11).

    Mirrors `sim.model.work_at_pace`, as the reference calls it in `Simulation._work`.

    Parameters
    ----------
    begun_days : float
        As in `finish_work`.
    start_days, end_days : float

    Returns
    -------
    float
        Days at full rate.
    """
    rules = future.rules
    total = rules.tables[node.calendar, : rules.table_lengths[node.calendar]]
    origin = rules.origin_days[node.calendar]
    if not node.pace or not _on_fast_track(future, node, begun_days):
        return work_between(total, origin, start_days, end_days)
    days, shares = rules.cut_days[node.pace], rules.cut_shares[node.pace]
    delivered = future.draws.delivered[node.track]
    return work_at_pace(total, origin, start_days, end_days, days, shares, delivered)


@jitted
def end_of_grace(rules, node, stalled_days, grace_days):
    """Instant at which a period of grace ends: ordinary time, that may go by faster from dates on (rule 6).

    Mirrors the call of `sim.model.finish_at_pace` in `Simulation._recall` of the reference.

    Parameters
    ----------
    rules : Rules
    node : NODE
    stalled_days, grace_days : float
        Instant of the stall; length of the period.

    Returns
    -------
    float
        Days.
    """
    days, shares = rules.cut_days[node.grace_cuts], rules.cut_shares[node.grace_cuts]
    # No calendar: an empty table, on which every day counts in full.
    return finish_at_pace(rules.tables[0, :0], 0, stalled_days, grace_days, days, shares, 1.0)


@jitted
def work_since_origin(rules, calendar, days):
    """Work possible from a calendar's origin to an instant (rule 8); `CalendarTable.work_until`, to the last bit.

    Parameters
    ----------
    calendar : int
    days : float

    Returns
    -------
    float
        Days at full rate.
    """
    last, origin_day = rules.table_lengths[calendar] - 1, rules.origin_days[calendar]
    if last < 0:
        return days
    if days >= origin_day + last:
        return rules.tables[calendar, last]
    if days < origin_day:
        return rules.tables[calendar, 0]
    index = math.floor(days) - origin_day
    before = rules.tables[calendar, index]
    # The terms stand as in `np.interp`.
    return (rules.tables[calendar, index + 1] - before) * (days - (origin_day + index)) + before
