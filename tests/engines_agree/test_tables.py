"""Tables of durations by score, of survival and of score: against the distributions they are made from."""

from __future__ import annotations

import numpy as np
import pytest
from engines_agree.reading_tables import ATOMIC, LAW_ID, LAWS, cells_of, near, read
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betainc, betaincc, log_ndtr, ndtri_exp

from sim.distributions import (
    Distribution,
    Exponential,
    Fixed,
    Gamma,
    Lognormal,
    Mixture,
    Pert,
    Triangular,
    Uniform,
    Weibull,
)
from sim.engines.compiled.tables import LookupBuilder

# A cell is held to 5e-10 at three points inside and promises 1e-9. Twice that leaves room for the 1e-10 of the
# inverses it is compared with.
CLOSE = 2e-9
# A score or a logarithm is known to its last bits only, and cells are no narrower than 32 of them; where a function
# is so steep that this matters, as it is without end at a kink, the table may be what the function is there.
NEAR = 1e-13
# Durations beyond are 0 and infinity to a table.
TINY, HUGE = 1e-300, 1e300


def assert_between(got: np.ndarray, low: np.ndarray, high: np.ndarray, tolerance: np.ndarray | float) -> None:
    assert not np.isnan(got).any()
    assert np.all(got >= low - tolerance), (got - low).min()
    assert np.all(got <= high + tolerance), (got - high).max()


def check_log_quantile(law: Distribution, seed: int, count: int) -> None:
    maker = LookupBuilder()
    t = maker.log_quantile(law)
    made, rng = maker.tables(), np.random.default_rng(seed)
    drawn = [rng.standard_normal(count), rng.uniform(-12.0, 38.0, count), np.array([-12.0, 38.0])]
    z = np.concatenate([*drawn, near(cells_of(made, t)["left"], -12.0, 38.0)])
    with np.errstate(over="ignore", divide="ignore"):
        got = np.exp(read(made, t, z))
        off = NEAR * np.maximum(1.0, np.abs(z))
        low, high = (law.isf_log(log_ndtr(-at)) for at in (z - off, z + off))
        low, high = np.where(low < 1.01 * TINY, 0.0, low), np.where(high > 0.99 * HUGE, np.inf, high)
        # A flat piece is its atom to the last bits: the logarithm of 1e5 is 2e-15 off.
        assert_between(np.log(got), np.log(low), np.log(high), CLOSE)


def check_by_duration(law: Distribution, seed: int, count: int) -> None:
    maker = LookupBuilder()
    score, survival = maker.score_of_log(law), maker.log_survival_of_log(law)
    made, rng = maker.tables(), np.random.default_rng(seed)
    z = np.concatenate([rng.standard_normal(count), rng.uniform(-12.0, 38.0, count)])
    x = law.isf_log(log_ndtr(-z))
    at_quantiles = np.log(x[(x > 10 * TINY) & (x < HUGE / 10)])
    for t in (score, survival):
        y = np.concatenate([at_quantiles, near(cells_of(made, t)["left"], -680.0, 680.0)])
        off = NEAR * np.maximum(1.0, np.abs(y))
        early, late = (law.log_sf(np.exp(at)) for at in (y - off, y + off))
        got = read(made, t, y)
        # Outside of the scores from -12 to 38 a table may end.
        if t == score:
            got, early, late = (np.clip(v, -12.0, 38.0) for v in (got, -ndtri_exp(early), -ndtri_exp(late)))
            assert_between(got, early, late, CLOSE)
        else:
            got, early, late = (np.clip(v, log_ndtr(-38.0), log_ndtr(12.0)) for v in (got, early, late))
            assert_between(got, late, early, CLOSE * np.maximum(1.0, np.abs(got)))


@pytest.mark.parametrize("law", LAWS, ids=LAW_ID)
def test_durations_by_score(law: Distribution) -> None:
    check_log_quantile(law, seed=1, count=300)


@pytest.mark.parametrize("law", LAWS, ids=LAW_ID)
def test_survival_and_score_by_duration(law: Distribution) -> None:
    check_by_duration(law, seed=2, count=300)


sizes = st.floats(0.01, 1000.0)
shapes = st.floats(0.02, 300.0)
three = st.tuples(st.sampled_from([0.0, 0.5, 90.0]), st.floats(0.0, 1.0), st.floats(0.01, 100.0)).map(
    lambda p: (p[0], min(p[0] + p[1] * p[2], p[0] + p[2]), p[0] + p[2])
)
parts = st.one_of(
    st.sampled_from([Fixed(0.0), Fixed(90.0), ATOMIC]),
    st.builds(Exponential, sizes),
    st.builds(Lognormal, sizes, st.floats(0.001, 5.0)),
    st.builds(Gamma, shapes, sizes),
    st.builds(Weibull, shapes, sizes),
    three.map(lambda p: Uniform(p[0], p[2])),
    three.map(lambda p: Triangular(*p)),
    three.map(lambda p: Pert(*p)),
)
mixtures = st.lists(st.tuples(st.sampled_from([1, 10, 1000]), parts), min_size=2, max_size=4).map(
    lambda kinds: Mixture(
        tuple(weight / sum(w for w, _ in kinds) for weight, _ in kinds), tuple(part for _, part in kinds)
    )
)


@settings(max_examples=50)
@given(law=mixtures)
def test_any_mixture(law: Mixture) -> None:
    check_log_quantile(law, seed=3, count=60)
    check_by_duration(law, seed=4, count=60)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (1.5, 3.5),
        (3.0, 2.0),
        (1.0, 1.0),
        (0.01, 0.5),
        (0.5, 0.01),
        (0.05, 0.05),
        (2e-8, 140.0),
        (4e5, 6e5),
        (1e-12, 1.0),
    ],
)
def test_shares_with_a_beta_law(a: float, b: float) -> None:
    maker = LookupBuilder()
    t = maker.log_quantile_of_beta(a, b)
    made, rng = maker.tables(), np.random.default_rng(5)
    z = np.concatenate([rng.standard_normal(300), rng.uniform(-12, 12, 300), [-12.0, 12.0]])
    share = np.exp(read(made, t, z))
    assert np.all((share >= 0) & (share <= 1))

    def score(x: np.ndarray) -> np.ndarray:
        below = betainc(a, b, x)
        with np.errstate(divide="ignore"):
            return -ndtri_exp(np.where(below < 0.5, np.log1p(-below), np.log(betaincc(a, b, x))))

    # Inverses of the beta law fail in such tails, so the law itself is asked: within CLOSE of the share it passes z.
    off = NEAR * np.maximum(1.0, np.abs(z))
    assert np.all(score(share * (1 - CLOSE)) <= z + off)
    assert np.all(score(np.clip(share * (1 + CLOSE), 1.01 * TINY, 1.0)) >= z - off)
