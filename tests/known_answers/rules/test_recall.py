"""Stalls, recalls and what becomes of the work: competing hazards by formula, single histories by hand.

Estimates are held to 4.5 standard errors of independent cases at a fixed seed (`whole_model`).
"""

from __future__ import annotations

from datetime import date

import numpy as np
from builders import DATA_DATE, WHY, day, market, pool, recall, route, row, scenario_of, stage, tender
from futures import STANDARD_ERRORS, share_off, standard_errors_off
from known_answers.rules.whole_model import YEAR_DAYS, chain, is_uniform, same, simulate
from scipy import linalg

from sim.experiment import run
from sim.model import REASONS

MEAN = 200.0
PER_YEAR = 1.5
HAZARD = PER_YEAR / YEAR_DAYS
STALLS = HAZARD / (HAZARD + 1 / MEAN)
"""P(stall before end) of an exponential stage: the hazards compete."""
WAITS = {"family": "exponential", "mean": MEAN}
ROWS = [row(f"P{i}") for i in range(10)]
KEYS = [one.project_id for one in ROWS]


def recalled(prepare, rows=ROWS, find=None, begin=None, rule=None, **more):
    """Find an investor, then prepare; a stalled one is recalled and `find` is gone through again."""
    stages = {"find": find or stage(0.0), "prepare": prepare, "build": begin or stage(0.0)}
    fallback = {"find": {"fallback": "drop_out"}} if "tender" in stages["find"] else {}
    routes = chain("find", "prepare", "build", prepare={"recall": rule}, **fallback)
    return scenario_of(stages, rows, routes, **more)


def over_rows(futures, name):
    return np.concatenate([futures.recalls(name, key, "prepare") for key in KEYS])


def test_stall_and_end_compete():
    futures = simulate(recalled(stage(WAITS), rule=recall(PER_YEAR, "find")), 300)
    stalled = over_rows(futures, "stalled")[:, 0]
    ended = np.concatenate([futures.ended(key, "prepare") for key in KEYS])
    assert share_off(np.isfinite(stalled), STALLS) < STANDARD_ERRORS
    # The first of two exponentials comes at the sum of their rates, whichever it is.
    first = np.where(np.isfinite(stalled), stalled, ended)
    assert is_uniform(-np.expm1(-first * (HAZARD + 1 / MEAN)))
    # A stage stalled at no loss of time goes on with the work left: whole, it is as long as ever.
    assert is_uniform(-np.expm1(-ended / MEAN))


def test_recalls_lapses_and_caps_are_geometric():
    cap, lapse, grace = 3, 0.3, 40.0
    rule = recall(PER_YEAR, "find", cap=cap, lapse=lapse, grace=grace)
    scenario = recalled(stage(WAITS), rule=rule)
    futures = simulate(scenario, 300)
    number = np.isfinite(over_rows(futures, "recalled")).sum(axis=1)
    again = STALLS * (1 - lapse)
    for n in range(cap):
        # n recalls survived, then the end, or one more recall that ends in a lapse.
        last = STALLS * lapse * again ** (n - 1) if n else 0.0
        assert share_off(number == n, again**n * (1 - STALLS) + last) < STANDARD_ERRORS
    assert share_off(number == cap, STALLS * again ** (cap - 1)) < STANDARD_ERRORS
    lapses = sum(STALLS * lapse * again**n for n in range(cap))
    lapsed = np.concatenate([futures.lapsed(key) for key in KEYS])
    assert share_off(np.isfinite(lapsed), lapses) < STANDARD_ERRORS
    assert same(np.nanmax(over_rows(futures, "recalled"), axis=1, initial=-1)[np.isfinite(lapsed)],
                lapsed[np.isfinite(lapsed)])  # fmt: skip
    reasons = np.array(REASONS)[futures.outcomes.blocks.reason[:, :, 1]]
    assert share_off(reasons.ravel() == "lapsed", lapses) < STANDARD_ERRORS
    # Nothing is lost: every home is eligible, lapsed or beyond the horizon.
    assert set(np.unique(reasons)) <= {"reached", "lapsed", "beyond_horizon"}
    met = run(scenario, replications=300).caps_met["recalls"]
    assert (
        met == np.mean([(np.isfinite(futures.recalls("recalled", k, "prepare")[:, -1])) for k in KEYS]) * 10
    )


