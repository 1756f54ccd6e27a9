"""Dates of stages already done: before the data date, in the order of the route, before what is under way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sim.errors import Message, Problem, msg
from sim.files import PartialScenario, in_row, span_shown
from sim.scenario import Ancestry, DateRange, FinishedStage, ProjectRow, surely_before, to_do


def finished_problems(partial: PartialScenario, graphs: Mapping[str, Ancestry]) -> Iterator[Problem]:
    """Yield stages done at a time at which they cannot have been, and rows with nothing left to do.

    Parameters
    ----------
    partial : PartialScenario
    graphs : mapping of str to Ancestry
        The sound route graphs, by route id.
    """
    surely = {route_id: surely_before(partial.routes[route_id]) for route_id in graphs}
    for row in partial.rows:
        if partial.data_date is not None:
            yield from _date_problems(partial.register, row, partial.data_date)
        before = surely.get(row.route)
        if before is not None:
            yield from _order_problems(partial.register, row, before)
            yield from _nothing_left(partial.register, row, graphs[row.route])


def _date_problems(file: str, row: ProjectRow, data_date: date) -> Iterator[Problem]:
    """Yield stages that ended before they began, or after the data date."""
    for one in row.finished:
        if one.begin is not None and one.end.last < one.begin.first:
            yield in_row(
                file,
                row,
                "finished",
                msg(
                    "stage `{stage}` begun {begin} and ended {end}, before it began",
                    stage=one.stage,
                    begin=span_shown(one.begin),
                    end=span_shown(one.end),
                ),
                msg("an end that can lie after the begin"),
                msg("swap or correct the two dates"),
            )
        elif one.end.first > data_date:
            yield in_row(
                file,
                row,
                "finished",
                msg(
                    "stage `{stage}` ended {span}, after the data date",
                    stage=one.stage,
                    span=span_shown(one.end),
                ),
                msg("a date or span up to the data date {data_date}", data_date=data_date),
                msg("correct the date; a stage that has not ended is under way or still to do"),
            )


def _order_problems(file: str, row: ProjectRow, before: Ancestry) -> Iterator[Problem]:
    """Yield stages that ended after what waits for their end: a later stage, one under way, the end of the project.

    Where two stages may overlap nothing is said of the order of their dates.
    """
    for one in row.finished:
        later = next(
            (told for stage, told in _afterwards(row, one) if one.stage in before.get(stage, ())), None
        )
        over = later or _over(row, one)
        if over is None:
            continue
        found, span = over
        yield in_row(
            file,
            row,
            "finished",
            msg(
                "stage `{stage}` ended {end}, but {later}",
                stage=one.stage,
                end=span_shown(one.end),
                later=found,
            ),
            msg("an end that can lie at or before {span}", span=span_shown(span)),
            msg("correct one of the two dates; a date that is not known exactly is written as a span"),
        )


_Later = tuple[Message, DateRange]
"""What came too early, in words, and when."""


def _afterwards(row: ProjectRow, one: FinishedStage) -> Iterator[tuple[str, _Later]]:
    """Stages with a date that lies before the end of a stage, whether they wait for it or not."""
    for other in row.finished:
        span = other.begin or other.end
        if span.last < one.end.first:
            begun = msg(
                "`{other}`, which waits for it, began {span}", other=other.stage, span=span_shown(span)
            )
            ended = msg(
                "`{other}`, which waits for it, ended {span}", other=other.stage, span=span_shown(span)
            )
            yield other.stage, (ended if other.begin is None else begun, span)
    for part in row.under_way:
        if part.start.last < one.end.first:
            span = part.start
            begun = msg(
                "`{other}`, which waits for it, began {span}", other=part.stage, span=span_shown(span)
            )
            yield part.stage, (begun, span)


def _over(row: ProjectRow, one: FinishedStage) -> _Later | None:
    """What is said of the end of a project, where a stage ended after it."""
    if row.completed_on is not None and row.completed_on.last < one.end.first:
        return msg("the project was completed {span}", span=span_shown(row.completed_on)), row.completed_on
    if row.ended_as is not None and row.ended_as.when.last < one.end.first:
        return msg("the project ended {span}", span=span_shown(row.ended_as.when)), row.ended_as.when
    return None


def _nothing_left(file: str, row: ProjectRow, graph: Ancestry) -> Iterator[Problem]:
    """Yield a row in progress of which every stage is done."""
    known = all(stage in graph for stage in row.stages_done)
    if row.status == "in_progress" and not row.under_way and known and not to_do(row, graph):
        yield in_row(
            file,
            row,
            "status",
            msg("in_progress, but every stage of route `{route}` is done", route=row.route),
            msg("a stage under way or still to do"),
            msg("write completed and `completed_on`, or correct the stages done"),
        )
