"""Which homes a push at a year's end takes, and what it leaves untouched; by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from builders import WHY, blocks, day, push, recall, route, row, scenario_of, stage
from known_answers.counting.city import (
    AFTER,
    COUNTED,
    ELIGIBLE,
    FOUR,
    HANDED_OVER,
    LAST,
    city,
    targets,
    under_way,
)
from known_answers.rules.whole_model import chain, same, simulate

from sim.analysis.board import judge
from sim.experiment import completions_frame, run
from sim.files import scenario_problems
from sim.model import REASONS


@pytest.mark.parametrize(
    ("target", "chance", "share", "beyond", "expected"),
    [
        # From the block furthest done on; the last one in part.
        (150, 1.0, 1.0, 0.0, [90, 60, 0, 0]),
        (60, 1.0, 1.0, 0.0, [0, 60, 0, 0]),
        (161, 1.0, 1.0, 0.0, [100, 60, 1, 0]),
        # All that can be entered, and one home more than that: no push at all.
        (200, 1.0, 1.0, 0.0, [100, 60, 40, 0]),
        (201, 1.0, 1.0, 0.0, [0, 0, 0, 0]),
        # The share that can be entered must fill the gap.
        (100, 1.0, 0.5, 0.0, [40, 60, 0, 0]),
        (101, 1.0, 0.5, 0.0, [0, 0, 0, 0]),
        # 0.29 of 200 homes are 58, though not to the last bit.
        (58, 1.0, 0.29, 0.0, [0, 58, 0, 0]),
        # Beyond the target, by a share of the target; never more than can be entered; no fractions of homes.
        (100, 1.0, 1.0, 0.2, [60, 60, 0, 0]),
        (100, 1.0, 0.55, 0.2, [50, 60, 0, 0]),
        (100, 1.0, 1.0, 0.015, [41, 60, 0, 0]),
        (100, 1.0, 0.507, 0.2, [41, 60, 0, 0]),
        (1, 1.0, 1.0, 9.0, [0, 10, 0, 0]),
        (1, 1.0, 1.0, 900.0, [100, 60, 40, 0]),
        # Where nobody makes it, and where nothing is lacking.
        (100, 0.0, 1.0, 0.2, [0, 0, 0, 0]),
        (0, 1.0, 1.0, 9.0, [0, 0, 0, 0]),
    ],
)
def test_a_push_fills_the_gap_with_the_blocks_furthest_done(target, chance, share, beyond, expected):
    futures = simulate(city(FOUR, targets(target), push(chance, share, beyond)))
    outcomes = futures.outcomes
    assert outcomes.blocks.early[0, :, 0].tolist() == expected
    assert outcomes.early.tolist() == [[sum(expected)]]
    # The two other readings know nothing of it, and every home enters the statistic once.
    ends = [700, 500, 1000, 1200]
    assert same(outcomes.blocks.days[0, :, ELIGIBLE], ends)
    assert same(outcomes.blocks.days[0, :, HANDED_OVER], [end + 100 for end in ends])
    whole = np.array(expected) == [100, 60, 40, 80]
    assert same(outcomes.blocks.days[0, :, COUNTED], np.where(whole, LAST[2026], ends))
    assert outcomes.homes_by_quarter[0].sum(axis=0).tolist() == [280] * 3
    assert outcomes.homes_by_quarter[0, 3].tolist() == [sum(expected), 0, 0]
    assert np.all(outcomes.blocks.reason == 0)


def test_the_rest_of_a_block_enters_at_its_milestone_or_in_a_later_push():
    """2026 takes B and 90 of A; A's last 10 come in 2027, when C (530 days done) goes before D (330)."""
    futures = simulate(city(FOUR, targets(150, 60, 70), push(1.0, 1.0)))
    early = futures.outcomes.blocks.early[0]
    assert early.T.tolist() == [[90, 60, 0, 0], [0, 0, 40, 10], [0, 0, 0, 70]]
    assert same(futures.outcomes.blocks.days[0, :, COUNTED], [700, *(LAST[y] for y in (2026, 2027, 2028))])
    # Where 2028 lacks 71 homes, D's last 70 come in 2029, when it is built.
    short = simulate(city(FOUR, targets(150, 60, 71), push(1.0, 1.0))).outcomes
    assert short.early[0].tolist() == [150, 50, 0]
    assert short.blocks.days[0, 3, COUNTED] == 1200