STATES = market({("quiet", "warm"): 0.8, ("warm", "quiet"): 1.6}, "quiet")
BY_STATE = {"quiet": 2.0, "warm": 0.3}
GENERATOR = np.array([[-0.8, 0.8], [1.6, -1.6]]) / YEAR_DAYS
HAZARDS = np.diag([2.0, 0.3]) / YEAR_DAYS


def test_a_hazard_by_state_of_the_market_adds_up_along_its_path():
    """Survival of a killed Markov chain: e0' expm((Q - H) t) 1."""
    scenario = recalled(stage(500.0), ROWS[:1], rule=recall(BY_STATE, "find"), market=STATES)
    stalled = simulate(scenario, 4000).recalls("stalled", "P0", "prepare")[:, 0]
    for t in (100.0, 250.0, 500.0):
        survival = float(linalg.expm((GENERATOR - HAZARDS) * t)[0].sum())
        assert share_off(stalled <= t, 1 - survival) < STANDARD_ERRORS
    # A hazard that stayed what it was at the start would be told apart.
    assert share_off(stalled <= 500, -float(np.expm1(-2 * 500 / YEAR_DAYS))) > 2 * STANDARD_ERRORS


def test_an_exponential_stage_competes_with_a_hazard_by_state():
    """P(stall before end) = e0' (I / mean + H - Q)^-1 H 1."""
    scenario = recalled(stage(WAITS), ROWS[:1], rule=recall(BY_STATE, "find"), market=STATES)
    stalled = simulate(scenario, 4000).recalls("stalled", "P0", "prepare")[:, 0]
    chance = np.linalg.solve(np.eye(2) / MEAN + HAZARDS - GENERATOR, HAZARDS.sum(axis=1))[0]
    assert share_off(np.isfinite(stalled), float(chance)) < STANDARD_ERRORS


def test_a_lapse_is_judged_by_the_market_at_the_recall():
    """Quiet at first, then warm for good; in the warm market no recalled project lapses, in the quiet one all do."""
    states = market({("quiet", "warm"): 2.0}, "quiet")
    rule = recall(20.0, "find", lapse={"quiet": 1.0, "warm": 0.0}, grace=100.0)
    futures = simulate(recalled(stage(900.0), ROWS[:1], rule=rule, market=states), 1500)
    at, turned = futures.recalls("recalled", "P0", "prepare")[:, 0], futures.draws.market_days[:, 0]
    assert same(np.isfinite(futures.lapsed("P0")), np.isfinite(at) & (turned > at))
    stall = futures.recalls("stalled", "P0", "prepare")[:, 0]
    # The market also turned between a stall and its recall: judged at the stall, that project would have lapsed.
    assert np.any((turned > stall) & (turned <= at))


def test_a_hazard_nobody_knows_makes_the_first_stall_lomax():
    """Exponential with a gamma rate of mean h and shape k: P(stall > t) = (1 + h t / k)^-k."""
    shape = 2.0
    unknown = {"family": "gamma", "shape": shape, "scale": 1 / shape}
    rule = recall(3.0, "find", uncertain=unknown)
    length = 1500.0
    futures = simulate(recalled(stage(length), ROWS[:2], rule=rule), 2500)
    hazard = 3 / YEAR_DAYS
    survival = (1 + hazard * length / shape) ** -shape
    stalled = [futures.recalls("stalled", key, "prepare")[:, 0] for key in KEYS[:2]]
    assert share_off(np.isfinite(stalled[0]), 1 - survival) < STANDARD_ERRORS
    met = stalled[0][np.isfinite(stalled[0])]
    assert is_uniform((1 - (1 + hazard * met / shape) ** -shape) / (1 - survival))
    assert not is_uniform(np.expm1(-hazard * met) / np.expm1(-hazard * length))
    # One rate for all: two projects both stall with E[(1 - exp(-H t))^2].
    both = np.isfinite(stalled[0]) & np.isfinite(stalled[1])
    twice = (1 + 2 * hazard * length / shape) ** -shape
    assert share_off(both, 1 - 2 * survival + twice) < STANDARD_ERRORS


