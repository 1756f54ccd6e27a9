"""Levers as data: neutral changes nothing, and each changes what it says and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pulling import CAUSES, LEVERS, baseline, touched

from sim.errors import ScenarioError
from sim.files import scenario_problems
from sim.levers import Cause, Lever, LeverSetting, apply_cause, apply_levers
from sim.scenario import Scenario, Step


@pytest.fixture(scope="module")
def city() -> Scenario:
    return baseline()


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS)
def test_neutral_is_the_same_scenario(lever: Lever, city: Scenario) -> None:
    before = city.fingerprint
    assert apply_levers(city, [LeverSetting(lever, lever.neutral)]) is city
    assert apply_levers(city, []) is city
    assert city.fingerprint == before


def test_all_levers_at_neutral_are_the_same_scenario(city: Scenario) -> None:
    assert apply_levers(city, [LeverSetting(lever, lever.neutral) for lever in LEVERS.values()]) is city


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS)
@pytest.mark.parametrize("which", ["default", "high", "low"])
def test_each_lever_gives_a_sound_scenario(lever: Lever, which: str, city: Scenario) -> None:
    before = city.fingerprint
    result = apply_levers(city, [LeverSetting(lever, getattr(lever, which))])
    assert [p for p in scenario_problems(result, "x") if p.severity == "error"] == []
    assert (result == city) == (getattr(lever, which) == lever.neutral)
    assert city.fingerprint == before


def may_change(change: Any, city: Scenario) -> set[str]:
    """What a change says it changes: tables, ids and fields of the scenario, restated for each kind."""
    routes = {
        name: route
        for name, route in city.settings.routes.items()
        if name in (getattr(change, "routes", ()) or city.settings.routes)
    }

    def steps(concerns: Callable[[Step], bool]) -> set[str]:
        return {f"routes.{name}.steps" for name, route in routes.items() if any(map(concerns, route.steps))}

    match change.kind:
        case "slots":
            return {f"pools.{change.pool}.changes"}
        case "queue":
            return {f"pools.{pool}.{field}" for pool in change.pools for field in ("queue", "queue_from")}
        case "stock":
            return {f"stocks.{change.stock}.refills"}
        case "fast_track":
            return {f"fast_tracks.{change.id}"}
        case "law_date":
            return {f"stages.{change.stage}.law"}
        case "tender_success":
            return {f"stages.{stage}.law" for stage in change.stages}
        case "overlap":
            return steps(lambda step: step.stage == change.stage and change.beside in step.after)
        case "stall_hazard" | "grace":
            return steps(lambda step: step.recall is not None)
        case "projects":
            return {"rows"}
    assert change.kind in ("duration_cut", "component_weight"), f"say here what {change.kind} changes"
    if change.routes:
        return steps(lambda step: step.stage in change.stages)
    own = steps(lambda step: step.stage in change.stages and step.duration is not None)
    return own | {f"stages.{stage}.law" for stage in change.stages}


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS)
def test_each_lever_changes_what_it_says_and_nothing_else(lever: Lever, city: Scenario) -> None:
    result = apply_levers(city, [LeverSetting(lever, lever.default)])
    assert touched(city, result) == set().union(*(may_change(change, city) for change in lever.changes))


def test_levers_are_combined_in_their_own_order(city: Scenario) -> None:
    orders = [lever.order for lever in LEVERS.values()]
    assert orders == sorted(set(orders))
    settings = [LeverSetting(lever, lever.default) for lever in LEVERS.values()]
    together = apply_levers(city, settings)
    assert apply_levers(city, reversed(settings)) == together
    assert apply_levers(city, reversed(settings)).fingerprint == together.fingerprint
    highest = apply_levers(city, [LeverSetting(lever, lever.high) for lever in LEVERS.values()])
    assert [p for p in scenario_problems(highest, "x") if p.severity == "error"] == []


@pytest.mark.parametrize("cause", CAUSES.values(), ids=CAUSES)
def test_each_cause_gives_a_sound_scenario(cause: Cause, city: Scenario) -> None:
    result = apply_cause(city, cause)
    assert [p for p in scenario_problems(result, "x") if p.severity == "error"] == []
    assert (result is city) == (cause.id == "full_delivery")
    apply_cause(apply_levers(city, [LeverSetting(lever, lever.high) for lever in LEVERS.values()]), cause)


def test_facts_of_single_projects_stay(city: Scenario) -> None:
    everything = apply_levers(city, [LeverSetting(lever, lever.high) for lever in LEVERS.values()])
    assert everything.settings.own_durations == city.settings.own_durations
    assert everything.settings.counting == city.settings.counting
    assert everything.settings.targets == city.settings.targets
    assert everything.settings.correlations == city.settings.correlations


def test_no_lever_shortens_a_protected_wait(city: Scenario) -> None:
    everything = apply_levers(
        city, [LeverSetting(lever, lever.high) for lever in LEVERS.values() if lever.id != "clean_land"]
    )
    assert everything.settings.stages["land_recovery_notice"] == city.settings.stages["land_recovery_notice"]
    lever = LEVERS["standard_designs"].model_copy(
        update={
            "changes": (
                LEVERS["standard_designs"]
                .changes[0]
                .model_copy(update={"stages": ("land_recovery_notice",)}),
            )
        }
    )
    with pytest.raises(ScenarioError, match="a wait that the law protects"):
        apply_levers(city, [LeverSetting(lever, 25)])
