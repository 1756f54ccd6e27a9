"""Scenario -> network: who waits for what, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sim.array_types import Floats, Ints
from sim.calendars import CalendarTable
from sim.plan.by_date import added_by, days_from
from sim.plan.duration_models import DurationModels
from sim.plan.fast_tracks import FastTracks, cuts_by_date
from sim.plan.graph import STAGGER, Graph
from sim.plan.plan import (
    ASSIGN,
    DONE,
    DROP_OUT,
    FIRST_COME,
    MOST_HOMES_FIRST,
    NEAREST_COMPLETION_FIRST,
    NO_FALLBACK,
    NONE,
    TO_DO,
    UNDER_WAY,
    Network,
    Recalls,
    Tenders,
)
from sim.scenario import Pool, ProjectRow, Recall, Scenario, Settings, Tender, still_to_come

_QUEUE_RULES = {
    "first_come": FIRST_COME,
    "most_homes_first": MOST_HOMES_FIRST,
    "nearest_completion_first": NEAREST_COMPLETION_FIRST,
}
_FALLBACKS = {None: NO_FALLBACK, "assign": ASSIGN, "drop_out": DROP_OUT}
GraphKey = tuple[str, int]


def make_network(
    scenario: Scenario,
    graphs: Mapping[GraphKey, Graph],
    calendars: Mapping[str | None, CalendarTable],
    models: DurationModels,
    durations: Sequence[Sequence[Sequence[int]]],
    horizon_days: float,
) -> Network:
    """Lay out stages, pools, stocks, tenders, recalls and statuses.

    Parameters
    ----------
    scenario : Scenario
    graphs : mapping
        Graph of each route and number of blocks.
    calendars : mapping
        Table of each calendar id, the plain one first under None.
    models : DurationModels
        Receives the likelihoods and hazards met on the way.
    durations : sequence
        For each row and node, the indices of its durations.
    horizon_days : float

    Returns
    -------
    Network
    """
    settings, rows = scenario.settings, scenario.rows
    kinds, paces = _Kinds(settings, models), FastTracks(settings)
    widest = max(len(graph.nodes) for graph in graphs.values())
    versions = max(
        len(models.versions(route_id, step.stage))
        for route_id, _ in graphs
        for step in settings.routes[route_id].steps
    )
    shape = (len(graphs), widest)
    nodes = {
        name: np.full(shape, NONE, dtype=np.int64)
        for name in (
            "pool_of",
            "stock_of",
            "rounds_column",
            "notice_node",
            "recall_of",
            "recall_column",
            "recall_rounds_node",
            "pace_of",
        )
    }
    calendar_of, fallback = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    valid_days = np.full(shape, np.inf)
    version_days = np.full((*shape, versions), np.inf)
    version_days[:, :, 0] = -np.inf
    tender_of = np.full((*shape, versions), NONE, dtype=np.int64)
    predecessors = np.zeros((*shape, widest), dtype=np.bool_)
    overlap_days = np.full((*shape, widest), np.inf)
    for g, ((route_id, _), graph) in enumerate(graphs.items()):
        route, count = settings.routes[route_id], len(graph.nodes)
        predecessors[g, :count, :count] = graph.predecessors
        steps = {step.stage: step for step in route.steps}
        again = {step.recall.tender_again for step in route.steps if step.recall is not None}
        held, stalling = 0, 0
        for s, node in enumerate(graph.nodes):
            if node.stage == STAGGER:
                continue
            step = steps[node.stage]
            stage = step.on(settings.stages[node.stage])
            nodes["pool_of"][g, s] = _index(settings.pools, stage.pool)
            nodes["stock_of"][g, s] = _index(settings.stocks, None if stage.stock is None else stage.stock.id)
            calendar_of[g, s] = list(calendars).index(stage.calendar)
            fallback[g, s] = _FALLBACKS[step.fallback]
            for v, version in enumerate(models.versions(route_id, node.stage)):
                if version.from_date is not None:
                    version_days[g, s, v] = days_from(settings.data_date, version.from_date)
                tender_of[g, s, v] = kinds.tender(version.tender_path, version.tender)
            for overlap in step.overlaps:
                for j in np.flatnonzero(graph.predecessors[s]):
                    if graph.nodes[j].stage == overlap.stage:
                        # What is under way on the data date must end, whenever the overlap began to hold.
                        overlap_days[g, s, j] = max(days_from(settings.data_date, overlap.from_date), 0.0)
            nodes["pace_of"][g, s] = paces.of(route_id, node.stage)
            if (tender_of[g, s] != NONE).any() or node.stage in again:
                nodes["rounds_column"][g, s], held = held, held + 1
            if step.needs_valid is not None:
                nodes["notice_node"][g, s] = graph.find(step.needs_valid.stage)
                valid_days[g, s] = step.needs_valid.duration.median_days
            if step.recall is not None:
                nodes["recall_of"][g, s] = kinds.recall(f"routes.{route_id}.{node.stage}.recall", step.recall)
                nodes["recall_column"][g, s], stalling = stalling, stalling + 1
                nodes["recall_rounds_node"][g, s] = graph.find(step.recall.tender_again)
    state, remaining = _rows_on_graphs(rows, graphs, widest, models, durations)
    keys = list(graphs)
    pool_days, pool_slots = _by_date(
        [_slots_by_date(pool, settings.data_date) for pool in settings.pools.values()]
    )
    stock_days, stock_amounts = _by_date(
        [
            added_by(
                settings.data_date, stock.level, [(refill.on, refill.amount) for refill in stock.refills]
            )
            for stock in settings.stocks.values()
        ]
    )
    return Network(
        horizon_days=horizon_days,
        graph_of=np.array([keys.index((row.route, row.blocks)) for row in rows], dtype=np.int64),
        node_count=np.array([len(graph.nodes) for graph in graphs.values()], dtype=np.int64),
        predecessors=predecessors,
        overlap_days=overlap_days,
        calendar_of=calendar_of,
        version_days=version_days,
        tender_of=tender_of,
        fallback=fallback,
        notice_valid_days=valid_days,
        state=state,
        rounds_before=np.array([row.tender_round - 1 for row in rows], dtype=np.int64),
        ended=np.array([row.status == "ended" for row in rows], dtype=np.bool_),
        enters_at_entry=np.array([row.status == "not_started" for row in rows], dtype=np.bool_),
        goes_first=np.zeros(len(rows), dtype=np.bool_),
        remaining_days=remaining,
        pool_rule=np.array([_QUEUE_RULES[pool.queue] for pool in settings.pools.values()], dtype=np.int64),
        pool_rule_days=_rule_days(settings),
        pool_change_days=pool_days,
        pool_change_slots=pool_slots.astype(np.int64),
        stock_change_days=stock_days,
        stock_change_amounts=stock_amounts,
        tenders=kinds.tenders,
        recalls=kinds.recalls,
        paces=paces.paces,
        calendars=tuple(calendars.values()),
        **nodes,
    )


class _Kinds:
    """Collects tenders and recalls, each part of the scenario once."""

    def __init__(self, settings: Settings, models: DurationModels) -> None:
        self._settings, self._models = settings, models
        self._tenders: dict[str, tuple[int, bool, int]] = {}
        self._recalls: dict[str, tuple[int, int, int]] = {}
        self._cuts: dict[str, Recall] = {}

    def tender(self, path: str, tender: Tender | None) -> int:
        if tender is None:
            return NONE
        success = self._models.likelihood(f"{path}.success", tender.success)
        self._tenders.setdefault(path, (tender.rounds, tender.holds_slot == "loop", success))
        return list(self._tenders).index(path)

    def recall(self, path: str, recall: Recall) -> int:
        hazard = self._models.hazard(f"{path}.hazard", recall.hazard)
        lapse = self._models.likelihood(f"{path}.lapse", recall.lapse)
        self._recalls.setdefault(path, (recall.cap, hazard, lapse))
        self._cuts.setdefault(path, recall)
        return list(self._recalls).index(path)

    @property
    def tenders(self) -> Tenders:
        columns = _columns(self._tenders.values())
        return Tenders(columns[0], columns[1].astype(np.bool_), columns[2])

    @property
    def recalls(self) -> Recalls:
        recalls = self._cuts.values()
        return Recalls(
            *_columns(self._recalls.values()),
            *cuts_by_date(self._settings, [recall.hazard.cuts for recall in recalls]),
            *cuts_by_date(self._settings, [recall.grace_cuts for recall in recalls]),
        )


def _columns(rows: Iterable[tuple[int, int, int]]) -> tuple[Ints, Ints, Ints]:
    table = np.array(list(rows), dtype=np.int64).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


def _states(row: ProjectRow, graph: Graph) -> Ints:
    count = len(graph.nodes)
    if row.over:
        return np.full(count, DONE)
    state = [TO_DO] * count
    under_way = {part.stage for part in row.under_way}
    for s in reversed(range(count)):
        if graph.nodes[s].stage in under_way:
            state[s] = UNDER_WAY
        needed = any(state[j] != TO_DO for j in graph.followers[s])
        if needed or graph.nodes[s].stage in row.stages_done:
            state[s] = DONE
    return np.array(state)


def _rows_on_graphs(
    rows: Sequence[ProjectRow],
    graphs: Mapping[GraphKey, Graph],
    widest: int,
    models: DurationModels,
    durations: Sequence[Sequence[Sequence[int]]],
) -> tuple[NDArray[np.int8], Floats]:
    """State of every node of every row on the data date, and median days from its request to the row's end."""
    state = np.full((len(rows), widest), DONE, dtype=np.int8)
    remaining = np.zeros((len(rows), widest))
    for p, row in enumerate(rows):
        graph = graphs[(row.route, row.blocks)]
        state[p, : len(graph.nodes)] = _states(row, graph)
        remaining[p, : len(graph.nodes)] = models.remaining_days(row, graph, durations[p])
    return state, remaining


