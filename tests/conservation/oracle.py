"""The rules of `sim.model.rules` a second time: no SimPy, no event queue, every question asked afresh each instant."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.model.clock import finish
from sim.model.draws import Draws
from sim.model.plan import (
    DONE,
    MOST_HOMES_FIRST,
    NEAREST_COMPLETION_FIRST,
    NO_POOL,
    TO_DO,
    UNDER_WAY,
    Network,
)
from sim.model.trace import Trace

Step = tuple[int, int]


class _World:
    """One future at one instant; what is free, held or ready is counted, never remembered."""

    def __init__(self, network: Network, draws: Draws, r: int) -> None:
        self.network, self.draws, self.r, self.now = network, draws, r, 0.0
        self.steps = [
            (p, k)
            for p in range(len(network.route_of))
            for k in range(int(network.step_count[network.route_of[p]]))
        ]
        self.requested, self.started, self.ended = np.full((3, *network.state.shape), np.nan)
        self.running: dict[Step, float] = {}
        for step in self.steps:
            if network.state[step] == UNDER_WAY:
                self.started[step] = draws.start_days[r][step]
                self.running[step] = self.end_of(step)

    def pool(self, step: Step) -> int:
        return int(self.network.pool_of[self.network.route_of[step[0]], step[1]])

    def end_of(self, step: Step) -> float:
        table = self.network.calendars[self.network.calendar_of[self.network.route_of[step[0]], step[1]]]
        end = finish(table.cumulative, table.origin_day, self.now, float(self.draws.work_days[self.r][step]))
        return end if end < self.network.horizon_days else np.inf

    def is_ready(self, step: Step) -> bool:
        p, k = step
        before = self.network.predecessors[self.network.route_of[p], k]
        behind = (self.network.state[p] == DONE) | np.isfinite(self.ended[p])
        entry = self.draws.entry_days[self.r, p] if self.network.enters_at_entry[p] else 0.0
        to_do = self.network.state[step] == TO_DO and np.isnan(self.requested[step])
        return bool(to_do and behind[before].all() and self.now >= entry)

    def free(self, pool: int) -> int:
        days, slots = self.network.pool_change_days[pool], self.network.pool_change_slots[pool]
        return int(slots[days <= self.now][-1]) - sum(self.pool(step) == pool for step in self.running)

    def rank(self, step: Step) -> tuple[float, ...]:
        p, k = step
        rule = self.network.pool_rule[self.pool(step)]
        first = {
            MOST_HOMES_FIRST: -float(self.draws.homes[self.r, p]),
            NEAREST_COMPLETION_FIRST: float(self.network.remaining_days[p, k]),
        }.get(int(rule), 0.0)
        return (first, float(self.requested[step]), p, k)

    def start(self, step: Step) -> None:
        self.started[step] = self.now
        self.running[step] = self.end_of(step)

    def settle(self) -> None:
        """Everything that happens now before slots are given out."""
        busy = True
        while busy:
            over = [step for step, end in self.running.items() if end == self.now]
            for step in over:
                self.ended[step] = self.now
                del self.running[step]
            asked = [step for step in self.steps if self.is_ready(step)]
            for step in asked:
                self.requested[step] = self.now
                if self.pool(step) == NO_POOL:
                    self.start(step)
            busy = bool(over or asked)

    def offer(self) -> list[Step]:
        given = []
        for pool in range(len(self.network.pool_rule)):
            queue = [
                step
                for step in self.steps
                if self.pool(step) == pool
                and np.isfinite(self.requested[step])
                and np.isnan(self.started[step])
            ]
            given += sorted(queue, key=self.rank)[: max(self.free(pool), 0)]
        return given

    def next_instant(self) -> float:
        times = [
            *self.running.values(),
            *self.draws.entry_days[self.r],
            *self.network.pool_change_days.ravel(),
        ]
        return min((float(t) for t in times if t > self.now), default=np.inf)


def simulate(network: Network, draws: Draws) -> Trace:
    """Trace of every replication, as an engine gives it."""
    times: list[tuple[NDArray[np.float64], ...]] = []
    for r in range(len(draws.homes)):
        world = _World(network, draws, r)
        while world.now < network.horizon_days:
            world.settle()
            given = world.offer()
            for step in given:
                world.start(step)
            if not given:
                world.now = world.next_instant()
        times.append((world.requested, world.started, world.ended))
    requested, started, ended = (np.stack(kind) for kind in zip(*times, strict=True))
    return Trace(requested, started, ended)
