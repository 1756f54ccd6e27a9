"""The rules implemented twice give the same times, to the last bit, on scenarios over every rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields

import numpy as np
import pytest
from conservation.generated.reached import RULES, reached
from conservation.generated.scenarios import scenarios
from conservation.oracle import oracle
from futures import Futures, simulate
from hypothesis import given, settings

from sim.engines import ENGINES
from sim.files import scenario_problems
from sim.model import Trace
from sim.scenario import Scenario

FUTURES = 3


def agree(scenario: Scenario, engine: str) -> Futures:
    futures = simulate(scenario, FUTURES, engine=engine)
    again = oracle.simulate(futures.plan.network, futures.draws)
    for kind in fields(Trace):
        one, other = getattr(futures.trace, kind.name), getattr(again, kind.name)
        assert np.array_equal(one, other, equal_nan=True), kind.name
    return futures


@pytest.mark.parametrize("engine", ENGINES)
def test_the_rules_implemented_twice_give_the_same_times(engine: str) -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=600)
    @given(scenario=scenarios())
    def every(scenario: Scenario) -> None:
        seen.update(reached(agree(scenario, engine)))

    every()
    assert len(seen) == RULES
    assert {name: times for name, times in seen.items() if times < 4} == {}


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=300)
@given(scenario=scenarios())
def test_the_rules_implemented_twice_give_the_same_times_in_thousands(
    engine: str, scenario: Scenario
) -> None:
    agree(scenario, engine)


@settings(max_examples=30)
@given(scenarios())
def test_generated_scenarios_are_such_as_a_file_may_state(scenario: Scenario) -> None:
    assert [one for one in scenario_problems(scenario, "generated") if one.severity == "error"] == []
