"""How many futures are simulated."""

from __future__ import annotations

import streamlit as st

from sim.experiment import BOARD_FUTURES, COMPARE_FUTURES
from sim.text import Text
from sim.ui.code_select import select_code
from sim.ui.head import FUTURES, FUTURES_OFFERED, USUAL


def choose_futures(text: Text) -> None:
    """Draw the choice of the number of futures, which holds on every page."""
    select_code(
        st,
        text("Simulated futures"),
        FUTURES_OFFERED,
        lambda code: text("as usual") if code == USUAL else text.number(int(code)),
        FUTURES,
        text,
        help=text(
            "As usual: {board} futures, and {compared} of each scenario where several are compared. More futures "
            "make the percentages steadier; they do not make us know more about the projects.",
            board=BOARD_FUTURES,
            compared=COMPARE_FUTURES,
        ),
    )
