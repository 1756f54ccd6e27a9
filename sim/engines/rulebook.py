"""Network and draws as plain Python lists, which SimPy's processes read fastest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.engines.slots import Key
from sim.model.draws import Draws
from sim.model.plan import DONE, MOST_HOMES_FIRST, NEAREST_COMPLETION_FIRST, Network
from sim.model.trace import Times, Trace


@dataclass(frozen=True)
class FutureDraws:
    """The draws of one replication; fields as in `sim.model.draws.Draws`, without the first axis."""

    entry_days: list[float]
    work_days: list[list[list[float]]]
    start_days: list[list[float]]
    stock_amount: list[list[float]]
    reissue_days: list[list[list[float]]]
    round_work: list[list[list[list[float]]]]
    round_luck: list[list[list[float]]]
    gap_days: list[list[list[list[float]]]]
    stall_budget: list[list[list[float]]]
    grace_days: list[list[list[float]]]
    lapse_luck: list[list[list[float]]]
    likelihoods: list[list[float]]
    hazards_per_day: list[list[float]]
    market_days: list[float]
    market_states: list[int]
    row_homes: list[int]
    rounds_before: list[int]


@dataclass(frozen=True)
class Future:
    """One replication: its draws, and where its times go."""

    draws: FutureDraws
    times: Times


class Rulebook:
    """What all replications share; fields as in `sim.model.plan.Network`."""

    def __init__(self, network: Network) -> None:
        self.horizon = network.horizon_days
        self.graph_of: list[int] = network.graph_of.tolist()
        self.node_count: list[int] = network.node_count.tolist()
        self.pool_of: list[list[int]] = network.pool_of.tolist()
        self.stock_of: list[list[int]] = network.stock_of.tolist()
        self.version_days: list[list[list[float]]] = network.version_days.tolist()
        self.tender_of: list[list[list[int]]] = network.tender_of.tolist()
        self.rounds_column: list[list[int]] = network.rounds_column.tolist()
        self.fallback: list[list[int]] = network.fallback.tolist()
        self.notice_node: list[list[int]] = network.notice_node.tolist()
        self.notice_valid_days: list[list[float]] = network.notice_valid_days.tolist()
        self.recall_of: list[list[int]] = network.recall_of.tolist()
        self.recall_column: list[list[int]] = network.recall_column.tolist()
        self.recall_rounds_node: list[list[int]] = network.recall_rounds_node.tolist()
        self.states: list[list[int]] = network.state.tolist()
        self.rounds_before: list[int] = network.rounds_before.tolist()
        self.enters_at_entry: list[bool] = network.enters_at_entry.tolist()
        self.remaining_days: list[list[float]] = network.remaining_days.tolist()
        self.pool_rules: list[int] = network.pool_rule.tolist()
        self.pool_changes = _changes(network.pool_change_days.tolist(), network.pool_change_slots.tolist())
        self.stock_changes = _changes(
            network.stock_change_days.tolist(), network.stock_change_amounts.tolist()
        )
        self.tender_rounds: list[int] = network.tenders.rounds.tolist()
        self.tender_holds_loop: list[bool] = network.tenders.holds_loop.tolist()
        self.tender_success: list[int] = network.tenders.success.tolist()
        self.recall_cap: list[int] = network.recalls.cap.tolist()
        self.recall_hazard: list[int] = network.recalls.hazard.tolist()
        self.recall_lapse: list[int] = network.recalls.lapse.tolist()
        tables = [(table.cumulative.tolist(), table.origin_day) for table in network.calendars]
        self.calendars = [[tables[c] for c in calendars] for calendars in network.calendar_of.tolist()]
        self.successors: list[list[list[int]]] = [
            [np.flatnonzero(network.predecessors[g, :count, s]).tolist() for s in range(count)]
            for g, count in enumerate(self.node_count)
        ]
        waits_for = network.predecessors[network.graph_of] & (network.state != DONE)[:, None, :]
        self.missing: list[list[int]] = waits_for.sum(axis=2).tolist()

    def queue_key(self, pool: int, p: int, s: int, now: float, homes: int) -> Key:
        """Place in a pool's queue: the smallest key goes first."""
        rule = self.pool_rules[pool]
        if rule == MOST_HOMES_FIRST:
            return (-homes, now, p, s)
        if rule == NEAREST_COMPLETION_FIRST:
            return (self.remaining_days[p][s], now, p, s)
        return (now, p, s)

    def version_at(self, g: int, s: int, now: float) -> int:
        """Version of the law in force at an instant."""
        return sum(day <= now for day in self.version_days[g][s]) - 1

    def future(self, draws: Draws, trace: Trace, r: int) -> Future:
        """One replication of a run."""
        fields = {
            name: getattr(draws, name)[r].tolist()
            for name in FutureDraws.__dataclass_fields__
            if name != "rounds_before"
        }
        return Future(FutureDraws(**fields, rounds_before=self.rounds_before), trace.replication(r))


def _changes(days: list[list[float]], amounts: list[list[Any]]) -> list[list[tuple[float, Any]]]:
    return [
        [(day, amount) for day, amount in zip(row_days, row_amounts, strict=True) if np.isfinite(day)]
        for row_days, row_amounts in zip(days, amounts, strict=True)
    ]
