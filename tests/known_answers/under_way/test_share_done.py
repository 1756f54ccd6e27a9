"""Shares of work reported as done: what is left of a stage given its report, by integrals of their own.

Integrals take the trapezoid rule over log T and over the common factor. A report speaks for a whole work of w / q; here
work is days. Medians of futures are held to three standard errors of a share; the cells of the rule are finer than that.
"""

from __future__ import annotations

import numpy as np
import pytest
from builders import day, factor, row, scenario_of, stage
from futures import share_off
from known_answers.rules.whole_model import is_uniform, simulate
from scipy import stats

from sim.array_types import Floats
from sim.scenario import DateRange, Scenario

MEDIAN, SIGMA, COMMON, TAU = 600.0, 0.5, 0.3, 0.15
LOGNORMAL = {"family": "lognormal", "median": MEDIAN, "sigma_log": SIGMA}
Z = np.linspace(-7, 7, 561)
PRIOR = stats.norm.pdf(Z) / stats.norm.pdf(Z).sum()
ROWS = 40
WEEK = {"name": "week", "week": [1, 1, 1, 1, 1, 0, 0], "assumption": "made for a test"}


def told(
    share: float, start, shape=None, shared: float = 0.0, tau: float = TAU, calendar=None, **fields
) -> Scenario:
    """Forty like rows of one stage; with a common factor, the futures of one row."""
    values = {"status": "in_progress", "under_way": {"s": start}, "progress": {"s": share}} | fields
    rows = [row(f"P{i}", **values) for i in range(1 if shared else ROWS)]
    factors = {"f": factor(["s"], shared)} if shared else {}
    reports = {"sigma_log": tau, "assumption": "made for a test"}
    stages = {"s": stage(shape or LOGNORMAL, calendar=calendar), "t": stage(1.0)}
    return scenario_of(stages, rows, factors=factors, progress=reports, calendars={"week": WEEK})


def left_of(scenario: Scenario, count: int) -> Floats:
    """Days left of all rows in all futures."""
    futures = simulate(scenario, count)
    return np.concatenate([futures.ended(key, "s") for key in futures.plan.labels.keys])


def distribution(spent: float, share: float, shared: float, tau: float, known: float | None = None):
    """Days left and their distribution function: T ∝ f(t | z) N(log(w / q); log t, tau²) 1[t > k], z at its prior."""
    logs = np.linspace(np.log(known or spent), np.log(spent) + 4, 8001)
    like = stats.norm.pdf(np.log(spent / share), logs, tau)
    middle = np.log(MEDIAN) + SIGMA * np.sqrt(shared) * Z[:, None]
    density = stats.norm.pdf(logs, middle, SIGMA * np.sqrt(1 - shared)) * like
    ends = np.concatenate(
        [np.zeros((len(Z), 1)), np.cumsum((density[:, 1:] + density[:, :-1]) / 2, axis=1)], axis=1
    )
    return np.exp(logs) - spent, PRIOR @ (ends / ends[:, -1:])


