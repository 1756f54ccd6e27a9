"""Laws that come into force while projects are on their way, and notices that expire: histories by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from builders import (
    DATA_DATE,
    amendment,
    blocks,
    day,
    duration,
    pool,
    recall,
    route,
    row,
    scenario_of,
    stage,
    tender,
    valid,
)
from known_answers.rules.whole_model import chain, same, simulate

LAW = day(100)


def test_a_stage_follows_the_law_in_force_when_it_starts():
    stages = {
        "wait": stage(0.0),
        "s": stage(60.0) | {"law": [amendment(LAW, 20.0), amendment(day(200), 5.0)]},
    }
    rows = [row(f"P{offset}", entry=day(offset)) for offset in (0, 99, 100, 150, 199, 200, 400)]
    futures = simulate(scenario_of(stages, rows))
    takes = [futures.ended(one.key, "s")[0] - futures.started(one.key, "s")[0] for one in rows]
    # From the beginning of its day; one begun the day before runs on under the law it began with.
    assert takes == [60, 60, 20, 20, 20, 5, 5]


def test_a_stage_that_waits_for_its_slot_follows_the_law_of_the_day_it_gets_it():
    stages = {"s": stage(60.0, "desk") | {"law": [amendment(LAW, 20.0)]}}
    rows = [row(key) for key in "ABC"]
    futures = simulate(scenario_of(stages, rows, pools={"desk": pool(1)}))
    assert [futures.ended(key, "s")[0] for key in "ABC"] == [60, 120, 140]


def test_a_stage_under_way_follows_the_first_version():
    stages = {"s": stage(60.0) | {"law": [amendment(DATA_DATE, 20.0)]}}
    rows = [row("A", status="in_progress", under_way={"s": day(-10)}), row("B")]
    futures = simulate(scenario_of(stages, rows))
    assert [futures.ended(key, "s")[0] for key in "AB"] == [50, 20]


def test_a_duration_stated_by_a_project_or_a_route_holds_whatever_the_law():
    stages = {"s": stage(60.0) | {"law": [amendment(LAW, 20.0)]}}
    routes = {"r": route({"s": []}), "q": route({"s": []}, steps={"s": {"duration": duration(33.0)}})}
    own = [{"project": "C", "stage": "s", "duration": duration(44.0)}]
    rows = [row("A", entry=LAW), row("B", entry=LAW, route="q"), row("C", entry=LAW)]
    futures = simulate(scenario_of(stages, rows, routes, own_durations=own))
    assert [futures.ended(key, "s")[0] - 100 for key in "ABC"] == [20, 33, 44]


def test_what_nobody_knows_about_a_law_to_come_is_apart():
    unsure = {"family": "uniform", "low": 0.5, "high": 1.5}
    later = amendment(LAW, 100.0, uncertain=unsure)
    stages = {"s": stage(100.0, uncertain=unsure) | {"law": [later]}}
    futures = simulate(scenario_of(stages, [row("A"), row("B", entry=LAW)]), 1500)
    now, then = futures.ended("A", "s"), futures.ended("B", "s") - 100
    assert abs(np.corrcoef(now, then)[0, 1]) < 4.5 / np.sqrt(1500)


# Resolution 201/2025 lets an investor be assigned without tender up to 30 June 2030.
LAST_DAY = date(2030, 6, 30)
FIRST = (LAST_DAY - DATA_DATE).days + 1


def assigned_until(rows, chance=0.0, pools=None, wait=0.0):
    desk = "desk" if pools else None
    by_tender = amendment(day(FIRST), 90.0, tender=tender(chance, 2, 15.0))
    stages = {"wait": stage(wait), "invest": stage(30.0, desk) | {"law": [by_tender]}, "build": stage(10.0)}
    routes = chain("wait", "invest", "build", invest={"fallback": "drop_out"})
    return simulate(scenario_of(stages, rows, routes, pools=pools or {}))


def test_an_assignment_turns_into_a_tender():
    rows = [row("A", entry=LAST_DAY), row("B", entry=day(FIRST))]
    futures = assigned_until(rows)
    assert futures.ended("A", "invest")[0] == FIRST - 1 + 30
    assert same(futures.rounds("round_started", "B", "invest")[0], [FIRST, FIRST + 105])
    assert futures.lapsed("B")[0] == FIRST + 195
    won = assigned_until(rows, 1.0)
    assert won.ended("B", "invest")[0] == FIRST + 90
    assert np.isnan(won.lapsed("B")[0])


def test_who_waits_for_the_desk_until_the_law_changes_is_tendered():
    rows = [row("A", entry=day(FIRST - 20)), row("B", entry=day(FIRST - 10))]
    futures = assigned_until(rows, pools={"desk": pool(1)})
    assert futures.ended("A", "invest")[0] == FIRST + 10
    assert same(futures.rounds("round_started", "B", "invest")[0], [FIRST + 10, FIRST + 115])
    assert futures.lapsed("B")[0] == FIRST + 205


def test_a_tender_loop_meets_the_new_law_at_its_next_round():
    """Rounds of 30 days that all fail; a law of day 50 makes the round after it an assignment of 12 days."""
    stages = {"call": stage(30.0) | {"tender": tender(0.0, 4, 10.0), "law": [amendment(day(50), 12.0)]}}
    futures = simulate(scenario_of(stages, [row("A")], chain("call", call={"fallback": "drop_out"})))
    assert same(futures.rounds("round_started", "A", "call")[0, :3], [0, 40, 80])
    assert futures.ended("A", "call")[0] == 92
    assert np.isnan(futures.lapsed("A")[0])


def test_fewer_rounds_and_a_longer_gap_hold_from_the_round_that_starts_under_them():
    fewer = amendment(day(50), 20.0, tender=tender(0.0, 3, 25.0))
    stages = {"call": stage(30.0) | {"tender": tender(0.0, 6, 10.0), "law": [fewer]}}
    futures = simulate(scenario_of(stages, [row("A")], chain("call", call={"fallback": "assign"})))
    # 0-30, 40-70 (begun under the old law, so are its gap of 10 days), 80-100: the third and last under the new law.
    assert same(futures.rounds("round_ended", "A", "call")[0, :4], [30, 70, 100, np.nan])
    assert futures.ended("A", "call")[0] == 100
    earlier = stages["call"] | {"law": [amendment(day(50), 20.0, tender=tender(0.0, 2, 25.0))]}
    futures = simulate(scenario_of({"call": earlier}, [row("A")], chain("call", call={"fallback": "assign"})))
    # Two rounds already held when the law allows two: the one under way at 80 is the last.
    assert futures.ended("A", "call")[0] == 100


def test_rounds_after_a_recall_follow_the_law_of_their_day():
    stages = {
        "call": stage(10.0) | {"law": [amendment(day(20), 70.0, tender=tender(1.0, 1))]},
        "prepare": stage(900.0),
    }
    routes = chain("call", "prepare", call={"fallback": "assign"}, prepare={"recall": recall(20.0, "call")})
    futures = simulate(scenario_of(stages, [row("A")], routes), 200)
    back, on = (futures.recalls(name, "A", "prepare")[:, 0] for name in ("recalled", "resumed"))
    assert np.any(back < 20)
    assert np.any(back > 20)
    assert np.allclose(on - back, np.where(back < 20, 10.0, 70.0), rtol=0, atol=1e-9)


def noticed(clear, rows=None, validity=365.0, notice=90.0, **more):
    stages = {"notice": stage(notice), "clear": stage(clear), "permit": stage(40.0), "close": stage(500.0)}
    routes = chain("notice", "clear", "permit", "close", permit={"needs_valid": valid("notice", validity)})
    return simulate(scenario_of(stages, rows or [row("P")], routes, **more))


@pytest.mark.parametrize(
    ("clear", "reissued", "started"),
    [
        (200.0, np.nan, 290),
        (275.0, np.nan, 365),  # valid through the last instant of its validity
        (275.5, 365.5, 455.5),
        (700.0, 790, 880),
    ],
)
def test_a_void_notice_is_issued_again_and_waited_for(clear, reissued, started):
    futures = noticed(clear)
    assert same(futures.of("reissued", "P", "permit")[0], reissued)
    assert futures.of("requested", "P", "permit")[0] == 90 + clear
    assert futures.started("P", "permit")[0] == started


def test_a_notice_issued_again_counts_from_then():
    routes = chain(
        "notice", "clear", "permit", "close",
        permit={"needs_valid": valid("notice", 365.0)}, close={"needs_valid": valid("notice", 365.0)},
    )  # fmt: skip
    for permit, again in ((275.0, False), (276.0, True)):
        stages = {"notice": stage(90.0), "clear": stage(310.0), "permit": stage(permit), "close": stage(5.0)}
        futures = simulate(scenario_of(stages, [row("P")], routes))
        # Void on day 400, issued again then; the permit starts on day 490.
        assert futures.of("reissued", "P", "permit")[0] == 400
        end = 490 + permit
        assert futures.ended("P", "permit")[0] == end
        assert same(futures.of("reissued", "P", "close")[0], end if again else np.nan)
        assert futures.started("P", "close")[0] == (end + 90 if again else end)


@pytest.mark.parametrize(
    ("stage_id", "begun", "clear", "reissued"),
    [
        # Under way since day -30: issued then. It ends on day 60, so 335 days after its issue, or 410.
        ("notice", -30, 275.0, np.nan),
        ("notice", -30, 320.0, 380),
        # Done at a time not stated: it counts from the oldest stage under way.
        ("clear", -200, 365.0, np.nan),
        ("clear", -200, 366.0, 166),
    ],
)
def test_a_notice_from_before_the_data_date(stage_id, begun, clear, reissued):
    rows = [row("P", status="in_progress", under_way={stage_id: day(begun)})]
    assert same(noticed(clear, rows).of("reissued", "P", "permit")[0], reissued)


def test_the_notice_comes_before_the_slot():
    """Void on day 400 and issued again until day 490; the desk was free all the while and is taken on day 480."""
    stages = {"notice": stage(90.0), "clear": stage(310.0), "permit": stage(40.0, "desk")}
    routes = chain("notice", "clear", "permit", permit={"needs_valid": valid("notice", 365.0)})
    rows = [row("P"), row("Q", route="q", entry=day(480))]
    futures = simulate(
        scenario_of(stages, rows, routes | {"q": route({"permit": []})}, pools={"desk": pool(1)})
    )
    assert futures.started("Q", "permit")[0] == 480
    assert futures.started("P", "permit")[0] == 520


def test_a_notice_is_issued_again_under_the_law_of_its_day():
    law = [amendment(day(300), 30.0)]
    stages = {"notice": stage(90.0) | {"law": law}, "clear": stage(310.0), "permit": stage(40.0)}
    routes = chain("notice", "clear", "permit", permit={"needs_valid": valid("notice", 365.0)})
    futures = simulate(scenario_of(stages, [row("P")], routes))
    assert futures.of("reissued", "P", "permit")[0] == 400
    assert futures.started("P", "permit")[0] == 430


def test_a_project_that_lapsed_while_a_notice_was_issued_again_starts_nothing():
    """The tender fails on day 420; the notice, void on day 400, is there again on day 490."""
    graph = route(
        {"notice": [], "clear": ["notice"], "permit": ["clear"], "call": [], "end": ["permit", "call"]},
        steps={"permit": {"needs_valid": valid("notice", 365.0)}, "call": {"fallback": "drop_out"}},
    )
    stages = {"notice": 90.0, "clear": 310.0, "permit": 40.0, "call": 420.0, "end": 0.0}
    tables = {name: stage(length) for name, length in stages.items()}
    tables["call"] |= {"tender": tender(0.0, 1)}
    futures = simulate(scenario_of(tables, [row("P")], {"r": graph}))
    assert futures.lapsed("P")[0] == 420
    assert futures.of("reissued", "P", "permit")[0] == 400
    assert np.isnan(futures.started("P", "permit")[0])


def test_a_notice_issued_again_for_a_block_is_still_that_of_the_project():
    per_block = {"permit": {"per_block": True, "needs_valid": valid("notice", 365.0)}}
    graph = route(
        {"notice": [], "clear": ["notice"], "permit": ["clear"]}, steps=per_block, blocks=blocks(2, "permit")
    )
    by_homes = {"by": "homes", "exponent": 1, "reference": 100}
    stages = {"notice": stage(90.0, scale=by_homes), "clear": stage(310.0), "permit": stage(40.0)}
    futures = simulate(scenario_of(stages, [row("P", homes=100, blocks=2)], {"r": graph}))
    assert futures.ended("P", "notice")[0] == 90
    assert futures.of("reissued", "P", "permit")[0] == 400
    assert futures.started("P", "permit")[0] == 490


def test_nobody_starts_on_a_notice_that_is_still_being_issued_again():
    """Both ask on day 400, find the notice void, and have it on day 490."""
    graph = route(
        {"notice": [], "clear": ["notice"], "a": ["clear"], "b": ["clear"], "end": ["a", "b"]},
        steps={name: {"needs_valid": valid("notice", 365.0)} for name in "ab"},
    )
    lengths = {"notice": 90.0, "clear": 310.0, "a": 10.0, "b": 10.0, "end": 0.0}
    stages = {name: stage(length) for name, length in lengths.items()}
    futures = simulate(scenario_of(stages, [row("P")], {"r": graph}))
    assert [futures.started("P", name)[0] for name in "ab"] == [490, 490]
