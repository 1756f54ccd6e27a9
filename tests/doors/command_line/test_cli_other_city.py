"""The command door: a city without levers and causes of its own, some of whose parts the product's own do not find."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

Command: TypeAlias = Callable[..., Any]


@pytest.fixture
def city(call: Command, tmp_path: Path) -> Path:
    folder = tmp_path / "city"
    assert call("init", folder)[0] == 0
    shutil.rmtree(folder / "levers")
    shutil.rmtree(folder / "causes")
    return folder / "scenario.toml"


def test_causes_that_do_not_apply_are_left_out_and_named(call: Command, city: Path) -> None:
    code, out, err = call("drivers", city, "--no-unknowns", "--replications", "20", "--lang", "en")
    assert code == 0, err
    said = " ".join(out.split())
    assert "Queues for clearance teams" in said
    assert "left out: Common conditions that hold up all projects, Green lane delivered in part" in said


@pytest.mark.parametrize(
    "question",
    [
        ("compare", "--lever", "green_lane=50"),
        ("when", "--lever", "green_lane=50"),
        ("seek", "--lever", "green_lane", "--target", "all"),
        ("bottleneck", "--along", "green_lane"),
        ("bottleneck", "--lever", "green_lane=50"),
    ],
)
def test_a_lever_that_does_not_apply_names_what_it_needs(
    call: Command, city: Path, question: tuple[str, ...]
) -> None:
    command, *options = question
    code, out, err = call(command, city, *options, "--lang", "en")
    assert (code, out) == (2, "")
    assert "lever green_lane needs stage `investment_policy`, which this scenario does not have" in err
    assert str(city.parent / "levers") in err
    assert "green_lane.toml" not in err and err.count("needs stage") == 1


def test_a_cause_of_ones_own_must_apply(call: Command, city: Path) -> None:
    """Causes of one's own are all checked; what is wrong with them is told."""
    (city.parent / "causes").mkdir()
    shipped = Path(__file__).parents[3] / "scenarios" / "causes" / "no_tender_failure.toml"
    shutil.copy(shipped, city.parent / "causes")
    code, _, err = call("drivers", city, "--no-unknowns", "--replications", "20", "--lang", "en")
    assert code == 2 and "no_tender_failure.toml" in err and "investor_tender" in err
