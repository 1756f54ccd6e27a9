"""Early entry into the statistic on 31 December: which block, in which year, and what it leaves untouched; by hand.

Estimates are held to 4.5 standard errors of independent cases at a fixed seed (`whole_model`).
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from builders import (
    DATA_DATE,
    WHY,
    blocks,
    day,
    likelihood,
    market,
    recall,
    route,
    row,
    scenario_of,
    stage,
)
from futures import STANDARD_ERRORS, share_off
from known_answers.rules.whole_model import YEAR_DAYS, chain, same, simulate
from scipy import special

from sim.analysis.board import judge
from sim.experiment import run
from sim.files import scenario_problems
from sim.model import REASONS

COUNTED, ELIGIBLE, HANDED_OVER = range(3)
LAST = {year: (date(year, 12, 31) - DATA_DATE).days for year in range(2026, 2036)}
AFTER = {"build": [], "accept": ["build"]}


def early(threshold, chance=1.0, cases=None, counted_when="eligible"):
    shape = threshold if isinstance(threshold, dict) else {"family": "fixed", "value": threshold}
    law = {"threshold": shape, "likelihood": likelihood(chance, cases), "assumption": WHY}
    return {"counted_when": counted_when, "early": law, "assumption": WHY}


def built(build, counting, rows=None, **more):
    routes = {"r": route(AFTER, "build", "accept")}
    return scenario_of(
        {"build": build, "accept": stage(100.0)}, rows or [row("P")], routes, counting=counting, **more
    )


def counted_on(scenario, count=1):
    return simulate(scenario, count).outcomes.blocks.days[:, 0, COUNTED]


@pytest.mark.parametrize(
    ("length", "threshold", "chance", "expected"),
    [
        # By the end of 31 December 2026, 365 days of work are done.
        (400.0, 0.9, 1.0, LAST[2026]),
        (400.0, 365 / 400, 1.0, LAST[2026]),
        (400.0, np.nextafter(365 / 400, 1), 1.0, 400),
        (400.0, 0.9, 0.0, 400),
        (1000.0, 0.5, 1.0, LAST[2027]),
        (1090.0, 0.9, 1.0, 1090),
        (1200.0, 0.9, 1.0, LAST[2028]),
        (1000.0, 0.0, 1.0, LAST[2026]),
        (1000.0, 1.0, 1.0, 1000),
        # Eligible within the year: on its own day.
        (300.0, 0.1, 1.0, 300),
        (700.0, 0.95, 1.0, 700),
    ],
)
def test_a_block_enters_on_the_first_31_december_past_the_threshold(length, threshold, chance, expected):
    futures = simulate(built(stage(length), early(threshold, chance)))
    # The other two readings know nothing of it, and no home enters the statistic twice.
    assert same(futures.outcomes.blocks.days[0, 0], [expected, length, length + 100])
    assert futures.outcomes.homes_by_quarter[0].sum(axis=0).tolist() == [100] * 3
    assert [REASONS[code] for code in futures.outcomes.blocks.reason[0, 0]] == ["reached"] * 3


def test_a_block_not_begun_has_passed_no_threshold():
    for begins, year in ((366, 2027), (364, 2026)):
        assert counted_on(built(stage(500.0), early(0.0), [row("P", entry=day(begins))]))[0] == LAST[year]


def test_a_block_begun_on_new_year_s_day_had_not_begun_the_year_before():
    assert counted_on(built(stage(500.0), early(0.0), [row("P", entry=day(365))]))[0] == LAST[2027]


def test_work_done_before_the_data_date_counts_as_progress():
    rows = [row("P", status="in_progress", under_way={"build": day(-200)})]
    # 565 of 800 days by the end of 2026.
    for threshold, expected in ((0.7, LAST[2026]), (0.71, 600)):
        assert counted_on(built(stage(800.0), early(threshold), rows))[0] == expected


def test_progress_is_work_on_the_calendar():
    """No work in the first half of the year: of 200 days of work, 184 lie in July to December 2026."""
    site = {"name": "site", "months": [0] * 6 + [1] * 6, "assumption": WHY}
    build = stage(200, unit="working_days", calendar="site")
    for threshold, expected in ((184 / 200, LAST[2026]), (0.93, (date(2027, 7, 17) - DATA_DATE).days)):
        assert counted_on(built(build, early(threshold), calendars={"site": site}))[0] == expected


def test_a_stall_holds_progress_up():
    """Of 700 days of building, 350 must be done by 31 December: only work done counts, not the time passed."""
    stages = {"find": stage(0.0), "build": stage(700.0), "accept": stage(100.0)}
    graph = route(
        {"find": [], "build": ["find"], "accept": ["build"]},
        "build",
        "accept",
        steps={"build": {"recall": recall(0.7, "find", grace=120.0, cap=2)}},
    )
    futures = simulate(scenario_of(stages, [row("P")], {"r": graph}, counting=early(0.5)), 300)
    stalled, on = (futures.recalls(name, "P", "build") for name in ("stalled", "resumed"))
    assert same(on, stalled + 120)
    seen = set()
    for r, counted in enumerate(futures.outcomes.blocks.days[:, 0, COUNTED]):
        stops = [stop for stop in stalled[r] if np.isfinite(stop)]
        # Halfway through, every stop met before it moves the day by 120.
        half = 350.0
        for stop in stops:
            half += 120 * (stop < half)
        year = min(y for y in LAST if LAST[y] + 1 >= half)
        end = 700.0 + 120 * len(stops)
        assert counted == min(LAST[year], end)
        seen.add(year)
    assert seen == {2026, 2027}


def test_in_every_year_a_block_has_one_chance_of_its_own():
    """Ten blocks, building for longer than all years: the year of entry is geometric, and blocks are independent."""
    rows = [row("P", homes=100, blocks=10)]
    table = {"r": route(AFTER, "build", "accept", steps={"build": {"per_block": True}}, blocks=blocks(10, "build"))}  # fmt: skip
    scenario = scenario_of(
        {"build": stage(9000.0), "accept": stage(1.0)}, rows, table, counting=early(0.0, 0.3)
    )
    days = simulate(scenario, 400).outcomes.blocks.days[:, :, COUNTED]
    for k, year in enumerate(range(2026, 2030)):
        assert share_off(days == LAST[year], 0.3 * 0.7**k) < STANDARD_ERRORS
    assert share_off(np.isnan(days), 0.7**10) < STANDARD_ERRORS
    first = days == LAST[2026]
    # Variance of the number of ten independent blocks is 10 p q; the fourth moment gives its error.
    number = first.sum(axis=1)
    assert abs(number.var(ddof=1) - 2.1) < STANDARD_ERRORS * ((number - 3.0) ** 2).std() / np.sqrt(400)


def test_the_threshold_nobody_knows_is_one_for_all_blocks():
    rows = [row("P"), row("Q")]
    threshold = {"family": "uniform", "low": 0.0, "high": 1.0}
    futures = simulate(built(stage(730.0), early(threshold), rows), 2000)
    days = futures.outcomes.blocks.days[:, :, COUNTED]
    assert same(days[:, 0], days[:, 1])
    assert share_off(days[:, 0] == LAST[2026], 0.5) < STANDARD_ERRORS


def test_the_likelihood_nobody_knows_is_one_for_all_blocks_and_years():
    a, b = 0.4 * 3, 0.6 * 3
    futures = simulate(built(stage(1200.0), early(0.0, 0.4, 3), [row("P"), row("Q")]), 3000)
    days = futures.outcomes.blocks.days[:, :, COUNTED]
    second = special.beta(a + 1, b + 1) / special.beta(a, b)
    assert share_off(days[:, 0] == LAST[2027], second) < STANDARD_ERRORS
    both = special.beta(a + 2, b) / special.beta(a, b)
    assert share_off(np.all(days == LAST[2026], axis=1), both) < STANDARD_ERRORS


def test_the_likelihood_is_that_of_the_market_at_the_year_s_end():
    states = market({("quiet", "warm"): 0.7}, "quiet")
    scenario = built(stage(3000.0), early(0.0, {"quiet": 0.0, "warm": 1.0}), market=states)
    futures = simulate(scenario, 1500)
    turned = futures.draws.market_days[:, 0]
    expected = [min([LAST[y] for y in LAST if LAST[y] + 1 >= t], default=np.nan) for t in turned]
    assert same(futures.outcomes.blocks.days[:, 0, COUNTED], np.fmin(expected, 3000.0))
    entered = futures.outcomes.blocks.days[:, 0, COUNTED] == LAST[2026]
    assert share_off(entered, -float(np.expm1(-0.7 * 365 / YEAR_DAYS))) < STANDARD_ERRORS


def test_homes_counted_before_the_data_date_never_enter_again():
    outcomes = simulate(built(stage(800.0), early(0.0), [row("P", counted_before="yes")])).outcomes
    assert same(outcomes.blocks.days[0, 0], [np.nan, 800, 900])
    assert REASONS[outcomes.blocks.reason[0, 0, COUNTED]] == "already_counted"


def test_a_finished_block_that_waits_for_acceptance_may_enter_early():
    assert counted_on(built(stage(300.0), early(1.0, counted_when="handed_over")))[0] == LAST[2026]
    assert counted_on(built(stage(300.0), early(1.0, 0.0, counted_when="handed_over")))[0] == 400
    rows = [row("P", status="in_progress", under_way={"accept": day(0)})]
    long = built(stage(300.0), early(1.0, counted_when="handed_over"), rows)
    slow = long.settings.model_dump(by_alias=True)
    slow["stages"]["accept"] = stage(500.0)
    again = scenario_of(slow["stages"], rows, slow["routes"], counting=slow["counting"])
    assert counted_on(again)[0] == LAST[2026]


def lapsing(threshold, length=800.0):
    """Building may stall, and every recalled project lapses."""
    stages = {"find": stage(0.0), "build": stage(length), "accept": stage(1.0)}
    graph = route(
        {"find": [], "build": ["find"], "accept": ["build"]},
        "build",
        "accept",
        steps={"build": {"recall": recall(1.0, "find", grace=30.0, lapse=1.0)}},
    )
    return scenario_of(stages, [row("P")], {"r": graph}, counting=early(threshold))


def test_a_project_that_lapsed_enters_no_more_and_keeps_what_had_entered():
    futures = simulate(lapsing(0.1), 400)
    lapsed, counted = futures.lapsed("P"), futures.outcomes.blocks.days[:, 0, COUNTED]
    gone = lapsed < LAST[2026] + 1
    stall = futures.recalls("stalled", "P", "build")[:, 0]
    assert same(np.isnan(counted), gone | (stall < 80))
    assert np.all(counted[~np.isnan(counted)] == LAST[2026])
    reasons = np.array(REASONS)[futures.outcomes.blocks.reason[:, 0]]
    assert np.all(reasons[np.isnan(counted), COUNTED] == "lapsed")
    # Lapsed after it had entered: counted, though never eligible.
    kept = np.isfinite(lapsed) & ~gone
    assert kept.any()
    assert np.all(reasons[kept, COUNTED] == "reached")
    assert np.all(reasons[kept, ELIGIBLE] == "lapsed")
    assert np.all(futures.outcomes.homes_by_quarter[kept].sum(axis=1) == [100, 0, 0])


def test_blocks_pass_the_threshold_each_by_its_own_work():
    """One crew, 200 days a block: on 31 December 2026 block 2 has done 165 of 200 days, block 3 has not begun."""
    rule = blocks(1, "build")
    table = {"r": route(AFTER, "build", "accept", steps={"build": {"per_block": True}}, blocks=rule)}
    stages = {"build": stage(200.0), "accept": stage(1.0)}
    for threshold, second in ((0.8, LAST[2026]), (0.85, 400.0)):
        scenario = scenario_of(stages, [row("P", blocks=3)], table, counting=early(threshold))
        assert same(simulate(scenario).outcomes.blocks.days[0, :, COUNTED], [200.0, second, 600.0])


def test_homes_entered_early_help_the_year_they_entered_and_are_missed_in_the_next():
    rows = [row("P", homes=150), row("Q", homes=60, entry=day(400))]
    targets = {
        "years": [{"year": 2026, "homes": 100}, {"year": 2027, "homes": 100}],
        "carry_over": "surplus",
        "assumption": WHY,
    }
    scenario = built(stage(400.0), early(0.9), rows, targets=targets)
    results = run(scenario, replications=2)
    # P enters on 31 December 2026 and is eligible in February 2027; Q enters at the end of 2027 (330 of 400 days: no).
    assert results.homes_in_years("counted")[0, :3].tolist() == [150, 0, 60]
    assert results.homes_in_years("eligible")[0, :3].tolist() == [0, 150, 60]
    assert results.homes_in_years("handed_over")[0, :3].tolist() == [0, 150, 60]
    assert [answer.chance.share for answer in judge(results, "counted").years] == [1, 0]
    assert [answer.chance.share for answer in judge(results, "eligible").years] == [0, 1]
    looser = run(built(stage(400.0), early(0.8), rows, targets=targets), replications=2)
    # With 0.8, Q enters in 2027: 60 homes and the 50 left over from 2026.
    assert [answer.chance.share for answer in judge(looser, "counted").years] == [1, 1]
    assert judge(looser, "counted").years[1].homes.p50 == 60


def test_without_early_entry_the_statistic_follows_the_milestone():
    plain = {"counted_when": "handed_over", "assumption": WHY}
    routes = chain("build", "accept")
    scenario = scenario_of({"build": stage(400.0), "accept": stage(9.0)}, [row("P")], routes, counting=plain)
    assert counted_on(scenario)[0] == 409


def test_a_milestone_that_is_held_again_after_recalls_is_refused():
    """Its work is made anew each time, so that no share of it could be past a threshold."""
    graph = route({"build": [], "fit": ["build"]}, "build", "fit", {"fit": {"recall": recall(0.5, "build")}})
    stages = {"build": stage(1000.0), "fit": stage(10.0)}
    found = scenario_problems(scenario_of(stages, [row("P")], {"r": graph}, counting=early(0.9)), "test.toml")
    assert [problem.path for problem in found if problem.severity == "error"] == ["routes.r.eligible_after"]
