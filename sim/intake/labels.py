"""Short names for what a heading, a state or a question of a list can stand for."""

from __future__ import annotations

from sim.errors import Message, msg
from sim.intake.list_map import DONE, LAND_M2, NOT_READ, SET_ASIDE, SINCE, STOPPED
from sim.register import COLUMNS
from sim.scenario import Settings
from sim.text import Text

COLUMN_NAMES: dict[str, Message] = {
    NOT_READ: msg("not read"),
    "project_id": msg("id of the project"),
    "block": msg("block or lot"),
    "name": msg("name of the project"),
    "place": msg("ward or commune"),
    "investor": msg("investor"),
    "route": msg("route of procedures"),
    "homes": msg("number of homes"),
    "homes_group": msg("group of projects that share homes"),
    "blocks": msg("number of blocks"),
    "land_ha": msg("land, ha"),
    LAND_M2: msg("land, m²"),
    "status": msg("state"),
    SINCE: msg("date since which the state holds"),
    "entry": msg("when it can begin"),
    "start_hazard": msg("class of starts"),
    "stage": msg("stage under way"),
    "stage_start": msg("begin of the stage under way"),
    "progress": msg("share of the stage that is done"),
    "stopped_since": msg("work stands still since"),
    "stops": msg("earlier stops"),
    "tender_round": msg("round of the tender"),
    "done": msg("further stages done"),
    "finished": msg("dates of stages done"),
    "never_begins": msg("class of projects that may never begin"),
    "completed_on": msg("date of completion"),
    "ended_as": msg("how and when it ended"),
    "ended_into": msg("projects it was merged or split into"),
    "ended_reason": msg("why it ended"),
    "counted_before": msg("in the official figure already"),
    "status_as_of": msg("date of the status"),
    "source": msg("source"),
    "assumption": msg("assumption"),
    "assumption_en": msg("assumption in English"),
    "note": msg("note"),
}
"""Name of each column that a heading can stand for, in the order of the choice."""
assert set(COLUMNS) <= COLUMN_NAMES.keys()

_STATES = {
    "not_started": msg("not started"),
    "in_progress": msg("in progress"),
    STOPPED: msg("stopped"),
    DONE: msg("a stage done, what follows has not begun"),
    "completed": msg("completed"),
    "ended": msg("ended without completion"),
    SET_ASIDE: msg("set the row aside"),
}
_WITH_A_STAGE = ("in_progress", STOPPED, DONE)
_ANSWERS = {
    "yes": msg("yes"),
    "no": msg("no"),
    "alternatives": msg("unknown: both are tried"),
    "day_first": msg("day first: 25/3/2026"),
    "month_first": msg("month first: 3/25/2026"),
}


def column_name(column: str, text: Text) -> str:
    """Name of a column."""
    return text(COLUMN_NAMES[column])


def states_offered(settings: Settings) -> tuple[str, ...]:
    """Codes that a state can stand for: a status, and the stage under way where it has one."""
    codes: list[str] = []
    for status in _STATES:
        codes += [] if status == DONE else [status]
        if status in _WITH_A_STAGE:
            codes += [f"{status} {stage}" for stage in settings.stages]
    return tuple(codes)


def state_name(code: str, settings: Settings, text: Text) -> str:
    """Name of what a state stands for: in progress: construction."""
    status, _, stage = code.partition(" ")
    if status == DONE and stage:
        return text("done: {stage}; what follows has not begun", stage=stage_label(stage, settings, text))
    name = text(_STATES[status]) if status in _STATES else status
    return f"{name}: {stage_label(stage, settings, text)}" if stage else name


def state_codes(settings: Settings, text: Text) -> tuple[str, ...]:
    """Lines that say what can be written for a state, and the stages: each code with its name."""
    word = text("STAGE")
    states = [
        f"{code} {word} = {text(name)}" if code in _WITH_A_STAGE else f"{code} = {text(name)}"
        for code, name in _STATES.items()
    ]
    return ("; ".join(states), f"{word}: {stage_codes(settings, text)}")


def stage_codes(settings: Settings, text: Text) -> str:
    """Stages of a scenario: each code with its name."""
    return "; ".join(f"{stage} = {stage_label(stage, settings, text)}" for stage in settings.stages)


def stage_label(stage: str, settings: Settings, text: Text) -> str:
    """Name of a stage; its id where the scenario has none of that id."""
    about = settings.stages.get(stage)
    return stage if about is None else text("{name}", name=about.name)


def answer_name(column: str, code: str, settings: Settings, text: Text) -> str:
    """Name of an answer that is one of a few codes."""
    if column == "stage":
        return stage_label(code, settings, text)
    if column == "route" and code in settings.routes:
        return text("{name}", name=settings.routes[code].name)
    if column == "status":
        return state_name(code, settings, text)
    return text(_ANSWERS[code]) if code in _ANSWERS else code
