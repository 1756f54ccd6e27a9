"""How work is shared out, with an engine whose outcomes are the numbers of the replications."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from builders import row, scenario_of, stage

from sim.engines import ENGINES
from sim.engines import simulator as engines
from sim.experiment import SHARING, Block, Job, Sharing, blocks, outcomes_of, processors, run, split
from sim.model import Outcomes
from sim.plan import Plan, make_plan

ENGINE = "numbers"
SCENARIO = scenario_of({"s": stage(30.0)}, [row("P")])


class Numbers:
    """Simulates nothing; see `sim.engines.Simulator`."""

    def __init__(self, plan: Plan) -> None:
        self.quarters = len(plan.measurement.quarter_days) - 1

    def outcomes(
        self, seed: int, first: int, count: int, futures_per_set: int = 1, *, by_block: bool = False
    ) -> Outcomes:
        assert not by_block
        number = np.arange(first, first + count)
        homes = np.broadcast_to(number[:, None, None], (count, self.quarters, 3))
        none, each = np.zeros((count, 0), dtype=np.int64), np.broadcast_to(number[:, None], (count, 3))
        return Outcomes(homes, none, caps=each, never_begun=each[:, :2], blocks=None)


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[Numbers]:
    """The stand-in, in threads, in blocks of 50; the simulators made of it."""
    made: list[Numbers] = []

    def prepare(plan: Plan) -> Numbers:
        made.append(Numbers(plan))
        return made[-1]

    monkeypatch.setattr(engines, "ENGINES", (*ENGINES, ENGINE))
    monkeypatch.setitem(sys.modules, f"sim.engines.{ENGINE}.engine", SimpleNamespace(simulator=prepare))
    monkeypatch.setitem(blocks.SHARING, ENGINE, Sharing(block=50, threads=True))
    return made


def numbers(replications: int, **more: Any) -> list[int]:
    results = run(SCENARIO, replications=replications, engine=ENGINE, **more)
    assert results.homes_by_quarter.shape[0] == results.replications
    assert results.caps_met["recalls"] == (results.replications - 1) / 2
    found: list[int] = results.homes_by_quarter[:, 0, 0].tolist()
    return found


def test_every_engine_has_its_share() -> None:
    assert set(ENGINES) <= set(SHARING)
    # A run is judged every 500 futures whatever the engine.
    assert all(500 % SHARING[engine].block == 0 for engine in ENGINES)


@pytest.mark.parametrize(("replications", "size"), [(1, 50), (50, 50), (51, 50), (149, 50)])
def test_blocks_cover_every_replication_once(replications: int, size: int) -> None:
    covered = [block.first + i for block in split(replications, size) for i in range(block.count)]
    assert covered == list(range(replications))


@pytest.mark.parametrize("jobs", [None, 1, 2, 7])
@pytest.mark.parametrize("replications", [1, 50, 1_234])
def test_replications_come_in_order_from_one_preparation(
    prepared: list[Numbers], replications: int, jobs: int | None
) -> None:
    assert numbers(replications, jobs=jobs) == list(range(replications))
    assert len(prepared) == 1


def test_little_is_ahead_of_what_was_handed_back(
    prepared: list[Numbers], monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted: list[Block] = []

    class Watched(ThreadPoolExecutor):
        def submit(self, function: Any, /, *args: Any, **kwargs: Any) -> Any:
            submitted.append(args[0])
            return super().submit(function, *args, **kwargs)

    monkeypatch.setattr(blocks, "ThreadPoolExecutor", Watched)
    job = Job(make_plan(SCENARIO), 1, ENGINE)
    work = outcomes_of(job, split(5_000, 50), jobs=3)
    for handed_back in range(1, 5):
        next(work)
        assert len(submitted) == 2 * 3 + handed_back - 1
    work.close()  # type: ignore[attr-defined]
    assert len(submitted) == 9


@pytest.mark.parametrize("block", [20, 50, 100, 500])
def test_a_run_is_judged_at_the_same_numbers_of_futures(
    prepared: list[Numbers], monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setitem(blocks.SHARING, ENGINE, Sharing(block, threads=True))
    judged = []

    def enough(results: Any) -> bool:
        judged.append(results.replications)
        assert not results.interrupted
        return results.replications >= 1_500

    assert numbers(4_900, jobs=2, enough=enough) == list(range(1_500))
    assert judged == [500, 1_000, 1_500]


def test_looks_become_rarer_as_they_become_dearer(prepared: list[Numbers]) -> None:
    judged: list[int] = []

    def enough(results: Any) -> bool:
        judged.append(results.replications)
        return False

    assert len(numbers(30_000, enough=enough)) == 30_000
    assert judged[:21] == [*range(500, 10_001, 500), 11_000]
    for before, after in pairwise(judged):
        assert after % 500 == 0 and 500 <= after - before <= max(500, before / 10)
    assert judged[-1] > 0.9 * 30_000


def test_what_goes_wrong_in_a_thread_comes_out(
    prepared: list[Numbers], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError("in a thread")

    monkeypatch.setattr(Numbers, "outcomes", fails)
    with pytest.raises(ZeroDivisionError, match="in a thread"):
        numbers(500, jobs=2)


def test_threads_take_all_processors_unless_told_otherwise() -> None:
    assert Sharing(500, threads=True).jobs == processors() >= 1
    assert Sharing(500, threads=False).jobs == 1
