"""The same draw meets the same cause in every scenario: bit for bit, whatever else is added, cut or run beside it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from builders import WHY, day, pool, route, row, scenario_of, stage
from conservation.scenarios import scenarios
from futures import Futures, simulate
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from sim.experiment.replay import replay
from sim.experiment.run import run
from sim.model.draws import Draws, draw
from sim.model.make_plan import make_plan
from sim.model.plan import NO_POOL
from sim.results import Results
from sim.scenario import Pool, Route, Scenario, Stage, Step

# Without shrinking: rare differences in a last bit would be shrunk for minutes.
quick = settings(max_examples=40, phases=[Phase.explicit, Phase.generate])
WAIT = {"family": "lognormal", "median": 120, "sigma_log": 0.8}


def edited(scenario: Scenario, **changes: Any) -> Scenario:
    """The scenario with parts of its settings, or its rows, replaced."""
    rows = changes.pop("rows", scenario.rows)
    return Scenario(
        settings=scenario.settings.model_copy(update=changes), rows=rows, sources=scenario.sources
    )


def added(table: Mapping[str, Any], name: str, value: Any) -> dict[str, Any]:
    return {name: value, **table}


def same(first: Any, second: Any) -> bool:
    """Equal bytes, NaN and signed zeros included."""
    return bool(first.shape == second.shape and first.tobytes() == second.tobytes())


def cells(futures: Futures) -> dict[tuple[str, ...], NDArray[Any]]:
    """All that a future says of each row and step, under names that do not depend on what stands beside it."""
    labels, network = futures.plan.labels, futures.plan.network
    said: dict[tuple[str, ...], NDArray[Any]] = {}
    for p, key in enumerate(labels.keys):
        for kind in ("homes", "entry_days", "counted_before"):
            said[key, kind] = getattr(futures.draws, kind)[:, p].copy()
        said[key, "days"] = futures.outcomes.days[:, p].copy()
        for k, name in enumerate(labels.stages[network.route_of[p]]):
            for kind in ("work_days", "start_days"):
                said[key, name, kind] = getattr(futures.draws, kind)[:, p, k].copy()
            for kind in ("requested", "started", "ended"):
                said[key, name, kind] = getattr(futures.trace, kind)[:, p, k].copy()
    return said


def unchanged(before: Scenario, after: Scenario, but: frozenset[str] = frozenset()) -> bool:
    """Whether all that was said of every row is still said, the rows named aside; new rows do not matter."""
    old, new = cells(simulate(before, 5)), cells(simulate(after, 5))
    return all(same(value, new[place]) for place, value in old.items() if place[0] not in but)


ONE_STAGE = Stage.model_validate(stage(WAIT))
POOLED = Stage.model_validate(stage(WAIT, "unused"))
SLOTS = Pool.model_validate(pool(2))
LONER = Route.model_validate(route({"unused": []}))


@quick
@given(scenarios())
def test_what_nobody_uses_changes_nothing(scenario):
    settings_ = scenario.settings
    more = edited(
        scenario,
        stages=added(settings_.stages, "unused", POOLED),
        pools=added(settings_.pools, "unused", SLOTS),
        # A route longer than any other, which widens every array.
        routes=added(settings_.routes, "unused", LONER),
    )
    assert unchanged(scenario, more)


@quick
@given(scenarios(), st.booleans())
def test_a_project_that_shares_nothing_changes_no_other(scenario, first):
    newcomer = row("Newcomer", route="unused", homes={"low": 50, "high": 90})
    rows = (newcomer, *scenario.rows) if first else (*scenario.rows, newcomer)
    more = edited(
        scenario,
        rows=rows,
        stages=added(scenario.settings.stages, "unused", ONE_STAGE),
        routes=added(scenario.settings.routes, "unused", LONER),
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
    draws_of = {
        place: value
        for place, value in cells(old).items()
        if place[-1] in ("homes", "work_days", "start_days")
    }
    assert all(same(value, cells(new)[place]) for place, value in draws_of.items())
    pooled = (old.plan.network.pool_of != NO_POOL).any()
    if not pooled:
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
    assert same(moved["B", "b", "work_days"], kept["B", "b", "work_days"])
    assert same(moved["B", "b", "started"], moved["B", "more", "work_days"])


def test_the_same_stage_on_another_route_meets_the_same_chance():
    stages = {"a": stage(WAIT), "b": stage(WAIT), "c": stage({"family": "exponential", "mean": 70})}
    routes = {"r": route({"a": [], "c": ["a"]}), "q": route({"c": [], "b": [], "a": ["b", "c"]})}
    on_r, on_q = (cells(simulate(scenario_of(stages, [row("P", route=name)], routes), 50)) for name in "rq")
    for name in "ac":
        assert same(on_r["P", name, "work_days"], on_q["P", name, "work_days"])
    # Identical laws, different stages: different chances.
    assert not np.isin(on_q["P", "a", "work_days"], on_q["P", "b", "work_days"]).any()


def test_a_faster_stage_is_faster_in_every_future():
    """Another median, the same uniforms: quantiles scale exactly, so that scenarios are compared in pairs."""
    slow, fast = (
        cells(simulate(scenario_of({"s": stage(WAIT | {"median": median})}, [row("P")]), 200))[
            "P", "s", "work_days"
        ]
        for median in (128, 64)
    )
    assert same(slow, 2 * fast)


def test_seeds_differ_and_repeat():
    scenario = scenario_of({"s": stage(WAIT)}, [row("P"), row("Q")])
    works = [simulate(scenario, 50, seed=seed).draws.work_days for seed in (1, 2, 2**64 - 1)]
    assert same(works[0], simulate(scenario, 50, seed=1).draws.work_days)
    assert len(np.unique(works)) == 3 * 50 * 2


def join(parts: list[Draws]) -> Draws:
    fields = ("entry_days", "work_days", "start_days", "homes", "counted_before")
    return Draws(
        parts[0].first, **{name: np.concatenate([getattr(part, name) for part in parts]) for name in fields}
    )


def same_draws(first: Draws, second: Draws) -> bool:
    fields = ("entry_days", "work_days", "start_days", "homes", "counted_before")
    return all(same(getattr(first, name), getattr(second, name)) for name in fields)


@quick
@given(scenarios(), st.lists(st.integers(1, 99), max_size=3, unique=True).map(sorted))
def test_any_cut_of_the_replications_draws_the_same(scenario, cuts):
    plan = make_plan(scenario)
    edges = [0, *cuts, 100]
    parts = [draw(plan, 6, low, high - low) for low, high in pairwise(edges)]
    assert same_draws(join(parts), draw(plan, 6, 0, 100))


@settings(quick, max_examples=15)
@given(scenarios())
def test_one_future_alone_is_the_one_of_the_run(scenario):
    """Also for a single replication, where loops over arrays of length one are taken."""
    plan = make_plan(scenario)
    assert same_draws(join([draw(plan, 6, r, 1) for r in range(30)]), draw(plan, 6, 0, 30))
    together = simulate(scenario, 9, seed=6)
    alone = [simulate(scenario, 1, seed=6, first=r) for r in range(9)]
    for kind in ("requested", "started", "ended"):
        assert same(
            np.concatenate([getattr(one.trace, kind) for one in alone]), getattr(together.trace, kind)
        )


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


def busy_scenario() -> Scenario:
    stages = {
        "plan": stage(WAIT, "desk", uncertain={"family": "uniform", "low": 0.7, "high": 1.5}),
        "build": stage({"family": "gamma", "shape": 4, "scale": 60}),
    }
    rows = [row(f"P{i}", homes={"low": 60, "high": 300}) for i in range(6)]
    rows += [row("W", status="in_progress", under_way={"build": row("x").entry}, homes_group="g", homes=10)]
    groups = {"g": {"homes": 10, "assumption": WHY}}
    return scenario_of(stages, rows, pools={"desk": pool(2)}, homes_groups=groups)


def same_results(first: Results, second: Results) -> bool:
    pairs = [(first.homes_by_quarter, second.homes_by_quarter)]
    pairs += [
        (getattr(first.completions, n), getattr(second.completions, n)) for n in ("homes", "days", "reason")
    ]
    return all(same(one, other) for one, other in pairs)


def test_a_longer_run_begins_with_the_shorter_one():
    long, short = (run(busy_scenario(), replications=count, seed=4) for count in (300, 100))
    assert same(long.completions.days[:100].copy(), short.completions.days)
    assert same(long.homes_by_quarter[:100].copy(), short.homes_by_quarter)


def test_the_number_of_processes_cannot_matter():
    one, two = (run(busy_scenario(), replications=250, seed=4, jobs=jobs) for jobs in (1, 2))
    assert same_results(one, two)


@pytest.mark.parametrize("replication", [0, 99, 100, 163])
def test_any_single_replication_can_be_replayed(replication):
    scenario = busy_scenario()
    results = run(scenario, replications=170, seed=4)
    log = replay(scenario, replication, seed=4)
    ends = {event.project: event.days for event in log if (event.stage, event.event) == ("build", "ended")}
    expected = results.completions.days[replication, :, 1]
    found = [ends.get(one.key, np.nan) for one in scenario.rows]
    assert np.array_equal(found, expected, equal_nan=True)
