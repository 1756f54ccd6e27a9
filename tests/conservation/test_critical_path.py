"""Every day of every home stands under one cause, and slots are held and waited for as the trace says."""

from __future__ import annotations

from collections import Counter
from itertools import product

import numpy as np
import pytest
from conservation.generated.scenarios import scenarios
from conservation.oracle.giving_out import _spans
from conservation.oracle.path_oracle import PathOracle
from futures import Futures, simulate
from hypothesis import given, settings

from sim.analysis.bottleneck import (
    IN_A_STAGE,
    find_bottleneck,
    finish_of,
    ledger_of,
    quarter_edges,
    slots_by_quarter,
    use_of,
    walk,
)
from sim.experiment import run
from sim.files import load_scenario
from sim.plan import NONE
from sim.scenario import READINGS, Reading, Scenario

FUTURES = 3
CITY = "scenarios/can-tho-2026.toml"


def days_add_up_and_are_those_of_the_trace(
    futures: Futures, reading: Reading, end: float, *, whole: bool
) -> None:
    plan, ledger = futures.plan, ledger_of(futures.plan)
    assert futures.outcomes.blocks is not None
    finish, homes, early = finish_of(plan, futures.outcomes.blocks, reading, end)
    seen = np.zeros(len(finish.node), dtype=int)
    stages = {
        int(ledger.stand_of[g, s]): stage
        for g, of_graph in enumerate(plan.labels.stages)
        for s, stage in enumerate(of_graph)
        if ledger.stand_of[g, s] != NONE
    }
    for blocks, days in walk(plan, ledger, futures.draws, futures.trace, finish):
        seen[blocks] += 1
        assert np.abs(days.sum(axis=2) - finish.days[:, blocks]).max() < 1e-6
        for r, k in np.ndindex(days.shape[:2]) if whole else ():
            told = Counter(
                {(kind, ""): days[r, k, ledger.cell(kind)] for kind in ("blocks", "not_entered", "lapsed")}
            )
            for (i, stage), kind in product(stages.items(), IN_A_STAGE):
                told[kind, stage] += days[r, k, ledger.cell(kind, i)]
            b = int(blocks[k])
            oracle = PathOracle(futures, r, int(plan.measurement.row_of[b]))
            expected = oracle.ways(int(finish.node[b]), float(finish.days[r, b]), bool(finish.reached[r, b]))
            for way in {*told, *expected}:
                assert abs(told[way] - expected[way]) < 1e-6, (way, told[way], expected[way])
    assert (seen == 1).all() and (homes >= 0).all() and (early >= 0).all()


def slots_are_held_as_the_trace_says(futures: Futures) -> None:
    plan, network = futures.plan, futures.plan.network
    last_year = plan.measurement.first_year + (len(plan.measurement.quarter_days) - 1) // 4 - 1
    edges = quarter_edges(plan, last_year)
    assert edges[-1] == network.horizon_days
    use = use_of(plan, futures.draws, futures.trace, edges)
    # Every request counts in one quarter, and waits in the quarters through which it does.
    assert np.allclose(use.wait_days.sum(axis=1), use.waiting_days.sum(axis=1))
    for pool in range(len(network.pool_rule)):
        held = 0.0
        for p, g in enumerate(network.graph_of.tolist()):
            for s in range(int(network.node_count[g])):
                if network.pool_of[g, s] == pool:
                    for r in range(len(futures.draws.row_homes)):
                        held += sum(min(e, edges[-1]) - max(b, 0.0) for b, e, _ in _spans(futures, r, p, s))
        loops = network.tenders.holds_loop.any()
        assert abs(use.held_days[pool].sum() - held) < 1e-6 or (loops and use.held_days[pool].sum() > held)
        slots = slots_by_quarter(plan, edges)[pool]
        assert slots.min() >= 0 and slots.max() <= network.pool_change_slots[pool].max()


@settings(deadline=None)
@given(scenarios())
def test_whatever_the_scenario(engine: str, scenario: Scenario) -> None:
    futures = simulate(scenario, FUTURES)
    end = float(futures.plan.measurement.quarter_days[-1])
    for reading in READINGS:
        days_add_up_and_are_those_of_the_trace(futures, reading, end / 2, whole=True)
    days_add_up_and_are_those_of_the_trace(futures, "handed_over", end, whole=True)
    slots_are_held_as_the_trace_says(futures)


@pytest.mark.parametrize("reading", READINGS)
def test_the_city(reading: Reading) -> None:
    futures = simulate(load_scenario(CITY), 40)
    days_add_up_and_are_those_of_the_trace(futures, reading, 1826.0, whole=False)
    slots_are_held_as_the_trace_says(futures)


@pytest.mark.parametrize("reading", READINGS)
def test_homes_by_year_are_those_of_the_board(reading: Reading) -> None:
    """No home is lost between the causes: by year they are as many as the run counts, and its days are the causes'."""
    scenario = load_scenario(CITY)
    answer = find_bottleneck(scenario, reading, replications=60, seed=3)
    homes = run(scenario, replications=60, seed=3).homes_in_years(reading)
    assert [group.year for group in answer.years] == list(range(2026, 2031))
    assert np.allclose([group.homes for group in answer.years], homes[:, :5].mean(axis=0))
    everyone = (*answer.years, answer.late)
    assert answer.homes.homes == pytest.approx(sum(group.homes for group in everyone))
    for group in (answer.homes, *everyone):
        assert group.whole.days == pytest.approx(sum(days.days for days in group.causes), abs=1e-6)
        assert sum(days.share for days in group.causes) == pytest.approx(1)
    for i in range(len(answer.causes)):
        together = sum(group.homes * group.causes[i].days for group in everyone)
        assert answer.homes.homes * answer.homes.causes[i].days == pytest.approx(together, abs=1e-6)
    assert answer.late.whole.days == pytest.approx(1826)
    assert NONE not in [answer.causes.index(cause) for cause in answer.binding]
