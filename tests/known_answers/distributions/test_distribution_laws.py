"""What every distribution obeys, closed-form moments of those stated by mean and deviation, and what is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

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

sizes = st.floats(0.01, 1000.0)
shapes = st.floats(0.2, 50.0)


@st.composite
def _quantiles(draw: st.DrawFn) -> Quantiles:
    inner = sorted(draw(st.sets(st.integers(1, 99), max_size=5)))
    steps = draw(st.lists(st.sampled_from([0.0, 0.5, 3.0]), min_size=len(inner) + 2, max_size=len(inner) + 2))
    values = [float(v) for v in np.cumsum(steps)]
    return Quantiles(tuple(zip([0.0, *(p / 100 for p in inner), 1.0], values, strict=True)))


@st.composite
def _three_points(draw: st.DrawFn) -> tuple[float, float, float]:
    low, width = draw(st.floats(0.0, 100.0)), draw(st.floats(0.1, 100.0))
    return low, min(low + draw(st.floats(0.0, 1.0)) * width, low + width), low + width


simple = st.one_of(
    st.builds(Fixed, sizes),
    st.builds(Exponential, sizes),
    st.builds(Lognormal, sizes, st.floats(0.02, 3.0)),
    st.builds(Gamma, shapes, sizes),
    st.builds(Weibull, shapes, sizes),
    _quantiles(),
    _three_points().map(lambda p: Uniform(p[0], p[2])),
    _three_points().map(lambda p: Triangular(*p)),
    _three_points().map(lambda p: Pert(*p)),
)
mixed = st.lists(simple, min_size=2, max_size=4).map(
    lambda parts: Mixture((1 / len(parts),) * len(parts), tuple(parts))
)
log_ps = st.lists(st.floats(-60.0, -1e-6), min_size=1, max_size=8)


@settings(max_examples=250, deadline=None, derandomize=True)
@given(d=simple | mixed, log_p=log_ps)
def test_survival_and_its_inverse_agree(d: Distribution, log_p: list[float]) -> None:
    lp = np.array(log_p)
    x = d.isf_log(lp)
    # Stated as a bracket so that jumps and the coarse floating-point grid below a finite end count too:
    # within 1e-10 of x, survival passes p. The slack of 1e-13 is one of log survival (special functions).
    assert np.all(d.log_sf(x * (1 - CLOSE) - 1e-300) >= lp * (1 + 1e-13) - 1e-15)
    assert np.all(d.log_sf(x * (1 + CLOSE)) <= lp * (1 - 1e-13) + 1e-15)


@settings(max_examples=250, deadline=None, derandomize=True)
@given(d=simple | mixed, elapsed_log_p=st.floats(-50.0, 0.0))
def test_remaining_rises_with_u_and_keeps_the_conditional_law(d: Distribution, elapsed_log_p: float) -> None:
    elapsed = float(d.isf_log(elapsed_log_p))
    u = np.linspace(0.0, 0.999, 40)
    left = remaining(d, u, elapsed)
    total = elapsed + left
    assert np.all(left >= 0)
    assert np.all(np.diff(left) >= -1e-13 * total[1:])
    alive = float(d.log_sf(elapsed)) if elapsed > 0 else 0.0
    if math.isfinite(alive):
        # P(T > total | T > e) passes 1 - u within 1e-10 of total (as above).
        assert np.all(d.log_sf(total * (1 + CLOSE)) - alive <= np.log1p(-u) + 1e-11)
        inside = total * (1 - CLOSE) > elapsed
        before = d.log_sf(total * (1 - CLOSE)) - alive
        assert np.all(before[inside] >= np.log1p(-u[inside]) - 1e-11)
    else:
        assert_array_equal(left, 0.0)


@pytest.mark.parametrize(("mean", "sd"), [(10.0, 4.0), (18.0, 0.5), (2.0, 9.0)])
def test_expert_mean_and_sd(mean: float, sd: float) -> None:
    log_n, gam, wei = (family.from_mean_sd(mean, sd) for family in (Lognormal, Gamma, Weibull))
    # Closed-form moments by scipy.stats; at a narrow spread the Weibull variance is a difference of two
    # nearly equal numbers, (sd / mean)^2 = 8e-4 of them, which costs three or four of sixteen digits.
    assert_allclose(stats.lognorm(log_n.sigma_log, scale=log_n.median).stats(), [mean, sd**2], rtol=CLOSE)
    assert_allclose(stats.gamma(gam.shape, scale=gam.scale).stats(), [mean, sd**2], rtol=CLOSE)
    assert_allclose(stats.weibull_min(wei.shape, scale=wei.scale).stats(), [mean, sd**2], rtol=CLOSE)
    assert_allclose([d.mean() for d in (log_n, gam, wei)], mean, rtol=CLOSE)


INF, NAN = math.inf, math.nan


@pytest.mark.parametrize(
    ("make", "arguments", "message"),
    [
        (Fixed, (-1.0,), "value must be a number of zero or more"),
        (Fixed, (NAN,), "value must be"),
        (Uniform, (3.0, 3.0), "low must be less than high"),
        (Uniform, (-1.0, 3.0), "low must be a number of zero or more"),
        (Uniform, (1.0, INF), "high must be a number"),
        (Triangular, (1.0, 5.0, 4.0), "mode must lie between low and high"),
        (Pert, (1.0, 0.5, 4.0), "mode must lie between low and high"),
        (Pert, (4.0, 4.0, 4.0), "low must be less than high"),
        (Exponential, (0.0,), "scale must be a number above zero"),
        (Lognormal, (0.0, 0.4), "median must be a number above zero"),
        (Lognormal, (1.0, -0.4), "sigma_log must be"),
        (Gamma, (INF, 1.0), "shape must be"),
        (Gamma, (1.0, 0.0), "scale must be"),
        (Weibull, (NAN, 1.0), "shape must be"),
        (Weibull, (1.0, -1.0), "scale must be"),
        (Quantiles, (((0.0, 1.0),),), "points must hold at least two pairs"),
        (Quantiles, (((0.1, 1.0), (1.0, 2.0)),), "points must begin at probability 0"),
        (Quantiles, (((0.0, 1.0), (0.9, 2.0)),), "end at probability 1"),
        (Quantiles, (((0.0, 1.0), (0.5, 2.0), (0.5, 3.0), (1.0, 4.0)),), "probabilities in points must rise"),
        (Quantiles, (((0.0, 2.0), (1.0, 1.0)),), "values in points must not fall"),
        (Quantiles, (((0.0, -2.0), (1.0, 1.0)),), "values in points must be zero or more"),
        (Quantiles, (((0.0, 2.0), (1.0, INF)),), "points must be finite"),
        (Mixture, ((), ()), "components must not be empty"),
        (Mixture, ((1.0,), (Fixed(1.0), Fixed(2.0))), "weights must be as many as components"),
        (Mixture, ((1.0, 0.0), (Fixed(1.0), Fixed(2.0))), "weights must be numbers above zero"),
        (Mixture, ((0.5, 0.4), (Fixed(1.0), Fixed(2.0))), "weights must sum to 1"),
        (Lognormal.from_p10_p90, (5.0, 5.0), "p10 must be less than p90"),
        (Gamma.from_p10_p90, (6.0, 5.0), "p10 must be less than p90"),
        (Weibull.from_p10_p90, (0.0, 5.0), "p10 must be a number above zero"),
        (Lognormal.from_median_p90, (5.0, 4.0), "median must be less than p90"),
        (Gamma.from_median_p90, (1.0, NAN), "p90 must be"),
        (Weibull.from_median_p90, (5.0, 5.0), "median must be less than p90"),
        (Lognormal.from_mean_sd, (5.0, 0.0), "sd must be a number above zero"),
        (Gamma.from_mean_sd, (-5.0, 1.0), "mean must be a number above zero"),
        (Weibull.from_mean_sd, (5.0, INF), "sd must be"),
        (Gamma.from_p10_p90, (1.0, 1.0 + 1e-9), "no gamma has these percentiles"),
        (Weibull.from_mean_sd, (1.0, 1e-9), "no Weibull has this mean and sd"),
        (Fixed(1.0).quantile, (1.0,), "u must be at least zero and below one"),
        (Fixed(1.0).quantile, ([0.5, NAN],), "u must be"),
        (Fixed(1.0).isf_log, (0.1,), "log_p must be at most zero"),
        (Fixed(1.0).log_sf, (NAN,), "x must be a number"),
        (remaining, (Fixed(1.0), 0.5, -1.0), "elapsed must be a number of zero or more"),
        (remaining, (Fixed(1.0), -0.5, 1.0), "u must be"),
    ],
)
def test_what_is_refused(make: object, arguments: tuple[object, ...], message: str) -> None:
    assert callable(make)
    with pytest.raises(ValueError, match=message):
        make(*arguments)
