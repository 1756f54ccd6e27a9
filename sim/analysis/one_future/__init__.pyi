from .choice import PERCENTILES, future_at
from .course import Course, CourseSpan, SpanKind
from .future import OneFuture, one_future
from .groups import StageGroup, stage_groups
from .month import DayState, DayStateKind, day_state
from .recorded import recorded_events
from .waiting import WaitOnPath, waits_on_paths

__all__ = [
    "PERCENTILES",
    "Course",
    "CourseSpan",
    "DayState",
    "DayStateKind",
    "OneFuture",
    "SpanKind",
    "StageGroup",
    "WaitOnPath",
    "day_state",
    "future_at",
    "one_future",
    "recorded_events",
    "stage_groups",
    "waits_on_paths",
]
