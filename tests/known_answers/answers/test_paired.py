"""Intervals of a change seen in the same futures: against an independent inversion of the test, and how often they hold.

Coverage is judged on 20,000 planted studies: its own standard error is 0.15 points, far inside the 2 points allowed for
what intervals of counts can do, which jump from one count to the next.
"""

from __future__ import annotations

import numpy as np
import pytest
from fake_results import generator_of
from scipy import optimize, stats

from sim.analysis.statistics import ChanceChange, MeanChange, tango_interval

STUDIES = 20_000
Z = stats.norm.ppf(0.975)


def inverted(b, c, n):
    """Ends at which a score test with numerically constrained likelihood gives exactly z: nothing of `tango` in it."""

    def statistic(d):
        def minus_log_likelihood(lost):
            gained = lost + d
            return -(stats.multinomial.logpmf([b, c, n - b - c], n, [gained, lost, 1 - gained - lost]))

        ends = (max(0, -d) + 1e-12, (1 - d) / 2 - 1e-12)
        lost = optimize.minimize_scalar(
            minus_log_likelihood, bounds=ends, method="bounded", options={"xatol": 1e-12}
        ).x
        return (b - c - n * d) / np.sqrt(n * (2 * lost + d - d * d))

    estimate = (b - c) / n
    low = optimize.brentq(lambda d: statistic(d) - Z, -1 + 1e-6, estimate, xtol=1e-10)
    high = optimize.brentq(lambda d: statistic(d) + Z, estimate, 1 - 1e-6, xtol=1e-10)
    return low, high


@pytest.mark.parametrize(
    ("b", "c", "n"), [(1, 7, 21), (6, 16, 161), (40, 20, 160), (3, 1, 1000), (50, 50, 101)]
)
def test_tango_is_the_inverted_score_test(b, c, n):
    assert np.allclose(tango_interval(b, c, n), inverted(b, c, n), atol=2e-6)


def test_tango_as_published():
    """Airway hyper-responsiveness before and after transplantation: Fagerland, Lydersen & Laake (2014), table VIII."""
    low, high = tango_interval(1, 7, 21)
    assert (round(float(low), 3), round(float(high), 3)) == (-0.517, -0.026)


@pytest.mark.parametrize("n", [1, 20, 10_000])
def test_where_no_pair_differs_the_interval_is_known(n):
    """There the score at d > 0 is -n d / sqrt(n d (1 - d)), which is -z at d = z^2 / (n + z^2)."""
    low, high = tango_interval(0, 0, n)
    assert high == pytest.approx(Z**2 / (n + Z**2), rel=1e-9)
    assert low == -high


def test_where_all_pairs_differ_alike_the_interval_ends_at_one():
    low, high = tango_interval(50, 0, 50)
    assert high == 1
    assert low == pytest.approx((50 - Z**2) / (50 + Z**2), rel=1e-9)


def test_tango_is_symmetric_and_finds_mcnemars_test():
    b, c = np.arange(60)[:, None], np.arange(60)
    low, high = tango_interval(b, c, 200)
    assert np.array_equal(-high.T, low)
    assert np.all((low >= -1) & (high <= 1) & (low <= (b - c) / 200) & (high >= (b - c) / 200))
    with np.errstate(invalid="ignore"):
        significant = np.abs(b - c) / np.sqrt(b + c) > Z
    assert np.array_equal((low > 0) | (high < 0), significant)
    for gained, lost in [(20, 5), (5, 20), (12, 9), (0, 0)]:
        change = ChanceChange(gained, lost, 200)
        assert change.clearly(0.05) == change.verdict


@pytest.mark.parametrize(
    ("gained", "lost", "n"),
    [(0.10, 0.05, 400), (0.30, 0.10, 100), (0.004, 0.001, 1000), (0.002, 0.002, 2000), (0.05, 0.0, 1000)],
)
def test_tango_holds_the_true_change_in_95_studies_of_100(gained, lost, n):
    counts = generator_of(7).multinomial(n, [gained, lost, 1 - gained - lost], size=STUDIES)
    low, high = tango_interval(counts[:, 0], counts[:, 1], n)
    held = np.mean((low <= gained - lost) & (gained - lost <= high))
    assert abs(held - 0.95) < 0.02


