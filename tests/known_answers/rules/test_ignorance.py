"""How far what is not known moves a chance: planted cases in which the chance under each set of unknowns is known.

A study is held against the same estimate over many planted studies of its size (`planted`), whose mean must lie near
the truth; it may differ from that mean by 4.5 of their standard deviations.
"""

from __future__ import annotations

import numpy as np
import pytest
from builders import WHY, market, push, recall, row, scenario_of, stage, tender
from futures import STANDARD_ERRORS
from known_answers.rules.whole_model import chain, same, simulate
from scipy import special, stats

from sim.analysis.board import judge
from sim.analysis.statistics import (
    Chance,
    apart,
    range_of_change,
    range_over_sets,
    sets_by_hits,
    variance_over_sets,
)
from sim.errors import OptionError
from sim.experiment import run

YEAR = {"years": [{"year": 2026, "homes": 100}], "assumption": WHY}


def planted(chances, sets, each, studies=300, seed=5):
    """Studies in which set after set has a chance drawn by `chances`: bool (studies, sets, each)."""
    generator = np.random.Generator(np.random.Philox(seed))
    return generator.random((studies, sets, each)) < chances(generator, (studies, sets))[:, :, None]


def ends_of(studies):
    """P10 and P90 as estimated: shape (studies, 2)."""
    ranges = [range_over_sets(sets_by_hits(by_set)) for by_set in studies]
    return np.array([(found.low.chance, found.high.chance) for found in ranges])


def beta(a, b):
    return lambda generator, shape: generator.beta(a, b, shape)


def covariance_of_halves(by_set):
    """Variance of the chance over sets, as two halves of each set agree on it: the estimate used before."""
    half = by_set.shape[1] // 2
    return np.cov(by_set[:, :half].mean(axis=1), by_set[:, half:].mean(axis=1))[0, 1]


@pytest.mark.parametrize(("a", "b", "each"), [(8, 8, 20), (20, 20, 20), (3, 9, 10)])
def test_the_variance_over_sets_is_unbiased_and_steadier_than_that_of_two_halves(a, b, each):
    studies = planted(beta(a, b), 100, each, 2000)
    estimated = np.array([variance_over_sets(by_set.astype(np.int8)) for by_set in studies])
    # Its floor at zero adds nothing where it is met in less than one study in a hundred.
    assert np.mean(estimated == 0) < 0.01
    error = STANDARD_ERRORS * estimated.std() / np.sqrt(len(estimated))
    assert abs(estimated.mean() - stats.beta(a, b).var()) < error
    # Measured: 1.11, 1.18 and 1.12 times; each known to some 0.01, from the same studies.
    assert np.std([covariance_of_halves(by_set) for by_set in studies]) > 1.05 * estimated.std()


def test_the_variance_over_sets_by_hand():
    """Shares 1/4, 1/2, 3/4: variance 1/16; within (3/16 + 4/16 + 3/16) / 3 / 3 = 10/144."""
    by_set = np.array([[1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0]], dtype=np.int8)
    assert variance_over_sets(by_set) == 0.0
    by_set[0, 0], by_set[2, 3] = 0, 1
    # Shares 0, 1/2, 1: variance 1/4, within (4/16) / 3 / 3 = 1/36.
    assert variance_over_sets(by_set) == pytest.approx(1 / 4 - 1 / 36, rel=1e-12)


@pytest.mark.parametrize("chance", [0.5, 0.1])
def test_without_ignorance_no_range_of_a_change_is_told(chance):
    """In 5 studies of 100 at most, the error of the test; the law of its sum is a little skewed, hence one more."""

    def known(generator, shape):
        return np.full(shape, chance)

    for each in (20, 80):
        studies = planted(known, 200, each, 500).astype(np.int8)
        told = [range_of_change(by_set) is not None for by_set in studies]
        assert 0.02 < np.mean(told) < 0.06 + STANDARD_ERRORS * np.sqrt(0.05 * 0.95 / 500)


def test_small_ignorance_is_no_range_of_a_change_or_one_wider_than_nothing():
    """Sets whose chance differs by less than their futures can show: most studies tell no range."""
    found = [range_of_change(by_set) for by_set in planted(beta(400, 400), 100, 20).astype(np.int8)]
    told = [band for band in found if band is not None]
    assert 0 < len(told) < len(found) / 2
    assert all(high - low > 0.05 for low, high in told)


def test_sets_apart_by_hand():
    """Of 4 sets of 2 futures, off by 1/2: products of pairs +1/2 in each, 2 in all; error sqrt(2 x 4 x 2) / 4 = 1."""
    alike = np.array([[1, 1], [1, 1], [0, 0], [0, 0]], dtype=bool)
    assert apart(alike)
    # One set the other way: +1/2 three times, less 1/2: 1 in all.
    assert not apart(np.array([[1, 1], [1, 0], [0, 0], [0, 1]], dtype=bool))


