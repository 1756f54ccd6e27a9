"""What a scenario says is not known: each number once, under the name of the part that states it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.files import load_scenario
from sim.guide import example, example_full
from sim.scenario import Scenario, unknowns_of, with_known


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    for name, content in {**example.EXAMPLE_FILES, **example_full.FULL_FILES}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return load_scenario(tmp_path / "example-full.toml")


def test_a_shared_number_has_the_name_of_the_part_that_states_it(scenario: Scenario) -> None:
    plain = scenario.model_dump(by_alias=True, exclude_defaults=True)
    stage = plain["settings"]["stages"]["permit"]
    stage["law"][0]["duration"]["unknown_of"] = "stages.permit"
    names = {unknown.path: unknown.name.template for unknown in unknowns_of(Scenario.model_validate(plain))}
    assert names["stages.permit"] == "duration of “{stage}”"
    assert "stages.permit.law.2026-07-01" not in names


def test_unknown_numbers_are_told_in_the_order_of_the_file(scenario: Scenario) -> None:
    paths = [unknown.path for unknown in unknowns_of(scenario)]
    assert len(set(paths)) == len(paths)
    tables = [path.partition(".")[0] for path in paths]
    order = ["counting", "stages", "routes", "fast_tracks", "never_begins", "start_hazards", "own_durations"]
    assert tables == sorted(tables, key=order.index)


def test_a_known_number_is_no_longer_unknown(scenario: Scenario) -> None:
    for unknown in unknowns_of(scenario):
        left = {other.path for other in unknowns_of(with_known(scenario, unknown.path, 0.9))}
        assert left == {other.path for other in unknowns_of(scenario)} - {unknown.path}


def test_a_path_that_nothing_has_changes_nothing(scenario: Scenario) -> None:
    assert with_known(scenario, "stages.nowhere", 0.5) == scenario
