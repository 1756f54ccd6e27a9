"""Levers limited to places: those there are set apart without a trace, and only they are changed."""

from __future__ import annotations

import numpy as np
import pytest
from pulling import LEVERS, baseline

from sim.errors import ScenarioError
from sim.experiment import run
from sim.levers import Lever, LeverSetting, apply_levers, set_apart
from sim.scenario import Scenario

PLACES = ("phường An Bình", "phường Cái Khế")


def in_places(lever: str, places: tuple[str, ...] = PLACES) -> Lever:
    return LEVERS[lever].model_copy(update={"places": places})


@pytest.fixture(scope="module")
def city() -> Scenario:
    return baseline()


def test_setting_projects_apart_changes_no_future(city: Scenario) -> None:
    apart, copies = set_apart(city, in_places("green_lane", tuple({row.place for row in city.rows[:9]})))
    assert len(copies) >= 2
    assert {row.route for row in apart.rows} != {row.route for row in city.rows}
    before, after = (run(one, replications=200) for one in (city, apart))
    assert np.array_equal(before.homes_by_quarter, after.homes_by_quarter)
    assert before.caps_met == after.caps_met


def test_a_lever_in_places_changes_projects_there_only(city: Scenario) -> None:
    changed = apply_levers(city, [LeverSetting(in_places("green_lane"), 50)])
    there = {row.project_id for row in city.rows if row.place in PLACES}
    moved = {
        row.project_id for row, now in zip(city.rows, changed.rows, strict=True) if row.route != now.route
    }
    assert moved == there != set()
    assert set(changed.settings.fast_tracks["green_lane"].routes) == {
        row.route for row in changed.rows if row.project_id in there
    }
    for route in {row.route for row in city.rows if row.project_id not in there}:
        assert changed.settings.routes[route] == city.settings.routes[route]


@pytest.mark.parametrize(
    "lever", ["parallel_procedures", "credit", "recall_discipline", "standard_designs", "dialogue"]
)
def test_levers_of_every_kind_can_be_limited(lever: str, city: Scenario) -> None:
    places = tuple({row.place for row in city.rows if row.place})
    limited = LeverSetting(in_places(lever, places), LEVERS[lever].high)
    changed = apply_levers(city, [limited])
    untouched = {row.route for row in changed.rows if row.place not in places}
    assert all(changed.settings.routes[route] == city.settings.routes[route] for route in untouched)
    assert changed.settings.stages == city.settings.stages
    assert changed.fingerprint != city.fingerprint


def test_a_place_without_projects_is_refused(city: Scenario) -> None:
    with pytest.raises(ScenarioError) as refused:
        apply_levers(city, [LeverSetting(in_places("green_lane", ("phường Không Có",)), 50)])
    (problem,) = refused.value.problems
    assert (problem.file, problem.path) == ("green_lane.toml", "places")
    assert "phường An Bình" in problem.allowed.values["known"]


def test_a_lever_for_the_whole_city_has_no_places() -> None:
    stated = LEVERS["clearance_teams"].model_dump(exclude_defaults=True, by_alias=True) | {"places": PLACES}
    with pytest.raises(ValueError, match="scenario"):
        Lever.model_validate(stated)
