"""Lists that tell which stages are done: a column for each permit, a state in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from scenario_errors.lists.test_take_in import DATES, FACTS, asked, taken, written

from sim.errors import ScenarioError, in_english
from sim.intake.list_map import ListMap, load_map
from sim.scenario import DateRange, FinishedStage

LIST = """\
Mã dự án,Tên dự án,Số căn,Trạng thái,Ngày chọn CĐT,Ngày cấp GPXD,Ngày khởi công
A1,Khu A,300,Chưa khởi công,11/2025,12/12/2025,2027
A2,Khu B,200,Chưa khởi công,,,2028
A3,Khu C,100,Đang thi công,2024,,tháng 3/2025
"""
BEFORE = ("planning", "investor")
"""Stages before the permit on the blank city's route."""
COLUMNS = {"Ngày chọn CĐT": "finished investor", "Ngày cấp GPXD": "finished permit"}


def test_a_column_of_dates_for_each_stage_done(tmp_path: Path) -> None:
    intake = taken(written(tmp_path, LIST), *FACTS, *DATES, list_map=ListMap(columns=COLUMNS))
    granted, waiting, building = intake.rows
    # Permits done, works not begun: in progress with nothing under way; the planned start goes to the note.
    assert (granted.status, granted.under_way, granted.entry) == ("in_progress", (), None)
    november = DateRange(first=date(2025, 11, 1), last=date(2025, 11, 30))
    on_the_day = DateRange(first=date(2025, 12, 12), last=date(2025, 12, 12))
    assert granted.finished == (
        FinishedStage(stage="investor", end=november),
        FinishedStage(stage="permit", end=on_the_day),
    )
    assert granted.note == "Ngày khởi công: 2027"
    assert (waiting.status, waiting.finished) == ("not_started", ())
    assert [part.stage for part in building.under_way] == ["construction"]
    assert [one.stage for one in building.finished] == ["investor"]


@pytest.mark.parametrize(
    ("since", "finished", "done"), [("2025-12", 1, BEFORE), ("", 0, ("permit", *BEFORE))]
)
def test_a_state_of_which_a_stage_is_done(
    tmp_path: Path, since: str, finished: int, done: tuple[str, ...]
) -> None:
    path = written(tmp_path, f"Tên dự án,Số căn,Trạng thái,Từ ngày\nKhu A,300,Đã có phép,{since}\n")
    list_map = ListMap(columns={"Từ ngày": "since"}, states={"Đã có phép": "done permit"})
    # Nothing is asked of a stage under way.
    assert asked(taken(path, list_map=list_map)) == {"status_as_of", "assumption"}
    (row,) = taken(path, *FACTS, list_map=list_map).rows
    assert (row.under_way, len(row.finished), row.done) == ((), finished, done)
    assert set(row.stages_done) == {"permit", *BEFORE}


def test_a_date_that_cannot_be_read_is_refused_with_its_row(tmp_path: Path) -> None:
    path = written(tmp_path, LIST.replace("12/12/2025", "sau Tết"))
    intake = taken(path, *FACTS, *DATES, list_map=ListMap(columns=COLUMNS))
    assert [problem.column for problem in intake.refused[2]] == ["finished"]
    assert "sau Tết" in in_english(intake.refused[2][0].found)


def test_a_column_of_no_stage_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(
        '[columns]\n"Ngày cấp" = "finished"\n"Ngày giao" = "finishing permit"\n', encoding="utf-8"
    )
    with pytest.raises(ScenarioError) as refused:
        load_map(path)
    (problem,) = refused.value.problems
    assert problem.path == "columns.Ngày giao" and "finished STAGE" in in_english(problem.allowed)
