"""Homes entered in the statistic before their milestone, at the end of each target year (rule 13).

Mirrors `sim.model.push`. A *milestone* of a block is the node at whose end its homes are eligible, or handed over.
"""

import math

import numpy as np

from sim.engines.compiled.jit import jitted
from sim.engines.compiled.kernels.work import version_at, work_since_origin
from sim.model import PUSH_RESOLUTION, state_at
from sim.plan import DONE, NONE, UNDER_WAY


@jitted
def milestone_nodes(rules, measured, b):
    """Nodes at whose ends a block is eligible, and handed over, as indices among those of all rows (rule 12).

    Returns
    -------
    int, int
    """
    first = measured.row_of[b] * rules.widths[0]
    return first + measured.eligible_node[b], first + measured.handed_over_node[b]


@jitted
def enter_early(rules, measured, draws, counts, r, times, work, carried, y, out, o):
    """Enter homes in the statistic at the end of a target year (rule 13).

    Mirrors one pass of the loop in `sim.model.push.early_homes`.

    Parameters
    ----------
    carried : int
        Homes that the carry-over rule brings from the years before; negative where they were short.

    Returns
    -------
    int
        Homes that it hands on to the next year, likewise.
    """
    begin, end, target = measured.edges[y], measured.edges[y + 1], measured.targets[y]
    entered, to_enter, candidates = measured.done[y], 0, 0
    for b in range(counts.homes.shape[1]):
        if work.left[b] == 0:
            continue
        if begin <= work.counted[b] and work.counted[b] < end:
            entered += work.left[b]
        elif _may_enter(rules, measured, counts, r, times, work, b, end):
            to_enter += work.left[b]
            work.order[candidates] = b
            candidates += 1
    gap, most, homes = target - entered - carried, _whole(counts.push_share[r] * to_enter), 0
    if gap > 0 and most >= gap:
        state = state_at(draws.market_days[r], draws.market_states[r], end)
        if counts.push_luck[r, y] < draws.likelihoods[r, measured.push_likelihood[0], state]:
            homes = min(most, gap + _whole(min(counts.push_beyond[r, y] * target, float(most))))
            _hand_out(rules, measured, draws, r, times, work, homes, candidates, y, out, o)
    out.early[o, y] = homes
    beyond = entered + homes + carried - target
    if measured.carries[1]:
        return beyond
    return max(beyond, 0) if measured.carries[0] else 0


@jitted
def _whole(homes):
    """Number of homes without its fraction (rule 13); mirrors `sim.model.push._whole`.

    Parameters
    ----------
    homes : float

    Returns
    -------
    int
    """
    return math.floor(homes + PUSH_RESOLUTION)


@jitted
def _may_enter(rules, measured, counts, r, times, work, b, end):
    """Whether the building of a block has begun by an instant, and it has neither entered nor lapsed before (rule 13).

    Mirrors `sim.model.push._may_enter`.

    Parameters
    ----------
    end : float
        End of the target year, days.

    Returns
    -------
    bool
    """
    s, _ = milestone_nodes(rules, measured, b)
    p = measured.row_of[b]
    if counts.counted_before[r, b] or work.counted[b] < end or times.lapsed[r, p] < end or rules.ended[p]:
        return False
    return rules.state[s] == DONE or times.started[r, s] < end


