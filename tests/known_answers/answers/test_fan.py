"""The fan of completions: quarters counted by hand, and its year ends against the board."""

from datetime import date

import numpy as np
import pytest
from builders import WHY, route, row, scenario_of, stage

from sim.analysis.board import SHARES, fan_of, judge
from sim.experiment import run
from sim.scenario import READINGS


def lines(point):
    return point.p10, point.p25, point.p50, point.p75, point.p90


def targets(*years):
    return {"years": [{"year": year, "homes": homes} for year, homes in years], "assumption": WHY}


def test_certain_completions_stand_at_the_end_of_their_quarter():
    """Day 89 is 31 March 2026, day 90 1 April, day 365 1 January 2027."""
    rows = [row(f"P{days}", route=f"r{days}", homes=homes) for days, homes in ((89, 100), (90, 30), (365, 7))]
    stages = {f"s{days}": stage(days) for days in (89, 90, 365)}
    routes = {f"r{days}": route({f"s{days}": []}) for days in (89, 90, 365)}
    goals = targets((2026, 50), (2027, 60))
    shown = fan_of(run(scenario_of(stages, rows, routes, targets=goals), replications=3), "eligible")

    assert [point.time for point in shown.points] == [2026 + quarter / 4 for quarter in range(9)]
    assert [set(lines(point)) for point in shown.points] == [
        {0}, {100}, {130}, {130}, {130}, {137}, {137}, {137}, {137},
    ]  # fmt: skip
    assert [(step.year, step.homes) for step in shown.steps] == [(2026, 50), (2027, 110)]


@pytest.fixture(scope="module")
def results():
    spread = {"family": "lognormal", "median": 600, "p90": 1100}
    rows = [
        row(f"P{i}", homes=homes, entry=date(2026, 1 + i, 1)) for i, homes in enumerate((70, 110, 250, 30))
    ]
    long = {"build": stage(spread), "hand_over": stage({"family": "uniform", "low": 10, "high": 200})}
    routes = {"r": route({"build": [], "hand_over": ["build"]}, "build", "hand_over")}
    return run(scenario_of(long, rows, routes), replications=203)


@pytest.mark.parametrize("reading", READINGS)
def test_each_line_is_the_home_count_that_its_share_of_futures_does_not_exceed(results, reading):
    homes = results.homes_in_quarters(reading)[:, :20]
    for quarter, point in enumerate(fan_of(results, reading).points):
        so_far = sorted(homes[:, :quarter].sum(axis=1))
        for share, value in zip(SHARES, lines(point), strict=True):
            assert value in so_far
            assert sum(each <= value for each in so_far) >= share * len(so_far)
            assert sum(each < value for each in so_far) < share * len(so_far)


@pytest.mark.parametrize("reading", READINGS)
def test_the_ends_of_years_are_the_cumulative_answers_of_the_board(results, reading):
    shown = fan_of(results, reading)
    for answer, point, step in zip(
        judge(results, reading).cumulative, shown.points[4::4], shown.steps, strict=True
    ):
        assert point.time == answer.year + 1
        assert (point.p10, point.p50, point.p90) == (answer.homes.p10, answer.homes.p50, answer.homes.p90)
        assert (step.year, step.homes) == (answer.year, answer.target)


def test_lines_never_cross_and_never_fall(results):
    table = np.array([lines(point) for point in fan_of(results, "handed_over").points])
    assert (np.diff(table, axis=0) >= 0).all()
    assert (np.diff(table, axis=1) >= 0).all()
    assert table[8, 0] < table[8, -1]  # two years on, futures differ


def test_homes_before_the_first_target_year_are_not_in_the_fan():
    scenario = scenario_of(
        {"s": stage(30)},
        [row("early", homes=500), row("late", homes=20, entry=date(2027, 5, 1))],
        targets=targets((2027, 10)),
    )
    shown = fan_of(run(scenario, replications=2), "eligible")
    assert [(point.time, point.p50) for point in shown.points] == [
        (2027.0, 0), (2027.25, 0), (2027.5, 20), (2027.75, 20), (2028.0, 20),
    ]  # fmt: skip
