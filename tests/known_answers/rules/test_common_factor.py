"""Causes shared by projects: the one-factor copula, correlated ignorance.

Chances are integrated over the factor by the trapezoid rule on 2,001 points between -9 and 9, where the normal density
has fallen below 1e-18. Estimates are held to 4.5 standard errors of independent futures at a fixed seed.
"""

from __future__ import annotations

import numpy as np
import pytest
from builders import WHY, duration, factor, route, row, scenario_of, stage
from futures import STANDARD_ERRORS, share_off
from known_answers.rules.whole_model import correlation_off, is_uniform, simulate
from scipy import special, stats

SHARED = 0.5
Z = np.linspace(-9, 9, 2001)
PRIOR = stats.norm.pdf(Z) * (Z[1] - Z[0])
SHAPES = {
    "lognormal": ({"family": "lognormal", "median": 200, "sigma_log": 0.6}, stats.lognorm(0.6, scale=200)),
    "gamma": ({"family": "gamma", "shape": 2.5, "scale": 60}, stats.gamma(2.5, scale=60)),
    "exponential": ({"family": "exponential", "mean": 150}, stats.expon(scale=150)),
    "weibull": ({"family": "weibull", "shape": 1.7, "scale": 160}, stats.weibull_min(1.7, scale=160)),
}
SHAPE, LAW = SHAPES["lognormal"]
KEYS = [f"P{i}" for i in range(6)]


def alive(law, t):
    """P(T > t | z) of a duration of which the share `SHARED` of the score is common, shape (t, z)."""
    score = stats.norm.isf(law.sf(np.atleast_1d(t)))[:, None]
    return stats.norm.sf((score - np.sqrt(SHARED) * Z) / np.sqrt(1 - SHARED))


def moved(stages, rows, routes=None, shared=SHARED, **more):
    factors = {"f": factor(list(stages), shared)}
    tables = {name: stage(shape) for name, shape in stages.items()}
    return scenario_of(tables, rows, routes, factors=factors, **more)


@pytest.fixture(scope="module")
def fresh(engine):
    """Ends of one stage in six projects, shape (R, P)."""
    futures = simulate(moved({"s": SHAPE}, [row(key) for key in KEYS]), 3000)
    return np.stack([futures.ended(key, "s") for key in KEYS], axis=1)


def test_projects_finish_together_more_often_than_alone(fresh):
    for t in LAW.ppf((0.3, 0.5, 0.7, 0.9)):
        together = float(PRIOR @ (1 - alive(LAW, t)[0]) ** len(KEYS))
        assert share_off(np.all(fresh <= t, axis=1), together) < STANDARD_ERRORS
        assert (
            share_off(np.any(fresh <= t, axis=1), float(1 - PRIOR @ alive(LAW, t)[0] ** len(KEYS)))
            < STANDARD_ERRORS
        )
    assert share_off(np.all(fresh <= LAW.ppf(0.5), axis=1), 0.5 ** len(KEYS)) > 10 * STANDARD_ERRORS


def test_each_project_alone_keeps_its_law(fresh):
    for column in fresh.T:
        assert is_uniform(LAW.cdf(column))


def test_normal_scores_correlate_as_the_share_in_common(fresh):
    scores = special.ndtri(LAW.cdf(fresh))
    for first, second in ((0, 1), (2, 5), (3, 4)):
        assert correlation_off(scores[:, first], scores[:, second], SHARED) < STANDARD_ERRORS


def test_stages_of_different_laws_move_together():
    stages = {name: shape for name, (shape, _) in SHAPES.items()}
    side_by_side = {"r": route({name: [] for name in stages})}
    futures = simulate(moved(stages, [row("P"), row("Q")], side_by_side, 0.8), 2500)
    scores = {
        key + name: special.ndtri(law.cdf(futures.ended(key, name)))
        for key in "PQ"
        for name, (_, law) in SHAPES.items()
    }
    for name in SHAPES:
        assert is_uniform(special.ndtr(scores["P" + name]))
    for pair in (("Plognormal", "Pgamma"), ("Pgamma", "Qweibull"), ("Qexponential", "Pweibull")):
        assert correlation_off(scores[pair[0]], scores[pair[1]], 0.8) < STANDARD_ERRORS


