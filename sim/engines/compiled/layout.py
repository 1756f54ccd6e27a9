"""Plan, draws and trace -> the arrays the compiled kernels take."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.array_types import Floats, Ints
from sim.engines.compiled.arrays import CountDraws, FutureDrawArrays, Measured, Rules, TimeArrays
from sim.engines.compiled.event_free import event_free_of
from sim.engines.compiled.records import CHANGE, NODE, NODE_STATE, REQUEST, TENDER
from sim.model import Draws, Trace
from sim.plan import DONE, NONE, TO_DO, UNDER_WAY, Network, Plan


def rules_of(plan: Plan) -> Rules:
    """Lay out a network.

    Parameters
    ----------
    plan : Plan

    Returns
    -------
    Rules
    """
    network = plan.network
    nodes, successors, overlap_days = _nodes(network)
    cut_days, cut_shares = _cuts(network)
    state, g = network.state, network.graph_of
    initial = np.zeros(state.shape, dtype=NODE_STATE)
    waits_for = network.predecessors[g] & (state != DONE)[:, None, :]
    initial["missing"] = waits_for.sum(axis=2)
    initial["path"] = event_free_of(plan)
    first_ones = (state == TO_DO) & (initial["missing"] == 0)
    initial["op"][first_ones] = REQUEST
    opening = first_ones | (state == UNDER_WAY)
    level, changes, first_change = _supply(network)
    lengths = [len(table.cumulative) for table in network.calendars]
    tables = np.zeros((len(lengths), max(lengths)))
    for c, table in enumerate(network.calendars):
        tables[c, : lengths[c]] = table.cumulative
    tenders = np.zeros(len(network.tenders.rounds), dtype=TENDER)
    for name in TENDER.names or ():
        tenders[name] = getattr(network.tenders, name)
    return Rules(
        horizon_days=np.array([network.horizon_days]),
        graph_of=network.graph_of.astype(np.uint32),
        node_count=_own(network.node_count),
        widths=np.array(widths_of(network), dtype=np.int64),
        nodes=nodes,
        successors=successors,
        overlap_days=overlap_days,
        cut_days=cut_days,
        cut_shares=cut_shares,
        version_days=_own(network.version_days),
        tender_of=_own(network.tender_of),
        tenders=tenders,
        state=_own(state),
        initial=initial,
        opening=_own(np.nonzero(opening)[1]),
        first_opening=np.concatenate([[0], np.cumsum(opening.sum(axis=1))]),
        rounds_before=_own(network.rounds_before),
        ended=_own(network.ended),
        enters_at_entry=_own(network.enters_at_entry),
        goes_first=_own(network.goes_first),
        remaining_days=_own(network.remaining_days),
        pool_rule=_own(network.pool_rule),
        pool_rule_days=_own(network.pool_rule_days),
        level=level,
        changes=changes,
        first_change=first_change,
        queue_start=_queue_starts(network, nodes),
        tables=tables,
        table_lengths=np.array(lengths, dtype=np.int64),
        origin_days=np.array([table.origin_day for table in network.calendars], dtype=np.int64),
        day_of_work=day_of_work([table.cumulative for table in network.calendars]),
    )


def widths_of(network: Network) -> tuple[int, int, int]:
    """Nodes of a graph, columns of rounds and columns of recalls of a project: strides from one project to the next."""
    columns = network.rounds_column, network.recall_column
    rounds, recalls = (int(column.max(initial=NONE)) + 1 for column in columns)
    return network.state.shape[1], rounds, recalls


def measured_of(plan: Plan) -> Measured:
    """Lay out what is read off the times.

    Parameters
    ----------
    plan : Plan

    Returns
    -------
    Measured
    """
    measurement, network = plan.measurement, plan.network
    push, rule = measurement.push, plan.chances.push
    edges = np.zeros(1) if push is None else push.edges
    none = np.empty(0, dtype=np.int64)
    targets, done = (none, none) if push is None else (push.homes, push.done)
    carry_over = "none" if push is None else push.carry_over
    # Quarters begin at midnights, so all instants of a day fall into one.
    days = np.arange(int(measurement.quarter_days[-1]))
    quarter_of_day = np.searchsorted(measurement.quarter_days, days, side="right") - 1
    last_recall = np.full((len(network.graph_of), widths_of(network)[2]), NONE)
    for g, s in zip(*np.nonzero(network.recall_column != NONE), strict=True):
        cap = network.recalls.cap[network.recall_of[g, s]]
        last_recall[network.graph_of == g, network.recall_column[g, s]] = cap - 1
    return Measured(
        row_of=np.array(measurement.row_of),
        eligible_node=np.array(measurement.eligible_node),
        handed_over_node=np.array(measurement.handed_over_node),
        counted_when_eligible=np.array([measurement.counted_when_eligible]),
        edges=np.array(edges),
        targets=np.array(targets),
        done=np.array(done),
        last_quarter=np.searchsorted(measurement.quarter_days, edges[1:] - 1.0, side="right") - 1,
        carries=np.array([carry_over == "surplus", carry_over == "cumulative"]),
        push_likelihood=np.array([NONE if rule is None else rule.likelihood], dtype=np.int64),
        quarter_of_day=quarter_of_day.astype(np.int16),
        last_recall=last_recall,
        max_switches=np.array([plan.chances.market.max_switches], dtype=np.int64),
    )


def draws_of(first: int, draws: FutureDrawArrays, counts: CountDraws) -> Draws:
    """Put the kernels' draws together."""
    return Draws(first=first, **draws._asdict(), **counts._asdict())


