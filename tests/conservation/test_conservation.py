"""What holds in every future of every scenario: nothing is lost, nothing is counted twice, no rule is bent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from math import floor

import numpy as np
import pytest
from conservation.generated.scenarios import scenarios
from conservation.generated.tries import is_plain, rounds_and_recalls_keep_to_their_order_and_caps, work_of
from conservation.oracle.giving_out import (
    pools_hold_to_their_capacity_and_queue,
    stocks_give_what_they_have_in_order,
)
from conservation.oracle.pace import lets_go, pace_of
from conservation.oracle.pushes import pushed
from futures import Futures, simulate
from hypothesis import given, settings

from sim.engines import ENGINES
from sim.model import ALREADY_COUNTED, BEFORE_DATA_DATE, LAPSED, NEVER_BEGINS, REACHED, Trace, finish_at_pace
from sim.plan import DONE, NONE, STAGGER, TO_DO, UNDER_WAY
from sim.scenario import Scenario

FUTURES = 3


def nodes_of(futures: Futures) -> Iterator[tuple[int, int, int]]:
    """(row, node, graph) of every node that is not padding."""
    network = futures.plan.network
    for p, g in enumerate(network.graph_of.tolist()):
        for s in range(int(network.node_count[g])):
            yield p, s, g


def entry_of(futures: Futures, r: int, p: int) -> float:
    """When a row enters; never, where it never begins."""
    if not futures.draws.begins[r, p]:
        return np.inf
    return float(futures.draws.entry_days[r, p]) if futures.plan.network.enters_at_entry[p] else 0.0


def nodes_follow_their_predecessors_and_take_their_work(futures: Futures) -> None:
    network, trace = futures.plan.network, futures.trace
    for p, s, g in nodes_of(futures):
        state = network.state[p, s]
        table = network.calendars[network.calendar_of[g, s]]
        before = [j for j in np.flatnonzero(network.predecessors[g, s]) if network.state[p, j] != DONE]
        waits = max(network.pool_of[g, s], network.stock_of[g, s], network.notice_node[g, s]) != NONE
        for r in range(FUTURES):
            requested, started, ended = (
                float(kind[r, p, s]) for kind in (trace.requested, trace.started, trace.ended)
            )
            if state == DONE or not futures.draws.begins[r, p]:
                assert np.isnan([requested, started, ended]).all()
                continue
            lapsed = np.nan_to_num(trace.lapsed[r, p], nan=np.inf)
            if state == TO_DO:
                behind = max([entry_of(futures, r, p), *(lets_go(futures, r, p, j, s) for j in before)])
                if np.isnan(requested):
                    missing = any(np.isnan(lets_go(futures, r, p, j, s)) for j in before)
                    assert missing or behind >= min(network.horizon_days, lapsed)
                else:
                    assert requested == behind <= lapsed
                assert np.isnan(started) or requested <= started <= lapsed
                assert waits or np.isnan(started) or started == requested
            else:
                assert np.isnan(requested)
                assert started == futures.draws.start_days[r, p, s] <= 0
            assert not ended < max(started, 0.0)
            if network.recall_of[g, s] == NONE and is_plain(futures, r, p, s):
                resumes, work = futures.draws.resume_days[r, p, s], work_of(futures, r, p, s)
                begin = resumes if state == UNDER_WAY else started
                pace = pace_of(futures, r, p, s, started)
                end = finish_at_pace(table.cumulative, table.origin_day, begin, work, *pace)
                assert ended == end if end < network.horizon_days else np.isnan(ended)


def every_project_is_somewhere_at_every_date(futures: Futures) -> None:
    """Entered = completed + lapsed + under way, in projects and in homes."""
    network, trace, draws = futures.plan.network, futures.trace, futures.draws
    on_route = np.zeros(network.state.shape, dtype=bool)
    for p, s, _ in nodes_of(futures):
        on_route[p, s] = True
    row_homes = np.zeros_like(draws.row_homes)
    np.add.at(row_homes.T, futures.plan.measurement.row_of, draws.homes.T)
    assert np.array_equal(row_homes, draws.row_homes)
    for r in range(FUTURES):
        times = np.concatenate([trace.ended[r].ravel(), trace.lapsed[r], draws.entry_days[r]])
        times = np.unique(times[np.isfinite(times)])
        for t in [0.0, *times, *(times + 0.5), network.horizon_days]:
            over = (network.state == DONE) | (trace.ended[r] <= t)
            entered = np.array([entry_of(futures, r, p) <= t for p in range(len(network.graph_of))])
            # A row that ended before the data date is none of the three.
            entered &= ~network.ended
            completed = (over | ~on_route).all(axis=1) & ~network.ended
            lapsed = trace.lapsed[r] <= t
            asked = (trace.requested[r] <= t) | (network.state == UNDER_WAY)
            under_way = (on_route & ~over & asked).any(axis=1) & ~lapsed
            assert not (completed & lapsed).any()
            for count in (np.ones_like(draws.row_homes[r]), draws.row_homes[r]):
                parts = [count[entered & some].sum() for some in (completed, lapsed, under_way)]
                assert count[entered].sum() == sum(parts)


def rows_that_never_begin_take_part_in_nothing(futures: Futures) -> None:
    """Nothing happens to them, and they are counted apart."""
    never = ~futures.draws.begins
    for field in fields(Trace):
        assert np.isnan(getattr(futures.trace, field.name)[never]).all(), field.name
    homes = (futures.draws.row_homes * never).sum(axis=1)
    assert np.array_equal(futures.outcomes.never_begun, np.stack([never.sum(axis=1), homes], axis=1))


def crews_build_no_more_blocks_at_a_time_than_there_are_crews(futures: Futures) -> None:
    """A block is with a crew from the start of its first stage to the end of the stage `until`."""
    labels, trace, scenario = futures.plan.labels, futures.trace, futures.scenario
    for p, one in enumerate(scenario.rows):
        rule, g = scenario.settings.routes[one.route].blocks, futures.plan.network.graph_of[p]
        if rule is None or one.blocks == 1 or (futures.plan.network.state[p] == DONE).all():
            continue
        place = {node: s for s, node in enumerate(zip(labels.stages[g], labels.numbers[g], strict=True))}
        split = {step.stage for step in scenario.settings.routes[one.route].steps if step.per_block}
        firsts = [
            step.stage
            for step in scenario.settings.routes[one.route].steps
            if step.stage in split and not split & set(step.after)
        ]
        numbers = range(1, one.blocks + 1)
        for r in range(FUTURES):
            begin = np.array(
                [np.nanmin([trace.started[r, p, place[f, b]] for f in firsts] + [np.inf]) for b in numbers]
            )
            end = np.nan_to_num([trace.ended[r, p, place[rule.until, b]] for b in numbers], nan=np.inf)
            for t in begin[np.isfinite(begin)]:
                assert ((begin <= t) & (end > t)).sum() <= rule.at_a_time
            for b in numbers[1:]:
                wait = place.get((STAGGER, b))
                assert wait is None or not begin[b - 1] < trace.ended[r, p, wait]
                assert b <= rule.at_a_time or not begin[b - 1] < end[b - 1 - rule.at_a_time]


def homes_are_counted_once_and_in_their_quarter(futures: Futures) -> None:
    outcomes, plan, scenario = futures.outcomes, futures.plan, futures.scenario
    network, row_of = plan.network, plan.measurement.row_of
    first = plan.data_date.year
    expected = np.zeros_like(outcomes.homes_by_quarter)
    early = outcomes.blocks.early
    for (r, b, reading), days in np.ndenumerate(outcomes.blocks.days):
        assert (outcomes.blocks.reason[r, b, reading] == REACHED) == np.isfinite(days)
        if np.isfinite(days):
            at = plan.data_date + timedelta(days=floor(days))
            homes = outcomes.blocks.homes[r, b] - (early[r, b].sum() if reading == 0 else 0)
            expected[r, 4 * (at.year - first) + (at.month - 1) // 3, reading] += homes
    for i in range(early.shape[2]):
        year = scenario.settings.targets.years[i].year
        expected[:, 4 * (year - first) + 3, 0] += early[:, :, i].sum(axis=1)
    assert np.array_equal(outcomes.homes_by_quarter, expected)
    # Every home enters the statistic once: the early ones at their year's end, the rest with the block.
    assert (early >= 0).all() and (early.sum(axis=2) <= outcomes.blocks.homes).all()
    assert (outcomes.homes_by_quarter.sum(axis=1) <= outcomes.blocks.homes.sum(axis=1)[:, None]).all()
    assert np.array_equal(outcomes.early, early.sum(axis=1))
    for r in range(FUTURES):
        assert early[r].tolist() == pushed(futures, r)
    for reading, node in ((1, plan.measurement.eligible_node), (2, plan.measurement.handed_over_node)):
        assert np.array_equal(
            outcomes.blocks.days[:, :, reading], futures.trace.ended[:, row_of, node], equal_nan=True
        )
        before = outcomes.blocks.reason[:, :, reading] == BEFORE_DATA_DATE
        done = (network.state[row_of, node] == DONE) & ~network.ended[row_of]
        assert np.array_equal(before, np.broadcast_to(done, before.shape))
    missed = np.isnan(outcomes.blocks.days) & ~np.isin(
        outcomes.blocks.reason, (ALREADY_COUNTED, BEFORE_DATA_DATE)
    )
    assert np.array_equal(
        outcomes.blocks.reason[missed] == LAPSED,
        np.broadcast_to((np.isfinite(futures.trace.lapsed) | network.ended)[:, row_of, None], missed.shape)[
            missed
        ],
    )
    assert np.array_equal(
        outcomes.blocks.reason[missed] == NEVER_BEGINS,
        np.broadcast_to(~futures.draws.begins[:, row_of, None], missed.shape)[missed],
    )
    already = outcomes.blocks.reason[:, :, 0] == ALREADY_COUNTED
    assert np.array_equal(already, futures.draws.counted_before)
    assert not (np.isfinite(outcomes.blocks.days[:, :, 0]) & already).any()
    # The statistic never comes later than the milestone that its rule names, unless it held the homes before.
    rule = outcomes.blocks.days[:, :, 1 if plan.measurement.counted_when_eligible else 2]
    assert not (outcomes.blocks.days[:, :, 0] > rule).any()
    assert not (np.isnan(outcomes.blocks.days[:, :, 0]) & np.isfinite(rule) & ~already).any()
    if plan.measurement.push is None:
        later = np.isfinite(outcomes.blocks.days[:, :, 0]) & (outcomes.blocks.days[:, :, 0] > 0)
        assert np.array_equal(outcomes.blocks.days[:, :, 0][later], rule[later])
    # Handed over never comes before eligible: the milestone lies on the same path or later.
    both = np.isfinite(outcomes.blocks.days[:, :, 1]) & np.isfinite(outcomes.blocks.days[:, :, 2])
    assert (outcomes.blocks.days[:, :, 2] >= outcomes.blocks.days[:, :, 1])[both].all()
    for p, one in enumerate(scenario.rows):
        blocks = outcomes.blocks.homes[:, row_of == p]
        assert blocks.shape[1] == one.blocks
        assert (np.ptp(blocks, axis=1) <= 1).all()
        assert (np.diff(blocks, axis=1) <= 0).all()
        if one.homes_group is None:
            assert (futures.draws.row_homes[:, p] >= one.homes.low).all()
            assert (futures.draws.row_homes[:, p] <= one.homes.high).all()
        if one.counted_before != "alternatives":
            assert (already[:, row_of == p] == (one.counted_before == "yes")).all()
    if (total := scenario.settings.counting.alternatives_total) is not None:
        keys = [one.key for one in scenario.rows]
        for r in range(FUTURES):
            sums = []
            for account in scenario.settings.counting.alternatives:
                held = [keys.index(key) for key in account.rows]
                if all(already[r, row_of == p].all() == (p in held) for p, one in enumerate(scenario.rows)
                       if one.counted_before == "alternatives"):  # fmt: skip
                    homes = int(futures.draws.row_homes[r, held].sum())
                    sums.append((homes + account.elsewhere[0], homes + account.elsewhere[1]))
            assert any(low <= total[1] and total[0] <= high for low, high in sums)
    for group_id, group in scenario.settings.homes_groups.items():
        members = [p for p, one in enumerate(scenario.rows) if one.homes_group == group_id]
        assert (futures.draws.row_homes[:, members].sum(axis=1) == group.homes).all()


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=40)
@given(scenario=scenarios())
def test_nothing_is_lost_counted_twice_or_given_out_twice(engine: str, scenario: Scenario) -> None:
    futures = simulate(scenario, FUTURES, engine=engine)
    nodes_follow_their_predecessors_and_take_their_work(futures)
    every_project_is_somewhere_at_every_date(futures)
    rows_that_never_begin_take_part_in_nothing(futures)
    rounds_and_recalls_keep_to_their_order_and_caps(futures)
    pools_hold_to_their_capacity_and_queue(futures)
    stocks_give_what_they_have_in_order(futures)
    crews_build_no_more_blocks_at_a_time_than_there_are_crews(futures)
    homes_are_counted_once_and_in_their_quarter(futures)
