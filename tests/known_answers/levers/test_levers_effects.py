"""What each lever makes of the scenario, on top of the law in force and with the same ignorance."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pulling import JULY, LEVERS, baseline, pulled

from sim.levers import LeverSetting, apply_levers
from sim.scenario import Scenario


@pytest.fixture(scope="module")
def city() -> Scenario:
    return baseline()


def test_a_green_lane_is_a_fast_track(city: Scenario) -> None:
    track = pulled(city, "green_lane=50,from=2026-03-01,spare_lodged=yes").settings.fast_tracks["green_lane"]
    assert [(cut.from_date, cut.share) for cut in track.cuts] == [(date(2026, 3, 1), 0.5)]
    assert track.spare_lodged and not track.also_pooled and track.base == "observed"
    stages = city.settings.stages
    assert all(stages[s].pool is None and not stages[s].protected for s in track.stages)
    # The best measured fast track cut 27-28 %, about 0.55 of the 50 % promised here.
    assert track.delivered.distribution().quantile(0.5) == pytest.approx(0.275 / 0.5)
    assert not pulled(city, "green_lane=50").settings.fast_tracks["green_lane"].spare_lodged


def test_a_green_lane_promises_a_cut_a_stage(city: Scenario) -> None:
    said = "green_lane=50,from=2026-07-01,ramp=3,cuts=acceptance:60/planning:30"
    (track,) = pulled(city, said).settings.fast_tracks.values()
    assert [(cut.share, cut.by_stage) for cut in track.cuts] == [
        (0.25, {"planning": 0.15, "acceptance": 0.3}),
        (0.5, {"planning": 0.3, "acceptance": 0.6}),
    ]
    (alone,) = pulled(city, "green_lane=0,cuts=planning:30").settings.fast_tracks.values()
    assert [(cut.share, cut.by_stage) for cut in alone.cuts] == [(0.0, {"planning": 0.3})]
    assert pulled(city, "green_lane=0,cuts=planning:0") is city


def test_a_lever_file_promises_a_cut_a_stage_unless_asked_otherwise(city: Scenario) -> None:
    lane = LEVERS["green_lane"]
    (change,) = lane.changes
    stated = lane.model_copy(
        update={"changes": (change.model_copy(update={"cuts": {"planning": 20.0, "acceptance": 40.0}}),)}
    )
    setting = LeverSetting(stated, 50, cuts=(("planning", 10.0),))
    (track,) = apply_levers(city, [setting]).settings.fast_tracks.values()
    assert track.cuts[0].by_stage == {"planning": 0.1, "acceptance": 0.4}


def test_a_ramp_comes_in_quarters(city: Scenario) -> None:
    track = pulled(city, "green_lane=60,from=2026-07-01,ramp=6").settings.fast_tracks["green_lane"]
    assert [(cut.from_date.isoformat(), cut.share) for cut in track.cuts] == [
        ("2026-07-01", 0.2), ("2026-10-01", 0.4), ("2027-01-01", 0.6),
    ]  # fmt: skip
    pool = pulled(city, "clearance_teams=4,from=2026-07-01,ramp=3").settings.pools["clearance_teams"]
    assert [(c.from_date.isoformat(), c.slots) for c in pool.changes] == [
        ("2026-07-01", 7),
        ("2026-10-01", 9),
    ]
    assert pool.slots == city.settings.pools["clearance_teams"].slots


def test_each_version_of_the_law_is_changed_from_the_date_on(city: Scenario) -> None:
    stage = city.settings.stages["design_permit"]
    early = pulled(city, "standard_designs=50,from=2026-03-01").settings.stages["design_permit"]
    late = pulled(city, "standard_designs=50,from=2027-03-01").settings.stages["design_permit"]
    assert early.duration == stage.duration == late.duration
    assert [law.from_date for law in early.law] == [date(2026, 3, 1), JULY]
    assert [law.from_date for law in late.law] == [JULY, date(2027, 3, 1)]
    assert late.law[0] == stage.law[0]
    for law, origin in (
        (early.law[0], stage.duration),
        (early.law[1], stage.law[0].duration),
        (late.law[1], stage.law[0].duration),
    ):
        before, after = origin.spread.distribution(), law.duration.spread.distribution()
        assert float(after.quantile(0.5)) == pytest.approx(0.5 * float(before.quantile(0.5)))
        assert float(after.quantile(0.9)) == pytest.approx(0.5 * float(before.quantile(0.9)))
        assert law.duration.uncertain == origin.uncertain
    assert early.law[0].duration.unknown_of == "stages.design_permit"
    # In its old place the law already draws the right factor.
    assert early.law[1].duration.unknown_of is None
    assert late.law[1].duration.unknown_of == "stages.design_permit.law.2026-07-01"


def test_a_second_lever_keeps_the_first_unknown(city: Scenario) -> None:
    stage = pulled(city, "incentives=2,from=2026-07-01", "assignment_extension=24").settings.stages[
        "investor_assignment"
    ]
    now, then = stage.law
    assert (now.from_date, then.from_date) == (JULY, date(2032, 7, 1))
    assert now.duration.unknown_of == "stages.investor_assignment"
    assert now.tender is not None and now.tender.gap is not None
    assert now.tender.success.unknown_of == "stages.investor_assignment.tender.success"
    assert now.tender.gap.unknown_of == "stages.investor_assignment.tender.gap"
    place = "stages.investor_assignment.law.2030-07-01"
    assert then.duration.unknown_of == place
    assert then.tender is not None and then.tender.success.unknown_of == f"{place}.tender.success"


def test_odds_are_what_incentives_multiply(city: Scenario) -> None:
    stage = pulled(city, "incentives=3").settings.stages["investor_assignment"]
    old = city.settings.stages["investor_assignment"].tender
    new = stage.law[0].tender
    assert old is not None and new is not None
    assert isinstance(old.success.chance, dict) and isinstance(new.success.chance, dict)
    assert new.success.chance["ordinary"] == pytest.approx(0.9)
    for state, chance in old.success.chance.items():
        odds = new.success.chance[state] / (1 - new.success.chance[state])
        assert odds == pytest.approx(3 * chance / (1 - chance))
    assert stage.tender == old and new.rounds == old.rounds


def cuts_of(scenario: Scenario, route: str) -> list[tuple[date, float]]:
    recall = next(step.recall for step in scenario.settings.routes[route].steps if step.recall is not None)
    return [(cut.from_date, cut.share) for cut in recall.hazard.cuts]


def test_two_levers_that_cut_stalls_act_on_what_the_other_leaves(city: Scenario) -> None:
    both = pulled(city, "incentives=2,from=2026-07-01", "credit=50,from=2027-07-01")
    assert cuts_of(both, "assigned_investor") == [(JULY, 0.2), (date(2027, 7, 1), pytest.approx(0.6))]
    assert cuts_of(city, "assigned_investor") == []


def clearance_weights(scenario: Scenario, place: str) -> dict[str, float]:
    """Shares of the kinds of clearance from the lever's date on: of the stage, or of a route."""
    if place == "stage":
        shape: Any = scenario.settings.stages["clearance"].law[0].duration.spread
    else:
        steps = {step.stage: step for step in scenario.settings.routes[place].steps}
        shape = steps["clearance"].law[0].duration.spread
    return {part.id: part.weight for part in shape.components}


