"""Tenders: rounds until an investor is found, against the geometric and beta-geometric laws and schedules by hand.

Estimates are held to 4.5 standard errors of independent cases at a fixed seed (`whole_model`).
"""

from __future__ import annotations

import numpy as np
import pytest
from builders import amendment, day, market, pool, route, row, scenario_of, stage, tender
from futures import RARE, STANDARD_ERRORS, share_off
from known_answers.rules.whole_model import YEAR_DAYS, chain, is_uniform, same, simulate
from scipy import special, stats

from sim.experiment import run
from sim.model import REASONS

ROUND, GAP, CHANCE, ROUNDS = 30.0, 10.0, 0.35, 4
LAST = ROUNDS * ROUND + (ROUNDS - 1) * GAP
ROWS = [row(f"P{i}") for i in range(20)]
KEYS = [one.project_id for one in ROWS]


def called(fallback, call, rows=ROWS, **more):
    return scenario_of(
        {"call": call, "build": stage(5.0)}, rows, chain("call", "build", call={"fallback": fallback}), **more
    )


@pytest.mark.parametrize("fallback", ["assign", "drop_out"])
def test_rounds_are_geometric_up_to_their_cap(fallback):
    scenario = called(fallback, stage(ROUND) | {"tender": tender(CHANCE, ROUNDS, GAP)})
    futures = simulate(scenario, 200)
    ends = np.concatenate([futures.ended(key, "call") for key in KEYS])
    gave_up = np.concatenate([futures.rounds("fallback", key, "call") for key in KEYS])
    failed = (1 - CHANCE) ** ROUNDS
    for k in range(1, ROUNDS):
        at = k * ROUND + (k - 1) * GAP
        assert share_off(ends == at, CHANCE * (1 - CHANCE) ** (k - 1)) < STANDARD_ERRORS
    assert share_off(np.isfinite(gave_up), failed) < STANDARD_ERRORS
    assert set(gave_up[np.isfinite(gave_up)]) == {LAST}
    lapsed = np.concatenate([futures.lapsed(key) for key in KEYS])
    begun = np.concatenate([futures.of("requested", key, "build") for key in KEYS])
    if fallback == "assign":
        assert share_off(ends == LAST, (1 - CHANCE) ** (ROUNDS - 1)) < STANDARD_ERRORS
        assert np.isnan(lapsed).all()
        assert same(begun, ends)
    else:
        assert share_off(ends == LAST, CHANCE * (1 - CHANCE) ** (ROUNDS - 1)) < STANDARD_ERRORS
        assert same(lapsed, gave_up)
        assert same(np.isnan(begun), np.isfinite(lapsed))
        reasons = np.array(REASONS)[futures.outcomes.blocks.reason[:, :, 1].T.ravel()]
        assert same(reasons == "lapsed", np.isfinite(lapsed))
        assert same(reasons == "reached", np.isnan(lapsed))


def test_how_often_the_last_round_fails_is_reported():
    results = run(called("assign", stage(ROUND) | {"tender": tender(CHANCE, ROUNDS, GAP)}), replications=200)
    failed = (1 - CHANCE) ** ROUNDS
    error = np.sqrt(failed * (1 - failed) * len(KEYS) / 200)
    assert abs(results.caps_met["tender_rounds"] - len(KEYS) * failed) < STANDARD_ERRORS * error
    assert results.caps_met["recalls"] == results.caps_met["market_switches"] == 0


# Two rows, one desk, three rounds of 10 days that all fail, 5 days between them.
@pytest.mark.parametrize(
    ("holds", "gap", "first", "second"),
    [
        # The other holds the desk when a row comes back for its next round.
        ("round", 5.0, [0, 10, 20, 30, 40, 50], [10, 20, 30, 40, 50, 60]),
        ("loop", 5.0, [0, 10, 15, 25, 30, 40], [40, 50, 55, 65, 70, 80]),
        # Without a gap the desk changes hands all the same: the other has asked for it longer.
        ("round", None, [0, 10, 20, 30, 40, 50], [10, 20, 30, 40, 50, 60]),
        ("loop", None, [0, 10, 10, 20, 20, 30], [30, 40, 40, 50, 50, 60]),
        # A gap so long that the desk stands free meanwhile.
        ("round", 25.0, [0, 10, 35, 45, 70, 80], [10, 20, 45, 55, 80, 90]),
        ("loop", 25.0, [0, 10, 35, 45, 70, 80], [80, 90, 115, 125, 150, 160]),
    ],
)
def test_the_slot_is_held_by_the_round_or_by_the_loop(holds, gap, first, second):
    call = stage(10.0, pool="desk") | {"tender": tender(0.0, 3, gap, holds)}
    futures = simulate(called("assign", call, ROWS[:2], pools={"desk": pool(1)}))
    for key, expected in (("P0", first), ("P1", second)):
        times = [futures.rounds(name, key, "call")[0] for name in ("round_started", "round_ended")]
        assert same(np.stack(times, axis=1).ravel(), expected)
        assert futures.started(key, "call")[0] == expected[0]
        assert futures.ended(key, "call")[0] == futures.rounds("fallback", key, "call")[0] == expected[-1]


