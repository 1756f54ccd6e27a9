"""Pieces of plans and draw programs that are kept between plans are those that would be made anew."""

from __future__ import annotations

import math
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from conservation.generated.scenarios import scenarios
from conservation.test_same_runs import busy_scenario
from hypothesis import given

from sim.engines.compiled.draws import draw_order_of, draw_program_of
from sim.experiment import run
from sim.files import load_scenario
from sim.levers import LeverSetting, apply_levers, load_levers
from sim.plan import graph_of, make_plan
from sim.scenario import Scenario

BASELINE = Path(__file__).parents[2] / "scenarios" / "can-tho-2026.toml"


def equal(one: Iterable[np.ndarray], other: Iterable[np.ndarray]) -> bool:
    return all(_equal(first, second) for first, second in zip(one, other, strict=True))


def _equal(one: np.ndarray, other: np.ndarray) -> bool:
    # Records have padding that means nothing.
    if one.dtype.names is not None:
        return one.dtype == other.dtype and equal(
            *([of[name] for name in one.dtype.names] for of in (one, other))
        )
    return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype.kind == "f")


@given(scenarios())
def test_the_order_kept_is_that_of_the_plan(scenario):
    plan = make_plan(scenario)
    assert equal(draw_order_of(plan), draw_order_of.__wrapped__(plan))


def test_a_lever_meets_the_order_of_its_own_plan():
    base, orders = load_scenario(BASELINE), set()
    for lever in load_levers().values():
        for value in (lever.values[0], lever.values[-1]):
            plan = make_plan(apply_levers(base, [LeverSetting(lever, value)]))
            kept = draw_order_of(plan)
            assert equal(kept, draw_order_of.__wrapped__(plan))
            orders.add(id(kept))
    # Most levers change durations, chances or capacities only.
    assert len(orders) < len(load_levers())


def test_running_changes_nothing_that_is_kept():
    scenario = load_scenario(BASELINE)
    plan = make_plan(scenario)
    before = [np.array(array) for array in draw_order_of(plan)]
    program = [np.array(array) for part in draw_program_of(plan) for array in part]
    run(scenario, replications=40)
    assert equal(draw_order_of(plan), before)
    assert equal([array for part in draw_program_of(plan) for array in part], program)
    assert not graph_of(scenario.settings.routes["state_cleared_tender"], 1).predecessors.flags.writeable


def test_what_is_kept_is_bounded():
    cache = draw_order_of.cache
    assert 0 < cache.currsize <= cache.maxsize < math.inf


def test_threads_share_what_is_kept():
    def homes(scenario: Scenario) -> bytes:
        return run(scenario, replications=24, jobs=1).homes_by_quarter.tobytes()

    alone = [homes(scenario) for scenario in _cities()]
    draw_order_of.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(homes, _cities())) == alone


def _cities() -> list[Scenario]:
    base, levers = load_scenario(BASELINE), load_levers()
    lever = levers["green_lane"]
    changed = [apply_levers(base, [LeverSetting(lever, value)]) for value in lever.values[::4]]
    return [busy_scenario(), *changed, base] * 2
