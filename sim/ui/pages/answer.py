"""Answer: how likely the targets are. It is worked out by itself, roughly at once and then as it stays."""

from __future__ import annotations

from functools import partial

import streamlit as st

from sim.analysis import among_plans
from sim.experiment import BOARD_FUTURES
from sim.scenario import Reading, Scenario
from sim.text import Text
from sim.ui import parsed_scenario
from sim.ui.answers import (
    offer_summary,
    show_footer,
    show_in_words,
    show_indicators,
    show_readings,
    show_summary,
    show_together,
    show_years,
)
from sim.ui.download import offer_json
from sim.ui.figures import show_chances, show_outside_view
from sim.ui.html import escaped
from sim.ui.problems import show_errors, show_warnings
from sim.ui.questions import QUESTION_KEY
from sim.ui.simulation import Answers, board_values, kept, key_of, rough_answers, settled
from sim.ui.visit import LEVERS, QUESTIONS, Visit


def answer_page(visit: Visit) -> None:
    """Draw the page."""
    visit.remember({})
    text, parsed = visit.text, parsed_scenario(visit.path)
    scenario = parsed.scenario
    if scenario is None:
        show_errors(parsed.problems, text)
        return
    futures = visit.futures or BOARD_FUTURES
    key = key_of(scenario, futures)
    body, answers = st.empty(), kept(key)
    if answers is None:
        body.empty()
        slot = st.empty()
        rough = rough_answers(scenario, futures, slot, text)
        if rough is not None:
            with body.container():
                show_summary(scenario, rough, visit.reading, text, rough=True)
        answers = settled(scenario, key, slot, text)
        slot.empty()
    with body.container():
        show_summary(scenario, answers, visit.reading, text, rough=False)
        _links(visit)
        offer_summary(answers, visit.reading, text)
        _folded(scenario, answers, visit.reading, text)
        offer_json(
            partial(board_values, parsed, visit.reading, futures),
            f"run-{visit.reading}-{text.language}",
            text,
        )
        show_warnings(parsed.problems, text)
        show_footer(scenario, answers, text)


def _links(visit: Visit) -> None:
    text = visit.text
    with st.container(horizontal=True, key="next", gap="medium"):
        visit.link_to(QUESTIONS, text("Why are homes missing?"), {QUESTION_KEY: ["drivers"]})
        visit.link_to(QUESTIONS, text("How many homes can be promised?"), {QUESTION_KEY: ["commit"]})
        visit.link_to(LEVERS, text("What could change it?"), {})


def _folded(scenario: Scenario, answers: Answers, reading: Reading, text: Text) -> None:
    board = answers.boards[reading]
    found = among_plans(board, scenario.reference_class)
    with st.expander(text("In words, and how far to trust it")):
        show_in_words(board, answers.futures, answers.evidence, text)
        if (words := scenario.settings.description) is not None:
            st.html(f'<p class="hs-basis">{escaped(text(words))}</p>')
    with st.expander(text("Three readings side by side")):
        show_readings(answers.boards, reading, scenario.settings.counting, answers.futures, text)
    with st.expander(text("Year by year and all together: homes, homes missing, simulation error")):
        show_chances(board, text)
        show_years(board, answers.futures_per_set, text)
        show_together(board, text)
    if board.indicators:
        with st.expander(text("Indicators")):
            show_indicators(board, scenario.settings.indicators, text)
    if found is not None:
        with st.expander(text("The period beside finished plans")):
            show_outside_view(found, board, text)
