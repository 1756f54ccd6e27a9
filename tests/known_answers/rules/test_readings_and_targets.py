"""Which year a home falls in, which readings hold it, and when a target is met: counted by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from builders import DATA_DATE, WHY, day, pool, route, row, scenario_of, stage
from futures import Futures, simulate

from sim.analysis.board import Board, judge
from sim.experiment import replay, run
from sim.model import REASONS
from sim.scenario import READINGS, ProjectRow, Scenario

COUNTED, ELIGIBLE, HANDED_OVER = range(3)
YEARS = range(2026, 2031)


def targets(homes: int = 100, **more: Any) -> dict[str, Any]:
    return {"years": [{"year": year, "homes": homes} for year in YEARS], "assumption": WHY} | more


def years_of(scenario: Scenario, reading: Any = "eligible") -> list[int]:
    """Homes of 2026 .. 2030 in the first future."""
    return run(scenario, replications=1).homes_in_years(reading)[0, :5].tolist()


@pytest.mark.parametrize(
    ("end", "year"),
    [
        (0.0, 2026),
        (364.0, 2026),  # 31 December, 00:00
        (np.nextafter(365.0, 0), 2026),
        (365.0, 2027),  # 1 January, 00:00
        (730.0, 2028),
        (1096.0, 2029),  # 2028 is a leap year: 365 + 365 + 366
    ],
)
def test_midnight_opens_the_year(end, year):
    expected = [100 if y == year else 0 for y in YEARS]
    assert years_of(scenario_of({"s": stage(float(end))}, [row("P")])) == expected


def test_working_days_that_fill_the_last_day_of_the_year_end_in_the_new_one():
    """31 December 2026 is a Thursday: the last of a five-day week's work in that year."""
    office = {"name": "office", "week": [1, 1, 1, 1, 1, 0, 0], "assumption": WHY}
    days = int(np.busday_count("2026-12-01", "2027-01-01"))
    assert date(2026, 12, 31).isoweekday() == 4

    def ends_in(working_days: float) -> list[int]:
        work = stage(working_days, calendar="office", unit="working_days")
        rows = [row("P", entry=date(2026, 12, 1))]
        return years_of(scenario_of({"s": work}, rows, calendars={"office": office}))[:2]

    assert ends_in(days) == [0, 100]
    assert ends_in(days - 0.01) == [100, 0]


def test_quarters_are_calendar_quarters_of_any_data_date():
    data_date = date(2026, 6, 30)
    rows = [
        row(f"P{end}", route=f"e{end}", homes=end + 1, entry=data_date) for end in (0, 1, 92, 93, 184, 185)
    ]
    stages = {f"e{end}": stage(float(end)) for end in (0, 1, 92, 93, 184, 185)}
    routes = {name: route({name: []}) for name in stages}
    results = run(scenario_of(stages, rows, routes, data_date=data_date), replications=1)
    # 30 June is day 0, 1 July day 1, 30 September day 92; 31 December day 184.
    assert results.homes_in_quarters("eligible")[0, :5].tolist() == [0, 1, 2 + 93, 94 + 185, 186]


def test_nothing_happens_at_or_after_the_horizon():
    horizon = float((date(2036, 1, 1) - DATA_DATE).days)
    stages = {
        "on": stage(horizon),
        "before": stage(float(np.nextafter(horizon, 0))),
        "waits": stage(5.0, "desk"),
    }
    routes = {name: route({name: []}) for name in stages}
    rows = [row(name, route=name) for name in stages]
    futures = simulate(
        scenario_of(stages, rows, routes, pools={"desk": pool(0, changes=[(date(2036, 1, 1), 1)])})
    )
    reasons = [REASONS[code] for code in futures.outcomes.blocks.reason[0, :, ELIGIBLE]]
    assert reasons == ["beyond_horizon", "reached", "beyond_horizon"]
    assert futures.outcomes.homes_by_quarter.sum(axis=1).tolist() == [[100] * 3]
    assert futures.outcomes.homes_by_quarter[0, -1, ELIGIBLE] == 100


STEPS = {"build": stage(100.0), "accept": stage(300.0)}
TWO_MILESTONES = {"r": route({"build": [], "accept": ["build"]}, "build", "accept")}


def readings_of(one: ProjectRow, counted_when: str, **more: Any) -> Futures:
    return simulate(
        scenario_of(
            STEPS, [one], TWO_MILESTONES, counting={"counted_when": counted_when, "assumption": WHY} | more
        )
    )


