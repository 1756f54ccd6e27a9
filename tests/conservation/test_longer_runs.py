"""A run made longer holds the bytes of one long run, and nothing is simulated twice."""

from __future__ import annotations

import pytest
from builders import WHY, day, pool, row, scenario_of, stage
from conservation.test_same_runs import WAIT, busy_scenario, same_results, simulated

from sim.engines import ENGINES
from sim.errors import OptionError
from sim.experiment import DoneBy, Growing, WhatIf, more, run
from sim.experiment import more as longer
from sim.scenario import Scenario


def same_again(first, second):
    return same_results(first, second) and first.requested == second.requested


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("futures_per_set", [1, 4])
def test_a_run_made_longer_is_one_long_run(engine, futures_per_set):
    def of(replications):
        return simulated(replications, engine, futures_per_set=futures_per_set)

    steps = more(more(of(40), 44), 120)
    assert same_again(steps, of(120))
    assert steps.futures_per_set == futures_per_set
    assert same_again(more(of(42), 47), of(47)), "a set that is not full goes on where it stopped"


def test_blocks_and_threads_do_not_matter():
    short, long = simulated(700), simulated(2_300)
    assert same_again(more(short, 2_300, jobs=2), long)
    assert same_again(more(more(short, 701), 2_300, jobs=1), long)


def test_caps_met_are_those_of_one_long_run():
    assert any(simulated(700).caps_met.values())
    assert more(simulated(300), 700).caps_met == simulated(700).caps_met


def test_rows_that_never_begin_are_those_of_one_long_run():
    scenario = scenario_of(
        {"s": stage(30.0)},
        [row("P", homes=7, never_begins="some"), row("Q")],
        never_begins={"some": {"name": "some", "chance": 0.3, "assumption": WHY}},
    )
    long = run(scenario, replications=700)
    assert 0.2 < long.never_begun.rows < 0.4
    assert more(run(scenario, replications=300), 700).never_begun == long.never_begun


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("what_if", [WhatIf(first=(2,)), WhatIf(done=(DoneBy(2, None, 10.0),))])
def test_a_push_goes_on_in_a_run_made_longer(engine, what_if):
    """C waits for the desk behind A, B and D unless it is pushed: without the push later futures would be others."""
    rows = [row("A"), row("B"), row("C", entry=day(100)), row("D", entry=day(50))]
    scenario = scenario_of({"s": stage(WAIT, "desk")}, rows, pools={"desk": pool(1)})

    def of(replications, asked):
        return run(scenario, replications=replications, engine=engine, completions=True, what_if=asked)

    longer_run = more(of(40, what_if), 120)
    assert same_again(longer_run, of(120, what_if)) and longer_run.what_if == what_if
    assert not same_results(longer_run, of(120, None))


def test_a_run_of_that_length_is_left_alone():
    results = simulated(40)
    assert same_again(more(results, 40), results)


def test_progress_counts_what_was_done_before():
    seen = []
    more(simulated(500), 1_600, jobs=1, progress=lambda done, all_of_them: seen.append((done, all_of_them)))
    assert seen == [(1000, 1600), (1500, 1600), (1600, 1600)]


def test_an_interrupted_run_can_be_taken_up_again():
    def stop(done, all_of_them):
        if done >= 1000:
            raise KeyboardInterrupt

    part = more(simulated(500), 2_000, jobs=1, progress=stop)
    assert part.replications == 1000
    assert part.interrupted
    assert same_again(more(part, 2_000), simulated(2_000))

    def at_once(done, all_of_them):
        raise KeyboardInterrupt

    assert more(part, 2_000, jobs=1, progress=at_once).replications >= 1000


def test_numbers_out_of_range_are_refused():
    results = simulated(40, futures_per_set=4)
    with pytest.raises(OptionError, match="replications is 39; it must lie between 40"):
        more(results, 39)
    with pytest.raises(OptionError, match="jobs is 0"):
        more(results, 44, jobs=0)


def test_growing_runs_are_those_of_run_and_simulated_once(monkeypatch):
    simulated_futures = []

    def counted(job, blocks, jobs):
        simulated_futures.extend(block.count for block in blocks)
        return outcomes_of(job, blocks, jobs)

    outcomes_of = longer.__globals__["outcomes_of"]
    monkeypatch.setitem(longer.__globals__, "outcomes_of", counted)
    monkeypatch.setitem(run.__globals__, "outcomes_of", counted)
    one, other = busy_scenario(), scenario_of({"s": stage(30.0)}, [row("P")])
    grown = Growing(seed=4)
    for scenario, replications in ((one, 100), (other, 50), (one, 300), (one, 300), (copy(one), 400)):
        results = grown(scenario, replications)
        assert results.homes_by_quarter.tobytes() == _homes(scenario, replications)
    # What the comparison itself simulates is left out of the account.
    assert sum(simulated_futures) - (100 + 50 + 300 + 300 + 400) == 400 + 50
    # A longer run that is kept holds the shorter one, all but the mean of the caps met.
    simulated_futures.clear()
    assert grown(one, 100).homes_by_quarter.tobytes() == _homes(one, 100)
    assert sum(simulated_futures) == 100
    assert grown(one, 100, same_caps=True).caps_met == run(one, replications=100, seed=4).caps_met
    assert grown.known(one) == grown(one, 400).replications == 400


def _homes(scenario: Scenario, replications: int) -> bytes:
    return run(scenario, replications=replications, seed=4).homes_by_quarter.tobytes()


def copy(scenario: Scenario) -> Scenario:
    return scenario.model_copy(deep=True)


def test_growing_ends_when_it_is_interrupted():
    def stop(done, all_of_them):
        raise KeyboardInterrupt

    grown = Growing(seed=4, jobs=1, progress=stop)
    with pytest.raises(KeyboardInterrupt):
        grown(busy_scenario(), 2_000)
