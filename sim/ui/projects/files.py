"""The register as a file to take along, as `housing-sim export` writes it."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

import streamlit as st

from sim.cities import write_register
from sim.files import load_settings
from sim.register import Draft
from sim.text import Text

_KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


def offer_register(scenario: Path, draft: Draft, text: Text) -> None:
    """Offer a draft as a workbook and as CSV; made when asked for."""
    labels = {"xlsx": text("Save the register (Excel)"), "csv": text("Save the register (CSV)")}
    for kind, mime in _KINDS.items():
        st.download_button(
            labels[kind],
            data=partial(register_bytes, scenario, draft, kind),
            file_name=f"{scenario.stem}-projects.{kind}",
            mime=mime,
            key=f"register.{kind}",
            on_click="ignore",
        )


def register_bytes(scenario: Path, draft: Draft, kind: str) -> bytes:
    """Content of a draft as a file that comes in again with the same meaning.

    Parameters
    ----------
    scenario : Path
        Its routes and stages are the choices of a workbook's cells.
    draft : Draft
        Right or wrong: its cells are written as they stand.
    kind : {"xlsx", "csv"}
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"register.{kind}"
        write_register(path, load_settings(scenario), draft.texts())
        return path.read_bytes()
