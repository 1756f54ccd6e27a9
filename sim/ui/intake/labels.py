"""Questions of a list as the page asks them."""

from __future__ import annotations

from sim.errors import Message, msg

QUESTIONS: dict[str, Message] = {
    "status": msg("Which is the state of all projects?"),
    "route": msg("Which route of procedures do they follow?"),
    "counted_before": msg("Are the completed projects in the official figure already?"),
    "status_as_of": msg("Of which day is the list?"),
    "entry": msg("When can the projects that have not started begin: a date, or the span it lies in?"),
    "stage": msg("In which stage are the projects in progress?"),
    "stage_start": msg(
        "Since when are the projects in progress in their stage: a date, or the span it lies in?"
    ),
    "completed_on": msg("When were the completed projects completed: a date, or the span it lies in?"),
    "stopped_since": msg("Since which day does the work of the stopped projects stand still?"),
    "assumption": msg("Where does the list come from?"),
}
"""Questions by the column that their answer fills, without the codes that the command line needs."""
