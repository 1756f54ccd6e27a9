"""What happens before the horizon does not depend on it: chances and homes up to the last target year are the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from conservation.generated.scenarios import scenarios
from conservation.test_same_runs import busy_scenario
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.board import goal_results
from sim.engines import ENGINES, engine_named
from sim.errors import OptionError
from sim.experiment import Growing, more, run
from sim.files import load_scenario
from sim.levers import LeverSetting, apply_levers, load_levers
from sim.plan import make_plan
from sim.scenario import READINGS, YEARS_BEYOND_LAST_TARGET, Scenario


def homes_up_to_the_last_target(scenario: Scenario, years_beyond: int, engine: str, count: int) -> np.ndarray:
    simulator = engine_named(engine)(make_plan(scenario, years_beyond=years_beyond))
    homes = simulator.outcomes(7, 3, count).homes_by_quarter
    quarters = 4 * (scenario.settings.targets.years[-1].year + 1 - scenario.settings.data_date.year)
    assert homes.shape[1] == quarters + 4 * years_beyond
    return homes[:, :quarters]


@pytest.mark.parametrize("engine", ENGINES)
@given(scenario=scenarios(), years_beyond=st.integers(0, YEARS_BEYOND_LAST_TARGET - 1))
def test_homes_before_the_horizon_do_not_depend_on_it(engine, scenario, years_beyond):
    short = homes_up_to_the_last_target(scenario, years_beyond, engine, 9)
    assert np.array_equal(short, homes_up_to_the_last_target(scenario, YEARS_BEYOND_LAST_TARGET, engine, 9))


@pytest.mark.parametrize("lever", [None, *sorted(load_levers())])
def test_no_lever_makes_homes_depend_on_the_horizon(lever, shipped, with_lever):
    scenario = shipped if lever is None else with_lever(shipped, lever)
    short, long = (
        homes_up_to_the_last_target(scenario, years_beyond, "compiled", 400)
        for years_beyond in (0, YEARS_BEYOND_LAST_TARGET)
    )
    assert short.any()
    assert np.array_equal(short, long)


@pytest.mark.parametrize("reading", READINGS)
def test_every_target_is_met_in_the_same_futures(reading, shipped):
    short, long = (run(shipped, replications=300, years_beyond=years) for years in (0, 5))
    for one, other in zip(goal_results(short, reading), goal_results(long, reading), strict=True):
        assert one.goal == other.goal
        assert np.array_equal(one.homes, other.homes)
        assert np.array_equal(one.met, other.met)


def test_a_shorter_run_is_made_longer_as_it_was():
    scenario = busy_scenario()
    whole = run(scenario, replications=120, years_beyond=0)
    longer = more(run(scenario, replications=40, years_beyond=0), 120)
    growing = Growing(years_beyond=0)
    growing(scenario, 40)
    for other in (longer, growing(scenario, 120)):
        assert other.years_beyond == whole.years_beyond == 0
        assert np.array_equal(other.homes_by_quarter, whole.homes_by_quarter)
        assert other.caps_met == whole.caps_met


@pytest.mark.parametrize("years", [-1, YEARS_BEYOND_LAST_TARGET + 1])
def test_years_out_of_range_are_refused(years):
    with pytest.raises(OptionError, match="years_beyond"):
        run(busy_scenario(), replications=4, years_beyond=years)


@pytest.fixture(scope="module")
def shipped() -> Scenario:
    return load_scenario(Path(__file__).parents[2] / "scenarios" / "can-tho-2026.toml")


@pytest.fixture(scope="module")
def with_lever():
    levers = load_levers()

    def changed(scenario: Scenario, lever: str) -> Scenario:
        known = levers[lever]
        farthest = max(known.values, key=lambda value: abs(value - known.neutral))
        return apply_levers(scenario, [LeverSetting(known, farthest)])

    return changed
