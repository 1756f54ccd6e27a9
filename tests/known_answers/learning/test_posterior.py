"""What is known of median and width: conjugate cases by hand, few records beside a prior, places that borrow."""

from __future__ import annotations

import math

import numpy as np
import pytest
from record_sets import lognormal
from scipy import integrate, stats

from sim.learning.fitting import FAMILIES, LogNormalBelief, Places, Prior, differences, exactly, posterior_of

SHARES = (0.1, 0.5, 0.9)
Z90 = float(stats.norm.ppf(0.9))


def belief(middle: float, sigma: float) -> LogNormalBelief:
    """Belief about a number whose logarithm is N(middle, sigma^2)."""
    return LogNormalBelief(math.exp(middle - Z90 * sigma), math.exp(middle + Z90 * sigma))


def test_a_complete_sample_without_a_prior_gives_student_and_chi_squared() -> None:
    """Flat for log median and log width: mu | data ~ t, sigma^2 | data ~ scaled inverse chi^2, T at the median ~ t."""
    days = lognormal(11, 12)
    logs = np.log(days)
    mean, sd = logs.mean(), logs.std(ddof=1)
    found = posterior_of(exactly(list(days)), "lognormal", Prior())
    medians = [math.exp(mean + sd / math.sqrt(12) * stats.t(11).ppf(share)) for share in SHARES]
    assert [found.median(share) for share in SHARES] == pytest.approx(medians, rel=3e-4)
    widths = [math.sqrt(11 * sd**2 / stats.chi2(11).ppf(1 - share)) for share in SHARES]
    assert [found.width(share) for share in SHARES] == pytest.approx(widths, rel=1e-3)
    predicted = [math.exp(sd * stats.t(11).ppf(share)) for share in SHARES]
    assert [found.shape_quantile(share) for share in SHARES] == pytest.approx(predicted, rel=1e-3)


def test_three_records_update_a_prior_by_the_normal_rule() -> None:
    """Width known: precision adds up, the mean is weighed by it."""
    days = lognormal(12, 3)
    prior = Prior(belief(math.log(400), 0.4), belief(math.log(0.5), 1e-3))
    found = posterior_of(exactly(list(days)), "lognormal", prior)
    precision = 1 / 0.4**2 + 3 / 0.5**2
    mean = (math.log(400) / 0.4**2 + np.log(days).sum() / 0.5**2) / precision
    expected = [math.exp(mean + stats.norm.ppf(share) / math.sqrt(precision)) for share in SHARES]
    assert [found.median(share) for share in SHARES] == pytest.approx(expected, rel=1e-3)


def test_one_unfinished_record_moves_a_prior_by_its_survival() -> None:
    """No end seen at all: the prior times P(T > 900), by quadrature."""
    prior = Prior(belief(math.log(700), 0.3), belief(math.log(0.4), 1e-3))
    found = posterior_of(exactly([], [900.0]), "lognormal", prior)

    def density(log_median: float) -> float:
        return float(
            stats.norm.pdf(log_median, math.log(700), 0.3) * stats.norm.sf((math.log(900) - log_median) / 0.4)
        )

    whole = integrate.quad(density, 4, 9)[0]
    below = integrate.quad(density, 4, math.log(found.median(0.5)))[0]
    assert below / whole == pytest.approx(0.5, abs=1e-3)
    assert found.median(0.5) > 700


@pytest.mark.parametrize("family", FAMILIES)
def test_a_prior_alone_comes_back(family: str) -> None:
    """A record that says nothing (it has lasted no time) leaves median and width as they were held."""
    prior = Prior(belief(math.log(700), 0.3), belief(math.log(0.4), 0.3))
    found = posterior_of(exactly([], [1e-9]), family, prior)
    expected = [math.exp(math.log(700) + 0.3 * stats.norm.ppf(share)) for share in SHARES]
    assert [found.median(share) for share in SHARES] == pytest.approx(expected, rel=1e-3)
    expected = [math.exp(math.log(0.4) + 0.3 * stats.norm.ppf(share)) for share in SHARES]
    assert [found.width(share) for share in SHARES] == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("asked", ["a", None])
