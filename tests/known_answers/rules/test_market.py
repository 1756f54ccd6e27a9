"""The market: where it stands after some time, how often it changes, and its cap, against the theory of Markov chains.

Its state is read off through the whole pipeline: a tender of one round that succeeds in one state only.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from builders import day, market, row, scenario_of, stage, tender
from futures import RARE, STANDARD_ERRORS, share_off, standard_errors_off
from known_answers.rules.whole_model import YEAR_DAYS, chain, is_uniform, same, simulate
from scipy import linalg, stats

from sim.experiment import run

TO_WARM, TO_QUIET = 0.8, 1.6
TWO = {("quiet", "warm"): TO_WARM, ("warm", "quiet"): TO_QUIET}
LOOKS = (0, 100, 365, 1000, 3000)


def watched(states, found_in, looks=LOOKS):
    """Projects that find an investor at some days if the market is then in the states of `found_in`."""
    chance = {state: float(state in found_in) for state in states["states"]}
    rows = [row(f"P{offset}", entry=day(offset)) for offset in looks]
    stages = {"call": stage(0.0) | {"tender": tender(chance, 1)}}
    return scenario_of(stages, rows, chain("call", call={"fallback": "drop_out"}), market=states)


@pytest.mark.parametrize("initial", ["quiet", "warm"])
def test_two_states_are_occupied_as_the_closed_form_says(initial):
    futures = simulate(watched(market(TWO, initial), ["warm"]), 3000)
    both = TO_WARM + TO_QUIET
    for offset in LOOKS:
        warm = np.isfinite(futures.ended(f"P{offset}", "call"))
        if offset == 0:
            assert np.all(warm == (initial == "warm"))
            continue
        start = 1.0 if initial == "warm" else 0.0
        chance = TO_WARM / both + (start - TO_WARM / both) * np.exp(-both * offset / YEAR_DAYS)
        assert share_off(warm, chance) < STANDARD_ERRORS


def test_three_states_are_occupied_as_the_matrix_exponential_says():
    rates = {("a", "b"): 1.0, ("b", "c"): 2.0, ("b", "a"): 0.5, ("c", "a"): 0.7}
    generator = np.array([[-1.0, 1.0, 0.0], [0.5, -2.5, 2.0], [0.7, 0.0, -0.7]]) / YEAR_DAYS
    for number, state in enumerate("abc"):
        futures = simulate(watched(market(rates, "b"), [state], (150, 600)), 2000)
        for offset in (150, 600):
            chance = float(linalg.expm(generator * offset)[1, number])
            assert share_off(np.isfinite(futures.ended(f"P{offset}", "call")), chance) < STANDARD_ERRORS


def test_all_projects_meet_the_same_market():
    states = market(TWO, "quiet")
    scenario = watched(states, ["warm"], (400,))
    twins = [row(f"Q{i}", entry=day(400)) for i in range(3)]
    futures = simulate(scenario.model_copy(update={"rows": (*scenario.rows, *twins)}), 500)
    for i in range(3):
        assert same(futures.ended(f"Q{i}", "call"), futures.ended("P400", "call"))


def test_the_number_of_changes_is_poisson_where_both_rates_are_alike():
    rate = 1.2
    futures = simulate(watched(market({("a", "b"): rate, ("b", "a"): rate}, "a"), ["a"], (1,)), 4000)
    changes = np.isfinite(futures.draws.market_days).sum(axis=1)
    mean = rate * futures.plan.network.horizon_days / YEAR_DAYS
    assert futures.plan.network.horizon_days == (date(2036, 1, 1) - date(2026, 1, 1)).days
    assert standard_errors_off(changes.astype(float), mean) < STANDARD_ERRORS
    law = stats.poisson(mean)
    number = np.arange(5, 21)
    seen = [(changes < 5).sum(), *((changes == n).sum() for n in number), (changes > 20).sum()]
    expected = 4000 * np.array([law.cdf(4), *law.pmf(number), law.sf(20)])
    assert stats.chisquare(seen, expected).pvalue > RARE
    assert is_uniform(-np.expm1(-rate * futures.draws.market_days[:, 0] / YEAR_DAYS))


def test_a_market_that_may_not_change_again_stays_and_says_so():
    """With three changes allowed, a chain of four states in a row is occupied by the Poisson number cut at three."""
    rate, cap = 0.5, 3
    passages = {("a", "b"): rate, ("b", "a"): rate}
    scenario = watched(market(passages, "a", max_switches=cap), ["b"], (365, 3000))
    futures = simulate(scenario, 3000)
    changes = stats.poisson(rate * 3000 / YEAR_DAYS)
    odd = float(changes.pmf(1) + changes.sf(2))
    assert share_off(np.isfinite(futures.ended("P3000", "call")), odd) < STANDARD_ERRORS
    results = run(scenario, replications=1000)
    at_cap = stats.poisson(rate * futures.plan.network.horizon_days / YEAR_DAYS).sf(cap - 1)
    error = np.sqrt(at_cap * (1 - at_cap) / 1000)
    assert abs(results.caps_met["market_switches"] - at_cap) < STANDARD_ERRORS * error
    assert run(watched(market(passages, "a"), ["b"]), replications=100).caps_met["market_switches"] == 0


def test_a_state_without_a_way_out_keeps_the_market():
    futures = simulate(watched(market({("quiet", "warm"): 3.0}, "quiet"), ["warm"], (200, 1000)), 3000)
    for offset in (200, 1000):
        found = np.isfinite(futures.ended(f"P{offset}", "call"))
        assert share_off(found, -float(np.expm1(-3 * offset / YEAR_DAYS))) < STANDARD_ERRORS
    assert np.isfinite(futures.draws.market_days).sum(axis=1).max() == 1


def test_no_market_is_one_that_never_changes():
    stages = {"call": stage(10.0) | {"tender": tender(1.0, 1)}}
    futures = simulate(scenario_of(stages, [row("P")], chain("call", call={"fallback": "drop_out"})), 5)
    assert same(futures.ended("P", "call"), np.full(5, 10.0))
    assert not np.isfinite(futures.draws.market_days).any()