def future_draws(draws: Draws) -> FutureDrawArrays:
    """Take what moves the projects out of the draws."""
    return FutureDrawArrays(
        *(np.ascontiguousarray(getattr(draws, name)) for name in FutureDrawArrays._fields)
    )


def times_of(trace: Trace) -> TimeArrays:
    """Views of a trace, to be written to."""
    return TimeArrays(*(getattr(trace, name) for name in TimeArrays._fields))


def _own(values: NDArray[np.generic]) -> NDArray[np.generic]:
    """Copy to a writable C-contiguous array: the kernels' signatures allow no other kind."""
    return np.array(values, order="C")


def _nodes(network: Network) -> tuple[NDArray[np.void], Ints, Floats]:
    """Records of nodes (G, S); successors of all nodes, one node after the other; days of overlap of these."""
    nodes = np.zeros(network.pool_of.shape, dtype=NODE)
    for field, of in {
        "pool": network.pool_of,
        "stock": network.stock_of,
        "calendar": network.calendar_of,
        "rounds_column": network.rounds_column,
        "fallback": network.fallback,
        "notice": network.notice_node,
        "recall_column": network.recall_column,
        "recall_rounds_node": network.recall_rounds_node,
        "notice_valid_days": network.notice_valid_days,
    }.items():
        nodes[field] = of
    recalls = network.recall_of != NONE
    for name in ("cap", "hazard", "lapse"):
        nodes[f"recall_{name}"][recalls] = getattr(network.recalls, name)[network.recall_of[recalls]]
    paced, kinds, paces = network.pace_of != NONE, len(network.recalls.cap), network.paces
    nodes["hazard_cuts"][recalls] = 1 + network.recall_of[recalls]
    nodes["grace_cuts"][recalls] = 1 + kinds + network.recall_of[recalls]
    nodes["pace"][paced] = 1 + 2 * kinds + network.pace_of[paced]
    nodes["track"][paced] = paces.track[network.pace_of[paced]]
    nodes["spares_lodged"][paced] = paces.spares_lodged[network.pace_of[paced]]
    # predecessors[g, s, j] says that s waits for j: row j of its transpose lists those who follow j.
    follows = network.predecessors.transpose(0, 2, 1)
    nodes["successors"] = follows.sum(axis=2)
    nodes["versions"] = np.isfinite(network.version_days).sum(axis=2) + 1
    ends = np.cumsum(follows.sum(axis=2)).reshape(nodes.shape)
    nodes["first_successor"] = ends - nodes["successors"]
    overlap_days = network.overlap_days.transpose(0, 2, 1)
    nodes["overlaps"] = np.isfinite(overlap_days).sum(axis=2)
    return nodes, np.ascontiguousarray(np.nonzero(follows)[2]), np.ascontiguousarray(overlap_days[follows])