def test_blocks_as_far_done_go_in_the_order_of_the_file_and_of_the_blocks():
    steps, rule = {"build": {"per_block": True}}, blocks(2, "build")
    routes = {"r": route(AFTER, "build", "accept"), "b": route(AFTER, "build", "accept", steps, blocks=rule)}
    rows = [row("Z", homes=30), row("Y", route="b", homes=31, blocks=2), row("X", homes=30)]
    futures = simulate(city(rows, targets(50), push(1.0, 1.0), routes=routes))
    assert futures.outcomes.blocks.early[0, :, 0].tolist() == [30, 16, 4, 0]


@pytest.mark.parametrize(
    ("begun", "days", "counted"),
    [
        # Eligible within the last day of the year: counted in it, and nothing is lacking.
        (0, 364.5, 364.5),
        # Over at 00:00 on 1 January: not in the old year, and so what the push takes first.
        (0, 365.0, LAST[2026]),
        (364, 500.0, LAST[2026]),
        # Begun at 00:00 on 1 January: not begun in the old year.
        (365, 500.0, 865),
    ],
)
def test_the_push_comes_after_the_last_instant_of_the_year(begun, days, counted):
    scenario = city([row("P", entry=day(begun))], targets(100), push(1.0, 1.0), build=days)
    assert simulate(scenario).outcomes.blocks.days[0, 0, COUNTED] == counted


@pytest.mark.parametrize(
    ("carry_over", "first", "second"),
    [
        *[("none", 60, 50), ("surplus", 60, 10), ("cumulative", 60, 10)],
        *[("none", 130, 50), ("surplus", 130, 50), ("cumulative", 130, 80)],
    ],
)
def test_the_gap_is_what_the_carry_over_rule_leaves(carry_over, first, second):
    """E brings 100 homes in 2026, when D's 80 have not begun; at the end of 2027 D can be entered."""
    rows = [under_way("E", 100, -300), row("D", homes=80, entry=day(400))]
    scenario = city(rows, targets(first, 50, carry_over=carry_over), push(1.0, 1.0), build=400.0)
    assert simulate(scenario).outcomes.early.tolist() == [[0, second]]
    answers = judge(run(scenario, replications=2), "counted").years
    # A year in which a push was made is met.
    assert [answer.chance.share for answer in answers] == [first == 60, 1]


def test_homes_of_earlier_pushes_are_carried_over_like_any_others():
    """2026 enters 120 homes for 100; 2027 lacks 30 less those 20, which C is there to fill."""
    for carry_over, expected in (("none", 30), ("surplus", 10), ("cumulative", 10)):
        aims = targets(100, 70, carry_over=carry_over)
        scenario = city(FOUR, aims, push(1.0, {"family": "fixed", "value": 1.0}, 0.2))
        early = simulate(scenario).outcomes.early[0]
        # 40 homes of A come by themselves in 2027; what goes beyond is 0.2 of 70.
        assert early.tolist() == [120, expected + 14]


def test_homes_done_since_1_january_count_for_their_year_only():
    done = {"counted": 30, "eligible": 0, "handed_over": 0, "assumption": WHY}
    rows = [row("P", homes=100, entry=date(2026, 4, 2))]
    for first, expected in ((2026, [20, 50]), (2027, [50])):
        aims = targets(*[50] * len(expected), first=first, done_this_year=done)
        scenario = city(rows, aims, push(1.0, 1.0), data_date=date(2026, 4, 1))
        assert simulate(scenario).outcomes.early.tolist() == [expected]


def test_years_without_a_target_have_no_push():
    """The first target is that of 2028; nothing is entered at the ends of 2026, 2027 and 2029."""
    futures = simulate(city([row("P", homes=100)], targets(100, first=2028), push(1.0, 1.0), build=1300.0))
    assert futures.outcomes.blocks.days[0, 0, COUNTED] == LAST[2028]
    assert futures.outcomes.early.tolist() == [[100]]
    late = simulate(city([row("P", homes=100)], targets(101, first=2028), push(1.0, 1.0), build=1300.0))
    assert late.outcomes.blocks.days[0, 0, COUNTED] == 1300