@jitted
def _hand_out(rules, measured, draws, r, times, work, homes, candidates, y, out, o):
    """Take homes from the blocks whose building is furthest done, block by block (rule 13); see `_goes_first`.

    Mirrors `sim.model.push._handed_out`.

    Parameters
    ----------
    homes : int
        How many homes, at most those left in these blocks.
    candidates : int
        How many blocks stand in `work.order`.
    """
    for i in range(candidates):
        b = work.order[i]
        share = _share_done(rules, measured, draws, r, times, b, measured.edges[y + 1])
        work.share[b] = np.rint(share / PUSH_RESOLUTION)
    for i in range(candidates // 2 - 1, -1, -1):
        _sink(work, i, candidates)
    while homes > 0:
        b = work.order[0]
        taken = min(homes, work.left[b])
        homes -= taken
        work.left[b] -= taken
        if len(out.days) > 0:
            out.block_early[o, b, y] = taken
        candidates -= 1
        work.order[0] = work.order[candidates]
        _sink(work, 0, candidates)


@jitted
def _goes_first(work, b, other):
    """Whether a block goes before another: its building is further done, or as far and it stands before it in the file.

    Parameters
    ----------
    b, other : int

    Returns
    -------
    bool
    """
    return work.share[b] > work.share[other] or (work.share[b] == work.share[other] and b < other)


@jitted
def _sink(work, i, count):
    """Move the block at one place of the binary heap `work.order` down until no block below it goes first.

    Parameters
    ----------
    i, count : int
        The place; how many blocks the heap holds.
    """
    while True:
        child = 2 * i + 1
        if child >= count:
            return
        if child + 1 < count and _goes_first(work, work.order[child + 1], work.order[child]):
            child += 1
        if not _goes_first(work, work.order[child], work.order[i]):
            return
        work.order[i], work.order[child] = work.order[child], work.order[i]
        i = child


@jitted
def _share_done(rules, measured, draws, r, times, b, end):
    """Share of a block's building work done by an instant (rule 13).

    Mirrors `sim.model.push._share_of_block`.

    Parameters
    ----------
    end : float
        The instant, days.

    Returns
    -------
    float
        0 to 1.
    """
    s, _ = milestone_nodes(rules, measured, b)
    if rules.state[s] == DONE or times.ended[r, s] < end:
        return 1.0
    whole = _whole_work(rules, measured, draws, r, times, b)
    # Where rounds are held there is no such work: whole is NaN.
    return min(_work_before(rules, measured, draws, r, times, b, end) / whole, 1.0) if whole > 0.0 else 1.0


@jitted
def _whole_work(rules, measured, draws, r, times, b):
    """Work of the stage that makes a block eligible, from its start to its end (rule 13).

    Returns
    -------
    float
        Days at full rate; NaN where the stage holds rounds.
    """
    p, s = measured.row_of[b], measured.eligible_node[b]
    n, k = p * rules.widths[0] + s, rules.graph_of[p] * rules.widths[0] + s
    start, calendar = times.started[r, n], rules.nodes[k].calendar
    if rules.state[n] == UNDER_WAY:
        left, idle = draws.work_days[r, n, 0], draws.idle_work[r, n]
        return (
            left + work_since_origin(rules, calendar, 0.0) - work_since_origin(rules, calendar, start) - idle
        )
    return draws.work_days[r, n, version_at(rules, k, start)]


@jitted
def _work_before(rules, measured, draws, r, times, b, end):
    """Work done by an instant of the stage that makes a block eligible, which has not ended by then (rule 13).

    The work that the calendar allowed while the work stood still or the investor stalled is left out.

    Parameters
    ----------
    end : float
        The instant, days.

    Returns
    -------
    float
        Days at full rate.
    """
    p, s = measured.row_of[b], measured.eligible_node[b]
    n = p * rules.widths[0] + s
    node = rules.nodes[rules.graph_of[p] * rules.widths[0] + s]
    until = work_since_origin(rules, node.calendar, end)
    done = until - work_since_origin(rules, node.calendar, times.started[r, n]) - draws.idle_work[r, n]
    waits = min(draws.resume_days[r, n], end)
    done -= work_since_origin(rules, node.calendar, waits) - work_since_origin(rules, node.calendar, 0.0)
    if node.recall_column == NONE:
        return done
    column = p * rules.widths[2] + node.recall_column
    for c in range(times.stalled.shape[2]):
        stop, go_on = times.stalled[r, column, c], times.resumed[r, column, c]
        if math.isnan(stop):
            break
        go_on = end if math.isnan(go_on) else min(go_on, end)
        until_stop = work_since_origin(rules, node.calendar, min(stop, end))
        done -= work_since_origin(rules, node.calendar, go_on) - until_stop
    return done
