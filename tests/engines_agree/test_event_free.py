"""Which nodes are on event-free paths: facts of a plan, on scenarios by hand and generated ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import pool, route, row, scenario_of, stage, tender
from conservation.generated.examples import examples

from sim.engines.compiled import (
    EVENT_FREE,
    FREE_ONCE_ACTIVATED,
    STEP_BY_STEP,
    UNSHARED,
    event_free_of,
)
from sim.files import load_scenario
from sim.plan import DONE, make_plan
from sim.scenario import Scenario

BASELINE = Path(__file__).parents[2] / "scenarios" / "can-tho-2026.toml"


def paths(scenario: Scenario) -> dict[str, int]:
    """Path of each stage of the first project that is still to come."""
    plan = make_plan(scenario)
    nodes = enumerate(plan.chances.rows[0].nodes)
    found = event_free_of(plan)[0]
    return {node.stage: int(found[s]) for s, node in nodes if plan.network.state[0, s] != DONE}


@pytest.mark.parametrize(
    ("round_days", "desk_rule", "call_pool", "expected"),
    [
        # The plan of a project that may drop out meanwhile waits for the end of its instant; what comes after both is free of events.
        (10.0, "first_come", None, {"call": UNSHARED, "plan": FREE_ONCE_ACTIVATED, "end": EVENT_FREE}),
        # A round of no length has the project drop out in the midst of an instant.
        (0.0, "first_come", None, {"call": STEP_BY_STEP, "plan": FREE_ONCE_ACTIVATED, "end": EVENT_FREE}),
        # Rounds that ask for a slot meet others.
        (10.0, "first_come", "desk", {"call": STEP_BY_STEP, "plan": FREE_ONCE_ACTIVATED, "end": EVENT_FREE}),
        # Where those with most homes go first, when a node is served depends on who comes later.
        (10.0, "most_homes_first", None, {"call": UNSHARED, "plan": STEP_BY_STEP, "end": EVENT_FREE}),
    ],
)
def test_a_node_is_on_the_path_that_its_project_allows(
    round_days: float, desk_rule: str, call_pool: str | None, expected: dict[str, int]
) -> None:
    stages = {
        "call": stage(round_days, call_pool) | {"tender": tender(0.5, 3)},
        "plan": stage(4.0, "desk"),
        "end": stage(1.0),
    }
    graph = route({"call": [], "plan": [], "end": ["call", "plan"]}, steps={"call": {"fallback": "drop_out"}})
    scenario = scenario_of(stages, [row("A"), row("B")], {"r": graph}, pools={"desk": pool(1, desk_rule)})
    assert paths(scenario) == expected


def test_nothing_of_the_baseline_goes_step_by_step() -> None:
    plan = make_plan(load_scenario(BASELINE))
    found = event_free_of(plan)
    for p, row_chances in enumerate(plan.chances.rows):
        for s in range(len(row_chances.nodes)):
            assert plan.network.state[p, s] == DONE or found[p, s] != STEP_BY_STEP


def test_generated_scenarios_meet_every_path() -> None:
    met: set[int] = set()
    for scenario in examples(40):
        plan = make_plan(scenario)
        found, network = event_free_of(plan), plan.network
        for p, row_chances in enumerate(plan.chances.rows):
            nodes = range(len(row_chances.nodes))
            met.update(int(found[p, s]) for s in nodes if network.state[p, s] != DONE)
    assert met == {STEP_BY_STEP, EVENT_FREE, FREE_ONCE_ACTIVATED, UNSHARED}