def _cuts(network: Network) -> tuple[Floats, Floats]:
    """Cuts by date in rows: an empty one, those of hazards, of grace periods, of paces; see `_nodes`."""
    recalls, paces = network.recalls, network.paces
    parts = (
        (np.empty((1, 0)), np.empty((1, 0))),
        (recalls.hazard_cut_days, recalls.hazard_cut_shares),
        (recalls.grace_cut_days, recalls.grace_cut_shares),
        (paces.days, paces.shares),
    )
    shape = sum(len(days) for days, _ in parts), max(days.shape[1] for days, _ in parts)
    all_days, all_shares = np.full(shape, np.inf), np.zeros(shape)
    row = 0
    for days, shares in parts:
        all_days[row : row + len(days), : days.shape[1]] = days
        all_shares[row : row + len(days), : days.shape[1]] = shares
        row += len(days)
    return all_days, all_shares


def day_of_work(tables: list[Floats]) -> NDArray[np.int32]:
    """First day, from each table's origin, by whose 00:00 a whole number of days of work is done; or the last day."""
    most = max((int(table[-1]) + 1 for table in tables if len(table)), default=0)
    days = np.zeros((len(tables), most + 1), dtype=np.int32)
    for of, table in zip(days, tables, strict=True):
        if len(table):
            of[:] = np.minimum(np.searchsorted(table, np.arange(most + 1.0)), len(table) - 1)
    return days


def _supply(network: Network) -> tuple[Floats, NDArray[np.void], Ints]:
    """Slots and amounts on the data date; of each resource the changes up to the horizon, and where they begin."""
    level: list[float] = []
    firsts: list[int] = []
    changes: list[tuple[float, float]] = []
    slots = np.diff(network.pool_change_slots, axis=1, prepend=0).astype(np.float64)
    both = [(network.pool_change_days, slots), (network.stock_change_days, network.stock_change_amounts)]
    for all_days, all_amounts in both:
        for days, amounts in zip(all_days, all_amounts, strict=True):
            level.append(float(amounts[days <= 0].sum()))
            firsts.append(len(changes))
            to_come = (days > 0) & (days < network.horizon_days)
            own = zip(days[to_come].tolist(), amounts[to_come].tolist(), strict=True)
            changes += [*sorted(own, key=lambda change: change[0]), (np.inf, 0.0)]
    return (
        np.array(level, dtype=np.float64),
        np.array(changes, dtype=CHANGE),
        np.array(firsts, dtype=np.int64),
    )


def _queue_starts(network: Network, nodes: NDArray[np.void]) -> Ints:
    """Where each resource's queue begins; each is as long as nodes of all rows could ever wait for it at once."""
    pools, g = len(network.pool_rule), network.graph_of
    asks = [nodes["pool"][g], np.where(nodes["stock"][g] == NONE, NONE, nodes["stock"][g] + pools)]
    hosts = nodes["recall_rounds_node"]
    again = np.take_along_axis(nodes["pool"], np.maximum(hosts, 0), axis=1)
    asks.append(np.where(hosts == NONE, NONE, again)[g])
    wanted = np.concatenate([ask.ravel() for ask in asks])
    counts = np.bincount(wanted[wanted != NONE], minlength=pools + len(network.stock_change_days))
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
