"""Promises: order statistics counted by hand, and safe numbers that are safe as often as they say."""

from __future__ import annotations

import json

import numpy as np
import pytest
from fake_results import generator_of, results_of
from scipy import optimize, stats

from sim.analysis import commit, safe_rank
from sim.analysis.to_json import About, commitment_json
from sim.errors import OptionError
from sim.text import Text
from sim.words import commitment_in_words, promises_in_words

PERIOD = {"first_year": 2026, "last_year": 2027, "homes": 200}


def one_year(homes, chance, **more):
    return commit(results_of(np.asarray(homes)[:, None], {2026: 100}, **more), "counted", chance).years[0]


def test_the_highest_number_that_holds_by_hand():
    homes = np.arange(10) * 10  # 0, 10 .. 90
    assert one_year(homes, 0.8).homes == 20  # eight of ten have 20 or more
    assert one_year(homes, 0.9).homes == 10
    assert one_year(homes, 0.81).homes == 10
    assert one_year(homes, 0.999).homes == 0
    promise = one_year(homes, 0.8)
    assert (promise.chance.met, promise.chance.futures) == (8, 10)
    assert one_year(np.full(50, 70), 0.95).homes == 70


def test_a_discrete_law_gives_its_own_quantile():
    """Homes 0, 100 or 200 with chances 0.1, 0.3, 0.6: 100 holds at 0.8 (0.9 >= 0.8 > 0.6), 200 at 0.5, 0 at 0.95."""
    u = generator_of(1).random(20_000)
    homes = np.where(u < 0.1, 0, np.where(u < 0.4, 100, 200))
    assert [one_year(homes, chance).homes for chance in (0.5, 0.8, 0.95)] == [200, 100, 0]
    assert [one_year(homes, chance).safe for chance in (0.5, 0.8, 0.95)] == [200, 100, 0]


@pytest.mark.parametrize("count", [1, 10, 59, 500, 10_000])
@pytest.mark.parametrize("share", [0.05, 0.1, 0.5, 0.9])
def test_the_safe_rank_is_that_of_the_binomial_law(count, share):
    rank, law = safe_rank(count, share), stats.binom(count, share)
    assert rank == 0 or law.sf(rank - 1) >= 0.95
    assert law.sf(rank) < 0.95


def test_few_futures_promise_nothing_for_safe():
    """The smallest of n lies below the 5 %-quantile in 95 cases of 100 from n = 59 on: 0.95^59 < 0.05."""
    assert one_year(np.full(58, 70), 0.95).safe == 0
    assert one_year(np.full(59, 70), 0.95).safe == 70


