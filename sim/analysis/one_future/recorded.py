"""What the register records of stages finished before the data date, as events beside those of a future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sim.analysis.one_future.future import OneFuture
from sim.model import Event
from sim.scenario import DateRange

RECORDED_EVENTS = ("recorded_start", "recorded_end")


def recorded_events(found: OneFuture) -> tuple[Event, ...]:
    """Events of finished stages by their dates, then in file order; a span stands at its last day.

    Returns
    -------
    tuple of Event
        Their days are negative, and none is part of the simulation.
    """
    events = [
        Event(
            replication=found.chosen.replication,
            project=course.row.project_id,
            block=course.row.block,
            stage=one.stage,
            event=event,
            days=float((day - found.data_date).days),
            date=found.at((day - found.data_date).days).isoformat(timespec="seconds"),
            pool="",
        )
        for course in found.courses
        for one in course.row.finished
        for event, day in _dated(one.begin, one.end)
    ]
    return tuple(sorted(events, key=lambda event: event.days))


def _dated(begin: DateRange | None, end: DateRange) -> Iterator[tuple[str, date]]:
    if begin is not None:
        yield RECORDED_EVENTS[0], begin.last
    yield RECORDED_EVENTS[1], end.last
