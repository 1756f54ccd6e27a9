"""Levers as data: neutral changes nothing, and each changes what it says and nothing else."""

from __future__ import annotations

import pytest
from pulling import CAUSES, LEVERS, baseline, touched

from sim.errors import ScenarioError
from sim.files import scenario_problems
from sim.levers import Cause, Lever, LeverSetting, apply_cause, apply_levers
from sim.scenario import Scenario


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


ON_ROUTES = {"routes." + route for route in (
    "state_cleared_tender", "assigned_investor", "investor_own_land", "commercial_scheme_land", "employer_union_force",
    "union_towers_in_phases",
)}  # fmt: skip
STALLING = {
    "routes." + r
    for r in ("state_cleared_tender", "assigned_investor", "investor_own_land", "commercial_scheme_land")
}
CHANGES = {
    "assignment_extension": {"stages.investor_assignment.law"},
    "parallel_procedures": {f"{route}.steps" for route in ON_ROUTES},
    "green_lane": {"fast_tracks.green_lane"},
    "appraisal_desks": {"pools.appraisal_desks.changes"},
    "advance_planning": {"stages.planning.law", "stages.planning_appraisal.law"},
    "stuck_projects": {
        "pools.appraisal_desks.changes", "pools.appraisal_desks.queue", "pools.appraisal_desks.queue_from",
        "pools.clearance_teams.queue", "pools.clearance_teams.queue_from",
    },
    "standard_designs": {"stages.design_permit.law"},
    "incentives": {
        "stages.investor_tender.law", "stages.investor_assignment.law", *(f"{route}.steps" for route in STALLING),
    },
    "credit": {f"{route}.steps" for route in STALLING},
    "recall_discipline": {f"{route}.steps" for route in STALLING},
    "dialogue": {"stages.clearance.law", "routes.assigned_investor.steps"},
    "clean_land": {"routes.assigned_investor.steps", "routes.state_cleared_tender.steps"},
    "clearance_teams": {"pools.clearance_teams.changes"},
    "resettlement_plots": {"stocks.resettlement_plots.refills"},
    "boundary_infrastructure": {"stocks.infrastructure_budget.refills"},
    "phased_handover": {f"{route}.steps" for route in ON_ROUTES - {"routes.commercial_scheme_land"}},
    "builders": {"pools.builders.changes"},
    "buyer_credit": {"stages.uptake.law"},
    "fifty_projects": {"rows"},
}  # fmt: skip


def test_every_lever_says_here_what_it_changes() -> None:
    assert set(CHANGES) == set(LEVERS)


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS)
def test_each_lever_changes_what_it_says_and_nothing_else(lever: Lever, city: Scenario) -> None:
    result = apply_levers(city, [LeverSetting(lever, lever.default)])
    assert touched(city, result) == CHANGES[lever.id]


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
