"""What a push of one project changes, by hand and on generated scenarios, on every engine."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import numpy as np
import pytest
from builders import WHY, day, likelihood, pool, recall, route, row, scenario_of, stage, tender
from conservation.generated.scenarios import scenarios
from engines_agree.agreement import same_outcomes, same_times
from hypothesis import given, settings
from known_answers.counting.city import targets

from sim.analysis.projects import ProjectPush, PushEffect, When, push_effects
from sim.engines import ENGINES, engine_named
from sim.errors import OptionError
from sim.experiment import DoneBy, WhatIf
from sim.model import measure
from sim.plan import UNDER_WAY, make_plan
from sim.scenario import Reading, Scenario
from sim.text import Text
from sim.words import push_in_words

on_every_engine = pytest.mark.parametrize("engine", ENGINES)


def effect_of(
    scenario: Scenario, engine: str, *push: Any, reading: Reading = "eligible", futures: int = 2
) -> PushEffect:
    (found,) = push_effects(scenario, reading, [ProjectPush(*push)], replications=futures, engine=engine)
    return found


def in_year(effect: PushEffect, year: int) -> tuple[float, float]:
    """Change of the chance and of the homes of a year."""
    (change,) = (one for one in effect.changes if one.goal.kind == "year" and one.goal.last_year == year)
    return change.chance.share, change.homes.mean


def building(name: str, since: int = -100, **more: Any) -> Any:
    return row(name, status="in_progress", under_way={"build": day(since)}, **more)


@on_every_engine
def test_first_in_every_queue(engine: str) -> None:
    """One desk, 200 days each: C would be there on day 600. First, it is there on day 200, and A and B come later."""
    rows = [row(name, homes=homes) for name, homes in zip("ABC", (10, 20, 40), strict=True)]
    scenario = scenario_of(
        {"s": stage(200.0, "desk")}, rows, pools={"desk": pool(1)}, targets=targets(30, 20)
    )
    effect = effect_of(scenario, engine, "C")
    assert (effect.before, effect.after) == (When("day", day(600)), When("day", day(200)))
    # 2026: A's 10 homes, then C's 40. 2027: B's 20 and C's 40, then A's 10 and B's 20: met before and after.
    assert in_year(effect, 2026) == (1, 30) and in_year(effect, 2027) == (0, -30)
    assert Text("en")(push_in_words(effect, scenario)) == "C first in every queue"


@on_every_engine
@pytest.mark.parametrize(("by", "ends"), [(100, 100), (699, 699), (700, 700), (900, 700)])
def test_a_stage_under_way_is_done_by_a_day(engine: str, by: int, ends: int) -> None:
    """800 days since day -100: 700 are left. Where it ends by itself before the day nothing changes."""
    scenario = scenario_of(
        {"build": stage(800.0), "accept": stage(100.0)}, [building("A")], targets=targets(10, 10)
    )
    effect = effect_of(scenario, engine, "A", "build", day(by), reading="handed_over")
    assert (effect.before, effect.after) == (When("day", day(800)), When("day", day(ends + 100)))


@on_every_engine
def test_a_stage_on_a_calendar_is_done_by_a_day(engine: str) -> None:
    """Half as much work in the first three months: 45 days of work until 1 April, and 91 more until 1 July."""
    calendar = {"name": "rain", "months": [0.5] * 3 + [1.0] * 9, "assumption": WHY}
    scenario = scenario_of(
        {"build": stage(800.0, calendar="rain")},
        [building("A")],
        calendars={"rain": calendar},
        targets=targets(10, 10),
    )
    effect = effect_of(scenario, engine, "A", "build", date(2026, 7, 1))
    assert effect.before.day is not None and effect.before.day > date(2027, 6, 1)
    assert effect.after == When("day", date(2026, 7, 1))


@on_every_engine
def test_a_project_begins_by_a_day(engine: str) -> None:
    rows = [row("A", entry=day(400)), row("B", entry=day(30))]
    scenario = scenario_of({"s": stage(50.0)}, rows, targets=targets(200, 10))
    effect = effect_of(scenario, engine, "A", "begin", day(60))
    assert (effect.before, effect.after) == (When("day", day(450)), When("day", day(110)))
    assert in_year(effect, 2026) == (1, 100) and in_year(effect, 2027) == (-1, -100)
    # B begins before that by itself.
    assert effect_of(scenario, engine, "B", "begin", day(60)).after == When("day", day(80))


@on_every_engine
def test_a_round_under_way_finds_an_investor(engine: str) -> None:
    """No round ever finds one; the push has this one succeed on day 20. Building follows."""
    stages = {"tender": stage(90.0), "build": stage(100.0)}
    stages["tender"]["tender"] = tender(0.0, 3, 10.0)
    steps = {"tender": {"fallback": "drop_out"}}
    routes = {"r": route({"tender": [], "build": ["tender"]}, steps=steps)}
    waiting = row("A", status="in_progress", under_way={"tender": day(-30)}, tender_round=2)
    scenario = scenario_of(stages, [waiting], routes, targets=targets(10))
    effect = effect_of(scenario, engine, "A", "tender", day(20))
    assert (effect.before, effect.after) == (When("never"), When("day", day(120)))


@on_every_engine
def test_an_investor_does_not_stall_on_the_way(engine: str) -> None:
    """Without the push the investor stalls at once, and the project lapses."""
    stages = {"find": stage(10.0), "build": stage(800.0)}
    stages["find"]["tender"] = tender(1.0, 1)
    stalls = {"build": {"recall": recall(1000.0, "find", lapse=1.0)}, "find": {"fallback": "assign"}}
    routes = {"r": route({"find": [], "build": ["find"]}, steps=stalls)}
    scenario = scenario_of(stages, [building("A")], routes, targets=targets(10))
    effect = effect_of(scenario, engine, "A", "build", day(300))
    assert (effect.before, effect.after) == (When("never"), When("day", day(300)))


@on_every_engine
def test_what_never_begins_does(engine: str) -> None:
    classes = {"paper": {"name": "paper", **likelihood(1.0)}}
    rows = [building("A", never_begins="paper"), row("B", never_begins="paper")]
    scenario = scenario_of({"build": stage(800.0)}, rows, never_begins=classes, targets=targets(10))
    assert effect_of(scenario, engine, "A", "build", day(300)).after == When("day", day(300))
    assert effect_of(scenario, engine, "B", "begin", day(1)).after == When("day", day(800))
    # A place in the queue wakes nobody.
    assert effect_of(scenario, engine, "B").after == When("never")


@pytest.mark.parametrize(
    ("push", "said"),
    [
        (("Z",), "no project “Z”"),
        (("done",), "cannot be pushed"),
        (("A", "accept", day(30)), "“accept” is no next step of project “A”; it has: build"),
        (("B", "build", day(30)), "it has: begin"),
        (("A", "build", day(0)), "is no day by which a step can be done"),
        (("A", "build", date(2060, 1, 1)), "is no day by which a step can be done"),
    ],
)
def test_what_cannot_be_pushed_is_refused(push: tuple[Any, ...], said: str) -> None:
    rows = [
        building("A"),
        row("B"),
        row("done", status="completed", completed_on=date(2024, 5, 1), counted_before="yes"),
    ]
    scenario = scenario_of({"build": stage(800.0), "accept": stage(10.0)}, rows)
    with pytest.raises(OptionError) as refused:
        effect_of(scenario, ENGINES[0], *push)
    assert said in Text("en")(refused.value.message)


def test_engines_agree_on_steps_done_by_a_day() -> None:
    """Every stage under way of every other row is done by day 90.5, its row begins, in both engines alike."""
    seen: Counter[str] = Counter()

    @settings(max_examples=120)
    @given(scenarios())
    def every(scenario: Scenario) -> None:
        plan = make_plan(scenario)
        rows = range(0, len(scenario.rows), 2)
        nodes = [(p, s) for p in rows for s in np.flatnonzero(plan.network.state[p] == UNDER_WAY).tolist()]
        waiting = [(p, None) for p in rows if plan.network.enters_at_entry[p]]
        what_if = WhatIf(done=tuple(DoneBy(p, s, 90.5) for p, s in [*nodes, *waiting]))
        fast, exact = (engine_named(name)(plan) for name in ENGINES)
        draws = what_if.draws(plan, fast.draw(1, 0, 4, 1))
        trace = exact.simulate(draws)
        same_times(fast.simulate(draws), trace)
        same_outcomes(measure(plan, draws, fast.simulate(draws)), measure(plan, draws, trace))
        for p, s in nodes:
            # Unless another branch has the project lapse first.
            ended = trace.ended[:, p, s]
            assert ((ended <= 90.5) | (trace.lapsed[:, p] <= 90.5)).all()
            seen["stage"] += 1
        seen["begin"] += len(waiting)

    every()
    assert seen["stage"] >= 20 and seen["begin"] >= 20
