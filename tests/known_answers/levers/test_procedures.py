"""Days of procedures before, promised and delivered, by hand; and what the simulation makes of the same cuts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from builders import DATA_DATE, WHY, duration, route, row, scenario_of, stage
from conservation.generated.scenario_parts import OFFICE
from futures import simulate
from pulling import LEVERS, baseline

from sim.analysis.procedures import ProcedureTable, procedure_tables, proposed_setting
from sim.errors import OptionError
from sim.levers import Lever, LeverSetting, apply_levers, parse_setting
from sim.scenario import Scenario
from sim.text import Text
from sim.words import compliance_cost_in_words, procedures_in_words

LANE, EN = LEVERS["green_lane"], Text("en")


def agency(days: float, share: float, **more: Any) -> dict[str, Any]:
    return stage(days, **more) | {"agency_share": {"share": share, "assumption": WHY}}


def track(delivered: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "t": {
            "name": "t",
            "stages": ["plan", "permit"],
            "cuts": [{"from_date": DATA_DATE, "share": 0.5, "by_stage": {"permit": 0.8}}],
            "delivered": delivered,
            "assumption": WHY,
        }
        | more
    }


def city(**more: Any) -> Scenario:
    """Two projects plan (40 days, half an agency's) and have a permit (100, all of it); one only has the permit."""
    stages = {"plan": agency(40.0, 0.5), "permit": agency(100.0, 1.0), "build": stage(200.0)}
    routes = {
        "long": route({"plan": [], "permit": ["plan"], "build": ["permit"]}),
        "short": route({"permit": [], "build": ["permit"]}),
    }
    rows = [row("A", route="long"), row("B", route="long", homes=900), row("C", route="short")]
    return scenario_of(stages, rows, routes, **more)


FIXED_HALF = {"family": "fixed", "value": 0.5}


def only(tables: tuple[ProcedureTable, ...]) -> ProcedureTable:
    (table,) = tables
    return table


def test_the_promise_and_what_is_delivered_stand_apart() -> None:
    table = only(procedure_tables(city(fast_tracks=track({"family": "uniform", "low": 0.0, "high": 1.0}))))
    plan, permit = table.rows
    assert (plan.before, plan.agencies, plan.cut, plan.promised) == (40, 20, 0.5, 30)
    assert plan.delivered == pytest.approx((39, 35, 31))
    assert (permit.before, permit.agencies, permit.cut) == (100, 100, 0.8)
    assert permit.promised == pytest.approx(20) and permit.delivered == pytest.approx((92, 60, 28))
    assert permit.routes == ("long", "short") and plan.routes == ("long",)
    assert (plan.limit, table.lever, table.asked) == (None, None, None)
    assert compliance_cost_in_words(table) is None


def test_totals_are_along_the_route_and_projects_weigh_alike_whatever_their_homes() -> None:
    table = only(procedure_tables(city(fast_tracks=track(FIXED_HALF))))
    long, short = table.routes
    assert (long.projects, long.before, long.agencies) == (2, 140, 120)
    assert long.promised == pytest.approx(30 + 20) and long.cut_promised == pytest.approx((10 + 80) / 120)
    assert (short.projects, short.before) == (1, 100)
    assert table.mean is not None and table.mean.projects == 3
    assert table.mean.before == pytest.approx((2 * 140 + 100) / 3)
    assert table.mean.cut_delivered == pytest.approx((0.5 * (2 * 90 + 80) / (2 * 120 + 100),) * 3)


def test_the_simulation_takes_the_days_that_the_table_tells() -> None:
    scenario = city(fast_tracks=track(FIXED_HALF))
    table, futures = only(procedure_tables(scenario)), simulate(scenario)
    for line in table.rows:
        took = futures.ended("A", line.stage)[0] - futures.started("A", line.stage)[0]
        assert took == pytest.approx(line.delivered[1], abs=1e-9)


def test_a_project_that_is_over_does_not_weigh() -> None:
    scenario = city(fast_tracks=track(FIXED_HALF))
    over = {"status": "completed", "completed_on": {"first": DATA_DATE, "last": DATA_DATE}}
    rows = tuple(one.model_copy(update=over) if one.project_id == "C" else one for one in scenario.rows)
    table = only(procedure_tables(scenario.model_copy(update={"rows": rows})))
    assert [time.route for time in table.routes] == ["long"]
    none = only(procedure_tables(scenario.model_copy(update={"rows": ()})))
    assert none.mean is None and len(none.rows) == 2
    assert EN(procedures_in_words(none)[0]) == "“t”: no project that is not over comes to its procedures."


@pytest.mark.parametrize(("ratio", "left"), [(0.5, 100 - 40), (2.0, 100 - 80)])
def test_a_cut_of_the_statutory_limit(ratio: float, left: float) -> None:
    shares = {"plan": 1.0, "permit": ratio}
    table = only(
        procedure_tables(city(fast_tracks=track(FIXED_HALF, base="statutory", statutory_share=shares)))
    )
    _, permit = table.rows
    assert permit.limit == 100 * ratio and permit.promised == pytest.approx(left)


def test_working_days_are_added_up_as_calendar_days() -> None:
    work = duration(40.0) | {"unit": "working_days"}
    one = agency(40.0, 0.5) | {"duration": work, "calendar": "office"}
    scenario = scenario_of(
        {"plan": one, "build": stage(200.0)},
        [row("A")],
        calendars={"office": OFFICE},
        fast_tracks=track(FIXED_HALF, stages=["plan"], cuts=[{"from_date": DATA_DATE, "share": 0.5}]),
    )
    table = only(procedure_tables(scenario))
    rate = scenario.settings.calendars["office"].table("office", DATA_DATE).mean_rate
    assert table.rows[0].unit == "working_days" and table.rows[0].before == 40
    assert table.routes[0].before == pytest.approx(40 / rate)


def test_a_law_in_force_on_the_data_date_decides() -> None:
    law = {"name": "law", "duration": duration(60.0), "assumption": WHY}
    for days, before in ((-1, 60), (0, 60), (1, 100)):
        dated = [law | {"from_date": DATA_DATE + timedelta(days=days)}]
        one = agency(100.0, 1.0) | {"law": dated}
        cuts = [{"from_date": DATA_DATE, "share": 0.5}]
        scenario = scenario_of(
            {"permit": one, "build": stage(200.0)},
            [row("A")],
            fast_tracks=track(FIXED_HALF, stages=["permit"], cuts=cuts),
        )
        assert only(procedure_tables(scenario)).rows[0].before == before


def test_a_lever_makes_the_same_table_as_the_scenario_that_results() -> None:
    setting = parse_setting("green_lane=50,ramp=6,cuts=planning:30/acceptance:60", LEVERS)
    table = only(procedure_tables(baseline(), (setting,)))
    cuts = {line.stage: line.cut for line in table.rows}
    assert (cuts["planning"], cuts["acceptance"], cuts["land_allocation"]) == (0.3, 0.6, 0.5)
    own = only(procedure_tables(apply_levers(baseline(), (setting,))))
    assert own.rows == table.rows and own.mean == table.mean
    assert (table.asked, table.asked_of_cost, own.asked) == (0.5, 0.5, None)
    assert table.from_date < table.whole_from


def test_a_lever_at_its_neutral_value_has_its_rows_all_the_same() -> None:
    table = only(procedure_tables(baseline(), (LeverSetting(LANE, 0),)))
    assert {line.cut for line in table.rows} == {0.0} and len(table.rows) == len(LANE.stages)
    assert all(line.promised == line.before == line.delivered[0] for line in table.rows)


def test_other_levers_bring_no_table() -> None:
    assert procedure_tables(baseline(), (LeverSetting(LEVERS["clearance_teams"], 1),)) == ()
    assert proposed_setting(LEVERS.values()) == LeverSetting(LANE, 50)
    with pytest.raises(OptionError):
        proposed_setting([LEVERS["clearance_teams"]])


VERDICTS = {
    (45, 1.0): "The promise falls short of it",
    (50, 0.4): "in fewer than one case of ten",
    (50, 1.0): "in at least half of the cases",
}


@pytest.mark.parametrize(("value", "part"), VERDICTS)
def test_what_is_asked_for_is_held_against_both(value: int, part: float) -> None:
    stated = LANE.model_dump(exclude_defaults=True)
    stated["changes"][0]["delivered"] = {"family": "fixed", "value": part}
    lane = Lever.model_validate(stated)
    said = [
        EN(each)
        for each in procedures_in_words(only(procedure_tables(baseline(), (LeverSetting(lane, value),))))
    ]
    assert VERDICTS[value, part] in said[1] and said[1].startswith("Asked for (002 III.5): at least 50% off.")


def test_cost_is_named_and_not_modelled() -> None:
    said = compliance_cost_in_words(only(procedure_tables(baseline(), (LeverSetting(LANE, 50),))))
    assert said is not None
    assert EN(said).startswith("Compliance cost: at least 50% off is asked for too (002 III.5).")
