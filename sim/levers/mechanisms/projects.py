"""Levers that bring more projects: rows made from a template, each the same however many there are."""

from __future__ import annotations

from datetime import date

from sim.errors import msg
from sim.levers import ProjectsChange, Pull, day_before, months_later
from sim.scenario import DateRange, NumberRange, ProjectRow, Scenario


def add_projects(scenario: Scenario, pull: Pull[ProjectsChange]) -> Scenario:
    """Add rows to the register, after those that stand in it."""
    change = pull.change
    pull.must_be_in(change.route, scenario.settings.routes, "route", msg("route"))
    first = pull.schedule.from_day(scenario.settings.data_date)
    last_row = max((row.row for row in scenario.rows), default=1)
    added = tuple(
        _row(pull, number, first, scenario.settings.data_date, last_row + number)
        for number in range(1, round(pull.schedule.whole) + 1)
    )
    taken = {row.project_id for row in scenario.rows}.intersection(row.project_id for row in added)
    if taken:
        raise pull.refuse(
            msg("project `{project}`, which the register has already", project=min(taken)),
            msg("ids that no project has"),
            msg("choose another `prefix`"),
            "prefix",
        )
    return scenario.model_copy(update={"rows": (*scenario.rows, *added)})


def _row(pull: Pull[ProjectsChange], number: int, first: date, known: date, row: int) -> ProjectRow:
    change, by = pull.change, pull.by
    begins = months_later(first, change.every_months * (number - 1))
    land = None if change.land_ha is None else NumberRange(low=change.land_ha[0], high=change.land_ha[1])
    return ProjectRow(
        project_id=f"{change.prefix}{number:02d}",
        name=f"{change.name.vi} {number}",
        route=change.route,
        homes=NumberRange(low=change.homes[0], high=change.homes[1]),
        blocks=change.blocks,
        land_ha=land,
        status="not_started",
        entry=DateRange(first=begins, last=day_before(months_later(begins, change.window_months))),
        counted_before="no",
        status_as_of=known,
        source=by.source,
        assumption="" if by.assumption is None else by.assumption.vi[:2000],
        assumption_en="" if by.assumption is None else by.assumption.en[:2000],
        row=row,
    )