def test_futures_that_share_what_is_not_known_count_for_fewer():
    """The change differs between sets; the interval by sets keeps its level, that of all futures alone does not."""
    generator, sets, each, studies = generator_of(9), 100, 20, 3_000
    found: dict[int, list[tuple[float, float, float]]] = {1: [], each: []}
    for _ in range(studies):
        gain = np.repeat(generator.beta(1, 4, sets), each)
        u = generator.random(sets * each)
        before, after = u < 0.3, u < 0.3 + 0.7 * gain
        for per_set, counts in found.items():
            change = ChanceChange.of(before, after, per_set)
            pairs = change.independent or change.futures
            scale = pairs / change.futures
            counts.append((scale * change.gained, scale * change.lost, pairs))
            assert change.sets == (None if per_set == 1 else sets)
    held = {}
    for per_set, counts in found.items():
        low, high = tango_interval(*np.array(counts).T)
        held[per_set] = np.mean((low <= 0.7 * 0.2) & (high >= 0.7 * 0.2))
    # Standard error of a share of 3,000: 0.4 points.
    assert abs(held[each] - 0.95) < 0.02
    assert held[1] < 0.85


def test_few_sets_make_the_interval_of_student():
    """Nine sets: 2.306 for 1.960; McNemar's test and the interval still agree."""
    for gained, lost in [(20, 5), (16, 5), (15, 5), (14, 5), (5, 20)]:
        change = ChanceChange(gained, lost, 90, independent=90.0, sets=9)
        assert change.clearly(0.05) == change.verdict
    z = stats.t(8).ppf(0.975)
    assert ChanceChange(0, 0, 90, independent=9.0, sets=9).interval[1] == pytest.approx(
        z**2 / (9 + z**2), rel=1e-9
    )


def test_the_range_of_the_change_is_that_of_the_sets_not_of_the_noise():
    generator, sets, each = generator_of(10), 500, 20
    gain = np.repeat(0.1 + 0.2 * (np.arange(sets) / (sets - 1)), each)
    u = generator.random(sets * each)
    band = ChanceChange.of(u < 0.3, u < 0.3 + gain, each).over_unknowns
    # P10 and P90 of a uniform law from 0.1 to 0.3; 0.02 as in test_ignorance.
    assert np.allclose(band, (0.12, 0.28), atol=0.02)
    # Where all sets gain as much, there is no range, however many futures change, but in 5 studies of 100.
    draws = (generator_of(seed).random(sets * each) for seed in range(20))
    told = [ChanceChange.of(u < 0.3, u < 0.5, each).over_unknowns for u in draws]
    # 3.2 standard deviations above the one expected.
    assert sum(band is not None for band in told) <= 4
    assert ChanceChange.of(u < 0.3, u < 0.301, each).over_unknowns is None


def coverage_of_means(draw, truth, count, per_set=1, studies=4_000):
    generator = generator_of(11)
    inside = 0
    for _ in range(studies):
        low, high = MeanChange.of(draw(generator, count), per_set).interval
        inside += low <= truth <= high
    return inside / studies


def test_the_mean_of_homes_is_held_in_95_studies_of_100():
    def often(generator, count):
        return generator.poisson(3, count) - 1

    def seldom(generator, count):
        return 120 * (generator.random(count) < 0.008)

    def by_set(generator, count):
        return np.repeat(generator.poisson(4, count // 20), 20) + generator.poisson(1, count)

    # Standard error of a share of 4,000: 0.34 points.
    assert abs(coverage_of_means(often, 2, 300) - 0.95) < 0.02
    assert abs(coverage_of_means(seldom, 0.96, 1000) - 0.95) < 0.02
    assert abs(coverage_of_means(by_set, 5, 2000, 20) - 0.95) < 0.02


def test_a_change_alike_in_all_futures_is_certain():
    change = MeanChange.of(np.full(500, 12))
    assert (change.mean, change.interval, change.verdict, change.differing) == (12, (12, 12), "up", 500)
    none = MeanChange.of(np.zeros(500, dtype=np.int64))
    assert (none.interval, none.verdict, none.differing) == ((0, 0), "no_clear_difference", 0)
