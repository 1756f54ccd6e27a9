"""A time of day in a date is refused at every door, never dropped; midnight in a cell of a workbook is a plain day."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from scenario_errors.register.register_files import PLANNED, csv_text, grid, read_text, write_xlsx

from sim.errors import OptionError, ScenarioError, in_english
from sim.files import SHIPPED_LEVERS, check_scenario
from sim.guide.example_full import FULL_FILES
from sim.intake import destination
from sim.levers import load_levers, parse_setting
from sim.questions.values import read_date
from sim.register import load_register

TIMES = ("T08:00:00", " 08:00:00", "T00:00:00", "T08:00:00+07:00")
IN_SCENARIO = {
    "data_date = 2025-12-31": "data_date",
    "horizon = 2032-12-31": "horizon",
    "on = 2026-07-01": "stocks.plots.refills[0].on",
    "from_date = 2026-07-01": "stages.permit.law[0].from_date",
    "changes = [{ from_date = 2027-01-01": "start_hazards.approved.changes[0].from_date",
    "grace_cuts = [{ from_date = 2027-01-01": "routes.tendered.steps[4].recall.grace_cuts[0].from_date",
}
"""Line of the full example that ends with a date, and the place of the problem when a time stands after it."""


def words(error: ScenarioError) -> str:
    return " | ".join(in_english(each) for p in error.problems for each in (p.found, p.allowed, p.action))


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("line", IN_SCENARIO)
def test_in_a_scenario(line: str, time: str, tmp_path: Path) -> None:
    for name, text in FULL_FILES.items():
        (tmp_path / name).write_text(text.replace(line, line + time, 1), encoding="utf-8")
    found = {p.path: p for p in check_scenario(tmp_path / "example-full.toml").problems}
    problem = found[IN_SCENARIO[line]]
    assert problem.severity == "error"
    assert in_english(problem.action) == "write year-month-day, without quotes or time"


@pytest.mark.parametrize("time", TIMES)
def test_in_a_lever_file(time: str, tmp_path: Path) -> None:
    folder = tmp_path / "levers"
    folder.mkdir()
    text = (SHIPPED_LEVERS / "green_lane.toml").read_text(encoding="utf-8")
    dated = text.replace("from_date = 2026-07-01", f"from_date = 2026-07-01{time}")
    assert dated != text
    (folder / "green_lane.toml").write_text(dated, encoding="utf-8")
    shutil.copy(SHIPPED_LEVERS / "sources.toml", folder)
    with pytest.raises(ScenarioError) as refused:
        load_levers(folder)
    assert "without quotes or time" in words(refused.value)


@pytest.mark.parametrize("time", TIMES)
def test_in_the_setting_of_a_lever(time: str) -> None:
    with pytest.raises(OptionError, match="it must be a date"):
        parse_setting(f"green_lane=50,from=2026-07-01{time}", load_levers())


@pytest.mark.parametrize("time", TIMES)
def test_in_an_option_such_as_push(time: str) -> None:
    with pytest.raises(OptionError, match="it must be a date"):
        read_date("--push", f"2026-07-01{time}")


@pytest.mark.parametrize("time", TIMES)
def test_in_a_map_of_a_list(time: str, tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(f"[all_rows]\nstatus_as_of = 2026-07-01{time}\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        destination(tmp_path / "new", path, ())
    assert refused.value.problems[0].path == "all_rows.status_as_of"


CELLS = ("entry", "status_as_of")


@pytest.mark.parametrize("column", CELLS)
def test_in_a_cell_of_text(column: str, tmp_path: Path) -> None:
    (problem,) = read_text(tmp_path, csv_text([{**PLANNED, column: "2026-03-01 08:00"}])).problems
    assert (problem.severity, problem.row, problem.column) == ("error", 2, column)
    assert "with a time of day" in in_english(problem.found)


@pytest.mark.parametrize("column", CELLS)
@pytest.mark.parametrize(("cell", "read"), [(datetime(2026, 3, 1, 8), False), (datetime(2026, 3, 1), True)])
def test_in_a_cell_of_a_workbook(column: str, cell: Any, read: bool, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "register.xlsx", grid([{**PLANNED, column: cell}]))
    reading = load_register(path, path.name)
    if read:
        (row,) = reading.rows
        day = row.status_as_of if column == "status_as_of" else row.entry and row.entry.first
        assert day == date(2026, 3, 1)
    else:
        (problem,) = reading.problems
        assert (problem.severity, problem.column) == ("error", column)
        assert "with a time of day" in in_english(problem.found)
