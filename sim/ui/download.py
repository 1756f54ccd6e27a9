"""An answer as a file for other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from sim.analysis.to_json import json_text
from sim.questions import Spreadsheet, csv_bytes, workbook_bytes
from sim.text import Text

_WORKBOOK, _CSV = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv"


def offer_json(values: Callable[[], Mapping[str, Any]], name: str, text: Text) -> None:
    """Offer plain values as a JSON file, made when asked for."""
    st.download_button(
        text("Save the numbers (JSON)"),
        data=partial(_file, values),
        file_name=f"{name}.json",
        mime="application/json",
        key=f"{name}.json",
        type="tertiary",
        on_click="ignore",
    )


def offer_spreadsheet(table: Spreadsheet, file_name: Callable[[str], str], text: Text) -> None:
    """Offer an answer that is a table as a workbook and as CSV, and its further tables as CSV; made when asked for.

    Parameters
    ----------
    table : Spreadsheet
    file_name : callable
        Name of a table -> of its file, without ending.
    text : Text
    """
    files = [
        (table, "xlsx", text("Save the table (Excel)"), _WORKBOOK, workbook_bytes),
        (table, "csv", text("Save the table (CSV)"), _CSV, csv_bytes),
    ]
    for each in table.further:
        files.append((each, "csv", text("Save “{table}” (CSV)", table=each.title), _CSV, csv_bytes))
    for each, ending, label, kind, made in files:
        name = f"{file_name(each.name)}.{ending}"
        st.download_button(
            label,
            data=partial(made, each),
            file_name=name,
            mime=kind,
            key=name,
            type="tertiary",
            on_click="ignore",
        )


def _file(values: Callable[[], Mapping[str, Any]]) -> bytes:
    return json_text(values()).encode()
