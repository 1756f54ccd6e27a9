"""Data and sources: what the answers rest on."""

from __future__ import annotations

from sim.ui import parsed_scenario
from sim.ui.problems import show_errors, show_warnings
from sim.ui.questions import QUESTION_KEY
from sim.ui.sources import choose_futures, show_assumptions, show_glossary
from sim.ui.visit import QUESTIONS, Visit


def sources_page(visit: Visit) -> None:
    """Draw the page."""
    text, parsed = visit.text, parsed_scenario(visit.path)
    choose_futures(text)
    visit.remember({})
    if parsed.scenario is None:
        show_errors(parsed.problems, text)
        return
    show_glossary(text)
    show_warnings(parsed.problems, text)
    visit.link_to(QUESTIONS, text("Which of these numbers move the answer?"), {QUESTION_KEY: ["unknowns"]})
    show_assumptions(parsed.scenario, text)
