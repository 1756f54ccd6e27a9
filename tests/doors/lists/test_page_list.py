"""A list on the page, without a browser: the same answer as the command's, corrected, and made a board."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from doors.page.pages import EN, VI, answers, checked, choose, listed, said, sized
from scenario_errors.lists.department_lists import write_report

from sim.analysis.board import judge
from sim.experiment import run
from sim.files import SHIPPED_SCENARIOS, check_scenario
from sim.intake import destination, understood, write_intake
from sim.words import headline

WORDS = {
    ("Of which day",): "31/12/2025",
    ("Where does", "What is assumed"): "theo báo cáo số 15",
    ("When can",): "2026..2027",
}
OPTIONS = [
    "counted_before=yes",
    "status_as_of=31/12/2025",
    "assumption=theo báo cáo số 15",
    "entry=2026..2027",
]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "lists").mkdir()
    return write_report(tmp_path / "lists" / "Biểu [02](x).xlsx")


def uploaded(visit: Any, path: Path, **address: str) -> Any:
    page = visit("projects", list="import", lang="en", **address)
    return put(page, "intake.file", path.name, path.read_bytes())


def put(page: Any, key: str, name: str, content: bytes) -> Any:
    return checked(page.file_uploader(key=key).upload(name, content).run())


def answered(page: Any) -> Any:
    page = choose(page, "intake.question.0", "yes")
    for begins, value in WORDS.items():
        box = next(each for each in page.text_input if each.label.startswith(begins))
        page = checked(box.set_value(value).run())
    return page


def use(page: Any) -> Any:
    return next(each for each in page.button if each.key == "intake.use")


def account(page: Any) -> str:
    return " ".join(said(page).split())


def test_before_a_list_the_limits_are_said(visit):
    page = visit("projects", list="import")
    words = said(page)
    assert "20 MB" in words and "20.000 hàng" in words and "4.000 ký tự" in words
    assert not [each for each in page.button if each.key == "intake.use"]


def test_a_list_is_understood_as_by_the_command(visit, report, tmp_path):
    page = uploaded(visit, report)
    assert "13 rows in the list = 0 used + 9 set aside + 0 refused + 4 waiting for an answer" in account(page)
    assert use(page).disabled
    page = answered(page)
    where = destination(tmp_path / "made", None, OPTIONS)
    intake = understood(report, where)
    assert (intake.rows_in, len(intake.rows), len(intake.set_aside)) == (13, 4, 9)
    assert "13 rows in the list = 4 used + 9 set aside + 0 refused" in account(page)
    assert "homes of the rows used: 2,250" in account(page)
    for cells in intake.cells.values():
        assert cells["name"] in said(page)
    assert not use(page).disabled
    page = checked(use(page).click().run())
    write_intake(intake, where)
    assert listed(page, "scenario").options[-1] == "A new city (illustrative numbers), with your list"
    page = sized(page, "200")
    made = check_scenario(tmp_path / "made" / "scenario.toml").scenario
    assert made is not None
    assert EN(headline(judge(run(made, replications=200), "counted"))) in said(page)


def test_a_heading_and_a_state_are_corrected(visit, report):
    page = answered(uploaded(visit, report))
    keys = {each.label: each.key.rpartition(".")[0] for each in page.selectbox}
    page = choose(page, keys["Ghi chú"], "")
    assert "chậm mặt bằng" not in said(page)
    # The land is taken for the homes: the heading that held them is no longer read.
    land, homes = keys["Quy mô \\/ Diện tích \\(ha\\)"], keys["Quy mô \\/ Số căn"]
    page = choose(page, land, "homes")
    assert (listed(page, land).value, listed(page, homes).value) == ("homes", "")
    assert page.error and use(page).disabled
    page = choose(choose(page, land, "land_ha"), homes, "homes")
    assert "4 used" in account(page)
    page = choose(page, keys["Đang thi công \\(2\\)"], "set_aside")
    assert "2 used + 11 set aside" in account(page)
    page = choose(page, keys["Đang thi công \\(2\\)"], "stopped construction")
    assert "2 waiting for an answer" in account(page)
    assert any(each.label.startswith("Since which day") for each in page.text_input)


def test_the_other_language_keeps_what_was_said(visit, report):
    page = choose(answered(uploaded(visit, report)), "lang", "vi")
    assert "13 hàng trong danh mục = 4 hàng dùng được + 9 hàng để riêng + 0 hàng bị loại" in account(page)
    assert listed(page, "intake.question.0").options == [VI("yes"), VI("no"), VI("unknown: both are tried")]
    assert listed(page, "intake.question.0").value == "yes"


def test_the_map_of_last_month_answers_what_it_can(visit, report):
    kept = (
        '[states]\n"Chưa khởi công" = "set_aside"\n[all_rows]\nentry = "2026..2027"\ncounted_before = "yes"\n'
    )
    page = put(uploaded(visit, report), "intake.map", "import.toml", kept.encode())
    assert "10 set aside" in account(page)
    assert not any(each.label.startswith("When can") for each in page.text_input)
    page = put(page, "intake.map", "import.toml", b"[columns]\nx = 'nothing'\n")
    assert "which is no column" in said(page)
    assert "9 set aside" in account(page), "a map with a fault is left out"


def test_into_a_copy_of_a_scenario_that_stands_there(visit, folder, report):
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    page = choose(uploaded(visit, report), "into", "example")
    page = answered(page)
    states = next(each for each in page.selectbox if each.label == "Đang thi công \\(2\\)")
    assert "in progress: Acceptance and hand-over" in states.options
    page = checked(use(page).click().run())
    assert listed(page, "scenario").options[-1] == "Example: two projects, with your list"
    assert listed(page, "scenario").value != "example"
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("list.xlsx", b"not a workbook", "list"),
        ("list.csv", b"", "a file without any row"),
        ("../../list.csv", b"\xff\xfe\x00", ""),
    ],
)
def test_a_file_that_is_no_list_is_told_in_words(visit, name, content, told):
    page = visit("projects", list="import", lang="en")
    page = put(page, "intake.file", name, content)
    assert page.error and told in said(page)
    assert not answers(page)


def test_names_are_text(visit, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(
        "Tên dự án,Số căn,Trạng thái,**Cột** [x](javascript:y)\n<b>A</b>,10,$E=mc^2$,1\n", encoding="utf-8"
    )
    page = uploaded(visit, path)
    labels = [each.label for each in page.selectbox]
    assert "\\*\\*Cột\\*\\* \\[x\\]\\(javascript\\:y\\)" in labels
    assert "\\$E\\=mc\\^2\\$ \\(1\\)" in labels


def test_a_list_of_other_projects_goes_into_a_copy_of_the_baseline(visit, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["app_streamlit.py", str(SHIPPED_SCENARIOS)])
    lists = SHIPPED_SCENARIOS / "lists"
    page = uploaded(visit, lists / "bieu-02.csv")
    list_map = lists / "bieu-02-can-tho.toml"
    page = put(page, "intake.map", list_map.name, list_map.read_bytes())
    page = choose(page, "into", "can-tho-2026")
    words = said(page)
    assert "left out: 9 durations of single projects that the list does not hold" in words
    assert "lent by the blank city" in words
    assert not use(page).disabled


def test_facts_of_a_city_are_checked_where_they_are_typed_and_a_map_brings_them(visit, report, tmp_path):
    page = uploaded(visit, report)
    page = checked(page.text_input(key="intake.city.targets").set_value("400, 900").run())
    assert page.text_input(key="intake.city.targets").value == "400, 900"
    assert any("follow each other" in each.value for each in page.error)
    page = checked(page.text_input(key="intake.city.targets").set_value("2026:400, 2027:900").run())
    assert not any("follow each other" in each.value for each in page.error)
    # The map of last month brings them; what stands in the field is what the board will be held against.
    page = put(page, "intake.map", "import.toml", b'[city]\ntargets = "2026:300, 2027:700"\n')
    assert page.text_input(key="intake.city.targets").value == "2026:300, 2027:700"
