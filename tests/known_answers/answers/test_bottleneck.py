"""Where the time went in scenarios whose answer is known by construction, on every engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import (
    blocks,
    day,
    pool,
    recall,
    route,
    row,
    scenario_of,
    stage,
    stock,
    stock_use,
    tender,
    valid,
)

from sim.analysis.bottleneck import Bottleneck, WaitCause, find_bottleneck, follow
from sim.analysis.to_json import About, bottleneck_json
from sim.engines import ENGINES
from sim.scenario import Scenario

END = 1826.0
"""From 1 January 2026 to the end of the last target year, 2030."""
NEVER, SURE, OFTEN = 0.0, 1.0, 1000.0
ROWS = [row("A"), row("B"), row("C")]


on_every_engine = pytest.mark.parametrize("engine", ENGINES)


def asked(scenario: Scenario, engine: str, futures: int = 2, **more: Any) -> Bottleneck:
    """From two futures on it can be told how far they lie apart: not at all, where nothing is left to chance."""
    return find_bottleneck(scenario, "eligible", replications=futures, engine=engine, **more)


def asked_in_json(scenario: Scenario, engine: str, futures: int, **more: Any) -> dict[str, Any]:
    return bottleneck_json(asked(scenario, engine, futures, **more), About(scenario))


def told(answer: Bottleneck) -> dict[str, float]:
    """Days of every cause that took some, as kind:id."""
    pairs = zip(answer.causes, answer.homes.causes, strict=True)
    return {f"{c.kind}:{c.id}".rstrip(":"): round(d.days, 6) for c, d in pairs if d.days}


@on_every_engine
@pytest.mark.parametrize("scarce", ["teams", "desks"])
def test_only_one_pool_binds(engine: str, scarce: str) -> None:
    """One slot for three rows of 100 days: they wait 0, 100 and 200."""
    stages = {"appraise": stage(100.0, "desks"), "clear": stage(100.0, "teams")}
    pools = {name: pool(1 if name == scarce else 9) for name in ("desks", "teams")}
    answer = asked(scenario_of(stages, ROWS, pools=pools), engine)
    assert told(answer) == {"work:appraise": 100, "work:clear": 100, f"pool:{scarce}": 100}
    assert answer.binding == answer.binding_shared == (WaitCause("pool", scarce),)
    assert answer.binding_stages == ({"teams": "clear", "desks": "appraise"}[scarce],)
    assert (answer.homes.whole.days, answer.homes.whole.error) == (300, 0)
    quarters = answer.pools[scarce]
    asked_in = quarters[["desks", "teams"].index(scarce)]
    assert (asked_in.requests, asked_in.wait_days) == (3, 100)
    assert (quarters[-1].in_use, quarters[-1].waiting, quarters[-1].wait_days) == (0, 0, None)


@on_every_engine
def test_use_and_waits_by_quarter(engine: str) -> None:
    """One slot: held from day 0 to 300; B waits to 100, C to 200. The quarters of 2026 have 90, 91, 92, 92 days."""
    answer = asked(scenario_of({"s": stage(100.0, "desk")}, ROWS, pools={"desk": pool(1)}), engine)
    quarters = answer.pools["desk"]
    assert [(q.year, q.quarter) for q in quarters] == [
        (y, q) for y in range(2026, 2031) for q in (1, 2, 3, 4)
    ]
    assert [q.use_share for q in quarters[:4]] == [1, 1, 1, pytest.approx(27 / 92)]
    assert [q.waiting for q in quarters[:4]] == [2, pytest.approx((10 + 91) / 91), pytest.approx(19 / 92), 0]
    assert [q.requests for q in quarters[:2]] == [3, 0]
    assert quarters[0].wait_days == 100


@on_every_engine
def test_capacity_that_changes(engine: str) -> None:
    """From 1 April there are two slots: A 0-100, B from day 90; C when A ends."""
    pools = {"desk": pool(1, changes=[(date(2026, 4, 1), 2)])}
    answer = asked(scenario_of({"s": stage(100.0, "desk")}, ROWS, pools=pools), engine)
    assert told(answer) == {"work:s": 100, "pool:desk": pytest.approx((0 + 90 + 100) / 3)}
    assert [q.slots for q in answer.pools["desk"][:3]] == [1, 2, 2]


@on_every_engine
def test_only_a_stock_binds(engine: str) -> None:
    plots = stock(1.0, {day(50): 1.0, day(120): 1.0})
    stages = {"s": stage(10.0) | {"stock": stock_use("plots", 1.0)}}
    answer = asked(scenario_of(stages, ROWS, stocks={"plots": plots}), engine)
    assert told(answer) == {"work:s": 10, "stock:plots": pytest.approx(170 / 3)}
    assert answer.binding == answer.binding_shared == (WaitCause("stock", "plots"),)
    assert answer.stocks["plots"][0].wait_days == pytest.approx(170 / 3)
    assert answer.stocks["plots"][0].in_use is None


@on_every_engine
def test_only_the_calendar_binds(engine: str) -> None:
    """Ten working days from Thursday, 1 January, end with Wednesday, the 14th: two weekends."""
    office = {"name": "office", "week": [1, 1, 1, 1, 1, 0, 0], "assumption": "test"}
    stages = {"s": stage(10.0, calendar="office", unit="working_days")}
    answer = asked(scenario_of(stages, [row("A")], calendars={"office": office}), engine)
    assert told(answer) == {"work:s": 10, "calendar": 4}
    assert answer.binding == (WaitCause("calendar"),) and answer.binding_shared == ()


@on_every_engine
def test_a_recall(engine: str) -> None:
    """Stalled for sure: two days of grace, then the call of ten days is held again."""
    stages = {"call": stage(10.0), "build": stage(30.0)}
    graph = route(
        {"call": [], "build": ["call"]}, steps={"build": {"recall": recall(OFTEN, "call", grace=2.0)}}
    )
    answer = asked(scenario_of(stages, [row("A")], {"r": graph}), engine)
    assert told(answer) == {"work:call": 10, "work:build": 30, "recall": 12}
    assert answer.binding == (WaitCause("recall"),) and answer.binding_stages == ("build",)


@on_every_engine
def test_tender_rounds(engine: str) -> None:
    """Three rounds of 20 days in vain with gaps of 5, then an investor is assigned."""
    stages = {"call": stage(20.0) | {"tender": tender(NEVER, 3, gap=5.0)}}
    graph = route({"call": []}, steps={"call": {"fallback": "assign"}})
    rows = [row("A"), row("B", status="in_progress", under_way={"call": day(-4)}, tender_round=2)]
    alone = asked(scenario_of(stages, rows[:1], {"r": graph}), engine)
    assert told(alone) == {"work:call": 20, "rounds": 50}
    # B has 16 days left of its second round, then a gap and its third: all beyond the first.
    both = asked(scenario_of(stages, rows, {"r": graph}), engine)
    assert told(both) == {"work:call": 10, "rounds": pytest.approx((50 + 41) / 2)}


@on_every_engine
def test_a_slot_kept_between_rounds_and_one_given_back(engine: str) -> None:
    """Two rounds of 20 days and a gap of 5, for two rows and one slot: 45 days each, or by turns."""

    def called(holds_slot: str) -> Bottleneck:
        stages = {"call": stage(20.0, "desk") | {"tender": tender(NEVER, 2, gap=5.0, holds_slot=holds_slot)}}
        graph = route({"call": []}, steps={"call": {"fallback": "assign"}})
        return asked(scenario_of(stages, ROWS[:2], {"r": graph}, pools={"desk": pool(1)}), engine)

    kept, given_back = called("loop"), called("round")
    # A 0-45, B 45-90.
    assert told(kept) == {"work:call": 20, "rounds": 25, "pool:desk": 45 / 2}
    assert (kept.pools["desk"][0].use_share, kept.pools["desk"][0].requests) == (1, 2)
    # A 0-20, B 20-40, A again from 40 (it could have been 25), B from 60 (45).
    assert told(given_back) == {"work:call": 20, "rounds": 40, "pool:desk": 10}
    first = given_back.pools["desk"][0]
    assert (first.requests, first.wait_days) == (4, (0 + 20 + 15 + 15) / 4)
    assert first.in_use == pytest.approx(80 / 90)


@on_every_engine
def test_a_void_notice(engine: str) -> None:
    stages = {"notice": stage(20.0), "plan": stage(50.0), "permit": stage(5.0)}
    chain = {"notice": [], "plan": ["notice"], "permit": ["plan"]}
    graph = route(chain, steps={"permit": {"needs_valid": valid("notice", 30.0)}})
    answer = asked(scenario_of(stages, [row("A")], {"r": graph}), engine)
    assert told(answer) == {"work:notice": 20, "work:plan": 50, "notice": 20, "work:permit": 5}


@on_every_engine
def test_a_project_that_drops_out(engine: str) -> None:
    stages = {"call": stage(20.0) | {"tender": tender(NEVER, 1)}, "build": stage(30.0)}
    graph = route({"call": [], "build": ["call"]}, steps={"call": {"fallback": "drop_out"}})
    answer = asked(scenario_of(stages, [row("A", entry=day(40))], {"r": graph}), engine)
    assert told(answer) == {"not_entered": 40, "work:call": 20, "lapsed": END - 60}
    assert answer.binding == () and (answer.late.homes, answer.years[0].homes) == (100, 0)


@on_every_engine
def test_blocks_wait_for_their_crew(engine: str) -> None:
    """The crew moves on after 30 days; then two crews, the second of which begins 10 days later."""
    stages = {"ready": stage(5.0), "build": stage(30.0)}

    def built(rule: dict[str, Any]) -> Bottleneck:
        steps = {"build": {"per_block": True}}
        graph = route({"ready": [], "build": ["ready"]}, steps=steps, blocks=rule)
        return asked(scenario_of(stages, [row("A", blocks=2)], {"r": graph}), engine)

    assert told(built(blocks(1, "build"))) == {"work:ready": 5, "work:build": 30, "blocks": 15}
    assert told(built(blocks(2, "build", stagger=10.0))) == {"work:ready": 5, "work:build": 30, "blocks": 5}
    # A crew that is free sooner than the stagger is over leaves the stagger alone.
    assert told(built(blocks(1, "build", stagger=40.0)))["blocks"] == 20


@on_every_engine
def test_homes_not_there_wait_where_they_stand(engine: str) -> None:
    """B waits for A's slot to the end."""
    answer = asked(scenario_of({"s": stage(5000.0, "desk")}, ROWS[:2], pools={"desk": pool(1)}), engine)
    assert told(answer) == {"work:s": END / 2, "pool:desk": END / 2}
    assert answer.late.homes == answer.homes.homes == 200


