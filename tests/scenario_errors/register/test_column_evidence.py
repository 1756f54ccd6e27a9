"""A column is evidence: what a sheet shows of its numbers and dates that no cell shows alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from scenario_errors.register.register_files import (
    NAMES,
    PLANNED,
    balanced,
    csv_text,
    grid,
    read_text,
    said,
    write_xlsx,
)

from sim.register import ParsedRegister, load_register

HOMES = NAMES.index("homes")


def projects(homes: Sequence[Any]) -> list[Mapping[str, Any]]:
    return [{**PLANNED, "project_id": f"P{n}", "homes": number} for n, number in enumerate(homes)]


def read_book(tmp_path: Path, homes: Sequence[Any], shown: Mapping[int, str] | None = None) -> ParsedRegister:
    """Register as a workbook; `shown` gives cells of homes, by row from 0, a number format."""

    def formats(book: Any, sheet: Any) -> None:
        for row, code in (shown or {}).items():
            sheet.write_number(row + 1, HOMES, homes[row], book.add_format({"num_format": code}))

    path = write_xlsx(tmp_path / "r.xlsx", grid(projects(homes)), formats)
    reading = load_register(path, path.name)
    balanced(reading)
    return reading


def told(reading: ParsedRegister) -> dict[int | None, str]:
    return {problem.row: problem.severity for problem in reading.problems if problem.column == "homes"}


@pytest.mark.parametrize("as_book", [False, True])
def test_a_number_cut_short_puts_the_small_ones_of_its_column_in_doubt(tmp_path: Path, as_book: bool) -> None:
    homes = [1.05, 2, 640, 9, 10]
    reading = read_book(tmp_path, homes) if as_book else read_text(tmp_path, csv_text(projects(homes)))
    assert told(reading) == {2: "error", 3: "error", 5: "error"}
    doubted = next(said(problem) for problem in reading.problems if problem.row == 3)
    assert all(words in doubted for words in ('"2"', '"1.05" in row 2', "2 of 2.000"))
    assert [row.homes.low for row in reading.rows] == [640, 10]


def test_without_such_a_number_small_ones_are_told_where_they_stand_out(tmp_path: Path) -> None:
    reading = read_text(tmp_path, csv_text(projects([2, 640, 400, 500, 800, 9])))
    assert told(reading) == {2: "warning", 7: "warning"}
    assert len(reading.rows) == 6


@pytest.mark.parametrize("homes", [[2, 3, 6, 20, 8, 4], [2, 640, 400], [10, 640, 700, 800, 900]])
def test_small_projects_among_small_ones_or_few_are_not_told(tmp_path: Path, homes: list[int]) -> None:
    assert told(read_text(tmp_path, csv_text(projects(homes)))) == {}


@pytest.mark.parametrize(("code", "value", "hides"), [
    ("0,", 1050, True),
    ("#,##0,", 1050, True),
    ('0.0,," tr"', 1_000, True),
    ("#,##0", 1050, False),
    ("0", 1050, False),
    ("General", 1050, False),
    ("@", 1050, False),
    ('#,##0" căn"', 1050, False),
    ("[Red]0;-0", 1050, False),
])  # fmt: skip
def test_a_format_that_hides_digits_is_told(tmp_path: Path, code: str, value: float, hides: bool) -> None:
    reading = read_book(tmp_path, [value, 700], {0: code})
    assert told(reading) == ({2: "warning"} if hides else {})
    assert reading.rows[0].homes.low == value


def test_decimals_that_a_format_hides_are_told(tmp_path: Path) -> None:
    land = NAMES.index("land_ha")

    def write(book: Any, sheet: Any) -> None:
        for row, code in ((1, "0"), (2, "0.00"), (3, "0.0")):
            sheet.write_number(row, land, 13.21, book.add_format({"num_format": code}))

    path = write_xlsx(tmp_path / "r.xlsx", grid(projects([100, 200, 300])), write)
    reading = load_register(path, path.name)
    assert {problem.row for problem in reading.problems if problem.column == "land_ha"} == {2, 4}
    assert {row.land_ha and row.land_ha.low for row in reading.rows} == {13.21}


@pytest.mark.parametrize(
    ("moment", "refused"), [(datetime(2027, 8, 19), False), (datetime(2027, 8, 19, 7, 30), True)]
)
def test_a_time_of_day_in_a_workbook_is_refused_and_not_dropped(
    tmp_path: Path, moment: datetime, refused: bool
) -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_datetime(
            1, NAMES.index("entry"), moment, book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        )

    path = write_xlsx(tmp_path / "r.xlsx", grid(projects([100])), write)
    assert [problem.column for problem in load_register(path, path.name).problems] == (
        ["entry"] if refused else []
    )


def test_a_misspelt_column_is_one_problem(tmp_path: Path) -> None:
    text = csv_text(projects([100])).replace("homes,", "hommes,", 1)
    (problem,) = read_text(tmp_path, text).problems
    assert "did you mean homes" in said(problem)
