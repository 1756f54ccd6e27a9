"""Levers limited to places: those there are set apart without a trace, and only they are changed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from pulling import LEVERS, baseline

from sim.errors import ScenarioError, in_english
from sim.experiment import run
from sim.levers import MECHANISMS, Lever, LeverSetting, apply_levers, set_apart, without_projects
from sim.levers.mechanisms import A_STAGE, NeverBeginsChange, StartHazardChange
from sim.scenario import ProjectRow, Scenario
from sim.text import Text
from sim.words import left_out_in_words

SETTINGS = [LeverSetting(lever, lever.default) for lever in LEVERS.values() if lever.default != lever.neutral]
WHOLE_CITY = {mechanism.kind_written() for mechanism in MECHANISMS if mechanism.whole_city}
PLACES = ("phường An Bình", "phường Cái Khế")


def kinds(lever: str) -> set[str]:
    return {change.kind for change in LEVERS[lever].changes}


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


@pytest.mark.parametrize("lever", sorted(name for name in LEVERS if not WHOLE_CITY & kinds(name)))
def test_a_lever_for_places_without_projects_changes_nothing_and_says_so(lever: str, city: Scenario) -> None:
    setting = LeverSetting(in_places(lever, ("phường Không Có",)), LEVERS[lever].high)
    assert apply_levers(city, [setting]).fingerprint == city.fingerprint
    (part,) = without_projects(city, [setting])
    assert (part.lever.id, part.names, part.wholly) == (lever, ("phường Không Có",), True)
    said = Text("en")(*left_out_in_words([part]))
    assert f"Lever {lever} is left out: no project of the register lies in phường Không Có." in said
    assert "Places of the register: " in said


def test_of_several_places_those_without_projects_are_named(city: Scenario) -> None:
    both, one = (LeverSetting(in_places("green_lane", each), 50) for each in ((*PLACES, "X"), PLACES))
    changed, expected = apply_levers(city, [both]), apply_levers(city, [one])
    assert changed.model_dump(exclude={"sources"}) == expected.model_dump(exclude={"sources"})
    (part,) = without_projects(city, [both])
    assert (part.names, part.wholly) == (("X",), False) and without_projects(city, [one]) == ()
    assert "it holds in its other places" in Text("en")(*left_out_in_words([part]))


def only(city: Scenario, keep: Callable[[ProjectRow], bool]) -> Scenario:
    """City with some of its projects."""
    rows = tuple(row for row in city.rows if keep(row))
    ids = {row.project_id for row in rows}
    own = tuple(each for each in city.settings.own_durations if each.project in ids)
    settings = city.settings.model_copy(update={"own_durations": own})
    return city.model_copy(update={"settings": settings, "rows": rows})


def told(city: Scenario, *settings: LeverSetting) -> dict[str, dict[str, tuple[tuple[str, ...], bool]]]:
    """What is left out: by lever and kind of thing."""
    found: dict[str, dict[str, tuple[tuple[str, ...], bool]]] = {}
    for part in without_projects(city, settings):
        found.setdefault(part.lever.id, {})[part.what.template] = (part.names, part.wholly)
    return found


def test_stages_without_projects_are_named(city: Scenario) -> None:
    """One lever file serves many registers: what the scenario knows and no project has is no fault."""
    steps = {name: {step.stage for step in route.steps} for name, route in city.settings.routes.items()}
    seen = set()
    for route in {row.route for row in city.rows}:
        register = only(city, lambda row, route=route: row.route == route)
        for lever in (each for each in LEVERS.values() if each.id != "fifty_projects"):
            acts = [set(change.ids_of(A_STAGE)) for change in lever.changes]
            setting = LeverSetting(lever, lever.high if lever.high != lever.neutral else lever.low)
            found = told(register, setting).get(lever.id, {})
            idle = [not stages & steps[route] for stages in acts if stages]
            if any(idle):
                seen.add(lever.id)
                names, wholly = found.get("stage") or found["route"]
                assert set(names) <= {*lever.stages, *lever.routes}
                assert wholly or not (len(idle) == len(acts) and all(idle))
    assert seen
    assert told(city, *SETTINGS) == {}


def test_classes_and_hazards_without_projects_are_named(city: Scenario) -> None:
    settings = city.settings
    changes = (
        (NeverBeginsChange(kind="never_begins", classes=tuple(settings.never_begins), to=0), "never_begins"),
        (
            StartHazardChange(kind="start_hazard", hazards=tuple(settings.start_hazards), to=0.5),
            "start_hazard",
        ),
    )
    for change, field in changes:
        setting = LeverSetting(LEVERS["green_lane"].model_copy(update={"changes": (change,)}), 50)
        assert told(city, setting) == {}
        register = only(city, lambda row, field=field: getattr(row, field) is None)
        ((names, wholly),) = told(register, setting)["green_lane"].values()
        assert (
            names
            and set(names)
            == set(getattr(settings, "never_begins" if field == "never_begins" else "start_hazards"))
            and wholly
        )


def test_projects_that_another_lever_brings_count(city: Scenario) -> None:
    """A lever on their route is not told to find no project."""
    bring = LeverSetting(LEVERS["fifty_projects"], 19)
    (route,) = {change.route for change in bring.lever.changes if change.brings_projects}
    others = only(city, lambda row: row.route != route)
    change = LEVERS["green_lane"].changes[0].model_copy(update={"routes": (route,)})
    lane = LeverSetting(LEVERS["green_lane"].model_copy(update={"changes": (change,)}), 50)
    assert told(others, lane) == {"green_lane": {"route": ((route,), True)}}
    assert told(others, lane, bring) == {}


def test_an_unknown_id_is_still_refused_with_a_suggestion(city: Scenario) -> None:
    change = LEVERS["green_lane"].changes[0]
    for field, said in (("stages", (change.stages[0][:-1],)), ("routes", (city.rows[0].route[1:],))):
        wrong = LEVERS["green_lane"].model_copy(
            update={"changes": (change.model_copy(update={field: said}),)}
        )
        with pytest.raises(ScenarioError) as refused:
            apply_levers(city, [LeverSetting(wrong, 50)])
        (problem,) = refused.value.problems
        assert problem.path == f"changes[0].{field}" and "did you mean" in in_english(problem.action)


def test_a_lever_for_the_whole_city_has_no_places() -> None:
    stated = LEVERS["clearance_teams"].model_dump(exclude_defaults=True, by_alias=True) | {"places": PLACES}
    with pytest.raises(ValueError, match="scenario"):
        Lever.model_validate(stated)
