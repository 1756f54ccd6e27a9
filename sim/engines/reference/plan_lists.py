"""Network and draws as plain Python lists, which SimPy's processes read fastest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from sim.array_types import Floats
from sim.engines.reference.resources import QueueKey
from sim.model import Draws, Times, Trace
from sim.plan import DONE, MOST_HOMES_FIRST, NEAREST_COMPLETION_FIRST, NONE, Network

_Begun: TypeAlias = Mapping[int, float] | Floats
Pace: TypeAlias = tuple[Sequence[float], Sequence[float], float]
"""Days, shares and delivered part, as `sim.model.clock.finish_at_pace` takes them."""
_STEADY: Pace = ((), (), 0.0)


@dataclass(frozen=True)
class FutureDraws:
    """The draws of one replication; fields as in `sim.model.draws.Draws`, without the first axis."""

    begins: list[bool]
    entry_days: list[float]
    work_days: list[list[list[float]]]
    start_days: list[list[float]]
    resume_days: list[list[float]]
    stock_amount: list[list[float]]
    reissue_days: list[list[list[float]]]
    round_work: list[list[list[list[float]]]]
    round_luck: list[list[list[float]]]
    gap_days: list[list[list[list[float]]]]
    assign_work: list[list[list[float]]]
    stall_budget: list[list[list[float]]]
    grace_days: list[list[list[float]]]
    lapse_luck: list[list[list[float]]]
    likelihoods: list[list[float]]
    hazards_per_day: list[list[float]]
    market_days: list[float]
    market_states: list[int]
    delivered: list[float]
    row_homes: list[int]
    rounds_before: list[int]


@dataclass(frozen=True)
class Future:
    """One replication: its draws, and where its times go."""

    draws: FutureDraws
    times: Times


class PlanLists:
    """What all replications share; fields as in `sim.plan.plan.Network`."""

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
        self.pace_of: list[list[int]] = network.pace_of.tolist()
        self.states: list[list[int]] = network.state.tolist()
        self.rounds_before: list[int] = network.rounds_before.tolist()
        self.enters_at_entry: list[bool] = network.enters_at_entry.tolist()
        self.goes_first: list[bool] = network.goes_first.tolist()
        self.remaining_days: list[list[float]] = network.remaining_days.tolist()
        self.pool_rules: list[int] = network.pool_rule.tolist()
        self.pool_rule_days: list[float] = network.pool_rule_days.tolist()
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
        recalls, paces = network.recalls, network.paces
        self.hazard_cuts = list(
            zip(recalls.hazard_cut_days.tolist(), recalls.hazard_cut_shares.tolist(), strict=True)
        )
        self.grace_cuts = list(
            zip(recalls.grace_cut_days.tolist(), recalls.grace_cut_shares.tolist(), strict=True)
        )
        self.paces = list(zip(paces.days.tolist(), paces.shares.tolist(), strict=True))
        self.pace_track: list[int] = paces.track.tolist()
        self.pace_spares_lodged: list[bool] = paces.spares_lodged.tolist()
        tables = [(table.cumulative.tolist(), table.origin_day) for table in network.calendars]
        self.calendars = [[tables[c] for c in calendars] for calendars in network.calendar_of.tolist()]
        follows = network.predecessors.transpose(0, 2, 1)
        beside = np.isfinite(network.overlap_days).transpose(0, 2, 1)
        self.successors: list[list[list[int]]] = [
            [np.flatnonzero(row).tolist() for row in rows] for rows in follows & ~beside
        ]
        # Successors that may run beside their predecessor, and from which day on.
        self.overlapping: list[list[list[tuple[int, float]]]] = [
            [[(j, days[j][s]) for j in np.flatnonzero(row).tolist()] for s, row in enumerate(rows)]
            for rows, days in zip(beside, network.overlap_days.tolist(), strict=True)
        ]
        waits_for = network.predecessors[network.graph_of] & (network.state != DONE)[:, None, :]
        self.missing: list[list[int]] = waits_for.sum(axis=2).tolist()

    def stock_key(self, p: int, s: int, now: float) -> QueueKey:
        """Place in a stock's queue: the smallest key goes first."""
        return (-self.goes_first[p], now, p, s)

    def queue_key(self, pool: int, p: int, s: int, now: float, homes: int) -> QueueKey:
        """Place in a pool's queue: the smallest key goes first."""
        return (-self.goes_first[p], *self._key_by_rule(pool, p, s, now, homes))

    def _key_by_rule(self, pool: int, p: int, s: int, now: float, homes: int) -> QueueKey:
        rule = self.pool_rules[pool]
        if self.goes_first[p]:
            return (-np.inf, now, p, s)
        if now < self.pool_rule_days[pool]:
            return (-np.inf, now, p, s)
        if rule == MOST_HOMES_FIRST:
            return (-homes, now, p, s)
        if rule == NEAREST_COMPLETION_FIRST:
            return (self.remaining_days[p][s], now, p, s)
        return (now, p, s)

    def pace(self, g: int, s: int, begun: _Begun, delivered: list[float]) -> Pace:
        """Days and shares of the cuts that hold for the work of a node, and the part of them that is delivered."""
        kind = self.pace_of[g][s]
        if kind == NONE or (self.pace_spares_lodged[kind] and begun[s] < self.paces[kind][0][0]):
            return _STEADY
        return (*self.paces[kind], delivered[self.pace_track[kind]])

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
