"""Scenario -> plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from sim.calendars import CalendarTable, plain_calendar
from sim.plan.by_date import days_from
from sim.plan.chance_tables import block_addresses, make_chances
from sim.plan.duration_models import DurationModels
from sim.plan.graph import Graph, graph_of
from sim.plan.network_arrays import make_network
from sim.plan.plan import Labels, Measurement, Plan, TargetYears
from sim.scenario import ProjectRow, Scenario, Settings


def make_plan(scenario: Scenario, *, years_beyond: int | None = None) -> Plan:
    """Turn a checked scenario into arrays.

    Parameters
    ----------
    scenario : Scenario
        As read and checked; references between its parts are taken to be sound.
    years_beyond : int, optional
        Years to simulate after the last target year, 0 or more; by default to the scenario's horizon.
        Nothing that happens before the horizon depends on it: homes of earlier quarters are the same, whatever it is.

    Returns
    -------
    Plan
    """
    settings = scenario.settings
    keys = dict.fromkeys(map(graph_key, scenario.rows))
    graphs = {key: graph_of(settings.routes[key[0]], key[1]) for key in keys}
    calendars = _calendars(settings)
    models = DurationModels(settings, calendars)
    durations = [
        tuple(models.versions_of(row, node) for node in graphs[graph_key(row)].nodes) for row in scenario.rows
    ]
    beyond = settings.years_beyond if years_beyond is None else years_beyond
    horizon = date(settings.targets.years[-1].year + beyond + 1, 1, 1)
    network = make_network(
        scenario, graphs, calendars, models, durations, days_from(settings.data_date, horizon)
    )
    return Plan(
        data_date=settings.data_date,
        network=network,
        chances=make_chances(scenario, graphs, models, durations, network),
        measurement=_measurement(scenario, graphs, horizon),
        labels=_labels(scenario, graphs),
    )


def graph_key(row: ProjectRow) -> tuple[str, int]:
    """Route and number of blocks: rows that share them share a graph."""
    return row.route, row.blocks


def _calendars(settings: Settings) -> dict[str | None, CalendarTable]:
    tables: dict[str | None, CalendarTable] = {None: plain_calendar(settings.data_date)}
    for calendar_id, calendar in settings.calendars.items():
        tables[calendar_id] = calendar.table(calendar_id, settings.data_date)
    return tables


def _measurement(scenario: Scenario, graphs: Mapping[tuple[str, int], Graph], horizon: date) -> Measurement:
    settings = scenario.settings
    years = range(settings.data_date.year, horizon.year)
    quarters = [date(year, month, 1) for year in years for month in (1, 4, 7, 10)]
    rows, eligible, handed_over = [], [], []
    for p, row in enumerate(scenario.rows):
        graph, route = graphs[graph_key(row)], settings.routes[row.route]
        for number in range(row.blocks):
            rows.append(p)
            eligible.append(graph.find(route.eligible_after, number))
            handed_over.append(graph.find(route.handed_over_after, number))
    return Measurement(
        row_of=np.array(rows, dtype=np.int64),
        eligible_node=np.array(eligible, dtype=np.int64),
        handed_over_node=np.array(handed_over, dtype=np.int64),
        counted_when_eligible=settings.counting.counted_when == "eligible",
        push=None if settings.counting.push is None else _target_years(settings),
        quarter_days=np.array([days_from(settings.data_date, day) for day in (*quarters, horizon)]),
        first_year=settings.data_date.year,
    )


def _target_years(settings: Settings) -> TargetYears:
    targets, data_date = settings.targets, settings.data_date
    years, done = [target.year for target in targets.years], targets.done_this_year
    return TargetYears(
        edges=np.array([days_from(data_date, date(year, 1, 1)) for year in (*years, years[-1] + 1)]),
        homes=np.array([target.homes for target in targets.years], dtype=np.int64),
        done=np.array(
            [0 if done is None or year != data_date.year else done.counted for year in years], dtype=np.int64
        ),
        carry_over=targets.carry_over,
    )


def _labels(scenario: Scenario, graphs: Mapping[tuple[str, int], Graph]) -> Labels:
    rows = scenario.rows
    return Labels(
        keys=tuple(row.key for row in rows),
        projects=tuple(row.project_id for row in rows),
        blocks=tuple(row.block for row in rows),
        block_keys=tuple((row.project_id, address) for row in rows for address in block_addresses(row)),
        stages=tuple(tuple(node.stage for node in graph.nodes) for graph in graphs.values()),
        numbers=tuple(
            tuple(node.number + 1 if _is_copy(graph, node.stage) else 0 for node in graph.nodes)
            for graph in graphs.values()
        ),
        pools=tuple(scenario.settings.pools),
        stocks=tuple(scenario.settings.stocks),
    )


def _is_copy(graph: Graph, stage: str) -> bool:
    return sum(node.stage == stage for node in graph.nodes) > 1
