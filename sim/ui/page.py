"""The one screen: choose, run, read."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from sim.scenario import Reading, Scenario
from sim.text import Text
from sim.ui.address import language
from sim.ui.answers import show_headline, show_together, show_years
from sim.ui.assumptions import show_assumptions
from sim.ui.choose import choose, head, scenarios_in
from sim.ui.figures import show_figures
from sim.ui.foot import show_foot
from sim.ui.html import escaped
from sim.ui.problems import show_errors, show_warnings
from sim.ui.readings import show_readings
from sim.ui.simulate import Answers, kept, key_of, reading_of, simulate, want, wanted
from sim.ui.style import STYLE


def show(folder: Path) -> None:
    """Draw the page.

    Parameters
    ----------
    folder : Path
        Where the scenario files stand.
    """
    text = Text(language())
    st.set_page_config(page_title=text("Social housing: how surely, by when"), layout="wide")
    st.html(STYLE)
    head(text)
    names = scenarios_in(folder)
    if not names:
        st.error(text("There is no scenario file in the folder {folder}.", folder=str(folder)))
        return
    choice = choose(folder, names, text)
    reading = reading_of(choice.path)
    if reading.scenario is None:
        choice.button.button(text("Run"), disabled=True, width="stretch")
        show_errors(reading.problems, text)
        return
    scenario, body = reading.scenario, st.empty()
    key = key_of(scenario, choice.futures)
    answers = kept(key)
    if answers is None and choice.linked:
        want(key)
    running = answers is None and wanted(key)
    choice.button.button(
        text("Run") if answers is None else text("Done"),
        type="primary",
        disabled=running or answers is not None,
        on_click=want,
        args=(key,),
        width="stretch",
    )
    if running:
        # What the last choice left on the page must go first: nobody may take it for the answer to this one.
        body.empty()
        with body.container():
            simulate(scenario, key, text)
        st.rerun()
    with body.container():
        if answers is None:
            _invitation(scenario, choice.futures, text)
        else:
            _answers(scenario, answers, choice.reading, text)
        show_warnings(reading.problems, text)
        show_assumptions(scenario, text)
        if answers is not None:
            show_foot(scenario, answers, text)


def _invitation(scenario: Scenario, futures: int, text: Text) -> None:
    _description(scenario, text)
    st.info(
        text(
            "Nothing is simulated yet for this choice. Run plays the projects forward {futures} times.",
            futures=futures,
        )
    )


def _answers(scenario: Scenario, answers: Answers, reading: Reading, text: Text) -> None:
    board = answers.boards[reading]
    show_headline(board, scenario, answers.futures, text)
    _description(scenario, text)
    show_years(board, answers.futures_per_set, text)
    show_readings(answers.boards, reading, scenario.settings.counting, answers.futures, text)
    show_figures(board, answers.fans[reading], text)
    show_together(board, text)


def _description(scenario: Scenario, text: Text) -> None:
    if (words := scenario.settings.description) is not None:
        st.html(f'<p class="hs-basis">{escaped(words.vi if text.language == "vi" else words.en)}</p>')
