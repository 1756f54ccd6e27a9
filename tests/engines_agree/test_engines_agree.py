"""The compiled engine against the reference: draws within a tolerance, times and outcomes to the last bit."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from conservation.generated.reached import RULES, reached
from conservation.generated.sameness import same
from conservation.generated.scenarios import scenarios
from engines_agree.agreement import draws_agree, same_outcomes, same_times
from futures import Futures
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engines import engine_named
from sim.files import load_scenario
from sim.model import Outcomes, measure
from sim.plan import first_in_queues, make_plan
from sim.scenario import Scenario

BASELINE = Path(__file__).parents[2] / "scenarios" / "can-tho-2026.toml"
# The compiled engine takes replications in fours: from the beginning of one, from its end, and from far on.
FIRSTS = (0, 3, 5, 1001)
# Sets of unknown parameters that fit into fours, and that do not.
PER_SET = (1, 4, 5)
FUTURES = 6
compiled, reference = engine_named("compiled"), engine_named("reference")


def agree(scenario: Scenario, seed: int, first: int, count: int, per_set: int) -> Futures:
    """Hold the engines to one another; return the futures of the reference on the compiled engine's draws."""
    plan = make_plan(scenario)
    fast, exact = compiled(plan), reference(plan)
    draws, exact_draws = (one.draw(seed, first, count, per_set) for one in (fast, exact))
    draws_agree(plan, draws, exact_draws)
    trace, exact_trace = exact.simulate(draws), exact.simulate(exact_draws)
    same_times(fast.simulate(draws), trace)
    same_times(fast.simulate(exact_draws), exact_trace)
    # On its short way the compiled engine draws only what a future meets, and writes no trace.
    outcomes = measure(plan, draws, trace)
    blocks = fast.outcomes(seed, first, count, per_set, by_block=True)
    quarters = fast.outcomes(seed, first, count, per_set)
    assert blocks.blocks is not None and quarters.blocks is None
    same_outcomes(blocks, outcomes)
    same_outcomes(quarters, outcomes)
    same_outcomes(
        exact.outcomes(seed, first, count, per_set, by_block=True), measure(plan, exact_draws, exact_trace)
    )
    return Futures(scenario, plan, draws, trace, outcomes)


def cut_anywhere(scenario: Scenario, count: int, cuts: list[int], per_set: int) -> None:
    """Outcomes of a range are those of its parts, one after the other, whatever was simulated in between."""
    simulator = compiled(make_plan(scenario))
    ends = [0, *sorted(cuts), count]
    whole = simulator.outcomes(1, 0, count, per_set, by_block=True)
    parts = [
        simulator.outcomes(1, first, last - first, per_set, by_block=True) for first, last in pairwise(ends)
    ]
    for name in ("homes_by_quarter", "caps", "never_begun"):
        assert same(np.concatenate([getattr(part, name) for part in parts]), getattr(whole, name)), name
    for name in ("homes", "days", "reason"):
        assert same(np.concatenate([_of_blocks(one, name) for one in parts]), _of_blocks(whole, name)), name


def _of_blocks(outcomes: Outcomes, name: str) -> np.ndarray:
    found: np.ndarray = getattr(outcomes.blocks, name)
    return found


def test_engines_agree_on_every_rule() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=400)
    @given(scenario=scenarios(), first=st.sampled_from(FIRSTS), per_set=st.sampled_from(PER_SET))
    def every(scenario: Scenario, first: int, per_set: int) -> None:
        seen.update(reached(agree(scenario, 1, first, FUTURES, per_set)))

    every()
    assert len(seen) == RULES
    assert {name: times for name, times in seen.items() if times < 4} == {}


@pytest.mark.slow
@settings(max_examples=2000)
@given(
    scenario=scenarios(),
    seed=st.integers(0, 2**64 - 1),
    first=st.integers(0, 2**40),
    per_set=st.integers(1, 9),
)
def test_engines_agree_in_thousands(scenario: Scenario, seed: int, first: int, per_set: int) -> None:
    agree(scenario, seed, first, FUTURES, per_set)


@settings(max_examples=30)
@given(
    scenario=scenarios(),
    cuts=st.lists(st.integers(0, 13), max_size=4),
    per_set=st.sampled_from(PER_SET),
)
def test_any_cut_gives_the_same_bytes(scenario: Scenario, cuts: list[int], per_set: int) -> None:
    cut_anywhere(scenario, 13, cuts, per_set)


@pytest.mark.parametrize("per_set", PER_SET)
@pytest.mark.parametrize("first", FIRSTS)
def test_engines_agree_on_the_baseline(first: int, per_set: int) -> None:
    agree(load_scenario(BASELINE), 2, first, 10, per_set)


def test_the_board_of_the_baseline_is_that_of_exact_draws() -> None:
    """Durations a hundred-millionth apart bring no home into another quarter in these futures."""
    plan = make_plan(load_scenario(BASELINE))
    boards = [prepare(plan).outcomes(1, 0, 60, 4).homes_by_quarter for prepare in (compiled, reference)]
    assert np.array_equal(*boards)
    assert len(np.unique(boards[0], axis=0)) == 60


def test_engines_agree_where_rows_go_first() -> None:
    """Every other row goes first in every queue, or a single one; pools have one slot, so that many wait."""
    changed: Counter[bool] = Counter()

    @settings(max_examples=160)
    @given(scenario=scenarios(), single=st.booleans())
    def every(scenario: Scenario, single: bool) -> None:
        plan = make_plan(scenario)
        slots = np.minimum(plan.network.pool_change_slots, 1)
        plan = replace(plan, network=replace(plan.network, pool_change_slots=slots))
        rows = [len(scenario.rows) - 1] if single else range(1, len(scenario.rows), 2)
        first = first_in_queues(plan, rows)
        fast, exact = compiled(first), reference(first)
        draws = fast.draw(1, 0, FUTURES, 4)
        trace = exact.simulate(draws)
        same_times(fast.simulate(draws), trace)
        same_outcomes(fast.outcomes(1, 0, FUTURES, 4, by_block=True), measure(first, draws, trace))
        plain = reference(plan).simulate(draws)
        changed[not np.array_equal(plain.started, trace.started, equal_nan=True)] += 1

    every()
    assert changed[True] >= 10
