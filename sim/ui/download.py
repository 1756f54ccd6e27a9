"""An answer as a file for other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from sim.analysis.to_json import json_text
from sim.text import Text


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


def _file(values: Callable[[], Mapping[str, Any]]) -> bytes:
    return json_text(values()).encode()
