"""Capacity pools against schedules worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from builders import DATA_DATE, WHY, day, pool, route, row, scenario_of, stage
from futures import Futures, simulate

from sim.scenario import ProjectRow

JOBS = {f"d{days}": stage(float(days), "desk") for days in (0, 5, 10, 20)}
ROUTES = {name: route({name: []}) for name in JOBS}


def job(key: str, days: int, entry: int = 0, **fields: Any) -> ProjectRow:
    """A row whose one stage takes some days at the desk."""
    return row(key, route=f"d{days}", entry=day(entry), **fields)


def at_the_desk(
    rows: Sequence[ProjectRow], slots: int, queue: str = "first_come", changes: Any = ()
) -> Futures:
    return simulate(scenario_of(JOBS, rows, ROUTES, pools={"desk": pool(slots, queue, changes)}))


def starts(futures: Futures) -> dict[str, float]:
    """When each row's first step began."""
    return dict(zip(futures.plan.labels.keys, futures.trace.started[0, :, 0].tolist(), strict=True))


def spans(futures: Futures, stages: Sequence[str]) -> dict[str, list[tuple[float, float]]]:
    return {
        key: [(float(futures.started(key, name)[0]), float(futures.ended(key, name)[0])) for name in stages]
        for key in futures.plan.labels.keys
    }


def check(futures: Futures, expected: Mapping[str, float]) -> None:
    assert starts(futures) == dict(expected)


def test_ties_go_to_the_row_that_stands_first():
    check(
        at_the_desk([job("C", 10), job("A", 20), job("B", 5)], slots=1),
        {"C": 0, "A": 10, "B": 30},
    )


def test_time_of_request_goes_before_place_in_the_file():
    check(
        at_the_desk([job("late", 5, entry=5), job("A", 10), job("B", 10), job("C", 10, entry=4)], slots=1),
        {"A": 0, "B": 10, "C": 20, "late": 30},
    )


def test_a_request_at_the_instant_of_a_release_competes_for_the_slot():
    # At 10 the slot is free, and both ask at 10: the place in the file decides, not who frees it.
    check(
        at_the_desk([job("A", 5, entry=10), job("B", 10), job("C", 5, entry=10)], slots=1),
        {"B": 0, "A": 10, "C": 15},
    )
    # One that has waited since 3 goes first.
    check(
        at_the_desk([job("A", 5, entry=10), job("B", 10), job("C", 5, entry=3)], slots=1),
        {"B": 0, "C": 10, "A": 15},
    )


def test_capacity_rises_and_cuts_by_date_and_never_interrupts():
    rows = [job(f"J{i}", 20) for i in range(1, 9)]
    futures = at_the_desk(rows, slots=1, changes=[(day(15), 3), (day(40), 1)])
    # 15: two more slots, J2 and J3. 20: J1 out, J4 in. 35: J2, J3 out, J5, J6 in. 40: J4 out, but J5 and J6 hold
    # two slots where one is left, so that J7 waits until both are out at 55.
    check(futures, {"J1": 0, "J2": 15, "J3": 15, "J4": 20, "J5": 35, "J6": 35, "J7": 55, "J8": 75})
    assert np.array_equal(futures.trace.ended[0, :, 0], futures.trace.started[0, :, 0] + 20)


def test_a_rise_and_a_request_at_one_instant():
    futures = at_the_desk(
        [job("A", 20), job("B", 20, entry=10), job("C", 20, entry=3)], 1, changes=[(day(10), 2)]
    )
    check(futures, {"A": 0, "C": 10, "B": 20})


def test_no_slot_until_a_date():
    futures = at_the_desk([job("A", 5), job("B", 5), job("C", 5)], slots=0, changes=[(day(30), 2)])
    check(futures, {"A": 30, "B": 30, "C": 35})


def test_no_slot_ever_means_no_start():
    futures = at_the_desk([job("A", 5)], slots=0)
    assert np.isnan(futures.trace.started).all()
    assert futures.trace.requested[0, 0, 0] == 0