def test_a_round_is_judged_by_the_market_at_its_end():
    """Quiet at first, warm for good from some day on: the first round that ends in the warm market succeeds."""
    states = market({("quiet", "warm"): 4.0}, "quiet")
    call = stage(ROUND) | {"tender": tender({"quiet": 0.0, "warm": 1.0}, 3, GAP)}
    futures = simulate(called("drop_out", call, ROWS[:2], market=states), 2000)
    turned = futures.draws.market_days[:, 0]
    ends = np.array([30.0, 70.0, 110.0])
    first = (turned[:, None] > ends).sum(axis=1)
    expected = np.append(ends, np.nan)[first]
    for key in KEYS[:2]:
        assert same(futures.ended(key, "call"), expected)
        assert same(np.isfinite(futures.lapsed(key)), turned > 110)
    # Judged at its beginning, a round under way when the market turns would have failed.
    starts = np.array([0.0, 40.0, 80.0])
    assert np.any((turned[:, None] > starts).sum(axis=1) != first)
    assert share_off(expected == 30.0, 1 - np.exp(-4 * 30 / YEAR_DAYS)) < STANDARD_ERRORS
    assert share_off(np.isnan(expected), np.exp(-4 * 110 / YEAR_DAYS)) < STANDARD_ERRORS


def in_round(number, begun=-12, key="P0"):
    return row(key, status="in_progress", under_way={"call": day(begun)}, tender_round=number)


def test_a_tender_in_its_second_round_has_one_round_behind_it():
    call = stage(ROUND) | {"tender": tender(0.0, 3, GAP)}
    futures = simulate(called("drop_out", call, [in_round(2)]))
    assert same(futures.rounds("round_started", "P0", "call")[0], [np.nan, -12, 28])
    assert same(futures.rounds("round_ended", "P0", "call")[0], [np.nan, 18, 58])
    assert futures.lapsed("P0")[0] == 58
    last = simulate(called("assign", call, [in_round(3)]))
    assert last.ended("P0", "call")[0] == last.rounds("fallback", "P0", "call")[0] == 18


def test_a_round_under_way_has_its_remaining_time_and_the_next_is_fresh():
    law = stats.lognorm(0.7, scale=60)
    call = stage({"family": "lognormal", "median": 60, "sigma_log": 0.7}) | {"tender": tender(0.4, 3)}
    rows = [in_round(2, -70, f"P{i}") for i in range(4)]
    futures = simulate(called("assign", call, rows), 700)
    begun = np.concatenate([futures.rounds("round_started", f"P{i}", "call") for i in range(4)])
    ends = np.concatenate([futures.rounds("round_ended", f"P{i}", "call") for i in range(4)])
    assert is_uniform(1 - law.sf(70 + ends[:, 1]) / law.sf(70))
    assert not is_uniform(law.cdf(ends[:, 1]))
    again = np.isfinite(begun[:, 2])
    assert share_off(again, 0.6) < STANDARD_ERRORS
    fresh = (ends - begun)[again, 2]
    assert is_uniform(law.cdf(fresh))
    # Rounds of one project are drawn apart.
    assert abs(np.corrcoef(fresh, ends[again, 1])[0, 1]) < STANDARD_ERRORS / np.sqrt(fresh.size)


MEAN, CASES = 0.4, 4.0
A, B = MEAN * CASES, (1 - MEAN) * CASES
UNSURE = stage(10.0) | {"tender": tender(MEAN, 3, cases=CASES)}


@pytest.fixture(scope="module")
def unsure_ends(engine):
    futures = simulate(called("drop_out", UNSURE, ROWS[:12]), 2000)
    return np.stack([futures.ended(key, "call") for key in KEYS[:12]], axis=1)


