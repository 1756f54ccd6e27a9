"""Every project by name, in cities whose answer is known by construction, on every engine."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from builders import DATA_DATE, WHY, day, pool, push, row, scenario_of, stage
from known_answers.counting.city import FOUR, city, targets, under_way

from sim.analysis.bottleneck import WaitCause
from sim.analysis.projects import Outlooks, When, project_outlooks
from sim.analysis.to_json import About, projects_json
from sim.engines import ENGINES
from sim.scenario import DateRange, Reading, Scenario
from sim.text import Text
from sim.words import projects_in_words

on_every_engine = pytest.mark.parametrize("engine", ENGINES)


def asked(scenario: Scenario, engine: str, reading: Reading = "counted", **more: Any) -> Outlooks:
    return project_outlooks(scenario, reading, replications=2, engine=engine, **more)


def losses(found: Outlooks, year: int | str) -> dict[str, float]:
    """Change of the chance of a year, or of all, without each row."""
    goal = next(
        goal
        for goal in found.goals
        if (goal.kind == "all_years") == (year == "all")
        and (year == "all" or (goal.kind == "year" and goal.last_year == year))
    )
    return {row.id: row.contribution(goal).loss.share for row in found.rows}


@on_every_engine
def test_without_a_project_the_push_is_reckoned_anew(engine: str) -> None:
    """150 homes in 2026: the push takes B's 60 and 90 of A's 100. Without A or B those that may enter are too few;

    without C the same push is made, and D has not begun.
    """
    found = asked(city(FOUR, targets(150), push(1.0, 1.0)), engine)
    assert losses(found, 2026) == {"A": -1, "B": -1, "C": 0, "D": 0}
    assert {row.id: row.readiness[0].homes for row in found.rows} == {
        "A": (90,),
        "B": (60,),
        "C": (0,),
        "D": (0,),
    }


@on_every_engine
def test_without_a_project_another_enters_in_its_place(engine: str) -> None:
    """100 homes: B's 60 and 40 of A's. Without B it is A's 100; without A it is B's 60 and C's 40: no loss at all."""
    found = asked(city(FOUR, targets(100), push(1.0, 1.0)), engine)
    assert losses(found, 2026) == {"A": 0, "B": 0, "C": 0, "D": 0}
    # One home more, and without A the others are too few.
    found = asked(city(FOUR, targets(101), push(1.0, 1.0)), engine)
    assert losses(found, 2026) == {"A": -1, "B": 0, "C": 0, "D": 0}


@on_every_engine
def test_what_a_year_hands_on_is_reckoned_anew(engine: str) -> None:
    """A's 300 homes come in 2026, 200 above the target; 2027 has none of its own and lives on them."""
    rows = [row("A", homes=300), row("B", homes=100)]
    aims = targets(100, 200, carry_over="surplus")
    found = asked(scenario_of({"s": stage(50.0)}, rows, targets=aims), engine)
    assert losses(found, 2026) == {"A": 0, "B": 0}
    assert losses(found, 2027) == {"A": -1, "B": 0}
    # Without B 300 homes are left: 100 and 200. With 201 in 2027 either is missed.
    found = asked(
        scenario_of({"s": stage(50.0)}, rows, targets=targets(100, 201, carry_over="surplus")), engine
    )
    assert losses(found, 2027) == {"A": -1, "B": -1}
    assert losses(found, "all") == {"A": -1, "B": -1}


@on_every_engine
def test_a_project_is_there_with_its_last_home(engine: str) -> None:
    """Two rows of one project: built after 700 and 500 days; handed over 100 days later."""
    rows = [
        under_way("A", 100, -100, block="x"),
        under_way("A", 60, -300, block="y"),
        under_way("B", 40, -300),
    ]
    scenario = city(rows, targets(10, 10, 10), None)
    found = asked(scenario, engine)
    one, other = found.rows
    assert (one.id, one.homes, other.id) == ("A", 160, "B")
    eligible, handed_over = one.readiness[1], one.readiness[2]
    assert eligible.dates == (When("day", day(700)),) * 3
    assert handed_over.dates == (When("day", day(800)),) * 3
    assert [chance.share for chance in eligible.by_year_end] == [0, 1, 1]
    assert [chance.share for chance in handed_over.by_year_end] == [0, 0, 1]
    # 60 of its homes come in 2027 all the same, and the other 100 too: day 500 and day 700.
    assert eligible.homes == (0, 160, 0) and handed_over.homes == (0, 60, 100)
    by_block = asked(scenario, engine, kind="block")
    assert [each.id for each in by_block.rows] == ["A/x", "A/y", "B"]
    assert [each.readiness[1].dates[0].day for each in by_block.rows] == [day(700), day(500), day(500)]