def test_progress_is_work_on_the_calendar():
    """P begins on 1 January, but works from July on only: at the year's end it has done 184 of 300 days (0.613)."""
    site = {"name": "site", "months": [0] * 6 + [1] * 6, "assumption": WHY}
    routes = {
        "r": route(AFTER, "build", "accept"),
        "q": route({"slow": [], "accept": ["slow"]}, "slow", "accept"),
    }
    rows = [row("Q", homes=50, route="q"), row("P", homes=50)]
    counting = {"counted_when": "eligible", "push": push(1.0, 1.0), "assumption": WHY}
    build = stage(300, unit="working_days", calendar="site")
    # Q works every day, 365 of 600 (0.608) or of 590 (0.619).
    for slow, expected in ((600.0, [0, 40]), (590.0, [40, 0])):
        scenario = scenario_of(
            {"build": build, "slow": stage(slow), "accept": stage(100.0)},
            rows,
            routes,
            targets=targets(40),
            counting=counting,
            calendars={"site": site},
        )
        assert simulate(scenario).outcomes.blocks.early[0, :, 0].tolist() == expected


def stalling(rows, effort, aims, length=800.0, lapse=0.0, rate=1.0):
    """Building may stall once, for 120 days; then the project lapses with a chance, or goes on."""
    stages = {"find": stage(0.0), "build": stage(length), "accept": stage(1.0)}
    graph = route(
        {"find": [], "build": ["find"], "accept": ["build"]},
        "build",
        "accept",
        steps={"build": {"recall": recall(rate, "find", grace=120.0, cap=1, lapse=lapse)}},
    )
    counting = {"counted_when": "eligible", "push": effort, "assumption": WHY}
    return scenario_of(stages, rows, {"r": graph}, targets=aims, counting=counting)


def test_a_stalled_block_can_be_entered_and_its_stall_holds_its_progress_up():
    """P and Q begin together: of two that stall at different times, that which lost more days is less far."""
    rows = [row("P", homes=50), row("Q", homes=50)]
    futures = simulate(stalling(rows, push(1.0, 1.0), targets(50)), 400)
    work = np.empty((400, 2))
    for k, name in enumerate("PQ"):
        stop, on = (futures.recalls(kind, name, "build")[:, 0] for kind in ("stalled", "resumed"))
        lost = np.minimum(np.where(np.isnan(on), np.inf, on), 365) - np.minimum(stop, 365)
        work[:, k] = 365 - np.nan_to_num(lost)
    early = futures.outcomes.blocks.early[:, :, 0]
    assert np.array_equal(early[:, 0], np.where(work[:, 0] >= work[:, 1] - 1e-6, 50, 0))
    assert np.all(early.sum(axis=1) == 50)
    # Both orders, ties, and stalls that have not ended by then are among the futures.
    stop, on = (futures.recalls(kind, "P", "build")[:, 0] for kind in ("stalled", "resumed"))
    assert 0 < np.mean(early[:, 0] == 0) < 0.5
    assert ((stop < 365) & (on > 365) & (early[:, 0] > 0)).any()


def test_a_project_that_lapsed_is_entered_no_more_and_keeps_what_had_entered():
    futures = simulate(stalling([row("P")], push(1.0, 1.0), targets(60), lapse=1.0), 400)
    lapsed, early = futures.lapsed("P"), futures.outcomes.early[:, 0]
    gone = lapsed < LAST[2026] + 1
    assert np.array_equal(early, np.where(gone, 0, 60))
    reasons = np.array(REASONS)[futures.outcomes.blocks.reason[:, 0]]
    assert np.all(reasons[np.isfinite(lapsed), COUNTED] == "lapsed")
    # Lapsed after it had entered in part: 60 homes are counted, though none is ever eligible.
    kept = np.isfinite(lapsed) & ~gone
    assert kept.any() and gone.any()
    assert np.all(futures.outcomes.homes_by_quarter[kept].sum(axis=1) == [60, 0, 0])
    whole = simulate(stalling([row("P")], push(1.0, 1.0), targets(100), lapse=1.0), 400)
    assert same(whole.lapsed("P"), lapsed)
    assert np.all(np.array(REASONS)[whole.outcomes.blocks.reason[kept, 0, COUNTED]] == "reached")
    assert same(whole.outcomes.blocks.days[kept, 0, COUNTED], np.full(kept.sum(), LAST[2026]))


