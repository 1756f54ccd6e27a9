from .clock import RESOLUTION, finish, finish_at_pace, work_at_pace, work_between
from .done_by import row_begun_by, step_done_by
from .drawing import draw
from .draws import Draws
from .events import Event, event_log
from .market_path import event_time, state_at
from .milestones import (
    ALREADY_COUNTED,
    BEFORE_DATA_DATE,
    BEYOND_HORIZON,
    LAPSED,
    NEVER_BEGINS,
    REACHED,
    REASONS,
    milestones,
)
from .outcomes import CAPS, BlockOutcomes, Outcomes, block_outcomes, measure
from .push import PUSH_RESOLUTION, PushFacts, early_homes, push_facts
from .share_done import (
    FARTHEST_SCORE,
    FIRST_CELLS,
    LEAST_WORKED_DAYS,
    LOG_ROUNDING,
    NEGLIGIBLE,
    SHARE_CELLS,
)
from .trace import Times, Trace, empty_trace
from .unknown_values import indicator_unknowns, unknown_scores
from .work_in_progress import START_CELLS, UnderWay, work_without_stops

__all__ = [
    "ALREADY_COUNTED",
    "BEFORE_DATA_DATE",
    "BEYOND_HORIZON",
    "CAPS",
    "FARTHEST_SCORE",
    "FIRST_CELLS",
    "LAPSED",
    "LEAST_WORKED_DAYS",
    "LOG_ROUNDING",
    "NEGLIGIBLE",
    "NEVER_BEGINS",
    "PUSH_RESOLUTION",
    "REACHED",
    "REASONS",
    "RESOLUTION",
    "SHARE_CELLS",
    "START_CELLS",
    "BlockOutcomes",
    "Draws",
    "Event",
    "Outcomes",
    "PushFacts",
    "Times",
    "Trace",
    "UnderWay",
    "block_outcomes",
    "draw",
    "early_homes",
    "empty_trace",
    "event_log",
    "event_time",
    "finish",
    "finish_at_pace",
    "indicator_unknowns",
    "measure",
    "milestones",
    "push_facts",
    "row_begun_by",
    "state_at",
    "step_done_by",
    "unknown_scores",
    "work_at_pace",
    "work_between",
    "work_without_stops",
]