def test_a_stage_outside_the_group_is_left_alone():
    scenario = scenario_of(
        {"s": stage(SHAPE), "t": stage(SHAPE)},
        [row("P"), row("Q")],
        factors={"f": factor(["s"], 0.9)},
    )
    futures = simulate(scenario, 2000)
    own = [special.ndtri(LAW.cdf(futures.ended(k, "t") - futures.ended(k, "s"))) for k in "PQ"]
    assert correlation_off(own[0], own[1], 0.0) < STANDARD_ERRORS


FACTOR, FACTOR_LAW = {"family": "lognormal", "median": 1, "sigma_log": 0.4}, stats.lognorm(0.4)


def test_unknown_factors_that_belong_together_correlate():
    stages = {
        "a": stage(100.0, uncertain=FACTOR),
        "b": stage(100.0, uncertain={"family": "uniform", "low": 0.5, "high": 1.5}),
        "c": stage(100.0, uncertain=FACTOR),
    }
    together = [{"between": ["stages.a", "stages.b"], "correlation": 0.7, "assumption": WHY}]
    futures = simulate(scenario_of(stages, [row("P"), row("Q")], correlations=together), 3000)
    factors = {name: (futures.ended("P", name) - futures.started("P", name)) / 100 for name in stages}
    assert is_uniform(FACTOR_LAW.cdf(factors["a"]))
    assert is_uniform(factors["b"] - 0.5)
    scores = [special.ndtri(FACTOR_LAW.cdf(factors["a"])), special.ndtri(factors["b"] - 0.5)]
    assert correlation_off(scores[0], scores[1], 0.7) < STANDARD_ERRORS
    assert correlation_off(special.ndtri(FACTOR_LAW.cdf(factors["c"])), scores[0], 0.0) < STANDARD_ERRORS
    assert np.allclose(futures.ended("P", "c"), futures.ended("Q", "c"), rtol=1e-12)


def test_ignorance_and_chance_of_two_lognormals_multiply():
    """Medians multiply, variances of logs add; what two projects share is the part nobody knows."""
    spread = {"family": "lognormal", "median": 200, "sigma_log": 0.3}
    futures = simulate(scenario_of({"s": stage(spread, uncertain=FACTOR)}, [row("P"), row("Q")]), 3000)
    logs = [np.log(futures.ended(key, "s") / 200) / 0.5 for key in "PQ"]
    assert is_uniform(special.ndtr(logs[0]))
    assert correlation_off(logs[0], logs[1], 0.4**2 / 0.5**2) < STANDARD_ERRORS


def test_an_exponential_wait_of_unknown_mean():
    """Mean times a gamma factor of shape k: P(T > t) = 2 x^(k/2) K_k(2 sqrt x) / Gamma(k), x = k t / mean."""
    k = 2.0
    factor = {"family": "gamma", "shape": k, "scale": 1 / k}
    wait = {"family": "exponential", "mean": 100}
    futures = simulate(scenario_of({"s": stage(wait, uncertain=factor)}, [row("P")]), 3000)
    x = k * futures.ended("P", "s") / 100
    survival = 2 * x ** (k / 2) * special.kv(k, 2 * np.sqrt(x)) / special.gamma(k)
    assert is_uniform(survival)
    assert not is_uniform(np.exp(-x / k))


def test_a_common_factor_and_an_unknown_factor_work_side_by_side():
    """Both at once on lognormals: logs share r s^2 by the factor and u^2 by what nobody knows."""
    s, u = 0.6, 0.4
    scenario = scenario_of(
        {"s": stage(SHAPE, uncertain=FACTOR)},
        [row("P"), row("Q")],
        factors={"f": factor(["s"], 0.3)},
    )
    futures = simulate(scenario, 3000)
    logs = [np.log(futures.ended(key, "s") / 200) for key in "PQ"]
    assert correlation_off(logs[0], logs[1], (0.3 * s**2 + u**2) / (s**2 + u**2)) < STANDARD_ERRORS


def test_a_duration_of_its_own_is_moved_too():
    """The factor belongs to the stage, wherever its duration is stated."""
    own = [{"project": "Q", "stage": "s", "duration": duration(SHAPES["gamma"][0])}]
    futures = simulate(moved({"s": SHAPE}, [row("P"), row("Q")], own_durations=own), 2500)
    first = special.ndtri(LAW.cdf(futures.ended("P", "s")))
    second = special.ndtri(SHAPES["gamma"][1].cdf(futures.ended("Q", "s")))
    assert correlation_off(first, second, SHARED) < STANDARD_ERRORS