@on_every_engine
def test_before_beyond_and_never_are_told_as_such(engine: str) -> None:
    rows = [
        row("done", status="completed", completed_on=date(2024, 5, 1), counted_before="yes"),
        row("late", status="completed", completed_on=date(2024, 5, 1)),
        row("long", entry=day(3000)),
        row(
            "gone",
            status="ended",
            ended_as={"how": "cancelled", "when": DateRange(first=date(2025, 1, 1), last=date(2025, 1, 1))},
        ),
    ]
    scenario = scenario_of({"s": stage(900.0)}, rows, targets=targets(10))
    done, late, long, gone = asked(scenario, engine).rows
    assert done.readiness[0].dates[1] == When("before") == done.readiness[2].dates[1]
    assert done.readiness[0].by_year_end[0].share == 1 and done.readiness[0].homes == (0,)
    # Ready before, in no statistic: it enters on the data date.
    assert late.readiness[0].dates[1] == When("day", DATA_DATE) and late.readiness[0].homes == (100,)
    assert late.readiness[1].dates[1] == When("before")
    assert long.readiness[0].dates[0] == When("beyond")
    assert gone.readiness[0].dates == (When("never"),) * 3
    assert gone.readiness[0].by_year_end[0].share == 0


@on_every_engine
def test_dates_are_those_of_the_futures(engine: str) -> None:
    """A uniform duration of 0 to 1,000 days: P10, P50 and P90 lie near days 100, 500 and 900; six standard errors."""
    spread = {"family": "uniform", "low": 0.0, "high": 1000.0}
    scenario = scenario_of({"s": stage(spread)}, [row("A")], targets=targets(10))
    found = project_outlooks(scenario, "counted", replications=2000, engine=engine)
    for when, share in zip(found.rows[0].readiness[0].dates, (0.1, 0.5, 0.9), strict=True):
        error = 1000 * (share * (1 - share) / 2000) ** 0.5
        assert when.day is not None
        assert abs((when.day - DATA_DATE).days + 0.5 - 1000 * share) < 6 * error
    assert found.rows[0].readiness[0].by_year_end[0].share == pytest.approx(
        0.365, abs=6 * (0.365 * 0.635 / 2000) ** 0.5
    )


@on_every_engine
def test_what_each_waits_for_most(engine: str) -> None:
    """One slot, 100 days each: A waits for nothing, B 100 days for the desk, C 200; D begins after 450."""
    rows = [row("A"), row("B"), row("C"), row("D", entry=day(450))]
    scenario = scenario_of({"s": stage(100.0, "desk")}, rows, pools={"desk": pool(1)})
    found = asked(scenario, engine)
    waits = {each.id: (each.waits_for, each.wait_days) for each in found.rows}
    assert waits == {
        "A": (None, 0),
        "B": (WaitCause("pool", "desk"), 100),
        "C": (WaitCause("pool", "desk"), 200),
        "D": (WaitCause("not_entered"), 450),
    }


def test_the_sentence_names_what_each_target_misses_most() -> None:
    found = project_outlooks(
        city(
            FOUR, targets(150, period={"first_year": 2026, "last_year": 2026, "homes": 150}), push(1.0, 1.0)
        ),
        "counted",
        replications=400,
    )
    said = " ".join(map(Text("en"), projects_in_words(found)))
    assert "Of 4 projects on the register, 1 are wholly in the official statistic by the end of 2026" in said
    assert said.count("2026 A (−100.0 points; 1 more about as much)") == 2


def test_json_holds_every_reading_and_target() -> None:
    scenario = city(FOUR, targets(150, 20), push(1.0, 1.0))
    values = projects_json(asked(scenario, ENGINES[0]), About(scenario))
    first = values["projects"][0]
    assert list(first["readings"]) == ["counted", "eligible", "handed_over"]
    assert [each["goal"]["kind"] for each in first["targets"]] == ["year"] * 2 + ["cumulative"] * 2 + [
        "all_years"
    ]
    assert first["readings"]["eligible"]["p50"] == {
        "kind": "day",
        "day": str(DATA_DATE + timedelta(days=700)),
    }
    assert values["by"] == "project" and values["run"]["replications"] == 2
    assert WHY not in str(values)
