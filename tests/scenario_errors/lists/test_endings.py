"""States of a list that say how a project ended, into which others it went, and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from scenario_errors.lists.test_take_in import DATES, FACTS, by_name, taken, written

from sim.errors import in_english


@pytest.mark.parametrize(
    ("state", "how", "into", "reason"),
    [
        ("Đã hủy", "cancelled", (), ""),
        ("da huy do cham tien do", "cancelled", (), "do cham tien do"),
        ("Chấm dứt", "stopped", (), ""),
        ("Sáp nhập vào CT02", "merged", ("CT02",), ""),
        ("Đã sáp nhập vào dự án CT02 theo QĐ 12", "merged", ("CT02",), "theo QĐ 12"),
        ("Gộp vào Khu B", "merged", ("CT02",), ""),
        ("gop vao khu b", "merged", ("CT02",), ""),
        ("Tách thành CT02, CT03", "split", ("CT02", "CT03"), ""),
        ("Tách thành Khu B và Khu C", "split", ("CT02", "CT03"), ""),
        ("Merged into CT02", "merged", ("CT02",), ""),
        ("Split into CT02 and CT03", "split", ("CT02", "CT03"), ""),
        ("Cancelled because of land", "cancelled", (), "because of land"),
    ],
)
def test_a_state_says_how_a_project_ended(
    tmp_path: Path, state: str, how: str, into: tuple[str, ...], reason: str
) -> None:
    heads = "Mã dự án,Tên dự án,Số căn,Trạng thái,Kết thúc ngày\n"
    text = heads + f'CT01,Khu A,90,"{state}",2024-05\nCT02,Khu B,200,Dự kiến,\nCT03,Khu C,100,Dự kiến,\n'
    intake = taken(written(tmp_path, text), *FACTS, *DATES, "column:Kết thúc ngày=since")
    assert (intake.questions, intake.refused, intake.set_aside) == ((), {}, ())
    ended = by_name(intake)["Khu A"].ended_as
    assert ended is not None
    assert (ended.how, ended.into, ended.reason, ended.when.days) == (how, into, reason, 31)


def test_an_end_into_nothing_is_refused(tmp_path: Path) -> None:
    text = "Mã dự án,Tên dự án,Số căn,Trạng thái,Ngày\nCT01,Khu A,90,Đã sáp nhập,2024-05\n"
    intake = taken(written(tmp_path, text), *FACTS, *DATES, "column:Ngày=since")
    assert list(intake.refused) == [2]


@pytest.mark.parametrize(
    "words", ["số 2", "dự án số 2", "STT 2", "so 2", "mục 02", "thứ 2", "2", "no. 2", "dự án có STT 2"]
)
def test_a_project_is_named_by_its_running_number(tmp_path: Path, words: str) -> None:
    text = f"STT,Tên dự án,Số căn,Trạng thái\n1,Khu A,90,Sáp nhập vào {words}\n2,Khu B,200,Dự kiến\n"
    intake = taken(written(tmp_path, text), *FACTS, *DATES, "ended_as=2025-09")
    assert (intake.questions, intake.refused) == ((), {})
    ended = by_name(intake)["Khu A"].ended_as
    assert ended is not None
    assert ended.into == ("Khu B",)


def test_an_id_goes_before_a_running_number(tmp_path: Path) -> None:
    rows = "1,3,Khu A,90,Sáp nhập vào 2\n2,1,Khu B,200,Dự kiến\n3,2,Khu C,200,Dự kiến\n"
    intake = taken(
        written(tmp_path, f"STT,Mã dự án,Tên dự án,Số căn,Trạng thái\n{rows}"),
        *FACTS,
        *DATES,
        "ended_as=2025-09",
    )
    ended = by_name(intake)["Khu A"].ended_as
    assert ended is not None
    assert ended.into == ("2",)


def test_a_running_number_of_two_rows_is_left_to_be_refused(tmp_path: Path) -> None:
    rows = "1,Khu A,90,Sáp nhập vào số 2\n2,Khu B,200,Dự kiến\n1,Khu C,80,Dự kiến\n2,Khu D,200,Dự kiến\n"
    intake = taken(
        written(tmp_path, f"STT,Tên dự án,Số căn,Trạng thái\n{rows}"), *FACTS, *DATES, "ended_as=2025-09"
    )
    ended = by_name(intake)["Khu A"].ended_as
    assert ended is not None
    assert ended.into == ("số 2",)


def test_a_merger_without_a_day_says_where_its_homes_have_to_be(tmp_path: Path) -> None:
    rows = "Khu A,300,Đang thi công,2024\nKhu B,480,Sáp nhập vào Khu A,\n"
    intake = taken(written(tmp_path, f"Tên dự án,Số căn,Trạng thái,Ngày khởi công\n{rows}"), *FACTS, *DATES)
    reason = in_english(intake.set_aside[0].reason)
    assert "480" in reason and "those of Khu A" in reason
