"""The shipped suites: nothing in them was not known, and sources that are said to disagree do."""

from pathlib import Path

import pytest

from sim.backtest import load_suite, shipped_suites


@pytest.mark.parametrize("path", shipped_suites(), ids=lambda path: path.stem)
def test_no_scenario_knows_what_came_later(path: Path) -> None:
    loaded = load_suite(path)
    assert loaded.cases
    assert loaded.left_out == ()


def test_2024_is_scored_at_both_ends_and_no_register_holds_another_stock_than_was_published() -> None:
    (nation,) = (load_suite(path) for path in shipped_suites() if path.stem == "vietnam")
    results = {outcome.id: outcome.result for outcome in nation.suite.outcomes}
    assert {name: result.homes for name, result in results.items() if result is not None} == {
        "vietnam_2024": (21000, 46500),
        "vietnam_2025": (102633, 102633),
    }
    building = []
    for case in nation.cases:
        assert case.scenario is not None
        building.append(int(sum(row.homes.low for row in case.scenario.rows if row.status == "in_progress")))
    # `national_stock.csv` of the sources: homes under construction by date; March 2024 had no page of its own.
    assert building == [120066, 120066, 115000, 110217, 124352, 135033]


def test_2026_is_open() -> None:
    (open_one,) = (load_suite(path) for path in shipped_suites() if path.stem == "open-2026")
    assert all(outcome.result is None for outcome in open_one.suite.outcomes)
    assert [case.kept is not None for case in open_one.cases] == [False, False, False, True]
