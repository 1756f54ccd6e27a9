"""Shares of work done in a column that the map takes for them, as officials write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from scenario_errors.lists.test_take_in import DATES, FACTS, by_name, taken, written

from sim.errors import in_english

HEADS = "Tên dự án,Số căn,Trạng thái,Ngày khởi công"


@pytest.mark.parametrize(
    ("cell", "heading", "share"),
    [
        ("40%", "Khối lượng", 0.4),
        ("đạt 40%", "Khối lượng", 0.4),
        ("Đã đạt khoảng 40 %", "Khối lượng", 0.4),
        ("khoảng 60% khối lượng", "Khối lượng", 0.6),
        ("khoang 60% khoi luong", "Khối lượng", 0.6),
        ("about 60% of the work", "Khối lượng", 0.6),
        ("đạt 62.5% khối lượng thi công", "Khối lượng", 0.625),
        ("45", "Khối lượng (%)", 0.45),
        ("0.45", "Khối lượng (%)", 0.45),
    ],
)
def test_a_share_is_read(tmp_path: Path, cell: str, heading: str, share: float) -> None:
    text = f"{HEADS},{heading}\nKhu A,90,Đang thi công,2025-03,{cell}\n"
    intake = taken(written(tmp_path, text), *FACTS, *DATES, f"column:{heading}=progress")
    assert (intake.questions, intake.refused) == ((), {})
    assert [part.progress for part in by_name(intake)["Khu A"].under_way] == [pytest.approx(share)]


@pytest.mark.parametrize(
    ("cell", "heading"),
    [
        ("45", "Khối lượng"),
        ("trên 40% phần móng", "Khối lượng"),
        ("từ 40% đến 60%", "Khối lượng"),
        ("không đạt 40%", "Khối lượng"),
        ("140", "Khối lượng (%)"),
    ],
)
def test_what_could_mean_something_else_is_refused(tmp_path: Path, cell: str, heading: str) -> None:
    text = f"{HEADS},{heading}\nKhu A,90,Đang thi công,2025-03,{cell}\n"
    intake = taken(written(tmp_path, text), *FACTS, *DATES, f"column:{heading}=progress")
    assert list(intake.refused) == [2]


def test_a_percentage_in_a_note_stays_one(tmp_path: Path) -> None:
    text = f"{HEADS},Ghi chú\nKhu A,90,Đang thi công,2025-03,đạt 40%\n"
    intake = taken(written(tmp_path, text), *FACTS, *DATES)
    row = by_name(intake)["Khu A"]
    assert (row.note, row.under_way[0].progress) == ("đạt 40%", None)
    told = [problem for problem in intake.problems if problem.column == "note"]
    assert [(problem.row, problem.severity) for problem in told] == [(2, "warning")]
    assert in_english(told[0].found).startswith("40%")


@pytest.mark.parametrize(
    "state", ["Dừng thi công", "ngừng thi công", "Dừng thi công do thiếu vốn", "Tạm dừng thi công"]
)
def test_works_that_stand_still_are_asked_for_their_day(tmp_path: Path, state: str) -> None:
    text = f"{HEADS}\nKhu A,90,{state},2023-03\n"
    asked = taken(written(tmp_path, text), *FACTS).questions
    assert [question.key for question in asked] == ["stopped_since"]
    row = by_name(taken(written(tmp_path, text), *FACTS, "stopped_since=2025-06-01"))["Khu A"]
    assert (row.under_way[0].stage, str(row.under_way[0].stopped_since)) == ("construction", "2025-06-01")
