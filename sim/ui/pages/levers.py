"""Measures: what pulling levers changes."""

from __future__ import annotations

import streamlit as st

from sim.errors import ScenarioError
from sim.experiment import COMPARE_FUTURES
from sim.files import ParsedScenario
from sim.levers import Lever
from sim.questions import AtHand
from sim.ui import parsed_scenario
from sim.ui.html import literal
from sim.ui.levers import (
    changed_by,
    draw_levers,
    left_out,
    levers_beside,
    say_left_out,
    show_compared,
)
from sim.ui.problems import show_clash, show_errors, show_unreadable
from sim.ui.visit import Visit, known_inputs


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
            say_left_out(levers, text)
    visit.remember({})


def _compared(levers: AtHand[Lever], parsed: ParsedScenario, visit: Visit) -> None:
    scenario, text = parsed.scenario, visit.text
    assert scenario is not None
    with st.sidebar:
        settings = draw_levers(levers, scenario, text)
    visit.remember({})
    for complaint in left_out():
        st.warning(literal(text("Left out of the link: {complaint}.", complaint=complaint)))
    try:
        changed = changed_by(scenario, settings)
    except ScenarioError as error:
        show_clash(error, levers, text)
        return
    pulled = tuple(setting for setting in settings if not setting.neutral)
    futures = visit.futures or COMPARE_FUTURES
    known = known_inputs(parsed, visit.reading, levers, AtHand({}), pulled)
    show_compared(scenario, changed, known, futures, text)
