"""Measures: what pulling levers changes."""

from __future__ import annotations

import streamlit as st

from sim.errors import ScenarioError
from sim.experiment import COMPARE_FUTURES
from sim.files import ParsedScenario
from sim.levers import Lever, cases_beside
from sim.questions import AtHand
from sim.scenario import Scenario
from sim.ui import parsed_scenario
from sim.ui.html import literal
from sim.ui.levers import (
    BESIDE,
    changed_by,
    choose_several,
    draw_cards,
    draw_keep,
    draw_levers,
    left_out,
    levers_beside,
    say_broken,
    say_left_out,
    show_compared,
    show_several,
)
from sim.ui.problems import show_clash, show_errors, show_unreadable
from sim.ui.url import linked_to
from sim.ui.visit import Visit, known_inputs

_DATA, _DIGITS, _LINKED = "data", 12, "linked_data"
"""Name in the address of the first digits of the scenario's fingerprint, how many, and where they are kept."""


def levers_page(visit: Visit) -> None:
    """Draw the page."""
    text, parsed = visit.text, parsed_scenario(visit.path)
    if parsed.scenario is None:
        show_errors(parsed.problems, text)
    else:
        try:
            levers = levers_beside(visit.path.parent, parsed.scenario)
        except ScenarioError as error:
            show_unreadable(error, text)
        else:
            if levers:
                _compared(levers, parsed, visit)
                return
            say_left_out(levers, text)
    visit.remember({})


def _compared(levers: AtHand[Lever], parsed: ParsedScenario, visit: Visit) -> None:
    scenario, text = parsed.scenario, visit.text
    assert scenario is not None
    cases = cases_beside(visit.path.parent, levers)
    _say_of_link(scenario, visit)
    cards = st.container(key="cases")
    with st.sidebar:
        settings = draw_levers(levers, scenario, text)
    pulled = tuple(setting for setting in settings if not setting.neutral)
    with cards:
        draw_cards(cases, pulled, scenario.fingerprint, text)
        say_broken(cases, text)
        beside = choose_several(cases, text)
    more = {BESIDE: [case.id for case in beside]}
    visit.remember(more | ({_DATA: [scenario.fingerprint[:_DIGITS]]} if pulled or beside else {}))
    for complaint in left_out():
        st.warning(literal(text("Left out of the link: {complaint}.", complaint=complaint)))
    try:
        changed = changed_by(scenario, settings)
    except ScenarioError as error:
        show_clash(error, levers, text)
        return
    futures = visit.futures or COMPARE_FUTURES
    known = known_inputs(parsed, visit.reading, levers, AtHand({}), pulled)
    show_compared(scenario, changed, known, futures, text)
    if pulled:
        draw_keep(visit, pulled, scenario.fingerprint)
    say_left_out(levers, text)
    if beside:
        show_several(scenario, beside, visit.reading, futures, text)


def _say_of_link(scenario: Scenario, visit: Visit) -> None:
    """Say that the link was made on other data, as long as the scenario is shown to which it led."""
    state, text = st.session_state, visit.text
    if _LINKED not in state:
        state[_LINKED] = (visit.path, next(iter(linked_to(_DATA)), None))
    path, digits = state[_LINKED]
    if digits and path == visit.path and not scenario.fingerprint.startswith(digits):
        st.warning(
            text(
                "The data have changed since this link was made: the figures are not those that it showed then."
            )
        )
