"""A project that goes first in every queue, by hand, on every engine."""

from __future__ import annotations

import pytest
from builders import day, pool, route, row, scenario_of, stage, stock, stock_use

from sim.engines import ENGINES, engine_named
from sim.plan import first_in_queues, make_plan
from sim.scenario import Scenario

on_every_engine = pytest.mark.parametrize("engine", ENGINES)


def started(scenario: Scenario, engine: str, first: str, what: str = "s") -> list[float]:
    """When the stage of each row starts, where rows of some names go first."""
    plan = make_plan(scenario)
    plan = first_in_queues(plan, [p for p, name in enumerate(plan.labels.projects) if name in first])
    simulator = engine_named(engine)(plan)
    trace = simulator.simulate(simulator.draw(1, 0, 1, 1))
    days: list[float] = []
    for p, g in enumerate(plan.network.graph_of.tolist()):
        days.append(float(trace.started[0, p, plan.labels.stages[g].index(what)]))
    return days


@on_every_engine
@pytest.mark.parametrize(
    ("first", "expected"),
    [
        # One desk, 100 days each; A, B, C ask on day 0, D on day 150.
        ("", [0, 100, 200, 300]),
        ("C", [100, 200, 0, 300]),
        # D comes while B has the desk, which B keeps; then D goes before C.
        ("D", [0, 100, 300, 200]),
        # Two that go first: by time of request, then in the order of the file.
        ("BD", [100, 0, 300, 200]),
        ("BC", [200, 0, 100, 300]),
    ],
)
@pytest.mark.parametrize("queue", ["first_come", "most_homes_first", "nearest_completion_first"])
def test_the_order_before_a_pool(engine: str, queue: str, first: str, expected: list[float]) -> None:
    rows = [row(name) for name in "ABC"] + [row("D", entry=day(150))]
    scenario = scenario_of({"s": stage(100.0, "desk")}, rows, pools={"desk": pool(1, queue)})
    assert started(scenario, engine, first) == expected


@on_every_engine
def test_it_goes_before_what_a_rule_puts_first(engine: str) -> None:
    """Most homes first: C with 300, then B, then A. A goes before both."""
    rows = [row(name, homes=homes) for name, homes in zip("ABC", (100, 200, 300), strict=True)]
    scenario = scenario_of({"s": stage(100.0, "desk")}, rows, pools={"desk": pool(1, "most_homes_first")})
    assert started(scenario, engine, "") == [200, 100, 0]
    assert started(scenario, engine, "A") == [0, 200, 100]


@on_every_engine
def test_it_goes_first_before_a_rule_holds(engine: str) -> None:
    """The rule holds from day 50: what was asked before goes by time; C goes first all the same."""
    rows = [row(name, homes=100 * i) for i, name in enumerate("ABC", start=1)]
    late = pool(1, "most_homes_first") | {"queue_from": day(50)}
    scenario = scenario_of({"s": stage(100.0, "desk")}, rows, pools={"desk": late})
    assert started(scenario, engine, "") == [0, 100, 200]
    assert started(scenario, engine, "C") == [100, 200, 0]


@on_every_engine
def test_the_order_before_a_stock(engine: str) -> None:
    """One plot now and one on each of days 100, 200: B goes first; a large request at the head is not passed."""
    rows = [row(name) for name in "ABC"]
    stocks = {"plots": stock(1.0, {day(100): 1.0, day(200): 1.0})}
    stages = {"s": stage(10.0) | {"stock": stock_use("plots", 1.0)}}
    scenario = scenario_of(stages, rows, stocks=stocks)
    assert started(scenario, engine, "") == [0, 100, 200]
    assert started(scenario, engine, "C") == [100, 200, 0]


@on_every_engine
def test_nobody_else_is_held_up_before_it_comes(engine: str) -> None:
    """D asks on day 150 only, with nothing before it to wait for: until then the desk serves the others.

    It is as if D were not there: A from day 0, B from day 100; then D, which waits for B's end; then C.
    """
    stages = {"before": stage(150.0), "s": stage(100.0, "desk")}
    routes = {"r": route({"s": []}), "late": route({"before": [], "s": ["before"]})}
    rows = [*(row(name) for name in "ABC"), row("D", route="late")]
    scenario = scenario_of(stages, rows, routes, pools={"desk": pool(1)})
    assert started(scenario, engine, "D") == [0, 100, 300, 200]
