"""Lists taken in: how each is understood, and that every row is used, set aside with a reason, or refused with one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from scenario_errors.lists.department_lists import (
    BLOCKS,
    NUMBERED,
    PIPELINE,
    TYPED,
    write_blocks,
    write_ods,
    write_report,
)
from scenario_errors.register.register_files import write_xlsx

from sim.cities import CITIES
from sim.errors import ScenarioError, in_english
from sim.files import load_settings
from sim.intake import Intake, destination, take_in, understood, with_answers
from sim.intake.list_map import ListMap
from sim.intake.proposal import state_meant
from sim.register import load_table
from sim.scenario import ProjectRow

SETTINGS = load_settings(CITIES["blank"].scenario)
FACTS = ("status_as_of=2025-12-31", "assumption=theo danh mục của Sở")
NONE = "no homes: 0; kept with no_homes=keep"
DATES = ("entry=2026..2028", "stage_start=2024..2025", "completed_on=2021..2025", "counted_before=yes")


def balanced(intake: Intake) -> None:
    """Every row below the headings is used, set aside, refused or waits for an answer: one of them, once."""
    used, aside = [row.row for row in intake.rows], [one.number for one in intake.set_aside]
    numbers = [*used, *aside, *intake.refused]
    assert len(numbers) == len(set(numbers))
    assert intake.rows_in == len(numbers) + intake.waiting
    assert intake.waiting == 0 or intake.questions
    assert set(intake.cells) == set(used)
    assert all(intake.refused.values()), "a row is refused without a word"


def taken(path: Path, *answers: str, list_map: ListMap = ListMap()) -> Intake:  # noqa: B008  (frozen)
    table = load_table(path, path.name, lambda cell: list_map.column(str(cell)) or str(cell)[:1].isupper())
    intake = take_in(table, with_answers(list_map, answers), SETTINGS, path.name)
    balanced(intake)
    return intake


def written(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


def asked(intake: Intake) -> set[str]:
    return {question.key for question in intake.questions}


def by_name(intake: Intake) -> dict[str, ProjectRow]:
    return {row.name: row for row in intake.rows}


def reasons(intake: Intake) -> dict[int, str]:
    return {one.number: in_english(one.reason) for one in intake.set_aside}


def test_a_report_of_a_department_asks_only_what_it_cannot_tell(tmp_path: Path) -> None:
    path = write_report(tmp_path / "report.xlsx")
    assert asked(taken(path)) == {"status_as_of", "assumption", "counted_before", "entry"}
    intake = taken(path, *FACTS, "counted_before=yes", "entry=2026..2027")
    assert (intake.questions, intake.refused) == ((), {})
    assert reasons(intake) == {
        8: "numbers of the columns",
        9: "a heading of a group of rows",
        11: "a heading of a group of rows",
        14: "a heading of a group of rows",
        16: NONE,
        17: "it ended (Thu hồi chủ trương), and the list does not say when",
        18: "a row of sums",
        19: "a heading of a group of rows",
        20: "a note",
    }
    rows = by_name(intake)
    assert [row.row for row in intake.rows] == [10, 12, 13, 15]
    built, building = rows["Khu nhà ở xã hội A"], rows["Khu nhà ở xã hội B"]
    assert built.completed_on is not None and built.completed_on.first == date(2024, 10, 1)
    assert (built.counted_before, building.counted_before) == ("yes", "no")
    assert (building.homes.low, building.land_ha and building.land_ha.low) == (1050, 2.25)
    assert [part.stage for part in building.under_way] == ["construction"]
    assert building.under_way[0].start.first == date(2025, 3, 1)
    assert rows["Tổng công ty C – lô 5"].under_way[0].start.first == date(2025, 6, 19)
    assert rows["Khu D"].note == "Tiến độ / Khởi công: Quý II/2027; Tiến độ / Năm hoàn thành: 2029"
    assert rows["Khu D"].project_id == "Khu D"


def test_a_list_typed_without_diacritics_with_states_of_its_own(tmp_path: Path) -> None:
    path = written(tmp_path, TYPED)
    first = taken(path)
    assert asked(first) == {"assumption", "stage_start", "Cho giao dat"}
    answers = (*FACTS[1:], "stage_start=2025", "state:Cho giao dat=in_progress clearance")
    intake = taken(path, *answers)
    assert (intake.questions, intake.refused) == ((), {})
    assert [row.project_id for row in intake.rows] == ["34/NOXH", "12.5", "0007"]
    assert [row.under_way[0].stage for row in intake.rows] == ["clearance", "construction", "clearance"]
    assert [(row.homes.low, row.homes.high) for row in intake.rows] == [(1200, 1200), (85, 85), (400, 600)]
    assert reasons(intake) == {6: "no homes: -20", 7: "a row of sums"}
    assert intake.list_map.columns["Dien thoai"] == ""


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_blocks_below_a_merged_name(tmp_path: Path, kind: str) -> None:
    if kind == "xlsx":
        path = write_blocks(tmp_path / "list.xlsx")
    else:
        filled = [list(line) for line in BLOCKS]
        for line in filled[1:4]:
            line[0] = "Khu Hưng Phú"
        for line in filled[1:]:
            line[2] = "Hưng Phú"
        path = write_ods(tmp_path / "list.ods", filled)
    intake = taken(path, *FACTS, "counted_before=no", "entry=2026", "stage=permit")
    assert (intake.questions, intake.refused) == ((), {})
    assert [row.key for row in intake.rows] == [
        "Khu Hưng Phú/A",
        "Khu Hưng Phú/B",
        "Khu Hưng Phú/C",
        "Khu Cái Sâu",
    ]
    assert {row.place for row in intake.rows} == {"Hưng Phú"}
    assert intake.rows[3].under_way[0].start.last == date(2025, 8, 31)
    assert intake.rows[1].note == "Năm hoàn thành: 6 tháng đầu năm 2026"
    assert any("of the kind .xls" in in_english(p.found) for p in intake.problems) == (kind == "ods")


PIPELINE_MAP = ListMap(
    dates="month_first",
    columns={
        "LOT": "project_id",
        "NAMEADDR": "name",
        "BESTSTAT": "status",
        "BESTDATE": "since",
        "UNITSNET": "homes",
    },
    states={"PL FILED": "in_progress planning", "BP FILED": "in_progress permit"},
)


def test_a_pipeline_with_codes_of_its_own(tmp_path: Path) -> None:
    path = written(tmp_path, PIPELINE)
    assert asked(taken(path, list_map=PIPELINE_MAP)) == {"status_as_of", "assumption"}
    intake = taken(path, *FACTS, list_map=PIPELINE_MAP)
    assert (intake.questions, intake.refused) == ((), {})
    assert [row.key for row in intake.rows] == ["0300003C", "0439001/1", "0439001/2", "1149030"]
    assert intake.rows[1].under_way[0].start.first == date(2025, 4, 1)
    assert reasons(intake) == {2: NONE, 6: "no homes: -1"}
    assert len(PIPELINE_MAP.toml().splitlines()) - PIPELINE_MAP.toml().count("#") <= 15


def test_month_first_dates_are_asked_about_and_not_guessed(tmp_path: Path) -> None:
    undecided = PIPELINE_MAP.model_copy()
    undecided = ListMap(columns=undecided.columns, states=undecided.states)
    intake = taken(written(tmp_path, PIPELINE), *FACTS, list_map=undecided)
    assert asked(intake) == {"dates"}
    told = taken(written(tmp_path, PIPELINE), *FACTS, "dates=day_first", list_map=undecided)
    assert told.questions == ()
    assert 3 in told.refused, "7/24/2024 is no day-first date"


def test_rows_of_no_homes_are_kept_where_the_map_says_so(tmp_path: Path) -> None:
    path = written(
        tmp_path, "Tên dự án,Số căn,Trạng thái\nTrường học,0,Chưa khởi công\nLô trừ,-3,Chưa khởi công\n"
    )
    assert reasons(taken(path, *FACTS, *DATES)) == {2: NONE, 3: "no homes: -3"}
    kept = taken(path, *FACTS, *DATES, "no_homes=keep")
    assert reasons(kept) == {3: "no homes: -3"}
    assert kept.rows[0].without_homes and 'no_homes = "keep"' in kept.list_map.kept().toml()


def test_a_list_of_numbers_alone(tmp_path: Path) -> None:
    path = written(tmp_path, NUMBERED)
    assert {"status_as_of", "assumption", "stage_start", "Under Review"} <= asked(taken(path))
    intake = taken(path, *FACTS, *DATES, "state:Under Review=in_progress planning")
    assert (intake.questions, intake.refused) == ((), {})
    assert [(row.project_id, row.name) for row in intake.rows] == [(k, k) for k in ("2", "3", "4", "5")]
    assert reasons(intake) == {2: NONE, 7: "it ended (Cancelled), and the list does not say when"}


def test_nothing_known_asks_for_the_headings(tmp_path: Path) -> None:
    intake = taken(written(tmp_path, "Alpha,Beta,Gamma\nKhu A,100,x\nKhu B,200,y\n"))
    assert {"name", "homes", "status"} <= asked(intake)
    answers = ("column:Alpha=name", "column:Beta=homes", "status=not_started", "entry=2026..2027", *FACTS)
    again = taken(written(tmp_path, "Alpha,Beta,Gamma\nKhu A,100,x\nKhu B,200,y\n"), *answers)
    assert [row.project_id for row in again.rows] == ["Khu A", "Khu B"]


def test_the_same_row_twice_is_refused(tmp_path: Path) -> None:
    text = "Mã dự án,Tên dự án,Số căn,Trạng thái\nA,Khu A,100,Chưa khởi công\nA,Khu A,100,Chưa khởi công\n"
    intake = taken(written(tmp_path, text), *FACTS, "entry=2026")
    assert list(intake.refused) == [3]


def test_a_number_merged_over_rows_is_refused(tmp_path: Path) -> None:
    cells = [["Tên dự án", "Số căn", "Trạng thái"], ["A", 100, "Chưa khởi công"], ["B", "", "Chưa khởi công"]]
    path = write_xlsx(tmp_path / "l.xlsx", cells, lambda book, sheet: sheet.merge_range(1, 1, 2, 1, 100))
    assert set(taken(path, *FACTS, "entry=2026").refused) == {2, 3}


def test_rows_that_the_scenario_refuses_are_refused_with_their_row(tmp_path: Path) -> None:
    path = written(
        tmp_path, "Tên dự án,Số căn,Trạng thái\nKhu A,100,Chưa khởi công\nKhu B,50,Chưa khởi công\n"
    )
    answers: tuple[Any, ...] = ("entry=2025", "status_as_of=2025-12-31", "source=nowhere")
    intake = understood(path, destination(tmp_path / "new", None, answers))
    balanced(intake)
    assert set(intake.refused) == {2, 3}
    assert {problem.column for problem in intake.refused[2]} == {"source"}


def test_what_a_sheet_shows_of_its_numbers_is_told_here_too(tmp_path: Path) -> None:
    heads = "Tên dự án,Số căn,Trạng thái\n"
    rows = [f"Khu {n},{homes},Chưa khởi công\n" for n, homes in enumerate(["1.05", "2", "640"])]
    intake = taken(written(tmp_path, heads + "".join(rows)), *FACTS, "entry=2026")
    assert set(intake.refused) == {2, 3}
    large = [f"Khu {n},{homes},Chưa khởi công\n" for n, homes in enumerate([5, 640, 700, 800, 900])]
    told = taken(written(tmp_path, heads + "".join(large)), *FACTS, "entry=2026")
    assert [(problem.row, problem.severity) for problem in told.problems] == [(2, "warning")]


@pytest.mark.parametrize(
    ("state", "meant"),
    [
        ("Đang thi công phần thô, tầng 5", "in_progress construction"),
        ("Chưa khởi công do vướng mặt bằng", "not_started"),
        ("Đã khởi công tháng 5/2025", "in_progress construction"),
        ("Hoàn thành giải phóng mặt bằng", None),
        ("Đã hoàn thành thủ tục", None),
        ("Dự kiến hoàn thành 2027", None),
        ("Đang GPMB", "in_progress clearance"),
        ("Tạm dừng", "stopped"),
        ("Tạm dừng thi công", "stopped construction"),
        ("Đang xem xét", None),
    ],
)
def test_free_words_are_understood_only_where_they_are_clear(state: str, meant: str | None) -> None:
    assert state_meant(state, SETTINGS) == meant


def test_a_site_that_stands_still(tmp_path: Path) -> None:
    text = (
        "Tên dự án,Số căn,Trạng thái,Ngày khởi công\nA,100,Tạm dừng thi công,2023\nB,50,Đang thi công,2025\n"
    )
    path = written(tmp_path, text)
    assert asked(taken(path, *FACTS)) == {"stopped_since"}
    intake = taken(path, *FACTS, "stopped_since=2024-06-01")
    still, going = (row.under_way[0] for row in intake.rows)
    assert (still.stage, still.stopped_since, going.stopped_since) == ("construction", date(2024, 6, 1), None)


def test_the_sheet_that_holds_the_list_can_be_named(tmp_path: Path) -> None:
    heads = ["Tên dự án", "Số căn", "Trạng thái"]
    path = write_xlsx(
        tmp_path / "l.xlsx", [heads, ["A", 100, "Chưa khởi công"]], sheet_name="Biểu 2", decoy=True
    )
    where = destination(tmp_path / "new", None, (*FACTS, "entry=2026"))
    told = [in_english(problem.found) for problem in understood(path, where).problems]
    assert "the sheet Ghi chú is read, and not: Biểu 2" in told
    named = understood(path, destination(tmp_path / "new", None, (*FACTS, "entry=2026", "sheet=biểu 2")))
    assert [row.name for row in named.rows] == ["A"]
    assert not any("is read, and not" in in_english(problem.found) for problem in named.problems)
    with pytest.raises(ScenarioError, match="no sheet Biểu 9"):
        understood(path, destination(tmp_path / "new", None, ("sheet=Biểu 9",)))


@pytest.mark.parametrize("heading", ["Diện tích đất (m2)", "Diện tích (m²)", "Quy mô diện tích (M2)"])
@pytest.mark.parametrize(
    ("typed", "hectares"),
    [("15.000", 1.5), ("13215", 1.3215), ("12.150", 1.215), ("2.500,0", None), ("250.000", 25)],
)
def test_land_in_square_metres(tmp_path: Path, heading: str, typed: str, hectares: float | None) -> None:
    path = written(tmp_path, f"Tên dự án;{heading};Số căn;Trạng thái\nKhu A;{typed};100;Chưa khởi công\n")
    intake = taken(path, *FACTS, "entry=2026")
    assert intake.list_map.columns[heading] == "land_m2"
    land = [row.land_ha and row.land_ha.low for row in intake.rows]
    assert land == ([] if hectares is None else [hectares])
    assert set(intake.refused) == ({2} if hectares is None else set())


def test_a_block_larger_than_a_years_target_is_told(tmp_path: Path) -> None:
    path = written(
        tmp_path, "Tên dự án,Số căn,Trạng thái\nKhu A,251,Chưa khởi công\nKhu B,250,Chưa khởi công\n"
    )
    intake = understood(path, destination(tmp_path / "new", None, (*FACTS, "entry=2026")))
    assert [problem.row for problem in intake.problems if problem.column == "homes"] == [2]
    assert intake.refused == {}
