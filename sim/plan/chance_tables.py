"""Scenario -> chances: what the draws are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from sim.plan.chances import Chances, EarlyEntryRule, GroupTotal, NodeChances, RowChances, Span
from sim.plan.duration_models import DurationModels
from sim.plan.graph import STAGGER, Graph
from sim.plan.network_arrays import GraphKey, step_of
from sim.plan.plan import NONE, Network
from sim.scenario import DateRange, NumberRange, ProjectRow, Scenario, Settings


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
    rows = tuple(
        _row(
            settings,
            row,
            graphs[(row.route, row.blocks)],
            models,
            durations[p],
            network,
            p,
            accounts,
            group_of,
        )
        for p, row in enumerate(scenario.rows)
    )
    early = settings.counting.early
    early_rule = (
        None
        if early is None
        else EarlyEntryRule(
            early.threshold.distribution(), models.likelihood("counting.early", early.likelihood)
        )
    )
    return Chances(
        durations=models.durations,
        likelihoods=models.likelihoods,
        hazards=models.hazards,
        market=models.market,
        factors=tuple((factor_id, factor.shared) for factor_id, factor in settings.factors.items()),
        correlated={
            path: ("+".join(group.between), group.correlation)
            for group in settings.correlations
            for path in group.between
        },
        rows=rows,
        groups=tuple(
            GroupTotal(group.homes, np.nan if group.land_ha is None else group.land_ha)
            for group in settings.homes_groups.values()
        ),
        account_weights=tuple(account.weight for account in settings.counting.alternatives),
        early=early_rule,
        delivered=tuple(
            (f"fast_tracks.{track_id}.delivered", track.delivered.distribution())
            for track_id, track in settings.fast_tracks.items()
        ),
    )


def _row(
    settings: Settings,
    row: ProjectRow,
    graph: Graph,
    models: DurationModels,
    durations: Sequence[tuple[int, ...]],
    network: Network,
    p: int,
    accounts: Sequence[frozenset[str]],
    group_of: Mapping[str, int],
) -> RowChances:
    return RowChances(
        project=row.project_id,
        block=row.block,
        nodes=tuple(
            _node(settings, row, graph, models, durations[s], network, p, s) for s in range(len(graph.nodes))
        ),
        block_addresses=block_addresses(row),
        homes=_span(row.homes),
        homes_group=NONE if row.homes_group is None else group_of[row.homes_group],
        land_ha=None if row.land_ha is None else _span(row.land_ha),
        entry_days=Span(0.0, 0.0)
        if row.entry is None
        else _day_span(row.entry, settings.data_date, earliest=0.0),
        starts=tuple(
            (graph.find(part.stage), _day_span(part.start, settings.data_date, latest=0.0))
            for part in row.under_way
        ),
        rounds_before=row.tender_round - 1,
        counted_in=tuple(row.key in account for account in accounts)
        if row.counted_before == "alternatives"
        else (row.counted_before == "yes",) * max(len(accounts), 1),
    )


def _node(
    settings: Settings,
    row: ProjectRow,
    graph: Graph,
    models: DurationModels,
    durations: tuple[int, ...],
    network: Network,
    p: int,
    s: int,
) -> NodeChances:
    node, g = graph.nodes[s], int(network.graph_of[p])
    split = row.blocks > 1 and graph.copies_of[node.stage] > 1
    block = block_addresses(row)[node.number] if split or node.stage == STAGGER else row.block
    if node.stage == STAGGER:
        return NodeChances(node.stage, block, 0, 1, durations)
    stage, step = settings.stages[node.stage], step_of(settings.routes[row.route], node.stage)
    factor = next(
        (f for f, (_, common) in enumerate(settings.factors.items()) if node.stage in common.stages), NONE
    )
    recall, notice = step.recall, step.needs_valid
    return NodeChances(
        stage=node.stage,
        block=block,
        number=node.number if split else 0,
        blocks=row.blocks if split else 1,
        durations=durations,
        factor=factor,
        gaps=tuple(
            NONE
            if version.tender is None or version.tender.gap is None
            else models.work(f"{version.tender_path}.gap", version.tender.gap)
            for version in models.versions(row.route, node.stage)
        ),
        rounds=_rounds(network, g, s),
        grace=NONE
        if recall is None
        else models.work(f"routes.{row.route}.{node.stage}.recall.grace", recall.grace),
        recalls=0 if recall is None else recall.cap,
        notice_durations=()
        if notice is None
        else models.versions_of(row, graph.nodes[graph.find(notice.stage)]),
        stock_amount=0.0 if stage.stock is None else stage.stock.amount,
        stock_per="project" if stage.stock is None else stage.stock.per,
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


def _day_span(days: DateRange, data_date: date, earliest: float = -np.inf, latest: float = np.inf) -> Span:
    low = float((days.first - data_date).days)
    high = low if days.days == 1 else float((days.last - data_date).days) + 1.0
    return Span(min(max(low, earliest), latest), min(max(high, earliest), latest))
