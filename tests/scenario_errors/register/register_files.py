"""Registers made for tests: three sound rows, changed where a test says, written as CSV or XLSX."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from sim.errors import Problem
from sim.register import COLUMNS, ParsedRegister, load_register
from sim.text import Text

PLANNED = {
    "project_id": "CT10",
    "name": "Nhà ở xã hội Hồng Loan",
    "place": "Cái Răng",
    "route": "tender",
    "homes": "400..600",
    "land_ha": "2,5",
    "status": "not_started",
    "entry": "Q4/2026",
    "counted_before": "no",
    "status_as_of": "2026-06-30",
    "source": "hd2026",
}
BUILDING = {
    "project_id": "CT11",
    "block": "A",
    "name": "Khu nhà ở Nam Long",
    "investor": "CTCP Nam Long",
    "route": "assigned",
    "homes": "683",
    "status": "in_progress",
    "stage": "build; utilities",
    "stage_start": "19/08/2025; 2025-10",
    "done": "clearance",
    "counted_before": "no",
    "status_as_of": "30/06/2026",
    "source": "hd2026,bc12",
    "assumption": "khởi công theo báo",
    "assumption_en": "start as the press says",
}
FINISHED = {
    "project_id": "CT11",
    "block": "B",
    "name": "Khu nhà ở Nam Long",
    "route": "assigned",
    "homes": "187",
    "status": "completed",
    "completed_on": "2025",
    "counted_before": "alternatives",
    "status_as_of": "2026-06-30",
    "assumption": "bàn giao trong năm 2025",
}
SOUND: tuple[Mapping[str, Any], ...] = (PLANNED, BUILDING, FINISHED)
NAMES = tuple(COLUMNS)


def grid(rows: Sequence[Mapping[str, Any]] = SOUND, names: Sequence[str] = NAMES) -> list[list[Any]]:
    """Header and rows as lists of cells."""
    return [list(names), *([row.get(name, "") for name in names] for row in rows)]


def csv_text(
    rows: Sequence[Mapping[str, Any]] = SOUND, names: Sequence[str] = NAMES, separator: str = ","
) -> str:
    return csv_of(grid(rows, names), separator)


def csv_of(cells: Sequence[Sequence[Any]], separator: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(cells)
    return text.getvalue()


def write_xlsx(
    path: Path,
    cells: Sequence[Sequence[Any]],
    more: Callable[[Any, Any], None] = lambda book, sheet: None,
    sheet_name: str = "register",
    decoy: bool = False,
) -> Path:
    """Workbook with the cells as they are (numbers and dates typed); `more` may add to book and sheet."""
    with xlsxwriter.Workbook(str(path)) as book:
        if decoy:
            book.add_worksheet("Ghi chú").write(0, 0, "Danh mục ở trang sau")
        sheet = book.add_worksheet(sheet_name)
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        for row, line in enumerate(cells):
            for column, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, days)
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                else:
                    sheet.write(row, column, cell)
        more(book, sheet)
    return path


def read_text(tmp_path: Path, text: str | bytes, name: str = "register.csv") -> ParsedRegister:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    reading = load_register(path, name)
    balanced(reading)
    return reading


def balanced(reading: ParsedRegister) -> None:
    """Every row that came in is used or rejected, and nothing is rejected in silence."""
    assert reading.rows_in == len(reading.rows) + len(reading.set_aside) + reading.rows_rejected
    assert reading.rows_rejected == 0 or any(problem.severity == "error" for problem in reading.problems)


def said(problem: Problem) -> str:
    """A problem as an English reader meets it."""
    english = Text("en")
    parts = [english(problem.found), english(problem.allowed), english(problem.action)]
    return f"{problem.file} {problem.row} {problem.column}: " + " | ".join(parts)


def edited(path: Path, edit: Callable[[str], str], part: str = "xl/worksheets/sheet1.xml") -> Path:
    """The workbook with one of its parts rewritten."""
    source = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, edit(text.decode()) if name == part else text)
    return path
