"""Which levers of the files a scenario can be asked about is said where they are chosen."""

from __future__ import annotations

import streamlit as st

from sim.levers import Lever
from sim.questions import AtHand
from sim.text import Text
from sim.ui import literal


def say_left_out(levers: AtHand[Lever], text: Text) -> None:
    """Say that there are no levers, or which ones the scenario has no place for."""
    if not levers:
        st.info(
            text(
                "There are no measures for this scenario: no folder `levers` stands beside it, and it lacks the stages "
                "that the measures of this program name."
            )
        )
    if levers.left_out:
        st.caption(
            literal(
                text(
                    "Not offered, since they name parts which this scenario does not have: {levers}.",
                    levers=[lever.name for lever in levers.left_out],
                )
            )
        )
