"""Answers to the questions of a list: each is checked where it is given, by one function."""

from __future__ import annotations

import pytest
from scenario_errors.lists.test_take_in import SETTINGS

from sim.errors import in_english
from sim.intake import ListMap, OpenQuestion, wrong_with
from sim.intake.questions import column_question, order_question, state_question

OF_LIST = ListMap(all_rows={"status_as_of": "2026-10-20"})
STATE = state_question("Chờ ý kiến", (3,), "in_progress permit")


def about(column: str) -> OpenQuestion:
    return column_question(column, (3,), SETTINGS, ("Quy mô", "Tên"))


@pytest.mark.parametrize(
    ("question", "good", "bad"),
    [
        (STATE, "done permit", "xong"),
        (STATE, "stopped Xây dựng", "stopped nowhere"),
        (STATE, "completed", "completed permit"),
        (STATE, "in_progress", "done"),
        (about("homes"), "QUY MÔ", "Số căn"),
        (about("status"), "not_started", "chờ"),
        (about("route"), "standard", "fast"),
        (about("stage"), "permit", "nowhere"),
        (about("counted_before"), "yes", "maybe"),
        (about("status_as_of"), "20/10/2026", "10/2026"),
        (about("entry"), "2027..2028", "sắp tới"),
        (about("stage_start"), "tháng 3/2025", "2027"),
        (about("completed_on"), "2021..2025", "13/2025"),
        (about("completed_on"), "2026", "21/10/2026"),
        (about("stopped_since"), "tháng 02/2025", "2025"),
        (about("assumption"), "Báo cáo 1532/BC-SXD", "#REF!"),
        (order_question("Khởi công", "03/25/2026"), "month_first", "american"),
    ],
)
def test_an_answer_is_checked(question: OpenQuestion, good: str, bad: str) -> None:
    assert wrong_with(question, good, SETTINGS, OF_LIST, ("Quy mô", "Tên")) is None
    wrong = wrong_with(question, bad, SETTINGS, OF_LIST, ("Quy mô", "Tên"))
    assert wrong is not None and bad in in_english(wrong.found)


def test_every_example_is_an_answer() -> None:
    columns = ("status", "route", "counted_before", "status_as_of", "entry", "stage", "stage_start")
    for question in map(about, (*columns, "completed_on", "stopped_since", "assumption")):
        assert wrong_with(question, question.example, SETTINGS, ListMap()) is None


def test_each_kind_of_date_has_its_own_advice() -> None:
    stop = wrong_with(about("stopped_since"), "2025", SETTINGS, OF_LIST)
    of_list = wrong_with(about("status_as_of"), "2025", SETTINGS, OF_LIST)
    assert stop is not None and "work stopped" in in_english(stop.action)
    assert of_list is not None and "list" in in_english(of_list.action)
