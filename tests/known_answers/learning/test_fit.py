"""Records to estimates: classes, refusals, places, a share that never ends, and the form a scenario states."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from record_sets import MEDIAN, WIDTH, a_city, generator, lognormal
from scipy import stats

from sim.errors import in_english
from sim.learning import (
    FitRequest,
    LogNormalBelief,
    NeverPrior,
    Prior,
    StageRecord,
    fit_records,
    stated_duration,
)
from sim.learning.fitting import Seen
from sim.scenario import Duration

PRIOR = Prior(LogNormalBelief(400, 1200), LogNormalBelief(0.3, 0.7))


def record(seen: Seen, class_name: str = "", place: str = "", homes: float | None = None) -> StageRecord:
    return StageRecord(2, "A", place, class_name, "", homes, seen, True, None)


def finished(days: float) -> Seen:
    start = date(2015, 1, 1)
    end = start + timedelta(days=round(days))
    return Seen((start, start), (end, end))


def running(days: float) -> Seen:
    start = date(2015, 1, 1)
    return Seen((start, start), None, start + timedelta(days=round(days)))


def test_a_city_in_the_form_of_a_scenario() -> None:
    """200 records: median within 3 standard errors (0.05 each) of the truth, spread a little wider than it."""
    (fit,) = fit_records([record(seen, homes=100) for seen in a_city(generator(61), 200)], FitRequest())
    assert fit.estimate is not None and fit.tally.truncated > 50
    assert fit.tally.count == 200
    stated = stated_duration(fit.estimate, fit.tally)
    assert (stated.unit, stated.reference_homes) == ("months", 100)
    assert math.log(stated.median * 30.4375 / MEDIAN) == pytest.approx(0, abs=0.15)
    width = math.log(stated.p90 / stated.median) / stats.norm.ppf(0.9)
    assert math.log(width / WIDTH) == pytest.approx(0, abs=0.2)
    assert 0.85 < stated.uncertain_p10 < 0.98 < 1.02 < stated.uncertain_p90 < 1.18


def test_the_stated_duration_says_what_is_known() -> None:
    """P10 and P90 of the median come back from `uncertain`; what is not known of the width has widened the spread."""
    (fit,) = fit_records(
        [record(finished(days)) for days in lognormal(62, 8)], FitRequest(family="lognormal")
    )
    assert fit.estimate is not None and fit.estimate.best is not None
    stated = stated_duration(fit.estimate, fit.tally)
    spread = {"family": stated.family, "median": stated.median, "p90": stated.p90}
    uncertain = {"family": "lognormal", "p10": stated.uncertain_p10, "p90": stated.uncertain_p90}
    read = Duration.model_validate(
        {"unit": stated.unit, "spread": spread, "uncertain": uncertain, "source": ("records",)}
    )
    assert read.uncertain is not None
    for share in (0.1, 0.9):
        assert read.median_days * read.uncertain.quantile(share) == pytest.approx(
            fit.estimate.posterior.median(share), rel=0.01
        )
    assert math.log(stated.p90 / stated.median) > stats.norm.ppf(0.9) * fit.estimate.best.width


def test_each_class_is_fitted_by_itself() -> None:
    high, low = lognormal(63, 30, median=900), lognormal(64, 30, median=300)
    records = [record(finished(days), "high") for days in high] + [
        record(finished(days), "low") for days in low
    ]
    fits = fit_records([*records, record(finished(500), "one")], FitRequest())
    assert [fit.name for fit in fits] == ["high", "low", "one"]
    assert [fit.estimate is None for fit in fits] == [False, False, True]
    medians = [fit.estimate.posterior.median(0.5) for fit in fits if fit.estimate]
    assert medians == pytest.approx([900, 300], rel=0.3)


def test_too_few_finished_records_are_refused_unless_there_is_a_prior() -> None:
    records = [record(seen) for seen in (*(finished(600 + i) for i in range(4)), *(running(900),) * 4)]
    (fit,) = fit_records(records, FitRequest())
    assert fit.estimate is None and fit.refused is not None
    assert in_english(fit.refused).startswith("4 finished records")
    (with_prior,) = fit_records(records, FitRequest(prior=PRIOR))
    assert with_prior.estimate is not None
    assert with_prior.estimate.families == ()
    # Four of eight ended near 600 days, the others run on after 900.
    assert 600 < with_prior.estimate.posterior.median(0.5) < 1200


def test_only_unfinished_records_leave_the_prior_and_add_to_it() -> None:
    (fit,) = fit_records([record(running(900))] * 2, FitRequest(prior=PRIOR))
    assert fit.estimate is not None and fit.estimate.curve is None
    assert fit.estimate.posterior.median(0.5) > math.sqrt(400 * 1200)


def test_a_place_with_records_is_known_better_than_one_without() -> None:
    days = lognormal(65, 40)
    records = [record(finished(each), place="ab"[at % 2]) for at, each in enumerate(days)]
    widths = []
    for place in ("a", None):
        (fit,) = fit_records(records, FitRequest(place=place))
        assert fit.estimate is not None and fit.estimate.pooled
        widths.append(math.log(fit.estimate.posterior.median(0.9) / fit.estimate.posterior.median(0.1)))
    assert widths[0] < widths[1]


def test_a_share_that_never_ends_is_spoken_of_only_on_a_plateau_or_by_a_prior() -> None:
    days = lognormal(66, 60)
    rising = [record(finished(each) if each < 700 else running(700)) for each in days]
    (fit,) = fit_records(rising, FitRequest())
    assert fit.estimate is not None and fit.estimate.never is None
    (with_prior,) = fit_records(rising, FitRequest(never=NeverPrior(0.2, 20)))
    assert with_prior.estimate is not None and with_prior.estimate.never is not None
    assert with_prior.estimate.posterior.never_share(0.5) < 0.35
    flat = [record(finished(each)) for each in days] + [record(running(6_000))] * 20
    (with_plateau,) = fit_records(flat, FitRequest())
    assert with_plateau.estimate is not None and with_plateau.estimate.never is not None
    assert with_plateau.estimate.posterior.never_share(0.5) == pytest.approx(0.25, abs=0.04)
    assert with_plateau.estimate.posterior.median(0.5) == pytest.approx(MEDIAN, rel=0.2)


def test_records_without_a_likeliest_duration_are_refused() -> None:
    """Five ended at once, at ages that halve each time, and very many run on."""
    records = [record(finished(2**at)) for at in range(1, 11, 2)] + [record(running(1_000))] * 400
    (fit,) = fit_records(records, FitRequest())
    assert fit.estimate is None
    assert fit.refused is not None and "no likeliest" in in_english(fit.refused)
