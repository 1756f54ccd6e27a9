"""Questions: what is asked of the scenario, one at a time."""

from __future__ import annotations

from sim.errors import ScenarioError
from sim.ui import parsed_scenario
from sim.ui.levers import causes_beside, levers_beside, say_left_out
from sim.ui.problems import show_errors, show_unreadable
from sim.ui.questions import questions_in_address, show_questions
from sim.ui.visit import Visit


def questions_page(visit: Visit) -> None:
    """Draw the page."""
    text, parsed = visit.text, parsed_scenario(visit.path)
    if parsed.scenario is None:
        show_errors(parsed.problems, text)
    else:
        folder = visit.path.parent
        try:
            levers, causes = levers_beside(folder, parsed.scenario), causes_beside(folder, parsed.scenario)
        except ScenarioError as error:
            show_unreadable(error, text)
        else:
            show_questions(parsed, levers, causes, visit)
            if levers:
                say_left_out(levers, text)
            return
    visit.remember(questions_in_address())
