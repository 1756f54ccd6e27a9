"""The questions that can be asked, as whole sentences; a click asks one."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from sim.questions import Around, forms
from sim.text import Text
from sim.ui import literal
from sim.ui.jobs import RequestStatus, visit_queue


def draw_catalogue(around: Around, choose: Callable[[str], None], text: Text) -> None:
    """List the questions.

    Parameters
    ----------
    around : Around
        With a code chosen for every list.
    choose : callable
        Told the name of the question that the reader clicks, before the page is drawn anew.
    text : Text
    """
    queue = visit_queue()
    st.html(
        f'<p class="hs-basis">{text("A click asks; what the question is about can be changed afterwards.")}</p>'
    )
    prevented: list[str] = []
    with st.container(key="catalogue", gap="xsmall"):
        for name, question in forms().items():
            assert question.form is not None
            reason = question.form.prevented(around)
            if reason is not None:
                prevented.append(text(reason))
                continue
            st.button(
                literal(text(question.form.sentence(around)) + _mark(queue.status(name), text)),
                key=f"question.{name}",
                help=literal(text(question.form.meaning)),
                on_click=choose,
                args=(name,),
                width="stretch",
            )
    for said in dict.fromkeys(prevented):
        st.caption(literal(said))


def _mark(status: RequestStatus | None, text: Text) -> str:
    if status is None:
        return ""
    if status.active:
        return f" · {text('under way')}"
    return f" · {text('asked before')}" if status.phase == "done" else ""
