"""Which future is bad, typical or good; that it is the one the run holds."""

from __future__ import annotations

import numpy as np
import pytest
from builders import row, scenario_of, stage

from sim.analysis.board import goal_results
from sim.analysis.one_future import PERCENTILES, future_at, one_future
from sim.errors import OptionError
from sim.experiment import replay, run
from sim.scenario import READINGS, Reading, Scenario

SPREAD = {"family": "lognormal", "median": 1_500.0, "sigma_log": 0.5}


@pytest.fixture(scope="module")
def city() -> Scenario:
    rows = [row(f"P{i}", homes=100 + i) for i in range(12)]
    return scenario_of({"a": stage(SPREAD), "b": stage(200.0)}, rows)


def homes_of(scenario: Scenario, reading: Reading, futures: int) -> np.ndarray:
    results = run(scenario, replications=futures, seed=4)
    return next(each.homes for each in goal_results(results, reading) if each.goal.kind == "all_years")


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("percentile", PERCENTILES)
def test_it_is_the_smallest_number_at_the_percentile(
    city: Scenario, reading: Reading, percentile: int
) -> None:
    """Found by counting: at least so many futures in a hundred have no more homes, fewer have less than these."""
    homes = homes_of(city, reading, 250)
    found = one_future(city, reading, percentile=percentile, replications=250, seed=4)
    chosen = found.chosen.replication
    assert 100 * np.mean(homes <= homes[chosen]) >= percentile > 100 * np.mean(homes < homes[chosen])
    assert not (homes[:chosen] == homes[chosen]).any()
    assert (found.homes, found.chosen.futures, found.requested) == (homes[chosen], 250, 250)
    assert found.events == replay(city, chosen, seed=4)


def test_a_bad_future_has_fewer_homes_than_a_good_one(city: Scenario) -> None:
    bad, typical, good = (
        one_future(city, percentile=each, replications=250, seed=4).homes for each in PERCENTILES
    )
    assert bad < typical < good


def test_by_number_no_other_is_simulated(city: Scenario) -> None:
    found = one_future(city, replication=77, seed=4)
    assert found.homes == homes_of(city, "counted", 78)[77]
    assert (found.chosen.percentile, found.chosen.futures, found.requested) == (None, None, None)


def test_what_cannot_be_chosen_is_refused(city: Scenario) -> None:
    with pytest.raises(OptionError, match="exclude each other"):
        one_future(city, percentile=10, replication=3)
    with pytest.raises(OptionError, match="percentile"):
        future_at(run(city, replications=20), "counted", 100)
    with pytest.raises(OptionError, match="replication"):
        one_future(city, replication=-1)
