"""How a row's time is cut into work and waits, by hand; what holds it up; where it stands on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import (
    blocks,
    day,
    duration,
    pool,
    push,
    recall,
    route,
    row,
    scenario_of,
    stage,
    stock,
    stock_use,
)
from builders import tender as tender_table

from sim.analysis.one_future import Course, OneFuture, day_state, one_future, waits_on_paths
from sim.analysis.projects import When
from sim.scenario import DateRange, FinishedStage, Scenario


def told(scenario: Scenario, key: str) -> list[tuple[Any, ...]]:
    """Stage, block, kind, what is waited for, begin and end of each span of a row; a star for those on its path."""
    course = of(scenario, key)
    return [
        (
            f"{span.stage}{'*' if span.on_path else ''}",
            span.block,
            span.kind,
            span.shared,
            span.begin,
            span.end,
        )
        for span in course.spans
    ]


def of(scenario: Scenario, key: str) -> Course:
    found = one_future(scenario, replication=0)
    return next(course for course in found.courses if course.row.key == key)


def test_waits_for_a_slot_and_for_a_stock_are_told_apart() -> None:
    """One slot of 10 days each: B waits for it; the stock of its next stage is refilled on day 40."""
    scenario = scenario_of(
        {"a": stage(10.0, pool="crew"), "b": stage(5.0) | {"stock": stock_use("plots", 1.0)}},
        [row("A"), row("B", entry=day(3))],
        pools={"crew": pool(1)},
        stocks={"plots": stock(1.0, {day(40): 1.0})},
    )
    assert told(scenario, "A") == [
        ("a*", 0, "work", "", 0.0, 10.0),
        ("b*", 0, "work", "", 10.0, 15.0),
    ]
    assert told(scenario, "B") == [
        ("*", 0, "entry", "", 0.0, 3.0),
        ("a*", 0, "pool", "crew", 3.0, 10.0),
        ("a*", 0, "work", "", 10.0, 20.0),
        ("b*", 0, "stock", "plots", 20.0, 40.0),
        ("b*", 0, "work", "", 40.0, 45.0),
    ]
    b = of(scenario, "B")
    standings = {days: (at := day_state(b, days)).kind + at.stage for days in (0, 2.9, 3, 15, 20, 44, 45)}
    assert standings == {
        0: "entry",
        2.9: "entry",
        3: "poola",
        15: "worka",
        20: "stockb",
        44: "workb",
        45: "done",
    }
    whole, waits = waits_on_paths([of(scenario, "A"), b], 30.0)
    assert whole == 15 + 27
    assert [(wait.kind, wait.shared, wait.days, wait.rows) for wait in waits] == [
        ("stock", "plots", 10.0, 1),
        ("pool", "crew", 7.0, 1),
    ]


def test_the_longer_branch_holds_the_project_up() -> None:
    scenario = scenario_of(
        {"a": stage(10.0), "long": stage(30.0), "short": stage(20.0), "end": stage(5.0)},
        [row("A")],
        routes={"r": route({"a": (), "long": ("a",), "short": ("a",), "end": ("long", "short")})},
    )
    assert told(scenario, "A") == [
        ("a*", 0, "work", "", 0.0, 10.0),
        ("long*", 0, "work", "", 10.0, 40.0),
        ("short", 0, "work", "", 10.0, 30.0),
        ("end*", 0, "work", "", 40.0, 45.0),
    ]
    course = of(scenario, "A")
    assert day_state(course, 20.0).beside == ("short",) and day_state(course, 35.0).beside == ()


def test_rounds_that_fail_and_the_assignment_after_the_last() -> None:
    """Two rounds of 20 days that fail, a gap of 7, then 30 days until an investor is assigned."""
    steps = {"call": {"fallback": "assign", "assign_duration": duration(30.0)}}
    scenario = scenario_of(
        {"call": stage(20.0) | {"tender": tender_table(0.0, 2, gap=7.0)}, "b": stage(5.0)},
        [row("A")],
        routes={"r": route({"call": (), "b": ("call",)}, steps=steps)},
    )
    assert told(scenario, "A") == [
        ("call*", 0, "work", "", 0.0, 20.0),
        ("call*", 0, "tender", "", 20.0, 27.0),
        ("call*", 0, "work", "", 27.0, 47.0),
        ("call*", 0, "investor", "", 47.0, 77.0),
        ("b*", 0, "work", "", 77.0, 82.0),
    ]


def test_a_project_that_lapses_ends_where_it_drops_out() -> None:
    """The last round fails and the project drops out; what waited for it is never asked for."""
    steps = {"call": {"fallback": "drop_out"}}
    scenario = scenario_of(
        {"call": stage(20.0) | {"tender": tender_table(0.0, 1)}, "b": stage(5.0)},
        [row("A")],
        routes={"r": route({"call": (), "b": ("call",)}, steps=steps)},
    )
    course = of(scenario, "A")
    assert told(scenario, "A") == [("call*", 0, "work", "", 0.0, 20.0)]
    assert (course.lapsed, course.handed_over.days, course.handed_over.reason) == (20.0, None, "lapsed")
    assert day_state(course, 19.0).kind == "work" and day_state(course, 20.0).kind == "lapsed"


def test_a_stop_and_a_stall_stand_still() -> None:
    """Begun 100 days ago, stopped for 10 days then and since 20 days: it goes on after 50 days."""
    stops = (DateRange(first=day(-60), last=day(-51)),)
    halted = row("A", status="in_progress", under_way={"s": day(-100)})
    part = halted.under_way[0].model_copy(update={"stops": stops, "stopped_since": day(-20)})
    scenario = scenario_of(
        {"s": stage(200.0) | {"resumes": duration(50.0)}},
        [halted.model_copy(update={"under_way": (part,)})],
    )
    # 70 days are worked off before the data date, 130 are left.
    assert told(scenario, "A") == [
        ("s*", 0, "work", "", -100.0, -60.0),
        ("s*", 0, "stopped", "", -60.0, -50.0),
        ("s*", 0, "work", "", -50.0, -20.0),
        ("s*", 0, "stopped", "", -20.0, 50.0),
        ("s*", 0, "work", "", 50.0, 180.0),
    ]


def test_a_recall_waits_for_a_new_investor() -> None:
    """An investor who stalls is recalled after 30 days; the call is held again for 20 days, then work goes on."""
    steps = {"s": {"recall": recall(100.0, "call", grace=30.0)}}
    scenario = scenario_of(
        {"call": stage(20.0) | {"tender": tender_table(1.0, 1)}, "s": stage(500.0)},
        [row("A")],
        routes={"r": route({"call": (), "s": ("call",)}, steps=steps)},
    )
    kinds = [(stage_id, kind, end - begin) for stage_id, _, kind, _, begin, end in told(scenario, "A")]
    assert [(s, kind) for s, kind, _ in kinds] == [
        ("call*", "work"),
        ("s*", "work"),
        ("s*", "stopped"),
        ("s*", "investor"),
        ("s*", "work"),
    ]
    assert [days for _, kind, days in kinds if kind in ("stopped", "investor")] == pytest.approx([30.0, 20.0])
    assert sum(days for s, kind, days in kinds if (s, kind) == ("s*", "work")) == pytest.approx(500.0)


def test_the_path_of_blocks_goes_through_the_crew_that_is_waited_for() -> None:
    scenario = scenario_of(
        {"a": stage(10.0), "build": stage(100.0)},
        [row("A", blocks=2)],
        routes={
            "r": route(
                {"a": (), "build": ("a",)},
                steps={"build": {"per_block": True}},
                blocks=blocks(1, "build", stagger=30.0),
            )
        },
    )
    assert told(scenario, "A") == [
        ("a*", 0, "work", "", 0.0, 10.0),
        ("build*", 1, "work", "", 10.0, 110.0),
        ("", 2, "turn", "", 10.0, 40.0),
        ("build*", 2, "work", "", 110.0, 210.0),
    ]


def test_what_is_not_there_by_the_end_is_cut_off_and_says_so() -> None:
    scenario = scenario_of({"a": stage(10.0), "b": stage(9_000.0)}, [row("A")], horizon=date(2030, 12, 31))
    found = one_future(scenario, replication=0)
    last = found.courses[0].spans[-1]
    assert (last.stage, last.end, last.over) == ("b", found.horizon_days, False)
    assert found.day(found.horizon_days) == date(2031, 1, 1) and found.last_year == 2030
    assert found.when(found.courses[0].handed_over) == When("beyond")


def test_homes_that_enter_early_and_recorded_dates() -> None:
    """A push at the end of 2026 enters the whole block; what the register records of the past is kept beside."""
    finished = FinishedStage(stage="a", end=DateRange(first=day(-30), last=day(-30)))
    scenario = scenario_of(
        {"a": stage(10.0), "build": stage(900.0), "end": stage(10.0)},
        [
            row("A", status="in_progress", under_way={"build": day(-10)}, finished=(finished,)),
            row("Z", status="completed", completed_on=day(-5), counted_before="yes"),
        ],
        routes={"r": route({"a": (), "build": ("a",), "end": ("build",)}, eligible_after="build")},
        counting={"counted_when": "eligible", "push": push(1.0, 1.0), "assumption": "made for a test"},
    )
    found = one_future(scenario, replication=0)
    a, z = found.courses
    assert [(early.year, early.homes) for early in a.early] == [(2026, 100)] and a.row.finished == (finished,)
    assert found.when(a.counted) == When("day", date(2026, 12, 31))
    assert (a.eligible.days, a.handed_over.days) == (890.0, 900.0)
    assert z.spans == () and day_state(z, 0.0).kind == "over" and found.when(z.eligible) == When("before")
    assert isinstance(found, OneFuture) and found.homes == 100
