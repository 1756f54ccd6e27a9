"""How far a question has come: its place in the queue, its futures, the button that stops it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from sim.engines import ENGINES
from sim.engines.compiled import preparation
from sim.errors import HousingSimError, Message, ScenarioError, msg
from sim.levers import Lever
from sim.questions import Question
from sim.text import Text
from sim.ui import literal, show_clash
from sim.ui.jobs import RequestStatus, visit_queue

_SECONDS = 0.5
"""Between two looks at the queue."""


def show_progress(question: Question[Any], step: int, text: Text) -> None:
    """Show how far a question has come, and draw the page anew once it has another answer or has ended.

    Parameters
    ----------
    question : Question
    step : int
        Answers there were when the page was drawn.
    text : Text
    """
    st.fragment(_look, run_every=_SECONDS)(question.name, step, text)


def _look(name: str, step: int, text: Text) -> None:
    queue = visit_queue()
    status = queue.status(name)
    if status is None or not status.active or status.step != step:
        st.rerun()
        return
    share = min(status.done / status.to_do, 1.0) if status.to_do else 0.0
    bar, button = st.columns([6, 1], vertical_alignment="bottom")
    bar.progress(share, literal(text(_said(status))))
    button.button(text("Stop"), key=f"stop.{name}", on_click=queue.cancel, args=(name,), width="stretch")


def _said(status: RequestStatus) -> Message:
    rough = status.step < len(status.keys) - 1
    if status.phase == "waiting" and status.ahead:
        return msg("Waiting; questions before this one: {ahead}.", ahead=status.ahead)
    if (prepared := preparation(ENGINES[0])) is not None:
        return prepared
    if rough:
        return msg("Rough answer first: {done} futures simulated", done=status.done)
    return msg("In full: {done} futures simulated", done=status.done)


def show_end(
    question: Question[Any],
    status: RequestStatus,
    again: Callable[[], None],
    levers: Mapping[str, Lever],
    text: Text,
) -> None:
    """Say why there is no (full) answer, and offer to ask again.

    Parameters
    ----------
    question : Question
    status : RequestStatus
        Of a request that failed or was stopped.
    again : callable
    levers : mapping of str to Lever
        To name those that clash.
    text : Text
    """
    error = status.error
    if isinstance(error, ScenarioError):
        show_clash(error, levers, text)
    elif isinstance(error, HousingSimError):
        st.error(literal(text(error.message)))
    elif error is not None:
        st.error(
            text("An error of the program kept this question from being answered; the server's log tells it.")
        )
    elif status.step:
        st.caption(text("Stopped: this answer stays rough."))
    else:
        st.caption(text("Stopped."))
    label = text("Go on") if status.step and error is None else text("Ask again")
    st.button(label, key=f"again.{question.name}", on_click=again)
