"""Where every project stands on one day of a future: what it does, and what it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sim.analysis.one_future.course import Course, CourseSpan, SpanKind

DayStateKind = Literal[
    "work",
    "pool",
    "stock",
    "tender",
    "investor",
    "notice",
    "turn",
    "stopped",
    "entry",
    "done",
    "lapsed",
    "never_begins",
    "over",
]


@dataclass(frozen=True)
class DayState:
    """How one row of the register stands at an instant.

    Attributes
    ----------
    kind : str
        That of the span on its path: `work`, or what it waits for (where a block waits for its turn while another is
        built: `work`); `done` after its last home was handed over;
        `lapsed`; `never_begins`; `over` where the register says that it was completed or had ended.
    stage : str
        Id of the stage on its path; empty where there is none.
    shared : str
        Id of the pool or stock waited for; else empty.
    beside : tuple of str
        Further stages that are worked on then.
    """

    kind: DayStateKind
    stage: str = ""
    shared: str = ""
    beside: tuple[str, ...] = ()


def day_state(course: Course, days: float) -> DayState:
    """Say how a row stands at an instant.

    Parameters
    ----------
    course : Course
    days : float
        Days since the data date, from 0 to the end of the simulated time. What begins at the instant has begun.

    Returns
    -------
    DayState
    """
    if course.row.over:
        return DayState("over")
    if not course.begins:
        return DayState("never_begins")
    now = [span for span in course.spans if span.begin <= days < span.end]
    on_path = next((span for span in now if span.on_path), None)
    if on_path is not None and on_path.kind == "turn":
        # A block waits for its turn while others are built: that is what is seen of the project.
        on_path = next((span for span in now if span.kind == "work" and span.block), on_path)
    if on_path is not None:
        beside = _worked_on(now, on_path)
        return DayState(on_path.kind, on_path.stage, on_path.shared, beside)
    if course.lapsed is not None and course.lapsed <= days:
        return DayState("lapsed")
    if course.handed_over.days is not None and course.handed_over.days <= days:
        return DayState("done", beside=_worked_on(now, None))
    return _off_the_path(now)


def _worked_on(now: list[CourseSpan], but: CourseSpan | None) -> tuple[str, ...]:
    stages = [span.stage for span in now if span.kind == "work" and span is not but]
    return tuple(dict.fromkeys(stage for stage in stages if but is None or stage != but.stage))


def _off_the_path(now: list[CourseSpan]) -> DayState:
    """Tell the first thing done, or waited for: at the very end of the simulated time nothing is on the path."""
    kind: SpanKind = "work"
    for span in sorted(now, key=lambda each: each.waits):
        return DayState(span.kind, span.stage, span.shared, _worked_on(now, span))
    return DayState(kind)