def test_work_under_way_holds_its_slot():
    holder = row("H", route="d20", status="in_progress", under_way={"d20": day(-8)})
    check(at_the_desk([job("A", 5), holder, job("B", 5)], slots=1), {"H": -8, "A": 12, "B": 17})


def test_more_slots_held_than_there_are_drain_first():
    holders = [
        row(f"H{i}", route="d20", status="in_progress", under_way={"d20": day(-i)}) for i in (5, 10, 15)
    ]
    # They leave at 15, 10 and 5. With two slots the first place is free at 10: at 5 two are still held.
    futures = at_the_desk([job("A", 20), *holders, job("B", 20)], slots=2)
    check(futures, {"A": 10, "H5": -5, "H10": -10, "H15": -15, "B": 15})


def test_most_homes_first():
    rows = [
        job("small", 10, entry=1, homes=50),
        job("now", 10, homes=1),
        job("large", 10, entry=2, homes=900),
        job("even_later", 10, entry=4, homes=300),
        job("even_first", 10, entry=3, homes=300),
        job("even_tied", 10, entry=3, homes=300),
    ]
    order = ["now", "large", "even_first", "even_tied", "even_later", "small"]
    check(at_the_desk(rows, 1, "most_homes_first"), {key: 10 * i for i, key in enumerate(order)})


def test_homes_of_the_future_at_hand_decide():
    wide = {"low": 1, "high": 200}
    futures = simulate(
        scenario_of(
            JOBS,
            [job("first", 10, homes=100), job("A", 10, homes=wide), job("B", 10, homes=wide)],
            ROUTES,
            pools={"desk": pool(1, "most_homes_first")},
        ),
        40,
    )
    homes = futures.draws.homes
    for r in range(40):
        order = sorted(range(3), key=lambda p: (-homes[r, p], p))
        assert futures.trace.started[r, :, 0].argsort().tolist() == order
    assert len({tuple(line) for line in futures.trace.started[:, :, 0].tolist()}) > 2


def test_nearest_completion_first_counts_the_longest_path_still_ahead():
    stages = {
        "desk": stage(10.0, "desk"),
        "short": stage(30.0),
        "long": stage({"family": "lognormal", "median": 100, "sigma_log": 2}),
        "work": stage(60.0, unit="working_days", calendar="half"),
    }
    routes = {
        "far": route({"desk": [], "long": ["desk"], "short": ["desk"]}),
        "near": route({"desk": [], "short": ["desk"]}),
        # 60 days of work at half a day a day: 120 days.
        "farther": route({"desk": [], "work": ["desk"]}),
        "last": route({"desk": []}),
    }
    rows = [
        row("holder", route="last", status="in_progress", under_way={"desk": day(0)}),
        row("far", route="far"),
        row("near", route="near", entry=day(2)),
        row("farther", route="farther"),
        row("near_early", route="near", entry=day(1)),
        row("last", route="last", entry=day(3)),
    ]
    half = {"name": "half", "week": [0.5] * 7, "assumption": WHY}
    futures = simulate(
        scenario_of(
            stages,
            rows,
            routes,
            pools={"desk": pool(1, "nearest_completion_first")},
            calendars={"half": half},
        )
    )
    order = ["last", "near_early", "near", "far", "farther"]
    assert starts(futures) == {"holder": 0, **{key: 10 + 10 * i for i, key in enumerate(order)}}


def test_nearest_completion_first_knows_the_size_of_what_is_ahead():
    build = stage(100.0, scale={"by": "homes", "exponent": 1, "reference": 100})
    rows = [row("large", homes=300), row("small", homes=100), row("range", homes={"low": 1, "high": 399})]
    desk = {"desk": pool(1, "nearest_completion_first")}
    futures = simulate(scenario_of({"desk": stage(10.0, "desk"), "build": build}, rows, pools=desk))
    # Mean size 200 stands between 100 and 300.
    assert starts(futures) == {"small": 0, "range": 10, "large": 20}


