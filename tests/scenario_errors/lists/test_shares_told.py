"""Shares of work done in a column that the map takes for them, as officials write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from scenario_errors.lists.test_take_in import DATES, FACTS, SETTINGS, by_name, taken, written

from sim.errors import in_english
from sim.intake import ListMap, take_in, with_answers
from sim.register import load_table

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


WORK = "Tên dự án,Số căn,Trạng thái,Khởi công,{heading}\n"
ROWS_OF_WORK = """\
Khu A,300,Hoàn thành,2022,100
Khu B,200,Đang thi công,03/2025,45
Khu C,100,Đang thi công,03/2025,0
Khu D,150,Đang giải phóng mặt bằng,2024,5
Khu E,150,Chưa khởi công,,
"""


@pytest.mark.parametrize(
    "heading",
    [
        "Khối lượng thực hiện (%)",
        "Khối lượng hoàn thành (%)",
        "Tiến độ (%)",
        "% khối lượng",
        "Tỷ lệ hoàn thành (%)",
        "KL thực hiện (%)",
    ],
)
def test_shares_of_the_work_on_the_site_are_those_of_construction(tmp_path: Path, heading: str) -> None:
    path = written(tmp_path, WORK.format(heading=heading) + ROWS_OF_WORK)
    intake = taken(path, *FACTS, *DATES)
    assert intake.list_map.column(heading) == "progress"
    assert not intake.refused and not intake.questions
    assert [[part.progress for part in row.under_way] for row in intake.rows] == [
        [],
        [0.45],
        [None],
        [None],
        [],
    ]
    notes = [row.note for row in intake.rows]
    assert all(f"{heading}: {share}" in notes[at] for at, share in ((0, "100"), (2, "0"), (3, "5%")))


@pytest.mark.parametrize("heading", ["Tỷ lệ giải ngân (%)", "Tiến độ", "Khối lượng"])
def test_other_columns_are_not_shares_of_work(tmp_path: Path, heading: str) -> None:
    path = written(tmp_path, WORK.format(heading=heading) + ROWS_OF_WORK)
    assert taken(path, *FACTS, *DATES).list_map.column(heading) != "progress"


def test_percentages_that_are_not_read_are_told(tmp_path: Path) -> None:
    path = written(tmp_path, WORK.format(heading="Tỷ lệ giải ngân (%)") + ROWS_OF_WORK)
    told = [problem for problem in taken(path, *FACTS, *DATES).problems if problem.column is None]
    assert any("Tỷ lệ giải ngân (%)" in str(problem.found.values) for problem in told)
    quiet = taken(path, *FACTS, *DATES, list_map=ListMap(columns={"Tỷ lệ giải ngân (%)": ""}))
    assert not any("Tỷ lệ giải ngân (%)" in str(problem.found.values) for problem in quiet.problems)


def test_where_the_homes_are_built_in_several_stages_shares_are_not_read(tmp_path: Path) -> None:
    path = written(tmp_path, WORK.format(heading="Khối lượng thực hiện (%)") + ROWS_OF_WORK)
    settings = SETTINGS.model_copy(
        update={"stages": {**SETTINGS.stages, "structure": SETTINGS.stages["construction"]}}
    )
    table = load_table(path, path.name, lambda cell: str(cell)[:1].isupper())
    intake = take_in(table, with_answers(ListMap(), (*FACTS, *DATES)), settings, path.name)
    assert intake.list_map.column("Khối lượng thực hiện (%)") == ""
    assert any("Khối lượng thực hiện (%)" in str(problem.found.values) for problem in intake.problems)
