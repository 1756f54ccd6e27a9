"""The curve without a family, and whether it lies flat at its end."""

from __future__ import annotations

import math

import numpy as np
import pytest
from record_sets import MEDIAN, WIDTH, city_observations, generator, lognormal, untruncated
from scipy import stats

from sim.learning.fitting import Observations, curve_of, exactly, maximise, never_interval, plateau_of


def of(low: list[float], high: list[float], entry: list[float] | None = None) -> Observations:
    columns = [np.array(each, dtype=np.float64)[:, None] for each in (low, high, entry or [0.0] * len(low))]
    return Observations(*columns, np.ones((len(low), 1)))


def test_without_truncation_it_is_the_product_limit_estimate_of_scipy() -> None:
    days, limit = lognormal(51, 60), generator(52).uniform(200, 1500, 60)
    ended, running = days[days <= limit], limit[days > limit]
    curve = curve_of(exactly(list(ended), list(running)))
    theirs = stats.ecdf(stats.CensoredData(uncensored=ended, right=running)).sf
    assert curve.still == pytest.approx(theirs.evaluate(curve.days), abs=1e-5)


def test_left_truncation_by_hand() -> None:
    """At risk when they end: 3 has A and B; 5 has B and C (entered at 4); 7 has C: 1/2, 1/4, 0."""
    curve = curve_of(of([2.9, 4.9, 6.9], [3.0, 5.0, 7.0], [0.0, 0.0, 4.0]))
    falls = [float(curve.still[np.searchsorted(curve.days, day)]) for day in (3.0, 5.0, 7.0)]
    assert falls == pytest.approx([0.5, 0.25, 0.0], abs=1e-4)


def test_ends_known_within_spans_by_turnbull() -> None:
    """(0, 2], (1, 3], (2, 4]: half of the mass in (1, 2] or so and half in (2, 3]: 1/2, 1/2 by symmetry."""
    curve = curve_of(of([0.0, 1.0, 2.0], [2.0, 3.0, 4.0]))
    middle = float(curve.still[np.searchsorted(curve.days, 2.0)])
    assert middle == pytest.approx(0.5, abs=1e-3)
    assert curve.still[-1] == pytest.approx(0, abs=1e-6)


def test_a_truncated_city_has_the_true_curve_and_ignoring_it_does_not() -> None:
    """1,000 stages: the standard error of a share is about 0.025, and three of them are allowed."""
    seen = city_observations(53, 1_000)
    at = np.array([400.0, 700.0, 1200.0])
    true = stats.lognorm(WIDTH, scale=MEDIAN).sf(at)

    def shares(observations: Observations) -> np.ndarray:
        curve = curve_of(observations)
        return np.interp(at, curve.days, curve.still)

    assert shares(seen) == pytest.approx(true, abs=0.075)
    assert (shares(untruncated(seen)) - true)[1] > 0.08


@pytest.mark.parametrize("followed", [300, 700])
def test_no_plateau_while_stages_still_end(followed: float) -> None:
    days = lognormal(54, 200)
    ended, running = days[days <= followed], np.full(int((days > followed).sum()), followed)
    assert not plateau_of(exactly(list(ended), list(running))).there


def test_a_plateau_is_seen_and_its_share_found_again() -> None:
    """A quarter of 400 never ends, followed for 3 to 6 times the median: 0.25 within its 90 % interval."""
    rng = generator(55)
    days = np.where(rng.random(400) < 0.25, math.inf, lognormal(56, 400))
    limit = rng.uniform(2_100, 4_200, 400)
    seen = exactly(list(days[days <= limit]), list(limit[days > limit]))
    assert plateau_of(seen).there
    fit = maximise(seen, "lognormal", some_never_end=True)
    interval = never_interval(seen, fit)
    assert interval.low is not None and interval.high is not None
    assert interval.low < 0.25 < interval.high
    assert interval.high - interval.low < 0.1
    assert math.log(fit.median / MEDIAN) == pytest.approx(0, abs=0.1)
    # Without it the duration of all is taken to be long.
    assert maximise(seen, "lognormal").median > 1.2 * MEDIAN


def test_the_chance_of_a_gap_by_hand() -> None:
    """Ends at 10, 20, 90, 100, followed to 130: one or two of ten lie within 30 before the last end: (1 - 2/14)^14."""
    found = plateau_of(exactly([10, 20, 90, 100], [130.0] * 10))
    assert (found.beyond, found.there) == (10, False)
    assert found.chance == pytest.approx((1 - 2 / 14) ** 14, rel=1e-9)


def test_too_few_beyond_the_last_end_are_no_plateau() -> None:
    found = plateau_of(exactly(list(range(100, 200)), [400.0] * 9))
    assert found.chance < 0.05
    assert not found.there
