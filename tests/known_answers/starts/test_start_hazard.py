"""Stocks of projects that start at a hazard: closed forms, by quadrature where years differ, by matrix exponential.

Estimates are held to 4.5 standard errors of independent cases at a fixed seed (`whole_model`).
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from builders import WHY, day, factor, market, row, scenario_of, stage
from futures import STANDARD_ERRORS, share_off, standard_errors_off
from known_answers.rules.whole_model import YEAR_DAYS, correlation_off, is_uniform, same, simulate
from scipy import integrate, linalg, stats

from sim.model import REASONS
from sim.scenario import DateRange

STARTED = 0.23
SIGMA = 0.6
NEVER = {"firms": {"name": "class", "chance": 0.3, "assumption": WHY}}
YEARLY = {"family": "lognormal", "median": 1.0, "sigma_log": SIGMA}


def hazard(share, **more):
    return {"stock": {"name": "stock", "share_a_year": share, "assumption": WHY, **more}}


def entries(futures):
    return futures.draws.entry_days.ravel()


def waiting(rows=50, earliest=None, **hazards):
    return scenario_of(
        {"s": stage(5.0)},
        [row(f"P{i}", entry=earliest, start_hazard="stock") for i in range(rows)],
        start_hazards=hazards,
    )


def test_the_stated_share_starts_every_year():
    """Without a market and a factor: of those that wait 1 - (1 - p)^(days / 365.25) start in each calendar year."""
    futures = simulate(waiting(**hazard(STARTED)), 400)
    at = entries(futures)
    assert same(
        futures.trace.started[:, :, 0].ravel(), np.where(at < futures.plan.network.horizon_days, at, np.nan)
    )
    edges = [float((date(year, 1, 1) - date(2026, 1, 1)).days) for year in range(2026, 2034)]
    for begins, ends in pairwise(edges):
        waits = at >= begins
        share = 1 - (1 - STARTED) ** ((ends - begins) / YEAR_DAYS)
        assert share_off(at[waits] < ends, share) < STANDARD_ERRORS
    assert is_uniform(1 - (1 - STARTED) ** (at / YEAR_DAYS))


@pytest.mark.parametrize(("earliest", "first"), [(day(200), 200.0), (day(-200), 0.0)])
def test_it_waits_from_the_later_of_the_data_date_and_its_first_day(earliest, first):
    at = entries(simulate(waiting(earliest=earliest, **hazard(STARTED)), 100))
    assert at.min() > first
    assert is_uniform(1 - (1 - STARTED) ** ((at - first) / YEAR_DAYS))


def test_the_draw_is_that_of_a_span():
    """A row whose entry was a span meets the same chance at a hazard: late in one, late in the other."""
    span = DateRange(first=day(0), last=day(99))
    by_span = simulate(scenario_of({"s": stage(5.0)}, [row("P0", entry=span)]), 100)
    at_hazard = entries(simulate(waiting(rows=1, **hazard(STARTED)), 100))
    assert same(np.argsort(by_span.draws.entry_days[:, 0]), np.argsort(at_hazard))


def test_the_factor_of_a_year_is_one_for_all_and_multiplies_the_hazard():
    """E[1 - (1 - p)^F] by quadrature in each year; given the year's factor projects are independent."""
    futures = simulate(waiting(rows=20, **hazard(STARTED, year_factor=YEARLY)), 3000)
    at = futures.draws.entry_days
    assert standard_errors_off((at < 365.0).mean(axis=1), _expected(lambda share: share)) < STANDARD_ERRORS
    both = (at[:, :10] < 365.0) & (at[:, 10:] < 365.0)
    assert standard_errors_off(both.mean(axis=1), _expected(lambda share: share**2)) < STANDARD_ERRORS
    # The next year has a factor of its own: neither year says anything of the other.
    later = ((at >= 365.0) & (at < 730.0)).sum(axis=1) / np.maximum((at >= 365.0).sum(axis=1), 1)
    assert standard_errors_off(later, _expected(lambda share: share)) < STANDARD_ERRORS
    assert correlation_off((at < 365.0).mean(axis=1), later, 0.0) < STANDARD_ERRORS


def _expected(value):
    """Mean over years of a function of the share that starts in 365 days."""

    def given(score):
        hazard_of_year = -np.log(1 - STARTED) * np.exp(SIGMA * score) * 365 / YEAR_DAYS
        return value(1 - np.exp(-hazard_of_year)) * stats.norm.pdf(score)

    return integrate.quad(given, -8, 8, epsabs=1e-10)[0]


