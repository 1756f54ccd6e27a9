"""Scores against answers worked out by hand or by a closed form."""

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from sim.backtest.scores import brier, central, covers, crps, interval_score, pit, skill


def test_crps_of_a_point_is_its_error() -> None:
    assert crps([474.0], 1550, fair=False) == 1076


def test_crps_of_two_values_by_hand() -> None:
    # mean |x - y| = (1 + 3) / 2 = 2; both pairs lie 4 apart: 2 x 4 / (2 x 4) = 1, and fair 2 x 4 / (2 x 2) = 2.
    assert crps([0.0, 4.0], 1, fair=False) == pytest.approx(1)
    assert crps([0.0, 4.0], 1, fair=True) == pytest.approx(0)


def test_crps_is_the_integral_of_the_squared_distance_of_distribution_functions() -> None:
    sample, outcome = np.array([3.0, 1.0, 8.0, 1.0, 5.5]), 6.0

    def squared(x: float) -> float:
        return float((np.mean(sample <= x) - (x >= outcome)) ** 2)

    points = sorted({*sample.tolist(), outcome})
    area = sum(quad(squared, low + 1e-12, high - 1e-12)[0] for low, high in pairwise(points))
    assert crps(sample, outcome, fair=False) == pytest.approx(area, abs=1e-9)


def test_crps_of_normal_draws_is_that_of_the_normal_distribution() -> None:
    # Gneiting & Raftery 2007: y (2 F(y) - 1) + 2 f(y) - 1 / sqrt(pi). The midpoints of 20,000 equal shares stand for
    # the distribution; what they leave out is below 1e-4.
    values = norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    y = 0.7
    exact = y * (2 * norm.cdf(y) - 1) + 2 * norm.pdf(y) - 1 / math.sqrt(math.pi)
    assert crps(values, y, fair=False) == pytest.approx(exact, abs=1e-4)


def test_fair_crps_of_few_draws_is_right_on_average_and_the_other_is_not() -> None:
    # 4,000 samples of 5 draws: the mean has a standard error of about 0.008; plain CRPS is too high by
    # E|X - X'| / (2 m) = 2 / sqrt(pi) / 10 = 0.113.
    draws = np.random.default_rng(5).standard_normal((4000, 5))
    exact = 2 * norm.pdf(0) - 1 / math.sqrt(math.pi)
    fair = np.mean([crps(each, 0.0, fair=True) for each in draws])
    plain = np.mean([crps(each, 0.0, fair=False) for each in draws])
    assert fair == pytest.approx(exact, abs=0.03)
    assert plain == pytest.approx(exact + 0.113, abs=0.03)


@pytest.mark.parametrize(("sample", "fair"), [([], False), ([1.0], True)])
def test_crps_refuses_a_sample_that_is_too_small(sample: list[float], fair: bool) -> None:
    with pytest.raises(ValueError, match="sample"):
        crps(sample, 1, fair=fair)


def test_interval_score_by_hand() -> None:
    # 80 %: 2 / 0.2 = 10 for each home outside.
    assert interval_score(100, 150, 120, 0.8) == pytest.approx(50)
    assert interval_score(100, 150, 90, 0.8) == pytest.approx(50 + 10 * 10)
    assert interval_score(100, 150, 153, 0.8) == pytest.approx(50 + 10 * 3)


def test_the_true_band_has_the_lowest_mean_interval_score() -> None:
    outcomes = norm.ppf((np.arange(2000) + 0.5) / 2000)

    def mean(half: float) -> float:
        return float(np.mean([interval_score(-half, half, y, 0.8) for y in outcomes]))

    true = float(norm.ppf(0.9))
    assert mean(true) < min(mean(0.7 * true), mean(1.4 * true))


def test_central_band_and_coverage() -> None:
    sample = np.arange(1, 11)
    assert central(sample, 0.8) == (1, 9)
    assert covers(sample, 9, 0.8)
    assert not covers(sample, 9.5, 0.8)
    assert central(sample, 0.0) == (5, 5)


@pytest.mark.parametrize(
    ("chance", "happened", "score"), [(0, True, 1), (0.5, True, 0.25), (0.2, False, 0.04)]
)
def test_brier_by_hand(chance: float, happened: bool, score: float) -> None:
    assert brier(chance, happened) == pytest.approx(score)


def test_pit_counts_half_of_the_equal_ones() -> None:
    assert pit([1, 2, 2, 3], 2) == pytest.approx(0.5)
    assert pit([1, 2, 2, 3], 0) == 0


def test_skill_by_hand_with_its_error() -> None:
    # 1 - (1 + 3 + 2) / (2 + 4 + 3) = 1/3; leaving one out: 2/7, 2/5 and 1/3, whose mean is 107/315; the jackknife's
    # error is sqrt(2/3 x (0.053968² + 0.060317² + 0.006349²)) = 0.066288.
    found = skill([1, 3, 2], [2, 4, 3])
    assert found.value == pytest.approx(1 / 3)
    assert found.error == pytest.approx(0.066288, abs=1e-6)
    assert found.outcomes == 3


def test_skill_of_two_outcomes_has_no_error_and_of_a_faultless_rival_no_value() -> None:
    assert skill([5, 1], [10, 2]).value == pytest.approx(0.5)
    assert skill([5, 1], [10, 2]).error is None
    assert skill([5, 1], [0, 0]).value is None