@on_every_engine
def test_of_two_branches_not_done_the_longer_is_followed(engine: str) -> None:
    stages = {"short": stage(2500.0), "long": stage(3000.0), "end": stage(1.0), "side": stage(9.0)}
    graph = route({"short": [], "long": [], "side": ["short"], "end": ["side", "long"]})
    assert told(asked(scenario_of(stages, [row("A")], {"r": graph}), engine)) == {"work:long": END}


@on_every_engine
def test_weighted_by_homes_and_told_by_year(engine: str) -> None:
    rows = [row("A", homes=300), row("B", homes=100, entry=date(2027, 1, 1))]
    answer = asked(scenario_of({"s": stage(10.0)}, rows), engine)
    assert told(answer) == {"work:s": 10, "not_entered": 365 / 4}
    assert [(group.year, group.homes) for group in answer.years[:2]] == [(2026, 300), (2027, 100)]
    assert [group.whole.days for group in answer.years[:2]] == [10, 375]


def test_the_binding_cause_is_followed_along_a_lever() -> None:
    """Teams are waited for 100 days on average with one slot, 33 with two, none with three: then it is the desk."""
    stages = {"clear": stage(100.0, "teams"), "appraise": stage(20.0, "desks")}

    def with_teams(slots: int) -> Bottleneck:
        pools = {"teams": pool(slots), "desks": pool(1)}
        return asked(scenario_of(stages, ROWS, pools=pools), ENGINES[0])

    steps = follow([(float(slots), with_teams(slots)) for slots in (1, 2, 3)])
    assert [[cause.id for cause, _ in step.leaders] for step in steps] == [["teams"], ["teams"], ["desks"]]
    assert [step.moved for step in steps] == [None, False, True]
    assert [step.leaders[0][1].days for step in steps] == [100, pytest.approx(100 / 3), pytest.approx(20)]


