"""Stages under way on the data date, through the whole engine: remaining time and unknown starts.

Samples are held against laws computed by scipy from its own survival functions; the common mistakes are
simulated beside them and must be told apart, so that these tests can fail.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from builders import day, row, scenario_of, stage
from futures import RARE, STANDARD_ERRORS, simulate, standard_errors_off
from scipy import integrate, special, stats

from sim.array_types import Floats
from sim.calendars import FIRST_DAY
from sim.random import Address, uniforms
from sim.scenario import DateRange, ProjectRow

# Short stages: none of the values drawn here may reach the horizon, ten years on.
ELAPSED = 60
COUNT = 2000
KEYS = [f"P{i}" for i in range(6)]


def begun(start: Any, **fields: Any) -> list[ProjectRow]:
    return [row(key, status="in_progress", under_way={"s": start}, **fields) for key in KEYS]


def fits(sample: Floats) -> bool:
    """Whether values are uniform on (0, 1), by Kolmogorov and Smirnov."""
    return bool(stats.kstest(sample, "uniform").pvalue > RARE)


def lognormal(sf: float) -> tuple[dict[str, Any], Any]:
    """Lognormal shape and law that survive `ELAPSED` days with a given chance."""
    sigma = 0.6
    median = ELAPSED * math.exp(sigma * special.ndtri(sf))
    return {"family": "lognormal", "median": median, "sigma_log": sigma}, stats.lognorm(sigma, scale=median)


def weibull(sf: float) -> tuple[dict[str, Any], Any]:
    scale = ELAPSED / (-math.log(sf)) ** (1 / 1.7)
    return {"family": "weibull", "shape": 1.7, "scale": scale}, stats.weibull_min(1.7, scale=scale)


def gamma(sf: float) -> tuple[dict[str, Any], Any]:
    scale = ELAPSED / float(special.gammainccinv(2.5, sf))
    return {"family": "gamma", "shape": 2.5, "scale": scale}, stats.gamma(2.5, scale=scale)


def share_reached(law: Any, left: Floats, elapsed: Floats | float) -> Floats:
    """P(T - e <= left | T > e)."""
    return np.asarray(-np.expm1(law.logsf(elapsed + left) - law.logsf(elapsed)))


@pytest.mark.parametrize("survival", [0.5, 1e-3, 1e-15])
@pytest.mark.parametrize("family", [lognormal, weibull, gamma])
def test_time_left_is_conditional_on_time_spent(family, survival):
    shape, law = family(survival)
    left = simulate(scenario_of({"s": stage(shape)}, begun(day(-ELAPSED))), COUNT).all_ended("s")
    assert np.all(left > 0)
    assert fits(share_reached(law, left, ELAPSED))
    mean, _ = integrate.quad(
        lambda x: math.exp(law.logsf(ELAPSED + x) - law.logsf(ELAPSED)), 0, 50 * left.mean(), limit=200
    )
    assert standard_errors_off(left, mean) < STANDARD_ERRORS
    fresh = simulate(scenario_of({"s": stage(shape)}, [row(key) for key in KEYS]), COUNT).all_ended("s")
    assert not fits(share_reached(law, fresh, ELAPSED))
    assert not fits(share_reached(law, np.maximum(fresh - ELAPSED, 0.0), ELAPSED))


def test_time_left_knows_the_unit_and_the_size():
    """Months, four times the homes and a square root: the law in days is twice the stated one x 30.4375."""
    shape = {"family": "lognormal", "median": 1, "sigma_log": 0.7}
    grown = stage(shape, unit="months", scale={"by": "homes", "exponent": 0.5, "reference": 100})
    left = simulate(scenario_of({"s": grown}, begun(day(-ELAPSED), homes=400)), COUNT).all_ended("s")
    law = stats.lognorm(0.7, scale=2 * 365.25 / 12)
    assert fits(share_reached(law, left, ELAPSED))
    assert not fits(share_reached(stats.lognorm(0.7, scale=365.25 / 12), left, ELAPSED))


def test_an_uncertain_factor_is_settled_before_the_time_left():
    # A hazard that rises steeply: time spent on another scale would be told apart.
    shape, law = weibull(0.2)
    factor = {"family": "uniform", "low": 0.5, "high": 2.0}
    futures = simulate(scenario_of({"s": stage(shape, uncertain=factor)}, begun(day(-ELAPSED))), COUNT)
    drawn = 0.5 + 1.5 * uniforms(1, Address("@shared", "", "stages.s", "uncertain"), 0, COUNT)
    left = futures.all_ended("s")
    scale = np.tile(drawn, len(KEYS))
    reached = share_reached(law, left / scale, ELAPSED / scale)
    # Apart: an error at short factors and one at long factors could cancel.
    for group in (scale < 0.9, (scale >= 0.9) & (scale < 1.4), scale >= 1.4):
        assert fits(reached[group])
    # Given the factor, rows are independent of each other.
    first, second = (share_reached(law, futures.ended(key, "s") / drawn, ELAPSED / drawn) for key in KEYS[:2])
    assert abs(np.corrcoef(first, second)[0, 1]) < STANDARD_ERRORS / math.sqrt(COUNT)


SPAN = 150
UNKNOWN = DateRange(first=day(-SPAN), last=day(-1))


def posterior(law: Any) -> tuple[Floats, Floats]:
    """Time spent at 0 .. SPAN days, and P(spent less | still under way) with every start equally likely before."""
    spent = np.linspace(0, SPAN, 20_001)
    total = integrate.cumulative_simpson(law.sf(spent), x=spent, initial=0)
    return spent, total / total[-1]


# The model weighs 32 cells: against a smooth posterior its cumulative chance is off by less than
# h^2 / 8 x slope of the density = (150 / 32)^2 / 8 / 20^2 < 0.007, where 12,000 values resolve 0.02.
@pytest.mark.parametrize(
    ("shape", "law"),
    [
        ({"family": "exponential", "mean": 20}, stats.expon(scale=20)),
        ({"family": "lognormal", "median": 25, "sigma_log": 0.8}, stats.lognorm(0.8, scale=25)),
    ],
    ids=["exponential", "lognormal"],
)
def test_an_unknown_start_is_weighed_by_survival(shape, law):
    futures = simulate(scenario_of({"s": stage(shape)}, begun(UNKNOWN)), COUNT)
    begin = np.concatenate([futures.started(key, "s") for key in KEYS])
    assert np.all((begin > -SPAN) & (begin < 0))
    days, chance = posterior(law)
    assert fits(np.interp(-begin, days, chance))
    expected = float(np.trapezoid(1 - chance, days))
    assert standard_errors_off(-begin, expected) < STANDARD_ERRORS
    # Given its start, each stage has the time left that this start implies.
    assert fits(share_reached(law, futures.all_ended("s"), -begin))
    # Every start equally likely, as if nothing were known from its being still under way: told apart.
    unweighted = np.random.Generator(np.random.Philox(7)).uniform(0, SPAN, begin.size)
    assert not fits(np.interp(unweighted, days, chance))
    assert standard_errors_off(unweighted, expected) > 10 * STANDARD_ERRORS


def test_an_unknown_start_leaves_a_memoryless_wait_as_it_was():
    futures = simulate(
        scenario_of({"s": stage({"family": "exponential", "mean": 20})}, begun(UNKNOWN)), COUNT
    )
    assert fits(stats.expon(scale=20).cdf(futures.all_ended("s")))


def test_unknown_starts_follow_the_factor_of_their_future():
    """With a factor F, the start is weighed by survival of F x T: exponential with mean 20 F, cut at the span."""
    shape, factor = {"family": "exponential", "mean": 20}, {"family": "uniform", "low": 0.5, "high": 2}
    futures = simulate(scenario_of({"s": stage(shape, uncertain=factor)}, begun(UNKNOWN)), COUNT)
    mean = 20 * (0.5 + 1.5 * uniforms(1, Address("@shared", "", "stages.s", "uncertain"), 0, COUNT))
    for key in KEYS:
        spent = -futures.started(key, "s")
        assert fits(np.expm1(-spent / mean) / np.expm1(-SPAN / mean))
    spent = -futures.started(KEYS[0], "s")
    assert not fits(np.expm1(-spent / 20) / np.expm1(-SPAN / 20))


def test_a_fixed_duration_rules_out_starts_that_are_too_early():
    """100 days, begun somewhere in the last 200: any day of the last 100 alike, and so for the end."""
    span = DateRange(first=day(-200), last=day(-1))
    futures = simulate(scenario_of({"s": stage(100.0)}, begun(span)), COUNT)
    assert fits(futures.all_ended("s") / 100)
    for key in KEYS:
        assert np.allclose(futures.ended(key, "s") - futures.started(key, "s"), 100, atol=1e-9)


def test_a_known_day_is_taken_at_its_beginning():
    futures = simulate(scenario_of({"s": stage(30.0)}, begun(day(-12))), 3)
    assert np.array_equal(futures.all_ended("s"), np.full(18, 18.0))
    assert np.array_equal(futures.started("P0", "s"), [-12.0] * 3)


def test_a_stage_begun_on_the_data_date_has_spent_nothing(engine):
    shape = {"family": "lognormal", "median": 90, "sigma_log": 0.5}
    whole = simulate(scenario_of({"s": stage(shape)}, [row(key) for key in KEYS]), 200)
    just_begun = simulate(scenario_of({"s": stage(shape)}, begun(day(0))), 200)
    # The compiled engine reads a quantile by its score, which it finds from a share, or from the logarithm of what is
    # left of one: 2e-15 apart in 120,000 cases.
    last_bits = 1e-13 if engine == "compiled" else 0.0
    assert np.allclose(whole.trace.ended, just_begun.trace.ended, rtol=last_bits, atol=0.0)


def test_a_start_known_to_the_month_on_a_calendar_spends_only_days_worked():
    """Nothing is worked before December: however early it began, only December is spent."""
    closed = {"first": FIRST_DAY, "last": day(-32), "assumption": "made for a test"}
    calendar = {"name": "site", "closures": [closed], "assumption": "made for a test"}
    scenario = scenario_of(
        {"s": stage(40, unit="working_days", calendar="site")},
        begun(DateRange(first=day(-700), last=day(-500))),
        calendars={"site": calendar},
    )
    assert np.allclose(simulate(scenario, 50).all_ended("s"), 40 - 31, atol=1e-9)
