"""`housing-sim init`: a city to begin with, whole or not at all."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from sim.cities import CITIES, write_city
from sim.cities.register_workbook import write_register_workbook
from sim.errors import StoreError
from sim.files import SHIPPED_PACKAGES, SHIPPED_SCENARIOS, check_scenario, load_scenario, load_settings
from sim.levers import load_causes, load_levers, load_package
from sim.register import COLUMNS
from sim.scenario import Sourced

Call = Callable[..., Any]


def test_the_blank_city_checks_and_runs_as_it_is(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "thành phố"
    code, out, err = call("init", folder)
    assert (code, err) == (0, "") and str(folder / "scenario.toml") in " ".join(out.split())
    monkeypatch.chdir(folder)
    code, out, _ = call("check", "scenario.toml")
    assert (
        code == 0
        and "rows: 4 in = 4 used + 0 set aside + 0 rejected" in out
        and "0 errors, 4 warnings" in out
    )
    assert "rows 2–5, column note: 4 of them" in out
    assert out.count("an example row, which counts in every answer") == 1
    code, out, _ = call("run", "--replications", 100, "--format", "json")
    assert code == 0 and '"years"' in out
    for question in ("compare", "drivers"):
        more = ["--lever", "clearance_teams=1"] if question == "compare" else ["--no-unknowns"]
        assert call(question, "scenario.toml", *more, "--replications", 100).code == 0


def test_every_part_of_the_blank_city_says_that_it_is_assumed(tmp_path: Path) -> None:
    scenario = load_scenario(write_city(tmp_path / "city", CITIES["blank"])[0])
    parts = [
        part
        for table in ("targets", "counting", "pools", "stages")
        for value in [getattr(scenario.settings, table)]
        for part in (value.values() if isinstance(value, dict) else [value])
    ]
    durations = [stage.duration for stage in scenario.settings.stages.values()]
    told = [part for part in (*parts, *durations) if isinstance(part, Sourced)]
    assert len(told) >= 10
    for part in told:
        assert part.assumption is not None and part.assumption.vi.startswith("GIẢ ĐỊNH")
        assert part.assumption.en.startswith("ASSUMPTION")
    assert all(row.name.startswith("VÍ DỤ") and row.assumption and row.assumption_en for row in scenario.rows)


def test_the_city_of_the_program_is_copied_with_what_it_means(tmp_path: Path) -> None:
    written = write_city(tmp_path / "city", CITIES["can-tho"])
    assert (
        load_scenario(written[0]).fingerprint
        == load_scenario(SHIPPED_SCENARIOS / written[0].name).fingerprint
    )
    copied = tmp_path / "city" / "packages" / "can-tho-luong-xanh.toml"
    levers = load_levers()
    assert load_package(copied, levers) == load_package(SHIPPED_PACKAGES / copied.name, levers)


def test_levers_and_causes_of_the_blank_city_are_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "city"
    write_city(folder, CITIES["blank"])
    assert list(load_levers(folder / "levers")) == ["clearance_teams"]
    assert list(load_causes(folder / "causes")) == ["no_clearance_queue"]


@pytest.mark.parametrize("city", CITIES)
def test_schema_lines_lead_to_the_schemas_beside(tmp_path: Path, city: str) -> None:
    write_city(tmp_path / "city", CITIES[city])
    led = 0
    for path in (tmp_path / "city").rglob("*.toml"):
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        if first.startswith("#:schema "):
            led += 1
            assert json.loads((path.parent / first.removeprefix("#:schema ")).read_text(encoding="utf-8"))
    assert led >= 2


def test_the_workbook_explains_itself(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    write_register_workbook(path, load_settings(CITIES["blank"].scenario))
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["register", "Giải thích", "Danh mục"]
    head, *rows = book.get_sheet_by_name("register").to_python()
    assert head == list(COLUMNS) and {row[head.index("status")] for row in rows} == {
        "not_started", "in_progress", "completed",
    }  # fmt: skip
    told = {row[0] for row in book.get_sheet_by_name("Giải thích").to_python()}
    assert told >= {*COLUMNS, "not_started", "in_progress", "completed"}
    lists = book.get_sheet_by_name("Danh mục").to_python()
    assert lists[0] == ["status", "counted_before", "route", "stage"]
    scenario = check_scenario(write_city(tmp_path / "city", CITIES["blank"])[0]).scenario
    assert scenario is not None
    assert {row[3] for row in lists[1:]} - {""} == set(scenario.settings.stages)


def test_the_workbook_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_register_workbook(tmp_path / name, load_settings(CITIES["blank"].scenario))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("there", ["file", "folder", "full folder", "dangling link"])
def test_nothing_is_overwritten(call: Call, tmp_path: Path, there: str) -> None:
    target = tmp_path / "city"
    if there == "file":
        target.write_text("mine", encoding="utf-8")
    elif there == "dangling link":
        target.symlink_to(tmp_path / "nowhere")
    else:
        target.mkdir()
        if there == "full folder":
            (target / "mine.txt").write_text("mine", encoding="utf-8")
    before = sorted((path, path.is_file() and path.read_bytes()) for path in tmp_path.rglob("*"))
    code, out, err = call("init", target)
    assert (code, out) == (2, "") and "exists already; nothing was written" in err
    assert sorted((path, path.is_file() and path.read_bytes()) for path in tmp_path.rglob("*")) == before


def test_a_folder_that_cannot_be_made_is_refused(call: Call, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for target in (tmp_path / "no" / "such" / "city", tmp_path / "file" / "city"):
        code, out, err = call("init", target)
        assert (code, out) == (2, "") and "cannot be written" in err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_refused(call: Call, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    code, _, err = call("init", tmp_path / "city")
    tmp_path.chmod(0o700)
    assert code == 2 and "cannot be written" in err


def test_what_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(StoreError, match="the disk is full; make room"):
        write_city(tmp_path / "city", CITIES["blank"])
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_city_is_refused(call: Call, tmp_path: Path) -> None:
    code, _, err = call("init", tmp_path / "city", "--city", "nowhere")
    assert code == 2 and ", ".join(CITIES) in err and not (tmp_path / "city").exists()
    code, _, err = call("init")
    assert code == 2 and "FOLDER is missing" in err


def test_the_next_command_can_be_pasted(
    call: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    out = call("init", "Thành phố Cần Thơ").out
    assert "housing-sim check 'Thành phố Cần Thơ/scenario.toml';" in out
