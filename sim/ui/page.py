"""The one screen: choose, run, read."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from sim.analysis import among_plans
from sim.errors import ScenarioError
from sim.experiment import BOARD_FUTURES, COMPARE_FUTURES
from sim.files import ParsedScenario, scenarios_in
from sim.levers import Lever
from sim.questions import AtHand
from sim.scenario import Reading, Scenario
from sim.text import Text
from sim.ui.answers import show_headline, show_indicators, show_readings, show_together, show_years
from sim.ui.assumption_table import show_assumptions
from sim.ui.choices import (
    CHOICES,
    VIEW,
    VIEWS,
    View,
    ViewChoice,
    choose,
    choose_view,
    head,
    known_inputs,
)
from sim.ui.download import offer_json
from sim.ui.figures import show_figures, show_outside_view
from sim.ui.footer import show_footer
from sim.ui.html import escaped, literal
from sim.ui.levers import (
    PULL,
    causes_beside,
    changed_by,
    draw_levers,
    left_out,
    levers_beside,
    pulled_as_text,
    restore_pulled,
    show_compared,
)
from sim.ui.problems import show_clash, show_errors, show_unreadable, show_warnings
from sim.ui.questions import QUESTION_INPUTS, show_questions
from sim.ui.simulation import (
    Answers,
    board_values,
    kept,
    key_of,
    parsed_scenario,
    simulate_view,
    want,
    wanted,
)
from sim.ui.style import STYLE
from sim.ui.url import hold, language, remember


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
    hold(QUESTION_INPUTS)
    view = choose_view(text)
    choice = choose(folder, names, text, view)
    restore_pulled()
    parsed = parsed_scenario(choice.path)
    if parsed.scenario is None:
        choice.button.button(text("Run"), disabled=True, width="stretch")
        show_errors(parsed.problems, text)
    elif view == "targets":
        _remember(view)
        _targets(parsed, parsed.scenario, choice, text)
        return
    else:
        _levers_or_questions(folder, parsed, view, choice, text)
    _remember(view)


def _levers_or_questions(
    folder: Path, parsed: ParsedScenario, view: View, choice: ViewChoice, text: Text
) -> None:
    assert parsed.scenario is not None
    try:
        levers, causes = levers_beside(folder, parsed.scenario), causes_beside(folder, parsed.scenario)
    except ScenarioError as error:
        show_unreadable(error, text)
        return
    if not levers:
        st.info(
            text(
                "There are no measures for this scenario: no folder `levers` stands beside it, and it lacks the stages "
                "that the measures of this program name."
            )
        )
    elif view == "levers":
        _levers(levers, parsed, choice, text)
    else:
        show_questions(parsed, levers, causes, choice, text, lambda: _remember(view))
    if levers.left_out:
        st.caption(
            literal(
                text(
                    "Not offered, since they name parts which this scenario does not have: {levers}.",
                    levers=[lever.name for lever in levers.left_out],
                )
            )
        )


def _remember(view: View) -> None:
    more = {VIEW: [view] if view != VIEWS[0] else [], PULL: pulled_as_text()}
    inputs = QUESTION_INPUTS if view == "questions" else ()
    remember(CHOICES, more | {name: [st.session_state[name]] for name in inputs if name in st.session_state})


def _levers(levers: AtHand[Lever], parsed: ParsedScenario, choice: ViewChoice, text: Text) -> None:
    scenario = parsed.scenario
    assert scenario is not None
    with st.sidebar:
        settings = draw_levers(levers, scenario, text)
    _remember("levers")
    for complaint in left_out():
        st.warning(literal(text("Left out of the link: {complaint}.", complaint=complaint)))
    try:
        changed = changed_by(scenario, settings)
    except ScenarioError as error:
        show_clash(error, levers, text)
        return
    pulled = tuple(setting for setting in settings if not setting.neutral)
    futures = choice.futures or COMPARE_FUTURES
    known = known_inputs(parsed, choice.reading, levers, AtHand({}), pulled)
    show_compared(scenario, changed, known, futures, text)


def _targets(parsed: ParsedScenario, scenario: Scenario, choice: ViewChoice, text: Text) -> None:
    body = st.empty()
    futures = choice.futures or BOARD_FUTURES
    key = key_of(scenario, futures)
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
            simulate_view(scenario, key, text)
        st.rerun()
    with body.container():
        if answers is None:
            _invitation(scenario, futures, text)
        else:
            _answers(scenario, answers, choice.reading, text)
            offer_json(
                partial(board_values, parsed, choice.reading, futures),
                f"run-{choice.reading}-{text.language}",
                text,
            )
        show_warnings(parsed.problems, text)
        show_assumptions(scenario, text)
        if answers is not None:
            show_footer(scenario, answers, text)


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
    show_headline(board, scenario, answers.futures, answers.evidence, text)
    _description(scenario, text)
    show_years(board, answers.futures_per_set, text)
    show_readings(answers.boards, reading, scenario.settings.counting, answers.futures, text)
    show_figures(board, answers.fans[reading], text)
    show_together(board, text)
    show_indicators(board, scenario.settings.indicators, text)
    show_outside_view(among_plans(board, scenario.reference_class), board, text)


def _description(scenario: Scenario, text: Text) -> None:
    if (words := scenario.settings.description) is not None:
        st.html(f'<p class="hs-basis">{escaped(text(words))}</p>')
