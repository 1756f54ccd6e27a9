"""The same draw meets the same cause in every scenario: bit for bit, whatever else is added, cut or run beside it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from builders import (
    amendment,
    day,
    factor,
    market,
    pool,
    recall,
    route,
    row,
    scenario_of,
    stage,
    stock,
    stock_use,
    tender,
)
from conservation.generated.sameness import (
    added,
    cells,
    edited,
    join,
    same,
    same_draws,
    same_trace,
    unchanged,
)
from conservation.generated.scenarios import scenarios
from futures import simulate
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sim.model import draw
from sim.plan import NONE, make_plan
from sim.scenario import CommonFactor, Market, Pool, Route, Scenario, Stage, Step, Stock

# Without shrinking: rare differences in a last bit would be shrunk for minutes.
quick = settings(max_examples=15, phases=[Phase.explicit, Phase.generate])
WAIT = {"family": "lognormal", "median": 120, "sigma_log": 0.8}


ONE_STAGE = Stage.model_validate(stage(WAIT))
LAWS = [
    amendment(day(offset), 7.0, tender=tender(0.5, 9, 3.0), uncertain=WAIT | {"median": 1})
    for offset in (400, 500, 600)
]
UNUSED = Stage.model_validate(
    stage(WAIT, "unused", uncertain=WAIT | {"median": 1})
    | {"law": LAWS, "stock": stock_use("unused", 5), "tender": tender(0.3, 12, 2.0, cases=3)}
)
SLOTS = Pool.model_validate(pool(2))
PLOTS = Stock.model_validate(stock(2.0, {day(90): 7.0}))
LONER = Route.model_validate(route({"unused": []}, steps={"unused": {"fallback": "drop_out"}}))


@quick
@given(scenarios())
def test_what_nobody_uses_changes_nothing(scenario):
    settings_ = scenario.settings
    more = edited(
        scenario,
        stages=added(settings_.stages, "unused", UNUSED),
        pools=added(settings_.pools, "unused", SLOTS),
        stocks=added(settings_.stocks, "unused", PLOTS),
        factors=added(settings_.factors, "unused", CommonFactor.model_validate(factor(["unused"], 0.5))),
        routes=added(settings_.routes, "unused", LONER),
    )
    assert unchanged(scenario, more)


@quick
@given(scenarios())
def test_a_market_that_nothing_depends_on_changes_nothing(scenario):
    if scenario.settings.market is not None:
        return
    moving = market({("up", "down"): 1.0, ("down", "up"): 1.0}, "up")
    assert unchanged(scenario, edited(scenario, market=Market.model_validate(moving)))


@quick
@given(scenarios(), st.booleans())
def test_a_project_that_shares_nothing_changes_no_other(scenario, first):
    # The push is one for the whole city: its homes are shared by all projects.
    scenario = edited(scenario, counting=scenario.settings.counting.model_copy(update={"push": None}))
    newcomer = row("Newcomer", route="unused", homes={"low": 50, "high": 90})
    rows = (newcomer, *scenario.rows) if first else (*scenario.rows, newcomer)
    more = edited(
        scenario,
        rows=rows,
        stages=added(scenario.settings.stages, "unused", ONE_STAGE),
        routes=added(scenario.settings.routes, "unused", Route.model_validate(route({"unused": []}))),
    )
    assert unchanged(scenario, more)


@quick
@given(scenarios())
def test_a_stage_added_to_a_route_redraws_nothing(scenario):
    """A step without a pool before all others of one route: rows on other routes keep every draw."""
    settings_ = scenario.settings
    changed = scenario.rows[0].route
    now = settings_.routes[changed]
    longer = now.model_copy(update={"steps": (Step(stage="unused"), *now.steps)})
    after = edited(
        scenario,
        stages=added(settings_.stages, "unused", ONE_STAGE),
        routes=settings_.routes | {changed: longer},
    )
    old, new = simulate(scenario, 4), simulate(after, 4)
    draws_of = {place: value for place, value in cells(old).items() if place[0] == "draws"}
    assert all(same(value, cells(new)[place]) for place, value in draws_of.items())
    shared = (old.plan.network.pool_of != NONE).any() or (old.plan.network.stock_of != NONE).any()
    if not shared:
        assert unchanged(scenario, after, frozenset(one.key for one in scenario.rows if one.route == changed))


def test_a_stage_added_to_a_route_without_shared_pools_moves_no_other_row():
    stages = {"a": stage(WAIT, "desk"), "b": stage(WAIT), "more": stage(WAIT)}
    short = {"r": route({"a": [], "b": ["a"]}), "q": route({"b": []})}
    longer = short | {"q": route({"more": [], "b": ["more"]})}
    rows = [row("A"), row("B", route="q"), row("C")]
    before, after = (scenario_of(stages, rows, routes, pools={"desk": pool(1)}) for routes in (short, longer))
    assert unchanged(before, after, frozenset({"B"}))
    moved, kept = cells(simulate(after, 5)), cells(simulate(before, 5))
    # B does the same work, later by exactly the new stage.
    work = moved["draws", "B", "b", 0, "work_days"]
    assert same(work, kept["draws", "B", "b", 0, "work_days"])
    assert same(
        moved["trace", "B", "b", 0, "started"], moved["draws", "B", "more", 0, "work_days"][:, 0].copy()
    )


def test_the_same_stage_on_another_route_meets_the_same_chance():
    stages = {"a": stage(WAIT), "b": stage(WAIT), "c": stage({"family": "exponential", "mean": 70})}
    routes = {"r": route({"a": [], "c": ["a"]}), "q": route({"c": [], "b": [], "a": ["b", "c"]})}
    on_r, on_q = (cells(simulate(scenario_of(stages, [row("P", route=name)], routes), 50)) for name in "rq")
    for name in "ac":
        assert same(on_r["draws", "P", name, 0, "work_days"], on_q["draws", "P", name, 0, "work_days"])
    # Identical laws, different stages: different chances.
    assert not np.isin(on_q["draws", "P", "a", 0, "work_days"], on_q["draws", "P", "b", 0, "work_days"]).any()


def test_a_faster_stage_is_faster_in_every_future(engine):
    """Another median, the same uniforms: quantiles scale exactly, so that scenarios are compared in pairs."""
    slow, fast = (
        cells(simulate(scenario_of({"s": stage(WAIT | {"median": median})}, [row("P")]), 200))[
            "draws", "P", "s", 0, "work_days"
        ]
        for median in (128, 64)
    )
    # The compiled engine takes the exponential of a logarithm, whose last bit is one part in 1e15 of the duration.
    last_bits = 1e-13 if engine == "compiled" else 0.0
    assert np.allclose(slow, 2 * fast, rtol=last_bits, atol=0.0)


def calling(rounds: int, cap: int = 1, **more: object) -> Scenario:
    stages = {
        "call": stage(WAIT) | {"tender": tender(0.3, rounds, WAIT)},
        "build": stage(WAIT),
    }
    steps = {"call": {"fallback": "assign"}, "build": {"recall": recall(2.0, "call", cap=cap, grace=WAIT)}}
    graph = route({"call": [], "build": ["call"]}, steps=steps)
    return scenario_of(stages, [row(f"P{i}") for i in range(5)], {"r": graph}, **more)


def test_more_rounds_and_more_recalls_begin_with_the_same_ones():
    few, more = (simulate(calling(rounds, cap), 60) for rounds, cap in ((2, 1), (4, 3)))
    for kind in ("round_work", "round_luck", "gap_days"):
        one, other = getattr(few.draws, kind), getattr(more.draws, kind)
        # As far as the shorter one goes: two rounds, and two again after its one recall.
        assert one.shape[-1] == 4
        assert same(one, other[..., :4].copy())
    for kind in ("stall_budget", "grace_days", "lapse_luck"):
        assert same(getattr(few.draws, kind), getattr(more.draws, kind)[..., :1].copy())
    assert same(few.draws.work_days, more.draws.work_days)
    begun, longer = few.trace.round_started, more.trace.round_started
    assert same(begun[..., :2].copy(), longer[..., :2].copy())
    # And where the fewer rounds found an investor at once, the futures go on together to the first stall.
    at_once = few.draws.round_luck[:, :, 0, 0] < 0.3
    assert np.isfinite(few.trace.stalled[:, :, 0, 0][at_once]).any()
    assert same(few.trace.stalled[:, :, 0, 0][at_once], more.trace.stalled[:, :, 0, 0][at_once])


def test_a_common_factor_that_shares_nothing_leaves_all_but_the_last_bits():
    """Its normal scores go there and back, which costs rounding; stages outside its group keep every bit."""
    plain = simulate(calling(2), 200)
    nothing, much = (simulate(calling(2, factors={"f": factor(["build"], r)}), 200) for r in (0.0, 0.5))
    assert np.allclose(plain.draws.work_days, nothing.draws.work_days, rtol=1e-12, equal_nan=True)
    assert not np.allclose(plain.draws.work_days, much.draws.work_days, rtol=0.01, equal_nan=True)
    for kind in ("round_work", "round_luck", "gap_days", "stall_budget", "grace_days", "lapse_luck"):
        assert same(getattr(plain.draws, kind), getattr(much.draws, kind))


def test_seeds_differ_and_repeat():
    scenario = scenario_of({"s": stage(WAIT)}, [row("P"), row("Q")])
    works = [simulate(scenario, 50, seed=seed).draws.work_days for seed in (1, 2, 2**64 - 1)]
    assert same(works[0], simulate(scenario, 50, seed=1).draws.work_days)
    assert len(np.unique(works)) == 3 * 50 * 2


@quick
@given(scenarios(), st.lists(st.integers(1, 99), max_size=3, unique=True).map(sorted))
def test_any_cut_of_the_replications_draws_the_same(scenario, cuts):
    plan = make_plan(scenario)
    edges = [0, *cuts, 100]
    parts = [draw(plan, 6, low, high - low) for low, high in pairwise(edges)]
    assert same_draws(join(parts), draw(plan, 6, 0, 100))


@settings(quick, max_examples=10)
@given(scenarios())
def test_one_future_alone_is_the_one_of_the_run(scenario):
    """Also for a single replication, where loops over arrays of length one are taken."""
    plan = make_plan(scenario)
    assert same_draws(join([draw(plan, 6, r, 1) for r in range(9)]), draw(plan, 6, 0, 9))
    together = simulate(scenario, 5, seed=6)
    alone = [simulate(scenario, 1, seed=6, first=r) for r in range(5)]
    assert same_trace([one.trace for one in alone], together.trace)


EIGHT_KINDS = {
    "family": "mixture",
    "components": [
        {"name": str(i), "weight": 0.125, "spread": WAIT | {"median": 20 * (i + 1)}} for i in range(8)
    ],
}


@pytest.mark.parametrize(
    ("shape", "spent"),
    [
        # As many kinds of case as a mixture may have: sums over eight values are taken in another order than over
        # fewer when they lie side by side in memory.
        (EIGHT_KINDS, 0),
        (EIGHT_KINDS, 150),
        # So far out in the tail that the quantile is found step by step.
        ({"family": "gamma", "shape": 40, "scale": 0.1}, 80),
        ({"family": "gamma", "shape": 0.4, "scale": 30}, 300),
        (WAIT, 900),
        ({"family": "weibull", "shape": 0.6, "scale": 20}, 400),
        ({"family": "pert", "low": 0, "mode": 10, "high": 200}, 150),
    ],
)
def test_every_shape_draws_the_same_alone_and_in_company(shape, spent):
    begun = {"status": "in_progress", "under_way": {"s": day(-spent)}} if spent else {}
    factor = {"family": "uniform", "low": 0.2, "high": 4}
    plan = make_plan(scenario_of({"s": stage(shape, uncertain=factor)}, [row("P", **begun)]))
    assert same_draws(join([draw(plan, 6, r, 1) for r in range(200)]), draw(plan, 6, 0, 200))
