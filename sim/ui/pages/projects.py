"""Projects: the list that the answers are about."""

from __future__ import annotations

import streamlit as st

from sim.ui.head import SCENARIO
from sim.ui.intake import draw_intake
from sim.ui.visit import ANSWER, Visit

_MADE = "made_of_list"


def projects_page(visit: Visit) -> None:
    """Draw the page."""
    visit.remember({})
    if st.session_state.pop(_MADE, False):
        visit.turn_to(ANSWER)
    labels = {code: visit.labels[code] for code in visit.served}
    draw_intake(visit.served, labels, _see_board, visit.text)


def _see_board(code: str) -> None:
    # A callback may not turn to another page; the run that follows does.
    st.session_state.update({SCENARIO: code, _MADE: True})
