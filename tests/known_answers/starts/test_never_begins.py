"""Classes of projects of which some never begin: how many, together or not, and what they leave to the others.

Estimates are held to 4.5 standard errors of independent cases at a fixed seed (`whole_model`).
"""

from __future__ import annotations

import numpy as np
import pytest
from builders import WHY, day, pool, row, scenario_of, stage, stock, stock_use
from futures import STANDARD_ERRORS, share_off, standard_errors_off
from known_answers.rules.whole_model import is_uniform, same, simulate
from scipy import stats

from sim.experiment import run
from sim.model import REASONS
from sim.scenario import NumberRange

CHANCE, CASES = 0.3, 4.0
WORK = {"family": "lognormal", "median": 300.0, "p90": 600.0}


def never(chance, cases=None, **classes):
    table = {"name": "class", "chance": chance, "as_sure_as_cases": cases, "assumption": WHY}
    return {"firms": table, **classes}


def begun(futures, key):
    return futures.draws.begins[:, futures.plan.labels.keys.index(key)]


@pytest.mark.parametrize("status", ["not_started", "in_progress"])
def test_a_share_never_begins_whatever_its_status(status):
    where = {"under_way": {"s": day(-30)}} if status == "in_progress" else {}
    rows = [row(f"P{i}", status=status, never_begins="firms", **where) for i in range(20)]
    futures = simulate(scenario_of({"s": stage(WORK)}, rows, never_begins=never(CHANCE)), 300)
    ends = np.isfinite(futures.all_ended("s"))
    starts = np.isfinite(futures.trace.started[:, :, 0])
    assert same(starts, futures.draws.begins)
    assert not (ends & ~futures.draws.begins.T.ravel()).any()
    assert share_off(futures.draws.begins.ravel(), 1 - CHANCE) < STANDARD_ERRORS
    reasons = np.array(REASONS)[futures.outcomes.blocks.reason[:, :, 1]]
    assert same(reasons == "never_begins", ~futures.draws.begins)
    assert np.isnan(futures.trace.lapsed).all()


def test_how_much_never_begins_is_reported():
    rows = [row(f"P{i}", homes=100 * (i + 1), never_begins="firms") for i in range(4)]
    scenario = scenario_of({"s": stage(5.0)}, rows, never_begins=never(CHANCE))
    found = run(scenario, replications=2000).never_begun
    error = np.sqrt(CHANCE * (1 - CHANCE) / 2000)
    assert abs(found.rows - 4 * CHANCE) < STANDARD_ERRORS * 2 * error
    # Homes of independent rows: the variances 100², 200², 300² and 400² times that of one luck.
    assert abs(found.homes - 1000 * CHANCE) < STANDARD_ERRORS * 100 * np.sqrt(30) * error
    sure = scenario_of({"s": stage(5.0)}, rows, never_begins=never(1.0))
    all_of_them = run(sure, replications=3).never_begun
    assert (all_of_them.rows, all_of_them.homes) == (4, 1000)


def test_rows_of_one_project_share_one_luck_and_projects_do_not():
    classes = never(CHANCE, schemes={"name": "class", "chance": 0.6, "assumption": WHY})
    rows = [
        row("P", block="A", never_begins="firms"),
        row("P", block="B", never_begins="firms"),
        row("P", block="C", never_begins="schemes"),
        row("Q", never_begins="firms"),
    ]
    futures = simulate(scenario_of({"s": stage(5.0)}, rows, never_begins=classes), 4000)
    assert same(begun(futures, "P/A"), begun(futures, "P/B"))
    # The class that begins less often begins only where the other does.
    assert not (begun(futures, "P/C") & ~begun(futures, "P/A")).any()
    assert share_off(begun(futures, "P/C"), 0.4) < STANDARD_ERRORS
    assert share_off(begun(futures, "P/A") & begun(futures, "Q"), (1 - CHANCE) ** 2) < STANDARD_ERRORS


