"""What a project does, or waits for, in a few words."""

from __future__ import annotations

from sim.analysis.one_future import Course, CourseSpan, DayState, DayStateKind, StageGroup
from sim.errors import Message, msg
from sim.scenario import Scenario

GROUP_NAMES: dict[StageGroup, Message] = {
    "preparation": msg("procedures and land"),
    "investor": msg("choice of the investor"),
    "building": msg("building"),
    "completion": msg("completion and handover"),
    "beside": msg("work beside these"),
}
"""Groups of stages, for the legend of a figure."""

_WITHOUT_STAGE: dict[DayStateKind, Message] = {
    "entry": msg("not begun yet"),
    "turn": msg("the next block waits for its turn"),
    "done": msg("all homes handed over"),
    "lapsed": msg("dropped out"),
    "never_begins": msg("never begins"),
}


def span_in_words(span: CourseSpan, scenario: Scenario) -> Message:
    """Say what is done, or waited for, in a span."""
    return _in_words(span.kind, span.stage, span.shared, scenario)


def day_state_in_words(standing: DayState, course: Course, scenario: Scenario) -> Message:
    """Say what a project does, or waits for, on a day.

    Parameters
    ----------
    standing : DayState
        Of the course.
    course : Course
    scenario : Scenario
        Whose stages, pools and stocks have names in both languages.

    Returns
    -------
    Message
        Without a full stop, for a cell of a table; what is worked on beside it comes last.
    """
    if standing.kind == "over":
        if course.row.status == "completed":
            return msg("completed before the data date")
        return msg("ended before the data date")
    said = _in_words(standing.kind, standing.stage, standing.shared, scenario)
    if not standing.beside:
        return said
    stages = [scenario.settings.stages[stage].name for stage in standing.beside]
    return msg("{what}; beside it: {stages}", what=said, stages=stages)


def _in_words(kind: DayStateKind, stage_id: str, shared: str, scenario: Scenario) -> Message:
    settings = scenario.settings
    if kind in _WITHOUT_STAGE:
        return _WITHOUT_STAGE[kind]
    stage = settings.stages[stage_id].name if stage_id else ""
    if kind in ("pool", "stock"):
        name = (settings.pools if kind == "pool" else settings.stocks)[shared].name
        return msg("waits for {name}: {stage}", name=name, stage=stage)
    templates: dict[DayStateKind, Message] = {
        "work": msg("under way: {stage}", stage=stage),
        "tender": msg("waits for the next call for investors: {stage}", stage=stage),
        "investor": msg("waits for an investor: {stage}", stage=stage),
        "notice": msg("waits for its notice to be issued again: {stage}", stage=stage),
        "stopped": msg("stopped: {stage}", stage=stage),
    }
    return templates[kind]
