"""Questions: choose one, say what is wanted, press the button, read the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from sim.errors import QuestionError, ScenarioError
from sim.files import ParsedScenario
from sim.levers import Cause, Lever, LeverSetting, setting_text
from sim.questions import BOARD_REPLICATIONS, Around, AtHand, Question, answer_sheet, forms, read_inputs
from sim.text import Text
from sim.ui import Visit, escaped, known_inputs, literal, offer_spreadsheet, restore, show_clash
from sim.ui.answers import draw_sheet
from sim.ui.levers import levers_pulled
from sim.ui.questions.answer_runner import AnswerKey, answer_to
from sim.ui.questions.inputs import draw_inputs, input_names

QUESTION_KEY = "ask"
QUESTION_INPUTS = (QUESTION_KEY, *input_names())
"""Keys of the widgets and names in the address."""


def show_questions(
    parsed: ParsedScenario,
    levers: AtHand[Lever],
    causes: AtHand[Cause],
    visit: Visit,
    remember: Callable[[], None],
) -> None:
    """Draw the questions, the inputs of the one chosen, and its answer.

    Parameters
    ----------
    parsed : ParsedScenario
        Usable.
    levers, causes : AtHand
    visit : Visit
        Language, reading and number of futures.
    remember : callable
        Writes the inputs into the address; called before any work begins.
    """
    assert parsed.scenario is not None
    text = visit.text
    around = Around(parsed.scenario, levers, causes, levers_pulled(levers))
    question = _chosen(text)
    drawn = draw_inputs(question, around, text)
    remember()
    assert question.form is not None
    if (reason := question.form.prevented(around)) is not None:
        st.info(literal(text(reason)))
        return
    known = _known(question, parsed, around, drawn.pulled, visit)
    try:
        asked = read_inputs(question.inputs, question.checks, drawn.given, known)
    except QuestionError as error:
        for message in error.messages:
            st.error(text(message))
        if error.problems:
            show_clash(ScenarioError(error.problems), levers, text)
        return
    found = answer_to(question, asked, _key(question, drawn.given, known), levers, text)
    if found is None:
        return

    def file_name(part: str) -> str:
        return f"{part or question.name}-{visit.reading}-{text.language}"

    draw_sheet(
        answer_sheet(question, found, asked, text),
        question.figures(found, asked, text),
        asked,
        lambda: question.json(found, asked),
        file_name,
        text,
    )
    if (spreadsheet := question.spreadsheet) is not None:
        offer_spreadsheet(spreadsheet(found, asked, text), file_name, text)


def _chosen(text: Text) -> Question[Any]:
    offered = forms()
    restore(QUESTION_KEY, tuple(offered), next(iter(offered)))
    titles = {name: text(each.form.title) for name, each in offered.items() if each.form is not None}
    name = st.segmented_control(
        text("Questions"),
        tuple(offered),
        format_func=lambda code: titles[code],
        key=QUESTION_KEY,
        required=True,
        label_visibility="collapsed",
    )
    assert name is not None
    question = offered[name]
    assert question.form is not None
    st.html(f'<p class="hs-basis">{escaped(text(question.form.meaning))}</p>')
    return question


def _known(
    question: Question[Any],
    parsed: ParsedScenario,
    around: Around,
    pulled: tuple[LeverSetting, ...],
    visit: Visit,
) -> dict[str, Any]:
    """Values of the inputs that the page asks for elsewhere, or for which it has its own."""
    assert question.form is not None
    futures = {} if visit.futures is None else {BOARD_REPLICATIONS.name: visit.futures}
    return {
        **known_inputs(parsed, visit.reading, around.levers, around.causes, pulled),
        **futures,
        **(question.form.known or {}),
    }


def _key(question: Question[Any], given: Mapping[str, str], known: Mapping[str, Any]) -> AnswerKey:
    """Say what decides the answer, the content of the files included."""
    files = (*known["levers"].values(), *known["causes"].values())
    return (
        question.name,
        known["scenario"].scenario.fingerprint,
        known["reading"],
        *(f"{name}={value}" for name, value in given.items()),
        f"futures={known.get(BOARD_REPLICATIONS.name)}",
        *(setting_text(setting) for setting in known["pulled"]),
        *(each.model_dump_json() for each in files),
    )
