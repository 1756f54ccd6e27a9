"""What knowing a number takes off the standard deviation: a linear case with normal numbers, in closed form.

The chance of a set is p = 0.5 + sum of b_k x_k, x_k standard normal: V = sum of b_k^2, V_k = b_k^2. Each set has 20
futures of its own. Tolerances are standard errors that the estimates state themselves, whose cover is tested too.
"""

import math

import numpy as np
import pytest

from sim.analysis.information import OverSets, columns_of, narrowings, spread_over_sets
from sim.array_types import Floats

SLOPES = np.array([0.09, 0.05, 0.02, 0.0])
VARIANCE = float((SLOPES**2).sum())
FALLS = math.sqrt(VARIANCE) - np.sqrt(VARIANCE - SLOPES**2)
FUTURES = 20


def a_case(seed: int, sets: int = 1500) -> tuple[Floats, Floats]:
    """What each future gives, shape (S, 20), and the scores, shape (S, 4)."""
    numbers = np.random.default_rng(seed)
    scores = numbers.standard_normal((sets, len(SLOPES)))
    chances = 0.5 + scores @ SLOPES
    return (numbers.random((sets, FUTURES)) < chances[:, None]).astype(np.float64), scores


def one_by_one(scores: Floats) -> dict[str, Floats]:
    return {str(k): scores[:, [k]] for k in range(scores.shape[1])}


def within(estimate: OverSets, truth: float, errors: float) -> bool:
    return abs(estimate.value - truth) <= errors * estimate.error


def in_sample(futures: Floats, scores: Floats) -> float:
    """The wrong method: fitted to the sets it is judged on, with the noise of the futures left in."""
    means = futures.mean(axis=1)
    table = columns_of(scores)
    left = means - table @ np.linalg.lstsq(table, means)[0]
    return float(means.std() - left.std())


def test_linear_case_within_three_standard_errors() -> None:
    futures, scores = a_case(1, sets=6000)
    spread = spread_over_sets(futures)
    assert spread.seen and within(spread.deviation, math.sqrt(VARIANCE), 3)
    found = narrowings(spread, one_by_one(scores))
    for k, fall in enumerate(FALLS):
        narrowing, share = found[str(k)]
        assert within(narrowing, float(fall), 3), k
        assert within(share, float(SLOPES[k] ** 2) / VARIANCE, 3), k
    assert found["0"][0].clear and found["1"][0].clear and not found["3"][0].clear


def test_the_wrong_method_fails_the_same_test() -> None:
    """It divides by the variance of the noisy sets, and takes the noise that it fitted for knowledge."""
    futures, scores = a_case(1, sets=6000)
    found = narrowings(spread_over_sets(futures), one_by_one(scores))
    assert abs(in_sample(futures, scores[:, [0]]) - FALLS[0]) > 3 * found["0"][0].error


@pytest.mark.parametrize("others", [0, 49])
def test_a_number_that_moves_nothing_is_worth_nothing(others: int) -> None:
    """Also among 50 of them: the mean of 200 is zero within its error, which the wrong method's is not."""
    values, wrong, clear = [], [], 0
    for seed in range(200 if others == 0 else 4):
        futures, _ = a_case(seed)
        idle = np.random.default_rng(1000 + seed).standard_normal((len(futures), 1 + others))
        for narrowing, _share in narrowings(spread_over_sets(futures), one_by_one(idle)).values():
            values.append(narrowing.value)
            clear += narrowing.clear
        wrong += [in_sample(futures, idle[:, [k]]) for k in range(1 + others)]
    mean, error = np.mean(values), np.std(values, ddof=1) / math.sqrt(len(values))
    assert abs(mean) < 3 * error
    assert np.mean(wrong) > 10 * error
    assert clear <= 0.05 * len(values)  # 2.5 % by the level of the interval


def test_intervals_cover() -> None:
    """Over 300 cases of 500 sets: 95 % intervals cover in 91 to 99 of 100, 3 binomial errors."""
    cover = np.zeros(len(SLOPES))
    of_deviation, cases = 0, 300
    for seed in range(cases):
        futures, scores = a_case(5000 + seed, sets=500)
        spread = spread_over_sets(futures)
        of_deviation += within(spread.deviation, math.sqrt(VARIANCE), 1.96)
        for k, (narrowing, _) in enumerate(narrowings(spread, one_by_one(scores)).values()):
            cover[k] += within(narrowing, float(FALLS[k]), 1.96)
    assert 0.91 < of_deviation / cases < 0.99
    assert np.all(cover / cases > 0.91) and np.all(cover / cases < 0.99)


def test_correlated_numbers_as_a_group() -> None:
    """Two scores with correlation r and slopes b, c: together they are worth b^2 + c^2 + 2 r b c; the rest is 0.03^2."""
    b, c, r, rest = 0.05, 0.04, 0.6, 0.03
    numbers = np.random.default_rng(3)
    common, own = numbers.standard_normal((6000, 1)), numbers.standard_normal((6000, 3))
    pair = math.sqrt(r) * common + math.sqrt(1 - r) * own[:, :2]
    chances = 0.5 + pair @ np.array([b, c]) + rest * own[:, 2]
    futures = (numbers.random((6000, FUTURES)) < chances[:, None]).astype(np.float64)
    together = b**2 + c**2 + 2 * r * b * c
    found = narrowings(spread_over_sets(futures), {"pair": pair, "first": pair[:, [0]], "rest": own[:, [2]]})
    whole = together + rest**2
    assert within(found["pair"][1], together / whole, 3)
    assert within(found["first"][1], (b + r * c) ** 2 / whole, 3)
    assert within(found["rest"][1], rest**2 / whole, 3)


def test_a_bend_is_seen_by_the_spline() -> None:
    """p = 0.5 + 0.06 (x^2 - 1) / sqrt 2: a straight line sees nothing of it, and it is all there is to know."""
    numbers = np.random.default_rng(4)
    score = numbers.standard_normal((6000, 1))
    chances = np.clip(0.5 + 0.06 * (score[:, 0] ** 2 - 1) / math.sqrt(2), 0, 1)
    futures = (numbers.random((6000, FUTURES)) < chances[:, None]).astype(np.float64)
    assert narrowings(spread_over_sets(futures), {"x": score})["x"][1].value > 0.9


def test_nothing_narrows_what_does_not_vary() -> None:
    futures = (np.random.default_rng(5).random((500, FUTURES)) < 0.3).astype(np.float64)
    spread = spread_over_sets(futures)
    scores = np.random.default_rng(6).standard_normal((500, 1))
    assert not spread.seen
    assert narrowings(spread, {"x": scores})["x"][0] == OverSets(0.0, 0.0)
    assert not spread_over_sets(np.zeros((50, FUTURES))).seen
