"""One future at one instant, for the oracle: what is under way, what is over, what the plan says."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, inf

import numpy as np
from conservation.generated.job import Job

from sim.array_types import Floats
from sim.model import Draws, Trace, finish_at_pace, state_at, work_at_pace
from sim.plan import DONE, MOST_HOMES_FIRST, NEAREST_COMPLETION_FIRST, NONE, TO_DO, UNDER_WAY, Network


class Facts:
    """One future at one instant; what is free, held or ready is counted, never remembered."""

    def __init__(self, network: Network, draws: Draws, trace: Trace, r: int) -> None:
        self.network, self.draws, self.times, self.r, self.now = network, draws, trace.replication(r), r, 0.0
        self.nodes = [(p, s) for p, s in np.ndindex(network.state.shape) if network.state[p, s] != DONE]
        self.to_do = [(p, s) for p, s in self.nodes if network.state[p, s] == TO_DO]
        enters = np.where(network.enters_at_entry, draws.entry_days[r], 0.0)
        self.entry = np.where(draws.begins[r], enters, inf).tolist()
        self.over = {(int(p), int(s)) for p, s in zip(*np.nonzero(network.state == DONE), strict=True)}
        self.jobs: list[Job] = []
        self.used: list[tuple[int, float]] = []
        self.there: dict[tuple[int, int], float] = {}
        self.held_rounds = np.zeros(network.state.shape, dtype=int)
        self.issued = np.full(network.state.shape, np.nan)
        for p in range(len(network.graph_of)):
            begun = draws.start_days[r, p]
            self.issued[p] = np.nanmin(begun) if np.isfinite(begun).any() else 0.0
            self.issued[p] = np.where(network.state[p] == UNDER_WAY, begun, self.issued[p])

    def of(self, name: str, p: int, s: int) -> int:
        return int(getattr(self.network, name)[self.network.graph_of[p], s])

    def version(self, p: int, s: int) -> int:
        return int((self.network.version_days[self.network.graph_of[p], s] <= self.now).sum()) - 1

    def end_of(self, p: int, s: int, work: float, begun: float | None = None) -> float:
        """End of work on a node; `begun` where a fast track may hold, for work of a node or round begun then."""
        table = self.network.calendars[self.of("calendar_of", p, s)]
        pace = self.pace(p, s, begun)
        return self.in_time(finish_at_pace(table.cumulative, table.origin_day, self.now, float(work), *pace))

    def done(self, p: int, s: int, since: float, begun: float) -> float:
        """Work on a node since an instant."""
        table = self.network.calendars[self.of("calendar_of", p, s)]
        return work_at_pace(table.cumulative, table.origin_day, since, self.now, *self.pace(p, s, begun))

    def pace(self, p: int, s: int, begun: float | None) -> tuple[Sequence[float], Sequence[float], float]:
        kind, paces = self.of("pace_of", p, s), self.network.paces
        if kind == NONE or begun is None or (paces.spares_lodged[kind] and begun < paces.days[kind, 0]):
            return (), (), 1.0
        part = self.draws.delivered[self.r, paces.track[kind]]
        return paces.days[kind].tolist(), paces.shares[kind].tolist(), float(part)

    def in_time(self, days: float) -> float:
        return days if days < self.network.horizon_days else inf

    def note(self, times: Floats, job: Job) -> None:
        """Write down what happens to a node now, the first time."""
        if np.isnan(self.times.started[job.p, job.s]):
            times[job.p, job.s] = self.now

    def amount(self, job: Job) -> float:
        return float(self.draws.stock_amount[self.r, job.p, job.s])

    def likelihood(self, index: int) -> float:
        market = state_at(self.draws.market_days[self.r], self.draws.market_states[self.r], self.now)
        return float(self.draws.likelihoods[self.r, index, market])

    def lapsed(self, p: int) -> bool:
        return bool(np.isfinite(self.times.lapsed[p]))

    def _beside(self, p: int, j: int, from_day: float) -> bool:
        return bool(self.network.state[p, j] == TO_DO and self.times.started[p, j] >= from_day)

    def is_ready(self, p: int, s: int) -> bool:
        before = np.flatnonzero(self.network.predecessors[self.network.graph_of[p], s])
        from_days = self.network.overlap_days[self.network.graph_of[p], s]
        behind = all((p, int(j)) in self.over or self._beside(p, int(j), from_days[j]) for j in before)
        return behind and self.now >= self.entry[p] and not self.lapsed(p)

    def rank(self, job: Job) -> tuple[float, ...]:
        rule = self.network.pool_rule[self.of("pool_of", job.p, job.at)]
        first = {
            MOST_HOMES_FIRST: -float(self.draws.row_homes[self.r, job.p]),
            NEAREST_COMPLETION_FIRST: float(self.network.remaining_days[job.p, job.at]),
        }.get(int(rule), 0.0)
        if job.asked < self.network.pool_rule_days[self.of("pool_of", job.p, job.at)]:
            first = -inf
        return (first, job.asked, job.p, job.at)

    def tender_kind(self, job: Job) -> int:
        return int(self.network.tender_of[self.network.graph_of[job.p], job.at, job.version])

    def left(self, stock: int) -> float:
        days, amounts = self.network.stock_change_days[stock], self.network.stock_change_amounts[stock]
        return fsum([*amounts[days <= self.now], *(-amount for n, amount in self.used if n == stock)])