def _rule_days(settings: Settings) -> Floats:
    """Day from which each pool's queue rule holds; -inf for always."""
    days = np.full(len(settings.pools), -np.inf)
    for q, pool in enumerate(settings.pools.values()):
        # A queue served by time treats requests alike, whether made before a date or after it.
        later = pool.queue_from is not None and pool.queue_from >= settings.data_date
        if pool.queue_from is not None and later and pool.queue != "first_come":
            days[q] = days_from(settings.data_date, pool.queue_from)
    return days


def _slots_by_date(pool: Pool, data_date: date) -> list[tuple[float, float]]:
    """Slots on the data date, then later numbers by date."""
    later = [
        (days_from(data_date, change.from_date), change.slots)
        for change in still_to_come(pool.changes, data_date)
    ]
    return [(0.0, pool.slots_on(data_date)), *later]


def _by_date(series: Sequence[Sequence[tuple[float, float]]]) -> tuple[Floats, Floats]:
    width = max((len(changes) for changes in series), default=1)
    days = np.full((len(series), width), np.inf)
    amounts = np.zeros((len(series), width))
    for i, changes in enumerate(series):
        days[i, : len(changes)] = [day for day, _ in changes]
        amounts[i, : len(changes)] = [amount for _, amount in changes]
    return days, amounts


def _index(known: Mapping[str, object], wanted: str | None) -> int:
    return NONE if wanted is None else list(known).index(wanted)