def test_a_history_adds_up():
    """120 days of work, 30 of grace, a tender of 20: the end is the work and every stop, to the day."""
    rule = recall(4.0, "find", cap=2, grace=30.0)
    futures = simulate(
        recalled(stage(120.0), ROWS[:4], find=stage(20.0) | {"tender": tender(1.0, 2)}, rule=rule), 300
    )
    for key in KEYS[:4]:
        stalled, back, on = (futures.recalls(n, key, "prepare") for n in ("stalled", "recalled", "resumed"))
        assert same(back, stalled + 30)
        assert np.allclose(on, back + 20, equal_nan=True, rtol=0, atol=1e-9)
        stops = np.nansum(on - stalled, axis=1)
        assert np.allclose(futures.ended(key, "prepare"), 20 + 120 + stops, rtol=0, atol=1e-9)
        # Work done before the second stall: what lies between, stops aside, is less than the whole.
        assert np.nanmax(stalled[:, 1] - stalled[:, 0] - 50 + stalled[:, 0] - 20) < 120
        held = futures.rounds("round_started", key, "find")
        assert same(held[:, 1:3], back)
        assert same(held[:, 0], np.zeros(300))
    number = np.isfinite(stalled).sum(axis=1)
    assert {0, 1, 2} == set(number.tolist())


def test_work_left_is_work_on_the_calendar():
    """60 working days of Monday to Friday, whole or in two parts around the stop."""
    office = {"name": "office", "week": [1, 1, 1, 1, 1, 0, 0], "assumption": WHY}
    rule = recall(3.0, "find", grace=45.0)
    prepare = stage(60, unit="working_days", calendar="office")
    futures = simulate(recalled(prepare, ROWS[:3], rule=rule, calendars={"office": office}), 200)

    def worked(begin, end):
        def total(t):
            midnight = DATA_DATE.toordinal() + int(t)
            opened = np.busday_count("2026-01-01", date.fromordinal(midnight))
            return opened + (t - int(t)) * (date.fromordinal(midnight).isoweekday() <= 5)

        return total(end) - total(begin)

    for key in KEYS[:3]:
        stall, on = (futures.recalls(n, key, "prepare")[:, 0] for n in ("stalled", "resumed"))
        for s, o, e in zip(stall, on, futures.ended(key, "prepare"), strict=True):
            done = worked(0, e) if np.isnan(s) else worked(0, s) + worked(o, e)
            assert abs(done - 60) < 1e-6


def test_the_slot_is_given_back_at_the_recall_and_asked_for_again():
    """One crew, two rows: the second begins at the first one's recall, the first goes on when the second makes way."""
    rule = recall(3.0, "find", grace=60.0)
    find = stage(10.0) | {"tender": tender(1.0, 1)}
    scenario = recalled(stage(200.0, pool="crew"), ROWS[:2], find=find, rule=rule, pools={"crew": pool(1)})
    futures = simulate(scenario, 300)
    (stall, back, on), (_, back2, on2) = (
        [futures.recalls(name, key, "prepare")[:, 0] for name in ("stalled", "recalled", "resumed")]
        for key in KEYS[:2]
    )
    first, second = (futures.ended(key, "prepare") for key in KEYS[:2])
    stalls = np.isfinite(stall)
    assert 50 < stalls.sum() < 290
    assert same(futures.started("P1", "prepare"), np.where(stalls, back, first))
    made_way = np.where(np.isnan(back2), second, back2)
    assert np.allclose(on[stalls], np.maximum(back + 10, made_way)[stalls], rtol=0, atol=1e-9)
    both = stalls & np.isfinite(back2)
    assert np.allclose(on2[both], np.maximum(back2 + 10, first)[both], rtol=0, atol=1e-9)
    assert np.allclose(first[stalls], (on + 200 - (stall - 10))[stalls], rtol=0, atol=1e-9)


def test_other_branches_go_on_and_nothing_new_is_asked_for():
    """The permit runs to its end though the project lapses in the meantime; what follows it is not requested."""
    graph = route(
        {"find": [], "prepare": ["find"], "permit": [], "extra": ["permit"], "build": ["prepare", "extra"]},
        eligible_after="permit",
        handed_over_after="build",
        steps={"prepare": {"recall": recall(5.0, "find", lapse=1.0, grace=20.0)}},
    )
    stages = {"find": 0.0, "prepare": 400.0, "permit": 150.0, "extra": 10.0, "build": 100.0}
    futures = simulate(scenario_of({k: stage(v) for k, v in stages.items()}, ROWS[:4], {"r": graph}), 200)
    reasons = np.array(REASONS)[futures.outcomes.blocks.reason]
    seen = set()
    for p, key in enumerate(KEYS[:4]):
        lapsed, asked = futures.lapsed(key), futures.of("requested", key, "extra")
        assert same(futures.ended(key, "permit"), np.full(200, 150.0))
        assert same(asked, np.where(lapsed <= 150, np.nan, 150.0))
        assert same(np.isnan(futures.of("requested", key, "build")), np.isfinite(lapsed))
        # Homes that had reached a reading keep it; the project still counts as lapsed in the other.
        assert np.all(reasons[:, p, 1] == "reached")
        assert np.array_equal(reasons[:, p, 2] == "lapsed", np.isfinite(lapsed))
        seen |= set(zip(np.isfinite(lapsed).tolist(), (lapsed <= 150).tolist(), strict=True))
    assert seen == {(False, False), (True, False), (True, True)}


