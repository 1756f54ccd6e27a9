"""Corners where two rules meet, each worked out by hand from the words of `sim.model.rules`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from builders import (
    amendment,
    blocks,
    day,
    market,
    pool,
    push,
    recall,
    route,
    row,
    scenario_of,
    stage,
    stock,
    stock_use,
    tender,
    valid,
)
from futures import Futures, simulate

from sim.experiment import replay
from sim.files import scenario_problems
from sim.plan import make_plan
from sim.scenario import Scenario

NEVER, SURE = 0.0, 1.0
NONE_AT_ALL = float("nan")
# A stall every nine hours of work, so that a stage of some days stalls for sure.
OFTEN = 1000.0


def checked(scenario: Scenario) -> Scenario:
    """The scenario, which must be one that a file may state."""
    assert [p.found for p in scenario_problems(scenario, "test") if p.severity == "error"] == []
    return scenario


def first(futures: Futures, kind: str, key: str, name: str) -> float:
    return float(futures.of(kind, key, name)[0])


def test_a_law_that_comes_while_a_stage_waits_for_its_slot_makes_it_a_tender():
    """B asks on day 0 and starts on day 30, when the law has made a tender of the stage that always fails once."""
    law = amendment(day(10), 5.0, tender=tender(NEVER, 2))
    stages = {"s": stage(30.0, "desk") | {"law": [law]}}
    graph = route({"s": []}, steps={"s": {"fallback": "assign"}})
    futures = simulate(
        checked(scenario_of(stages, [row("A"), row("B")], {"r": graph}, pools={"desk": pool(1)}))
    )
    assert first(futures, "ended", "A", "s") == 30
    assert first(futures, "started", "B", "s") == 30
    assert futures.rounds("round_started", "B", "s").tolist() == [[30, 35]]
    assert futures.rounds("fallback", "B", "s").tolist() == [40]


def test_a_stage_under_way_that_is_no_tender_yet_has_begun_no_round():
    stages = {"s": stage(10.0) | {"law": [amendment(day(5), 1.0, tender=tender(SURE, 2))]}, "end": stage(0.0)}
    graph = route({"s": [], "end": ["s"]}, steps={"s": {"fallback": "assign"}})
    rows = [row("A"), row("B", status="in_progress", under_way={"s": day(-4)}), row("C", entry=day(7))]
    futures = simulate(checked(scenario_of(stages, rows, {"r": graph})))
    assert [first(futures, "ended", key, "s") for key in "ABC"] == [10, 6, 8]
    for kind, times in (
        ("round_started", [NONE_AT_ALL, NONE_AT_ALL, 7]),
        ("round_ended", [NONE_AT_ALL] * 2 + [8]),
    ):
        found = [futures.rounds(kind, key, "s")[0, 0] for key in "ABC"]
        assert np.array_equal(found, times, equal_nan=True), kind


def stalling(again: dict[str, Any], **fields: Any) -> Futures:
    """One row recalled once from its building, after which its first stage is held again."""
    stages = {"call": again, "build": stage(30.0)}
    back = {"build": {"recall": recall(OFTEN, "call", grace=2.0)}}
    graph = route({"call": [], "build": ["call"]}, steps=back)
    return simulate(checked(scenario_of(stages, [row("A", **fields)], {"r": graph})), 20)


def test_a_stage_held_again_meets_a_chance_of_its_own():
    spread = {"family": "uniform", "low": 5, "high": 50}
    futures = stalling(stage(spread))
    whole = futures.ended("A", "call") - futures.started("A", "call")
    again = futures.recalls("resumed", "A", "build") - futures.recalls("recalled", "A", "build")
    assert np.all((again > 5) & (again < 50))
    assert not np.isclose(again[:, 0], whole).any()


def test_a_stage_held_again_is_held_in_full_though_it_was_under_way_on_the_data_date():
    futures = stalling(stage(40.0), status="in_progress", under_way={"call": day(-39)})
    assert np.all(futures.ended("A", "call") == 1)
    again = futures.recalls("resumed", "A", "build") - futures.recalls("recalled", "A", "build")
    assert np.allclose(again, 40)


def test_rounds_lost_belong_to_the_tender_and_to_no_other_stage_under_way():
    """`plan` is held again after a recall and so counts rounds too, but it was in its first."""
    stages = {
        "plan": stage(40.0),
        "call": stage(10.0) | {"tender": tender(NEVER, 3)},
        "build": stage(20.0),
    }
    steps = {"call": {"fallback": "assign"}, "build": {"recall": recall(0.0, "plan")}}
    graph = route({"plan": [], "call": [], "build": ["plan", "call"]}, steps=steps)
    begun = {"plan": day(-39), "call": day(-4)}
    one = row("A", status="in_progress", under_way=begun, tender_round=3)
    futures = simulate(checked(scenario_of(stages, [one], {"r": graph})))
    assert first(futures, "ended", "A", "call") == 6
    assert first(futures, "ended", "A", "plan") == 1


@pytest.mark.parametrize("level", [0.3, 0.7, 2.3])
def test_a_stock_serves_what_adds_up_to_it(level):
    """0.3 - 0.1 - 0.1 < 0.1 in floating point, and yet there is enough for three."""
    count = round(level * 10)
    stages = {"s": stage(5.0) | {"stock": stock_use("land", 0.1)}}
    rows = [row(f"P{i}") for i in range(count + 1)]
    scenario = scenario_of(stages, rows, stocks={"land": stock(level, {day(50): 1.0})})
    futures = simulate(checked(scenario))
    assert futures.trace.started[0, :, 0].tolist() == [0.0] * count + [50.0]


def lapsing(other: dict[str, Any], steps: dict[str, Any], **fields: Any) -> Futures:
    """A row whose tender `call` drops out on day 10, with another branch beside it."""
    stages = {
        "call": stage(10.0) | {"tender": tender(NEVER, 1)},
        "plan": stage(4.0),
        "other": other,
        "end": stage(0.0),
    }
    steps = {"call": {"fallback": "drop_out"}} | steps
    graph = route({"call": [], "plan": [], "other": ["plan"], "end": ["call", "other"]}, steps=steps)
    return simulate(checked(scenario_of(stages, [row("A")], {"r": graph}, pools={"desk": pool(1)}, **fields)))


@pytest.mark.parametrize("desk", [None, "desk"])
@pytest.mark.parametrize("holds", ["round", "loop"])
def test_no_round_is_held_after_the_project_has_lapsed(desk, holds):
    other = stage(3.0, desk) | {"tender": tender(NEVER, 5, 1.0, holds)}
    futures = lapsing(other, {"other": {"fallback": "assign"}})
    assert futures.lapsed("A").tolist() == [10]
    # Rounds from 4 to 7 and from 8 to 11; the one under way on day 10 ends, no other begins.
    assert futures.rounds("round_started", "A", "other")[0, :3].tolist()[:2] == [4, 8]
    assert np.isnan(futures.rounds("round_started", "A", "other")[0, 2:]).all()


def test_work_stalled_when_the_project_lapsed_is_not_gone_on_with():
    """`other` is recalled from about day 4 and calls again for ten days; the project has lapsed on day 10."""
    other = stage(50.0)
    futures = lapsing(other, {"other": {"recall": recall(OFTEN, "plan", grace=4.0)}})
    assert futures.lapsed("A").tolist() == [10]
    assert (
        futures.recalls("recalled", "A", "other")[0, 0]
        < 10
        < futures.rounds("round_ended", "A", "plan")[0, 1]
    )
    assert np.isnan(futures.recalls("resumed", "A", "other")).all()
    assert np.isnan(first(futures, "ended", "A", "other"))


def test_a_project_lapses_once():
    other = stage(9.0) | {"tender": tender(NEVER, 1)}
    futures = lapsing(other, {"other": {"fallback": "drop_out"}})
    assert futures.lapsed("A").tolist() == [10]


def test_nothing_starts_that_waited_for_a_notice_when_the_project_lapsed():
    futures = lapsing(stage(1.0), {"other": {"needs_valid": valid("plan", 1.0)}})
    assert first(futures, "reissued", "A", "other") == 4
    # Issued on day 0, void on day 1; again from 4 to 8: before the lapse.
    assert first(futures, "started", "A", "other") == 8
    stages = {"call": stage(6.0) | {"tender": tender(NEVER, 1)}, "plan": stage(4.0), "other": stage(1.0)}
    steps = {"call": {"fallback": "drop_out"}, "other": {"needs_valid": valid("plan", 1.0)}}
    graph = route({"call": [], "plan": [], "other": ["plan"]}, steps=steps)
    futures = simulate(checked(scenario_of(stages, [row("A")], {"r": graph})))
    assert futures.lapsed("A").tolist() == [6]
    assert np.isnan(first(futures, "started", "A", "other"))


@pytest.mark.parametrize("earlier", ["call", "plan"])
def test_a_project_that_lapses_requests_nothing_at_that_instant(earlier):
    """The tender drops out and the plan ends on day 10: whichever began first, the stage after it is not asked for."""
    days = {"call": 10.0, "plan": 10.0, "before": 0.0}
    days[earlier] = 6.0
    stages = {name: stage(length) for name, length in days.items()}
    stages["before"] = stage(4.0)
    stages["call"] |= {"tender": tender(NEVER, 1)}
    stages["next"] = stage(1.0)
    after = {"before": [], "call": [], "plan": [], "next": ["plan"]} | {earlier: ["before"]}
    graph = route(after, steps={"call": {"fallback": "drop_out"}})
    futures = simulate(checked(scenario_of(stages, [row("A")], {"r": graph})))
    assert futures.lapsed("A").tolist() == [10]
    assert first(futures, "ended", "A", "plan") == 10
    assert np.isnan(first(futures, "requested", "A", "next"))


def test_two_stages_wait_for_one_notice_issued_again():
    """Neither may start before the notice is there again: it is issued on day 20 and takes five days."""
    stages = {
        name: stage(length) for name, length in (("notice", 5.0), ("wait", 15.0), ("x", 1.0), ("y", 1.0))
    }
    needs = {"needs_valid": valid("notice", 10.0)}
    after = {"notice": [], "wait": ["notice"], "x": ["wait"], "y": ["wait"]}
    graph = route(after, steps={"x": needs, "y": needs})
    futures = simulate(checked(scenario_of(stages, [row("A")], {"r": graph})))
    assert [first(futures, "started", "A", name) for name in "xy"] == [25, 25]


def test_rounds_held_again_for_two_stages_at_once_are_told_apart():
    """Two branches stall and wait for the desk together to call again: different rounds, different chances."""
    stages = {
        "call": stage({"family": "uniform", "low": 10, "high": 50}, "desk") | {"tender": tender(SURE, 1)},
        "x": stage(90.0),
        "y": stage(90.0),
        "long": stage(400.0, "desk"),
    }
    back = {"recall": recall(OFTEN, "call", grace=1.0)}
    steps = {"call": {"fallback": "assign"}, "x": back, "y": back}
    routes = {
        "r": route({"call": [], "x": ["call"], "y": ["call"]}, steps=steps),
        "q": route({"long": []}),
    }
    rows = [row("A"), row("B", route="q")]
    futures = simulate(checked(scenario_of(stages, rows, routes, pools={"desk": pool(1)})), 10)
    begun = futures.rounds("round_started", "A", "call")
    assert np.isfinite(begun).all()
    assert np.all(begun[:, 1] == futures.ended("B", "long"))
    assert np.all(begun[:, 2] == futures.rounds("round_ended", "A", "call")[:, 1])


def test_the_log_tells_the_request_of_a_stage_that_waits_for_a_stock_or_a_notice():
    stages = {"plan": stage(4.0), "dig": stage(1.0) | {"stock": stock_use("land", 5)}}
    scenario = scenario_of(stages, [row("A")], stocks={"land": stock(0.0, {day(30): 5.0})})
    told = [(event.stage, event.event, event.days) for event in replay(checked(scenario), 0)]
    assert told == [
        ("plan", "started", 0),
        ("plan", "ended", 4),
        ("dig", "requested", 4),
        ("dig", "started", 30),
        ("dig", "ended", 31),
    ]


def test_blocks_named_alike_are_refused_or_told_apart():
    """Row P/A of two blocks has blocks A#1 and A#2; a row P/A#1 beside it must not meet the same chances."""
    steps = {"s": {"per_block": True}}
    graph = route({"s": []}, steps=steps, blocks=blocks(2, "s"))
    rows = [row("P", block="A", blocks=2), row("P", block="A.1")]
    plan = make_plan(scenario_of({"s": stage(1.0)}, rows, {"r": graph}))
    assert len(set(plan.labels.block_keys)) == 3
    with pytest.raises(ValueError, match="block"):
        row("P", block="A#1")


def test_a_home_counted_on_the_last_day_of_the_year_is_not_entered_early_on_it():
    """It is finished at noon of 31 December 2026, so that it is counted by the end of that day."""
    counting = {"counted_when": "eligible", "push": push(SURE, 1.0, 9.0), "assumption": "made for a test"}
    futures = simulate(checked(scenario_of({"s": stage(364.5)}, [row("A")], counting=counting)))
    assert futures.outcomes.blocks.days[0, 0].tolist() == [364.5, 364.5, 364.5]


def test_a_market_without_a_passage_stays_as_it_is():
    stages = {"s": stage(10.0) | {"tender": tender({"low": 0.0, "high": 1.0}, 2)}}
    graph = route({"s": []}, steps={"s": {"fallback": "assign"}})
    for state, end in (("high", 10), ("low", 20)):
        table = market({}, state) | {"states": {name: {"name": name} for name in ("low", "high")}}
        futures = simulate(checked(scenario_of(stages, [row("A")], {"r": graph}, market=table)), 5)
        assert futures.ended("A", "s").tolist() == [end] * 5