def unsure(chance, cases):
    """One project that is on time exactly where its tender of one round succeeds."""
    stages = {"call": stage(10.0) | {"tender": tender(chance, 1, cases=cases)}}
    return scenario_of(stages, [row("P")], chain("call", call={"fallback": "drop_out"}), targets=YEAR)


def late(unknown, spread=0.5):
    """One project that is on time where unknown factor x lognormal duration (median 300 days) stays within the year."""
    shape = {"family": "lognormal", "median": 300, "sigma_log": spread}
    unsure_by = {"family": "lognormal", "median": 1, "sigma_log": unknown}
    work = stage(shape, uncertain=unsure_by) if unknown else stage(shape)
    return scenario_of({"s": work}, [row("P")], targets=YEAR)


def on_time(unknown, spread=0.5):
    """P(on time) as a function of the score of the unknown factor."""
    return lambda score: special.ndtr((np.log(365 / 300) - unknown * score) / spread)


def chance_of(scenario, sets, each, seed=1):
    results = run(scenario, replications=sets * each, futures_per_set=each, seed=seed)
    return judge(results, "eligible").years[0].chance


@pytest.mark.parametrize(
    ("scenario", "chances", "truth"),
    [
        (unsure(0.5, 16), beta(8, 8), stats.beta(8, 8).ppf((0.1, 0.9))),
        (
            late(0.2),
            lambda generator, shape: on_time(0.2)(generator.standard_normal(shape)),
            on_time(0.2)(special.ndtri((0.9, 0.1))),
        ),
    ],
    ids=["a likelihood nobody knows", "a factor nobody knows"],
)
def test_a_study_finds_the_planted_range(scenario, chances, truth):
    sets, each = 150, 20
    estimated = ends_of(planted(chances, sets, each, 40))
    # Of an estimate that is off by less than its own error.
    assert np.all(np.abs(estimated.mean(axis=0) - truth) < estimated.std(axis=0))
    chance = chance_of(scenario, sets, each)
    found = np.array([chance.over_unknowns.low.chance, chance.over_unknowns.high.chance])
    assert np.all(np.abs(found - estimated.mean(axis=0)) < STANDARD_ERRORS * estimated.std(axis=0))
    # Ignorance averages out of the chance itself: it is that of an ordinary run.
    plain = judge(run(scenario, replications=3000, seed=2, futures_per_set=1), "eligible").years[0].chance
    assert plain.over_unknowns is None
    error = np.sqrt(plain.share * (1 - plain.share) * (1 / 3000 + 1 / chance.independent))
    assert abs(chance.share - plain.share) < STANDARD_ERRORS * error


def test_a_study_of_nothing_unknown_finds_ends_that_hold_the_chance():
    results = run(late(0.0), replications=6000, futures_per_set=20)
    chance = judge(results, "eligible").years[0].chance
    assert all(
        low <= chance.share <= high
        for low, high in (chance.over_unknowns.low.interval, chance.over_unknowns.high.interval)
    )
    # Variance of an estimated variance of 300 shares, 2 / 299: the design effect is 1 within its error.
    assert chance.independent > 6000 / (1 + STANDARD_ERRORS * np.sqrt(2 / 299))


def test_futures_of_a_set_tell_less_than_independent_ones():
    """Kish: n independent futures are worth n / (1 + (m - 1) rho), rho = 1 / (a + b + 1) for a beta chance."""
    sets, each, cases = 200, 20, 4.0
    worth = sets * each / (1 + (each - 1) / (cases + 1))
    studies = planted(beta(0.5 * cases, 0.5 * cases), sets, each)
    found = np.array([Chance.of(by_set.ravel(), each).independent for by_set in studies])
    # A ratio of a mean to a variance of 200 shares: its bias is a relative 2 / 200.
    assert abs(found.mean() / worth - 1) < STANDARD_ERRORS * found.std() / worth / np.sqrt(300) + 2 / sets
    assert abs(chance_of(unsure(0.5, cases), sets, each).independent - worth) < STANDARD_ERRORS * found.std()


def coverage(chances, expected, sets, each):
    """How often the 95 % interval holds the chance, over 2,000 studies."""
    met = planted(chances, sets, each, 2000, seed=11)
    held = [Chance.of(by_set.ravel(), each).interval for by_set in met]
    return np.mean([low <= expected <= high for low, high in held])


@pytest.mark.parametrize(
    ("a", "b", "sets", "each"), [(1.6, 2.4, 100, 20), (8, 2, 100, 10), (1.6, 2.4, 40, 25), (2, 30, 100, 20)]
)
def test_the_interval_holds_the_chance_as_often_as_it_says(a, b, sets, each):
    """95 % of studies, give or take 2 % (4 standard errors of 2,000 studies)."""
    assert abs(coverage(beta(a, b), a / (a + b), sets, each) - 0.95) < 0.02


