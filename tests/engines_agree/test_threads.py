"""Eight threads at once, on one simulator or each on its own, give the bytes of a run alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from conservation.generated.examples import examples
from conservation.generated.sameness import same

from sim.engines import Simulator, engine_named
from sim.files import load_scenario
from sim.model import Outcomes
from sim.plan import make_plan

BASELINE = Path(__file__).parents[2] / "scenarios" / "can-tho-2026.toml"
PLANS = [make_plan(scenario) for scenario in [load_scenario(BASELINE), *examples(7)]]
THREADS, FUTURES = 8, 150
# Scenario, seed and first replication: each thread meets several scenarios, and no two do the same at the same time.
JOBS = [[((thread + i) % len(PLANS), thread, 37 * i) for i in range(len(PLANS))] for thread in range(THREADS)]


def new_simulators() -> list[Simulator]:
    return [engine_named("compiled")(plan) for plan in PLANS]


def bytes_of(outcomes: Outcomes) -> list[bytes]:
    assert outcomes.blocks is not None
    arrays = (outcomes.homes_by_quarter, outcomes.caps, outcomes.blocks.homes, outcomes.blocks.days)
    return [values.tobytes() for values in (*arrays, outcomes.blocks.reason)]


def work(simulators: list[Simulator], thread: int) -> list[list[bytes]]:
    done = []
    for k, seed, first in JOBS[thread]:
        done.append(bytes_of(simulators[k].outcomes(seed, first, FUTURES, 4, by_block=True)))
        draws = simulators[k].draw(seed, first, FUTURES // 10, 4)
        trace = simulators[k].simulate(draws)
        done.append([draws.work_days.tobytes(), trace.started.tobytes(), trace.ended.tobytes()])
    return done


@pytest.mark.parametrize("shared", [True, False])
def test_threads_do_not_meet(shared: bool) -> None:
    alone = [work(new_simulators(), thread) for thread in range(THREADS)]
    one, start = new_simulators(), Barrier(THREADS)

    def together(thread: int) -> list[list[bytes]]:
        start.wait()
        return work(one if shared else new_simulators(), thread)

    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(together, range(THREADS))) == alone


def test_a_second_run_of_a_simulator_remembers_nothing_of_the_first() -> None:
    simulator = new_simulators()[1]
    first = simulator.outcomes(1, 0, FUTURES)
    simulator.outcomes(2, 3, 7, 5, by_block=True)
    assert same(simulator.outcomes(1, 0, FUTURES).homes_by_quarter, first.homes_by_quarter)