@pytest.mark.parametrize(
    ("fields", "counted_when", "days", "reasons"),
    [
        ({}, "eligible", [100, 100, 400], ["reached"] * 3),
        ({}, "handed_over", [400, 100, 400], ["reached"] * 3),
        # Counted early, under way still: eligible and handed over come, the statistic never again.
        (
            {"counted_before": "yes"},
            "eligible",
            [np.nan, 100, 400],
            ["already_counted", "reached", "reached"],
        ),
        # Structure up before the data date but in no statistic: it enters it on the data date.
        (
            {"status": "in_progress", "under_way": {"accept": day(-50)}},
            "eligible",
            [0, np.nan, 250],
            ["reached", "before_data_date", "reached"],
        ),
        (
            {"status": "in_progress", "under_way": {"accept": day(-50)}},
            "handed_over",
            [250, np.nan, 250],
            ["reached", "before_data_date", "reached"],
        ),
        (
            {"status": "in_progress", "under_way": {"accept": day(-50)}, "counted_before": "yes"},
            "handed_over",
            [np.nan, np.nan, 250],
            ["already_counted", "before_data_date", "reached"],
        ),
        (
            {"status": "completed", "completed_on": day(-9)},
            "handed_over",
            [0, np.nan, np.nan],
            ["reached", "before_data_date", "before_data_date"],
        ),
        (
            {"status": "completed", "completed_on": day(-9), "counted_before": "yes"},
            "eligible",
            [np.nan] * 3,
            ["already_counted", "before_data_date", "before_data_date"],
        ),
    ],
)
def test_the_three_readings(fields, counted_when, days, reasons):
    outcomes = readings_of(row("P", **fields), counted_when).outcomes
    assert np.array_equal(outcomes.blocks.days[0, 0], days, equal_nan=True)
    assert [REASONS[code] for code in outcomes.blocks.reason[0, 0]] == reasons
    assert outcomes.homes_by_quarter[0].sum(axis=0).tolist() == [0 if np.isnan(d) else 100 for d in days]


def test_accounts_of_the_statistic_are_drawn_for_all_rows_together():
    accounts = [
        {"id": "low", "name": "low", "weight": 0.25, "rows": ["A"]},
        {"id": "high", "name": "high", "weight": 0.75, "rows": ["A", "B/1", "C"]},
    ]
    rows = [
        row(key, block=block, counted_before="alternatives", homes=homes)
        for key, block, homes in (("A", "", 10), ("B", "1", 20), ("C", "", 40))
    ]
    rows += [row("D", counted_before="yes", homes=80), row("E", homes=160)]
    counting = {"counted_when": "eligible", "alternatives": accounts, "assumption": WHY}
    futures = simulate(scenario_of({"s": stage(10.0)}, rows, counting=counting), 4000)
    homes = futures.outcomes.homes_by_quarter.sum(axis=1)
    assert set(homes[:, COUNTED].tolist()) == {160, 160 + 20 + 40}
    assert np.all(homes[:, ELIGIBLE] == 310)
    # 4.5 standard errors of a share of 0.25 in 4,000 futures.
    assert abs(np.mean(homes[:, COUNTED] == 220) - 0.25) < 4.5 * np.sqrt(0.25 * 0.75 / 4000)


BY_YEAR = {2026: 150, 2027: 40, 2028: 120, 2029: 85, 2030: 100}


def delivering(by_year: dict[int, int], **more: Any) -> Scenario:
    rows = [row(f"P{year}", homes=homes, entry=date(year, 5, 1)) for year, homes in by_year.items()]
    return scenario_of({"s": stage(30.0)}, rows, targets=targets(**more))


def board_of(scenario: Scenario, replications: int = 3) -> Board:
    return judge(run(scenario, replications=replications), "eligible")


@pytest.mark.parametrize(
    ("carry_over", "met"),
    [
        ("none", [1, 0, 1, 0, 1]),
        # 50 over; 40 + 50 = 90 misses; 120 leaves 20; 85 + 20 = 105 leaves 5; 100 + 5.
        ("surplus", [1, 0, 1, 1, 1]),
        # 150, 190, 310, 395, 495 against 100, 200, 300, 400, 500.
        ("cumulative", [1, 0, 1, 0, 0]),
    ],
)
def test_carry_over(carry_over, met):
    board = board_of(delivering(BY_YEAR, carry_over=carry_over))
    assert [year.chance.share for year in board.years] == met
    assert board.all_years.share == 0
    assert [year.homes.p50 for year in board.years] == list(BY_YEAR.values())
    assert [year.shortfall_mean for year in board.years] == [0, 60, 0, 15, 0]
    assert [year.homes.p50 for year in board.cumulative] == [150, 190, 310, 395, 495]
    assert [year.target for year in board.cumulative] == [100, 200, 300, 400, 500]
    assert [year.chance.share for year in board.cumulative] == [1, 0, 1, 0, 0]
    assert [year.shortfall_mean for year in board.cumulative] == [0, 10, 0, 5, 5]


