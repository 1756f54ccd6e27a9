"""The words of the page, each with its one meaning, and the model in a few sentences."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from sim.errors import Message, msg
from sim.text import Text
from sim.ui.html import escaped

_TERMS: Sequence[tuple[Message, Message]] = (
    (msg("future"), msg("one course of all projects that the model plays through, day by day, by chance")),
    (msg("chance"), msg("the share of futures in which a target is met")),
    (msg("median"), msg("half of all futures bring this many homes or fewer")),
    (
        msg("range over what is not known"),
        msg("where the chance lies for 8 in 10 sets of the numbers that nobody knows exactly"),
    ),
    (
        msg("simulation error"),
        msg("how far the chance may be off because futures are few; more of them make it smaller"),
    ),
    (
        msg("confidence"),
        msg("how far the chance can be trusted: what it rests on, and how earlier forecasts came out"),
    ),
)
_MODEL = (
    msg(
        "Each project goes through the stages of its route; some stages wait for others, some run side by side."
    ),
    msg("How long a stage takes is drawn by chance from what its kind of stage takes."),
    msg("Projects wait for what they share: desks, land, money for infrastructure, investors, builders."),
    msg(
        "Homes are counted when they reach the milestone of the reading, and held against the target of the year."
    ),
)


def show_glossary(text: Text) -> None:
    """Draw both, folded."""
    with st.expander(text("Words of this page")):
        rows = (f"<p><b>{escaped(text(term))}</b>: {escaped(text(meaning))}</p>" for term, meaning in _TERMS)
        st.html("".join(rows))
    with st.expander(text("The model in words")):
        st.html("".join(f"<p>{escaped(text(each))}</p>" for each in _MODEL))