def test_a_fast_year_is_fast_for_all_stocks():
    two = {
        "stock": hazard(STARTED, year_factor=YEARLY)["stock"],
        "other": hazard(0.5, year_factor=YEARLY)["stock"],
    }
    rows = [row("A", entry=None, start_hazard="stock"), row("B", entry=None, start_hazard="other")]
    scenario = scenario_of({"s": stage(5.0)}, rows, start_hazards=two)
    at = simulate(scenario, 6000).draws.entry_days < 365.0
    rate = -np.log(1 - 0.5) * 365 / YEAR_DAYS

    def given(score):
        shares = [
            1 - np.exp(-one * np.exp(SIGMA * score)) for one in (-np.log(1 - STARTED) * 365 / YEAR_DAYS, rate)
        ]
        return shares[0] * shares[1] * stats.norm.pdf(score)

    assert share_off(at.all(axis=1), integrate.quad(given, -8, 8)[0]) < STANDARD_ERRORS


def test_the_market_moves_the_hazard():
    """P(waits at t) is the sum of a row of exp((Q - H) t), for a market with generator Q and hazards H by state."""
    passages = {("cold", "warm"): 0.8, ("warm", "cold"): 1.6}
    shares = {"cold": 0.05, "warm": 0.6}
    rows = [row(f"P{i}", entry=None, start_hazard="stock") for i in range(8)]
    scenario = scenario_of(
        {"s": stage(5.0)}, rows, market=market(passages, "cold"), start_hazards=hazard(shares)
    )
    at = simulate(scenario, 3000).draws.entry_days
    generator = np.array([[-0.8, 0.8], [1.6, -1.6]])
    hazards = np.diag([-np.log(1 - share) for share in shares.values()])
    for days in (100.0, 365.0, 1500.0):
        waits = linalg.expm((generator - hazards) * days / YEAR_DAYS)[0].sum()
        assert standard_errors_off((at > days).mean(axis=1), waits) < STANDARD_ERRORS


def test_dated_changes_and_an_unknown_factor():
    """Twice as fast from day 500 on: -ln P(waits) grows by h a day, then by 2 h; the unknown factor multiplies it."""
    known = waiting(**hazard(STARTED, changes=[{"from_date": day(500), "times": 2.0}]))
    rate = -np.log(1 - STARTED) / YEAR_DAYS
    at = entries(simulate(known, 300))
    assert is_uniform(1 - np.exp(-rate * (at + np.maximum(at - 500.0, 0.0))))
    unknown = waiting(**hazard(STARTED, uncertain={"family": "uniform", "low": 0.5, "high": 2.0}))
    futures = simulate(unknown, 1000, futures_per_set=10)
    factors = futures.draws.hazards_per_day[:, 0, 0] / rate
    assert same(factors, np.repeat(factors[::10], 10))
    assert is_uniform((factors[::10] - 0.5) / 1.5)
    assert is_uniform(1 - np.exp(-rate * factors[:, None] * futures.draws.entry_days).ravel())


def test_what_never_starts_is_neither_lapsed_nor_under_way():
    futures = simulate(waiting(rows=2, **hazard(0.0)), 3)
    assert (futures.draws.entry_days == np.inf).all()
    assert np.isnan(futures.trace.started).all()
    assert (np.array(REASONS)[futures.outcomes.blocks.reason] == "beyond_horizon").all()
    assert not futures.outcomes.never_begun.any()


def test_both_rules_hold_for_one_row():
    rows = [row(f"P{i}", entry=None, start_hazard="stock", never_begins="firms") for i in range(20)]
    scenario = scenario_of({"s": stage(5.0)}, rows, never_begins=NEVER, start_hazards=hazard(STARTED))
    futures = simulate(scenario, 400)
    starts = (futures.trace.started[:, :, 0] < YEAR_DAYS).ravel()
    assert share_off(starts, 0.7 * STARTED) < STANDARD_ERRORS


def test_other_rows_and_factors_meet_the_same_chance():
    stages, common = (
        {"s": stage({"family": "lognormal", "median": 300.0, "p90": 600.0})},
        {"f": factor(["s"], 0.5)},
    )
    rows = [row("A"), row("B", entry=day(40))]
    before = simulate(scenario_of(stages, rows, factors=common), 30)
    more = [*rows, row("C", entry=None, start_hazard="stock")]
    after = simulate(
        scenario_of(stages, more, factors=common, start_hazards=hazard(STARTED, year_factor=YEARLY)), 30
    )
    assert same(before.trace.ended, after.trace.ended[:, :2])
