"""A register to fill in: an Excel workbook with choices, notes, a page that explains, and example rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sim.errors import Message, msg
from sim.guide import REGISTER_LEAD, REGISTER_NOTES, WAYS, GuideColumn, register_columns
from sim.scenario import COUNTED_BEFORE, EXAMPLE_NOTE, STATUSES, Settings
from sim.text import Text

SHEET, EXPLANATION, CHOICES = "register", "Giải thích", "Danh mục"
_LAST_ROW = 1000
"""Rows down to which a cell offers its choices."""
_CREATED = datetime(2026, 1, 1)
"""Written into the file, so that the same program writes the same bytes."""
_ONE_OF: dict[str, tuple[str, ...]] = {"status": STATUSES, "counted_before": COUNTED_BEFORE}
_DATES = ("status_as_of",)
_WIDTHS = {
    "name": 44,
    "assumption": 50,
    "assumption_en": 50,
    "note": 40,
    "ended_reason": 40,
    "place": 22,
    "investor": 26,
}
_EXAMPLES: tuple[Mapping[str, Any], ...] = (
    {
        "name": "Khu nhà ở A",
        "homes": 180,
        "status": "completed",
        "completed_on": "2025",
        "counted_before": "yes",
    },
    {
        "name": "Khu nhà ở B",
        "homes": 240,
        "status": "in_progress",
        "stage": "clearance",
        "stage_start": "2025-03",
        "finished": "investor: 2024-06/2025-01..2025-02",
        "counted_before": "no",
    },
    {
        "name": "Khu nhà ở C",
        "homes": 200,
        "status": "not_started",
        "entry": "2026-02",
        "counted_before": "no",
    },
    {
        "name": "Khu nhà ở D",
        "homes": "150..250",
        "status": "not_started",
        "entry": "Q2/2026",
        "counted_before": "no",
    },
)
_STATES = (
    ("not_started", msg("nothing of it has begun on the data date; fill in entry")),
    ("in_progress", msg("stages are under way on the data date; fill in stage and stage_start")),
    ("completed", msg("its homes are handed over; fill in completed_on")),
    ("ended", msg("it was cancelled, lapsed, stopped for good, merged or split; fill in ended_as")),
)


def write_register_workbook(
    path: Path, settings: Settings, rows: Sequence[Mapping[str, str]] | None = None
) -> None:
    """Write a register for the routes and stages of a scenario, with choices, notes, and a page that explains.

    Parameters
    ----------
    path : Path
        The workbook (.xlsx) to write.
    settings : Settings
        Of the scenario: its routes and stages are the choices of their columns.
    rows : sequence of mapping or None
        Text of each cell, by column; None: examples of how to fill in a row.

    Raises
    ------
    OSError
        When the workbook cannot be written.
    """
    import xlsxwriter

    choices = {**_ONE_OF, "route": tuple(settings.routes), "stage": tuple(settings.stages)}
    for column, table in (("start_hazard", settings.start_hazards), ("never_begins", settings.never_begins)):
        if table:
            choices[column] = tuple(table)
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"title": "Danh mục dự án nhà ở xã hội", "created": _CREATED})
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#0b4f8a", "font_color": "#ffffff", "border": 1}),
        "optional": book.add_format({"bold": True, "bg_color": "#d5dde6", "border": 1}),
        "text": book.add_format({"num_format": "@"}),
        "day": book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    if rows is None:
        rows_written: Sequence[Mapping[str, Any]] = _examples(choices, settings.data_date)
    else:
        rows_written = rows
    _register(book.add_worksheet(SHEET), choices, rows_written, formats)
    _explanation(book.add_worksheet(EXPLANATION), formats)
    _choices(book.add_worksheet(CHOICES), choices, formats)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error)) from error


def _register(
    sheet: Any,
    choices: Mapping[str, Sequence[str]],
    rows: Sequence[Mapping[str, Any]],
    formats: Mapping[str, Any],
) -> None:
    columns = list(register_columns())
    for position, column in enumerate(columns):
        sheet.write_string(0, position, column.name, formats["head" if column.required else "optional"])
        sheet.write_comment(0, position, _note(column), {"x_scale": 2.4, "y_scale": 1.6})
        cells = formats["day"] if column.name in _DATES else formats["text"]
        sheet.set_column(
            position, position, _WIDTHS.get(column.name, 15), None if column.name == "homes" else cells
        )
        if column.name in choices:
            _offer(sheet, position, column.name, choices)
    for number, cells in enumerate(rows, start=1):
        for position, column in enumerate(columns):
            _write(sheet, number, position, column.name, cells.get(column.name), formats)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(_LAST_ROW, len(rows)), len(columns) - 1)


def _write(sheet: Any, row: int, position: int, column: str, value: Any, formats: Mapping[str, Any]) -> None:
    """Write a cell: text stays text, whatever it begins with; homes that are one number are a number."""
    if isinstance(value, date):
        sheet.write_datetime(row, position, datetime(value.year, value.month, value.day), formats["day"])
    elif isinstance(value, int) or (column == "homes" and value and value.isdecimal()):
        sheet.write_number(row, position, int(value))
    elif value:
        sheet.write_string(row, position, value, formats["text"])


def _examples(choices: Mapping[str, Sequence[str]], day: date) -> list[Mapping[str, Any]]:
    return [
        {
            "project_id": f"VD{row}",
            "route": next(iter(choices["route"]), ""),
            "status_as_of": day,
            "assumption": "VÍ DỤ: dự án đặt ra để minh họa cách nhập.",
            "assumption_en": "EXAMPLE: invented to show how to fill in a row.",
            "note": EXAMPLE_NOTE,
            **example,
            "name": f"VÍ DỤ – {example['name']}",
        }
        for row, example in enumerate(_EXAMPLES, start=1)
    ]


def _offer(sheet: Any, position: int, column: str, choices: Mapping[str, Sequence[str]]) -> None:
    """Offer the choices of a column; routes and stages still to be added to the scenario may be typed all the same."""
    letter = chr(ord("A") + list(choices).index(column))
    last = 1 + max(1, len(choices[column]))
    complaint = ("stop", "Chọn một giá trị trong danh sách.")
    if column not in _ONE_OF:
        complaint = ("information", "Mã phải có trong tệp kịch bản; nhiều bước thì cách nhau bằng dấu ;")
    sheet.data_validation(
        1,
        position,
        _LAST_ROW,
        position,
        {
            "validate": "list",
            "source": f"='{CHOICES}'!${letter}$2:${letter}${last}",
            "error_type": complaint[0],
            "error_title": CHOICES,
            "error_message": complaint[1],
        },
    )


def _note(column: GuideColumn) -> str:
    return "\n\n".join(
        f"{_plain(column.meaning, text)} ({_plain(column.written, text)})" for text in _texts()
    )


def _explanation(sheet: Any, formats: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 2, 90, formats["wrapped"])
    sheet.write_row(0, 0, ["", "Tiếng Việt", "English"], formats["head"])
    sheet.freeze_panes(1, 1)
    for row, (name, said) in enumerate(_lines(), start=1):
        sheet.write_string(row, 0, name, formats["wrapped"])
        for position, text in enumerate(_texts(), start=1):
            sheet.write_string(row, position, _plain(said, text), formats["wrapped"])


def _lines() -> Iterator[tuple[str, Message]]:
    for paragraph in REGISTER_LEAD:
        yield "", paragraph
    for column in register_columns():
        yield column.name, msg("{meaning} ({written})", meaning=column.meaning, written=column.written)
    yield from _STATES
    for ways, meaning in WAYS:
        yield ", ".join(ways), meaning
    for paragraph in REGISTER_NOTES:
        yield "", paragraph


def _choices(sheet: Any, choices: Mapping[str, Sequence[str]], formats: Mapping[str, Any]) -> None:
    for position, (column, values) in enumerate(choices.items()):
        sheet.write_string(0, position, column, formats["head"])
        sheet.write_column(1, position, values)
        sheet.set_column(position, position, 22)
    sheet.freeze_panes(1, 0)


def _texts() -> tuple[Text, ...]:
    return tuple(Text(language) for language in ("vi", "en"))


def _plain(said: Message, text: Text) -> str:
    """Sentence without the marks of Markdown."""
    return text(said).replace("`", "")
