"""What stands above every page: its name, the links to the pages, the language, the scenario and the reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from sim.scenario import READINGS, Reading
from sim.text import LANGUAGES, Text
from sim.ui.code_select import select_code
from sim.ui.html import escaped
from sim.ui.url import LANGUAGE, restore

SCENARIO, FUTURES, READING = "scenario", "futures", "reading"
CHOICES = (LANGUAGE, SCENARIO, FUTURES, READING)
"""Choices that every address holds, in this order."""
USUAL = "usual"
FUTURES_OFFERED = (USUAL, "200", "1000", "2000", "10000", "30000")


def restore_choices(names: Iterable[str]) -> None:
    """Give the choices their first values."""
    codes = tuple(names)
    restore(SCENARIO, codes, codes[0])
    restore(FUTURES, FUTURES_OFFERED, USUAL)
    restore(READING, READINGS, READINGS[0])


def draw_links(
    pages: Mapping[str, StreamlitPage], slots: Iterable[DeltaGenerator], address: Mapping[str, list[str]]
) -> None:
    """Draw the links to the pages, each of which takes along what is chosen.

    Streamlit's own bar of pages would leave the choices out of the addresses: of those that open beside this page, and
    of those that Back leads to.
    """
    for page, slot in zip(pages.values(), slots, strict=True):
        slot.page_link(page, query_params=address)


def draw_language() -> None:
    """Draw the switch of languages."""
    st.segmented_control(
        "Ngôn ngữ / Language",
        tuple(LANGUAGES),
        format_func=lambda code: LANGUAGES[code].own_name,
        key=LANGUAGE,
        required=True,
        label_visibility="collapsed",
    )


def draw_choices(labels: Mapping[str, str], text: Text) -> None:
    """Draw the choice of the scenario and of the reading, in one row."""
    with st.container(key="choices"):
        scenario, reading = st.columns([4, 6], vertical_alignment="center")
        select_code(
            scenario,
            text("Scenario"),
            tuple(labels),
            lambda code: labels[code],
            SCENARIO,
            text,
            label_visibility="collapsed",
        )
        with reading.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(
                f'<span class="hs-basis">{escaped(text("A home counts when it is …"))}</span>',
                width="content",
            )
            st.segmented_control(
                text("A home counts when it is …"),
                READINGS,
                format_func=lambda code: short_reading(code, text),
                key=READING,
                required=True,
                label_visibility="collapsed",
            )


def futures_chosen() -> int | None:
    """Futures that the reader wants; None for as many as each question takes by itself."""
    code = st.session_state[FUTURES]
    return None if code == USUAL else int(code)


def short_reading(reading: Reading, text: Text) -> str:
    """Two or three words for a reading, for a button."""
    return {
        "counted": text("in the statistic"),
        "eligible": text("fit for sale"),
        "handed_over": text("handed over"),
    }[reading]


def scenario_labels(names: dict[str, Any], text: Text) -> dict[str, str]:
    """Name of each scenario in one language, with its file where two scenarios bear the same name.

    A copied scenario keeps its name until someone edits it, and the browser tells options apart by their labels.
    """
    own = {
        stem: str(name.get(text.language, stem)) if isinstance(name, dict) else str(name or stem)
        for stem, name in names.items()
    }
    shared = Counter(own.values())
    return {stem: label if shared[label] == 1 else f"{label} ({stem})" for stem, label in own.items()}
