"""An answer as one table for a spreadsheet: a CSV file for programs, an Excel workbook for readers."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Literal, TypeAlias

from sim.register import guarded

Value: TypeAlias = str | float | date | None
FieldKind = Literal["text", "number", "percent", "date"]
_FORMATS: Mapping[FieldKind, str] = {"text": "@", "number": "#,##0.0", "percent": "0.0%", "date": "mm/yyyy"}
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
    kind : {"text", "number", "percent", "date"}
        How the workbook shows a cell; a text among numbers or dates is shown as it is.
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
        On a second sheet of the workbook.
    """

    name: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...]


def csv_bytes(table: Spreadsheet) -> bytes:
    """Write the table as CSV: UTF-8, commas, a decimal point, dates as 2026-12-31; no text is a formula."""
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
    """Write the table as an Excel workbook: headings stay in view, rows can be filtered; no text is a formula."""
    # Loading it takes a while, and few answers are saved.
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _CREATED})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = {kind: book.add_format({"num_format": shown}) for kind, shown in _FORMATS.items()}
    sheet = book.add_worksheet(table.name)
    for column, field in enumerate(table.fields):
        sheet.set_column(column, column, field.width)
        sheet.write_string(0, column, field.heading, head)
        for row, cells in enumerate(table.rows, start=1):
            cell = cells[column]
            if isinstance(cell, date):
                sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), formats["date"])
            elif isinstance(cell, (int, float)):
                sheet.write_number(row, column, cell, formats[field.kind])
            elif cell is not None:
                sheet.write_string(row, column, cell, formats["text"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.fields) - 1)
    notes = book.add_worksheet("notes")
    notes.set_column(0, 0, 110, book.add_format({"text_wrap": True}))
    for row, note in enumerate(table.notes):
        notes.write_string(row, 0, note)
    book.close()
    return out.getvalue()
