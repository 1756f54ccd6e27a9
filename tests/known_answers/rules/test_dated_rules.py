"""What changes on dates, by hand: fast tracks, overlaps, cuts of hazards and grace periods, queue rules, durations."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from builders import DATA_DATE, WHY, day, duration, pool, recall, route, row, scenario_of, stage
from conservation.generated.scenario_parts import OFFICE
from futures import STANDARD_ERRORS, share_off, simulate
from hypothesis import given
from hypothesis import strategies as st

from sim.calendars import plain_calendar
from sim.model import event_time, finish, finish_at_pace, work_at_pace
from sim.plan import make_plan

YEAR_DAYS = 365.25


def cut(from_day: float, share: float) -> dict[str, object]:
    return {"from_date": day(from_day), "share": share}


def track(*cuts, stages=("permit",), delivered=1.0, **more):
    shape = {"family": "fixed", "value": delivered} if isinstance(delivered, float) else delivered
    return {
        "t": {"name": "t", "stages": list(stages), "cuts": list(cuts), "delivered": shape, "assumption": WHY}
        | more
    }


def permit(days=100.0, share=0.5, **more):
    return stage(days, **more) | {"agency_share": {"share": share, "assumption": WHY}}


def end_of(fast_tracks, one=None, **fields):
    scenario = scenario_of({"permit": one or permit()}, [row("P", **fields)], fast_tracks=fast_tracks)
    return float(simulate(scenario).ended("P", "permit")[0])


# A cut of 60 % of a half in agencies' hands: what took 10 days takes 7.
@pytest.mark.parametrize(
    ("fast_tracks", "end"),
    [
        (track(cut(40, 0.6)), 40 + 60 * 0.7),
        (track(cut(0, 0.6)), 70.0),
        (track(cut(100, 0.6)), 100.0),
        (track(cut(40, 0.6), delivered=0.5), 40 + 60 * 0.85),
        (track(cut(40, 0.6), cut(61, 0.0)), 40 + 21 + (60 - 21 / 0.7)),
        (track(cut(40, 0.6), spare_lodged=True), 100.0),
        (track(cut(0, 0.6), spare_lodged=True), 70.0),
        (track(cut(40, 0.6), base="statutory", statutory_share={"permit": 0.5}), 40 + 60 * 0.85),
        # A limit above the time really taken promises no more than that time.
        (track(cut(40, 0.6), base="statutory", statutory_share={"permit": 2.0}), 40 + 60 * 0.7),
        (track(cut(40, 0.6), routes=["r"]), 40 + 60 * 0.7),
    ],
)
def test_work_on_a_fast_track_goes_faster_from_its_date_on(fast_tracks, end):
    assert end_of(fast_tracks) == pytest.approx(end, abs=1e-9)


def test_what_is_left_of_work_under_way_is_drawn_at_the_old_pace_and_done_at_the_new():
    started = DATA_DATE - timedelta(days=30)
    fields = {"status": "in_progress", "under_way": {"permit": started}}
    assert end_of(track(cut(0, 0.6)), **fields) == pytest.approx(70 * 0.7, abs=1e-9)
    assert end_of(track(cut(0, 0.6), spare_lodged=True), **fields) == pytest.approx(70.0, abs=1e-9)


@pytest.mark.parametrize("engine", ["compiled", "reference"])
@pytest.mark.parametrize("delivered", [0.0, 0.25, 1.0])
def test_each_stage_takes_its_own_cut_and_all_the_same_part_of_it(engine, delivered):
    """Days after = days × (1 − delivered × cut of the stage), where all of it is the agency's."""
    days, by_stage = {"plan": 40.0, "permit": 100.0, "check": 60.0}, {"plan": 0.3, "check": 0.9}
    promised = cut(0, 0.6) | {"by_stage": by_stage}
    scenario = scenario_of(
        {name: permit(length, share=1.0) for name, length in days.items()},
        [row("P")],
        {"r": route({"plan": [], "permit": ["plan"], "check": ["permit"]})},
        fast_tracks=track(promised, stages=tuple(days), delivered=delivered),
    )
    futures = simulate(scenario, engine=engine)
    for name, length in days.items():
        took = futures.ended("P", name)[0] - futures.started("P", name)[0]
        assert took == pytest.approx(length * (1 - delivered * by_stage.get(name, 0.6)), abs=1e-9)


def test_a_later_cut_may_name_other_stages():
    """Half of 100 days at 0.5 of a half, then that stage is named no more and takes the 0.2 of all."""
    tracks = track(cut(0, 0.0) | {"by_stage": {"permit": 0.5}}, cut(30, 0.2))
    assert end_of(tracks) == pytest.approx(30 + (100 - 30 / 0.75) * 0.9, abs=1e-9)


