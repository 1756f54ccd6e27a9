"""Several cases side by side, each beside the same baseline."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from sim.analysis import Comparison, TargetChange, compare
from sim.errors import ScenarioError
from sim.levers import KeptCase
from sim.questions import Column, Row, Section, Table
from sim.scenario import Reading, Scenario
from sim.text import Text
from sim.ui import literal, problem_list, simulated
from sim.ui.answers import html_of
from sim.ui.levers.pulled_levers import changed_by
from sim.ui.url import linked_to
from sim.words import chance_label, points_label, span_of

BESIDE = "beside"
"""Name in the address of the cases that stand side by side, and key of their buttons."""
MOST = 4
_KEPT = "beside_kept"


def choose_several(cases: Sequence[KeptCase], text: Text) -> tuple[KeptCase, ...]:
    """Ask which cases stand side by side, four at most.

    Parameters
    ----------
    cases : sequence of KeptCase
    text : Text
    """
    usable = {case.id: case for case in cases if not case.problems}
    if not usable:
        return ()
    state = st.session_state
    asked = state.get(BESIDE) if BESIDE in state else (linked_to(BESIDE) or state.get(_KEPT, ()))
    state[BESIDE] = [name for name in asked or () if name in usable][:MOST]
    chosen = st.pills(
        text("Side by side, up to {most} cases", most=MOST),
        tuple(usable),
        selection_mode="multi",
        format_func=lambda name: literal(text(usable[name].name)),
        key=BESIDE,
    )
    state[_KEPT] = tuple(chosen)
    return tuple(usable[name] for name in chosen)


def show_several(
    base: Scenario, cases: Sequence[KeptCase], reading: Reading, futures: int, text: Text
) -> None:
    """Show the chances of every target in the baseline and in each case.

    Parameters
    ----------
    base : Scenario
    cases : sequence of KeptCase
        One at least. One whose levers cannot be pulled together is told, and the others are shown.
    reading : {"counted", "eligible", "handed_over"}
    futures : int
        Of each; those of the baseline are kept.
    text : Text
    """
    st.header(text("Cases side by side"), anchor=False)
    slot, found = st.empty(), []

    def progress(done: int, to_do: int) -> None:
        slot.progress(done / to_do, text("{done} of {futures} futures simulated", done=done, futures=to_do))

    before = simulated(base, futures, progress)
    for case in cases:
        try:
            changed = changed_by(base, case.settings)
        except ScenarioError as error:
            st.warning(literal(text("The case {name} cannot be used yet.", name=text(case.name))))
            st.html(problem_list(error.problems, text))
        else:
            found.append((case, compare(before, simulated(changed, futures, progress), reading)))
    slot.empty()
    if found:
        table = _table(found, text)
        st.html(html_of(table, table.sections))
        st.caption(
            text(
                "Large: the chance; below it, what the case changes, in percentage points. All meet the same {futures} "
                "futures.",
                futures=futures,
            )
        )


def _table(found: Sequence[tuple[KeptCase, Comparison]], text: Text) -> Table:
    columns = [
        Column(text("Target"), right=False),
        Column(text("The scenario as it stands"), large=True),
    ]
    for case, _ in found:
        columns += [
            Column(text(case.name), large=True),
            Column(text("percentage points"), below=True),
        ]
    _, first = found[0]
    rows = []
    for position, change in enumerate(first.changes):
        if change.goal.kind == "cumulative":
            continue
        cells = [_name(change, text), chance_label(change.before, text)]
        for _, each in found:
            its = each.changes[position]
            cells += [chance_label(its.after, text), points_label(its.chance, text)]
        rows.append(Row(tuple(cells)))
    return Table(tuple(columns), (Section(tuple(rows)),))


def _name(change: TargetChange, text: Text) -> str:
    if change.goal.kind == "all_years":
        return text("all years jointly")
    return span_of(change.goal)
