"""What is read off the times of a replication: homes by quarter in three readings, and caps that were met.

Mirrors `sim.model.outcomes`; homes that enter the statistic early (rule 13) stand in `push`.
"""

import math

from sim.engines.compiled.jit import jitted
from sim.engines.compiled.kernels.push import enter_early, milestone_nodes
from sim.model import (
    ALREADY_COUNTED,
    BEFORE_DATA_DATE,
    BEYOND_HORIZON,
    LAPSED,
    NEVER_BEGINS,
    REACHED,
)
from sim.plan import DONE, NONE


@jitted
def measure_future(rules, measured, draws, counts, r, times, work, out, o):
    """Read the three readings off a replication (rules 12 and 13).

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
        carried = enter_early(rules, measured, draws, counts, r, times, work, carried, y, out, o)
        quarters[measured.last_quarter[y], 0] += out.early[o, y]
    for b in range(counts.homes.shape[1]):
        s, h = milestone_nodes(rules, measured, b)
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
    """Add the homes of a block to the quarter of an instant; mirrors `sim.model.outcomes._by_quarter`.

    Parameters
    ----------
    quarters : int64 (N, 3)
        Homes by quarter and reading; written to.
    reading : int
        0 counted, 1 eligible, 2 handed over.
    days : float
        The instant, days; NaN for never.
    homes : int
    """
    if not math.isnan(days):
        quarters[measured.quarter_of_day[int(days)], reading] += homes


@jitted
def _counted(rules, measured, counts, r, times, b):
    """When a block's homes enter the statistic at their milestone (rule 13); mirrors `sim.model.outcomes.measure`.

    Returns
    -------
    float
        Days; NaN where they do not, or were counted before the data date.
    """
    if counts.counted_before[r, b] or rules.ended[measured.row_of[b]]:
        return math.nan
    s, h = milestone_nodes(rules, measured, b)
    n = s if measured.counted_when_eligible[0] else h
    # Homes ready before the data date but in no statistic enter it on the data date.
    return 0.0 if rules.state[n] == DONE else times.ended[r, n]


@jitted
def _tell_block(rules, measured, draws, counts, r, times, work, out, o, b):
    """Write when a block reached each reading, and where it did not, why (rules 1, 6, 12).

    Mirrors what `sim.model.outcomes.measure` says of blocks.
    """
    s, h = milestone_nodes(rules, measured, b)
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
def _count_caps(measured, draws, r, times, caps):
    """Count how often a cap was met: rounds of a tender, recalls, changes of the market (rules 5, 6, 9).

    Mirrors `sim.model.outcomes._caps`.

    Parameters
    ----------
    caps : int64 (3,)
        Written to; the last is 0 or 1.
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
