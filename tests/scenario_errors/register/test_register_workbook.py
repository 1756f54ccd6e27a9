"""Registers in Excel workbooks: equal to their CSV, and nothing Excel does to a cell goes unnoticed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
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
    csv_text,
    edited,
    grid,
    read_text,
    said,
    write_xlsx,
)

from sim.register import MAX_COLUMNS, MAX_ROWS, ParsedRegister, load_register
from sim.scenario import DateRange

_AT = {name: index for index, name in enumerate(NAMES)}
_TYPED: tuple[dict[str, Any], ...] = (
    {**PLANNED, "land_ha": 2.5, "status_as_of": date(2026, 6, 30)},
    {**BUILDING, "homes": 683, "status_as_of": date(2026, 6, 30)},
    {**FINISHED, "homes": 187.0, "completed_on": 2025, "status_as_of": datetime(2026, 6, 30)},
)


def _read(path: Path) -> ParsedRegister:
    reading = load_register(path, path.name)
    balanced(reading)
    return reading


def _book(
    tmp_path: Path, rows: Any = SOUND, more: Any = lambda book, sheet: None, **options: Any
) -> ParsedRegister:
    return _read(write_xlsx(tmp_path / "register.xlsx", grid(rows), more, **options))


@pytest.mark.parametrize("rows", [SOUND, _TYPED], ids=["as text", "as numbers and dates"])
def test_the_same_rows_as_from_csv(tmp_path: Path, rows: Any) -> None:
    reading = _book(tmp_path, rows)
    assert reading.problems == ()
    assert reading.rows == read_text(tmp_path, csv_text()).rows
    assert [row.row for row in reading.rows] == [2, 3, 4]


def test_the_sheet_named_register_comes_before_the_first(tmp_path: Path) -> None:
    assert len(_book(tmp_path, sheet_name=" Register", decoy=True).rows) == 3
    (problem,) = _book(tmp_path, sheet_name="Dự án", decoy=True).problems
    assert "must be named register" in said(problem)


def test_a_hidden_first_sheet_is_passed_over(tmp_path: Path) -> None:
    def hide(book: Any, sheet: Any) -> None:
        sheet.activate()
        book.get_worksheet_by_name("Ghi chú").hide()

    assert len(_book(tmp_path, more=hide, sheet_name="Dự án", decoy=True).rows) == 3


def test_blank_rows_keep_their_numbers(tmp_path: Path) -> None:
    header, first, second, third = grid()
    path = write_xlsx(tmp_path / "register.xlsx", [header, first, [], ["", " "], second, third])
    assert [row.row for row in _read(path).rows] == [2, 5, 6]


@pytest.mark.parametrize(("shown", "first", "last"), [
    ("mmm-yy", date(2026, 8, 1), date(2026, 8, 31)),
    ('"tháng" mm/yyyy', date(2026, 8, 1), date(2026, 8, 31)),
    ("[$-42A]mmmm\\ yyyy;@", date(2026, 8, 1), date(2026, 8, 31)),
    ("yyyy", date(2026, 1, 1), date(2026, 12, 31)),
    ("d-mmm", date(2026, 8, 1), date(2026, 8, 1)),
])  # fmt: skip
def test_a_month_that_excel_made_a_day_of_stays_a_month(
    tmp_path: Path, shown: str, first: date, last: date
) -> None:
    def month(book: Any, sheet: Any) -> None:
        sheet.write_datetime(1, _AT["entry"], date(2026, 8, 1), book.add_format({"num_format": shown}))

    assert _book(tmp_path, more=month).rows[0].entry == DateRange(first=first, last=last)


def test_a_formula_gives_the_value_excel_stored(tmp_path: Path) -> None:
    def formula(book: Any, sheet: Any) -> None:
        sheet.write_formula(1, _AT["homes"], "=500+50", None, 550)
        sheet.write_formula(1, _AT["note"], '=IF(A1="","x","")', None, "?")

    path = write_xlsx(tmp_path / "r.xlsx", grid(), formula)
    (row, *_) = _read(edited(path, lambda xml: xml.replace("<v>?</v>", "<v></v>"))).rows
    assert (row.homes.low, row.homes.high, row.note) == (550, 550, "")


_Write = Callable[[Any, Any], None]


def _cell(column: str, *value: Any, kind: str = "write", shown: str | None = None) -> _Write:
    def write(book: Any, sheet: Any) -> None:
        style = book.add_format({"num_format": shown}) if shown else None
        arguments = (value[0], style, *value[1:]) if style is not None or len(value) > 1 else value
        getattr(sheet, kind)(1, _AT[column], *arguments)

    return write


_BROKEN: dict[str, tuple[str, _Write, tuple[str, ...]]] = {
    "error": ("homes", _cell("homes", "=1/0", "#DIV/0!", kind="write_formula"), ("Excel error #DIV/0!",)),
    "error in an optional cell": (
        "land_ha",
        _cell("land_ha", "=B1", "#REF!", kind="write_formula"),
        ("#REF!",),
    ),
    "error in the last column": (
        "note",
        _cell("note", "=NA()", "#N/A", kind="write_formula"),
        ("Excel error #N/A",),
    ),
    "homes turned into a decimal": ("homes", _cell("homes", 1.05), ("1.05", "write 1050")),
    "homes shown as a date": (
        "homes",
        _cell("homes", 683, shown="dd/mm/yyyy"),
        ("1901-11-13", "not a number"),
    ),
    "true": ("homes", _cell("homes", True), ("TRUE", "not a number")),
    "no number": ("homes", _cell("homes", 1e20), ("from 1 to 100,000",)),
    "block turned into a date": (
        "block",
        _cell("block", date(2026, 2, 1), shown="d-mmm"),
        ("2026-02-01", "format Text"),
    ),
    "year in a date format": (
        "entry",
        _cell("entry", 2026, shown="dd/mm/yyyy"),
        ("the year 1905", "format to Text"),
    ),
    "serial number": ("entry", _cell("entry", 46000), ("46000", "not a date")),
    "time of day": ("entry", _cell("entry", time(7, 30), shown="hh:mm"), ("07:30:00", "not a date")),
    "duration": ("land_ha", _cell("land_ha", 1.5, shown="[h]:mm"), ("not a number",)),
}


@pytest.mark.parametrize("fault", _BROKEN)
def test_a_broken_cell_of_a_workbook(tmp_path: Path, fault: str) -> None:
    column, write, words = _BROKEN[fault]
    reading = _book(tmp_path, more=write)
    texts = [said(problem) for problem in reading.problems]
    assert [(problem.row, problem.column) for problem in reading.problems] == [(2, column)], texts
    assert all(word in texts[0] for word in words), texts
    assert reading.rows_rejected == 1


def test_a_formula_no_program_has_computed(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "r.xlsx", grid(), lambda book, sheet: sheet.write_formula("G2", "=500+50", None, 7)
    )
    assert _read(path).rows[0].homes.low == 7
    (problem,) = _read(edited(path, lambda xml: xml.replace("<v>7</v>", "<v></v>"))).problems
    assert "the formula" in said(problem)
    assert "=500+50" in said(problem)


def test_cells_without_references_are_counted_on(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "r.xlsx",
        [list(NAMES), ["x"] * len(NAMES)],
        _cell("note", "=NA()", "#N/A", kind="write_formula"),
    )
    edited(path, lambda xml: re.sub(r' r="[A-Z]+\d+"', "", xml))
    assert any("#N/A" in said(problem) and problem.column == "note" for problem in _read(path).problems)


@pytest.mark.parametrize(("where", "row", "blamed", "rejected"), [
    ((1, _AT["homes"], 2, _AT["homes"]), 2, "homes", 2),
    ((2, _AT["homes"], 2, _AT["land_ha"]), 3, "homes", 1),
    ((1, _AT["place"], 2, _AT["investor"]), 2, "place", 2),
])  # fmt: skip
def test_merged_cells(
    tmp_path: Path, where: tuple[int, int, int, int], row: int, blamed: str, rejected: int
) -> None:
    rows = [{**row, "investor": ""} for row in SOUND]
    reading = _book(tmp_path, rows, lambda book, sheet: sheet.merge_range(*where, "place"))
    first = reading.problems[0]
    assert (first.row, first.column) == (row, blamed)
    assert "merged cells" in said(first)
    assert "unmerge" in said(first)
    assert reading.rows_rejected == rejected


def test_merged_cells_beside_or_below_the_register_do_no_harm(tmp_path: Path) -> None:
    def decorate(book: Any, sheet: Any) -> None:
        sheet.merge_range(1, 32, 2, 33, "")
        sheet.merge_range(20, 0, 21, 3, "")

    assert _book(tmp_path, more=decorate).problems == ()


def _moved(path: Path, old: str, row: int, letters: str) -> Path:
    """The workbook with the last cell far away; xlsxwriter itself would write every row down to it."""
    return edited(
        path,
        lambda xml: xml.replace(f'r="{old}"', f'r="{letters}{row}"').replace(
            '<row r="51"', f'<row r="{row}"'
        ),
    )


@pytest.mark.parametrize(
    ("row", "letters", "words"),
    [
        (1_048_576, "A", (f"at most {MAX_ROWS:,} rows", "delete what stands below")),
        (51, "XFD", (f"at most {MAX_COLUMNS} columns", "to the right")),
    ],
)
def test_a_stray_cell_far_away(tmp_path: Path, row: int, letters: str, words: tuple[str, ...]) -> None:
    path = write_xlsx(tmp_path / "r.xlsx", grid(), lambda book, sheet: sheet.write("A51", "x"))
    (problem,) = _read(_moved(path, "A51", row, letters)).problems
    assert all(word in said(problem) for word in words)


def test_formats_far_away_do_no_harm(tmp_path: Path) -> None:
    def paint(book: Any, sheet: Any) -> None:
        sheet.write_blank("A51", None, book.add_format({"bold": True}))

    path = write_xlsx(tmp_path / "r.xlsx", grid(), paint)
    assert len(_read(_moved(path, "A51", 1_048_576, "XFD")).rows) == 3


def _zip(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, text in parts.items():
            target.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
_NOT_BOOKS: dict[str, tuple[bytes, str]] = {
    "password": (_CONTAINER + "EncryptedPackage".encode("utf-16-le"), "remove the password"),
    "old xls": (_CONTAINER + "Workbook".encode("utf-16-le"), "damaged workbook"),
    "web page": (b"<html><table><tr><td>CT01", "damaged workbook"),
    "no bytes": (b"", "damaged workbook"),
    "a zip": (_zip(mimetype="text/plain"), "not an .xlsx workbook"),
    "hollow ods": (_zip(**{"content.xml": "<x/>"}), "damaged workbook"),
    "hollow": (_zip(xl__workbook="", **{"xl__workbook.xml": "<x/>"}), "damaged workbook"),
}


@pytest.mark.parametrize("kind", _NOT_BOOKS)
def test_a_file_that_is_no_workbook(tmp_path: Path, kind: str) -> None:
    content, words = _NOT_BOOKS[kind]
    reading = read_text(tmp_path, content, "register.xlsx")
    (problem,) = reading.problems
    assert words in said(problem)
    assert reading.rows_in == 0


def test_what_a_file_holds_decides_and_not_its_name(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "register.csv", grid())
    assert len(_read(path).rows) == 3


def test_a_workbook_that_unpacks_beyond_measure(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for number in range(21):
            target.writestr(f"xl/{number}.xml", bytes(10_000_000))
    (problem,) = _read(path).problems
    assert "unpacks to more than 200 MB" in said(problem)
