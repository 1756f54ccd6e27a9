"""Data and sources: what the answers rest on."""

from __future__ import annotations

from sim.ui import parsed_scenario
from sim.ui.problems import show_errors, show_warnings
from sim.ui.sources import choose_futures, show_assumptions
from sim.ui.visit import Visit


def sources_page(visit: Visit) -> None:
    """Draw the page."""
    text, parsed = visit.text, parsed_scenario(visit.path)
    choose_futures(text)
    visit.remember({})
    if parsed.scenario is None:
        show_errors(parsed.problems, text)
        return
    show_warnings(parsed.problems, text)
    show_assumptions(parsed.scenario, text)