def test_places_borrow_as_normal_means_do(asked: str | None) -> None:
    """Width and difference between places known: the hierarchical normal model in closed form."""
    width, apart = 0.5, 0.3
    sizes, centres = {"a": 2, "b": 10, "c": 5}, {"a": 300.0, "b": 800.0, "c": 700.0}
    days = {name: lognormal(20 + at, sizes[name], centres[name], width) for at, name in enumerate(sizes)}
    seen = exactly([day for each in days.values() for day in each])
    owner = np.repeat(list(sizes), list(sizes.values()))
    places = Places({name: owner == name for name in sizes}, asked, np.array([apart]))
    prior = Prior(belief(math.log(600), 0.5), belief(math.log(width), 1e-3))
    found = posterior_of(seen, "lognormal", prior, places)

    # Precision matrix of (common, a, b, c).
    exact = np.zeros((4, 4))
    exact[0, 0] = 1 / 0.5**2 + 3 / apart**2
    pull = np.array([math.log(600) / 0.5**2, 0, 0, 0])
    for at, name in enumerate(sizes, 1):
        exact[0, at] = exact[at, 0] = -1 / apart**2
        exact[at, at] = 1 / apart**2 + sizes[name] / width**2
        pull[at] = np.log(days[name]).sum() / width**2
    covariance = np.linalg.inv(exact)
    means = covariance @ pull
    which = 0 if asked is None else 1
    sigma = math.sqrt(covariance[which, which] + (apart**2 if asked is None else 0))
    expected = [math.exp(means[which] + sigma * stats.norm.ppf(share)) for share in SHARES]
    # The grid of log medians has steps of about 0.03.
    assert [found.median(share) for share in SHARES] == pytest.approx(expected, rel=3e-3)
    alone = math.exp(np.log(days["a"]).mean())
    assert asked is None or alone < found.median(0.5) < 600


def test_places_that_do_not_differ_give_what_one_place_gives() -> None:
    days = lognormal(31, 24)
    seen, owner = exactly(list(days)), np.arange(24) % 3
    places = Places({str(name): owner == name for name in range(3)}, None, np.array([1e-6]))
    apart = posterior_of(seen, "lognormal", Prior(), places)
    one = posterior_of(seen, "lognormal", Prior())
    assert [apart.median(share) for share in SHARES] == pytest.approx(
        [one.median(share) for share in SHARES], rel=2e-3
    )


def test_records_tell_how_far_places_differ() -> None:
    """Fifteen places, four records each, medians apart by 0.1 or by 0.8: the weights move to that end of the prior."""
    found = []
    for apart in (0.05, 0.8):
        shifts = np.repeat(
            np.exp(apart * np.random.Generator(np.random.Philox(key=9)).standard_normal(15)), 4
        )
        seen, owner = exactly(list(lognormal(41, 60, width=0.2) * shifts)), np.repeat(np.arange(15), 4)
        places = Places({str(name): owner == name for name in range(15)})
        weights = posterior_of(seen, "lognormal", Prior(), places).between_places
        assert weights is not None
        found.append(float(weights @ differences()))
    assert found[0] < 0.15 < 0.45 < found[1]


def test_a_share_that_never_ends_keeps_its_prior_where_nothing_tells() -> None:
    shares = tuple(float(x) for x in stats.beta(3, 17).ppf((np.arange(12) + 0.5) / 12))
    prior = Prior(belief(math.log(700), 0.3), belief(math.log(0.4), 0.3))
    found = posterior_of(exactly([], [1e-9]), "lognormal", prior, never=shares)
    assert found.never_weights == pytest.approx(np.full(12, 1 / 12), abs=1e-9)
    assert found.never_share(0.5) == pytest.approx(stats.beta(3, 17).ppf(0.5), abs=2e-3)
