"""The parts of a range over sets: each kind of distribution, and the bounds that hold for any."""

from __future__ import annotations

import numpy as np
import pytest
from eight_laws import FUTURES, LAWS, study
from scipy import interpolate, optimize, stats

from sim.analysis.statistics import sets_by_hits, variance_over_sets
from sim.analysis.statistics.atoms import Atoms
from sim.analysis.statistics.beta_density import BetaDensity
from sim.analysis.statistics.free_bounds import free_interval
from sim.analysis.statistics.spline_density import SplineDensity


def sample_of(law: str, sets: int = 1500, seed: int = 1) -> np.ndarray:
    return sets_by_hits(study(law, sets, seed))[None, :].astype(float)


def as_efron_writes_it(counts: np.ndarray) -> tuple[float, np.ndarray]:
    """Largest penalised likelihood and the grid weights there, by BFGS from the formula alone."""
    x = np.linspace(0, np.pi / 2, 201)
    splines = interpolate.CubicSpline(np.linspace(0, np.pi / 2, 7), np.eye(7), bc_type="natural")(x)
    # The constant lies in the span of the seven splines; six columns are left without it.
    basis = np.linalg.qr(np.column_stack([np.ones(201), splines[:, :6]]))[0][:, 1:]
    hits = stats.binom.pmf(np.arange(FUTURES + 1)[:, None], FUTURES, np.sin(x) ** 2)

    def weights(a):
        g = np.exp(basis @ a - (basis @ a).max())
        return g / g.sum()

    def loss(a):
        return 0.3 * np.sqrt(a @ a + 1) - counts @ np.log(np.maximum(hits @ weights(a), 1e-300))

    found = optimize.minimize(loss, np.zeros(6), method="BFGS", options={"gtol": 1e-3, "maxiter": 2000})
    return -found.fun, weights(found.x)


@pytest.mark.parametrize("law", LAWS)
def test_the_density_is_that_of_the_largest_penalised_likelihood(law):
    sample = sample_of(law)
    density = SplineDensity.even(1).refitted(sample)
    value = density.log_likelihood(sample)[0] - 0.3 * np.sqrt((density.coefficients**2).sum() + 1)
    best, weights = as_efron_writes_it(sample[0])
    # Both stop short of the top by some 0.001; what is left in the weights adds to less than a set in 100.
    assert abs(value - best) < 0.01
    assert abs(np.cumsum(density.weights[0]) - np.cumsum(weights)).max() < 0.01


def test_several_samples_are_fitted_as_each_alone():
    samples = np.concatenate([sample_of(law) for law in LAWS])
    together = SplineDensity.even(len(samples)).refitted(samples)
    for row, sample in enumerate(samples):
        alone = SplineDensity.even(1).refitted(sample[None, :])
        assert np.allclose(together.weights[row], alone.weights[0], atol=1e-9)


def test_the_quantile_of_an_even_density_is_an_even_angle():
    even = SplineDensity.even(1)
    # Cells of half a step stick out at both ends: 201 cells over 200 steps.
    for share in (0.1, 0.5, 0.9):
        assert even.quantile(share)[0] == pytest.approx(
            (share - 0.5) * 201 / 200 * np.pi / 2 + np.pi / 4, abs=1e-9
        )


@pytest.mark.parametrize(
    ("chances", "weights"), [((0.3,), (1.0,)), ((0.05, 0.8), (0.7, 0.3)), ((0, 0.5, 1), (0.2, 0.3, 0.5))]
)
def test_atoms_that_match_the_moments_of_atoms_are_those_atoms(chances, weights):
    found = Atoms.matching(np.array(chances, dtype=float), np.array(weights), len(chances))
    assert np.allclose(found.chances[0], chances, atol=1e-7)
    assert np.allclose(found.weights[0], weights, atol=1e-7)


def test_more_atoms_than_a_distribution_has_do_no_harm():
    found = Atoms.matching(np.array([0.2, 0.6]), np.array([0.5, 0.5]), 3)
    assert np.isfinite(found.chances).all()
    assert found.weights.sum() == pytest.approx(1)
    assert found.quantile(0.25)[0] == pytest.approx(np.arcsin(np.sqrt(0.2)), abs=1e-6)


