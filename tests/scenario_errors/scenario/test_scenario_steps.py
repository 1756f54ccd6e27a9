"""What cannot hold in what a route states for its steps: pools, calendars, tenders, time to assign an investor."""

from typing import Any

import pytest
from scenario_errors.breaking import Cases, both, drop, errors_of, fixed, place, put, said

CALL, PERMIT, START = (f"routes.clear_land.steps.{n}" for n in range(3))
AT_CALL, AT_PERMIT, AT_START = (f"routes.clear_land.steps[{n}]" for n in range(3))
SURE = {"rounds": 1, "success": {"chance": 1, "assumption": "x"}}
ERRORS: Cases = {
    "pool misspelt": (
        put(f"{PERMIT}.pool", "one_stopp"),
        f"{AT_PERMIT}.pool",
        ("`one_stopp`", "did you mean `one_stop`"),
    ),
    "calendar misspelt": (
        put(f"{START}.calendar", "ofice"),
        f"{AT_START}.calendar",
        ("`ofice`", "did you mean `office`"),
    ),
    "gap in working days": (
        put(f"{CALL}.tender.gap", fixed("working_days")),
        f"{AT_CALL}.tender.gap.unit",
        ("runs every day",),
    ),
    "gap of a later tender in working days": (
        put(f"{CALL}.law.0.tender.gap", fixed("working_days")),
        f"{AT_CALL}.law[0].tender.gap.unit",
        ("runs every day",),
    ),
    "a tender without a way out": (
        put(f"{START}.tender", SURE),
        f"{AT_START}.fallback",
        ("stage `start` is a tender", "assign, drop_out"),
    ),
    "a tender in every block": (
        both(put("routes.tendered.steps.5.tender", SURE), put("routes.tendered.steps.5.fallback", "assign")),
        "routes.tendered.steps[5].per_block",
        ("every block",),
    ),
    "a tender where homes are eligible": (
        both(
            put("routes.clear_land.steps.3.tender", SURE),
            put("routes.clear_land.steps.3.fallback", "assign"),
        ),
        "routes.clear_land.eligible_after",
        ("in which an investor is found",),
    ),
    "a tender to come without a duration now": (
        drop(f"{CALL}.duration"),
        f"{AT_CALL}.law",
        ("but none now",),
    ),
    "time to assign nobody": (
        put(f"{CALL}.fallback", "drop_out"),
        f"{AT_CALL}.assign_duration",
        ("nobody is assigned", "remove `assign_duration`"),
    ),
    "time to assign without a tender": (
        put(f"{START}.assign_duration", fixed()),
        f"{AT_START}.assign_duration",
        ("nobody is assigned",),
    ),
    "time to assign in working days of no calendar": (
        put(f"{CALL}.assign_duration.unit", "working_days"),
        f"{AT_CALL}.assign_duration.unit",
        ("`call` has no calendar",),
    ),
    "time to assign without a source": (
        drop(f"{CALL}.assign_duration.assumption"),
        f"{AT_CALL}.assign_duration",
        ("no source and no assumption",),
    ),
    "time to assign by land that nobody states": (
        put(f"{CALL}.assign_duration.scale", {"by": "land_ha", "exponent": 1, "reference": 1.0}),
        "9 land_ha",
        ("`call` takes longer with more land",),
    ),
    "working days of a stage that has a calendar on one route alone": (
        both(put("stages.start.duration", fixed("working_days"))),
        "stages.start.duration.unit",
        ("`start` has no calendar",),
    ),
    "a slot of a pool on a fast track": (
        both(
            put("fast_tracks.green_lane.also_pooled", False),
            put("fast_tracks.green_lane.routes", ["clear_land"]),
        ),
        "fast_tracks.green_lane.stages[0]",
        ("holds a slot of the pool `one_stop`",),
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_error_is_told(full: Any, name: str) -> None:
    change, where, words = ERRORS[name]
    change(full)
    reading = full.check()
    errors = errors_of(reading)
    assert where in errors, errors
    for word in words:
        assert word in errors[where]
    assert reading.scenario is None


def test_a_pool_and_a_calendar_used_by_a_step_alone_are_used(full: Any) -> None:
    full.drop("stages.permit.calendar")
    full.put("stages.permit.duration.unit", "days")
    full.put("stages.permit.law.0.duration.unit", "days")
    assert full.check().problems == ()
    full.drop(f"{PERMIT}.pool")
    full.drop(f"{START}.calendar")
    assert {place(p) for p in full.check().problems if "uses" in said(p)} == {"pools", "calendars"}


def test_working_days_of_a_stage_whose_routes_all_have_a_calendar(full: Any) -> None:
    spread = {"family": "lognormal", "median": 60, "p90": 200}
    full.put("stages.start.duration", fixed("working_days") | {"spread": spread})
    full.put("routes.tendered.steps.4.calendar", "office")
    assert full.check().problems == ()


def test_a_pool_without_a_slot_names_the_stage_that_a_route_sends_there(full: Any) -> None:
    full.put("pools.one_stop.slots", 0)
    errors = errors_of(full.check())
    assert "for the stages permit" in errors["pools.one_stop.slots"]


def test_a_protected_wait_on_a_calendar_of_one_route(full: Any) -> None:
    full.put("routes.tendered.steps.0.calendar", "office")
    told = {place(p): said(p) for p in full.check().problems}
    assert "protects" in told["routes.tendered.steps[0].calendar"]


def test_a_hopeless_tender_of_one_route_is_told(full: Any) -> None:
    full.put(f"{CALL}.tender.success.chance", 0)
    full.put(f"{CALL}.fallback", "drop_out")
    full.drop(f"{CALL}.assign_duration")
    told = {place(p): said(p) for p in full.check().problems}
    assert "drops out" in told[f"{AT_CALL}.tender.success.chance"]
