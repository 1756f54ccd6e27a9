"""Projects that have ended without being completed: when, and into which others they went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from graphlib import CycleError, TopologicalSorter

from sim.errors import Problem, msg
from sim.files import PartialScenario, in_row, listed, span_shown, unknown_name
from sim.scenario import EndedAs, ProjectRow
from sim.text import number_of_homes

_Projects = Mapping[str, Sequence[ProjectRow]]


def ended_problems(partial: PartialScenario) -> Iterator[Problem]:
    """Yield projects that ended after the data date, and merged and split ones whose homes stand nowhere or twice.

    Parameters
    ----------
    partial : PartialScenario
        Where rows are missing, nothing is said of the projects that others went into.
    """
    projects: dict[str, list[ProjectRow]] = defaultdict(list)
    for row in partial.rows:
        projects[row.project_id].append(row)
    for row in partial.rows:
        if row.ended_as is None:
            continue
        if partial.data_date is not None:
            yield from _too_late(partial.register, row, row.ended_as, partial.data_date)
        if row.passed_on:
            yield from _counted_twice(partial.register, row)
            if partial.rows_complete:
                yield from _destination_problems(partial.register, row, row.ended_as, projects)
    if partial.rows_complete:
        yield from _circles(partial.register, projects)
        yield from _homes_lost(partial.register, projects)


def _too_late(file: str, row: ProjectRow, ended: EndedAs, data_date: date) -> Iterator[Problem]:
    if ended.when.first > data_date:
        yield in_row(
            file,
            row,
            "ended_as",
            msg("{span}, after the data date", span=span_shown(ended.when)),
            msg("a date or span up to the data date {data_date}", data_date=data_date),
            msg("a project that has not ended yet is not started, or in progress: give the stage it is in"),
        )


def _counted_twice(file: str, row: ProjectRow) -> Iterator[Problem]:
    """Yield what would count homes here that stand in other rows."""
    if row.counted_before != "no":
        yield in_row(
            file,
            row,
            "counted_before",
            msg(
                "{answer}, for a project whose homes stand in the rows it went into",
                answer=row.counted_before,
            ),
            msg("no: those rows say whether the homes were counted"),
            msg("write no here, and the answer there"),
        )
    if row.homes_group is not None:
        yield in_row(
            file,
            row,
            "homes_group",
            msg("`{name}`, for a project whose homes stand in the rows it went into", name=row.homes_group),
            msg("rows with homes of their own, among which the homes of the group are shared out"),
            msg("empty the cell, and name the group in the rows it went into"),
        )


def _destination_problems(
    file: str, row: ProjectRow, ended: EndedAs, projects: _Projects
) -> Iterator[Problem]:
    """Yield projects that are in no row of the register, or are the one that has ended itself."""
    for name in ended.into:
        if name not in projects:
            known = [other for other in projects if other != row.project_id]
            yield unknown_name(
                file, "", name, known, msg("project of the register"), row=row.row, column="ended_into"
            )
        elif name == row.project_id and all(other.passed_on for other in projects[name]):
            yield in_row(
                file,
                row,
                "ended_into",
                msg("`{name}`, the project itself", name=name),
                msg("another project, in whose row its homes stand"),
                msg("correct the id"),
            )


def _circles(file: str, projects: _Projects) -> Iterator[Problem]:
    """Yield projects that went into each other in a circle, so that their homes stand in no row."""
    gone = {
        name: {other for row in rows if row.ended_as is not None for other in row.ended_as.into} - {name}
        for name, rows in projects.items()
        if all(row.passed_on for row in rows)
    }
    try:
        TopologicalSorter({name: into & gone.keys() for name, into in gone.items()}).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        for row in projects[circle[0]]:
            yield in_row(
                file,
                row,
                "ended_into",
                msg("a circle of projects that went into each other: {names}", names=listed(circle)),
                msg("in the end a project with homes of its own"),
                msg("correct one of them"),
            )


def _homes_lost(file: str, projects: _Projects) -> Iterator[Problem]:
    """Warn of projects with fewer homes than those that went into them alone."""
    merged: dict[str, list[ProjectRow]] = defaultdict(list)
    for rows in projects.values():
        for row in rows:
            if row.ended_as is not None and row.ended_as.how == "merged":
                merged[row.ended_as.into[0]].append(row)
            elif row.ended_as is not None and row.ended_as.how == "split":
                parts = [other for name in row.ended_as.into for other in projects.get(name, ())]
                yield from _fewer(file, row, row.homes.low, parts)
    for name, rows in merged.items():
        least = sum(row.homes.low for row in rows)
        yield from _fewer(file, rows[0], least, projects.get(name, ()))


def _fewer(file: str, row: ProjectRow, least: float, into: Sequence[ProjectRow]) -> Iterator[Problem]:
    """Warn where the rows that homes went into have fewer: some of them may have been lost on the way."""
    most = sum(other.homes.high for other in into if not other.passed_on)
    if into and most < least and not any(other.passed_on for other in into):
        yield in_row(
            file,
            row,
            "ended_into",
            msg(
                "{homes}, but at most {most} in the rows it went into: {rows}",
                homes=number_of_homes(int(least)),
                most=most,
                rows=listed(other.key for other in into),
            ),
            msg("as many homes there as went into them, in most cases"),
            msg("check the homes of these rows: those of a merged or split project count there alone"),
            warning=True,
        )