def test_a_chance_nobody_knows_makes_rounds_beta_geometric(unsure_ends):
    ends = unsure_ends
    # One row, so that cases are independent: P(k rounds) = B(a + 1, b + k - 1) / B(a, b).
    for k in (1, 2, 3):
        expected = special.beta(A + 1, B + k - 1) / special.beta(A, B)
        assert share_off(ends[:, 0] == 10 * k, expected) < STANDARD_ERRORS
    assert share_off(np.isnan(ends[:, 0]), special.beta(A, B + 3) / special.beta(A, B)) < STANDARD_ERRORS
    # Drawn once a future for all projects: how many of 12 succeed at once is beta-binomial.
    at_once = (ends == 10).sum(axis=1)
    expected = 2000 * stats.betabinom(12, A, B).pmf(np.arange(13))
    assert stats.chisquare(np.bincount(at_once, minlength=13), expected).pvalue > RARE
    known = 2000 * stats.binom(12, MEAN).pmf(np.arange(13))
    assert stats.chisquare(np.bincount(at_once, minlength=13), known).pvalue < 1e-9


def test_projects_of_one_future_share_the_unknown_chance(unsure_ends):
    """Correlation of two projects' first rounds is 1 / (a + b + 1) (Skellam 1948, beta-binomial law)."""
    won = (unsure_ends == 10) - MEAN
    pairs = (won.sum(axis=1) ** 2 - (won**2).sum(axis=1)) / (12 * 11)
    expected = MEAN * (1 - MEAN) / (CASES + 1)
    assert abs(pairs.mean() - expected) < STANDARD_ERRORS * pairs.std(ddof=1) / np.sqrt(2000)


def test_futures_of_one_set_share_the_chance_and_not_the_luck():
    futures = simulate(called("drop_out", UNSURE, ROWS[:12]), 1000, futures_per_set=10)
    chance = futures.draws.likelihoods[:, 0, 0].reshape(100, 10)
    assert np.all(chance == chance[:, :1])
    assert is_uniform(stats.beta(A, B).cdf(chance[:, 0]))
    luck = futures.draws.round_luck[:, 0, 0, 0]
    assert len(set(luck.tolist())) == 1000
    # Given the chance, projects and futures are independent: standardised, the wins of a set have mean 0, variance 1.
    won = np.stack([futures.ended(key, "call") == 10 for key in KEYS[:12]], axis=1)
    wins = won.reshape(100, 120).sum(axis=1)
    known = chance[:, 0]
    score = (wins - 120 * known) / np.sqrt(120 * known * (1 - known))
    assert abs(score.mean()) < STANDARD_ERRORS / 10
    # Variance of a sample variance of 100 standard normals is 2 / 99; kurtosis of a binomial sum is near 3.
    assert abs(score.var(ddof=1) - 1) < STANDARD_ERRORS * np.sqrt(2 / 99)


def test_a_stage_without_a_tender_under_the_law_in_force_is_one_round_that_succeeds():
    later = stage(20.0) | {"law": [amendment(day(1000), 30.0, tender=tender(0.0, 2))]}
    futures = simulate(called("drop_out", later, [row("P0"), row("P1", entry=day(1000))]))
    assert futures.ended("P0", "call")[0] == 20
    assert np.isnan(futures.lapsed("P0")[0])
    assert np.isnan(futures.rounds("fallback", "P0", "call")[0])
    assert futures.lapsed("P1")[0] == 1060


@pytest.mark.parametrize("order", [("found", "gone"), ("gone", "found")])
def test_an_investor_is_assigned_at_the_instant_at_which_another_branch_drops_out(order):
    """Both tenders end on day 30; whichever stands first, the one stage ends then and nothing follows it."""
    stages = {name: stage(ROUND) | {"tender": tender(0.0, 1)} for name in order} | {"build": stage(5.0)}
    steps = {"found": {"fallback": "assign"}, "gone": {"fallback": "drop_out"}}
    graph = route({**{name: [] for name in order}, "build": list(order)}, steps=steps)
    futures = simulate(scenario_of(stages, [row("P")], {"r": graph}))
    assert futures.ended("P", "found")[0] == futures.lapsed("P")[0] == ROUND
    assert np.isnan(futures.ended("P", "gone")[0])
    assert np.isnan(futures.of("requested", "P", "build")[0])
