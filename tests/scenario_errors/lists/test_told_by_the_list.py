"""What a list tells without a heading that is known: states by their cells, its day by its title, stages done."""

from __future__ import annotations

from pathlib import Path

import pytest
from scenario_errors.lists.test_take_in import DATES, FACTS, SETTINGS, asked, taken, written

from sim.intake.list_map import ListMap
from sim.intake.proposal import could_mean, state_meant
from sim.scenario import ancestry

ROWS = """\
Khu A,300,{0},ghi chú
Khu B,200,Đang thi công,
Khu C,100,Chưa khởi công,xem biểu 3
Khu D,150,Đang giải phóng mặt bằng,
"""
HEADINGS = "Tên dự án,Số căn,Kết quả rà soát,Lưu ý\n"


@pytest.mark.parametrize(("first", "read"), [("Hoàn thành", True), ("Chờ ý kiến", True), ("300", True)])
def test_a_column_of_states_is_known_by_its_cells(tmp_path: Path, first: str, read: bool) -> None:
    intake = taken(written(tmp_path, HEADINGS + ROWS.format(first)), *FACTS, *DATES)
    assert (intake.list_map.column("Kết quả rà soát") == "status") is read
    assert "status" not in asked(intake)


def test_too_few_states_are_no_evidence(tmp_path: Path) -> None:
    rows = "Khu A,300,Đang thi công,\nKhu B,200,Chưa khởi công,\n"
    assert "status" in asked(taken(written(tmp_path, HEADINGS + rows), *FACTS, *DATES))


def test_two_columns_that_hold_as_many_are_asked(tmp_path: Path) -> None:
    rows = "".join(f"Khu {one},300,Đang thi công,Đang thi công\n" for one in "ABCD")
    assert "status" in asked(taken(written(tmp_path, HEADINGS + rows), *FACTS, *DATES))


def test_the_map_goes_before_the_cells(tmp_path: Path) -> None:
    path = written(tmp_path, HEADINGS + ROWS.format("Hoàn thành"))
    list_map = ListMap(columns={"Kết quả rà soát": ""}, all_rows={"status": "not_started"})
    intake = taken(path, *FACTS, "entry=2027", list_map=list_map)
    assert {row.status for row in intake.rows} == {"not_started"}


@pytest.mark.parametrize(
    "title",
    [
        "(Kèm theo Báo cáo số 15/BC-SXD ngày 25/10/2026; số liệu đến ngày 20/10/2026)",
        "Cập nhật đến ngày 20 tháng 10 năm 2026",
        "TÍNH ĐẾN HẾT NGÀY 20-10-2026",
    ],
)
def test_a_title_tells_the_day_of_the_list(tmp_path: Path, title: str) -> None:
    text = f'"{title}",,,\n{HEADINGS}{ROWS.format("Hoàn thành")}'
    intake = taken(written(tmp_path, text), FACTS[1], *DATES)
    assert {row.status_as_of.isoformat() for row in intake.rows} == {"2026-10-20"}
    # It is next month's title that tells the day of next month's list.
    assert "status_as_of" not in intake.list_map.kept().all_rows


@pytest.mark.parametrize(
    "title",
    [
        "Báo cáo số 15/BC-SXD ngày 25/10/2026",
        "KẾ HOẠCH PHÁT TRIỂN NHÀ Ở XÃ HỘI ĐẾN NĂM 2030",
        "Số liệu đến ngày 20/10/2026, riêng mục II cập nhật đến ngày 31/10/2026",
        "Số liệu đến ngày 31/02/2026",
    ],
)
def test_a_title_that_is_not_clear_is_not_taken(tmp_path: Path, title: str) -> None:
    text = f'"{title}",,,\n{HEADINGS}{ROWS.format("Hoàn thành")}'
    assert "status_as_of" in asked(taken(written(tmp_path, text), FACTS[1], *DATES))


@pytest.mark.parametrize("state", ["done clearance", "done construction"])
def test_what_comes_before_a_stage_done_is_done_too(tmp_path: Path, state: str) -> None:
    path = written(tmp_path, HEADINGS + ROWS.format("Đã có mặt bằng sạch"))
    intake = taken(path, *FACTS, *DATES, list_map=ListMap(states={"Đã có mặt bằng sạch": state}))
    graph, stage = ancestry(SETTINGS.routes["standard"]), state.split()[1]
    assert graph is not None
    assert graph[stage]
    assert set(intake.rows[0].stages_done) == {stage, *graph[stage]}


def test_an_answer_is_proposed_by_the_words() -> None:
    assert could_mean("Đã có chủ trương đầu tư", SETTINGS) == "done planning"
    assert could_mean("Chờ bồi thường", SETTINGS) == "in_progress clearance"


@pytest.mark.parametrize(
    ("state", "meant"),
    [
        ("Đã cấp GPXD", "done permit"),
        ("Đã được cấp giấy phép xây dựng", "done permit"),
        ("Đã có chủ trương đầu tư", "done planning"),
        ("Đã phê duyệt quy hoạch chi tiết 1/500", "done planning"),
        ("Đã lựa chọn chủ đầu tư", "done investor"),
        ("Đã bàn giao mặt bằng", "done clearance"),
        ("Đã bàn giao", "completed"),
        ("Đã cấp GPXD, đang chờ vốn", None),
        ("Đã nộp hồ sơ cấp phép", None),
        ("Đã có quyết định thu hồi chủ trương", None),
        ("Đã phê duyệt kế hoạch lựa chọn nhà đầu tư", None),
        ("Đã giải phóng mặt bằng 80%", None),
        ("Đã hoàn thành xây dựng phần thô", None),
        ("Đã cấp phép, giải phóng mặt bằng", None),
        ("Chưa cấp GPXD", None),
    ],
)
def test_a_state_tells_that_a_stage_is_done(state: str, meant: str | None) -> None:
    assert state_meant(state, SETTINGS) == meant
