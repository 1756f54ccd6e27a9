"""Projects that have ended without being completed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sim.errors import Problem, msg
from sim.files import PartialScenario, in_row, span_shown
from sim.scenario import ProjectRow


def ended_problems(partial: PartialScenario) -> Iterator[Problem]:
    """Yield projects that are said to have ended after the data date."""
    for row in partial.rows:
        if partial.data_date is not None:
            yield from _too_late(partial.register, row, partial.data_date)


def _too_late(file: str, row: ProjectRow, data_date: date) -> Iterator[Problem]:
    if row.ended_as is not None and row.ended_as.when.first > data_date:
        yield in_row(
            file,
            row,
            "ended_as",
            msg("{span}, after the data date", span=span_shown(row.ended_as.when)),
            msg("a date or span up to the data date {data_date}", data_date=data_date),
            msg("a project that has not ended yet is not started, or in progress: give the stage it is in"),
        )
