"""Block by block only where it was asked for; homes add up without overflow."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.analysis.board import fan_of

MOST = 2**31 - 1


@pytest.fixture
def scenario(example: Path) -> sim.Scenario:
    return sim.load_scenario(example)


def test_completions_are_kept_only_where_asked_for(scenario: sim.Scenario, tmp_path: Path) -> None:
    results = sim.run(scenario, replications=20)
    assert results.completions is None
    with pytest.raises(sim.OptionError, match="completions=True"):
        sim.completions_frame(results)
    with pytest.raises(sim.OptionError, match="completions=True"):
        sim.write_run(tmp_path / "out", results, {}, "test")
    assert not (tmp_path / "out").exists()
    with_them = sim.run(scenario, replications=20, completions=True)
    assert np.array_equal(with_them.homes_by_quarter, results.homes_by_quarter)
    frame = sim.completions_frame(with_them)
    assert len(frame) == 20 * 2
    reached = frame[frame["eligible_reason"] == "reached"]
    # The example's horizon lies further off than any of its completions, and none is done before its data date.
    assert reached["homes"].sum() == results.homes_by_quarter[:, :, 1].sum() > 0


def test_the_largest_numbers_of_homes_add_up(scenario: sim.Scenario) -> None:
    """A quarter's homes fit 32 bits (20,000 rows of 100,000 homes); sums over quarters and years need not."""
    results = sim.run(scenario, replications=3)
    full = replace(results, homes_by_quarter=np.full_like(results.homes_by_quarter, MOST))
    assert full.homes_by_quarter.dtype == np.int32 and full.homes_by_quarter.max() == MOST
    years = full.homes_in_years("eligible")
    done = full.done_this_year("eligible")
    assert years[0, 1:].tolist() == [4 * MOST] * (years.shape[1] - 1)
    assert years[0, 0] == 4 * MOST + done
    board = sim.judge(full, "eligible")
    assert board.cumulative[-1].homes.p50 == 4 * MOST * len(board.years)
    assert board.years[0].homes.mean == 4 * MOST
    assert fan_of(full, "eligible").points[-1].p90 == 4 * MOST * len(board.years)
