"""What is read off the times of a replication: homes by quarter in three readings, and caps that were met.

Mirrors `sim.model.outcomes` and, for rule 13, `sim.model.push`. `measured` is a `Measured`, `counts` a `CountDraws`,
`work` a `CountWorkspace`, `out` a `Counted`; b is a block, y a target year, r the row of the replication in draws and
times, o its row in what is counted.
"""

import math

import numpy as np

from sim.engines.compiled.jit import jitted
from sim.engines.compiled.kernels.work import version_at, work_since_origin
from sim.model import (
    ALREADY_COUNTED,
    BEFORE_DATA_DATE,
    BEYOND_HORIZON,
    LAPSED,
    NEVER_BEGINS,
    PUSH_RESOLUTION,
    REACHED,
    state_at,
)
from sim.plan import DONE, NONE, UNDER_WAY


@jitted
def measure_future(rules, measured, draws, counts, r, times, work, out, o):
    """Read the three readings off a replication.

    Mirrors `sim.model.outcomes.measure`.

    Parameters
    ----------
    rules : Rules
    measured : Measured
    draws : FutureDrawArrays
    counts : CountDraws
    r, o : int
    times : TimeArrays
    work : CountWorkspace
        Written to.
    out : Counted
        Written to.
    """
    quarters, by_block = out.homes_by_quarter[o], len(out.days) > 0
    for quarter in range(quarters.shape[0]):
        for reading in range(3):
            quarters[quarter, reading] = 0
    for b in range(counts.homes.shape[1]):
        work.counted[b] = _counted(rules, measured, counts, r, times, b)
        work.left[b] = counts.homes[r, b]
        if by_block:
            for y in range(len(measured.targets)):
                out.block_early[o, b, y] = 0
    carried = 0
    for y in range(len(measured.targets)):
        carried = _push(rules, measured, draws, counts, r, times, work, carried, y, out, o)
        quarters[measured.last_quarter[y], 0] += out.early[o, y]
    for b in range(counts.homes.shape[1]):
        s, h = _milestones(rules, measured, b)
        _add_homes(measured, quarters, 0, work.counted[b], work.left[b])
        _add_homes(measured, quarters, 1, times.ended[r, s], counts.homes[r, b])
        _add_homes(measured, quarters, 2, times.ended[r, h], counts.homes[r, b])
        if by_block:
            _tell_block(rules, measured, draws, counts, r, times, work, out, o, b)
    out.never_begun[o, 0], out.never_begun[o, 1] = 0, 0
    for p in range(draws.begins.shape[1]):
        if not draws.begins[r, p]:
            out.never_begun[o, 0] += 1
            out.never_begun[o, 1] += draws.row_homes[r, p]
    _count_caps(measured, draws, r, times, out.caps[o])


@jitted
def _add_homes(measured, quarters, reading, days, homes):
    """Add the homes of a block to the quarter of an instant (days; NaN for never)."""
    if not math.isnan(days):
        quarters[measured.quarter_of_day[int(days)], reading] += homes


@jitted
def _milestones(rules, measured, b):
    """Nodes at whose end a block is eligible, handed over, among those of all rows in a line."""
    first = measured.row_of[b] * rules.widths[0]
    return first + measured.eligible_node[b], first + measured.handed_over_node[b]


@jitted
def _counted(rules, measured, counts, r, times, b):
    """When a block's homes enter the statistic at their milestone, days; NaN where they do not, or had before."""
    if counts.counted_before[r, b] or rules.ended[measured.row_of[b]]:
        return math.nan
    s, h = _milestones(rules, measured, b)
    n = s if measured.counted_when_eligible[0] else h
    # Homes ready before the data date but in no statistic enter it on the data date.
    return 0.0 if rules.state[n] == DONE else times.ended[r, n]


@jitted
def _tell_block(rules, measured, draws, counts, r, times, work, out, o, b):
    """Write what became of a block, and why; mirrors what `sim.model.outcomes.measure` says of blocks."""
    s, h = _milestones(rules, measured, b)
    p = measured.row_of[b]
    missing = BEYOND_HORIZON if math.isnan(times.lapsed[r, p]) and not rules.ended[p] else LAPSED
    if not draws.begins[r, p]:
        missing = NEVER_BEGINS
    days, reason = out.days[o, b], out.reason[o, b]
    days[0], days[1], days[2] = work.counted[b], times.ended[r, s], times.ended[r, h]
    if work.left[b] == 0:
        for y in range(len(measured.targets)):
            if out.block_early[o, b, y] > 0:
                days[0] = measured.edges[y + 1] - 1.0
    for reading in range(3):
        reason[reading] = missing if math.isnan(days[reading]) else REACHED
    if counts.counted_before[r, b]:
        reason[0] = ALREADY_COUNTED
    if rules.state[s] == DONE and not rules.ended[p]:
        reason[1] = BEFORE_DATA_DATE
    if rules.state[h] == DONE and not rules.ended[p]:
        reason[2] = BEFORE_DATA_DATE
    out.homes[o, b] = counts.homes[r, b]


