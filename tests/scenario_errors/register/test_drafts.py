"""A register being edited: cells are kept as they stand, changed step by step, and checked as a file's are."""

from pathlib import Path

import pytest
import xlsxwriter

from sim.files import check_scenario, load_scenario, register_of
from sim.guide import EXAMPLE_FILES, FULL_FILES
from sim.intake import copy_with_register
from sim.register import Draft, load_draft, load_register, parse_draft

ROOT = Path(__file__).parents[3]
SCENARIOS = [
    *(ROOT / "scenarios" / name for name in ("can-tho-2026.toml", "soc-trang/scenario.toml")),
    *(ROOT / "scenarios" / "history" / "as_known" / f"can-tho-2025-{day}.toml" for day in ("10-13", "11-16")),
]
HEAD = "project_id,name,route,homes,status,stage,stage_start,counted_before,status_as_of,assumption\n"
ROW = "A1,Một,direct,100,in_progress,building,2025-03,no,2026-01-01,thử\n"


def draft_of(tmp_path, content: str) -> Draft:
    path = tmp_path / "list.csv"
    path.write_text(content, encoding="utf-8")
    return load_draft(path, "list.csv")


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.stem)
def test_a_draft_reads_as_its_file(scenario):
    register = register_of(scenario)
    assert register is not None
    of_file, of_draft = (
        load_register(register, "list"),
        parse_draft(load_draft(register, "list"), "list"),
    )
    assert of_draft.rows == of_file.rows
    assert len(of_file.rows) > 0


def test_typed_cells_of_a_workbook_keep_their_kind(tmp_path):
    path = tmp_path / "list.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("register")
    sheet.write_row(0, 0, [*HEAD.strip().split(","), "land_ha"])
    sheet.write_row(1, 0, [*ROW.strip().split(","), 1.205])
    sheet.write_number(1, 3, 100)
    book.close()
    draft = load_draft(path, "list.xlsx")
    assert parse_draft(draft, "list.xlsx").rows == load_register(path, "list.xlsx").rows
    assert (draft.rows[0].at("homes"), draft.rows[0].at("land_ha")) == ("100", "1.2050")
    # Written as text and read again it is the same number.
    typed = draft.with_cells(2, {"land_ha": draft.rows[0].at("land_ha")})
    assert parse_draft(typed, "list.xlsx").rows[0].land_ha == parse_draft(draft, "list.xlsx").rows[0].land_ha


def test_a_wrong_cell_is_told_at_its_row_and_column(tmp_path):
    draft = draft_of(tmp_path, HEAD + ROW + ROW.replace("A1", "A2"))
    assert parse_draft(draft, "list.csv").problems == ()
    wrong = draft.with_cells(3, {"homes": "một trăm"})
    (problem,) = parse_draft(wrong, "list.csv").problems
    assert (problem.row, problem.column, problem.severity) == (3, "homes", "error")
    assert [row.project_id for row in parse_draft(wrong, "list.csv").rows] == ["A1"]
    right = wrong.with_cells(3, {"homes": " 1.050 "})
    assert [row.homes.low for row in parse_draft(right, "list.csv").rows] == [100, 1050]


def test_rows_come_and_go_and_others_keep_their_numbers(tmp_path):
    draft = draft_of(tmp_path, HEAD + ROW + ROW.replace("A1", "A2"))
    more = draft.with_new_row()
    assert [row.number for row in more.rows] == [2, 3, 4]
    # A blank row says nothing, as in a file.
    assert parse_draft(more, "list.csv") == parse_draft(draft, "list.csv")
    begun = more.with_cells(4, {"project_id": "A3"})
    assert {problem.row for problem in parse_draft(begun, "list.csv").problems} == {4}
    less = begun.without({2})
    assert [row.number for row in less.rows] == [3, 4]
    assert {problem.row for problem in parse_draft(less, "list.csv").problems} == {4}
    emptied = begun.with_cells(4, {"project_id": "  "})
    assert emptied == more


