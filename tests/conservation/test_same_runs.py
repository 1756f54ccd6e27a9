"""Runs of any length, cut in any way, by any number of processes or threads, and replayed one by one: the same bytes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from builders import (
    WHY,
    day,
    factor,
    market,
    pool,
    push,
    recall,
    route,
    row,
    scenario_of,
    stage,
    stock,
    stock_use,
    tender,
)
from conservation.generated.sameness import same

from sim.engines import ENGINES
from sim.experiment import SHARING, Results, Sharing, blocks, replay, run
from sim.model import LAPSED
from sim.scenario import Scenario

WAIT = {"family": "lognormal", "median": 120, "sigma_log": 0.8}


def busy_scenario() -> Scenario:
    """Every kind of chance at once: tenders, recalls, a market, a common factor, a push, unknown likelihoods."""
    stages = {
        "plan": stage(WAIT, "desk", uncertain={"family": "uniform", "low": 0.7, "high": 1.5}),
        "call": stage(30.0)
        | {"tender": tender({"up": 0.8, "down": 0.2}, 3, 20.0, cases=5), "stock": stock_use("land", 2)},
        "build": stage({"family": "gamma", "shape": 4, "scale": 60}),
    }
    steps = {"call": {"fallback": "drop_out"}, "build": {"recall": recall(0.5, "call", cap=2, lapse=0.2)}}
    graph = route({"plan": [], "call": ["plan"], "build": ["call"]}, steps=steps)
    rows = [row(f"P{i}", homes={"low": 60, "high": 300}) for i in range(6)]
    rows += [row("W", status="in_progress", under_way={"build": row("x").entry}, homes_group="g", homes=10)]
    last_effort = push(
        0.5, {"family": "uniform", "low": 0.2, "high": 1}, {"family": "exponential", "mean": 1.0}, 3
    )
    return scenario_of(
        stages,
        rows,
        {"r": graph},
        pools={"desk": pool(2)},
        homes_groups={"g": {"homes": 10, "assumption": WHY}},
        market=market({("up", "down"): 0.7, ("down", "up"): 0.7}, "up"),
        stocks={"land": stock(6.0, {day(500): 20.0})},
        factors={"f": factor(["plan", "build"], 0.4)},
        counting={"counted_when": "eligible", "push": last_effort, "assumption": WHY},
    )


def same_results(first: Results, second: Results) -> bool:
    pairs = [(first.homes_by_quarter, second.homes_by_quarter), (first.early_homes, second.early_homes)]
    pairs += [
        (getattr(first.completions, n), getattr(second.completions, n))
        for n in ("homes", "days", "reason", "early")
    ]
    return all(same(one, other) for one, other in pairs) and first.caps_met == second.caps_met


def simulated(replications: int, engine: str = ENGINES[0], **more: Any) -> Results:
    return run(busy_scenario(), replications=replications, seed=4, engine=engine, completions=True, **more)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_longer_run_begins_with_the_shorter_one(engine):
    long, short = (simulated(count, engine) for count in (300, 100))
    assert same(long.completions.days[:100].copy(), short.completions.days)
    assert same(long.homes_by_quarter[:100].copy(), short.homes_by_quarter)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_number_of_jobs_cannot_matter(engine):
    replications = SHARING[engine].block * 5 // 2
    one, two = (simulated(replications, engine, jobs=jobs) for jobs in (1, 2))
    assert same_results(one, two)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("sharing", [Sharing(60, threads=True), Sharing(7, threads=True)])
def test_neither_blocks_nor_threads_can_matter(monkeypatch, engine, sharing):
    whole = simulated(150, engine, jobs=1)
    monkeypatch.setitem(blocks.SHARING, engine, sharing)
    assert same_results(simulated(150, engine, jobs=3), whole)


@pytest.mark.parametrize("engine", ENGINES)
def test_runs_at_the_same_time_do_not_meet(monkeypatch, engine):
    """Two visitors of the page, each with threads of their own."""
    monkeypatch.setitem(blocks.SHARING, engine, Sharing(40, threads=True))
    alone = [simulated(count, engine, jobs=1) for count in (160, 120)]
    with ThreadPoolExecutor(2) as visitors:
        together = list(visitors.map(lambda count: simulated(count, engine, jobs=2), (160, 120)))
    assert all(same_results(one, other) for one, other in zip(together, alone, strict=True))


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_run_that_is_stopped_keeps_its_beginning(monkeypatch, engine, jobs):
    def stop(done: int, total: int) -> None:
        if done == 80:
            raise KeyboardInterrupt

    monkeypatch.setitem(blocks.SHARING, engine, Sharing(40, threads=True))
    stopped = simulated(200, engine, jobs=jobs, progress=stop)
    assert (stopped.replications, stopped.requested, stopped.interrupted) == (80, 200, True)
    assert same_results(stopped, simulated(80, engine))


@pytest.mark.parametrize("where", [-1, 0, 63])
@pytest.mark.parametrize("engine", ENGINES)
def test_any_single_replication_can_be_replayed(engine, where):
    """The last and the first of a block, and one inside."""
    scenario, block = busy_scenario(), SHARING[engine].block
    results, replication = simulated(block + 70, engine), block + where
    log = replay(scenario, replication, seed=4, engine=engine)
    ends = {event.project: event.days for event in log if (event.stage, event.event) == ("build", "ended")}
    lapsed = {event.project for event in log if event.event == "lapsed"}
    reasons = results.completions.reason[replication, :, 1]
    assert lapsed == {one.key for one, why in zip(scenario.rows, reasons, strict=True) if why == LAPSED}
    expected = results.completions.days[replication, :, 1]
    found = [ends.get(one.key, np.nan) for one in scenario.rows]
    assert np.array_equal(found, expected, equal_nan=True)
