"""What can only help, in every single future; and where it cannot be relied on, the example that shows it.

Common random numbers make these laws of each future and not of averages. They end where projects meet: a project
that comes sooner takes a slot from another, and work that begins sooner may begin under another law or market.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from builders import amendment, day, market, pool, recall, route, row, scenario_of, stage, tender
from conservation.generated.scenario_parts import CALENDARS
from futures import Futures, simulate
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.array_types import Floats
from sim.scenario import Scenario

WAIT = {"family": "lognormal", "median": 60, "sigma_log": 0.9}


def ends(futures: Futures) -> Floats:
    """When each row's last node ended, infinity where it did not."""
    last = futures.plan.network.node_count[futures.plan.network.graph_of] - 1
    times = futures.trace.ended[:, np.arange(len(last)), last]
    return np.where(np.isnan(times), np.inf, times)


def never_later(sooner: Scenario, later: Scenario, count: int = 40) -> bool:
    return bool((ends(simulate(sooner, count)) <= ends(simulate(later, count))).all())


@settings(max_examples=25)
@given(st.sampled_from("abcd"), st.sampled_from([None, "office", "site"]), st.integers(1, 4))
def test_where_nothing_is_shared_faster_work_makes_nobody_later(
    faster: str, calendar: str | None, tenths: int
) -> None:
    """Ends are maxima of sums, and a calendar's end never moves back as work or start do."""
    graph = route({"a": [], "b": [], "c": ["a"], "d": ["a", "b"], "end": ["c", "d"]})

    def of(median: float) -> Scenario:
        stages = {name: stage(WAIT, None, calendar) for name in "abcd"}
        stages[faster] = stage(WAIT | {"median": median}, None, calendar)
        stages["end"] = stage(0.0)
        used = {calendar: CALENDARS[calendar]} if calendar else {}
        return scenario_of(stages, [row(f"P{i}") for i in range(4)], {"r": graph}, calendars=used)

    assert never_later(of(60 - 6 * tenths), of(60))


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 5)), min_size=2, max_size=9), st.integers(1, 3))
def test_in_one_queue_by_time_of_request_more_slots_make_nobody_later(jobs: Any, slots: int) -> None:
    """Each starts when all before it in line have started and one slot is free (Kiefer and Wolfowitz 1955)."""
    stages = {f"d{days}": stage(5.0 * days, "desk") for days in range(6)}
    rows = [row(f"P{i}", route=f"d{days}", entry=day(5 * entry)) for i, (entry, days) in enumerate(jobs)]
    routes = {name: route({name: []}) for name in stages}
    few, more = (scenario_of(stages, rows, routes, pools={"desk": pool(n)}) for n in (slots, slots + 1))
    assert never_later(more, few, 1)


def test_in_two_queues_more_slots_in_the_first_can_make_a_project_later():
    """With one slot A comes to the second desk first, for a day; with two B does, for a hundred."""
    stages = {"a": stage(10.0, "p"), "b": stage(5.0, "p"), "A": stage(1.0, "q"), "B": stage(100.0, "q")}
    routes = {"a": route({"a": [], "A": ["a"]}), "b": route({"b": [], "B": ["b"]})}
    rows = [row("A", route="a"), row("B", route="b")]
    one, two = (
        ends(simulate(scenario_of(stages, rows, routes, pools={"p": pool(n), "q": pool(1)})))[0].tolist()
        for n in (1, 2)
    )
    assert one == [11, 115]
    assert two == [106, 105]


def test_by_homes_more_slots_can_make_the_largest_project_later():
    """With one slot it comes while the middling ones are at work, with two when both small ones have just begun."""
    stages = {"short": stage(5.0, "desk"), "long": stage(100.0, "desk")}
    routes = {name: route({name: []}) for name in stages}
    rows = [row(f"X{i}", route="short", homes=500) for i in (1, 2)]
    rows += [row(f"S{i}", route="long", homes=1) for i in (1, 2)]
    rows += [row("H", route="short", homes=900, entry=day(6))]
    one, two = (
        simulate(scenario_of(stages, rows, routes, pools={"desk": pool(n, "most_homes_first")}))
        for n in (1, 2)
    )
    assert ends(one)[0].tolist() == [5, 10, 115, 215, 15]
    assert ends(two)[0].tolist() == [5, 5, 105, 105, 110]


