"""Time already spent in a stage, against how long the stage can take."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date

from sim.errors import Problem, msg
from sim.scenario.checks_calendars import FIRST_DAY
from sim.scenario.durations import UNIT_DAYS, Duration
from sim.scenario.parts import Parts
from sim.scenario.register import ProjectRow, StageUnderWay
from sim.scenario.route_graph import Ancestry

RARE = 0.01
LARGEST_FACTOR = 0.999


def time_problems(parts: Parts, graphs: Mapping[str, Ancestry]) -> Iterator[Problem]:
    """Yield stages under way for longer than they can take, or than all but one case in a hundred.

    Only stages worked on every day are judged: time spent on a calendar is reckoned where calendars are
    tables, when the plan is made.
    """
    for row in parts.rows:
        route = parts.routes.get(row.route)
        if route is None or row.route not in graphs:
            continue
        steps = {step.stage: step for step in route.steps}
        for part in row.under_way:
            stage = parts.stages.get(part.stage)
            if stage is None or part.stage not in steps:
                continue
            if stage.calendar is not None:
                yield from _before_calendars(parts, row, part)
                continue
            duration = parts.duration_of(row, steps[part.stage])
            if duration is not None and parts.data_date is not None and duration.unit != "working_days":
                yield from _too_long(parts, row, part, duration, parts.data_date)


def _before_calendars(parts: Parts, row: ProjectRow, part: StageUnderWay) -> Iterator[Problem]:
    if part.start.first < FIRST_DAY:
        yield Problem(
            parts.register,
            msg("stage `{stage}` begun before {first}", stage=part.stage, first=FIRST_DAY),
            msg("a start from {first} on, where calendars begin", first=FIRST_DAY),
            msg("write the span from {first} on, and say so in the note", first=FIRST_DAY),
            row=row.row,
            column="stage_start",
        )


def _too_long(
    parts: Parts, row: ProjectRow, part: StageUnderWay, duration: Duration, data_date: date
) -> Iterator[Problem]:
    growth = _growth(parts, row, duration)
    last_day_open = 0 if part.start.days == 1 else 1
    spent_days = (data_date - part.start.last).days - last_day_open
    if growth is None or spent_days <= 0:
        return
    spent = spent_days / UNIT_DAYS[duration.unit] / growth
    largest, middle = _factor(duration, LARGEST_FACTOR), _factor(duration, 0.5)
    distribution = duration.spread.distribution()
    if math.isinf(float(distribution.log_sf(spent / largest))):
        longest_days = distribution.high * largest * growth * UNIT_DAYS[duration.unit]
        yield Problem(
            parts.register,
            msg("stage `{stage}` under way for at least {days} days", stage=part.stage, days=spent_days),
            msg(
                "less than {days} days, the longest that the stage's duration allows",
                days=math.ceil(longest_days),
            ),
            msg("check the start; if it is right, the stage's duration must allow longer cases"),
            row=row.row,
            column="stage_start",
        )
    elif float(distribution.log_sf(spent / middle)) < math.log(RARE):
        yield Problem(
            parts.register,
            msg("stage `{stage}` under way for at least {days} days", stage=part.stage, days=spent_days),
            msg("a time spent that is not rarer than one case in a hundred"),
            msg(
                "check the start and whether the stage is still under way; if so, the duration may be too short"
            ),
            row=row.row,
            column="stage_start",
            severity="warning",
        )


def _factor(duration: Duration, share: float) -> float:
    if duration.uncertain is None:
        return 1.0
    return float(duration.uncertain.distribution().quantile(share))


def _growth(parts: Parts, row: ProjectRow, duration: Duration) -> float | None:
    """Largest growth with size that the row allows; None where the size is not known here."""
    scale = duration.scale
    if scale is None:
        return 1.0
    size = row.homes if scale.by == "homes" else row.land_ha
    if size is None or (scale.by == "homes" and row.homes_group in parts.homes_groups and not size.known):
        return None
    return float(max((end / scale.reference) ** scale.exponent for end in (size.low, size.high)))
