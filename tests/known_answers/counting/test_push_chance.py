"""Whether a push is made, and how large it is: what is drawn for each year, and what nobody knows.

Estimates are held to 4.5 standard errors of independent cases at a fixed seed (`whole_model`).
"""

from __future__ import annotations

import numpy as np
from builders import market, push, row
from futures import STANDARD_ERRORS, share_off
from known_answers.counting.city import FOUR, LAST, city, targets
from known_answers.rules.whole_model import YEAR_DAYS, same, simulate
from scipy import special, stats

LONG = [row("P", homes=1000), row("Q", homes=1000)]


def test_each_year_has_one_chance_for_the_whole_city():
    """Building for longer than all years, with a target of a home a year: whether it is pushed is independent."""
    futures = simulate(city(LONG, targets(1, 1, 1), push(0.3, 1.0), build=9000.0), 4000)
    made = futures.outcomes.early == 1
    for year in range(3):
        assert share_off(made[:, year], 0.3) < STANDARD_ERRORS
    assert share_off(made[:, 0] & made[:, 1], 0.09) < STANDARD_ERRORS
    # One push for both rows, whose 100 homes each are needed.
    both = simulate(city([row("P"), row("Q")], targets(150), push(0.3, 1.0), build=9000.0), 4000)
    entered = both.outcomes.blocks.early[:, :, 0]
    assert set(map(tuple, entered.tolist())) == {(0, 0), (100, 50)}
    assert share_off(entered[:, 0] > 0, 0.3) < STANDARD_ERRORS


def test_the_likelihood_nobody_knows_is_one_for_all_years():
    a, b = 0.48 * 9, 0.52 * 9
    futures = simulate(city(LONG, targets(1, 1), push(0.48, 1.0, cases=9), build=9000.0), 4000)
    made = futures.outcomes.early == 1
    assert share_off(made[:, 1], 0.48) < STANDARD_ERRORS
    both = special.beta(a + 2, b) / special.beta(a, b)
    assert share_off(made.all(axis=1), both) < STANDARD_ERRORS


def test_the_share_nobody_knows_is_one_for_all_years_and_decides_whether_the_gap_can_be_filled():
    """Of 2,000 homes, 600 are lacking: 0.3 must be enterable; then as many are entered as can be."""
    share = {"family": "uniform", "low": 0.0, "high": 1.0}
    futures = simulate(city(LONG, targets(600), push(1.0, share, 99.0), build=9000.0), 4000)
    early = futures.outcomes.early[:, 0]
    assert share_off(early > 0, 0.7) < STANDARD_ERRORS
    assert early[early > 0].min() >= 600
    assert stats.kstest(early[early > 0] / 2000, "uniform", (0.3, 0.7)).pvalue > 1e-4
    # A home a year: the second year sees the same share.
    again = simulate(city(LONG, targets(1, 1), push(1.0, share, 9999.0), build=9000.0), 500)
    first, second = again.outcomes.early.T
    assert np.all(np.abs(second - again.draws.push_share * (2000 - first)) < 1)


def test_how_far_beyond_the_target_is_drawn_for_each_year():
    beyond = {"family": "lognormal", "median": 0.11, "sigma_log": 2.36}
    rows = [row(name, homes=100_000) for name in "PQRSTUV"]
    futures = simulate(city(rows, targets(1000, 1000), push(1.0, 1.0, beyond), build=9000.0), 4000)
    early = futures.outcomes.early
    # Whole homes: 1,000 and what is beyond, rounded down. The upper quartile is 0.54.
    for limit, chance in ((1110, 0.5), (1540, 0.25)):
        assert share_off(early[:, 0] >= limit, chance) < STANDARD_ERRORS
    capped = early < 350_000
    logs = np.log((early - 999.5) / 1000)[capped.all(axis=1)]
    assert abs(np.corrcoef(logs.T)[0, 1]) < STANDARD_ERRORS / np.sqrt(len(logs))


def test_the_likelihood_is_that_of_the_market_at_the_year_s_end():
    states = market({("quiet", "warm"): 0.7}, "quiet")
    effort = push({"quiet": 0.0, "warm": 1.0}, 1.0)
    futures = simulate(city(LONG, targets(1, 1, 1), effort, build=9000.0, market=states), 1500)
    turned = futures.draws.market_days[:, 0]
    for i, year in enumerate((2026, 2027, 2028)):
        assert np.array_equal(futures.outcomes.early[:, i] == 1, turned <= LAST[year] + 1)
    assert share_off(turned <= 365, -float(np.expm1(-0.7 * 365 / YEAR_DAYS))) < STANDARD_ERRORS


def test_a_push_made_in_one_year_does_not_change_the_luck_of_another():
    one, other = (city(FOUR, targets(target, 60), push(0.5, 1.0)) for target in (150, 1))
    first, second = simulate(one, 50).draws, simulate(other, 50).draws
    assert same(first.push_luck, second.push_luck)
    assert same(first.push_beyond, second.push_beyond)
    # The same year meets the same chance, whenever the forecast is made.
    later = city(FOUR, targets(60, first=2027), push(0.5, 1.0))
    assert same(simulate(later, 50).draws.push_luck[:, 0], first.push_luck[:, 1])
