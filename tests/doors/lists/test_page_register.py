"""The register on the page, without a browser: read by project, edited by cell, used as a scenario of the visit."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

import pytest
from doors.page.pages import EN, VI, checked, choose, listed, press, said

from sim.analysis.board import judge
from sim.analysis.projects import ProjectPush, project_outlooks, push_effects
from sim.experiment import run
from sim.files import check_scenario
from sim.register import load_draft, load_register
from sim.ui.projects.edits import with_typed
from sim.ui.projects.files import register_bytes
from sim.ui.projects.filters import holds, rows_with
from sim.words import headline, push_in_words, waits_label, when_label

EDITED = "register.edited"


def edit(visit: Any, **address: str) -> Any:
    return visit("projects", list="edit", futures="200", **address)


def typed(page: Any, cells: dict[int, dict[str, str | None]]) -> Any:
    """Type into cells, by position and column; the table in the browser tells its edits so (see the journey)."""
    kept = page.session_state[EDITED]
    page.session_state[EDITED] = replace(kept, now=with_typed(kept.shown, kept.numbers, cells))
    return checked(page.run())


def button(page: Any, key: str) -> Any:
    return next(each for each in page.button if each.key == key)


def table(page: Any) -> Any:
    """The table to edit as the browser is given it."""
    (found,) = page.dataframe
    return found.value


@pytest.mark.parametrize(("lang", "text"), [("vi", VI), ("en", EN)])
def test_a_wrong_cell_is_told_at_its_place_and_blocks_the_board(visit, lang, text):
    page = edit(visit, lang=lang)
    assert text("Nothing to mend.") in said(page)
    assert button(page, "register.use").disabled
    page = typed(page, {1: {"homes": "hai trăm"}})
    words = " ".join(said(page).split())
    assert text("To mend: {count}", count=1) in words
    homes = text("number of homes")
    assert (
        f"{text('row {row}', row='3')} · {text('column {column}', column=f'{homes.capitalize()} (homes)')}"
        in words
    )
    (problem,) = load_problem(page)
    for part in (problem.found, problem.allowed, problem.action):
        assert text(part) in words
    assert table(page)["_mark"].tolist() == ["", f"✗ {homes.capitalize()}"]
    assert button(page, "register.use").disabled
    page = typed(page, {1: {"homes": "1.200"}})
    assert text("Nothing to mend.") in said(page)
    assert not button(page, "register.use").disabled


def load_problem(page: Any) -> Any:
    from sim.register import parse_draft

    return parse_draft(page.session_state[EDITED].now, "projects.csv").problems


def test_the_edited_list_becomes_a_board_and_the_file_stays(visit, folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    page = typed(edit(visit, lang="en"), {0: {"homes": "500"}})
    page = checked(button(page, "register.use").click().run())
    code = page.session_state["scenario"]
    assert code.endswith("-example")
    # AppTest turns to no other page: the page asked for is the answer's.
    from doors.page.pages import turned

    page = checked(turned(page, "answer").run())
    made = check_scenario(page.session_state["own_scenarios"][code]).scenario
    assert [row.homes.low for row in made.rows] == [500, 200]
    assert EN(headline(judge(run(made, replications=200), "counted"))) in " ".join(said(page).split())
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_an_edited_list_that_is_edited_again_takes_its_place(visit):
    page = typed(edit(visit, lang="en"), {0: {"homes": "500"}})
    page = checked(button(page, "register.use").click().run())
    first = page.session_state["scenario"]
    page.session_state["list"] = "edit"
    page = typed(checked(page.run()), {0: {"homes": "501"}})
    page = checked(button(page, "register.use").click().run())
    assert page.session_state["scenario"] != first
    assert list(page.session_state["own_scenarios"]) == [page.session_state["scenario"]]


def test_rows_are_added_deleted_and_all_is_undone(visit):
    page = edit(visit, lang="en")
    page = checked(button(page, "register.add").click().run())
    assert table(page)["project_id"].tolist() == ["A1", "B1", ""]
    page = typed(page, {2: {"project_id": "C1"}})
    assert EN("To mend: {count}", count=7) in said(page), "what every row needs, all at once"
    (gone,) = page.multiselect
    page = checked(gone.set_value([2, 4]).run())
    page = checked(button(page, "register.delete").click().run())
    assert table(page)["project_id"].tolist() == ["B1"]
    assert EN("Nothing to mend.") in said(page)
    page = checked(button(page, "register.undo").click().run())
    assert table(page)["project_id"].tolist() == ["A1", "B1"]
    assert button(page, "register.undo").disabled


def test_what_was_typed_stays_where_rows_are_filtered_or_the_language_changes(visit):
    page = typed(edit(visit, lang="vi"), {1: {"homes": "?"}})
    page = checked(next(each for each in page.toggle if each.key == "register.wrong").set_value(True).run())
    assert table(page)["homes"].tolist() == ["?"]
    page = typed(page, {0: {"homes": "7x"}})
    page = choose(page, "lang", "en")
    assert table(page)["homes"].tolist() == ["7x"]
    page = checked(next(each for each in page.toggle if each.key == "register.wrong").set_value(False).run())
    assert table(page)["homes"].tolist() == ["120", "7x"]
    page = checked(page.text_input(key="register.words").set_value("khu nha o b").run())
    assert table(page)["project_id"].tolist() == ["B1"]
    page = choose(page, "register.status", "in_progress")
    assert table(page)["project_id"].tolist() == []


def test_all_columns_can_be_shown_and_headings_are_in_the_language(visit):
    page = edit(visit, lang="vi")
    (shown,) = page.dataframe
    assert "note" not in shown.proto.column_order
    assert '"label": "Số căn"' in shown.proto.columns.replace("\\u1ed1", "ố").replace("\\u0103", "ă")
    page = checked(next(each for each in page.toggle if each.key == "register.all").set_value(True).run())
    (shown,) = page.dataframe
    assert "note" in shown.proto.column_order


def test_a_register_that_cannot_be_used_is_mended_in_the_table(visit, folder):
    register = folder / "projects.csv"
    register.write_text(register.read_text(encoding="utf-8").replace("120", "12O"), encoding="utf-8")
    page = visit("projects", lang="en", futures="200")
    assert "12O" in said(page)
    page = press(page, EN("Mend it in the table"))
    assert table(page)["homes"].tolist()[0] == "12O"
    page = typed(page, {0: {"homes": "120"}})
    assert not button(page, "register.use").disabled


def test_a_project_is_opened_by_its_address(visit, folder):
    page = visit("projects", lang="en", futures="200", project="B1")
    scenario = check_scenario(folder / "example.toml").scenario
    found = project_outlooks(scenario, "counted", replications=200)
    row = found.rows[1]
    words = " ".join(said(page).split())
    assert "B1 · Khu nhà ở B" in words
    for when in row.readiness[0].dates:
        assert when_label(when, found.last_year, EN) in words
    assert waits_label(row, found, EN) in words
    (effect,) = push_effects(scenario, "counted", [ProjectPush("B1")], replications=200)
    assert EN(push_in_words(effect, scenario)) in words
    page = choose(page, "project", "A1")
    assert page.query_params["project"] in ("A1", ["A1"])
    page = choose(page, "push_way", "building")
    assert page.query_params["push_way"] in ("building", ["building"])
    assert EN("“{stage}” is done by a day", stage="Construction") in listed(page, "push_way").options
    again = visit("projects", project="A1", push_way="building", lang="en", futures="200")
    assert listed(again, "push_way").value == "building"


def test_an_unknown_project_of_a_link_opens_none(visit):
    page = visit("projects", lang="en", futures="200", project="Z9")
    assert page.session_state["project"] == ""


ODD = "<b>x</b> [y](javascript:1) $E=mc^2$ =1+1 \u202eabc " + "dài" * 40


def test_names_are_shown_as_text_whatever_they_hold(visit, folder):
    register = folder / "projects.csv"
    lines = register.read_text(encoding="utf-8").replace("Khu nhà ở B", ODD)
    register.write_text(lines, encoding="utf-8")
    page = visit("projects", lang="en", futures="200", project="B1")
    assert "<b>x</b> [y](javascript:1) $E=mc^2$ =1+1" in said(page)
    bodies = " ".join(each.proto.body for each in page.get("html"))
    assert "&lt;b&gt;x" in bodies and "<b>x" not in bodies
    for shown in (page.markdown, page.caption, page.header):
        assert not [each.value for each in shown if "javascript" in each.value]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_saved_register_comes_in_again(example, tmp_path, kind):
    settings = tomllib.loads(example.read_text(encoding="utf-8"))
    register = example.parent / settings["register"]
    draft = load_draft(register, register.name).with_cells(2, {"name": "=1+1"})
    saved = tmp_path / f"saved.{kind}"
    saved.write_bytes(register_bytes(example, draft, kind))
    rows = load_register(saved, saved.name).rows
    assert [row.name for row in rows] == ["=1+1", "Khu nhà ở B"]
    assert [row.homes for row in rows] == [row.homes for row in load_register(register, "x").rows]


def test_words_are_found_without_capitals_and_diacritics():
    assert holds("HONG phat", ["CT01", "Nam Long – Hồng Phát"])
    assert not holds("hồng phúc", ["CT01", "Nam Long – Hồng Phát"])
    assert not holds("CT01 Nam", ["CT01", "Nam Long"]), "a phrase stands in one cell"
    assert holds("", [])


def test_a_blank_row_and_an_unknown_status_are_always_shown(example):
    register = example.parent / "projects.csv"
    draft = load_draft(register, "x").with_new_row().with_cells(3, {"status": "???"})
    assert rows_with(draft, "", "completed", None) == (3, 4)
    assert rows_with(draft, "A1", "", None) == (2, 4)
    assert rows_with(draft, "", "", {2}) == (2,)