def test_as_if_all_futures_were_independent_the_interval_would_be_too_narrow():
    met = planted(beta(1.6, 2.4), 100, 20, 1000, seed=11)
    held = [Chance.of(by_set.ravel()).interval for by_set in met]
    assert np.mean([low <= 0.4 <= high for low, high in held]) < 0.75


def test_a_chance_that_hangs_on_rare_sets_is_not_made_to_look_certain():
    """One set in 100 makes the target sure, the others hopeless: 100 sets tell as much as 100 futures, no more."""

    def rare(generator, shape):
        return (generator.random(shape) < 0.01).astype(float)

    # How often the lower end is too high hangs on the few counts that can occur; the upper end must not be too low.
    met = planted(rare, 100, 20, 2000, seed=11)
    assert np.mean([Chance.of(by_set.ravel(), 20).interval[1] >= 0.01 for by_set in met]) > 0.975


def test_a_set_shares_all_that_is_not_known_and_nothing_else():
    unsure_by = {"family": "lognormal", "median": 1, "sigma_log": 0.3}
    stages = {
        "find": stage({"family": "exponential", "mean": 50}) | {"tender": tender(0.6, 2, 5.0, cases=4)},
        "prepare": stage({"family": "exponential", "mean": 200}, uncertain=unsure_by),
        "build": stage({"family": "exponential", "mean": 300}),
    }
    rule = recall(1.0, "find", lapse=0.4, grace=20.0, uncertain=unsure_by, cases=3)
    routes = chain("find", "prepare", "build", find={"fallback": "assign"}, prepare={"recall": rule})
    accounts = [{"id": i, "name": i, "weight": 0.5, "rows": rows} for i, rows in (("a", ["P"]), ("b", []))]
    counting = {
        "counted_when": "eligible",
        "push": push(
            0.5, {"family": "uniform", "low": 0, "high": 1}, {"family": "exponential", "mean": 1.0}, 2
        ),
        "alternatives": accounts,
        "assumption": WHY,
    }
    states = market({("a", "b"): 1.0, ("b", "a"): 1.0}, "a")
    rows = [row("P", homes={"low": 100, "high": 900}, counted_before="alternatives"), row("Q")]
    scenario = scenario_of(stages, rows, routes, counting=counting, market=states)
    futures = simulate(scenario, 60, futures_per_set=10)
    draws = futures.draws
    unknown = {
        "likelihoods": draws.likelihoods[:, 0, 0],
        "lapse": draws.likelihoods[:, 1, 0],
        "hazards": draws.hazards_per_day[:, 0, 0],
        "push": draws.likelihoods[:, 2, 0],
        "enterable": draws.push_share,
        "homes": draws.row_homes[:, 0],
    }
    for name, values in unknown.items():
        sets = values.reshape(6, 10)
        assert np.all(sets == sets[:, :1]), name
        assert len(set(sets[:, 0].tolist())) == 6, name
    accounts_drawn = draws.counted_before[:, 0].reshape(6, 10)
    assert np.all(accounts_drawn == accounts_drawn[:, :1])
    chance = (draws.round_luck[:, 0, 0, 0], draws.work_days[:, 0, 1, 0], draws.stall_budget[:, 0, 0, 0],
              draws.market_days[:, 0], draws.push_luck[:, 0], draws.push_beyond[:, 0], draws.lapse_luck[:, 0, 0, 0])  # fmt: skip
    for values in chance:
        assert len(set(values.tolist())) == 60
    # A study cut into pieces that do not fit its sets is the same study.
    whole = simulate(scenario, 35, futures_per_set=10)
    late_part = simulate(scenario, 18, first=17, futures_per_set=10)
    assert same(whole.trace.ended[17:], late_part.trace.ended)
    assert np.array_equal(whole.outcomes.homes_by_quarter[17:], late_part.outcomes.homes_by_quarter)


def test_the_last_set_may_have_fewer_futures():
    short, long = (run(unsure(0.5, 4), replications=n, futures_per_set=20) for n in (50, 60))
    assert np.array_equal(short.homes_by_quarter, long.homes_by_quarter[:50])
    chance = judge(short, "eligible").years[0].chance
    assert chance.futures == 50 and sum(chance.by_hits) == 2


def test_sets_are_the_default_only_where_a_number_is_not_known():
    assert run(unsure(0.5, 4), replications=40).futures_per_set == 20
    assert run(late(0.0), replications=40).futures_per_set == 1
    with pytest.raises(OptionError):
        run(late(0.0), replications=40, futures_per_set=0)
