"""Scenario -> network: who waits for what, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from sim.array_types import Floats, Ints
from sim.calendars import CalendarTable
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
from sim.scenario import UNIT_DAYS, ProjectRow, Recall, Route, Scenario, Settings, Step, Tender

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
    book: DurationModels,
    laws: Sequence[Sequence[Sequence[int]]],
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
    book : LawBook
        Receives the likelihoods and hazards met on the way.
    laws : sequence
        For each row and node, its work laws.
    horizon_days : float

    Returns
    -------
    Network
    """
    settings, rows = scenario.settings, scenario.rows
    kinds, paces = _Kinds(settings, book), FastTracks(settings)
    widest = max(len(graph.nodes) for graph in graphs.values())
    versions = max(
        len(book.versions(route_id, step.stage))
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
            stage, step = settings.stages[node.stage], steps[node.stage]
            nodes["pool_of"][g, s] = _index(settings.pools, stage.pool)
            nodes["stock_of"][g, s] = _index(settings.stocks, None if stage.stock is None else stage.stock.id)
            calendar_of[g, s] = list(calendars).index(stage.calendar)
            fallback[g, s] = _FALLBACKS[step.fallback]
            for v, version in enumerate(book.versions(route_id, node.stage)):
                if version.from_date is not None:
                    version_days[g, s, v] = _days(settings, version.from_date)
                tender_of[g, s, v] = kinds.tender(version.tender_place, version.tender)
            for overlap in step.overlaps:
                for j in np.flatnonzero(graph.predecessors[s]):
                    if graph.nodes[j].stage == overlap.stage:
                        overlap_days[g, s, j] = _days(settings, overlap.from_date)
            nodes["pace_of"][g, s] = paces.of(route_id, node.stage)
            if (tender_of[g, s] != NONE).any() or node.stage in again:
                nodes["rounds_column"][g, s], held = held, held + 1
            if step.needs_valid is not None:
                nodes["notice_node"][g, s] = graph.find(step.needs_valid.stage)
                limit = step.needs_valid.duration
                valid_days[g, s] = float(limit.spread.distribution().quantile(0.5)) * UNIT_DAYS[limit.unit]
            if step.recall is not None:
                nodes["recall_of"][g, s] = kinds.recall(f"routes.{route_id}.{node.stage}.recall", step.recall)
                nodes["recall_column"][g, s], stalling = stalling, stalling + 1
                nodes["recall_rounds_node"][g, s] = graph.find(step.recall.tender_again)
    state = np.full((len(rows), widest), DONE, dtype=np.int8)
    remaining = np.zeros((len(rows), widest))
    keys = list(graphs)
    for p, row in enumerate(rows):
        graph = graphs[(row.route, row.blocks)]
        state[p, : len(graph.nodes)] = _states(row, graph)
        remaining[p, : len(graph.nodes)] = book.remaining_days(row, graph, laws[p])
    pool_days, pool_slots = _by_date(
        [
            [(0.0, pool.slots), *((_days(settings, c.from_date), c.slots) for c in pool.changes)]
            for pool in settings.pools.values()
        ]
    )
    stock_days, stock_amounts = _by_date(
        [
            [(0.0, stock.level), *((_days(settings, r.on), r.amount) for r in stock.refills)]
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
        enters_at_entry=np.array([row.status == "not_started" for row in rows], dtype=np.bool_),
        remaining_days=remaining,
        pool_rule=np.array([_QUEUE_RULES[pool.queue] for pool in settings.pools.values()], dtype=np.int64),
        pool_rule_days=np.array(
            [
                # Served by time, requests from before a date need not be told from those after it.
                -np.inf
                if pool.queue_from is None or pool.queue == "first_come"
                else _days(settings, pool.queue_from)
                for pool in settings.pools.values()
            ],
            dtype=np.float64,
        ),
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
    """Collects tenders and recalls, each place of the scenario once."""

    def __init__(self, settings: Settings, book: DurationModels) -> None:
        self._settings, self._book = settings, book
        self._tenders: dict[str, tuple[int, bool, int]] = {}
        self._recalls: dict[str, tuple[int, int, int]] = {}
        self._cuts: dict[str, Recall] = {}

    def tender(self, place: str, tender: Tender | None) -> int:
        if tender is None:
            return NONE
        success = self._book.likelihood(f"{place}.success", tender.success)
        self._tenders.setdefault(place, (tender.rounds, tender.holds_slot == "loop", success))
        return list(self._tenders).index(place)

    def recall(self, place: str, recall: Recall) -> int:
        hazard = self._book.hazard(f"{place}.hazard", recall.hazard)
        lapse = self._book.likelihood(f"{place}.lapse", recall.lapse)
        self._recalls.setdefault(place, (recall.cap, hazard, lapse))
        self._cuts.setdefault(place, recall)
        return list(self._recalls).index(place)

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
    if row.status == "completed":
        return np.full(count, DONE)
    state = [TO_DO] * count
    under_way = {part.stage for part in row.under_way}
    for s in reversed(range(count)):
        if graph.nodes[s].stage in under_way:
            state[s] = UNDER_WAY
        needed = any(state[j] != TO_DO for j in graph.followers[s])
        if needed or graph.nodes[s].stage in row.done:
            state[s] = DONE
    return np.array(state)


def _by_date(series: Sequence[Sequence[tuple[float, float]]]) -> tuple[Floats, Floats]:
    width = max((len(changes) for changes in series), default=1)
    days = np.full((len(series), width), np.inf)
    amounts = np.zeros((len(series), width))
    for i, changes in enumerate(series):
        days[i, : len(changes)] = [day for day, _ in changes]
        amounts[i, : len(changes)] = [amount for _, amount in changes]
    return days, amounts


def _days(settings: Settings, day: date) -> float:
    return float((day - settings.data_date).days)


def _index(known: Mapping[str, object], wanted: str | None) -> int:
    return NONE if wanted is None else list(known).index(wanted)


def step_of(route: Route, stage: str) -> Step:
    """Step of a route by its stage."""
    return next(step for step in route.steps if step.stage == stage)