def test_atoms_are_those_of_the_largest_likelihood():
    sample = sample_of("two points")
    hits = np.arange(FUTURES + 1)[:, None]

    def loss(parameters):
        low, high, share = parameters
        marginal = stats.binom.pmf(hits, FUTURES, [low, high]) @ [share, 1 - share]
        return -sample[0] @ np.log(marginal)

    best = optimize.minimize(loss, (0.1, 0.7, 0.5), method="L-BFGS-B", bounds=[(0.001, 0.999)] * 3)
    found = Atoms(np.array([[0.1, 0.7]]), np.array([[0.5, 0.5]])).refitted(sample)
    assert np.allclose([*found.chances[0], found.weights[0, 0]], best.x, atol=1e-3)
    assert found.log_likelihood(sample)[0] == pytest.approx(-best.fun, abs=1e-3)


def test_the_beta_distribution_has_the_mean_and_the_variance_over_sets():
    by_set = study("beta(2, 5)", 500, 3)
    found = BetaDensity.fitted(sets_by_hits(by_set)[None, :].astype(float))
    fitted = stats.beta(found.a[0], found.b[0])
    assert fitted.mean() == pytest.approx(by_set.mean(), rel=1e-9)
    assert fitted.var() == pytest.approx(variance_over_sets(by_set.astype(np.int8)), rel=1e-9)
    assert np.sin(found.quantile(0.1)[0]) ** 2 == pytest.approx(fitted.ppf(0.1), rel=1e-6)
    counts = sets_by_hits(by_set)[None, :].astype(float)
    logs = stats.betabinom(FUTURES, found.a[0], found.b[0]).logpmf(np.arange(FUTURES + 1))
    assert found.log_likelihood(counts)[0] == pytest.approx(counts[0] @ logs, rel=1e-9)


@pytest.mark.parametrize("hits", [0, 1, FUTURES])
def test_sets_that_are_all_the_same_make_a_beta_distribution_of_one_chance(hits):
    counts = np.zeros((1, FUTURES + 1))
    counts[0, hits] = 100
    found = BetaDensity.fitted(counts)
    ends = [np.sin(found.quantile(share)[0]) ** 2 for share in (0.1, 0.9)]
    assert np.allclose(ends, hits / FUTURES, atol=1e-3)
    assert np.isfinite(found.log_likelihood(counts)).all()


def test_the_free_bounds_by_hand():
    """100 sets of 2 futures, none with a hit; 5 %, 1.25 % for each of c = 0, 1 at either side.

    At most u = 1 - 0.0125^(1/100) of the sets show a hit. A tenth of the sets has at least the chance q, hence
    0.1 (1 - (1 - q)^2) <= u and 0.1 q^2 <= u.
    """
    most = 1 - 0.0125 ** (1 / 100)
    low, high = free_interval(np.array([100.0, 0.0, 0.0]), 0.9, 0.05)
    assert low == 0
    assert high == pytest.approx(min(1 - np.sqrt(1 - most / 0.1), np.sqrt(most / 0.1)), rel=1e-9)
    mirrored = free_interval(np.array([0.0, 0.0, 100.0]), 0.1, 0.05)
    assert mirrored == pytest.approx((1 - high, 1), rel=1e-9)


@pytest.mark.parametrize("share", [0.1, 0.9])
@pytest.mark.parametrize("law", LAWS)
def test_the_free_bounds_hold_the_end_of_every_distribution(law, share):
    """In 95 studies of 100 at least; so many fixed ones fail by chance once in 150,000."""
    end = LAWS[law].ends[share == 0.9]
    held = 0
    for seed in range(100):
        low, high = free_interval(sets_by_hits(study(law, 200, seed)).astype(float), share, 0.05)
        held += low <= end <= high
    assert held >= stats.binom.ppf(6.8e-6, 100, 0.95)
