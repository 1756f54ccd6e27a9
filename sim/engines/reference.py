"""The reference engine: the rules of `sim.model.rules` in SimPy, written to be read.

One process runs a project; where its graph forks, one more process runs each further branch.
"""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from heapq import heappop, heappush

import numpy as np
import simpy
from numpy.typing import NDArray
from simpy.events import NORMAL, EventPriority

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

_AFTER_ALL_ELSE = EventPriority(NORMAL + 1)
"""What runs when an instant has nothing else left to do."""

_Process = Generator[simpy.Event, None, None]
_Key = tuple[float, ...]


class _Clock(simpy.Environment):
    """Adds events at absolute times: `now + (t - now)` is not always `t`, and ties hang on the last bit."""

    def __init__(self) -> None:
        super().__init__()
        self._with_queue: list[_Pool] = []

    def at(self, days: float, priority: EventPriority = NORMAL) -> simpy.Event:
        event = self.event()
        event._ok, event._value = True, None
        heappush(self._queue, (days, priority, next(self._eid), event))
        return event

    def offer_later(self, pool: _Pool) -> None:
        """Let a pool give out its free slots once this instant has nothing else to do, together with all others."""
        if not self._with_queue:
            self.at(self.now, _AFTER_ALL_ELSE).callbacks.append(self._offer)
        self._with_queue.append(pool)

    def _offer(self, _: simpy.Event) -> None:
        pools, self._with_queue = self._with_queue, []
        for pool in pools:
            pool.offer()


class _Pool:
    """Slots, and the queue before them."""

    def __init__(self, clock: _Clock, changes: list[tuple[float, int]]) -> None:
        self._clock = clock
        self._slots = 0
        self._busy = 0
        self._queue: list[tuple[_Key, simpy.Event]] = []
        for days, slots in changes:
            if days <= 0:
                self._slots = slots
            else:
                clock.at(days).callbacks.append(partial(self._change, slots))

    def hold(self) -> None:
        """Take the slot of a step that was under way on the data date, free or not."""
        self._busy += 1

    def request(self, key: _Key) -> simpy.Event:
        """Ask for a slot; the event comes when it is given."""
        granted = self._clock.event()
        heappush(self._queue, (key, granted))
        self._clock.offer_later(self)
        return granted

    def release(self) -> None:
        self._busy -= 1
        self._clock.offer_later(self)

    def _change(self, slots: int, _: simpy.Event) -> None:
        self._slots = slots
        self._clock.offer_later(self)

    def offer(self) -> None:
        while self._queue and self._busy < self._slots:
            self._busy += 1
            heappop(self._queue)[1].succeed()


class _Rulebook:
    """What all replications share: the network as plain Python lists, which SimPy's processes read fastest."""

    def __init__(self, network: Network) -> None:
        self.horizon = network.horizon_days
        self.routes = network.route_of.tolist()
        self.counts = network.step_count.tolist()
        self.pool_of = network.pool_of.tolist()
        self.states = network.state.tolist()
        self.enters_at_entry = network.enters_at_entry.tolist()
        self.remaining = network.remaining_days.tolist()
        self.pool_rules = network.pool_rule.tolist()
        self.pool_changes = [
            [(d, s) for d, s in zip(days, slots, strict=True) if np.isfinite(d)]
            for days, slots in zip(
                network.pool_change_days.tolist(), network.pool_change_slots.tolist(), strict=True
            )
        ]
        tables = [(table.cumulative.tolist(), table.origin_day) for table in network.calendars]
        self.calendars = [[tables[c] for c in calendars] for calendars in network.calendar_of.tolist()]
        self.successors = [
            [np.flatnonzero(network.predecessors[g, :count, k]).tolist() for k in range(count)]
            for g, count in enumerate(self.counts)
        ]
        waits_for = network.predecessors[network.route_of] & (network.state != DONE)[:, None, :]
        self.missing = waits_for.sum(axis=2).tolist()


class _Future:
    """One replication."""

    def __init__(
        self,
        book: _Rulebook,
        entry: list[float],
        work: list[list[float]],
        homes: list[int],
        times: NDArray[np.float64],
    ) -> None:
        self.book, self.work, self.homes, self.times = book, work, homes, times
        self.clock = _Clock()
        self.pools = [_Pool(self.clock, changes) for changes in book.pool_changes]
        self.missing = [row[:] for row in book.missing]
        for p in range(len(book.routes)):
            self._begin(p, entry[p])

    def run(self) -> None:
        self.clock.run(until=self.book.horizon)

    def _begin(self, p: int, entry: float) -> None:
        g = self.book.routes[p]
        for k in range(self.book.counts[g]):
            state = self.book.states[p][k]
            if state == UNDER_WAY:
                if self.book.pool_of[g][k] != NO_POOL:
                    self.pools[self.book.pool_of[g][k]].hold()
                self.clock.process(self._branch(p, k, under_way=True))
            elif state == TO_DO and self.missing[p][k] == 0:
                self.clock.process(self._branch(p, k, enters=entry if self.book.enters_at_entry[p] else 0.0))

    def _branch(self, p: int, k: int, enters: float = 0.0, under_way: bool = False) -> _Process:
        """Run step k of project p, then the steps that follow it, until another branch must end first."""
        book, clock, work = self.book, self.clock, self.work[p]
        requested, started, ended = self.times[:, p]
        g = book.routes[p]
        if enters > 0:
            yield clock.at(enters)
        while True:
            pool = book.pool_of[g][k]
            if not under_way:
                requested[k] = clock.now
                if pool != NO_POOL:
                    yield self.pools[pool].request(self._key(pool, p, k))
                started[k] = clock.now
            cumulative, origin_day = book.calendars[g][k]
            end = finish(cumulative, origin_day, clock.now, work[k])
            if not end < book.horizon:
                return
            if end > clock.now:
                yield clock.at(end)
            ended[k] = end
            if pool != NO_POOL:
                self.pools[pool].release()
            following = -1
            for successor in book.successors[g][k]:
                self.missing[p][successor] -= 1
                if self.missing[p][successor] == 0:
                    if following < 0:
                        following = successor
                    else:
                        clock.process(self._branch(p, successor))
            if following < 0:
                return
            k, under_way = following, False

    def _key(self, pool: int, p: int, k: int) -> _Key:
        rule = self.book.pool_rules[pool]
        if rule == MOST_HOMES_FIRST:
            return (-self.homes[p], self.clock.now, p, k)
        if rule == NEAREST_COMPLETION_FIRST:
            return (self.book.remaining[p][k], self.clock.now, p, k)
        return (self.clock.now, p, k)


def simulate(network: Network, draws: Draws) -> Trace:
    """Take every project through its route in each replication.

    Parameters
    ----------
    network : Network
    draws : Draws
        R replications.

    Returns
    -------
    Trace
        Times of R replications.
    """
    book = _Rulebook(network)
    times = np.full((len(draws.homes), 3, *network.state.shape), np.nan)
    for r in range(len(draws.homes)):
        future = _Future(
            book, draws.entry_days[r].tolist(), draws.work_days[r].tolist(), draws.homes[r].tolist(), times[r]
        )
        future.run()
    started = np.where(network.state == UNDER_WAY, draws.start_days, times[:, 1])
    return Trace(requested=times[:, 0], started=started, ended=times[:, 2])
