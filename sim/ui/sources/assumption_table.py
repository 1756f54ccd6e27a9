"""The table of what the scenario takes for granted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sim.scenario import Scenario, Standing
from sim.text import Text
from sim.ui.code_select import select_code
from sim.ui.html import escaped, table
from sim.words.describe_scenario import Assumption, assumptions_of

_ALL = "all"
_STANDINGS: tuple[Standing, ...] = ("published", "derived", "assumption")


def show_assumptions(scenario: Scenario, text: Text) -> None:
    """List every number of the scenario with its standing; the reader may look at one standing only."""
    listed = assumptions_of(scenario, text)
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
    part, standing = st.columns([3, 7], vertical_alignment="bottom")
    within = _chosen_part(part, listed, text)
    chosen = standing.segmented_control(
        text("Show"),
        (_ALL, *_STANDINGS),
        format_func=lambda code: labels[code],
        key="standing",
        required=True,
        label_visibility="collapsed",
    )
    shown = [each for each in listed if chosen in (_ALL, each.standing) and within in (_ALL, each.part)]
    headers = (text("Part"), text("What"), text("Value"), text("Standing"), text("Source and reasoning"))
    with st.container(height=520):
        st.html(table(headers, (_row(each, text) for each in shown)))


def _chosen_part(column: DeltaGenerator, listed: Sequence[Assumption], text: Text) -> str:
    """Part the reader wants to see; kept by its position, for its name changes with the language."""
    parts = [_ALL, *dict.fromkeys(each.part for each in listed)]
    if st.session_state.get("part") not in range(len(parts)):
        st.session_state["part"] = 0
    return parts[
        select_code(
            column,
            text("Part"),
            range(len(parts)),
            lambda index: text("all parts") if index == 0 else parts[index],
            "part",
            text,
        )
    ]


def _row(each: Assumption, text: Text) -> tuple[str, ...]:
    standing = {
        "published": text("published"),
        "derived": text("derived"),
        "assumption": text("assumption"),
    }[each.standing]
    grounds = "\n".join((*each.sources, each.reasoning)).strip()
    return each.part, each.what, "\n".join(each.values), standing, grounds