@pytest.mark.parametrize(("shared", "median"), [(0.0, 114.57), (COMMON, 119.64)])
def test_known_answer(shared: float, median: float, engine: str) -> None:
    """300 days spent, three quarters done; "(1 - q) T given T > e" would be 155."""
    days, chance = distribution(300, 0.75, shared, TAU)
    assert float(np.interp(0.5, chance, days)) == pytest.approx(median, abs=0.05)
    count = 20_000 if engine == "compiled" else 6_000
    left = left_of(told(0.75, day(-300), shared=shared), count if shared else count // ROWS)
    assert share_off(left < median, 0.5) < 3
    assert is_uniform(np.interp(left, days, chance))
    assert share_off(left < 155, 0.5) > 10


def test_the_lognormal_in_closed_form(engine: str) -> None:
    """Log T given the report is normal, of the precision of both together, cut at the time spent."""
    for spent, share, tau in ((300, 0.75, 0.15), (100, 0.9, 0.05), (250, 0.25, 0.3), (20, 0.5, 1.5)):
        precision = 1 / SIGMA**2 + 1 / tau**2
        mean = (np.log(MEDIAN) / SIGMA**2 + np.log(spent / share) / tau**2) / precision
        law = stats.norm(mean, precision**-0.5)
        left = left_of(told(share, day(-spent), tau=tau), 100)
        alive = law.sf(np.log(spent))
        assert is_uniform(1 - law.sf(np.log(spent + left)) / alive), (spent, share, tau)


def test_a_report_that_says_nothing_leaves_the_time_left_as_it_is(engine: str) -> None:
    """A wide tau: T given T > e, also where e is far in the tail."""
    for spent in (100, 1_000):
        # The widest that a file may state.
        left = left_of(told(0.5, day(-spent), tau=2.0), 100)
        precision = 1 / SIGMA**2 + 1 / 4
        mean = (np.log(MEDIAN) / SIGMA**2 + np.log(spent / 0.5) / 4) / precision
        cut = stats.norm(mean, precision**-0.5)
        assert is_uniform(1 - cut.sf(np.log(spent + left)) / cut.sf(np.log(spent)))
        alone = stats.lognorm(SIGMA, scale=MEDIAN)
        assert abs(np.median(left) / (alone.isf(alone.sf(spent) / 2) - spent) - 1) < 0.2


def test_atoms_are_weighed_by_the_report(engine: str) -> None:
    """180 or 720 days, seven to three; 100 days spent, and a fifth done: 500 days are told of."""
    atoms = np.array([180.0, 720.0])
    shape = {
        "family": "mixture",
        "components": [
            {"name": "short", "weight": 0.7, "spread": {"family": "fixed", "value": atoms[0]}},
            {"name": "long", "weight": 0.3, "spread": {"family": "fixed", "value": atoms[1]}},
        ],
    }
    left = left_of(told(0.2, day(-100), shape, tau=0.5), 250)
    weights = np.array([0.7, 0.3]) * stats.norm.pdf(np.log(500), np.log(atoms), 0.5)
    right = float(weights[1] / weights.sum())
    assert set(np.unique(left)) == {80.0, 620.0}
    # The cell in which the atoms meet is that of its middle: a hundredth of the prior at most.
    assert abs(np.mean(left == 620.0) - right) < 0.01 + 3 * (right * (1 - right) / left.size) ** 0.5


def test_an_old_report_is_held_against_the_work_of_its_day(engine: str) -> None:
    """Begun 400 days ago, half done 200 days ago: 400 days are told of, and it may have ended since."""
    left = left_of(told(0.5, day(-400), status_as_of=day(-200)), 150)
    days, chance = distribution(200, 0.5, 0.0, TAU)
    over = float(np.interp(200, days, chance))
    assert 0.1 < over < 0.9
    assert share_off(left == 0, over) < 3
    rest = left[left > 0]
    assert is_uniform((np.interp(200 + rest, days, chance) - over) / (1 - over))


def test_a_start_that_nobody_knows_is_drawn_with_the_work(engine: str) -> None:
    """Begun somewhere in three years, three quarters done: 450 days ago, not last month."""
    span = DateRange(first=day(-1096), last=day(-1))
    futures = simulate(told(0.75, span), 200)
    since = np.concatenate([-futures.started(key, "s") for key in futures.plan.labels.keys])
    left = np.concatenate([futures.ended(key, "s") for key in futures.plan.labels.keys])
    spent = np.arange(0.5, 1096)[:, None]
    logs = np.linspace(np.log(20), np.log(12_000), 3001)
    joint = stats.norm.pdf(logs, np.log(MEDIAN), SIGMA) * stats.norm.pdf(np.log(spent / 0.75), logs, TAU)
    joint *= np.exp(logs) > spent
    joint /= joint.sum()
    by_start = np.concatenate([[0.0], np.cumsum(joint.sum(axis=1))])
    assert share_off(since < 100, float(np.interp(100, np.arange(1097.0), by_start))) < 4
    for days in (200, 450, 800):
        assert share_off(since < days, float(np.interp(days, np.arange(1097.0), by_start))) < 4
    for days in (60, 150, 300):
        right = float(joint[np.exp(logs) - spent < days].sum())
        assert abs(np.mean(left < days) - right) < 0.01 + 3 * (right * (1 - right) / left.size) ** 0.5


def test_common_random_numbers_hold_across_reports() -> None:
    """The same address: the less is done, the more is left in every single future."""
    much, little = (left_of(told(share, day(-300)), 25) for share in (0.75, 0.6))
    assert np.all(much <= little)


def test_a_report_speaks_of_days_of_work() -> None:
    """Forty weeks of five days, half done: 200 days of work are left, which take forty weeks again."""
    scenario = told(0.5, day(-280), tau=0.005, calendar="week")
    assert left_of(scenario, 5) == pytest.approx(280, rel=0.05)
