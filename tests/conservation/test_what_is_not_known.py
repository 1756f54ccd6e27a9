"""Chance and ignorance are drawn apart, and every address means one thing."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pytest
from conservation.generated.sameness import ARRAYS, same, same_draws
from conservation.generated.scenarios import scenarios
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sim.array_types import Floats
from sim.model import draw
from sim.model import unknown_values as unknowns
from sim.plan import NONE, make_plan
from sim.random import Address, hash64, uniforms
from sim.random import uniform_source as room
from sim.scenario import Scenario

quick = settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
UNKNOWN = (
    "likelihoods",
    "hazards_per_day",
    "row_homes",
    "homes",
    "stock_amount",
    "counted_before",
    "push_share",
)
CHANCE = (
    "round_luck",
    "stall_budget",
    "lapse_luck",
    "push_luck",
    "push_beyond",
    "market_days",
    "market_states",
)


@quick
@given(scenarios(), st.sampled_from([2, 3, 5]))
def test_a_set_shares_what_is_unknown_and_nothing_else(scenario: Scenario, each: int) -> None:
    """What is unknown is that of as many futures as there are sets; chance is that of an ordinary run."""
    plan, count = make_plan(scenario), 6 * each
    ordinary, of_sets = draw(plan, 3, 0, count), draw(plan, 3, 0, count, each)
    for name in UNKNOWN:
        first = getattr(ordinary, name)[:6]
        assert same(getattr(of_sets, name), np.repeat(first, each, axis=0)), name
    for name in CHANCE:
        assert same(getattr(of_sets, name), getattr(ordinary, name)), name
    by_date = [row.start_hazard == NONE for row in plan.chances.rows]
    assert same(of_sets.entry_days[:, by_date], ordinary.entry_days[:, by_date])


@settings(quick, max_examples=10)
@given(scenarios(), st.sampled_from([2, 3]), st.integers(1, 11))
def test_sets_do_not_depend_on_where_a_run_is_cut(scenario: Scenario, each: int, cut: int) -> None:
    plan = make_plan(scenario)
    whole, parts = (
        draw(plan, 3, 0, 12, each),
        (draw(plan, 3, 0, cut, each), draw(plan, 3, cut, 12 - cut, each)),
    )
    for name in ARRAYS:
        if name not in ("market_days", "market_states"):
            assert same(np.concatenate([getattr(part, name) for part in parts]), getattr(whole, name)), name
    assert same_draws(draw(plan, 3, 0, 12, 1), draw(plan, 3, 0, 12))


def meanings(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> dict[Address, set[Any]]:
    """For every address drawn: who asks for it, and for what."""
    found: dict[Address, set[Any]] = {}

    def spy(seed: int, address: Address, first: int, count: int) -> Floats:
        asker = sys._getframe(2)
        if asker.f_code.co_name == "factor":
            asker = sys._getframe(3)
        at = dict(asker.f_locals)
        law = getattr(at.pop("law", None), "place", None) if address.purpose != "correlated" else None
        names = ("p", "s", "a", "c", "attempt", "w", "f", "b", "year", "purpose", "name")
        row_key = (at["row"].project, at["row"].block) if "row" in at else None
        if address.purpose == "begins":
            # The rows of one project have one luck.
            row_key = (address.project, "")
            at = {}
        what = (asker.f_code.co_name, law, row_key, *((name, at[name]) for name in names if name in at))
        found.setdefault(address, set()).add((sys._getframe(1).f_code.co_name, *what))
        return uniforms(seed, address, first, count)

    monkeypatch.setattr(room, "uniforms", spy)
    unknowns._factor.cache_clear()
    draw(make_plan(scenario), 1, 0, 2)
    monkeypatch.undo()
    return found


@settings(quick, max_examples=40)
@given(scenario=scenarios())
def test_no_address_is_drawn_for_two_purposes(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    found = meanings(scenario, monkeypatch)
    assert {address: asked for address, asked in found.items() if len(asked) > 1} == {}
    assert len({(hash64(one.project), one.counter_word) for one in found}) == len(found)