def test_a_fast_track_on_another_route_changes_nothing():
    stages = {"permit": permit()}
    routes = {name: route({"permit": []}) for name in ("r", "q")}
    scenario = scenario_of(stages, [row("P")], routes, fast_tracks=track(cut(0, 0.6), routes=["q"]))
    assert simulate(scenario).ended("P", "permit")[0] == 100.0


def test_a_fast_track_on_a_pooled_stage_frees_its_slot_sooner():
    scenario = scenario_of(
        {"permit": permit(pool="desks")},
        [row("A"), row("B")],
        pools={"desks": pool(1)},
        fast_tracks=track(cut(0, 0.6), also_pooled=True),
    )
    futures = simulate(scenario)
    assert futures.ended("A", "permit")[0] == pytest.approx(70, abs=1e-9)
    assert futures.started("B", "permit")[0] == pytest.approx(70, abs=1e-9)


def test_the_part_delivered_is_one_value_a_future_for_all_projects():
    shape = {"family": "uniform", "low": 0.0, "high": 1.0}
    rows = [row(f"P{i}") for i in range(4)]
    scenario = scenario_of({"permit": permit()}, rows, fast_tracks=track(cut(0, 0.9), delivered=shape))
    futures = simulate(scenario, 400)
    ends = np.stack([futures.ended(one.project_id, "permit") for one in rows], axis=1)
    assert np.all(ends == ends[:, :1])
    parts = (1 - ends[:, 0] / 100) / 0.45
    assert np.allclose(np.sort(parts), np.sort(futures.draws.delivered[:, 0]), atol=1e-12)
    assert share_off(parts < 0.25, 0.25) < STANDARD_ERRORS


def test_pace_on_a_calendar_is_work_between_dates():
    table = (
        scenario_of({"permit": permit()}, [row("P")], calendars={"office": OFFICE})
        .settings.calendars["office"]
        .table("office", DATA_DATE)
    )
    args = table.cumulative, table.origin_day
    days, shares = [20.0, 55.5, np.inf], [0.3, 0.6, 0.0]
    for start, work in ((0.0, 40.0), (30.0, 5.0), (19.5, 0.25), (70.0, 11.0)):
        end = finish_at_pace(*args, start, work, days, shares, 0.8)
        assert work_at_pace(*args, start, end, days, shares, 0.8) == pytest.approx(work, abs=1e-9)
        assert end <= finish(*args, start, work)


@given(st.floats(0, 300), st.floats(0, 300))
def test_without_dates_the_pace_is_the_old_one_to_the_last_bit(start, work):
    table = plain_calendar(DATA_DATE)
    args = table.cumulative, table.origin_day
    assert finish_at_pace(*args, start, work, [], [], 1.0) == finish(*args, start, work)
    later = start + work
    assert finish_at_pace(*args, start, work, [later], [0.9], 1.0) == finish(*args, start, work)


OVERLAP = {"first": 100.0, "second": 30.0, "third": 10.0}


def overlapping(from_day, **fields):
    routes = {
        "r": route(
            {"first": [], "second": ["first"], "third": ["first", "second"]},
            steps={
                "second": {"overlaps": [{"stage": "first", "from_date": day(from_day), "assumption": WHY}]}
            },
        )
    }
    stages = {name: stage(days) for name, days in OVERLAP.items()}
    return simulate(scenario_of(stages, [row("P", **fields)], routes))


@pytest.mark.parametrize(
    ("from_day", "entry", "requested", "end"),
    [(0, 0, 0, 110), (0, 50, 50, 160), (10, 0, 100, 140), (10, 10, 10, 120)],
)
def test_a_stage_may_run_beside_its_predecessor_if_that_begins_on_the_date_or_later(
    from_day, entry, requested, end
):
    futures = overlapping(from_day, entry=day(entry))
    assert futures.of("requested", "P", "second")[0] == requested
    assert futures.ended("P", "third")[0] == end


@pytest.mark.parametrize("days_ago", [40, 0])
def test_a_predecessor_under_way_on_the_data_date_must_end(days_ago):
    futures = overlapping(0, status="in_progress", under_way={"first": day(-days_ago)})
    assert futures.of("requested", "P", "second")[0] == 100.0 - days_ago


def test_a_grace_period_that_is_running_goes_by_faster_from_its_date():
    rule = recall(1_000.0, "find", grace=100.0, cap=1)
    rule["grace_cuts"] = [cut(50, 0.75)]
    stages = {"find": stage(0.0), "build": stage(1_000.0)}
    routes = {"r": route({"find": [], "build": ["find"]}, steps={"build": {"recall": rule}})}
    futures = simulate(scenario_of(stages, [row("P")], routes), 20)
    stalled, recalled = (futures.recalls(kind, "P", "build")[:, 0] for kind in ("stalled", "recalled"))
    assert np.all(stalled < 50)
    assert recalled == pytest.approx(50 + (100 - (50 - stalled)) * 0.25, abs=1e-9)


