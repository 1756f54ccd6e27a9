"""What the register says of a stage under way -> what is drawn from."""

from __future__ import annotations

from datetime import date

import numpy as np

from sim.plan.graph import Graph
from sim.plan.under_way import ReportedShare, Span, UnderWayNode
from sim.scenario import DateRange, ProjectRow, Settings, StageUnderWay, last_seen


def under_way_node(settings: Settings, row: ProjectRow, graph: Graph, part: StageUnderWay) -> UnderWayNode:
    """What the register says of a stage under way, in days from the data date."""
    seen = last_seen(row, part, settings.routes[row.route], settings.counting, settings.data_date)
    return UnderWayNode(
        node=graph.find(part.stage),
        start=day_span(part.start, settings.data_date, latest=0.0),
        known_days=float((seen - settings.data_date).days),
        reported=_reported(settings, row, part),
    )


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
