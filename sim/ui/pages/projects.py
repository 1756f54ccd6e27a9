"""Projects: the list that the answers are about, to read, to edit, or to be brought in."""

from __future__ import annotations

import streamlit as st

from sim.ui import parsed_scenario
from sim.ui.head import SCENARIO
from sim.ui.intake import draw_intake
from sim.ui.problems import show_errors
from sim.ui.projects import draw_editor, show_projects, shown_in_address
from sim.ui.url import restore
from sim.ui.visit import ANSWER, Visit

_PART, _PARTS = "list", ("read", "edit", "import")
"""Name in the address for what is done with the list, and its values; the first goes without saying."""
_MADE = "made_of_list"


def projects_page(visit: Visit) -> None:
    """Draw the page."""
    text, parsed = visit.text, parsed_scenario(visit.path)
    restore(_PART, _PARTS, _PARTS[0])
    part = st.session_state[_PART]
    shown = shown_in_address(parsed.scenario) if part == "read" else {_PART: [part]}
    visit.remember(shown)
    if st.session_state.pop(_MADE, False):
        visit.turn_to(ANSWER)
    labels = {"read": text("Every project"), "edit": text("Edit the list"), "import": text("Bring a list in")}
    st.segmented_control(
        text("Projects"),
        _PARTS,
        format_func=lambda code: labels[code],
        key=_PART,
        required=True,
        label_visibility="collapsed",
    )
    if part == "import":
        draw_intake(visit.served, {code: visit.labels[code] for code in visit.served}, _see_board, text)
    elif part == "edit":
        draw_editor(visit.path, _see_board, text)
    elif parsed.scenario is None:
        show_errors(parsed.problems, text)
        st.button(text("Mend it in the table"), on_click=lambda: st.session_state.update({_PART: "edit"}))
    else:
        show_projects(visit.path, parsed.scenario, visit.reading, visit.futures, text)


def _see_board(code: str) -> None:
    # A callback may not turn to another page; the run that follows does.
    st.session_state.update({SCENARIO: code, _MADE: True})