def test_unknown_columns_and_rows_are_refused(tmp_path):
    draft = draft_of(tmp_path, HEAD + ROW)
    with pytest.raises(KeyError, match="hoems"):
        draft.with_cells(2, {"hoems": "1"})
    with pytest.raises(KeyError, match="7"):
        draft.with_cells(7, {"homes": "1"})


def test_what_is_not_taken_over_is_told(tmp_path):
    content = "Danh mục,,\n" + HEAD.replace("homes,", "homes,Quy mô khác,homes,") + "\n"
    content += ROW.replace("100,", "100,x,200,") + "Tổng cộng,,,100\n"
    draft = draft_of(tmp_path, content)
    assert [row.number for row in draft.rows] == [4]
    assert draft.heading == 2
    assert draft.rows[0].at("homes") == "100"
    assert [(note.row, note.column) for note in draft.notes] == [(2, "Quy mô khác"), (2, "homes"), (5, None)]


def test_a_file_that_is_no_list_gives_no_rows_and_says_why(tmp_path):
    missing = load_draft(tmp_path / "none.csv", "none.csv")
    assert not missing.rows
    assert missing.notes
    prose = draft_of(tmp_path, "Kính gửi Sở Xây dựng\nVề việc nhà ở xã hội\n")
    assert not prose.rows
    assert prose.notes


def test_text_that_looks_like_a_formula_or_markup_stays_text(tmp_path):
    odd = [
        "=1+1",
        "+84",
        "@x",
        "<b>đậm</b>",
        "[x](javascript:1)",
        "$E=mc^2$",
        "\u202eabc",
        "'quoted'",
        "x" * 200,
    ]
    draft = draft_of(tmp_path, HEAD + "".join(ROW.replace("A1", f"A{i}") for i in range(len(odd))))
    for number, name in enumerate(odd, start=2):
        draft = draft.with_cells(number, {"name": name})
    assert [row.name for row in parse_draft(draft, "list.csv").rows] == odd


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_a_copy_has_the_edited_register_and_the_scenario_keeps_its_own(tmp_path, name):
    folder = tmp_path / "city"
    folder.mkdir()
    for file, content in EXAMPLE_FILES.items():
        (folder / file).write_text(content, encoding="utf-8")
    base = folder / "example.toml"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    register = register_of(base)
    draft = load_draft(register, register.name)
    number = draft.rows[0].number
    odd = '=HYPERLINK("x")'
    edited = draft.with_cells(number, {"homes": "123", "name": odd})
    if name.endswith("xlsx"):
        base.write_text(base.read_text(encoding="utf-8").replace(register.name, name), encoding="utf-8")
        before["example.toml"] = base.read_bytes()
    copy = copy_with_register(base, edited.texts(), tmp_path / "copy")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    parsed = check_scenario(copy)
    assert parsed.scenario is not None, parsed.problems
    assert (parsed.scenario.rows[0].homes.low, parsed.scenario.rows[0].name) == (123, odd)
    assert [replace_row(row) for row in parsed.scenario.rows[1:]] == [
        replace_row(row) for row in load_register(register, "list").rows[1:]
    ]


def replace_row(row):
    return row.model_copy(update={"row": 0})


def test_a_copy_of_a_scenario_based_on_another_gets_a_register_of_its_own(tmp_path):
    base = ROOT / "scenarios" / "history" / "as_known" / "can-tho-2025-11-16.toml"
    register = register_of(base)
    draft = load_draft(register, register.name)
    fewer = draft.without({draft.rows[-1].number})
    copy = copy_with_register(base, fewer.texts(), tmp_path / "copy")
    parsed = check_scenario(copy)
    assert parsed.scenario is not None, parsed.problems
    assert len(parsed.scenario.rows) == len(load_scenario(base).rows) - 1


def test_every_column_of_the_full_example_stands_in_its_draft(tmp_path):
    for file, content in FULL_FILES.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(content, encoding="utf-8")
    register = register_of(tmp_path / "example-full.toml")
    parsed, draft = load_register(register, "list"), load_draft(register, "list")
    assert parse_draft(draft, "list").rows == parsed.rows
    assert not draft.notes