def test_a_target_met_exactly_is_met_and_leaves_nothing():
    exact = {2026: 100, 2027: 100, 2028: 100, 2029: 100, 2030: 100}
    for carry_over in ("none", "surplus", "cumulative"):
        assert board_of(delivering(exact, carry_over=carry_over)).all_years.share == 1
        one_less = exact | {2028: 99}
        assert board_of(delivering(one_less, carry_over=carry_over)).all_years.share == 0


def test_all_years_are_judged_in_the_same_future():
    """One account counts A and leaves 2026 short, the other counts B and leaves 2027 short: no future meets both."""
    accounts = [
        {"id": "a", "name": "a", "weight": 0.5, "rows": ["A"]},
        {"id": "b", "name": "b", "weight": 0.5, "rows": ["B"]},
    ]
    rows = [
        row("A", entry=date(2026, 5, 1), counted_before="alternatives"),
        row("B", entry=date(2027, 5, 1), counted_before="alternatives"),
    ]
    scenario = scenario_of(
        {"s": stage(30.0)},
        rows,
        targets={"years": [{"year": 2026, "homes": 100}, {"year": 2027, "homes": 100}], "assumption": WHY},
        counting={"counted_when": "eligible", "alternatives": accounts, "assumption": WHY},
    )
    board = judge(run(scenario, replications=400), "counted")
    first, second = (year.chance.share for year in board.years)
    assert 0.3 < first < 0.7
    assert first + second == 1
    assert board.all_years.share == 0


def test_period_and_programme():
    period = {"first_year": 2027, "last_year": 2029, "homes": 245}
    programme = {"first_year": 2021, "last_year": 2030, "homes": 5000, "done_before": 4505}
    board = board_of(delivering(BY_YEAR, period=period, programme=programme))
    assert board.period is not None and board.programme is not None
    assert (board.period.homes.p50, board.period.chance.share, board.period.shortfall_mean) == (245, 1, 0)
    assert (board.programme.homes.p50, board.programme.chance.share) == (4505 + 495, 1)
    short = board_of(
        delivering(
            BY_YEAR,
            period=period | {"homes": 246},
            programme=programme | {"homes": 5001, "done_before": 4501},
        )
    )
    assert short.period is not None and short.programme is not None
    assert (short.period.chance.share, short.period.shortfall_mean) == (0, 1)
    assert (short.programme.chance.share, short.programme.shortfall_mean) == (0, 5)


def test_homes_before_the_first_target_year_carry_nothing():
    later = {"years": [{"year": year, "homes": 100} for year in (2027, 2028)], "assumption": WHY}
    for carry_over in ("none", "surplus", "cumulative"):
        rows = [row("P", homes=500, entry=date(2026, 5, 1)), row("Q", homes=100, entry=date(2028, 5, 1))]
        board = board_of(scenario_of({"s": stage(30.0)}, rows, targets=later | {"carry_over": carry_over}))
        assert [year.homes.p50 for year in board.years] == [0, 100]
        assert board.years[0].chance.share == 0


def test_percentiles_of_homes_are_values_that_occurred():
    rows = [row("P", homes={"low": 1, "high": 3}, entry=date(2026, 5, 1))]
    results = run(scenario_of({"s": stage(30.0)}, rows), replications=301)
    homes = results.homes_in_years("eligible")[:, 0]
    spread = judge(results, "eligible").years[0].homes
    ordered = np.sort(homes)
    # The smallest value that at least that share of the 301 futures does not exceed.
    assert [spread.p10, spread.p50, spread.p90] == [int(ordered[i]) for i in (30, 150, 270)]
    assert spread.mean == homes.mean()


@pytest.mark.parametrize("reading", READINGS)
def test_a_replayed_future_ends_where_the_run_says(reading):
    scenario = scenario_of(
        {
            "build": stage({"family": "lognormal", "median": 300, "sigma_log": 0.5}, "crew"),
            "accept": stage(30.0),
        },
        [row(f"P{i}") for i in range(4)],
        TWO_MILESTONES,
        pools={"crew": pool(2)},
    )
    results = run(scenario, replications=120, seed=9, completions=True)
    last = "accept" if reading == "handed_over" else "build"
    for replication in (0, 1, 99, 119):
        ends = {
            e.project: e.days
            for e in replay(scenario, replication, seed=9)
            if (e.stage, e.event) == (last, "ended")
        }
        row_days = results.completions.days[replication, :, READINGS.index(reading)]
        assert list(row_days) == [ends[f"P{i}"] for i in range(4)]
