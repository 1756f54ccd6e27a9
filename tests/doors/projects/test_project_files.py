"""The table of every project as files: what is written is what was told, and no text becomes a formula."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from python_calamine import CalamineWorkbook

from sim.questions import Spreadsheet, csv_bytes, workbook_bytes
from sim.questions.spreadsheet import Field
from sim.register import guarded
from sim.register.sheets.csv_file import load_csv

Command: TypeAlias = Callable[..., Any]


def test_files_hold_what_the_answer_tells(call: Command, example: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kết quả"
    asked = ("projects", example, "--replications", "40", "--lang", "vi", "--format", "json")
    code, out, _ = call(*asked, "--out", folder)
    assert code == 0
    assert {file.name for file in folder.iterdir()} == {
        "projects.xlsx",
        "projects.csv",
        "pushes.csv",
        "projects.json",
    }
    values = json.loads((folder / "projects.json").read_text("utf-8"))
    assert values == json.loads(out)
    told = list(csv.DictReader(StringIO((folder / "projects.csv").read_text("utf-8"))))
    assert [row["id"] for row in told] == [project["id"] for project in values["projects"]]
    for row, project in zip(told, values["projects"], strict=True):
        for reading, ready in project["readings"].items():
            for end in ready["by_year_end"]:
                assert float(row[f"{reading}_by_{end['year']}"]) == pytest.approx(end["share"], abs=1e-6)
            assert row[f"{reading}_p50"] == (ready["p50"]["day"] or row[f"{reading}_p50"])
        for target in project["targets"]:
            if target["goal"]["kind"] == "year":
                name = f"year_{target['goal']['last_year']}"
                assert float(row[f"{name}_change"]) == pytest.approx(target["loss"]["share"], abs=1e-6)
    sheets = CalamineWorkbook.from_path(str(folder / "projects.xlsx"))
    cells = sheets.get_sheet_by_name("projects").to_python()
    assert cells[0][:2] == ["Dự án", "Tên"] and [row[0] for row in cells[1:]] == [row["id"] for row in told]
    assert len(sheets.get_sheet_by_name("notes").to_python()) > 3
    before = (folder / "projects.xlsx").read_bytes()
    call(*asked, "--out", folder)
    assert (folder / "projects.xlsx").read_bytes() == before


@pytest.mark.parametrize("text", ["=1+1", "+84", "-A1", "@SUM(A1)", "http://example.org", "{=1}"])
def test_a_text_stays_text(text: str) -> None:
    table = Spreadsheet("projects", (Field("id", text, "text"),), ((text,), (None,)), (text,))
    book = CalamineWorkbook.from_filelike(BytesIO(workbook_bytes(table)))
    assert book.get_sheet_by_name("projects").to_python()[:2] == [[text], [text]]
    written = csv_bytes(table)
    assert list(csv.reader(StringIO(written.decode()))) == [["id"], [guarded(text)], [""]]
    assert not list(csv.reader(StringIO(written.decode())))[1][0].startswith(("=", "+", "-", "@"))
    assert load_csv(written, "projects.csv", lambda cell: cell == "id").rows[1].cells == (text,)


def test_a_row_is_a_project_or_a_block(call: Command, example: Path) -> None:
    code, _, err = call("projects", example, "--by", "row", "--lang", "en")
    assert code == 2 and "--by is “row”; it must be one of: project, block" in " ".join(err.split())
    code, out, _ = call("projects", example, "--by", "block", "--replications", "20", "--lang", "en")
    assert code == 0 and "When it is there" in out and "Points lost without it" in out


def test_a_push_is_told_in_table_and_json(call: Command, example: Path) -> None:
    few = ("projects", example, "--replications", "40", "--lang", "en")
    listed = call(*few, "--format", "json").values["projects"]
    first = listed[0]["id"]
    code, out, _ = call(*few, "--push", first)
    assert code == 0 and f"{first} first in every queue" in " ".join(out.split())
    (push,) = call(*few, "--push", first, "--format", "json").values["pushes"]
    assert (push["project"], push["stage"], push["day"]) == (first, None, None)
    assert all(change["chance"]["futures"] == 40 for change in push["changes"])


def test_a_push_is_told_in_the_files(call: Command, example: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pushed"
    few = ("projects", example, "--replications", "40", "--lang", "en", "--format", "json", "--out", folder)
    first, second = (one["id"] for one in call(*few).values["projects"][:2])
    assert len((folder / "pushes.csv").read_text("utf-8").splitlines()) == 1
    asked = ("--push", first, "--push", second)
    pushes = call(*few, *asked).values["pushes"]
    told = list(csv.DictReader(StringIO((folder / "pushes.csv").read_text("utf-8"))))
    wanted = [
        (push["project"], change)
        for push in pushes
        for change in push["changes"]
        if change["goal"]["kind"] != "cumulative"
    ]
    assert [row["project"] for row in told] == [project for project, _ in wanted]
    for row, (_, change) in zip(told, wanted, strict=True):
        assert float(row["chance_before"]) == pytest.approx(change["before"]["share"], abs=1e-6)
        assert float(row["chance_after"]) == pytest.approx(change["after"]["share"], abs=1e-6)
        assert float(row["change"]) == pytest.approx(change["chance"]["share"], abs=1e-6)
        assert float(row["homes"]) == pytest.approx(change["homes"]["mean"], abs=1e-6)
    book = CalamineWorkbook.from_path(str(folder / "projects.xlsx"))
    assert book.sheet_names == ["projects", "pushes", "notes"]
    assert len(book.get_sheet_by_name("pushes").to_python()) == 1 + len(told)
    call(*few)
    assert len((folder / "pushes.csv").read_text("utf-8").splitlines()) == 1, "nothing of an earlier question"


@pytest.mark.parametrize(
    ("push", "said"),
    [
        ("NOBODY", "there is no project “NOBODY” on the register"),
        ("NOBODY=begin", "after the = a step and a day are needed, such as --push NOBODY=begin,2026-07-01"),
        ("NOBODY=begin,soon", "--push is “soon”; it must be a date, such as 2026-07-01"),
        ("=begin,2026-07-01", "there is no project “” on the register"),
    ],
)
def test_a_push_that_means_nothing_is_refused(call: Command, example: Path, push: str, said: str) -> None:
    code, out, err = call("projects", example, "--push", push, "--lang", "en")
    assert (code, out) == (2, "") and said in " ".join(err.split())


def test_why_a_year_is_out_of_reach(call: Command, example: Path) -> None:
    code, out, _ = call("reach", example, "--year", "2027", "--replications", "40", "--lang", "en")
    assert code == 0 and "2027 asks for" in out and "Still needs" in out
    code, _, err = call("reach", example, "--year", "2050", "--lang", "en")
    assert code == 2 and "the scenario sets no target 2050" in " ".join(err.split())
