"""A question asked with a button: worked on under the reader's eyes, who may stop it, and kept for the next one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import streamlit as st

from sim.engines import ENGINES
from sim.engines.compiled import preparation
from sim.errors import HousingSimError, ScenarioError, msg
from sim.experiment import Progress
from sim.levers import Lever
from sim.questions import Asked, Question
from sim.text import Text
from sim.ui import Shelf, shared_shelf, show_clash

AnswerKey: TypeAlias = tuple[str, ...]
"""What decides an answer."""
_MOST_KEPT = 100
_ASKED = "asked"


def answer_to(
    question: Question[Any], asked: Asked, key: AnswerKey, levers: Mapping[str, Lever], text: Text
) -> Any | None:
    """Answer a question if that is known; else offer a button that asks it, or work on it once that was pressed.

    Parameters
    ----------
    question : Question
    asked : Asked
        With these inputs.
    key : tuple of str
    levers : mapping of str to Lever
        To name those that clash.
    text : Text

    Returns
    -------
    object or None
        As `question.answer` gives it; None while there is none.
    """
    found = _kept().get(key)
    waiting = found is None and st.session_state.get(_ASKED) == key
    st.button(
        text("Answer") if found is None else text("Done"),
        key=f"answer.{question.name}",
        type="primary",
        disabled=waiting or found is not None,
        on_click=_ask,
        args=(key,),
    )
    if not waiting:
        return found
    bar = st.progress(0.0, text(preparation(ENGINES[0]) or msg("Simulating …")))
    st.button(text("Stop"), key="stop", on_click=_ask, args=(None,))

    def progress(done: int, to_do: int) -> None:
        bar.progress(min(done / to_do, 1.0), text("{done} futures simulated", done=done))

    def watch(_each: int) -> Progress:
        return progress

    try:
        answer = question.answer(asked, watch)
    except HousingSimError as error:
        _ask(None)
        if isinstance(error, ScenarioError):
            show_clash(error, levers, text)
        else:
            st.error(text(error.message))
        return None
    _kept()[key] = answer
    _ask(None)
    st.rerun()
    return answer


def _ask(key: AnswerKey | None) -> None:
    st.session_state[_ASKED] = key


def _kept() -> Shelf[AnswerKey, Any]:
    return shared_shelf("answers", _MOST_KEPT)