def test_stages_without_work_pass_one_by_one_at_the_same_instant():
    futures = at_the_desk([job("A", 0), job("B", 10), job("C", 0), job("D", 0, entry=10)], slots=1)
    check(futures, {"A": 0, "B": 0, "C": 10, "D": 10})
    assert futures.trace.ended[0, :, 0].tolist() == [0, 10, 10, 10]


def test_two_pools_in_sequence():
    stages = {"p": stage(10.0, "p"), "q": stage(15.0, "q")}
    futures = simulate(scenario_of(stages, [row(key) for key in "ABC"], pools={"p": pool(1), "q": pool(1)}))
    assert spans(futures, ["p", "q"]) == {
        "A": [(0, 10), (10, 25)],
        "B": [(10, 20), (25, 40)],
        "C": [(20, 30), (40, 55)],
    }


def test_a_slot_freed_is_asked_for_again_by_the_same_row():
    """A's second stage asks for the slot its first one frees, but B has waited since day 0."""
    stages = {"first": stage(10.0, "desk"), "second": stage(10.0, "desk")}
    futures = simulate(scenario_of(stages, [row("A"), row("B")], pools={"desk": pool(1)}))
    assert spans(futures, ["first", "second"]) == {"A": [(0, 10), (20, 30)], "B": [(10, 20), (30, 40)]}


def test_pools_give_out_together_in_rounds():
    """A's step without work at p ends in the first round; by then B, later in the file, has been given q."""
    stages = {"p": stage(0.0, "p"), "q": stage(10.0, "q")}
    routes = {"both": route({"p": [], "q": ["p"]}), "q": route({"q": []})}
    rows = [row("A", route="both"), row("B", route="q"), row("C", route="q")]
    for order in (["p", "q"], ["q", "p"]):
        futures = simulate(scenario_of(stages, rows, routes, pools={name: pool(1) for name in order}))
        assert [futures.started(key, "q")[0] for key in "ABC"] == [10, 0, 20]
        # Asked in different rounds of day 0, A and C tie, and A stands first in the file.
        assert futures.trace.requested[0, :, 0].tolist() == [0, 0, 0]


def test_branches_of_one_row_take_slots_in_the_order_of_the_route():
    stages = {name: stage(10.0, "desk") for name in ("x", "y", "z")} | {"end": stage(0.0)}
    graph = route({"y": [], "x": [], "z": [], "end": ["x", "y", "z"]})
    futures = simulate(scenario_of(stages, [row("A"), row("B")], {"r": graph}, pools={"desk": pool(1)}))
    order = [("A", "y"), ("A", "x"), ("A", "z"), ("B", "y"), ("B", "x"), ("B", "z")]
    assert [futures.started(key, name)[0] for key, name in order] == [0, 10, 20, 30, 40, 50]
    assert [futures.ended(key, "end")[0] for key in "AB"] == [30, 60]


def test_a_slot_is_held_through_days_without_work():
    """1 January 2026 is a Thursday; B asks on Saturday, holds the slot at once and begins its work on Monday."""
    office = {"name": "office", "week": [1, 1, 1, 1, 1, 0, 0], "assumption": WHY}
    stages = {"s": stage(2, "desk", "office", unit="working_days")}
    rows = [row("A"), row("C", entry=day(3)), row("B", entry=day(2))]
    assert DATA_DATE.isoweekday() == 4
    futures = simulate(scenario_of(stages, rows, calendars={"office": office}, pools={"desk": pool(1)}))
    assert spans(futures, ["s"]) == {"A": [(0, 2)], "B": [(2, 6)], "C": [(6, 8)]}


@pytest.mark.parametrize("slots", [1, 2, 3])
def test_identical_jobs_leave_in_batches(slots):
    futures = at_the_desk([job(f"J{i}", 10) for i in range(7)], slots)
    assert futures.trace.ended[0, :, 0].tolist() == [10 * (i // slots + 1) for i in range(7)]
