"""The command door: a city without levers and causes of its own, some of whose parts the product's own do not find."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from doors.page.levers_beside import put_beside

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


@pytest.fixture
def no_part(call: Command, city: Path) -> Path:
    """A city with a cause that has no part in it."""
    (city.parent / "causes").mkdir()
    (city.parent / "causes" / "no_late_tracks.toml").write_text(
        """format = 1
id = "no_late_tracks"
order = 1
name = { vi = "Làn xanh chậm", en = "Late green lane" }
help = { vi = "x", en = "x" }
assumption = { vi = "x", en = "x" }

[[changes]]
kind = "delivered"
to = 1
""",
        encoding="utf-8",
    )
    return city


def test_where_no_cause_has_a_part_that_is_said_and_the_rest_answers(call: Command, no_part: Path) -> None:
    quick = ("--replications", "20", "--lang", "en")
    code, out, err = call("drivers", no_part, *quick)
    assert code == 0, err
    said = " ".join(out.split())
    assert said.startswith("None of the causes has a part in this scenario")
    assert "left out: Late green lane" in said and "From its P10 to its P90" in said
    code, out, err = call("drivers", no_part, *quick, "--causes-alone")
    assert code == 0, err
    assert "None of the causes has a part" in " ".join(out.split()) and "P90" not in out
    for more in ((), ("--causes-alone",)):
        code, out, err = call("drivers", no_part, *quick, *more, "--format", "json")
        values = json.loads(out)
        assert code == 0 and values["causes"] is None and values["causes_left_out"] == ["no_late_tracks"]
        assert (values["unknowns"] is None) == bool(more)


@pytest.mark.parametrize(
    "question",
    [
        ("compare", "--lever", "near=30"),
        ("when", "--lever", "near=30"),
        ("seek", "--lever", "near", "--target", "2027", "--most", "100"),
        ("commit", "--lever", "near=30"),
        ("run", "--lever", "near=30"),
        ("drivers", "--lever", "near=30", "--causes-alone"),
        ("bottleneck", "--lever", "near=30"),
        ("bottleneck", "--along", "near"),
        ("projects", "--lever", "near=30"),
        ("reach", "--lever", "near=30", "--year", "2027"),
    ],
)
def test_a_lever_whose_places_have_no_project_is_left_out_with_a_word(
    call: Command, example: Path, question: tuple[str, ...]
) -> None:
    put_beside(example)
    levers = example.parent / "levers"
    faster = (levers / "faster.toml").read_text(encoding="utf-8")
    near = faster.replace('"faster"', '"near"').replace("order = ", "order = 9")
    near = near.replace("\n[[changes]]", '\nplaces = ["xã Nào Đó"]\n\n[[changes]]', 1)
    (levers / "near.toml").write_text(near, encoding="utf-8")
    command, *options = question
    code, out, err = call(command, example, *options, "--replications", "40", "--lang", "en")
    assert code == 0, err
    assert "Lever near is left out: no project of the register lies in xã Nào Đó." in " ".join(out.split())