@pytest.mark.parametrize("futures_per_set", [1, 20])
def test_safe_numbers_are_safe(futures_per_set):
    """1,000 studies of a known law: the safe number exceeds the true one in 5 % of them at most; standard error 0.7."""
    generator, studies, sets = generator_of(2), 1_000, 100
    # Homes vary by 1,000 around 4,000 or 7,000, which a set shares.
    true = optimize.brentq(
        lambda h: sum(stats.norm.cdf(h, mean, 1_000) for mean in (4_000, 7_000)) / 2 - 0.1, 0, 9_000
    )
    exceeded = 0
    for _ in range(studies):
        means = generator.choice([4_000, 7_000], sets * 20 // futures_per_set)
        homes = np.rint(generator.normal(np.repeat(means, futures_per_set), 1_000)).astype(np.int64)
        exceeded += one_year(homes, 0.9, futures_per_set=futures_per_set).safe > true
    assert 0.02 < exceeded / studies <= 0.05 + 3.3 * 0.007


def test_jointly_by_hand():
    """Of four futures, the least of homes / target is 1/2, 3/4, 1/3 and 1: with three of four, half of the plan."""
    homes = [[50, 200], [75, 200], [120, 100], [100, 300]]
    jointly = commit(results_of(homes, {2026: 100, 2027: 300}), "counted", 0.75).jointly
    assert jointly is not None
    assert (jointly.factor, jointly.homes) == (0.5, (50, 150))
    assert (jointly.chance.met, jointly.safe_factor, jointly.safe) == (3, 0.0, (0, 0))
    scarce = commit(results_of(homes, {2026: 100, 2027: 300}), "counted", 0.9).jointly
    assert scarce is not None
    assert (scarce.factor, scarce.homes) == (pytest.approx(1 / 3), (33, 100))


def test_no_rounding_promises_a_home_too_many():
    """1/3, 7/9 and such: the year that is scarcest gets its own number exactly, the others no more than their share."""
    generator = generator_of(3)
    for _ in range(200):
        targets = {year: int(generator.integers(1, 1_000)) for year in range(2026, 2030)}
        homes = generator.integers(0, 1_500, (40, 4))
        results = results_of(homes, targets)
        jointly = commit(results, "counted", 0.8).jointly
        assert jointly is not None
        assert np.mean(np.all(homes >= np.array(jointly.homes), axis=1)) >= 0.8
        assert all(
            abs(got - jointly.factor * wanted) < 1 + 1e-9
            for got, wanted in zip(jointly.homes, targets.values(), strict=True)
        )


def test_joint_numbers_hold_together_and_single_ones_do_not():
    homes = generator_of(4).poisson(100, (5_000, 2))
    commitment = commit(results_of(homes, period=PERIOD), "counted", 0.8)
    singly = np.array([promise.homes for promise in commitment.years])
    assert np.mean(np.all(homes >= singly, axis=1)) < 0.7
    assert commitment.jointly is not None
    assert 0.8 <= commitment.jointly.chance.share < 0.84
    assert commitment.period is not None
    # 20 %-quantile of a Poisson law of mean 200.
    assert abs(commitment.period.homes - stats.poisson(200).ppf(0.2)) <= 1
    assert commitment.period.safe <= commitment.period.homes


def test_years_without_target_do_not_count_jointly():
    homes = np.full((100, 2), 50)
    jointly = commit(results_of(homes, {2026: 0, 2027: 100}), "counted", 0.9).jointly
    assert jointly is not None
    assert (jointly.factor, jointly.homes) == (0.5, (0, 50))
    assert commit(results_of(homes, {2026: 0, 2027: 0}), "counted", 0.9).jointly is None


@pytest.mark.parametrize("chance", [0, 1, -0.2])
def test_a_chance_out_of_range_is_refused(chance):
    with pytest.raises(OptionError, match="the chance asked for is"):
        one_year([1, 2], chance)


def test_promises_are_said_and_written_down():
    homes = generator_of(5).poisson(100, (2_000, 2))
    commitment = commit(results_of(homes, period=PERIOD), "counted", 0.8)
    english, vietnamese = (
        [Text(language)(said) for said in commitment_in_words(commitment)] for language in ("en", "vi")
    )
    assert english[0].startswith("What this model would promise with a chance of at least 80%")
    assert english[1].startswith(f"2026, by itself: {commitment.years[0].homes} homes; to be safe")
    assert english[3].startswith("2026–2027 in all: ")
    assert english[4].startswith("All years together with that chance: ")
    assert "2026: " in english[4]
    assert vietnamese[1].startswith(f"Riêng năm 2026: {commitment.years[0].homes} căn")
    first, again = (
        json.dumps(commitment_json(commit(results, "counted", 0.8), About(results.scenario)))
        for results in (results_of(homes), results_of(homes))
    )
    assert first == again
    assert json.loads(first)["jointly"]["homes"] == list(commitment.jointly.homes)


def test_zeros_are_said_shortly_and_the_period_is_told_beside_them():
    """No year has homes in 8 futures of 10, all years together have: 100 in one of two years, by a coin."""
    first = generator_of(7).integers(0, 2, 2_000) * 100
    commitment = commit(results_of(np.stack([first, 100 - first], axis=1), period=PERIOD), "counted", 0.8)
    said = [Text("en")(sentence) for sentence in promises_in_words(commitment)]
    assert said[0].endswith("this model would promise no homes in any one year.")
    assert said[1] == "2026–2027 in all: 100 homes."
    assert said[2].startswith("All years together with that chance: no homes")
    assert not any("do not hold together" in sentence or "0 homes, " in sentence for sentence in said)


def test_years_without_homes_are_listed_together():
    homes = np.tile([0, 0, 50], (2_000, 1))
    commitment = commit(results_of(homes, {2026: 100, 2027: 100, 2028: 100}), "counted", 0.8)
    said = [Text("en")(sentence) for sentence in promises_in_words(commitment)]
    assert said[0].endswith("each year by itself: 2026–2027: 0 homes, 2028: 50 homes.")
    assert not any("do not hold together" in sentence for sentence in said)
