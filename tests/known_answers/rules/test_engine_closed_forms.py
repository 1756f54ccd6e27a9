"""Whole simulations against formulas: sums, maxima, queues, networks, shared factors, business days.

Every estimate is held to 4.5 standard errors of its own estimator at the sample size drawn, at a fixed seed.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import holidays
import numpy as np
import pytest
from builders import DATA_DATE, WHY, day, duration, pool, route, row, scenario_of, stage
from futures import RARE, STANDARD_ERRORS, share_off, simulate, standard_errors_off
from scipy import linalg, stats

from sim.array_types import Floats
from sim.scenario import DateRange

ROWS = [row(f"P{i}") for i in range(20)]
NOTHING = stage(0.0)
DATES = (30.0, 120.0, 200.0, 365.0, 700.0)


def exponential(mean: float) -> dict[str, Any]:
    return {"family": "exponential", "mean": mean}


def hypoexponential(t: float, means: list[float]) -> float:
    """P(sum <= t) of exponentials with different means (Ross, Introduction to Probability Models, 5.2.4)."""
    weights = [math.prod(a / (a - b) for j, b in enumerate(means) if j != i) for i, a in enumerate(means)]
    return 1 - sum(w * math.exp(-t / a) for w, a in zip(weights, means, strict=True))


@pytest.mark.parametrize(
    ("means", "chance"),
    [
        ([100.0] * 3, lambda t: float(stats.gamma.cdf(t, 3, scale=100))),
        ([50.0, 90.0, 200.0], lambda t: hypoexponential(t, [50.0, 90.0, 200.0])),
    ],
    ids=["equal means: gamma law", "different means"],
)
def test_stages_one_after_the_other_add_up(means, chance):
    stages = {f"s{i}": stage(exponential(mean)) for i, mean in enumerate(means)}
    ends = simulate(scenario_of(stages, ROWS), 500).all_ended("s2")
    assert standard_errors_off(ends, sum(means)) < STANDARD_ERRORS
    for t in DATES:
        assert share_off(ends <= t, chance(t)) < STANDARD_ERRORS


@pytest.mark.parametrize("branches", [2, 5])
def test_parallel_branches_wait_for_the_slowest(branches):
    names = [f"s{i}" for i in range(branches)]
    stages = {name: stage(exponential(120)) for name in names} | {"end": NOTHING}
    graph = route({name: [] for name in names} | {"end": names})
    ends = simulate(scenario_of(stages, ROWS, {"r": graph}), 300).all_ended("end")
    assert standard_errors_off(ends, 120 * sum(1 / n for n in range(1, branches + 1))) < STANDARD_ERRORS
    for t in DATES:
        assert share_off(ends <= t, (1 - math.exp(-t / 120)) ** branches) < STANDARD_ERRORS


def test_slots_serve_a_crowd_as_a_pure_death_process():
    jobs, slots, mean, replications = 12, 3, 60.0, 1500
    scenario = scenario_of(
        {"s": stage(exponential(mean), "desk")},
        [row(f"P{i}") for i in range(jobs)],
        pools={"desk": pool(slots)},
    )
    ends = simulate(scenario, replications).trace.ended[:, :, 0]
    rates = np.array([min(waiting, slots) / mean for waiting in range(jobs, 0, -1)])
    assert standard_errors_off(ends.max(axis=1), float((1 / rates).sum())) < STANDARD_ERRORS
    generator = np.diag([*-rates, 0.0]) + np.diag(rates, k=1)
    for t in (60.0, 150.0, 300.0):
        done = (ends <= t).sum(axis=1)
        for number, chance in enumerate(linalg.expm(generator * t)[0]):
            # Rarer states hold too few futures for a normal error.
            if 0.005 < chance < 0.995:
                assert share_off(done == number, float(chance)) < STANDARD_ERRORS


def bridge_chance(t: float, a: Any, b: Any, c: Any, d: Any, e: Any) -> float:
    """P(max(A + D, max(A + C, B) + E) <= t), by the midpoint rule over A = x and E = y."""
    if t <= 0:
        return 0.0
    cells = (np.arange(240) + 0.5) / 240
    x = (cells * t)[:, None]
    y = cells[None, :] * (t - x)
    inner = e.pdf(y) * c.cdf(t - x - y) * b.cdf(t - y) * (t - x) / 240
    return float((a.pdf(x) * d.cdf(t - x) * inner).sum() * t / 240)


@pytest.mark.parametrize(
    ("shapes", "laws"),
    [
        (
            [exponential(m) for m in (100, 80, 60, 150, 90)],
            [stats.expon(scale=m) for m in (100, 80, 60, 150, 90)],
        ),
        (
            [{"family": "uniform", "low": w / 4, "high": w} for w in (100, 180, 120, 200, 90)],
            [stats.uniform(w / 4, 3 * w / 4) for w in (100, 180, 120, 200, 90)],
        ),
    ],
    ids=["exponential", "uniform"],
)
def test_bridge_network_matches_numerical_integration(shapes, laws):
    stages = {name: stage(shape) for name, shape in zip("ABCDE", shapes, strict=True)} | {"end": NOTHING}
    graph = route({"A": [], "B": [], "C": ["A"], "D": ["A"], "E": ["B", "C"], "end": ["D", "E"]})
    ends = simulate(scenario_of(stages, ROWS, {"r": graph}), 400).all_ended("end")
    for t in np.quantile(ends, (0.1, 0.3, 0.5, 0.7, 0.9)):
        assert share_off(ends <= t, bridge_chance(float(t), *laws)) < STANDARD_ERRORS
    top = 2 * float(ends.max())
    grid = (np.arange(150) + 0.5) * top / 150
    mean = sum(1 - bridge_chance(float(t), *laws) for t in grid) * top / 150
    assert standard_errors_off(ends, mean) < STANDARD_ERRORS


FACTOR = {"family": "uniform", "low": 0.5, "high": 1.5}
WORK = {"family": "uniform", "low": 50, "high": 150}
# Uniform on (l, h): variance (h - l)^2 / 12; the mean of WORK is 100, that of FACTOR 1.
VARIANCE_OF_FACTOR, VARIANCE_OF_WORK = 1 / 12, 100**2 / 12


def products(ends: Floats, mean: float) -> Floats:
    """Mean product of the deviations of two different rows, one a replication: its mean is their covariance."""
    off = ends - mean
    count = off.shape[1]
    result: Floats = (off.sum(axis=1) ** 2 - (off**2).sum(axis=1)) / (count * (count - 1))
    return result


def test_an_uncertain_factor_is_shared_by_all_and_spread_by_none():
    shared = simulate(scenario_of({"s": stage(WORK, uncertain=FACTOR)}, ROWS[:10]), 3000).trace.ended[:, :, 0]
    alone = simulate(scenario_of({"s": stage(WORK)}, ROWS[:10]), 3000).trace.ended[:, :, 0]
    # Cov(F X, F Y) = Var(F) E[X] E[Y] for X, Y independent of each other and of F.
    assert standard_errors_off(products(shared, 100), VARIANCE_OF_FACTOR * 100**2) < STANDARD_ERRORS
    assert standard_errors_off(products(alone, 100), 0) < STANDARD_ERRORS
    # Var(F X) = E[F^2] E[X^2] - 1 x 100^2; one row, so that replications are independent.
    variance = (1 + VARIANCE_OF_FACTOR) * (100**2 + VARIANCE_OF_WORK) - 100**2
    assert standard_errors_off((shared[:, 0] - 100) ** 2, variance) < STANDARD_ERRORS
    assert standard_errors_off((alone[:, 0] - 100) ** 2, VARIANCE_OF_WORK) < STANDARD_ERRORS


def test_a_factor_belongs_to_the_place_where_the_duration_is_stated():
    stages = {name: stage(100.0, uncertain=FACTOR) for name in ("s", "t")}
    own_step = route({"s": [], "t": ["s"]})
    own_step["steps"][0]["duration"] = duration(100.0, uncertain=FACTOR)
    routes = {"r": route({"s": [], "t": ["s"]}), "q": own_step}
    rows = [row("P0"), row("P1"), row("Q0", route="q"), row("Q1", route="q")]
    futures = simulate(scenario_of(stages, rows, routes), 2000)
    of_stage, of_route = futures.ended("P0", "s"), futures.ended("Q0", "s")
    assert np.array_equal(of_stage, futures.ended("P1", "s"))
    assert np.array_equal(of_route, futures.ended("Q1", "s"))
    second = futures.ended("P0", "t") - of_stage
    # Correlations of independent pairs have standard error 1 / sqrt(n).
    for other in (of_route, second):
        assert abs(np.corrcoef(of_stage, other)[0, 1]) < STANDARD_ERRORS / math.sqrt(2000)
    # The stage's own duration holds for t on both routes: one factor.
    assert np.allclose(second, futures.ended("Q0", "t") - of_route, rtol=1e-12)


def test_work_grows_with_the_size_of_the_project():
    stages = {
        "by_homes": stage(10.0, scale={"by": "homes", "exponent": 0.5, "reference": 100}),
        "by_land": stage(10.0, scale={"by": "land_ha", "exponent": 1, "reference": 2}),
        "in_months": stage(2.0, unit="months"),
    }
    futures = simulate(scenario_of(stages, [row("P", homes=400, land_ha={"low": 5, "high": 5})]))
    ends = [futures.ended("P", name)[0] for name in stages]
    assert ends == [20.0, 45.0, 45.0 + 2 * 365.25 / 12]


def calendar(**rates: Any) -> dict[str, Any]:
    return {"name": "calendar", "assumption": WHY} | rates


@pytest.mark.parametrize(
    ("value", "unit", "days"),
    [
        (4, "weeks", 28),
        (2, "months", 2 * 365.25 / 12),
        (1, "years", 365.25),
        (28, "days", 28),
        (14, "working_days", 28),
    ],
)
def test_half_days_stretch_working_days_and_nothing_else(value, unit, days):
    half = calendar(week=[0.5] * 7)
    scenario = scenario_of(
        {"s": stage(value, calendar="half", unit=unit)}, ROWS[:1], calendars={"half": half}
    )
    assert simulate(scenario).trace.ended.item() == pytest.approx(days, abs=1e-9)


def test_a_year_of_work_takes_a_year_and_half_of_it_depends_on_the_season():
    """Full days in January to June, half days in July to December: 181 + 92 of 365 (182 + 92 in a leap year)."""
    seasons = calendar(months=[1] * 6 + [0.5] * 6)
    entries = [date(2026, month, 1) for month in range(1, 13)]
    rows = [row(f"P{month}", entry=entry) for month, entry in enumerate(entries, start=1)]
    stages = {
        "half": stage(6, calendar="seasons", unit="months"),
        "year": stage(1, calendar="seasons", unit="years"),
    }
    routes = {"r": route({"half": [], "year": []})}
    futures = simulate(scenario_of(stages, rows, routes, calendars={"seasons": seasons}))
    # 2010 to 2040 holds 31 years, 8 of them leap years: work of an average day.
    mean = (31 * (181 + 92) + 8) / (31 * 365 + 8)
    work = 6 * 365.25 / 12 * mean
    for month, entry in enumerate(entries, start=1):
        spent = futures.ended(f"P{month}", "year")[0] - (entry - DATA_DATE).days
        assert spent == pytest.approx(365.25, abs=1)
    assert futures.ended("P1", "half")[0] == pytest.approx(work, abs=1e-6)
    assert futures.ended("P7", "half")[0] == pytest.approx(181 + 184 + (work - 92), abs=1e-6)


def test_an_entry_is_any_instant_of_its_days_and_never_before_the_data_date():
    spans = {"A": (10, 39), "B": (7, 7), "C": (-20, 9), "D": (-20, -10)}
    rows = [row(key, entry=DateRange(first=day(low), last=day(high))) for key, (low, high) in spans.items()]
    requested = simulate(scenario_of({"s": stage(1.0)}, rows), 4000).trace.requested[:, :, 0]
    assert stats.kstest((requested[:, 0] - 10) / 30, "uniform").pvalue > RARE
    assert np.all(requested[:, 1] == 7)
    # Days before the data date are no longer possible: what is left of the span counts alike.
    assert stats.kstest(requested[:, 2] / 10, "uniform").pvalue > RARE
    assert np.all(requested[:, 3] == 0)


OFFICE = {"name": "office", "week": [1, 1, 1, 1, 1, 0, 0], "holidays": "VN", "assumption": WHY}
OFF = [np.datetime64(one) for one in holidays.country_holidays("VN", years=range(2024, 2035))]
BUSINESS_DAYS = np.busdaycalendar(holidays=OFF)


def business_end(begin: date, working_days: int) -> float:
    """Days from the data date to the end of the last of some working days (at least one)."""
    last = np.busday_offset(begin, working_days - 1, roll="forward", busdaycal=BUSINESS_DAYS)
    return float((last.astype(date) - DATA_DATE).days + 1)


@pytest.mark.parametrize("working_days", [1, 4, 10, 45])
def test_working_days_end_when_business_days_do(working_days):
    stages = {
        "s": stage(working_days, unit="working_days", calendar="office"),
        "t": stage(7, unit="working_days", calendar="office"),
    }
    entries = [day(offset) for offset in range(0, 400, 7 if working_days > 10 else 3)]
    rows = [row(f"P{i}", entry=entry) for i, entry in enumerate(entries)]
    futures = simulate(scenario_of(stages, rows, calendars={"office": OFFICE}))
    for i, entry in enumerate(entries):
        assert futures.ended(f"P{i}", "s")[0] == business_end(entry, working_days)
        assert futures.ended(f"P{i}", "t")[0] == business_end(entry, working_days + 7)


def test_working_days_already_spent_are_business_days():
    begun = [DATA_DATE - timedelta(days=days) for days in range(60)]
    rows = [row(f"P{i}", status="in_progress", under_way={"s": start}) for i, start in enumerate(begun)]
    stages = {"s": stage(45, unit="working_days", calendar="office")}
    futures = simulate(scenario_of(stages, rows, calendars={"office": OFFICE}))
    for i, start in enumerate(begun):
        spent = int(np.busday_count(start, DATA_DATE, busdaycal=BUSINESS_DAYS))
        assert futures.ended(f"P{i}", "s")[0] == business_end(DATA_DATE, 45 - spent)
