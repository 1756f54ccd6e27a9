"""An answer as a file for other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from sim.analysis.to_json import json_text
from sim.questions import Spreadsheet, csv_bytes, workbook_bytes
from sim.text import Text

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


def offer_spreadsheet(table: Callable[[], Spreadsheet], name: str, text: Text) -> None:
    """Offer an answer that is one table as a workbook and as CSV, each made when asked for."""
    files = (
        ("xlsx", text("Save the table (Excel)"), _WORKBOOK, workbook_bytes),
        ("csv", text("Save the table (CSV)"), "text/csv", csv_bytes),
    )
    for ending, label, kind, made in files:
        st.download_button(
            label,
            data=partial(_table, table, made),
            file_name=f"{name}.{ending}",
            mime=kind,
            key=f"{name}.{ending}",
            type="tertiary",
            on_click="ignore",
        )


def _table(table: Callable[[], Spreadsheet], made: Callable[[Spreadsheet], bytes]) -> bytes:
    return made(table())


def _file(values: Callable[[], Mapping[str, Any]]) -> bytes:
    return json_text(values()).encode()
