"""Forecasts summed up: outcomes weigh alike, coverage is claimed of twenty or more, and a wrong spread shows."""

from datetime import date, timedelta

import numpy as np
import pytest
from scipy.stats import binomtest, kstest, norm

from sim.backtest import Summary
from sim.backtest.carrying_out import summed_up
from sim.backtest.cases import Case
from sim.backtest.ledger import QUANTILES, KeptYear
from sim.backtest.scoring import ScoredForecast, scored_forecast
from sim.backtest.suite import Result, Rival, YearOutcome
from sim.scenario import Words

NAME = Words(vi="nơi", en="place")
SHARES = (np.arange(QUANTILES) + 0.5) / QUANTILES


def outcome(number: int, homes: int | None) -> YearOutcome:
    result = None if homes is None else Result(homes=(homes, homes), assumption=NAME)
    return YearOutcome(
        id=f"o{number}", place=NAME, year=2025, reading="counted", definition=NAME, result=result
    )


def forecast(
    number: int, came: int | None, values: np.ndarray, *, days: int = 0, official: int | None = None
) -> ScoredForecast:
    """One forecast of an outcome, of equally likely values, perhaps beside an official number."""
    homes = tuple(round(float(value)) for value in values)
    day = date(2025, 1, 1) + timedelta(days=days)
    rivals = ()
    if official is not None:
        rivals = (Rival(kind="official", by=NAME, made_on=day, homes=official, assumption=NAME),)
    kept = KeptYear(year=2025, reading="counted", target=1000, chance=0.5, homes=homes)
    case = Case(outcome(number, came), day, 1000, NAME, "0" * 64, rivals, (), kept=kept)
    return scored_forecast(case, np.array(homes, dtype=np.float64))


def point(
    number: int, came: int | None, homes: int, days: int = 0, official: int | None = None
) -> ScoredForecast:
    return forecast(number, came, np.full(QUANTILES, homes), days=days, official=official)


def many(spread: float, outcomes: int = 200) -> Summary:
    """Outcomes drawn from normal distributions of standard deviation 100, forecast with another spread."""
    rng = np.random.default_rng(11)
    found = []
    for number in range(outcomes):
        middle = float(rng.uniform(1000, 5000))
        came = round(float(rng.normal(middle, 100)))
        found.append(forecast(number, came, middle + spread * 100 * norm.ppf(SHARES)))
    return summed_up(found)


def test_dates_of_an_outcome_are_averaged_before_outcomes() -> None:
    # Outcome 1 from two dates, off by 10 and 30: 20. Outcome 2 from one, off by 100: the mean is 60, not 46.7.
    found = summed_up([point(1, 1000, 1010), point(1, 1000, 1030, days=5), point(2, 1000, 1100)])
    assert (found.forecasts, found.scored, found.outcomes, found.years) == (3, 3, 2, 1)
    assert found.crps == pytest.approx(60)


def test_skill_is_of_the_forecasts_that_both_made() -> None:
    # Beside official errors of 40 and 50 stand ours of 10 and 100; the date without an official number is left out.
    found = summed_up(
        [
            point(1, 1000, 1010, official=1040),
            point(1, 1000, 1500, days=5),
            point(2, 1000, 1100, official=950),
        ]
    )
    assert found.rival_crps["official"] == pytest.approx(45)
    assert found.own_crps["official"] == pytest.approx(55)
    assert found.skill["official"].value == pytest.approx(1 - 110 / 90)


def test_open_outcomes_are_counted_and_not_scored() -> None:
    found = summed_up([point(1, None, 1000), point(2, 1000, 1010)])
    assert (found.forecasts, found.scored, found.outcomes) == (2, 1, 1)


@pytest.mark.parametrize(("outcomes", "claimed"), [(19, False), (20, True)])
def test_nothing_is_claimed_of_coverage_below_twenty_outcomes(outcomes: int, claimed: bool) -> None:
    found = many(1.0, outcomes)
    assert bool(found.coverage) is claimed
    assert bool(found.pits) is claimed


def test_right_forecasts_are_found_right() -> None:
    """The bounds are those of exact tests at 1 %: the seed is fixed, so it either holds or does not."""
    found = many(1.0)
    for level, coverage in found.coverage.items():
        assert binomtest(coverage.covered, coverage.outcomes, level).pvalue > 0.01
    assert kstest(found.pits, "uniform").pvalue > 0.01


@pytest.mark.parametrize("spread", [0.6, 1.7])
def test_forecasts_that_are_too_sure_or_too_vague_are_found_out(spread: float) -> None:
    found, right = many(spread), many(1.0)
    assert binomtest(found.coverage[0.8].covered, 200, 0.8).pvalue < 1e-4
    assert kstest(found.pits, "uniform").pvalue < 0.01
    assert found.crps is not None
    assert right.crps is not None
    assert found.crps > right.crps