def test_clean_land_shifts_the_kinds_of_case(city: Scenario) -> None:
    half = pulled(city, "clean_land=50")
    weights = clearance_weights(half, "assigned_investor")
    assert weights == pytest.approx({"clean": 0.725, "ordinary": 0.2, "very_long": 0.075})
    # The other route took the stage's own duration; now it states the same for itself, ignorance included.
    steps = {step.stage: step for step in half.settings.routes["state_cleared_tender"].steps}
    stage = city.settings.stages["clearance"].duration
    assert steps["clearance"].duration is not None
    assert steps["clearance"].duration.model_copy(update={"unknown_of": None}) == stage
    assert (
        steps["clearance"].duration.unknown_of
        == steps["clearance"].law[0].duration.unknown_of
        == "stages.clearance"
    )
    assert half.settings.stages["clearance"] == city.settings.stages["clearance"]
    whole = pulled(city, "clean_land=100", "dialogue=20").settings.routes["assigned_investor"]
    notice = next(step for step in whole.steps if step.stage == "land_recovery_notice")
    assert notice.law[-1].duration.spread.distribution().mean() == 0
    assert (
        notice.duration
        == next(
            s for s in city.settings.routes["assigned_investor"].steps if s.stage == "land_recovery_notice"
        ).duration
    )


