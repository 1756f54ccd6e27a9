"""The sums of a list held against its rows: a difference is told, with the row, what it says and what the rows give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from scenario_errors.lists.department_lists import REPORT
from scenario_errors.lists.test_take_in import DATES, FACTS, taken
from scenario_errors.register.register_files import write_xlsx

from sim.intake import Intake
from sim.text import Text

EN = Text("en")
HEAD = ["STT", "Tên dự án", "Số căn", "Trạng thái"]


def told(intake: Intake) -> dict[int, str]:
    """What is told of sums, by row."""
    return {
        problem.row or 0: EN(problem.found)
        for problem in intake.problems
        if problem.allowed.template == "the sum of its rows"
    }


def of(folder: Path, *rows: list[Any]) -> dict[int, str]:
    path = write_xlsx(folder / "list.xlsx", [HEAD, *rows])
    intake = taken(path, *FACTS, *DATES)
    assert intake.questions == ()
    return told(intake)


def project(number: int, homes: Any, state: str = "Chưa khởi công") -> list[Any]:
    return [number, f"Khu {number}", homes, state]


def total(homes: Any, words: str = "Tổng cộng") -> list[Any]:
    return ["", words, homes]


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("words", ["Tổng cộng", "TỔNG SỐ", "Cộng", "Total", "Tổng cộng (1+2+3)"])
def test_a_sum_of_the_list(tmp_path: Path, words: str, first: bool) -> None:
    rows = [project(1, 100), project(2, "1.050"), project(3, "")]

    def listed(homes: Any) -> list[list[Any]]:
        return [total(homes, words), *rows] if first else [*rows, total(homes, words)]

    at, span = (2, "3–5") if first else (5, "2–4")
    assert of(tmp_path, *listed("1.150")) == {}
    assert of(tmp_path, *listed(1160)) == {at: f'"{words}": the list says 1,160, its rows {span} give 1,150'}


def test_rows_set_aside_are_counted_by_some_lists_and_not_by_others(tmp_path: Path) -> None:
    rows = [project(1, 100), project(2, 60, "Thu hồi chủ trương"), project(3, -20)]
    assert of(tmp_path, *rows, total(160)) == of(tmp_path, *rows, total(100)) == {}
    assert of(tmp_path, *rows, total(60)) == {5: '"Tổng cộng": the list says 60, its rows 2–4 give 160'}


def test_ranges_are_held_against_what_they_may_come_to(tmp_path: Path) -> None:
    rows = [project(1, "400..600"), project(2, 50)]
    assert of(tmp_path, *rows, total(500)) == of(tmp_path, *rows, total("450-650")) == {}
    assert of(tmp_path, *rows, total(700)) == {
        4: '"Tổng cộng": the list says 700, its rows 2–3 give 450 to 650'
    }


def test_sections_with_a_sum_below_each(tmp_path: Path) -> None:
    def rows(one: int, other: int, all_of_them: int) -> list[list[Any]]:
        return [
            ["", "Dự án đã hoàn thành"],
            *(project(1, 10), project(2, 20), total(one, "Cộng I")),
            ["", "Dự án khác"],
            *(project(3, 40), total(other, "Cộng II"), total(all_of_them)),
        ]

    assert of(tmp_path, *rows(30, 40, 70)) == {}
    assert of(tmp_path, *rows(31, 41, 70)) == {
        5: '"Cộng I": the list says 31, its rows 3–4 give 30',
        8: '"Cộng II": the list says 41, its rows 7 give 40',
    }
    assert of(tmp_path, *rows(30, 40, 80)) == {9: '"Tổng cộng": the list says 80, its rows 3–4, 7 give 70'}


def test_sections_within_sections_with_sums_beside_their_headings(tmp_path: Path) -> None:
    def rows(**other: int) -> list[list[Any]]:
        said = {"A": 70, "I": 30, "II": 40, "B": 5} | other
        return [
            ["A", "Dự án thương mại", said["A"]],
            ["I", "Đang thi công", said["I"]],
            *(project(1, 10), project(2, 20)),
            ["II", "Chưa khởi công", said["II"]],
            project(3, 40),
            ["B", "Dự án vốn công", said["B"]],
            *(project(4, 5), total(75)),
        ]

    assert of(tmp_path, *rows()) == {}
    assert of(tmp_path, *rows(A=71, I=33)) == {
        2: '"Dự án thương mại": the list says 71, its rows 4–5, 7 give 70',
        3: '"Đang thi công": the list says 33, its rows 4–5 give 30',
    }


def test_a_number_that_cannot_be_read_is_told_of_its_row_alone(tmp_path: Path) -> None:
    assert of(tmp_path, project(1, "khoảng 100"), project(2, 50), total(200)) == {}


def test_sums_of_more_homes_than_a_row_may_have(tmp_path: Path) -> None:
    rows = [project(1, 90_000), project(2, 80_000)]
    assert of(tmp_path, *rows, total("170.000")) == {}
    assert of(tmp_path, *rows, total("107.000")).keys() == {4}


def test_the_sums_of_a_report_hold_and_are_told_where_a_row_is_mistyped(tmp_path: Path) -> None:
    answers = (*FACTS, "counted_before=yes", "entry=2026..2027")
    assert told(taken(write_xlsx(tmp_path / "right.xlsx", REPORT), *answers)) == {}
    wrong = [list(line) for line in REPORT]
    wrong[12][4] = 50
    assert told(taken(write_xlsx(tmp_path / "wrong.xlsx", wrong), *answers)) == {
        11: '"Dự án đang triển khai": the list says 1,550, its rows 12–13 give 1,100',
        18: '"Tổng cộng (I+II+III)": the list says 2,370, its rows 10, 12–13, 15–17 give 1,920',
    }
