"""Distributions against closed forms, scipy.stats, quadrature and their own defining properties."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy import special, stats
from scipy.optimize import brentq

from sim.distributions import (
    Distribution,
    Exponential,
    Fixed,
    Gamma,
    Lognormal,
    Mixture,
    Pert,
    Quantiles,
    Triangular,
    Uniform,
    Weibull,
    remaining,
)

# Special functions and their inverses agree with each other to about 1e-13 (measured by round trips through
# scipy.special over the ranges used here); 1e-10 is the accuracy the package promises for durations.
CLOSE = 1e-10
U = np.array([1e-12, 1e-6, 0.01, 0.1, 0.5, 0.9, 0.99, 1 - 1e-6, 1 - 1e-12])
SURVIVALS = (1e-3, 1e-15)  # elapsed at the 99.9th percentile, and far beyond anything ever seen

STATS = [
    (Exponential(7.0), stats.expon(scale=7.0)),
    (Lognormal(18.0, 0.45), stats.lognorm(0.45, scale=18.0)),
    (Gamma(2.5, 3.0), stats.gamma(2.5, scale=3.0)),
    (Gamma(0.4, 3.0), stats.gamma(0.4, scale=3.0)),
    (Weibull(1.7, 20.0), stats.weibull_min(1.7, scale=20.0)),
    (Weibull(0.6, 20.0), stats.weibull_min(0.6, scale=20.0)),
    (Uniform(2.0, 5.0), stats.uniform(2.0, 3.0)),
    (Triangular(2.0, 3.0, 6.0), stats.triang(0.25, loc=2.0, scale=4.0)),
    (Triangular(2.0, 2.0, 6.0), stats.triang(0.0, loc=2.0, scale=4.0)),
    (Triangular(2.0, 6.0, 6.0), stats.triang(1.0, loc=2.0, scale=4.0)),
    (Pert(2.0, 3.0, 6.0), stats.beta(2.0, 4.0, loc=2.0, scale=4.0)),
    (Pert(0.0, 0.0, 6.0), stats.beta(1.0, 5.0, scale=6.0)),
]
ATOMIC = Quantiles(((0.0, 1.0), (0.2, 4.0), (0.5, 4.0), (0.9, 7.0), (1.0, 20.0)))
THREE_KINDS = Mixture((0.3, 0.5, 0.2), (Lognormal(6.0, 0.3), Gamma(2.0, 9.0), Weibull(1.5, 80.0)))
WITH_JUMPS = Mixture((0.25, 0.25, 0.5), (Fixed(5.0), ATOMIC, Exponential(8.0)))
EVERY = [
    *(ours for ours, _ in STATS),
    Fixed(3.0),
    Fixed(0.0),
    ATOMIC,
    THREE_KINDS,
    WITH_JUMPS,
    Mixture((0.5, 0.5), (Fixed(0.0), WITH_JUMPS)),
    Quantiles(((0.0, 0.0), (0.4, 0.0), (1.0, 3.0))),
]
EVERY_ID = [f"{type(d).__name__}{i}" for i, d in enumerate(EVERY)]


@pytest.mark.parametrize(("ours", "theirs"), STATS)
def test_same_as_scipy_stats(ours: Distribution, theirs: stats.rv_continuous) -> None:
    low_half, high_half = U[U < 0.5], U[U >= 0.5]
    assert_allclose(ours.quantile(low_half), theirs.ppf(low_half), rtol=CLOSE)
    # 1 - u is exact for u >= 1/2, and isf keeps the digits that ppf(u) would lose.
    assert_allclose(ours.quantile(high_half), theirs.isf(1 - high_half), rtol=CLOSE)
    x = theirs.ppf([0.001, 0.2, 0.5, 0.8, 0.999])
    assert_allclose(np.exp(ours.log_sf(x)), theirs.sf(x), rtol=CLOSE)
    assert ours.mean() == pytest.approx(theirs.mean(), rel=CLOSE)
    assert (ours.low, ours.high) == theirs.support()


def test_figures_from_tables() -> None:
    # Phi(-8) and Phi(-10) as tabulated to 13 digits (Abramowitz and Stegun 26.2 gives their logarithms).
    at = Lognormal(18.0, 0.45)
    tail = at.log_sf(18.0 * np.exp(0.45 * np.array([8.0, 10.0])))
    assert_allclose(np.exp(tail), [6.220960574272e-16, 7.619853024161e-24], rtol=1e-12)
    # The 90th percentile of the standard normal is 1.2815515655446.
    assert at.quantile(0.9) == pytest.approx(18.0 * math.exp(0.45 * 1.2815515655446), rel=1e-12)
    assert Weibull(2.0, 1.0).mean() == pytest.approx(math.sqrt(math.pi) / 2, rel=1e-14)  # Gamma(3/2)


@pytest.mark.parametrize("z", [600.0, 700.0, 1e3, 1e5])
def test_gamma_tail_has_no_floor(z: float) -> None:
    # Erlang: Q(3, z) = exp(-z) (1 + z + z^2 / 2), exact, on both sides of where exp(-z) underflows.
    truth = -z + math.log(1 + z + z * z / 2)
    gamma = Gamma(3.0, 2.0)
    assert gamma.log_sf(2 * z) == pytest.approx(truth, rel=1e-13)
    assert gamma.isf_log(truth) == pytest.approx(2 * z, rel=1e-13)


@pytest.mark.parametrize("shape", [0.05, 0.7, 40.0, 1e4])
def test_gamma_tail_joins_smoothly(shape: float) -> None:
    # The join is at exp(-640). Cancellation between terms of size shape x log(shape) limits the accuracy of
    # log survival, to 1e-16 x 1e5 at shape 1e4.
    log_p = np.array([-600.0, -639.9999, -640.0001, -700.0, -2000.0])
    gamma = Gamma(shape, 1.0)
    assert_allclose(gamma.log_sf(gamma.isf_log(log_p)), log_p, atol=1e-9, rtol=0)


@pytest.mark.parametrize("survival", SURVIVALS)
@pytest.mark.parametrize("shape", [0.6, 1.0, 1.7, 5.0])
def test_remaining_weibull(shape: float, survival: float) -> None:
    age = -math.log(survival)
    elapsed = 20.0 * age ** (1 / shape)
    truth = elapsed * np.expm1(np.log1p(-np.log1p(-U) / age) / shape)
    # The answer is a difference of two numbers of size elapsed: a few roundings of elapsed are lost.
    assert_allclose(remaining(Weibull(shape, 20.0), U, elapsed), truth, rtol=1e-12, atol=1e-14 * elapsed)


@pytest.mark.parametrize("elapsed", [0.0, 1.0, 50.0, 7 * math.log(1e15), 1e4])
def test_remaining_exponential_has_no_memory(elapsed: float) -> None:
    truth = -7.0 * np.log1p(-U)
    assert_allclose(remaining(Exponential(7.0), U, elapsed), truth, rtol=1e-12, atol=1e-14 * elapsed)


@pytest.mark.parametrize("survival", SURVIVALS)
@pytest.mark.parametrize("u", [0.01, 0.5, 0.99, 1 - 1e-9])
def test_remaining_lognormal_and_gamma_by_root_finding(u: float, survival: float) -> None:
    # Truth: brentq on the textbook log survival in log duration, which shares no inverse with the package.
    # xtol 1e-15 there and the cancellation of elapsed here leave 1e-13 x elapsed.
    target = math.log1p(-u) + math.log(survival)
    z = -special.ndtri(survival)
    e = 18.0 * math.exp(0.45 * z)
    whole = math.exp(
        brentq(lambda y: special.log_ndtr(-(y - math.log(18.0)) / 0.45) - target, 0.0, 15.0, xtol=1e-15)
    )
    assert remaining(Lognormal(18.0, 0.45), u, e) == pytest.approx(whole - e, rel=CLOSE, abs=1e-12 * e)
    e = 3.0 * special.gammainccinv(2.5, survival)
    whole = 3.0 * math.exp(
        brentq(lambda y: math.log(special.gammaincc(2.5, math.exp(y))) - target, -5.0, 6.0, xtol=1e-15)
    )
    assert remaining(Gamma(2.5, 3.0), u, e) == pytest.approx(whole - e, rel=CLOSE, abs=1e-12 * e)


@pytest.mark.parametrize("survival", SURVIVALS)
@pytest.mark.parametrize("family", ["lognormal", "gamma", "weibull"])
def test_mean_remaining_by_quadrature(family: str, survival: float) -> None:
    if family == "lognormal":  # E[T; T > e] = mean x Phi(sigma - z)
        z = -special.ndtri(survival)
        d, e = Lognormal(18.0, 0.45), 18.0 * math.exp(0.45 * z)
        whole = d.mean() * special.ndtr(0.45 - z) / survival
    elif family == "gamma":  # E[T; T > e] = mean x Q(shape + 1, e / scale)
        d, z = Gamma(2.5, 3.0), special.gammainccinv(2.5, survival)
        e, whole = 3.0 * z, d.mean() * special.gammaincc(3.5, z) / survival
    else:  # E[T; T > e] = mean x Q(1 + 1 / shape, (e / scale)^shape)
        d, z = Weibull(1.7, 20.0), -math.log(survival)
        e, whole = 20.0 * z ** (1 / 1.7), d.mean() * special.gammaincc(1 + 1 / 1.7, z) / survival
    # With u = 1 - exp(-t) the mean is the integral of remaining x exp(-t); cut at 34 it lacks
    # exp(-34) = 2e-15, and log1p(-u) has lost only digits whose weight is that small. 1e-9 covers both and
    # the cancellation of e.
    node, weight = np.polynomial.legendre.leggauss(400)
    t = 17.0 * (node + 1)
    mean = np.sum(17.0 * weight * np.exp(-t) * remaining(d, -np.expm1(-t), e))
    assert mean == pytest.approx(whole - e, rel=1e-9)


@pytest.mark.parametrize("d", EVERY, ids=EVERY_ID)
def test_nothing_spent_is_the_quantile_bit_for_bit(d: Distribution) -> None:
    u = np.concatenate([[0.0], U, np.random.default_rng(5).random(500)])
    assert_array_equal(remaining(d, u, 0.0), d.quantile(u))
    assert_array_equal(remaining(d, u, np.zeros_like(u)), d.quantile(u))


@pytest.mark.parametrize("d", EVERY, ids=EVERY_ID)
def test_shapes_ends_and_monotonicity(d: Distribution) -> None:
    u = np.linspace(0.0, 1 - 1e-12, 4001)
    x = d.quantile(u)
    assert x.dtype == np.float64
    # Two formulas meet at the median and may differ there by roundings.
    assert np.all(np.diff(x) >= -1e-14 * x[1:])
    assert x[0] == d.low
    assert x[-1] <= d.high
    assert float(d.isf_log(-np.inf)) == d.high
    assert_array_equal(d.log_sf([-1.0, -np.inf, d.high, np.inf]), [0.0, 0.0, -np.inf, -np.inf])
    grid = remaining(d, u[:7], np.array([[0.0], [2.0], [1e3]]))
    assert grid.shape == (3, 7)
    assert np.all(grid >= 0)
    assert remaining(d, 0.3, 1.0).shape == ()
    assert np.all(np.isfinite(grid))


@pytest.mark.parametrize("d", EVERY, ids=EVERY_ID)
def test_mean_is_the_integral_of_the_quantiles(d: Distribution) -> None:
    # Midpoints of 20 000 strips: a jump costs at most its height / 40 000; the last strip of an exponential
    # tail loses 0.15 scale / 20 000, the widest tail here (Weibull, shape 0.6) 5e-4 of its mean at most.
    u = (np.arange(20_000) + 0.5) / 20_000
    assert d.mean() == pytest.approx(float(np.mean(d.quantile(u))), rel=5e-4, abs=1e-12)


def test_spent_beyond_the_end_leaves_nothing() -> None:
    for d in (Fixed(3.0), Uniform(1.0, 3.0), Triangular(1.0, 2.0, 3.0), Pert(1.0, 2.0, 3.0)):
        assert_array_equal(remaining(d, U, 3.0), 0.0)
        assert_array_equal(remaining(d, U, np.inf), 0.0)
    assert_array_equal(Fixed(3.0).log_sf([2.999, 3.0]), [0.0, -np.inf])
    assert_array_equal(remaining(Fixed(3.0), U, 1.0), 2.0)


def test_remaining_in_bounded_families() -> None:
    # Uniform given T > e is uniform on the rest; a triangle's falling side keeps its shape; e = 2 is a mode.
    assert_allclose(remaining(Uniform(1.0, 5.0), U, 2.0), 3.0 * U, rtol=1e-12, atol=1e-15)
    truth = 4.0 * -np.expm1(np.log1p(-U) / 2)
    assert_allclose(remaining(Triangular(1.0, 2.0, 6.0), U, 2.0), truth, rtol=1e-12, atol=2e-15)


def test_quantiles_with_an_atom() -> None:
    shares, values = [0.1, 0.2, 0.35, 0.5, 0.7, 0.95], [2.5, 4.0, 4.0, 4.0, 5.5, 13.5]
    assert_allclose(ATOMIC.quantile(shares), values, rtol=1e-14)
    # Just below the atom survival is off by the slope, 1/15 for each unit of the 1e-12 step aside.
    survival = np.exp(ATOMIC.log_sf([2.5, 4.0 - 1e-12, 4.0, 5.5, 13.5]))
    assert_allclose(survival, [0.9, 0.8, 0.5, 0.3, 0.05], rtol=1e-12)
    assert ATOMIC.atoms == (4.0,)
    # Trapezoids of the quantile function: width x middle.
    assert ATOMIC.mean() == pytest.approx(0.2 * 2.5 + 0.3 * 4 + 0.4 * 5.5 + 0.1 * 13.5, rel=1e-14)
    # Given T > 2.5 (0.9): the atom holds shares 1/9 to 4/9.
    assert_array_equal(remaining(ATOMIC, [0.12, 0.3, 0.44], 2.5), 1.5)
    # Given T > 4 the atom is past.
    assert_allclose(remaining(ATOMIC, [0.4], 4.0), 1.5, rtol=1e-13)
    # An atom at 0 is part of the quantile, and gone once any time is spent.
    waits = Quantiles(((0.0, 0.0), (0.4, 0.0), (1.0, 3.0)))
    assert_array_equal(remaining(waits, [0.0, 0.3], 0.0), 0.0)
    assert remaining(waits, 0.5, 1e-9) == pytest.approx(1.5, rel=1e-8)


@pytest.mark.parametrize(
    "mixture",
    [
        THREE_KINDS,
        Mixture((0.5, 0.5), (Lognormal(5.0, 0.1), Lognormal(100.0, 0.1))),
        Mixture((0.9, 0.1), (Uniform(0.0, 1.0), Mixture((0.4, 0.6), (Exponential(1.0), Gamma(0.5, 2.0))))),
    ],
)
def test_mixture_inverts_its_survival(mixture: Mixture) -> None:
    log_p = -np.concatenate([np.logspace(-12, 2.5, 60), -np.log1p(-np.linspace(0.001, 0.999, 400))])
    x = mixture.isf_log(log_p)
    # The promise is 1e-10 in x; a bracket of that width must hold the stated survival.
    assert np.all(mixture.log_sf(x * (1 - CLOSE)) >= log_p)
    assert np.all(mixture.log_sf(x * (1 + CLOSE)) <= log_p)
    middle = np.linspace(0.01, 0.99, 99)
    # Density times x stays below 10 in the middle, so 4 roundings of x are below 1e-14 in probability.
    assert_allclose(np.exp(mixture.log_sf(mixture.quantile(middle))), 1 - middle, rtol=1e-12)


def test_mixture_of_one_kind_and_of_equals() -> None:
    one = Lognormal(18.0, 0.45)
    for mixture in (Mixture((1.0,), (one,)), Mixture((0.25, 0.75), (one, one))):
        assert_allclose(mixture.quantile(U), one.quantile(U), rtol=1e-13)
    # At 0.9 the wide kind overflows (log(10)^1000); the mixture, which there asks it for its 0.8, does not.
    wide = Mixture((0.5, 0.5), (Weibull(0.001, 1.0), one))
    assert 0 < wide.quantile(0.9) < np.inf


def test_mixture_jumps() -> None:
    two = Mixture((0.5, 0.5), (Fixed(1.0), Fixed(3.0)))
    assert_array_equal(two.quantile([0.0, 0.2, 0.49, 0.51, 0.99]), [1, 1, 1, 3, 3])
    assert_array_equal(remaining(two, [0.0, 1e-17, 0.5, 0.99], 1.0), 2.0)
    assert_array_equal(remaining(two, [0.2, 0.8], 0.25), [0.75, 2.75])
    # P(T > x) = (1 + exp(-x)) / 2 below the jump at 2 and exp(-x) / 2 from there on.
    d = Mixture((0.5, 0.5), (Fixed(2.0), Exponential(1.0)))
    before = -math.expm1(-2.0) / 2
    u = np.array([before - 1e-3, before + 1e-9, 0.6, before + 0.5 - 1e-9, before + 0.5 + 1e-3])
    ends = [-math.log1p(-2 * u[0]), 2.0, 2.0, 2.0, -math.log(2 * (1 - u[4]))]
    assert_allclose(d.quantile(u), ends, rtol=1e-12)
    assert_array_equal(d.quantile(u)[1:4], 2.0)
    # Once the sure kind is past, only the exponential is left, without memory.
    assert_allclose(remaining(d, U, 2.0), -np.log1p(-U), rtol=CLOSE, atol=1e-14)


def test_mixture_tail_belongs_to_the_slowest_kind() -> None:
    # Given 60 units spent, P(fast kind) = exp(-60) / (exp(-60) + exp(-6)) < 1e-23: the slow kind is left.
    d = Mixture((0.5, 0.5), (Exponential(1.0), Exponential(10.0)))
    assert_allclose(remaining(d, U, 60.0), -10.0 * np.log1p(-U), rtol=CLOSE, atol=1e-13)


def test_pert_far_below_any_survival_of_use() -> None:
    # Near an end of Beta(3, 3) the distribution function is 10 y^3 (1 + O(y)).
    d = Pert(0.0, 1.0, 2.0)
    share = np.array([1e-60, 1e-79, 1e-81, 1e-150, 1e-300])
    assert_allclose(d.quantile(share), 2 * np.cbrt(share / 10), rtol=1e-13)
