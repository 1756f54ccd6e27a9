"""A question asked with a button: worked on under the reader's eyes, who may stop it, and kept for the next one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import streamlit as st

from sim.engines import ENGINES
from sim.engines.compiled import preparation
from sim.errors import HousingSimError, ScenarioError, msg
from sim.experiment import Progress
from sim.levers import Lever
from sim.text import Text
from sim.ui import show_clash

AnswerKey: TypeAlias = tuple[str | int | float, ...]
_KEPT = 100
_ASKED = "asked"


@dataclass(frozen=True)
class AskedQuestion:
    """What is asked.

    Attributes
    ----------
    key : tuple
        What decides the answer.
    work : callable
        Progress -> answer.
    levers : mapping of str to Lever
        To name those that clash.
    """

    key: AnswerKey
    work: Callable[[Progress], Any]
    levers: Mapping[str, Lever]


def answer_to(question: AskedQuestion, text: Text) -> Any | None:
    """Answer a question if that is known; else offer a button that asks it, or work on it once that was pressed.

    Parameters
    ----------
    question : Question
    text : Text

    Returns
    -------
    object or None
        As `question.work` gives it; None while there is none.
    """
    found = _shelf().get(question.key)
    asked = found is None and st.session_state.get(_ASKED) == question.key
    st.button(
        text("Answer") if found is None else text("Done"),
        key=f"answer.{question.key[0]}",
        type="primary",
        disabled=asked or found is not None,
        on_click=_ask,
        args=(question.key,),
    )
    if not asked:
        return found
    bar = st.progress(0.0, text(preparation(ENGINES[0]) or msg("Simulating …")))
    st.button(text("Stop"), key="stop", on_click=_ask, args=(None,))

    def progress(done: int, to_do: int) -> None:
        bar.progress(min(done / to_do, 1.0), text("{done} futures simulated", done=done))

    try:
        answer = question.work(progress)
    except HousingSimError as error:
        _ask(None)
        if isinstance(error, ScenarioError):
            show_clash(error, question.levers, text)
        else:
            st.error(text(error.message))
        return None
    shelf = _shelf()
    while len(shelf) >= _KEPT:
        shelf.pop(next(iter(shelf)), None)
    shelf[question.key] = answer
    _ask(None)
    st.rerun()
    return answer


def _ask(key: AnswerKey | None) -> None:
    st.session_state[_ASKED] = key


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[AnswerKey, Any]:
    return {}
