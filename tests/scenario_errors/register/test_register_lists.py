"""Lists in the form of a Vietnamese department: read as they stand, without a map; what is no project is set aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from scenario_errors.register.register_files import (
    BUILDING,
    FINISHED,
    NAMES,
    PLANNED,
    SOUND,
    balanced,
    csv_of,
    csv_text,
    grid,
    read_text,
    said,
    write_xlsx,
)

from sim.register import ParsedRegister, load_register
from sim.register.headings import HEADINGS, column_of
from sim.register.sheets.cell_table import plain_letters
from sim.register.states import STATES, status_of

VIETNAMESE: Mapping[str, str] = {
    "project_id": "Mã dự án",
    "block": "Lô",
    "name": "Tên dự án",
    "place": "Địa điểm",
    "investor": "Chủ đầu tư",
    "route": "Quy trình",
    "homes": "Số căn",
    "land_ha": "Diện tích (ha)",
    "status": "Trạng thái",
    "stage": "Bước đang thực hiện",
    "stage_start": "Ngày khởi công",
    "completed_on": "Năm hoàn thành",
    "counted_before": "Đã tính vào chỉ tiêu",
    "status_as_of": "Ngày cập nhật",
    "source": "Nguồn số liệu",
    "note": "Ghi chú",
}
STATE = {"not_started": "Chưa khởi công", "in_progress": "Đang thi công", "completed": "Hoàn thành"}


def listed(rows: Sequence[Mapping[str, Any]] = SOUND) -> list[list[Any]]:
    """Headings and rows as a department would write them."""
    spoken = [{**row, "status": STATE[row["status"]]} for row in rows]
    cells = grid(spoken)
    cells[0] = [VIETNAMESE.get(name, name) for name in cells[0]]
    return cells


def read_book(tmp_path: Path, cells: Sequence[Sequence[Any]], **more: Any) -> ParsedRegister:
    path = write_xlsx(tmp_path / "list.xlsx", cells, sheet_name="Danh mục", **more)
    reading = load_register(path, path.name)
    balanced(reading)
    return reading


def _content(reading: ParsedRegister) -> list[dict[str, Any]]:
    return [row.model_dump(exclude={"row"}) for row in reading.rows]


@pytest.mark.parametrize(
    "spelt", [str, str.upper, plain_letters], ids=["as written", "capitals", "no diacritics"]
)
def test_headings_and_states_of_a_department(tmp_path: Path, spelt: Callable[[str], str]) -> None:
    cells = listed()
    status = NAMES.index("status")
    cells[0] = [spelt(name) for name in cells[0]]
    for line in cells[1:]:
        line[status] = spelt(line[status])
    reading = read_text(tmp_path, csv_of(cells))
    assert [said(problem) for problem in reading.problems] == []
    assert _content(reading) == _content(read_text(tmp_path, csv_text()))


@pytest.mark.parametrize("column", HEADINGS)
def test_every_heading_listed_is_known_and_stands_for_one_column(column: str) -> None:
    for heading in HEADINGS[column]:
        assert column_of(heading) == column_of(plain_letters(heading)) == column, heading


@pytest.mark.parametrize("status", STATES)
def test_every_state_listed_stands_for_one_status(status: str) -> None:
    for state in STATES[status]:  # type: ignore[index]
        assert status_of(state) == status_of(plain_letters(state).upper()) == status, state


@pytest.mark.parametrize(
    "heading", ["Quy mô", "Diện tích", "Diện tích (m²)", "Diện tích sàn (ha)", "Hoàn thành", "Số"]
)
def test_a_heading_that_may_mean_several_things_is_not_guessed(heading: str) -> None:
    assert column_of(heading) is None


@pytest.mark.parametrize("id_", ["0123", "12.5", "12/NOXH-2025", "Khu A 2", "Đ.01", "1", "a=b+c"])
def test_ids_are_kept_as_they_come(tmp_path: Path, id_: str) -> None:
    reading = read_text(tmp_path, csv_text([{**PLANNED, "project_id": id_}]))
    assert reading.problems == ()
    assert reading.rows[0].project_id == id_


def test_a_slash_does_not_let_two_rows_share_a_name(tmp_path: Path) -> None:
    rows = [{**PLANNED, "project_id": "A/B"}, {**PLANNED, "project_id": "A", "block": "B"}]
    reading = read_text(tmp_path, csv_text(rows))
    assert any("A/B, which row 2 already has" in said(problem) for problem in reading.problems)


def department_sheet() -> list[list[Any]]:
    """Title rows, two rows of headings, numbered columns, groups, sums, notes and signatures around the projects."""
    heads = ["STT", *[VIETNAMESE.get(name, name) for name in NAMES]]
    homes, land = heads.index("Số căn"), heads.index("Diện tích (ha)")
    upper, lower = list(heads), [""] * len(heads)
    upper[homes], lower[homes] = "Quy mô", "Số căn"
    upper[land], lower[land] = "Diện tích", "(ha)"
    first, second, third = ([number, *line] for number, line in enumerate(listed()[1:], start=1))
    sums = ["", *[f"{670:d}" if name == "homes" else "" for name in NAMES]]
    sums[heads.index("Tên dự án")] = "Tổng cộng (I+II)"
    group = ["I", *[""] * len(NAMES)]
    group[heads.index("Tên dự án")] = "Dự án chuyển tiếp"
    return [
        ["UBND THÀNH PHỐ", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        [],
        ["DANH MỤC DỰ ÁN NHÀ Ở XÃ HỘI"],
        ["(Kèm theo Báo cáo số 12/BC-SXD ngày 15/01/2026)"],
        upper,
        lower,
        [f"({number})" for number in range(1, len(heads) + 1)],
        group,
        first,
        ["II", "", "", "Dự án mới", *[""] * homes],
        second,
        third,
        sums,
        ["Ghi chú: số liệu đến ngày 30/6/2026."],
        ["", "NGƯỜI LẬP BIỂU", "", "", "GIÁM ĐỐC"],
    ]


@pytest.mark.parametrize("as_book", [False, True])
def test_a_sheet_with_titles_two_rows_of_headings_groups_sums_and_notes(
    tmp_path: Path, as_book: bool
) -> None:
    cells = department_sheet()
    reading = read_book(tmp_path, cells) if as_book else read_text(tmp_path, csv_of(cells))
    assert {said(problem) for problem in reading.problems if problem.severity == "error"} == set()
    assert _content(reading) == _content(read_text(tmp_path, csv_text()))
    assert [row.row for row in reading.rows] == [9, 11, 12]
    told = [(one.number, str(one.reason.template)) for one in reading.set_aside]
    assert told == [
        (7, "numbers of the columns"),
        (8, "a heading of a group of rows"),
        (10, "a heading of a group of rows"),
        (13, "a row of sums"),
        (14, "a heading of a group of rows"),
        (15, "a note"),
    ]
    assert {problem.row for problem in reading.problems} == {number for number, _ in told}


def test_merged_titles_headings_and_groups_do_no_harm(tmp_path: Path) -> None:
    cells = department_sheet()
    last = len(NAMES)

    def merge(book: Any, sheet: Any) -> None:
        sheet.merge_range(2, 0, 2, last, cells[2][0])
        for column in range(last + 1):
            if not cells[5][column]:
                sheet.merge_range(4, column, 5, column, cells[4][column])
        sheet.merge_range(7, 0, 7, 2, cells[7][0])
        sheet.merge_range(12, 0, 12, 2, "Tổng cộng (I+II)")

    reading = read_book(tmp_path, cells, more=merge)
    assert [said(problem) for problem in reading.problems if problem.severity == "error"] == []
    assert _content(reading) == _content(read_text(tmp_path, csv_text()))


def test_a_value_merged_downwards_stands_for_each_of_its_rows(tmp_path: Path) -> None:
    cells = grid([{**row, "place": ""} for row in SOUND])
    place = NAMES.index("place")
    reading = read_book(
        tmp_path, cells, more=lambda book, sheet: sheet.merge_range(1, place, 3, place, "phường Hưng Phú")
    )
    assert reading.problems == ()
    assert {row.place for row in reading.rows} == {"phường Hưng Phú"}


@pytest.mark.parametrize("name", ["Tổng công ty Sông Hậu", "Cộng đồng xanh", "Khu I", "Tổng kho cũ"])
def test_a_project_whose_name_begins_like_a_sum_stays_a_project(tmp_path: Path, name: str) -> None:
    cells = csv_of(
        [
            ["STT", *VIETNAMESE.values()],
            [1, *[{**PLANNED, "project_id": "", "name": name}.get(c, "") for c in VIETNAMESE]],
        ]
    )
    assert read_text(tmp_path, cells).set_aside == ()


@pytest.mark.parametrize(
    "words", ["Tổng cộng", "TỔNG SỐ", "Cộng", "Tổng cộng (I + II)", "Cộng nhóm II", "Total", "Sub-total"]
)
def test_rows_of_sums(tmp_path: Path, words: str) -> None:
    reading = read_text(
        tmp_path, csv_text([*SOUND, {"name": words, "homes": "1270", "route": "x", "place": "y"}])
    )
    assert [one.words for one in reading.set_aside] == [words]
    assert len(reading.rows) == 3


def test_rows_that_a_filter_hides_are_read_and_told(tmp_path: Path) -> None:
    reading = read_book(
        tmp_path, grid(), more=lambda book, sheet: sheet.set_row(2, None, None, {"hidden": True})
    )
    (problem,) = reading.problems
    assert (problem.row, problem.severity, len(reading.rows)) == (3, "warning", 3)
    assert "hides" in said(problem)


def test_a_missing_column_is_one_problem(tmp_path: Path) -> None:
    names = ["Mã dự án", "Tên dự án", "Số căn", "Trạng thái"]
    rows = [[f"P{number}", "Khu A", 100, state] for number, state in enumerate(STATE.values())]
    reading = read_text(tmp_path, csv_of([names, *rows]))
    missing = {problem.column for problem in reading.problems if "no column" in said(problem)}
    assert missing == {"route", "counted_before", "status_as_of"}
    assert not any(problem.column in names for problem in reading.problems)


@pytest.mark.parametrize("row", [BUILDING, FINISHED])
def test_a_project_alone_is_enough(tmp_path: Path, row: Mapping[str, Any]) -> None:
    assert len(read_text(tmp_path, csv_of(listed([row]))).rows) == 1
