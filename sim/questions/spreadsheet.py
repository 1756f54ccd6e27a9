"""An answer as one table for a spreadsheet: a CSV file for programs, an Excel workbook for readers."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any, Literal, TypeAlias

from sim.register import guarded

Value: TypeAlias = str | float | date | None
FieldKind = Literal["text", "number", "percent", "date", "day"]
_FORMATS: Mapping[FieldKind, str] = {
    "text": "@",
    "number": "#,##0.0",
    "percent": "0.0%",
    "date": "mm/yyyy",
    "day": "dd/mm/yyyy",
}
_CREATED = datetime(2026, 1, 1)
"""Written into the workbook, so that the same answer gives the same bytes."""


@dataclass(frozen=True)
class Field:
    """Column of the table.

    Attributes
    ----------
    name : str
        Heading in the CSV file: the same in every language.
    heading : str
        Heading in the workbook, in the reader's language.
    kind : {"text", "number", "percent", "date", "day"}
        How the workbook shows a cell, a date by its month; a text among numbers or dates is shown as it is.
    width : float
        Letters.
    """

    name: str
    heading: str
    kind: FieldKind = "number"
    width: float = 11


@dataclass(frozen=True)
class Spreadsheet:
    """A table with what to know about it.

    Attributes
    ----------
    name : str
        Of its files, without ending, and of the sheet.
    fields : tuple of Field
    rows : tuple of tuple of Value
    notes : tuple of str
        On the last sheet of the workbook.
    title : str
        What it tells, in the reader's language; needed of a further table only.
    further : tuple of Spreadsheet
        Tables of other rows that belong to the same answer: each a sheet of the workbook and a CSV file of its own.
    """

    name: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    title: str = ""
    further: tuple[Spreadsheet, ...] = ()


def csv_bytes(table: Spreadsheet) -> bytes:
    """Write the table, without further ones, as CSV: UTF-8, commas, a decimal point, dates as 2026-12-31.

    A text that a spreadsheet would take for a formula gets an apostrophe, as in a register that `export` writes.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(field.name for field in table.fields)
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode()


def _plain(cell: Value) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return guarded(cell) if isinstance(cell, str) else str(round(cell, 6))


def workbook_bytes(table: Spreadsheet) -> bytes:
    """Write the tables as an Excel workbook: headings stay in view, rows can be filtered; no text is a formula."""
    # Loading it takes a while, and few answers are saved.
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _CREATED})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = {kind: book.add_format({"num_format": shown}) for kind, shown in _FORMATS.items()}
    for each in (table, *table.further):
        _fill(book.add_worksheet(each.name), each, head, formats)
    notes = book.add_worksheet("notes")
    notes.set_column(0, 0, 110, book.add_format({"text_wrap": True}))
    for row, note in enumerate(table.notes):
        notes.write_string(row, 0, note)
    book.close()
    return out.getvalue()


def _fill(sheet: Any, table: Spreadsheet, head: Any, formats: Mapping[FieldKind, Any]) -> None:
    for column, field in enumerate(table.fields):
        sheet.set_column(column, column, field.width)
        sheet.write_string(0, column, field.heading, head)
        for row, cells in enumerate(table.rows, start=1):
            cell = cells[column]
            if isinstance(cell, date):
                sheet.write_datetime(
                    row, column, datetime(cell.year, cell.month, cell.day), formats[field.kind]
                )
            elif isinstance(cell, (int, float)):
                sheet.write_number(row, column, cell, formats[field.kind])
            elif cell is not None:
                sheet.write_string(row, column, cell, formats["text"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.fields) - 1)