def test_homes_counted_before_the_data_date_never_enter_again():
    rows = [row("P", counted_before="yes"), row("Q", homes=50)]
    outcomes = simulate(city(rows, targets(40), push(1.0, 1.0))).outcomes
    assert outcomes.blocks.early[0, :, 0].tolist() == [0, 40]
    assert same(outcomes.blocks.days[0, 0], [np.nan, 800, 900])
    assert REASONS[outcomes.blocks.reason[0, 0, COUNTED]] == "already_counted"
    # They fill no gap either.
    assert simulate(city(rows, targets(51), push(1.0, 1.0))).outcomes.early.tolist() == [[0]]


def test_where_homes_count_when_handed_over_those_built_are_entered_first():
    """P is built by day 300 and handed over on day 400; Q has been built before the data date; R is being built."""
    rows = [
        row("R", homes=30, entry=day(200)),
        row("P", homes=30),
        row("Q", homes=30, status="in_progress", under_way={"accept": day(0)}),
    ]
    stages, routes = {"build": stage(300.0), "accept": stage(100.0), "wait": stage(500.0)}, {}
    routes["r"] = route(AFTER, "build", "accept")
    routes["q"] = route({"build": [], "wait": ["build"]}, "build", "wait")
    rows[2] = row("Q", homes=30, route="q", status="in_progress", under_way={"wait": day(0)})
    counting = {"counted_when": "handed_over", "push": push(1.0, 1.0), "assumption": WHY}
    for target, expected in ((20, [0, 20, 0]), (50, [0, 30, 20]), (70, [10, 30, 30]), (91, [0, 0, 0])):
        scenario = scenario_of(stages, rows, routes, targets=targets(target), counting=counting)
        outcomes = simulate(scenario).outcomes
        assert outcomes.blocks.early[0, :, 0].tolist() == expected
        entered = np.array(expected) == 30
        assert same(outcomes.blocks.days[0, :, COUNTED], np.where(entered, LAST[2026], [600, 400, 500]))


def test_blocks_are_entered_each_by_its_own_work():
    """One crew, 200 days a block: at the end of 2026 block 2 has done 165 of 200 days, block 3 has not begun."""
    rule = blocks(1, "build")
    routes = {"r": route(AFTER, "build", "accept", steps={"build": {"per_block": True}}, blocks=rule)}
    scenario = city([row("P", blocks=3, homes=90)], targets(60), push(1.0, 1.0), 200.0, routes=routes)
    blocks_of = simulate(scenario).outcomes.blocks
    assert blocks_of.early[0, :, 0].tolist() == [0, 30, 0]
    assert same(blocks_of.days[0, :, COUNTED], [200.0, LAST[2026], 600.0])
    short = city([row("P", blocks=3, homes=90)], targets(61), push(1.0, 1.0), 200.0, routes=routes)
    assert simulate(short).outcomes.early.tolist() == [[0]]


def test_completions_tell_the_homes_that_entered_early_by_block_and_year():
    scenario = city(FOUR, targets(150, 60), push(1.0, 1.0))
    results = run(scenario, replications=2, completions=True)
    assert results.early_homes.tolist() == [[150, 50]] * 2
    assert results.homes_in_years("counted")[0, :4].tolist() == [150, 60, 0, 70]
    frame = completions_frame(results)
    assert frame["early_2026"].tolist() == [90, 60, 0, 0] * 2
    assert frame["early_2027"].tolist() == [0, 0, 40, 10] * 2
    plain = run(city(FOUR, targets(150, 60), None), replications=1, completions=True)
    assert not [name for name in completions_frame(plain) if name.startswith("early")]
    assert plain.early_homes.shape == (1, 0)


def test_without_a_push_the_statistic_follows_the_milestone():
    plain = {"counted_when": "handed_over", "assumption": WHY}
    routes = chain("build", "accept")
    scenario = scenario_of({"build": stage(400.0), "accept": stage(9.0)}, [row("P")], routes, counting=plain)
    assert simulate(scenario).outcomes.blocks.days[0, 0, COUNTED] == 409


def test_a_milestone_that_is_held_again_after_recalls_is_refused():
    """Its work is made anew each time, so that there is no share of it that is done."""
    graph = route({"build": [], "fit": ["build"]}, "build", "fit", {"fit": {"recall": recall(0.5, "build")}})
    stages = {"build": stage(1000.0), "fit": stage(10.0)}
    counting = {"counted_when": "eligible", "push": push(1.0, 1.0), "assumption": WHY}
    found = scenario_problems(scenario_of(stages, [row("P")], {"r": graph}, counting=counting), "test.toml")
    assert [problem.path for problem in found if problem.severity == "error"] == ["routes.r.eligible_after"]
