"""Time already spent in a stage, against how long the stage can take."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import numpy as np

from sim.calendars import FIRST_DAY, CalendarTable, plain_calendar
from sim.errors import Problem, msg, msg_n
from sim.files import PartialScenario, in_row
from sim.scenario import UNIT_DAYS, Ancestry, DateRange, Duration, ProjectRow, Stage, StageUnderWay, last_seen
from sim.text import number_of_days

RARE_SHARE = 0.01
LARGEST_FACTOR = 0.999


def time_problems(partial: PartialScenario, graphs: Mapping[str, Ancestry]) -> Iterator[Problem]:
    """Yield stages under way for longer than they can take, or than all but one case in a hundred.

    Time spent is counted from the latest possible start to when the stage was last known to be under way, in the work
    that the stage's calendar allowed.
    """
    tables: dict[str, CalendarTable | None] = {}
    for row in partial.rows:
        route = partial.routes.get(row.route)
        if route is None or row.route not in graphs:
            continue
        steps = {step.stage: step for step in route.steps}
        for part in row.under_way:
            stage = partial.stage_on(row.route, part.stage)
            if stage is None or part.stage not in steps or partial.data_date is None:
                continue
            if stage.calendar is not None and part.start.first < FIRST_DAY:
                yield _before_calendars(partial, row, part)
                continue
            duration = partial.duration_of(row, steps[part.stage])
            key = stage.calendar or ""
            if key not in tables:
                tables[key] = _table(partial, stage, partial.data_date)
            table = tables[key]
            if part.progress is not None and table is not None:
                yield from _no_work_yet(partial, row, part, table, partial.data_date)
            if duration is not None and table is not None:
                seen = last_seen(row, part, route, partial.counting, partial.data_date)
                yield from _too_long(partial, row, part, duration, table, seen, partial.data_date)


def _table(partial: PartialScenario, stage: Stage, data_date: date) -> CalendarTable | None:
    """Calendar of a stage; None where it is broken, which another check reports."""
    if stage.calendar is None:
        return plain_calendar(data_date)
    calendar = partial.calendars.get(stage.calendar)
    try:
        return None if calendar is None else calendar.table(stage.calendar, data_date)
    except ValueError:
        return None


def _before_calendars(partial: PartialScenario, row: ProjectRow, part: StageUnderWay) -> Problem:
    return in_row(
        partial.register,
        row,
        "stage_start",
        msg("stage `{stage}` begun before {first}", stage=part.stage, first=FIRST_DAY),
        msg("a start from {first} on, where calendars begin", first=FIRST_DAY),
        msg("write the span from {first} on, and say so in the note", first=FIRST_DAY),
    )


def _no_work_yet(
    partial: PartialScenario, row: ProjectRow, part: StageUnderWay, table: CalendarTable, data_date: date
) -> Iterator[Problem]:
    """Yield a share of work done by a day up to which, from the earliest start on, no work was possible."""
    seen = row.status_as_of
    days = (min(seen, data_date) - part.start.first).days
    if days > 0 and _work_of(table, days, (seen - data_date).days) > _idle(part, table, seen, data_date):
        return
    yield in_row(
        partial.register,
        row,
        "progress",
        msg(
            "a share of stage `{stage}` done by the date of the status, {day}, up to which no work was possible",
            stage=part.stage,
            day=row.status_as_of,
        ),
        msg("a share of work done on a date of the status that lies after the start"),
        msg("correct the start or the date of the status, or write - where the share is not known"),
    )


def _too_long(
    partial: PartialScenario,
    row: ProjectRow,
    part: StageUnderWay,
    duration: Duration,
    table: CalendarTable,
    seen: date,
    data_date: date,
) -> Iterator[Problem]:
    growth = _growth(partial, row, duration)
    on_calendar = len(table.cumulative) > 0
    if growth is None or (duration.unit == "working_days" and not on_calendar):
        return
    days = _days_between(part.start, seen)
    work = _work_of(table, days, (seen - data_date).days) - _idle(part, table, seen, data_date)
    if work <= 0:
        return
    per_unit = UNIT_DAYS[duration.unit] * (1.0 if duration.unit == "working_days" else table.mean_rate)
    spent = work / per_unit / growth
    largest, middle = _factor(duration, LARGEST_FACTOR), _factor(duration, 0.5)
    distribution = duration.distribution()
    found = msg("stage `{stage}` under way for at least {days}", stage=part.stage, days=number_of_days(days))
    if part.stops or part.stopped_since is not None:
        found = msg(
            "stage `{stage}` under way for at least {days}, of which {work} worked, its stops left out",
            stage=part.stage,
            days=number_of_days(days),
            work=round(work),
        )
    elif on_calendar:
        found = msg(
            "stage `{stage}` under way for at least {days}, of which {work} worked on its calendar",
            stage=part.stage,
            days=number_of_days(days),
            work=round(work),
        )
    if math.isinf(float(distribution.log_sf(spent / largest))):
        longest = math.ceil(distribution.high * largest * growth * per_unit)
        allowed = msg(
            "less than {days}, the longest that the stage's duration allows", days=number_of_days(longest)
        )
        if on_calendar:
            allowed = msg_n(
                "less than {count} day of work, the longest that the stage's duration allows",
                "less than {count} days of work, the longest that the stage's duration allows",
                longest,
            )
        yield in_row(
            partial.register,
            row,
            "stage_start",
            found,
            allowed,
            msg("check the start; if it is right, the stage's duration must allow longer cases"),
        )
    elif float(distribution.log_sf(spent / middle)) < math.log(RARE_SHARE):
        yield in_row(
            partial.register,
            row,
            "stage_start",
            found,
            msg("a time spent that is not rarer than one case in a hundred"),
            msg(
                "check the start and whether the stage is still under way; if so, the duration may be too short"
            ),
            warning=True,
        )


def _days_between(start: DateRange, seen: date) -> int:
    """Days since the latest possible start: a known day counts from its 00:00, a span from the end of its last day."""
    last_day_open = 0 if start.days == 1 else 1
    return (seen - start.last).days - last_day_open


def _work_of(table: CalendarTable, days: int, seen_days: int) -> float:
    """Work that a calendar allowed in so many days before an instant, itself in days from the data date."""
    begun, seen = table.work_until(np.array([float(seen_days - max(days, 0)), float(seen_days)]))
    return float(seen - begun)


def _idle(part: StageUnderWay, table: CalendarTable, seen: date, data_date: date) -> float:
    """Work that a calendar allowed while a stage stood still, until a day."""
    spans = [(stop.first, min(stop.last + timedelta(days=1), seen)) for stop in part.stops]
    spans += [] if part.stopped_since is None else [(part.stopped_since, seen)]
    return sum(_work_of(table, (last - first).days, (last - data_date).days) for first, last in spans)


def _factor(duration: Duration, share: float) -> float:
    return 1.0 if duration.uncertain is None else duration.uncertain.quantile(share)


def _growth(partial: PartialScenario, row: ProjectRow, duration: Duration) -> float | None:
    """Largest growth with size that the row allows; None where the size is not known here, or there is none."""
    scale = duration.scale
    if scale is None:
        return 1.0
    size = row.homes if scale.by == "homes" else row.land_ha
    if (
        size is None
        or size.low == 0
        or (scale.by == "homes" and row.homes_group in partial.homes_groups and not size.known)
    ):
        return None
    return float(max((end / scale.reference) ** scale.exponent for end in (size.low, size.high)))