def test_only_the_time_still_ahead_can_stall():
    """A stage of 300 days under way for 200: stalls come at the constant rate in the 100 left."""
    rows = [row(key, status="in_progress", under_way={"prepare": day(-200)}) for key in KEYS]
    futures = simulate(recalled(stage(300.0), rows, rule=recall(PER_YEAR, "find", grace=10.0)), 300)
    stalled = over_rows(futures, "stalled")[:, 0]
    assert share_off(np.isfinite(stalled), -np.expm1(-100 * HAZARD)) < STANDARD_ERRORS
    ended = np.concatenate([futures.ended(key, "prepare") for key in KEYS])
    assert np.allclose(ended, np.where(np.isfinite(stalled), 110, 100), rtol=0, atol=1e-9)
    assert (
        standard_errors_off(stalled[np.isfinite(stalled)], 1 / HAZARD - 100 / np.expm1(100 * HAZARD))
        < STANDARD_ERRORS
    )


def test_a_stage_gone_through_again_after_a_recall_is_whole_and_fresh():
    """`find` was done for 90 of its 100 days on the data date; held again, it takes all 100."""
    row_ = row("P0", status="in_progress", under_way={"find": day(-90)})
    futures = simulate(recalled(stage(500.0), [row_], find=stage(100.0), rule=recall(5.0, "find")), 50)
    back, on = (futures.recalls(name, "P0", "prepare")[:, 0] for name in ("recalled", "resumed"))
    stalls = np.isfinite(back)
    assert stalls.sum() > 40
    assert same(futures.ended("P0", "find"), np.full(50, 10.0))
    assert np.allclose((on - back)[stalls], 100.0, rtol=0, atol=1e-9)


def test_a_stage_gone_through_again_meets_a_chance_of_its_own():
    find = stage({"family": "uniform", "low": 10, "high": 110})
    futures = simulate(recalled(stage(500.0), ROWS[:1], find=find, rule=recall(5.0, "find")), 300)
    back, on = (futures.recalls(name, "P0", "prepare")[:, 0] for name in ("recalled", "resumed"))
    again, once = (on - back)[np.isfinite(on)], futures.ended("P0", "find")[np.isfinite(on)]
    assert abs(np.corrcoef(again, once)[0, 1]) < STANDARD_ERRORS / np.sqrt(again.size)


def two_ways_to_lapse():
    """A project with two stages that can stall side by side, each of them enough to make it lapse."""
    graph = route(
        {"find": [], "a": ["find"], "b": ["find"], "build": ["a", "b"]},
        steps={
            "find": {"fallback": "drop_out"},
            "a": {"recall": recall(3.0, "find", lapse=1.0, grace=10.0)},
            "b": {"recall": recall(3.0, "find", lapse=0.5, grace=10.0)},
        },
    )
    find = stage(20.0) | {"tender": tender(1.0, 3)}
    stages = {"find": find, "a": stage(300.0), "b": stage(300.0), "build": stage(5.0)}
    return simulate(scenario_of(stages, ROWS[:1], {"r": graph}), 300)


def test_a_project_lapses_once_at_its_first_lapse():
    futures = two_ways_to_lapse()
    back = futures.recalls("recalled", "P0", "a")[:, 0]
    lapsed = futures.lapsed("P0")
    assert np.isfinite(back).sum() > 200
    assert np.all(lapsed[np.isfinite(back)] <= back[np.isfinite(back)])


def test_no_round_is_held_for_a_project_that_has_lapsed():
    futures = two_ways_to_lapse()
    first = futures.recalls("recalled", "P0", "a")[:, 0]
    begun = futures.rounds("round_started", "P0", "find")[:, 1:]
    assert np.isfinite(begun).any()
    assert not np.any(begun > first[:, None])
