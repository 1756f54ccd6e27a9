"""What the register says of a stage under way -> what is drawn from."""

from __future__ import annotations

from datetime import date

import numpy as np

from sim.plan.duration_models import DurationModels
from sim.plan.graph import Graph
from sim.plan.plan import NONE
from sim.plan.under_way import ReportedShare, Span, StoppedWork, UnderWayNode
from sim.plan.versions import step_of
from sim.scenario import DateRange, ProjectRow, Settings, StageUnderWay, last_seen


def under_way_node(
    settings: Settings, row: ProjectRow, graph: Graph, part: StageUnderWay, models: DurationModels
) -> UnderWayNode:
    """What the register says of a stage under way, in days from the data date.

    Parameters
    ----------
    settings : Settings
    row : ProjectRow
    graph : Graph
        The row's.
    part : StageUnderWay
    models : DurationModels
        Receives how long a stop lasts.

    Returns
    -------
    UnderWayNode
    """
    seen = last_seen(row, part, settings.routes[row.route], settings.counting, settings.data_date)
    return UnderWayNode(
        node=graph.find(part.stage),
        start=day_span(part.start, settings.data_date, latest=0.0),
        known_days=float((seen - settings.data_date).days),
        reported=_reported(settings, row, part),
        stops=_stops(settings, part),
        stopped=_stopped(settings, row, part, models),
    )


def _stops(settings: Settings, part: StageUnderWay) -> tuple[Span, ...]:
    """Spans in which no work was done, from the first day's 00:00 to the last one's end, or to the data date."""
    stops = [
        (float((one.first - settings.data_date).days), float((one.last - settings.data_date).days) + 1.0)
        for one in part.stops
    ]
    if part.stopped_since is not None:
        stops.append((float((part.stopped_since - settings.data_date).days), 0.0))
    return tuple(Span(min(low, 0.0), min(high, 0.0)) for low, high in stops)


def _stopped(
    settings: Settings, row: ProjectRow, part: StageUnderWay, models: DurationModels
) -> StoppedWork | None:
    if part.stopped_since is None:
        return None
    if step_of(settings.routes[row.route], part.stage).recall is None:
        resumes = settings.stages[part.stage].resumes
        assert resumes is not None, "checks refuse a stop of which nobody says how long it lasts"
        return StoppedWork(models.work(f"stages.{part.stage}.resumes", resumes), 0.0, 0.0)
    days = (part.stopped_since, min(row.status_as_of, settings.data_date))
    stop, seen = (float((one - settings.data_date).days) for one in days)
    return StoppedWork(NONE, -stop, max(seen - stop, 0.0))


def _reported(settings: Settings, row: ProjectRow, part: StageUnderWay) -> ReportedShare | None:
    if part.progress is None:
        return None
    assert settings.progress is not None, "checks refuse a share of work without it"
    days = float((row.status_as_of - settings.data_date).days)
    return ReportedShare(part.progress, settings.progress.sigma_log, days)


def day_span(days: DateRange, data_date: date, earliest: float = -np.inf, latest: float = np.inf) -> Span:
    """Days as a span of instants from the data date, cut to those between two of them; a known day is its 00:00."""
    low = float((days.first - data_date).days)
    high = low if days.days == 1 else float((days.last - data_date).days) + 1.0
    return Span(min(max(low, earliest), latest), min(max(high, earliest), latest))
