"""The likelihood of censored and truncated durations, against SciPy and by hand."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest
from record_sets import MEDIAN, WIDTH, city_observations, lognormal
from scipy import integrate, stats

from sim.learning.fitting import (
    FAMILIES,
    Observations,
    Seen,
    compare_families,
    exactly,
    maximise,
    observe,
    profile_interval,
    shape_of,
)
from sim.learning.fitting.likelihood import log_likelihood

SCIPY = {"lognormal": stats.lognorm, "gamma": stats.gamma, "weibull": stats.weibull_min}


def of(low: list[float], high: list[float], entry: list[float] | None = None) -> Observations:
    columns = [np.array(each, dtype=np.float64)[:, None] for each in (low, high, entry or [0.0] * len(low))]
    return Observations(*columns, np.ones((len(low), 1)))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_shape_has_median_1_and_its_width(family: str) -> None:
    for width in (0.05, 0.4, 1.5):
        shape = shape_of(family, width)
        assert float(shape.quantile(0.5)) == pytest.approx(1, rel=1e-6)
        assert math.log(float(shape.quantile(0.9))) / stats.norm.ppf(0.9) == pytest.approx(width, rel=1e-5)


@pytest.mark.filterwarnings("ignore:divide by zero:RuntimeWarning")  # SciPy's search
@pytest.mark.parametrize("family", FAMILIES)
def test_censored_durations_are_fitted_as_by_scipy(family: str) -> None:
    """Finished, unfinished, ended before an age, ended within a span: `scipy.stats.CensoredData` knows all four."""
    ended = lognormal(1, 40)
    spans = np.array([[300.0, 900.0], [500.0, 600.0], [800.0, 1600.0]])
    longer, shorter = np.array([400.0, 900.0, 1500.0]), np.array([450.0, 800.0])
    low = [*(ended * (1 - 1e-7)), *longer, *[0.0] * 2, *spans[:, 0]]
    high = [*(ended * (1 + 1e-7)), *[math.inf] * 3, *shorter, *spans[:, 1]]
    fit = maximise(of(low, high), family)
    data = stats.CensoredData(uncensored=ended, right=longer, left=shorter, interval=spans)
    theirs = SCIPY[family](*SCIPY[family].fit(data, floc=0))
    # Both search until steps are about 1e-4 of the numbers (SciPy's default tolerance).
    assert fit.median == pytest.approx(theirs.ppf(0.5), rel=1e-3)
    assert fit.width == pytest.approx(
        math.log(theirs.ppf(0.9) / theirs.ppf(0.5)) / stats.norm.ppf(0.9), rel=3e-3
    )
    assert fit.settled


def test_truncation_divides_by_the_chance_of_having_been_on_the_list() -> None:
    seen = of([900.0, 1000.0], [910.0, math.inf], [600.0, 300.0])
    law = stats.lognorm(0.5, scale=700)
    by_hand = math.log((law.sf(900) - law.sf(910)) / law.sf(600)) + math.log(law.sf(1000) / law.sf(300))
    assert log_likelihood(seen, "lognormal", math.log(700), 0.5) == pytest.approx(by_hand, abs=1e-12)


def test_a_share_that_never_ends_is_on_the_list_too() -> None:
    seen = of([900.0, 1000.0], [910.0, math.inf], [600.0, 300.0])
    law = stats.lognorm(0.5, scale=700)

    def still(x: float) -> float:
        return 0.2 + 0.8 * float(law.sf(x))

    by_hand = math.log((still(900) - still(910)) / still(600)) + math.log(still(1000) / still(300))
    assert log_likelihood(seen, "lognormal", math.log(700), 0.5, 0.2) == pytest.approx(by_hand, abs=1e-12)


def test_a_start_within_a_span_is_averaged_over_it() -> None:
    """Begun somewhen in 2020, on a list of 1 July 2021 because it ran, ended in March 2022: by quadrature."""
    stage = Seen(
        started=(date(2020, 1, 1), date(2020, 12, 31)),
        ended=(date(2022, 3, 1), date(2022, 3, 31)),
        listed_on=date(2021, 7, 1),
    )
    law = stats.lognorm(0.5, scale=700)
    first = date(2020, 1, 1).toordinal()
    end, listed = date(2022, 3, 1).toordinal() - first, date(2021, 7, 1).toordinal() - first
    above = integrate.quad(lambda s: law.sf(end - s) - law.sf(end + 31 - s), 0, 366)[0]
    below = integrate.quad(lambda s: law.sf(listed - s), 0, 366)[0]
    found = log_likelihood(observe([stage]), "lognormal", math.log(700), 0.5)
    assert found == pytest.approx(math.log(above / below), abs=1e-5)


def test_what_is_known_only_because_it_runs_on_that_day_says_nothing() -> None:
    day = date(2024, 1, 1)
    seen = observe([Seen((date(2020, 1, 1), date(2020, 3, 31)), None, running_on=day, listed_on=day)])
    for median, width in ((100, 0.3), (700, 0.5), (9_000, 1.0)):
        assert log_likelihood(seen, "lognormal", math.log(median), width) == pytest.approx(0, abs=1e-12)


def test_the_profile_interval_of_a_complete_lognormal_sample_by_hand() -> None:
    """Of the median: log median within exp(chi2 / n) - 1 of the mean, by the closed form of the profile."""
    logs = np.log(lognormal(3, 25))
    seen = exactly(list(np.exp(logs)))
    fit = maximise(seen, "lognormal")
    assert (fit.median, fit.width) == pytest.approx((math.exp(logs.mean()), logs.std()), rel=1e-5)
    reach = logs.std() * math.sqrt(math.expm1(stats.chi2(1).ppf(0.9) / 25))
    found = profile_interval(seen, fit, "median")
    assert (found.low, found.high) == pytest.approx(
        (math.exp(logs.mean() - reach), math.exp(logs.mean() + reach)), rel=1e-4
    )

    def loss(width: float) -> float:
        return 25 * (2 * math.log(width / logs.std()) + (logs.std() / width) ** 2 - 1)

    width = profile_interval(seen, fit, "width")
    assert width.low is not None and width.high is not None
    assert [loss(width.low), loss(width.high)] == pytest.approx([stats.chi2(1).ppf(0.9)] * 2, rel=1e-3)


def test_an_interval_may_be_open() -> None:
    """Three ended at very different ages, sixty run on: any P90 above some value fits."""
    seen = exactly([20, 100, 500], [510.0] * 60)
    fit = maximise(seen, "lognormal")
    p90 = profile_interval(seen, fit, "p90")
    assert p90.low is not None and p90.low > 510
    assert p90.high is None


def test_the_family_of_the_records_has_the_smallest_aic() -> None:
    """400 durations, Weibull with shape 3: the lognormal lies far behind."""
    days = 700 * np.random.Generator(np.random.Philox(key=5)).weibull(3.0, 400)
    order = [fit.family for fit in compare_families(exactly(list(days)))]
    assert order[0] == "weibull"
    assert order[-1] == "lognormal"


def test_a_large_city_is_found_again() -> None:
    """2,000 stages: standard errors of log median and log width are about 0.02, and 3.5 of them allowed."""
    fit = maximise(city_observations(4, 2_000), "lognormal")
    assert math.log(fit.median / MEDIAN) == pytest.approx(0, abs=0.07)
    assert math.log(fit.width / WIDTH) == pytest.approx(0, abs=0.07)