def test_faster_work_of_one_project_can_make_another_later():
    stages = {"slow": stage(9.0), "fast": stage(3.0), "b": stage(5.0), "s": stage(10.0, "desk")}
    routes = {name: route({name: [], "s": [name]}) for name in ("slow", "fast", "b")}
    slow, fast = (
        ends(
            simulate(
                scenario_of(
                    stages, [row("A", route=name), row("B", route="b")], routes, pools={"desk": pool(1)}
                )
            )
        )[0].tolist()
        for name in ("slow", "fast")
    )
    assert slow == [25, 15]
    assert fast == [13, 23]


def test_faster_work_can_end_later_under_the_law_that_it_still_meets():
    """A stage that begins before the law of day 20 takes 100 days, after it 10."""
    law = amendment(day(20), 10.0)
    slow, fast = (
        ends(simulate(scenario_of({"a": stage(days), "b": stage(100.0) | {"law": [law]}}, [row("A")])))[0, 0]
        for days in (20.0, 19.0)
    )
    assert (slow, fast) == (30, 119)


def test_faster_work_can_come_to_a_market_that_has_not_turned_yet():
    """Rounds that end while the market is down always fail, those that end while it is up always succeed."""
    graph = route({"a": [], "call": ["a"]}, steps={"call": {"fallback": "drop_out"}})

    def of(days: float) -> Futures:
        stages = {"a": stage(days), "call": stage(10.0) | {"tender": tender({"down": 0.0, "up": 1.0}, 1)}}
        turning = market({("down", "up"): 1.0}, "down")
        return simulate(scenario_of(stages, [row("A")], {"r": graph}, market=turning), 300)

    early, late = np.isnan(of(100.0).lapsed("A")), np.isnan(of(300.0).lapsed("A"))
    assert (late | ~early).all()
    assert (late & ~early).any()


def called(chance: float, rounds: int, fallback: str) -> Futures:
    stages = {"call": stage(WAIT) | {"tender": tender(chance, rounds, WAIT)}, "build": stage(WAIT)}
    graph = route({"call": [], "build": ["call"]}, steps={"call": {"fallback": fallback}})
    return simulate(scenario_of(stages, [row(f"P{i}") for i in range(10)], {"r": graph}), 60)


@pytest.mark.parametrize("fallback", ["assign", "drop_out"])
def test_a_likelier_success_makes_nobody_later_and_lets_nobody_lapse(fallback):
    low, high = called(0.3, 3, fallback), called(0.6, 3, fallback)
    assert (ends(high) <= ends(low)).all()
    assert (np.isnan(high.trace.lapsed) | np.isfinite(low.trace.lapsed)).all()
    assert (ends(high) < ends(low)).any()


def test_more_rounds_let_nobody_lapse_but_put_off_the_day_of_assignment():
    few, more = called(0.3, 2, "drop_out"), called(0.3, 4, "drop_out")
    assert (np.isnan(more.trace.lapsed) | np.isfinite(few.trace.lapsed)).all()
    assert (np.isnan(more.trace.lapsed) & np.isfinite(few.trace.lapsed)).any()
    few, more = called(0.3, 2, "assign"), called(0.3, 4, "assign")
    assert (ends(few) <= ends(more)).all()
    assert (ends(few) < ends(more)).any()


def test_rarer_stalls_make_no_lone_project_later():
    """Each stall comes later in work, and none comes that did not come before."""

    def of(rate: float) -> Futures:
        back = {"build": {"recall": recall(rate, "call", cap=1, grace=30.0)}}
        graph = route({"call": [], "build": ["call"]}, steps=back)
        stages = {"call": stage(WAIT), "build": stage(WAIT)}
        return simulate(scenario_of(stages, [row(f"P{i}") for i in range(10)], {"r": graph}), 60)

    rare, often = of(0.5), of(2.0)
    # The same work and the same time lost, whenever the stall comes: equal but for rounding.
    assert (ends(rare) <= ends(often) + 1e-9).all()
    assert (ends(rare) < ends(often) - 1).any()
