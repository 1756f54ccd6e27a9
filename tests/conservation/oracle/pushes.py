"""Homes entered in the statistic to meet a target, told home by home from dates: rule 13 once more, in plain loops."""

from __future__ import annotations

from datetime import date
from math import floor, inf, isnan

from futures import Futures

from sim.plan import DONE, UNDER_WAY


def pushed(futures: Futures, r: int) -> list[list[int]]:
    """Homes of each block (in the order of the file) that enter early at the end of each target year, in one future."""
    scenario, draws = futures.scenario, futures.draws
    targets, counting, blocks = scenario.settings.targets, scenario.settings.counting, len(draws.homes[r])
    if counting.push is None:
        return [[] for _ in range(blocks)]
    done = targets.done_this_year
    left = draws.homes[r].tolist()
    early: list[list[int]] = [[] for _ in range(blocks)]
    handed_on = 0
    for i, target in enumerate(targets.years):
        new_year = float((date(target.year + 1, 1, 1) - scenario.settings.data_date).days)
        old_year = float((date(target.year, 1, 1) - scenario.settings.data_date).days)
        have = done.counted if done and target.year == scenario.settings.data_date.year else 0
        have += sum(left[b] for b in range(blocks) if old_year <= _counted(futures, r, b) < new_year)
        have += handed_on
        can = [b for b in range(blocks) if _can_enter(futures, r, b, new_year)]
        most = floor(draws.push_share[r] * sum(left[b] for b in can) + 1e-9)
        gap, homes = target.homes - have, 0
        if 0 < gap <= most and draws.push_luck[r, i] < _chance(futures, r, new_year):
            homes = min(most, gap + floor(min(draws.push_beyond[r, i] * target.homes, 1e9) + 1e-9))
        here = [0] * blocks
        for _, b in sorted((-round(_progress(futures, r, b, new_year), 9), b) for b in can):
            here[b] = min(left[b], homes - sum(here))
        for b in range(blocks):
            early[b].append(here[b])
            left[b] -= here[b]
        over = have + homes - target.homes
        handed_on = {"none": 0, "surplus": max(over, 0), "cumulative": over}[targets.carry_over]
    return early


def _counted(futures: Futures, r: int, b: int) -> float:
    """When a block's homes are counted at their milestone; never where they do not come, or were counted before."""
    if futures.draws.counted_before[r, b]:
        return inf
    measurement = futures.plan.measurement
    p = int(measurement.row_of[b])
    if futures.plan.network.ended[p]:
        return inf
    when = futures.scenario.settings.counting.counted_when
    node = int((measurement.eligible_node if when == "eligible" else measurement.handed_over_node)[b])
    if futures.plan.network.state[p, node] == DONE:
        return 0.0
    ended = float(futures.trace.ended[r, p, node])
    return inf if isnan(ended) else ended


def _can_enter(futures: Futures, r: int, b: int, new_year: float) -> bool:
    p, s = int(futures.plan.measurement.row_of[b]), int(futures.plan.measurement.eligible_node[b])
    begun = futures.plan.network.state[p, s] == DONE or futures.trace.started[r, p, s] < new_year
    gone = futures.trace.lapsed[r, p] < new_year or futures.draws.counted_before[r, b]
    gone = gone or futures.plan.network.ended[p]
    return bool(begun and not gone and _counted(futures, r, b) >= new_year)


def _chance(futures: Futures, r: int, at: float) -> float:
    rule, draws = futures.plan.chances.push, futures.draws
    assert rule is not None
    changes = sum(day <= at for day in draws.market_days[r].tolist())
    return float(draws.likelihoods[r, rule.likelihood, draws.market_states[r, changes]])


def _progress(futures: Futures, r: int, b: int, until: float) -> float:
    """Share of a block's building done: work between its stalls, over all its work."""
    network, trace, draws = futures.plan.network, futures.trace, futures.draws
    p, s = int(futures.plan.measurement.row_of[b]), int(futures.plan.measurement.eligible_node[b])
    g = int(network.graph_of[p])
    if network.state[p, s] == DONE or trace.ended[r, p, s] < until:
        return 1.0
    table, begun = network.calendars[network.calendar_of[g, s]], float(trace.started[r, p, s])

    def work(first: float, last: float) -> float:
        ends = [float(table.work_until(at)) for at in (first, last)]
        return ends[1] - ends[0]

    column = int(network.recall_column[g, s])
    stalls = [] if column < 0 else zip(trace.stalled[r, p, column], trace.resumed[r, p, column], strict=True)
    at, done = begun, -float(draws.idle_work[r, p, s])
    if draws.resume_days[r, p, s] > 0:
        done += work(begun, 0.0)
        at = float(draws.resume_days[r, p, s])
    for stop, go_on in stalls:
        if not stop < until:
            break
        done += work(at, float(stop))
        at = inf if isnan(go_on) else float(go_on)
    if at < until:
        done += work(at, until)
    version = sum(day <= begun for day in network.version_days[g, s].tolist()) - 1
    whole = float(draws.work_days[r, p, s, max(version, 0)])
    if network.state[p, s] == UNDER_WAY:
        whole = float(draws.work_days[r, p, s, 0]) + work(begun, 0.0) - float(draws.idle_work[r, p, s])
    return min(done / whole, 1.0) if whole > 0 else 1.0