def test_what_is_not_known_of_the_chance_is_common_to_the_class():
    """Of two projects neither begins: E[p²] = m (m n + 1) / (n + 1), by the beta distribution."""
    rows = [row(key, never_begins="firms") for key in "PQ"]
    futures = simulate(scenario_of({"s": stage(5.0)}, rows, never_begins=never(CHANCE, CASES)), 8000)
    neither = ~begun(futures, "P") & ~begun(futures, "Q")
    assert share_off(~begun(futures, "P"), CHANCE) < STANDARD_ERRORS
    assert share_off(neither, CHANCE * (CHANCE * CASES + 1) / (CASES + 1)) < STANDARD_ERRORS
    assert share_off(neither, CHANCE**2) > STANDARD_ERRORS


def test_one_chance_for_each_set_of_unknown_numbers():
    """Within a set the share that never begins scatters as chance alone does; from set to set as the beta does."""
    rows = [row(f"P{i}", never_begins="firms") for i in range(50)]
    scenario = scenario_of({"s": stage(5.0)}, rows, never_begins=never(CHANCE, CASES))
    futures = simulate(scenario, 4000, futures_per_set=10)
    shares = (~futures.draws.begins).mean(axis=1).reshape(400, 10)
    within, of_sets = shares.var(axis=1, ddof=1), shares.mean(axis=1)
    law = stats.beta(CHANCE * CASES, (1 - CHANCE) * CASES)
    assert standard_errors_off(within, (CHANCE - law.moment(2)) / 50) < STANDARD_ERRORS
    likelihoods = futures.draws.likelihoods[::10, 0, 0]
    assert is_uniform(law.cdf(likelihoods))
    assert same(futures.draws.likelihoods, np.repeat(futures.draws.likelihoods[::10], 10, axis=0))
    assert np.abs(of_sets - likelihoods).max() < 0.15


def test_one_that_never_begins_holds_no_slot_and_takes_no_stock():
    """The desk is free for the other from the data date on, and the land is all his; without a class both wait."""
    stages = {
        "paper": stage(40.0, "desk"),
        "land": stage(5.0) | {"stock": stock_use("ha", 2.0)},
    }
    shared = {"pools": {"desk": pool(1)}, "stocks": {"ha": stock(2.0)}}
    rows = [row("A", status="in_progress", under_way={"paper": day(-10)}), row("B")]
    with_it = scenario_of(stages, rows, **shared)
    without = scenario_of(
        stages,
        [rows[0].model_copy(update={"never_begins": "firms"}), rows[1]],
        never_begins=never(1.0),
        **shared,
    )
    waits, goes = simulate(with_it), simulate(without)
    assert waits.started("B", "paper")[0] == 30.0
    assert np.isnan(waits.ended("B", "land")[0])
    assert goes.started("B", "paper")[0] == 0.0
    assert goes.ended("B", "land")[0] == 45.0
    assert np.isnan(goes.trace.started[:, 0]).all()


def test_sizes_of_a_group_are_shared_out_over_all_its_rows():
    group = {"g": {"homes": 450, "assumption": WHY}}
    size = NumberRange(low=30, high=600)
    rows = [
        row(key, homes=size, homes_group="g", never_begins="firms" if key == "A" else None) for key in "ABC"
    ]
    futures = simulate(scenario_of({"s": stage(5.0)}, rows, homes_groups=group, never_begins=never(0.5)), 200)
    assert (futures.draws.row_homes.sum(axis=1) == 450).all()
    apart = futures.outcomes.never_begun[:, 1]
    assert same(apart, np.where(begun(futures, "A"), 0, futures.draws.row_homes[:, 0]))
    assert same(futures.outcomes.homes_by_quarter[:, :, 1].sum(axis=1) + apart, np.full(200, 450))


def test_all_others_meet_the_same_chance():
    rows = [row(key) for key in "ABC"]
    more = [rows[0].model_copy(update={"never_begins": "firms"}), *rows[1:]]
    before = simulate(scenario_of({"s": stage(WORK)}, rows), 50)
    after = simulate(scenario_of({"s": stage(WORK)}, more, never_begins=never(0.5)), 50)
    assert same(before.draws.work_days, after.draws.work_days)
    goes = begun(after, "A")
    assert same(before.ended("A", "s")[goes], after.ended("A", "s")[goes])
    assert same(before.ended("B", "s"), after.ended("B", "s"))