def test_what_noise_cannot_tell_apart_is_told_together() -> None:
    """Two pools alike: with few futures neither is named alone, and no move is claimed."""
    spread = {"family": "exponential", "mean": 50.0}
    stages = {"one": stage(spread, "left"), "two": stage(spread, "right")}
    routes = {"r": route({"one": []}), "q": route({"two": []})}
    rows = [row(f"{name}{i}", route=name) for name in "rq" for i in range(4)]
    scenario = scenario_of(stages, rows, routes, pools={"left": pool(1), "right": pool(1)})
    answer = asked(scenario, ENGINES[0], 40)
    assert {cause.id for cause in answer.binding} == {"left", "right"}
    another = asked(scenario, ENGINES[0], 40, seed=2)
    assert [step.moved for step in follow([(1.0, answer), (2.0, another)])] == [None, False]
    assert answer.homes.whole.error > 0


def test_engines_and_jobs_give_one_answer() -> None:
    spread = {"family": "uniform", "low": 20, "high": 80}
    stages = {"s": stage(spread, "desk"), "build": stage(spread)}
    scenario = scenario_of(stages, ROWS, pools={"desk": pool(1)})
    compiled, reference = (asked_in_json(scenario, name, 250) for name in ENGINES)
    assert compiled["homes"]["days"]["mean"] == pytest.approx(reference["homes"]["days"]["mean"], rel=1e-6)
    for one, other in zip(compiled["homes"]["causes"], reference["homes"]["causes"], strict=True):
        assert one["cause"] == other["cause"]
        assert [one["days"]["mean"], one["days"]["error"]] == pytest.approx(
            [other["days"]["mean"], other["days"]["error"]], rel=1e-5, abs=1e-6
        )
    assert asked_in_json(scenario, ENGINES[0], 450, jobs=2) == asked_in_json(
        scenario, ENGINES[0], 450, jobs=1
    )


def test_a_single_future_tells_nothing_apart() -> None:
    stages = {"one": stage(10.0), "two": stage(30.0)}
    values = asked_in_json(scenario_of(stages, [row("A")]), ENGINES[0], 1)
    assert values["homes"]["days"]["error"] is None and values["binding"]["stages"] == ["two", "one"]


@on_every_engine
def test_no_homes_no_answer(engine: str) -> None:
    """All was there before the data date."""
    done = row("A", status="completed", completed_on=date(2025, 6, 1), counted_before="yes")
    answer = asked(scenario_of({"s": stage(10.0)}, [done]), engine)
    assert answer.homes.homes == 0 and told(answer) == {} and answer.binding == answer.binding_stages == ()
