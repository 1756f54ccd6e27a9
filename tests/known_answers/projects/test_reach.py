"""What a year can bring at all, in cities whose answer is known by construction, on every engine."""

from __future__ import annotations

from math import inf
from typing import Any

import pytest
from builders import blocks, day, pool, push, route, row, scenario_of, stage
from known_answers.counting.city import FOUR, city, targets

from sim.analysis.projects import Reach, StepLeft, When, reach_of
from sim.engines import ENGINES
from sim.errors import OptionError
from sim.experiment import run
from sim.scenario import Reading, Scenario
from sim.text import Text
from sim.words import reach_in_words

on_every_engine = pytest.mark.parametrize("engine", ENGINES)


def asked(
    scenario: Scenario, engine: str, reading: Reading = "eligible", year: int = 2026, **more: Any
) -> Reach:
    return reach_of(scenario, reading, year, engine=engine, **{"replications": 2, **more})


def said(found: Reach) -> str:
    return " ".join(map(Text("en"), reach_in_words(found)))


@on_every_engine
def test_homes_and_steps_of_each_project(engine: str) -> None:
    """One desk: A has it for 100 days, then B; both build 200 days. C begins on day 300 and is there in 2027."""
    stages = {"permit": stage(100.0, "desk"), "build": stage(200.0)}
    rows = [row("A", homes=30), row("B", homes=50), row("C", homes=70, entry=day(300))]
    found = asked(scenario_of(stages, rows, pools={"desk": pool(1)}, targets=targets(100)), engine)
    assert [(each.id, each.at_fastest, each.at_best) for each in found.rows] == [
        ("A", 30, 30),
        ("B", 0, 0),
        ("C", 0, 0),
    ]
    assert [each.fastest for each in found.rows] == [When("day", day(end)) for end in (300, 400, 600)]
    assert [each.there.share for each in found.rows] == [1, 0, 0]
    permit, build = StepLeft("permit", 100), StepLeft("build", 200)
    assert [each.steps for each in found.rows] == [
        (permit, build),
        (StepLeft("permit", 200), build),
        (StepLeft("", 300), permit, build),
    ]
    assert (found.at_fastest, found.at_all, found.best, found.p50) == (30, 30, 30, 30)
    assert "So the projects on the register cannot meet the target, however fast they go: 70 homes" in said(
        found
    )


@on_every_engine
def test_the_steps_of_one_block_are_none_of_another(engine: str) -> None:
    """One permit of 50 days, then two blocks of 100 days one after the other: the second is accepted on day 280."""
    by_block = {"build": {"per_block": True}, "accept": {"per_block": True}}
    after = {"permit": [], "build": ["permit"], "accept": ["build"]}
    routes = {"r": route(after, "build", "accept", by_block, blocks=blocks(1, "build"))}
    stages = {"permit": stage(50.0), "build": stage(100.0), "accept": stage(30.0)}
    scenario = scenario_of(stages, [row("A", homes=10, blocks=2)], routes, targets=targets(5))
    found = asked(scenario, engine, "handed_over").rows[0]
    assert found.fastest == When("day", day(280))
    assert found.steps == (StepLeft("permit", 50), StepLeft("build", 100), StepLeft("accept", 30))


@on_every_engine
def test_a_stage_under_way_has_what_is_left_of_it(engine: str) -> None:
    under_way = row("A", homes=10, status="in_progress", under_way={"build": day(-100)})
    stages = {"permit": stage(50.0), "build": stage(800.0), "accept": stage(30.0)}
    found = asked(scenario_of(stages, [under_way], targets=targets(5)), engine, "handed_over")
    assert found.rows[0].steps == (StepLeft("build", 700), StepLeft("accept", 30))


@on_every_engine
def test_what_may_never_end_is_told(engine: str) -> None:
    """A uniform wait of 0 to 20,000 days: its fastest tenth is about 2,000; one of 4,000 to 20,000 is never over by 2031."""
    slow = {"family": "uniform", "low": 0.0, "high": 20_000.0}
    slower = {"family": "uniform", "low": 4_000.0, "high": 20_000.0}
    found = asked(
        scenario_of({"s": stage(slow), "t": stage(slower)}, [row("A")], targets=targets(5)),
        engine,
        replications=2000,
    )
    first, second = found.rows[0].steps
    # Six standard errors of a tenth of 2,000 futures, over the density of 1 in 20,000 days.
    assert abs(first.days - 2000) < 6 * 20_000 * (0.09 / 2000) ** 0.5
    assert second.days == inf
    assert found.rows[0].fastest.kind == "beyond"


@on_every_engine
def test_a_push_brings_homes_that_are_not_built(engine: str) -> None:
    """The push takes B's 60 and 90 of A's 100 in 2026; nothing is built before 2027."""
    found = asked(city(FOUR, targets(150), push(1.0, 1.0)), engine, "counted")
    assert {each.id: each.at_best for each in found.rows} == {"A": 90, "B": 60, "C": 0, "D": 0}
    assert (found.best, found.at_all, found.built) == (150, 150, 0)
    assert found.chance.share == 1 and "So there are homes enough" in said(found)
    assert asked(city(FOUR, targets(150), push(1.0, 1.0)), engine, "eligible").built is None


@on_every_engine
def test_what_is_carried_over_is_added_up(engine: str) -> None:
    """A's 100 homes of 2026 stand against the 250 of both years together; B's come in 2027."""
    rows = [row("A"), row("B", entry=day(400))]
    scenario = scenario_of({"s": stage(50.0)}, rows, targets=targets(50, 200, carry_over="surplus"))
    found = asked(scenario, engine, year=2027)
    assert (found.goal.first_year, found.goal.target, found.at_all) == (2026, 250, 200)
    assert found.chance.share == 0
    alone = scenario_of({"s": stage(50.0)}, rows, targets=targets(50, 200))
    assert asked(alone, engine, year=2027).at_all == 100


@on_every_engine
def test_no_future_brings_more_than_all_at_best(engine: str) -> None:
    spread = {"family": "uniform", "low": 0.0, "high": 700.0}
    scenario = scenario_of(
        {"s": stage(spread)}, [row(name, homes=10) for name in "ABCDEFGH"], targets=targets(70)
    )
    found = asked(scenario, engine, replications=200)
    homes = run(scenario, replications=200, engine=engine).homes_in_years("eligible")[:, 0]
    assert found.best == homes.max() <= found.at_all == 80
    assert found.chance.met == (homes >= 70).sum()


def test_a_year_without_a_target_is_refused() -> None:
    with pytest.raises(OptionError, match="2031"):
        asked(scenario_of({"s": stage(50.0)}, [row("A")]), ENGINES[0], year=2031)
