"""What is read off the times of a replication: homes by quarter in three readings, and caps that were met.

Mirrors `sim.model.outcomes`. `measured` is a `Measured`, `counts` a `CountDraws`, `out` a `Counted`; b is a block, r
the row of the replication in draws and times, o its row in what is counted.
"""

import math

from sim.engines.compiled.jit import jitted
from sim.engines.compiled.kernels.philox import uniform
from sim.engines.compiled.kernels.work import version_at, work_since_origin
from sim.model import (
    ALREADY_COUNTED,
    BEFORE_DATA_DATE,
    BEYOND_HORIZON,
    LAPSED,
    NEVER_BEGINS,
    REACHED,
    state_at,
)
from sim.plan import DONE, NONE, UNDER_WAY


@jitted
def measure_future(rules, measured, draws, counts, seed, index, r, times, out, o):
    """Read the three readings off a replication.

    Mirrors `sim.model.outcomes.measure`.

    Parameters
    ----------
    rules : Rules
    measured : Measured
    draws : FutureDrawArrays
    counts : CountDraws
    seed, index : uint64, int
        Seed of the run, number of the replication.
    r, o : int
    times : TimeArrays
    out : Counted
        Written to.
    """
    quarters = out.homes_by_quarter[o]
    for quarter in range(quarters.shape[0]):
        for reading in range(3):
            quarters[quarter, reading] = 0
    for b in range(counts.homes.shape[1]):
        p, homes = measured.row_of[b], counts.homes[r, b]
        s, h = measured.eligible_node[b], measured.handed_over_node[b]
        s, h = p * rules.widths[0] + s, p * rules.widths[0] + h
        counted = _counted(rules, measured, draws, counts, seed, index, r, times, b, s, h)
        eligible, handed_over = times.ended[r, s], times.ended[r, h]
        _add_homes(measured, quarters, 0, counted, homes)
        _add_homes(measured, quarters, 1, eligible, homes)
        _add_homes(measured, quarters, 2, handed_over, homes)
        if len(out.days) > 0:
            out.homes[o, b] = homes
            out.days[o, b, 0], out.days[o, b, 1], out.days[o, b, 2] = counted, eligible, handed_over
            _set_reasons(rules, draws, counts, r, times, out, o, b, p, s, h)
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
def _counted(rules, measured, draws, counts, seed, index, r, times, b, s, h):
    """When a block enters the official statistic, days; NaN where it does not, or had before the data date (rule 1).

    Parameters
    ----------
    s, h : int
        Nodes of its milestones eligible and handed over, among those of all rows in a line.
    """
    if counts.counted_before[r, b]:
        return math.nan
    n = s if measured.counted_when_eligible[0] else h
    # Homes ready before the data date but in no statistic enter it on the data date.
    counted = 0.0 if rules.state[n] == DONE else times.ended[r, n]
    if len(measured.year_end_days) > 0:
        # Homes eligible by the end of that 31 December are not early. A project that lapsed is no longer
        # reported; what it reported before stays in the statistic.
        lapsed = times.lapsed[r, measured.row_of[b]]
        latest = math.inf if math.isnan(counted) else counted
        if not math.isnan(lapsed):
            latest = min(latest, lapsed)
        entry = _early_entry(rules, measured, draws, counts, seed, index, r, times, b, latest)
        if not math.isnan(entry):
            counted = entry
    return counted


@jitted
def _set_reasons(rules, draws, counts, r, times, out, o, b, p, s, h):
    """Say of each reading why it has its day, or none; mirrors `sim.model.outcomes._milestone`."""
    missing = BEYOND_HORIZON if math.isnan(times.lapsed[r, p]) else LAPSED
    if not draws.begins[r, p]:
        missing = NEVER_BEGINS
    days, reason = out.days[o, b], out.reason[o, b]
    for reading in range(3):
        reason[reading] = missing if math.isnan(days[reading]) else REACHED
    if counts.counted_before[r, b]:
        reason[0] = ALREADY_COUNTED
    if rules.state[s] == DONE:
        reason[1] = BEFORE_DATA_DATE
    if rules.state[h] == DONE:
        reason[2] = BEFORE_DATA_DATE


@jitted
def _early_entry(rules, measured, draws, counts, seed, index, r, times, b, latest_days):
    """31 December, over by `latest_days`, at which a block past the threshold enters the statistic, days; NaN for none.

    Luck is drawn only where it decides. Mirrors `sim.model.outcomes._early_entry`.
    """
    n = measured.row_of[b] * rules.widths[0] + measured.eligible_node[b]
    year_end_days, ready = measured.year_end_days, rules.state[n] == DONE
    first_year = 0
    if not ready:
        if math.isnan(times.started[r, n]):
            return math.nan
        first_year = measured.quarter_of_day[int(max(times.started[r, n], 0.0))] // 4
    if first_year >= len(year_end_days) or year_end_days[first_year] + 1.0 > latest_days:
        return math.nan
    whole = math.nan if ready else _whole_work(rules, measured, draws, r, times, b)
    for year in range(first_year, len(year_end_days)):
        at = year_end_days[year] + 1.0
        if at > latest_days:
            break
        share = 1.0
        # Where rounds are held there is no such work: whole is NaN.
        if whole > 0.0:
            share = _work_before(rules, measured, r, times, b, at) / whole
        if share >= counts.early_threshold[r]:
            chance = counts.early_likelihood[r, state_at(draws.market_days[r], draws.market_states[r], at)]
            if uniform(seed, measured.key[b], measured.early_word[b, year], index) < chance:
                return year_end_days[year]
    return math.nan


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
def _work_before(rules, measured, r, times, b, at):
    """Work of that stage done by an instant, without what its calendar allowed while it stalled, days.

    Mirrors `sim.model.outcomes._building_progress`.
    """
    p, s = measured.row_of[b], measured.eligible_node[b]
    n = p * rules.widths[0] + s
    node = rules.nodes[rules.graph_of[p] * rules.widths[0] + s]
    end = math.inf if math.isnan(times.ended[r, n]) else times.ended[r, n]
    done = work_since_origin(rules, node.calendar, min(at, end))
    done -= work_since_origin(rules, node.calendar, times.started[r, n])
    if node.recall_column == NONE:
        return done
    column = p * rules.widths[2] + node.recall_column
    for c in range(times.stalled.shape[2]):
        stop, go_on = times.stalled[r, column, c], times.resumed[r, column, c]
        if math.isnan(stop):
            break
        go_on = at if math.isnan(go_on) else min(go_on, at)
        until_stop = work_since_origin(rules, node.calendar, min(stop, at))
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