@given(
    st.lists(st.tuples(st.floats(0, 90), st.floats(0, 0.95)), max_size=3, unique_by=lambda one: one[0]),
    st.floats(0, 50),
    st.floats(0.01, 3),
)
def test_the_hazard_met_until_the_stall_is_the_budget(cuts, start, budget):
    days, shares = [d for d, _ in sorted(cuts)] + [np.inf], [s for _, s in sorted(cuts)] + [0.0]
    market_days, market_states, hazard = [30.0, 60.0], [0, 1, 0], [0.02, 0.05]
    at = event_time(market_days, market_states, hazard, days, shares, start, budget)
    edges = sorted({start, at, *(t for t in (*market_days, *days) if start < t < at)})
    met = 0.0
    for low, high in pairwise(edges):
        state = market_states[sum(day <= low for day in market_days)]
        kept = 1 - ([0.0, *shares][sum(day <= low for day in days)])
        met += hazard[state] * kept * (high - low)
    assert met == pytest.approx(budget, rel=1e-9)


def test_stalls_are_rarer_by_the_cut():
    rule = recall(1.0, "find", cap=1)
    rule["hazard"]["cuts"] = [cut(0, 0.5)]
    stages = {"find": stage(0.0), "build": stage({"family": "exponential", "mean": 200.0})}
    routes = {"r": route({"find": [], "build": ["find"]}, steps={"build": {"recall": rule}})}
    futures = simulate(scenario_of(stages, [row("P")], routes), 4_000)
    rate = 0.5 / YEAR_DAYS
    stalls = np.isfinite(futures.recalls("stalled", "P", "build")[:, 0])
    assert share_off(stalls, rate / (rate + 1 / 200)) < STANDARD_ERRORS


def test_a_queue_rule_from_a_date_leaves_those_who_asked_before_in_front():
    """Small asked first and goes first; of those who ask after the date the largest goes first."""
    rows = [
        row("holder", homes=50),
        row("small", homes=10, entry=day(5)),
        row("later", homes=20, entry=day(20)),
        row("largest", homes=90, entry=day(30)),
    ]
    desks = pool(1, "most_homes_first") | {"queue_from": day(10)}
    futures = simulate(scenario_of({"permit": stage(100.0, pool="desks")}, rows, pools={"desks": desks}))
    starts = {one.project_id: futures.started(one.project_id, "permit")[0] for one in rows}
    assert starts == {"holder": 0.0, "small": 100.0, "largest": 200.0, "later": 300.0}


def test_a_duration_of_a_route_changes_on_its_date_and_whatever_the_law():
    law = {"from_date": day(10), "name": "law", "duration": duration(1.0), "assumption": WHY}
    on_route = {"from_date": day(50), "name": "lever", "duration": duration(20.0), "assumption": WHY}
    steps = {"permit": {"duration": duration(40.0), "law": [on_route]}}
    stages = {"permit": stage(99.0) | {"law": [law]}}
    rows = [row("now"), row("between", entry=day(20)), row("after", entry=day(60))]
    futures = simulate(scenario_of(stages, rows, {"r": route({"permit": []}, steps=steps)}))
    assert [futures.ended(one.project_id, "permit")[0] for one in rows] == [40.0, 60.0, 80.0]


def test_durations_that_share_an_unknown_factor_keep_their_ratio():
    uncertain = {"family": "lognormal", "median": 1.0, "sigma_log": 0.4}
    now = duration(100.0, uncertain=uncertain)
    later = duration(50.0, uncertain=uncertain, unknown_of="stages.permit")
    other = duration(50.0, uncertain=uncertain)
    law = {"name": "law", "assumption": WHY}
    laws = [law | {"from_date": day(10), "duration": later}, law | {"from_date": day(20), "duration": other}]
    stages = {"permit": stage(1.0) | {"duration": now, "law": laws}}
    work = simulate(scenario_of(stages, [row("P")]), 50).draws.work_days[:, 0, 0, :]
    assert work[:, 0] == pytest.approx(2 * work[:, 1], rel=1e-12)
    assert not np.allclose(work[:, 1], work[:, 2])


def test_a_scenario_says_nothing_of_dates_that_do_not_come():
    """Cuts past the horizon leave every time as it was, to the last bit."""
    late = cut(20_000, 0.9)
    scenario = scenario_of({"permit": permit({"family": "exponential", "mean": 90.0})}, [row("P")])
    tracked = scenario_of(
        {"permit": permit({"family": "exponential", "mean": 90.0})}, [row("P")], fast_tracks=track(late)
    )
    assert make_plan(tracked).network.pace_of.max() == 0
    before, after = (simulate(one, 50).ended("P", "permit") for one in (scenario, tracked))
    assert np.array_equal(before, after, equal_nan=True)
