"""Rows of 0 homes, a school or a road: they take their turn like any other, and bring nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from builders import WHY, pool, push, row, scenario_of, stage, stock, stock_use
from futures import simulate
from known_answers.rules.whole_model import chain

from sim.analysis import commit
from sim.analysis.bottleneck import find_bottleneck
from sim.analysis.projects import project_outlooks, reach_of
from sim.engines import ENGINES
from sim.experiment import run
from sim.scenario import READINGS, Scenario

on_every_engine = pytest.mark.parametrize("engine", ENGINES)
STAGES = {"s": stage(40.0, pool="crew"), "t": stage(30.0)}


def with_school(homes: int, **more: Any) -> Scenario:
    """The school stands first in the file, and so first in the queue."""
    rows = [row("school", homes=homes), row("A")]
    return scenario_of(more.pop("stages", STAGES), rows, chain("s", "t"), pools={"crew": pool(1)}, **more)


def test_it_holds_the_crew_for_as_long_as_any_other() -> None:
    """One crew: the school has it for 40 days, then A; of the school nothing is counted."""
    futures, like = simulate(with_school(0)), simulate(with_school(100))
    for name in ("started", "ended"):
        assert np.array_equal(getattr(futures.trace, name), getattr(like.trace, name), equal_nan=True)
    assert futures.started("A", "s")[0] == 40 and futures.ended("school", "t")[0] == 70
    assert futures.outcomes.homes_by_quarter.sum(axis=1)[0].tolist() == [100, 100, 100]
    # When the school is there is told all the same.
    assert futures.outcomes.blocks.days[0, 0].tolist() == [70, 70, 70]
    assert futures.outcomes.blocks.homes[0].tolist() == [0, 100]


@on_every_engine
def test_of_a_stock_it_takes_what_goes_by_project(engine: str) -> None:
    """Three plots, two a project: A waits for ever behind the school; by the home the school takes none."""
    for per, amount, at_hand in (("project", 2, 3), ("homes", 0.02, 2)):
        stages = {"s": stage(40.0) | {"stock": stock_use("plots", amount, per)}, "t": stage(30.0)}
        stocks = {"plots": stock(at_hand)}
        scenario = scenario_of(stages, [row("school", homes=0), row("A")], chain("s", "t"), stocks=stocks)
        results = run(scenario, replications=2, engine=engine)
        counted = results.homes_by_quarter.sum(axis=1)[0, 0]
        assert counted == (0 if per == "project" else 100)


@on_every_engine
@pytest.mark.parametrize("rows", [("school", "A"), ("school",)])
def test_every_question_has_an_answer(engine: str, rows: tuple[str, ...]) -> None:
    """Also of a register without a single home, and where homes are entered early: nothing is divided by none."""
    register = [row(key, homes=0 if key == "school" else 100) for key in rows]
    scenario = scenario_of(
        STAGES,
        register,
        chain("s", "t"),
        pools={"crew": pool(1)},
        counting={"counted_when": "handed_over", "push": push(1.0, 1.0), "assumption": WHY},
    )
    year = scenario.settings.targets.years[0].year
    for reading in READINGS:
        found = project_outlooks(scenario, reading, replications=40, engine=engine)
        school = found.rows[0]
        assert (school.homes, school.contributions[0].homes) == (0, 0)
        assert school.contributions[0].loss.gained == school.contributions[0].loss.lost == 0
        assert school.readiness[1].by_year_end[0].share == 1
        assert np.isfinite(school.wait_days)
        reached = reach_of(scenario, reading, year, replications=40, engine=engine)
        assert reached.rows[0].at_best == 0 and reached.at_all == 100 * ("A" in rows)
        waits = find_bottleneck(scenario, reading, replications=40, engine=engine)
        assert all(np.isfinite(days.days) for days in waits.homes.causes)
        results = run(scenario, replications=40, engine=engine)
        assert commit(results, reading, 0.8).years[0].homes == (100 if "A" in rows else 0)


@on_every_engine
def test_what_it_waits_for_is_told(engine: str) -> None:
    """It stands behind A at the crew: 40 days, though it has no home that would wait."""
    scenario = scenario_of(
        STAGES, [row("A"), row("school", homes=0)], chain("s", "t"), pools={"crew": pool(1)}
    )
    school = project_outlooks(scenario, "eligible", replications=2, engine=engine).rows[1]
    assert school.waits_for is not None and school.waits_for.id == "crew"
    assert school.wait_days == pytest.approx(40)
