"""One stage on two routes: with another pool, another calendar, as a call for investors here and not there."""

from __future__ import annotations

import numpy as np
import pytest
from builders import WHY, amendment, day, duration, pool, route, row, scenario_of, stage, tender
from known_answers.rules.whole_model import same, simulate

from sim.analysis.bottleneck import WaitCause, find_bottleneck
from sim.random import Address, uniforms

ROWS = [row("A"), row("B"), row("C", route="q"), row("D", route="q"), row("E", route="q")]
WEEK = {"name": "week", "week": [1, 1, 1, 1, 1, 0, 0], "assumption": WHY}
HALF = {"name": "half", "week": [0.5] * 7, "assumption": WHY}


def on_two_routes(work, own, rows=ROWS, **more):
    """The same stage on route r as it stands, and on route q with what its step states."""
    routes = {"r": route({"work": []}), "q": route({"work": []}, steps={"work": own})}
    return scenario_of({"work": work}, rows, routes, **more)


def test_each_route_queues_at_its_own_pool():
    """Ten days each: two at the one desk one after the other, three at the two slots of the other."""
    scenario = on_two_routes(
        stage(10.0, pool="desk"), {"pool": "team"}, pools={"desk": pool(1), "team": pool(2)}
    )
    futures = simulate(scenario)
    assert same([futures.started(key, "work")[0] for key in "ABCDE"], [0, 10, 0, 0, 10])


def test_a_pool_of_one_route_alone():
    futures = simulate(on_two_routes(stage(10.0), {"pool": "team"}, pools={"team": pool(1)}))
    assert same([futures.started(key, "work")[0] for key in "ABCDE"], [0, 0, 0, 10, 20])


def test_two_routes_may_share_a_pool_that_is_one_routes_own():
    """The step of route q uses the desk of route r's stage: all five come to one desk, in the order of the file."""
    routes = {
        "r": route({"work": []}),
        "q": route({"other": []}, steps={"other": {"pool": "desk"}}),
    }
    stages = {"work": stage(10.0, pool="desk"), "other": stage(10.0)}
    futures = simulate(scenario_of(stages, ROWS, routes, pools={"desk": pool(1)}))
    starts = [
        futures.started(key, name)[0] for key, name in zip("ABCDE", ["work"] * 2 + ["other"] * 3, strict=True)
    ]
    assert same(starts, [0, 10, 20, 30, 40])


def test_work_under_way_holds_a_slot_of_the_pool_of_its_route():
    rows = [row("H", route="q", status="in_progress", under_way={"work": day(-4)}), row("C", route="q")]
    scenario = on_two_routes(
        stage(10.0, pool="desk"), {"pool": "team"}, rows, pools={"desk": pool(5), "team": pool(1)}
    )
    futures = simulate(scenario)
    assert futures.ended("H", "work")[0] == futures.started("C", "work")[0] == 6


def test_each_route_works_on_its_own_calendar():
    """From Thursday, 1 January 2026: five working days end with Wednesday, the 7th; at half a day's work a day with
    the tenth day.
    """
    scenario = on_two_routes(
        stage(5.0, calendar="week", unit="working_days"),
        {"calendar": "half"},
        calendars={"week": WEEK, "half": HALF},
    )
    futures = simulate(scenario)
    assert same([futures.ended(key, "work")[0] for key in "AC"], [7, 10])


def test_a_duration_in_days_lasts_as_long_on_average_on_either_calendar():
    """Ten days are ten days' work of a calendar that allows half a day's work a day."""
    scenario = on_two_routes(stage(10.0), {"calendar": "half"}, calendars={"half": HALF})
    futures = simulate(scenario)
    assert same([futures.ended(key, "work")[0] for key in "AC"], [10, 10])
    assert same(futures.draws.work_days[0, [0, 2], 0, 0], [10, 5])


