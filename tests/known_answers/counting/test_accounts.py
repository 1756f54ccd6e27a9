"""Accounts of what was counted before, given the total that they must explain: against all cases, one by one.

Estimates are held to 4.5 standard errors of independent cases at a fixed seed (`whole_model`).
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from builders import WHY, row, scenario_of, stage
from futures import STANDARD_ERRORS, share_off
from known_answers.rules.whole_model import same, simulate

from sim.files import scenario_problems
from sim.random import Uniforms
from sim.scenario import accounts_of

ROWS = {"A": (50, 110), "B": (20, 45), "C": (30, 60), "D": (683, 683)}


def register(**changes):
    return [
        row(name, homes={"low": low, "high": high}, counted_before="alternatives", **changes)
        for name, (low, high) in ROWS.items()
    ]


def account(name, weight, rows, elsewhere=0):
    return {"id": name, "name": name, "weight": weight, "rows": rows, "elsewhere": elsewhere}


def city(accounts, total, rows=None):
    counting = {
        "counted_when": "eligible",
        "alternatives": accounts,
        "alternatives_total": total,
        "assumption": WHY,
    }
    return scenario_of({"s": stage(10.0)}, rows or register(), counting=counting)


def cases(rows, total, elsewhere=(0, 0)):
    """All sizes of rows that add up, each as often as there are homes elsewhere that complete it; and how many in all."""
    low, high = (total, total) if isinstance(total, int) else total
    found, count = [], 0
    for sizes in product(*(range(ROWS[name][0], ROWS[name][1] + 1) for name in rows)):
        for other in range(elsewhere[0], elsewhere[1] + 1):
            count += 1
            if low <= sum(sizes) + other <= high:
                found.append(sizes)
    return np.array(found), count


THREE = [
    account("many", 0.5, ["A", "B", "C"]),
    account("two", 0.3, ["A", "B"], [0, 40]),
    account("known", 0.2, ["D"], [0, 900]),
]


@pytest.mark.parametrize("total", [[140, 150], 145, [100, 215], 210])
def test_an_account_is_as_likely_as_its_weight_times_the_chance_of_its_total(total):
    scenario = city(THREE, total)
    held = accounts_of(scenario.settings.counting, scenario.rows)
    chances = []
    for one in THREE:
        elsewhere = one["elsewhere"] if isinstance(one["elsewhere"], list) else (0, 0)
        found, count = cases(one["rows"], total, elsewhere)
        chances.append(len(found) / count)
    assert np.allclose([one.adds_up for one in held], chances, atol=1e-12)
    weights = np.multiply([0.5, 0.3, 0.2], chances)
    assert np.allclose([one.weight for one in held], weights / weights.sum(), atol=1e-12)
    # D alone has 683 homes: it explains none of these totals.
    assert held[2].weight == 0


@pytest.mark.parametrize("total", [[140, 150], 185])
def test_sizes_are_drawn_given_that_they_add_up(total):
    scenario = city(THREE, total)
    held = accounts_of(scenario.settings.counting, scenario.rows)
    futures = simulate(scenario, 8000)
    homes, counted = futures.draws.homes, futures.draws.counted_before
    many, two = counted[:, 2], ~counted[:, 2]
    assert np.array_equal(counted[:, :2], np.ones((8000, 2)))
    assert not counted[:, 3].any()
    assert share_off(many, held[0].weight) < STANDARD_ERRORS
    low, high = (total, total) if isinstance(total, int) else total
    sums = homes[many, :3].sum(axis=1)
    assert sums.min() >= low and sums.max() <= high
    for names, at in ((["A", "B", "C"], many), (["A", "B"], two)):
        elsewhere = (0, 0) if len(names) == 3 else (0, 40)
        found, _ = cases(names, total, elsewhere)
        seen = homes[at, : len(names)]
        for k in range(len(names)):
            off = abs(seen[:, k].mean() - found[:, k].mean()) / (found[:, k].std() / np.sqrt(len(seen)))
            assert off < STANDARD_ERRORS
            # The same cases as in the list, and as often: here by the quarter that is smallest.
            limit = np.quantile(found[:, k], 0.25, method="inverted_cdf")
            assert share_off(seen[:, k] <= limit, float(np.mean(found[:, k] <= limit))) < STANDARD_ERRORS
    # C, which the second account leaves out, keeps its range.
    free = homes[two, 2]
    assert abs(free.mean() - 45) < STANDARD_ERRORS * np.sqrt((31**2 - 1) / 12 / two.sum())


def test_joint_sizes_are_equally_likely():
    """Three rows of 1 to 3 homes with 6 together: seven cases, by chi-squared."""
    small = [row(name, homes={"low": 1, "high": 3}, counted_before="alternatives") for name in "ABC"]
    scenario = city([account("all", 0.6, ["A", "B", "C"]), account("none", 0.4, [], [6, 6])], 6, small)
    futures = simulate(scenario, 7000)
    at = futures.draws.counted_before[:, 0]
    assert share_off(at, 0.6 * 7 / 27 / (0.6 * 7 / 27 + 0.4)) < STANDARD_ERRORS
    cells, often = np.unique(futures.draws.homes[at], axis=0, return_counts=True)
    assert len(cells) == 7 and (cells.sum(axis=1) == 6).all()
    expected = at.sum() / 7
    # Chi-squared with 6 degrees of freedom exceeds 33.1 once in 100,000 times.
    assert ((often - expected) ** 2 / expected).sum() < 33.1


def test_without_a_total_nothing_changes():
    plain = simulate(city([account("many", 0.5, ["A", "B", "C"]), account("few", 0.5, ["D"])], None), 50)
    wide = simulate(city([account("many", 0.5, ["A", "B", "C"]), account("few", 0.5, ["D"])], [0, 900]), 50)
    assert same(plain.draws.homes, wide.draws.homes)
    assert same(plain.draws.counted_before, wide.draws.counted_before)


def test_the_larger_the_uniform_the_larger_the_size_whatever_the_total():
    """Common random numbers: A alone must have 60 to 90 homes, each as likely, at the address of its free size."""
    accounts = [account("one", 0.5, ["A"]), account("other", 0.5, [], [60, 90])]
    futures = simulate(city(accounts, [60, 90], register()[:1]), 400)
    at = futures.draws.counted_before[:, 0]
    u = Uniforms(1, 0, 400).unknown("A", "", "", "homes")
    expected = np.where(at, 60 + np.floor(31 * u), 50 + np.floor(61 * u))
    assert np.array_equal(futures.draws.homes[:, 0], expected)
    assert 0 < at.sum() < 400


def problems(scenario):
    return {(one.path, one.severity, one.found.template) for one in scenario_problems(scenario, "test.toml")}


def test_what_accounts_may_not_say():
    total = [140, 150]
    found = problems(city(THREE, total))
    assert ("counting.alternatives[2]", "warning", "an account of {fewest} to {most} homes") in found
    lost = problems(city([account("known", 1.0, ["D"])], total))
    assert ("counting.alternatives[0]", "error", "an account of {fewest} to {most} homes") in lost
    without = problems(city([account("a", 0.5, ["A"], 3), account("b", 0.5, [])], None))
    assert any(path == "counting.alternatives[0].elsewhere" and how == "error" for path, how, _ in without)
    assert any(path == "counting.alternatives_total" for path, _, _ in problems(city([], total)))
    group = {"homes": 140, "assumption": WHY}
    rows = [
        row("A", homes={"low": 50, "high": 110}, homes_group="g", counted_before="alternatives"),
        row("B", homes={"low": 50, "high": 110}, homes_group="g"),
    ]
    counting = {
        "counted_when": "eligible",
        "alternatives": [account("a", 0.5, ["A"]), account("b", 0.5, [])],
        "alternatives_total": total,
        "assumption": WHY,
    }
    grouped = scenario_of({"s": stage(10.0)}, rows, counting=counting, homes_groups={"g": group})
    assert any(
        path == "counting.alternatives[0].rows[0]" for path, how, _ in problems(grouped) if how == "error"
    )
    with pytest.raises(ValueError, match="counting"):
        city(THREE, [150, 140])