def test_dialogue_takes_from_very_long_cases_only(city: Scenario) -> None:
    talked = pulled(city, "dialogue=20")
    assert clearance_weights(talked, "stage") == pytest.approx(
        {"clean": 0.3, "ordinary": 0.5, "very_long": 0.2}
    )
    assert clearance_weights(talked, "assigned_investor") == pytest.approx(
        {"clean": 0.45, "ordinary": 0.43, "very_long": 0.12}
    )


def test_advance_planning_adds_a_kind_of_case(city: Scenario) -> None:
    stage = pulled(city, "advance_planning=40").settings.stages["planning"]
    shape = stage.law[0].duration.spread
    assert shape.family == "mixture"
    assert [(part.id, part.weight) for part in shape.components] == [
        ("plan_there", pytest.approx(0.4)),
        (None, pytest.approx(0.6)),
    ]
    assert shape.components[1].spread == city.settings.stages["planning"].duration.spread


def test_overlaps_come_with_waiting_for_both(city: Scenario) -> None:
    side_by_side = pulled(city, "parallel_procedures=1,from=2026-07-01").settings
    steps = {step.stage: step for step in side_by_side.routes["employer_union_force"].steps}
    assert [(o.stage, o.from_date) for o in steps["feasibility_environment"].overlaps] == [
        ("planning_appraisal", JULY),
        ("investor_approval", JULY),
    ]
    assert {"planning_appraisal", "investor_approval"} <= set(steps["design_permit"].after)
    assert "land_allocation" in steps["mobilisation"].after
    assert not any(step.overlaps for route in city.settings.routes.values() for step in route.steps)
    # Acceptance in phases does not wait for the infrastructure again.
    steps = {s.stage: s for s in pulled(city, "phased_handover=1").settings.routes["assigned_investor"].steps}
    assert [o.stage for o in steps["acceptance"].overlaps] == ["boundary_infrastructure"]
    assert steps["uptake"].after == ("acceptance",)


def test_stocks_and_desks_add_up(city: Scenario) -> None:
    plots = pulled(city, "resettlement_plots=60,from=2027-07-01").settings.stocks["resettlement_plots"]
    assert {r.on.isoformat(): r.amount for r in plots.refills}["2027-07-01"] == 100
    money = pulled(city, "boundary_infrastructure=40,from=2028-01-01").settings.stocks[
        "infrastructure_budget"
    ]
    assert [r.amount for r in money.refills] == [100, 100] + [40] * 8
    desks = pulled(city, "appraisal_desks=2,from=2026-07-01", "stuck_projects=1,from=2027-01-01")
    changes = desks.settings.pools["appraisal_desks"].changes
    assert [c.slots for c in changes] == [6, 7]
    assert desks.settings.pools["appraisal_desks"].queue_from == date(2027, 1, 1)


def test_one_more_project_changes_nothing_else(city: Scenario) -> None:
    five, six = (pulled(city, f"fifty_projects={n}").rows for n in (5, 6))
    assert five == six[:-1] and five[: len(city.rows)] == city.rows
    added = six[-1]
    assert (added.project_id, added.route, added.blocks) == ("NP06", "assigned_investor", 3)
    assert added.entry is not None and (added.entry.first, added.entry.last) == (
        date(2027, 5, 1),
        date(2027, 5, 1),
    )
    # No surer than the public sites of the register.
    named = next(row for row in city.rows if row.project_id == "PS01")
    assert (added.start_hazard, added.never_begins) == (named.start_hazard, named.never_begins)
    assert len({row.project_id for row in pulled(city, "fifty_projects=19").rows} - {"CT01", "CT02"}) == 50


def test_grace_is_cut_where_investors_can_stall(city: Scenario) -> None:
    sterner = pulled(city, "recall_discipline=40,from=2026-07-01").settings
    for route in sterner.routes.values():
        for step in route.steps:
            if step.recall is not None:
                assert [(c.from_date, c.share) for c in step.recall.grace_cuts] == [(JULY, 0.4)]
                # Land Law, Article 81: not before 12 months of no use; half of the cases stay above that.
                assert 0.6 * float(step.recall.grace.spread.distribution().quantile(0.5)) > 12
