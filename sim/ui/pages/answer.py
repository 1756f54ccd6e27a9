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
    show_footer,
    show_headline,
    show_indicators,
    show_readings,
    show_together,
    show_years,
)
from sim.ui.download import offer_json
from sim.ui.figures import show_figures, show_outside_view
from sim.ui.html import escaped
from sim.ui.problems import show_errors, show_warnings
from sim.ui.simulation import Answers, board_values, kept, key_of, rough_answers, settled
from sim.ui.visit import Visit


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
                _summary(scenario, rough, visit.reading, text)
        answers = settled(scenario, key, slot, text)
        slot.empty()
    with body.container():
        _answers(scenario, answers, visit.reading, text)
        offer_json(
            partial(board_values, parsed, visit.reading, futures),
            f"run-{visit.reading}-{text.language}",
            text,
        )
        show_warnings(parsed.problems, text)
        show_footer(scenario, answers, text)


def _summary(scenario: Scenario, answers: Answers, reading: Reading, text: Text) -> None:
    board = answers.boards[reading]
    show_headline(board, scenario, answers.futures, answers.evidence, text)
    _description(scenario, text)
    show_years(board, answers.futures_per_set, text)


def _answers(scenario: Scenario, answers: Answers, reading: Reading, text: Text) -> None:
    board = answers.boards[reading]
    _summary(scenario, answers, reading, text)
    show_readings(answers.boards, reading, scenario.settings.counting, answers.futures, text)
    show_figures(board, answers.fans[reading], text)
    show_together(board, text)
    show_indicators(board, scenario.settings.indicators, text)
    show_outside_view(among_plans(board, scenario.reference_class), board, text)


def _description(scenario: Scenario, text: Text) -> None:
    if (words := scenario.settings.description) is not None:
        st.html(f'<p class="hs-basis">{escaped(text(words))}</p>')
