"""What holds in every future of every scenario: nothing is lost, nothing is counted twice, no rule is bent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from math import floor

import numpy as np
import pytest
from conservation import oracle
from conservation.scenarios import scenarios
from futures import Futures, simulate
from hypothesis import given, settings
from numpy.typing import NDArray

from sim.engines import ENGINES
from sim.model.clock import finish
from sim.model.plan import DONE, MOST_HOMES_FIRST, NEAREST_COMPLETION_FIRST, NO_POOL, TO_DO, UNDER_WAY
from sim.outcomes import ALREADY_COUNTED, REACHED
from sim.scenario import Scenario

FUTURES = 3
quick = settings(max_examples=40)


def steps_of(futures: Futures) -> Iterator[tuple[int, int, int]]:
    """(row, step, route) of every step that is not padding."""
    network = futures.plan.network
    for p, g in enumerate(network.route_of):
        for k in range(int(network.step_count[g])):
            yield p, k, int(g)


def entry_of(futures: Futures, r: int, p: int) -> float:
    return float(futures.draws.entry_days[r, p]) if futures.plan.network.enters_at_entry[p] else 0.0


@pytest.mark.parametrize("engine", ENGINES)
@quick
@given(scenario=scenarios())
def test_steps_follow_their_predecessors_and_take_their_work(engine: str, scenario: Scenario) -> None:
    futures = simulate(scenario, FUTURES, engine=engine)
    network, trace = futures.plan.network, futures.trace
    for p, k, g in steps_of(futures):
        state = network.state[p, k]
        table = network.calendars[network.calendar_of[g, k]]
        before = [j for j in np.flatnonzero(network.predecessors[g, k]) if network.state[p, j] != DONE]
        for r in range(FUTURES):
            requested, started, ended = (
                float(kind[r, p, k]) for kind in (trace.requested, trace.started, trace.ended)
            )
            if state == DONE:
                assert np.isnan([requested, started, ended]).all()
                continue
            if state == TO_DO:
                behind = max([entry_of(futures, r, p), *(float(trace.ended[r, p, j]) for j in before)])
                missing = (
                    any(np.isnan(trace.ended[r, p, j]) for j in before) or behind >= network.horizon_days
                )
                assert np.isnan(requested) if missing else requested == behind
                assert np.isnan(started) or requested <= started
                if network.pool_of[g, k] == NO_POOL:
                    assert started == requested or (np.isnan(started) and np.isnan(requested))
            else:
                assert np.isnan(requested)
                assert started == futures.draws.start_days[r, p, k] <= 0
            begin = 0.0 if state == UNDER_WAY else started
            end = finish(table.cumulative, table.origin_day, begin, float(futures.draws.work_days[r, p, k]))
            assert ended == end if end < network.horizon_days else np.isnan(ended)
            assert not ended < begin


@pytest.mark.parametrize("engine", ENGINES)
@quick
@given(scenario=scenarios())
def test_every_project_is_somewhere_at_every_date(engine: str, scenario: Scenario) -> None:
    """Entered = completed + under way: whoever has entered and not completed waits for a slot or is at work."""
    futures = simulate(scenario, FUTURES, engine=engine)
    network, trace = futures.plan.network, futures.trace
    on_route = np.zeros(network.state.shape, dtype=bool)
    for p, k, _ in steps_of(futures):
        on_route[p, k] = True
    for r in range(FUTURES):
        times = trace.ended[r][np.isfinite(trace.ended[r])]
        for t in [0.0, *np.unique(times), *(np.unique(times) + 0.5), network.horizon_days]:
            over = (network.state == DONE) | (trace.ended[r] <= t)
            open_steps = on_route & ~over & ((trace.requested[r] <= t) | (network.state == UNDER_WAY))
            entered = np.array([entry_of(futures, r, p) <= t for p in range(len(network.route_of))])
            completed = (over | ~on_route).all(axis=1)
            under_way = open_steps.any(axis=1)
            assert not (completed & under_way).any()
            assert entered.sum() == completed.sum() + under_way.sum()
            homes = futures.draws.homes[r]
            assert homes[entered].sum() == homes[completed].sum() + homes[under_way].sum()


def slots_at(futures: Futures, pool: int, t: float) -> int:
    days, slots = futures.plan.network.pool_change_days[pool], futures.plan.network.pool_change_slots[pool]
    return int(slots[days <= t][-1])


@pytest.mark.parametrize("engine", ENGINES)
@quick
@given(scenario=scenarios())
def test_pools_hold_to_their_capacity_and_their_queue(engine: str, scenario: Scenario) -> None:
    futures = simulate(scenario, FUTURES, engine=engine)
    network, trace = futures.plan.network, futures.trace
    users = defaultdict(list)
    for p, k, g in steps_of(futures):
        if network.pool_of[g, k] != NO_POOL and network.state[p, k] != DONE:
            users[int(network.pool_of[g, k])].append((p, k))
    for r in range(FUTURES):
        for pool, members in users.items():
            place = tuple(np.array(members).T)
            requested, started, ended = (
                np.where(np.isnan(kind[r][place]), np.inf, kind[r][place])
                for kind in (trace.requested, trace.started, trace.ended)
            )
            changes = network.pool_change_days[pool]
            moments = np.unique(np.concatenate([requested, started, ended, changes, [0.0]]))
            granted = network.state[place] == TO_DO
            for t in moments[(moments >= 0) & (moments < network.horizon_days)]:
                busy = int(((started <= t) & (ended > t)).sum())
                slots = slots_at(futures, pool, float(t))
                if (granted & (started == t) & (ended > t)).any():
                    assert busy <= slots
                if ((requested <= t) & (started > t)).any():
                    assert busy >= slots
            _check_order(futures, r, pool, members, requested, started)


def _check_order(
    futures: Futures,
    r: int,
    pool: int,
    members: list[tuple[int, int]],
    requested: NDArray[np.float64],
    started: NDArray[np.float64],
) -> None:
    """Nobody is given a slot while another, waiting since before that instant, comes first by the rule."""
    network = futures.plan.network
    rule = network.pool_rule[pool]
    keys = [
        (
            -futures.draws.homes[r, p]
            if rule == MOST_HOMES_FIRST
            else network.remaining_days[p, k]
            if rule == NEAREST_COMPLETION_FIRST
            else 0,
            requested[i],
            p,
            k,
        )
        for i, (p, k) in enumerate(members)
    ]
    asked = [
        i for i, place in enumerate(members) if network.state[place] == TO_DO and np.isfinite(requested[i])
    ]
    for i in asked:
        for j in asked:
            if keys[i] < keys[j] and requested[i] < started[j] < np.inf:
                assert started[i] <= started[j]


@pytest.mark.parametrize("engine", ENGINES)
@quick
@given(scenario=scenarios())
def test_homes_are_counted_once_and_in_their_quarter(engine: str, scenario: Scenario) -> None:
    futures = simulate(scenario, FUTURES, engine=engine)
    outcomes, plan = futures.outcomes, futures.plan
    first = plan.data_date.year
    expected = np.zeros_like(outcomes.homes_by_quarter)
    for (r, p, reading), days in np.ndenumerate(outcomes.days):
        assert (outcomes.reason[r, p, reading] == REACHED) == np.isfinite(days)
        if np.isfinite(days):
            at = plan.data_date + timedelta(days=floor(days))
            expected[r, 4 * (at.year - first) + (at.month - 1) // 3, reading] += outcomes.homes[r, p]
    assert np.array_equal(outcomes.homes_by_quarter, expected)
    for p, one in enumerate(scenario.rows):
        already = outcomes.reason[:, p, 0] == ALREADY_COUNTED
        assert np.array_equal(already, futures.draws.counted_before[:, p])
        if one.counted_before != "alternatives":
            assert (already == (one.counted_before == "yes")).all()
        if one.homes_group is None:
            assert ((outcomes.homes[:, p] >= one.homes.low) & (outcomes.homes[:, p] <= one.homes.high)).all()
    counted = np.isfinite(outcomes.days[:, :, 0])
    assert not (counted & futures.draws.counted_before).any()
    # Handed over never comes before eligible: the milestone lies on the same path or later.
    both = np.isfinite(outcomes.days[:, :, 1]) & np.isfinite(outcomes.days[:, :, 2])
    assert (outcomes.days[:, :, 2] >= outcomes.days[:, :, 1])[both].all()
    for group_id, group in scenario.settings.homes_groups.items():
        members = [p for p, one in enumerate(scenario.rows) if one.homes_group == group_id]
        assert (outcomes.homes[:, members].sum(axis=1) == group.homes).all()


def agree(scenario: Scenario, engine: str) -> None:
    futures = simulate(scenario, FUTURES, engine=engine)
    again = oracle.simulate(futures.plan.network, futures.draws)
    for kind in ("requested", "started", "ended"):
        assert np.array_equal(getattr(futures.trace, kind), getattr(again, kind), equal_nan=True), kind


@pytest.mark.parametrize("engine", ENGINES)
@quick
@given(scenario=scenarios())
def test_the_rules_implemented_twice_give_the_same_times(engine: str, scenario: Scenario) -> None:
    agree(scenario, engine)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=3000)
@given(scenario=scenarios())
def test_the_rules_implemented_twice_give_the_same_times_in_thousands(
    engine: str, scenario: Scenario
) -> None:
    agree(scenario, engine)
