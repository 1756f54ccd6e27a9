"""The table of what the scenario takes for granted."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from sim.analysis.assumptions import Assumption, assumptions
from sim.scenario import Scenario, Standing
from sim.text import Text
from sim.ui.html import escaped, table

_ALL = "all"
_STANDINGS: tuple[Standing, ...] = ("published", "derived", "assumption")


def show_assumptions(scenario: Scenario, text: Text) -> None:
    """List every number of the scenario with its standing; the reader may look at one standing only."""
    listed = assumptions(scenario, text)
    count = Counter(each.standing for each in listed)
    st.header(text("What these answers rest on"), anchor=False)
    labels = {
        _ALL: text("everything ({count})", count=len(listed)),
        "published": text("published ({count})", count=count["published"]),
        "derived": text("derived ({count})", count=count["derived"]),
        "assumption": text("assumption ({count})", count=count["assumption"]),
    }
    meaning = text(
        "Published: printed in a document. Derived: calculated from one. Assumption: nobody has published it; the "
        "reasoning stands beside it."
    )
    st.html(f'<p class="hs-basis">{escaped(meaning)}</p>')
    st.session_state.setdefault("standing", _ALL)
    chosen = st.segmented_control(
        text("Show"),
        (_ALL, *_STANDINGS),
        format_func=lambda code: labels[code],
        key="standing",
        required=True,
        label_visibility="collapsed",
    )
    shown = [each for each in listed if chosen in (_ALL, each.standing)]
    headers = (text("Part"), text("What"), text("Value"), text("Standing"), text("Source and reasoning"))
    with st.container(height=520):
        st.html(table(headers, (_row(each, text) for each in shown)))


def _row(each: Assumption, text: Text) -> tuple[str, ...]:
    standing = {
        "published": text("published"),
        "derived": text("derived"),
        "assumption": text("assumption"),
    }[each.standing]
    grounds = "\n".join((*each.sources, each.reasoning)).strip()
    return each.part, each.what, "\n".join(each.values), standing, grounds
