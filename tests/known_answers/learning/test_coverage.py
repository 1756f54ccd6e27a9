"""Intervals hold the truth as often as they say, on records with censoring, truncation and months for days.

The wrong methods, which leave out what has not ended or forget that old stages are known only because they still ran,
are caught by the same trial.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from record_sets import MEDIAN, WIDTH, city_observations, finished_only, untruncated

from sim.learning.fitting import Observations, Prior, Quantity, maximise, posterior_of, profile_interval

TRUTH: dict[Quantity, float] = {"median": MEDIAN, "width": WIDTH}
Method = Callable[[Observations], Observations]


def covered(
    sets: int, count: int, quantity: Quantity, method: Method = lambda seen: seen, first: int = 1_000
) -> float:
    """Share of record sets whose 90 % profile interval holds the truth."""
    hits = 0
    for seed in range(first, first + sets):
        seen = method(city_observations(seed, count))
        found = profile_interval(seen, maximise(seen, "lognormal"), quantity)
        hits += (found.low or 0.0) <= TRUTH[quantity] <= (found.high or float("inf"))
    return hits / sets


@pytest.mark.parametrize("quantity", TRUTH)
def test_intervals_hold_the_truth(quantity: Quantity) -> None:
    """100 sets: the standard error of a share of 0.9 is 0.03, and three of them are allowed."""
    assert covered(100, 60, quantity) == pytest.approx(0.9, abs=0.09)


def test_wrong_methods_do_not() -> None:
    assert covered(40, 100, "median", finished_only) < 0.6
    assert covered(40, 100, "median", untruncated) < 0.6


def test_what_is_known_of_the_median_holds_the_truth_too() -> None:
    """80 % bands without a prior, 60 sets of 30: standard error 0.05, three of them allowed."""
    hits = 0
    for seed in range(3_000, 3_060):
        found = posterior_of(city_observations(seed, 30), "lognormal", Prior())
        hits += found.median(0.1) <= MEDIAN <= found.median(0.9)
    assert hits / 60 == pytest.approx(0.8, abs=0.15)


@pytest.mark.slow
@pytest.mark.parametrize("quantity", TRUTH)
def test_intervals_of_200_records_hold_the_truth_within_three_points(quantity: Quantity) -> None:
    """1,000 sets: the standard error is 0.0095, and three of them are about 3 points."""
    assert covered(1_000, 200, quantity, first=10_000) == pytest.approx(0.9, abs=0.03)