def test_what_is_unknown_of_a_stage_is_the_same_on_both_calendars():
    work = stage(10.0, uncertain={"family": "uniform", "low": 0.5, "high": 2.0})
    futures = simulate(on_two_routes(work, {"calendar": "half"}, calendars={"half": HALF}), 50)
    assert np.allclose(futures.ended("A", "work"), futures.ended("C", "work"))
    assert len(set(futures.ended("A", "work"))) == 50


def test_an_own_duration_is_worked_on_the_calendar_of_the_projects_route():
    own = [{"project": key, "stage": "work", "duration": duration(3.0, "working_days")} for key in ("A", "C")]
    scenario = on_two_routes(
        stage(5.0, calendar="week", unit="working_days"),
        {"calendar": "half"},
        calendars={"week": WEEK, "half": HALF},
        own_durations=own,
    )
    # Thursday, Friday, Monday; six days at half a day's work.
    futures = simulate(scenario)
    assert same([futures.ended(key, "work")[0] for key in "AC"], [5, 6])


def test_a_stage_is_a_call_for_investors_on_one_route_alone():
    own = {"tender": tender(0.0, 2, 4.0), "fallback": "assign"}
    futures = simulate(on_two_routes(stage(10.0), own))
    assert same([futures.ended(key, "work")[0] for key in "AC"], [10, 24])
    assert same(futures.rounds("round_ended", "C", "work")[0], [10, 24])
    # The draws of one stage stand at one address, whether it is a round or not.
    shape = {"family": "lognormal", "median": 10, "sigma_log": 0.5}
    rows = [row("X", block="1"), row("X", block="2", route="q")]
    drawn = simulate(on_two_routes(stage(shape), own, rows), 40)
    for block, key in (("1", "X/1"), ("2", "X/2")):
        u = uniforms(1, Address("X", block, "work", "work", 0), 0, 40)
        first = drawn.ended(key, "work") if block == "1" else drawn.rounds("round_ended", key, "work")[:, 0]
        assert np.array_equal(np.argsort(u), np.argsort(first))


def test_a_tender_of_a_route_holds_whatever_the_law():
    """The law ends the stage's tender on day 5; on route q, which states its own, every round is still called."""
    work = stage(10.0) | {"tender": tender(0.0, 3), "law": [amendment(day(5), 10.0)]}
    routes = {
        "r": route({"work": []}, steps={"work": {"fallback": "assign"}}),
        "q": route({"work": []}, steps={"work": {"fallback": "assign", "tender": tender(0.0, 3)}}),
    }
    futures = simulate(scenario_of({"work": work}, [row("A"), row("C", route="q")], routes))
    # Route r: the second round begins under the law, by which it is the only one and succeeds.
    assert same([futures.ended(key, "work")[0] for key in "AC"], [20, 30])


def test_a_route_may_call_for_investors_from_a_date_on():
    law = amendment(day(5), 10.0, tender=tender(0.0, 2))
    own = {"duration": duration(10.0), "law": [law], "fallback": "assign"}
    late = [row("A", entry=day(5)), row("C", route="q"), row("D", route="q", entry=day(5))]
    futures = simulate(on_two_routes(stage(10.0), own, late))
    assert same([futures.ended(key, "work")[0] for key in "ACD"], [15, 10, 25])


@pytest.mark.parametrize(("team", "binding"), [(1, "team"), (9, "desk")])
def test_the_bottleneck_tells_the_pool_of_the_route(team, binding):
    """A and B at one desk wait 0 and 10 days; C, D and E 0, 10 and 20 where the team is one."""
    scenario = on_two_routes(
        stage(10.0, pool="desk"), {"pool": "team"}, pools={"desk": pool(1), "team": pool(team)}
    )
    answer = find_bottleneck(scenario, "eligible", replications=2)
    assert answer.binding_shared == (WaitCause("pool", binding),)
    assert [answer.pools[name][0].requests for name in ("desk", "team")] == [2, 3]
