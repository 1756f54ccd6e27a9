"""Levers and causes on what a route states for its steps alone: its tender, its calendar, the time to assign."""

from __future__ import annotations

import numpy as np
import pytest
from builders import WHY, duration, route, row, scenario_of, stage, tender
from futures import simulate
from pulling import CAUSES, JULY, LEVERS

from sim.levers import Cause, LeverSetting, apply_cause, apply_levers, set_apart
from sim.levers.mechanisms import CalendarMonthsChange, TenderSuccessChange
from sim.scenario import Scenario

UNSURE = {"family": "uniform", "low": 0.5, "high": 2.0}
SLOW = {"name": "site", "week": [1] * 7, "months": [0.5] * 12, "assumption": WHY}


def city() -> Scenario:
    """Route r calls for no investor; route q calls for one, on a calendar, and assigns one where none is found."""
    own = {
        "tender": tender(0.5, 2, 10.0, cases=4),
        "fallback": "assign",
        "assign_duration": duration(20.0, uncertain=UNSURE),
        "calendar": "site",
    }
    routes = {"r": route({"work": []}), "q": route({"work": []}, steps={"work": own})}
    rows = [row("A", place="here"), row("B", route="q", place="here"), row("C", route="q", place="there")]
    work = stage(30.0, uncertain=UNSURE)
    return scenario_of({"work": work}, rows, routes, calendars={"site": SLOW})


def test_the_chance_of_a_routes_own_tender_is_raised_from_a_date_on() -> None:
    change = TenderSuccessChange.model_validate(
        {"kind": "tender_success", "stages": ["work"], "per_unit": 1.0}
    )
    some = next(iter(LEVERS.values()))
    lever = some.model_copy(
        update={"changes": (change,), "low": 0.0, "high": 2.0, "step": 1.0, "neutral": 0.0, "places": ()}
    )
    settings = apply_levers(city(), [LeverSetting(lever, 1.0, from_date=JULY)]).settings
    assert settings.stages["work"].tender is None and settings.stages["work"].law == ()
    (plain,) = settings.routes["r"].steps
    assert plain.tender is None and plain.law == ()
    (own,) = settings.routes["q"].steps
    assert own.tender is not None and own.tender.success.chance == 0.5
    (later,) = own.law
    # Odds of one to one are doubled: two in three.
    assert later.from_date == JULY and later.tender is not None
    assert later.tender.success.chance == pytest.approx(2 / 3)
    assert later.tender.success.unknown_of == "routes.q.work.tender.success"
    assert later.duration.unknown_of == "stages.work"


def test_a_cause_on_a_calendar_leaves_the_work_of_every_route_as_it_was() -> None:
    """Thirty days of half a day's work are fifteen days' work; in a season without end they take fifteen days."""
    change = CalendarMonthsChange.model_validate({"kind": "calendar_months", "calendar": "site", "to": 1.0})
    cause: Cause = CAUSES["no_rainy_season"].model_copy(update={"changes": (change,)})
    before, after = simulate(city(), 40), simulate(apply_cause(city(), cause), 40)
    for kind in ("work_days", "round_work", "assign_work"):
        one, other = getattr(before.draws, kind), getattr(after.draws, kind)
        assert np.allclose(one, other, equal_nan=True), kind
    assert np.array_equal(before.ended("A", "work"), after.ended("A", "work"))
    first = before.rounds("round_ended", "B", "work")[:, 0]
    assert after.rounds("round_ended", "B", "work")[:, 0] == pytest.approx(first / 2)


def test_projects_set_apart_meet_the_same_tender_and_the_same_ignorance() -> None:
    lever = next(iter(LEVERS.values())).model_copy(update={"places": ("there",)})
    apart, copies = set_apart(city(), lever)
    assert set(copies) == {"q"}
    before, after = simulate(city(), 60), simulate(apart, 60)
    assert np.isfinite(before.rounds("assigned", "C", "work")).any()
    for key in "ABC":
        assert np.array_equal(before.ended(key, "work"), after.ended(key, "work"))