@jitted
def _push(rules, measured, draws, counts, r, times, work, carried, y, out, o):
    """Enter homes in the statistic at the end of a target year (rule 13); return what it hands on to the next.

    Mirrors one turn of the loop in `sim.model.push.early_homes`; `carried` is what the year before handed on.
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
    """Whole homes: fractions are left out."""
    return math.floor(homes + PUSH_RESOLUTION)


@jitted
def _may_enter(rules, measured, counts, r, times, work, b, end):
    """Whether the building of a block has begun by an instant, and it has neither entered nor lapsed before."""
    s, _ = _milestones(rules, measured, b)
    p = measured.row_of[b]
    if counts.counted_before[r, b] or work.counted[b] < end or times.lapsed[r, p] < end or rules.ended[p]:
        return False
    return rules.state[s] == DONE or times.started[r, s] < end


@jitted
def _hand_out(rules, measured, draws, r, times, work, homes, candidates, y, out, o):
    """Take homes from the first so many blocks of `work.order`, those furthest done first; see `_goes_first`."""
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
    """Whether a block goes before another: further done, or as far and before it in the file."""
    return work.share[b] > work.share[other] or (work.share[b] == work.share[other] and b < other)


@jitted
def _sink(work, i, count):
    """Let the block at a place of the heap `work.order`, which holds so many, sink to where it belongs."""
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
    """Share of a block's building work done by an instant; mirrors `sim.model.push._share_of_block`."""
    s, _ = _milestones(rules, measured, b)
    if rules.state[s] == DONE or times.ended[r, s] < end:
        return 1.0
    whole = _whole_work(rules, measured, draws, r, times, b)
    # Where rounds are held there is no such work: whole is NaN.
    return min(_work_before(rules, measured, r, times, b, end) / whole, 1.0) if whole > 0.0 else 1.0


@jitted
def _whole_work(rules, measured, draws, r, times, b):
    """Work of the stage that makes a block eligible, from its start to its end, days; NaN where it holds rounds."""
    p, s = measured.row_of[b], measured.eligible_node[b]
    n, k = p * rules.widths[0] + s, rules.graph_of[p] * rules.widths[0] + s
    start, calendar = times.started[r, n], rules.nodes[k].calendar
    if rules.state[n] == UNDER_WAY:
        left = draws.work_days[r, n, 0]
        return left + work_since_origin(rules, calendar, 0.0) - work_since_origin(rules, calendar, start)
    return draws.work_days[r, n, version_at(rules, k, start)]


@jitted
def _work_before(rules, measured, r, times, b, end):
    """Work of that stage, not over, done by an instant, without what its calendar allowed while it stalled, days."""
    p, s = measured.row_of[b], measured.eligible_node[b]
    n = p * rules.widths[0] + s
    node = rules.nodes[rules.graph_of[p] * rules.widths[0] + s]
    until = work_since_origin(rules, node.calendar, end)
    done = until - work_since_origin(rules, node.calendar, times.started[r, n])
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


@jitted
def _count_caps(measured, draws, r, times, caps):
    """Count how often a cap was met: rounds, recalls, changes of the market (caps, int64 (3,), written to).

    Mirrors `sim.model.outcomes._caps`.
    """
    rounds, recalls, changes = 0, 0, 0
    fallback, recalled, market_days = times.fallback[r], times.recalled[r], draws.market_days[r]
    for column in range(len(fallback)):
        rounds += not math.isnan(fallback[column])
    for column in range(len(measured.last_recall)):
        last = measured.last_recall[column]
        recalls += last != NONE and not math.isnan(recalled[column, last])
    for w in range(len(market_days)):
        changes += market_days[w] < math.inf
    allowed = measured.max_switches[0]
    caps[0], caps[1], caps[2] = rounds, recalls, changes >= allowed and allowed > 0
