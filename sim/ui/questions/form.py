"""Questions: a click asks one; its rough answer stands at once, the whole one follows, the inputs can be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from sim.errors import QuestionError, ScenarioError
from sim.files import ParsedScenario
from sim.levers import Cause, Lever
from sim.questions import Around, AtHand, Question, answer_sheet, forms
from sim.ui import Visit, escaped, known_inputs, literal, offer_spreadsheet, restore, show_clash
from sim.ui.answers import draw_sheet
from sim.ui.jobs import visit_queue
from sim.ui.levers import levers_pulled
from sim.ui.questions.asking import KeptAnswer, Size, sizes_asked, tasks_of
from sim.ui.questions.catalogue import draw_catalogue
from sim.ui.questions.inputs import around_restored, draw_inputs, input_names, names_of
from sim.ui.questions.progress import show_end, show_progress

QUESTION_KEY = "q"
QUESTION_INPUTS = (QUESTION_KEY, *input_names())
"""Names of what is chosen here, in the state of the visit and in the address."""


def questions_in_address() -> Mapping[str, Sequence[str]]:
    """Give what an address holds of the questions: the one chosen and its inputs."""
    question = forms().get(st.session_state.get(QUESTION_KEY, ""))
    if question is None:
        return {}
    names = (QUESTION_KEY, *names_of(question))
    return {name: [str(st.session_state[name])] for name in names if name in st.session_state}


def show_questions(
    parsed: ParsedScenario,
    levers: AtHand[Lever],
    causes: AtHand[Cause],
    visit: Visit,
) -> None:
    """Draw the questions; or the one chosen, its inputs, and its answer.

    Parameters
    ----------
    parsed : ParsedScenario
        Usable.
    levers, causes : AtHand
    visit : Visit
        Language, reading and number of futures.
    """
    assert parsed.scenario is not None
    text = visit.text
    around = around_restored(Around(parsed.scenario, levers, causes, levers_pulled(levers)))
    restore(QUESTION_KEY, ("", *forms()), "")
    name = st.session_state[QUESTION_KEY]
    if not name:
        visit.remember(questions_in_address())
        draw_catalogue(around, _choose, text)
        return
    question = forms()[name]
    st.button(text("← All questions"), key="all_questions", type="tertiary", on_click=_choose, args=("",))
    assert question.form is not None
    if (reason := question.form.prevented(around)) is not None:
        visit.remember(questions_in_address())
        st.info(literal(text(reason)))
        return
    heading = st.container(key="question").empty()
    drawn = draw_inputs(question, around, text)
    visit.remember(questions_in_address())
    heading.html(
        f"<h2>{escaped(text(question.form.sentence(drawn.around)))}</h2>"
        f'<p class="hs-basis">{escaped(text(question.form.meaning))}</p>'
    )
    known = {
        **known_inputs(parsed, visit.reading, levers, causes, drawn.pulled),
        **(question.form.known or {}),
    }
    try:
        sizes = sizes_asked(question, drawn.given, known, visit.futures)
    except QuestionError as error:
        for message in error.messages:
            st.error(literal(text(message)))
        if error.problems:
            show_clash(ScenarioError(error.problems), levers, text)
        return
    _answer(question, sizes, levers, visit)


def _choose(name: str) -> None:
    st.session_state[QUESTION_KEY] = name


def _answer(question: Question[Any], sizes: tuple[Size, ...], levers: AtHand[Lever], visit: Visit) -> None:
    """Show what there is of an answer, and how far the rest has come; ask where nobody has."""
    queue, text = visit_queue(), visit.text

    def ask() -> None:
        queue.ask(question.name, tasks_of(question, sizes))

    found = [queue.answer(size.key) for size in sizes]
    if found[-1] is None:
        status = queue.status(question.name)
        if status is None or status.keys[-1] != sizes[-1].key or status.phase == "done":
            # Nobody has asked this, or its answer was forgotten since.
            ask()
            status = queue.status(question.name)
        assert status is not None
        if status.active or status.phase == "done":
            show_progress(question, status.step, text)
        else:
            show_end(question, status, ask, levers, text)
    known = [(answer, size) for answer, size in zip(found, sizes, strict=True) if answer is not None]
    if known:
        answer, size = known[-1]
        with st.container(key="whole" if size is sizes[-1] else "rough"):
            _draw(question, answer, size, visit)


def _draw(question: Question[Any], answer: KeptAnswer, size: Size, visit: Visit) -> None:
    text, asked, found = visit.text, size.asked, answer.found

    def file_name(part: str) -> str:
        return f"{part or question.name}-{visit.reading}-{text.language}"

    sheet = answer_sheet(question, found, asked, text)
    trust = answer.trust
    draw_sheet(
        replace(sheet, trust=None if trust is None else lambda: trust),
        question.figures(found, asked, text),
        asked,
        lambda: question.json(found, asked),
        file_name,
        text,
    )
    if (spreadsheet := question.spreadsheet) is not None:
        offer_spreadsheet(spreadsheet(found, asked, text), file_name, text)
