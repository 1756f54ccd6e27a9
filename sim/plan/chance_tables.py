"""Scenario -> chances: what the draws are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from sim.plan.chances import (
    Chances,
    GroupTotal,
    NodeChances,
    PushRule,
    RowChances,
    StartModel,
)
from sim.plan.duration_models import DurationModels
from sim.plan.graph import STAGGER, Graph
from sim.plan.network_arrays import GraphKey
from sim.plan.plan import NONE, Network
from sim.plan.reported_status import day_span, under_way_node
from sim.plan.under_way import Span
from sim.plan.versions import step_of
from sim.scenario import (
    NumberRange,
    ProjectRow,
    Scenario,
    Settings,
    accounts_of,
)


def make_chances(
    scenario: Scenario,
    graphs: Mapping[GraphKey, Graph],
    models: DurationModels,
    durations: Sequence[Sequence[tuple[int, ...]]],
    network: Network,
) -> Chances:
    """Collect what is random or unknown.

    Parameters
    ----------
    scenario : Scenario
    graphs : mapping
        Graph of each route and number of blocks.
    models : DurationModels
        Receives the durations and chances met on the way.
    durations : sequence
        For each row and node, the indices of its durations, one a version.
    network : Network
        The arrays of the same scenario.

    Returns
    -------
    Chances
    """
    settings = scenario.settings
    accounts = [frozenset(account.rows) for account in settings.counting.alternatives]
    group_of = {name: k for k, name in enumerate(settings.homes_groups)}
    nodes = _Nodes(settings, models, network)
    rows: list[RowChances] = []
    starts_of = list(dict.fromkeys(row.start_hazard for row in scenario.rows if row.start_hazard is not None))
    starts = tuple(_start_model(settings, key, models, network.horizon_days) for key in starts_of)
    for row, g, of_nodes in zip(scenario.rows, network.graph_of.tolist(), durations, strict=True):
        graph = graphs[(row.route, row.blocks)]
        made = _row(settings, row, graph, nodes.of(row, graph, g, of_nodes), models, accounts, group_of)
        never_begins = _never_begins(settings, row, models)
        start_hazard = NONE if row.start_hazard is None else starts_of.index(row.start_hazard)
        rows.append(replace(made, never_begins=never_begins, start_hazard=start_hazard))
    push = _push(settings, models)
    return Chances(
        durations=models.durations,
        likelihoods=models.likelihoods,
        hazards=models.hazards,
        starts=starts,
        market=models.market,
        factors=tuple((factor_id, factor.shared) for factor_id, factor in settings.factors.items()),
        correlated={
            path: ("+".join(group.between), group.correlation)
            for group in settings.correlations
            for path in group.between
        },
        rows=tuple(rows),
        groups=tuple(
            GroupTotal(group.homes, np.nan if group.land_ha is None else group.land_ha)
            for group in settings.homes_groups.values()
        ),
        accounts=accounts_of(settings.counting, scenario.rows),
        push=push,
        delivered=tuple(
            (f"fast_tracks.{track_id}.delivered", track.delivered.distribution())
            for track_id, track in settings.fast_tracks.items()
        ),
    )


def _push(settings: Settings, models: DurationModels) -> PushRule | None:
    push = settings.counting.push
    if push is None:
        return None
    return PushRule(
        likelihood=models.likelihood("counting.push.likelihood", push.likelihood),
        share_enterable=push.share_enterable.uncertain.distribution(),
        beyond_target=push.beyond_target.spread.distribution(),
        years=tuple(target.year for target in settings.targets.years),
    )


class _Nodes:
    """Makes what is drawn for nodes; what is the same for nodes of several rows is made once."""

    def __init__(self, settings: Settings, models: DurationModels, network: Network) -> None:
        self._settings, self._models, self._network = settings, models, network
        self._made: dict[tuple[object, ...], NodeChances] = {}

    def of(
        self, row: ProjectRow, graph: Graph, g: int, durations: Sequence[tuple[int, ...]]
    ) -> tuple[NodeChances, ...]:
        """Nodes of a row on graph g, in the order of the graph."""
        addresses = block_addresses(row)
        return tuple(self._node(row, graph, g, s, durations[s], addresses) for s in range(len(graph.nodes)))

    def _node(
        self,
        row: ProjectRow,
        graph: Graph,
        g: int,
        s: int,
        durations: tuple[int, ...],
        addresses: Sequence[str],
    ) -> NodeChances:
        node = graph.nodes[s]
        split = row.blocks > 1 and graph.copies_of[node.stage] > 1
        block = addresses[node.number] if split or node.stage == STAGGER else row.block
        if node.stage == STAGGER:
            return NodeChances(node.stage, block, 0, 1, durations)
        noticed = int(self._network.notice_node[g, s])
        notice = () if noticed == NONE else self._models.versions_of(row, graph.nodes[noticed])
        key = g, s, block, durations, notice
        made = self._made.get(key)
        if made is None:
            position = (node.number, row.blocks) if split else (0, 1)
            made = self._made[key] = self._fresh(
                row.route, g, s, node.stage, block, position, durations, notice
            )
        return made

    def _fresh(
        self,
        route_id: str,
        g: int,
        s: int,
        stage_id: str,
        block: str,
        position: tuple[int, int],
        durations: tuple[int, ...],
        notice: tuple[int, ...],
    ) -> NodeChances:
        settings, models = self._settings, self._models
        step = step_of(settings.routes[route_id], stage_id)
        stage = step.on(settings.stages[stage_id])
        factor = next(
            (f for f, common in enumerate(settings.factors.values()) if stage_id in common.stages), NONE
        )
        recall = step.recall
        return NodeChances(
            stage=stage_id,
            block=block,
            number=position[0],
            blocks=position[1],
            durations=durations,
            factor=factor,
            gaps=tuple(
                NONE
                if version.tender is None or version.tender.gap is None
                else models.work(f"{version.tender_path}.gap", version.tender.gap)
                for version in models.versions(route_id, stage_id)
            ),
            assign=NONE
            if step.assign_duration is None
            else models.work(
                f"routes.{route_id}.{stage_id}.assign_duration", step.assign_duration, stage.calendar
            ),
            rounds=_rounds(self._network, g, s),
            grace=NONE
            if recall is None
            else models.work(f"routes.{route_id}.{stage_id}.recall.grace", recall.grace),
            recalls=0 if recall is None else recall.cap,
            notice_durations=notice,
            stock_amount=0.0 if stage.stock is None else stage.stock.amount,
            stock_per="project" if stage.stock is None else stage.stock.per,
        )


def _row(
    settings: Settings,
    row: ProjectRow,
    graph: Graph,
    nodes: tuple[NodeChances, ...],
    models: DurationModels,
    accounts: Sequence[frozenset[str]],
    group_of: Mapping[str, int],
) -> RowChances:
    return RowChances(
        project=row.project_id,
        block=row.block,
        nodes=nodes,
        block_addresses=block_addresses(row),
        # Those of a project merged or split into others are theirs, and stand in their rows.
        homes=Span(0.0, 0.0) if row.passed_on else _span(row.homes),
        homes_group=NONE if row.homes_group is None else group_of[row.homes_group],
        land_ha=None if row.land_ha is None else _span(row.land_ha),
        entry_days=Span(0.0, 0.0)
        if row.entry is None
        else day_span(row.entry, settings.data_date, earliest=0.0),
        under_way=tuple(under_way_node(settings, row, graph, part, models) for part in row.under_way),
        rounds_before=row.tender_round - 1,
        counted_in=tuple(row.key in account for account in accounts)
        if row.counted_before == "alternatives"
        else (row.counted_before == "yes",) * max(len(accounts), 1),
    )


def _never_begins(settings: Settings, row: ProjectRow, models: DurationModels) -> int:
    key = row.never_begins
    if key is None:
        return NONE
    return models.likelihood(f"never_begins.{key}", settings.never_begins[key].likelihood)


def _start_model(settings: Settings, key: str, models: DurationModels, horizon_days: float) -> StartModel:
    stated, data_date = settings.start_hazards[key], settings.data_date
    last = (data_date + timedelta(days=horizon_days)).year
    new_years = [date(year, 1, 1) for year in range(data_date.year + 1, last)]
    changes = (change.from_date for change in stated.changes if change.from_date > data_date)
    days = sorted({data_date, *new_years, *changes})
    return StartModel(
        hazard=models.hazard(f"start_hazards.{key}", stated.hazard),
        year_sigma=stated.year_sigma,
        days=np.array([float((day - data_date).days) for day in days]),
        years=np.array([day.year for day in days], dtype=np.int64),
        times=np.array(
            [
                next((one.times for one in reversed(stated.changes) if one.from_date <= day), 1.0)
                for day in days
            ]
        ),
    )


def _rounds(network: Network, g: int, s: int) -> int:
    """Rounds a node can hold: those of its longest tender, once and again after every recall that leads back to it."""
    if network.rounds_column[g, s] == NONE:
        return 0
    kinds = network.tender_of[g, s]
    longest = max((int(network.tenders.rounds[kind]) for kind in kinds if kind != NONE), default=1)
    back = np.flatnonzero(network.recall_rounds_node[g] == s)
    recalls = sum(int(network.recalls.cap[network.recall_of[g, stalling]]) for stalling in back)
    return longest * (1 + recalls)


def block_addresses(row: ProjectRow) -> tuple[str, ...]:
    """Name of each block of a row: the row's own where it has one block, else that and #1, #2, ..."""
    if row.blocks == 1:
        return (row.block,)
    return tuple(f"{row.block}#{number + 1}" for number in range(row.blocks))


def _span(numbers: NumberRange) -> Span:
    return Span(numbers.low, numbers.high)
