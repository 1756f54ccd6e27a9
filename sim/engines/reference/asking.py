"""What processes of projects ask of the clock, of pools and of stocks, and how a project lapses."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias

import simpy

from sim.engines.reference.plan_lists import Future, PlanLists
from sim.engines.reference.resources import Clock, PoolResource, StockResource
from sim.model import state_at
from sim.plan import NONE

PartOfProcess: TypeAlias = Generator[simpy.Event, None, bool]
"""A part of a process that says whether the project goes on from here before the horizon."""


class Asking:
    """One replication, as far as what projects share."""

    def __init__(self, plan_lists: PlanLists, future: Future) -> None:
        self.plan_lists, self.draws, self.times = plan_lists, future.draws, future.times
        self.clock = Clock()
        self.pools = [PoolResource(self.clock, changes) for changes in plan_lists.pool_changes]
        self.stocks = [StockResource(self.clock, changes) for changes in plan_lists.stock_changes]
        self.lapsed = [False] * len(plan_lists.graph_of)

    def _activation(self, p: int, s: int) -> PartOfProcess:
        """Wait until everything has ended that ends now; False when the project has lapsed by then."""
        yield self.clock.activation((p, s))
        return not self.lapsed[p]

    def _take_stock(self, p: int, s: int) -> PartOfProcess:
        stock = self.plan_lists.stock_of[self.plan_lists.graph_of[p]][s]
        amount = self.draws.stock_amount[p][s]
        if stock == NONE or not amount > 0:
            return True
        yield self.stocks[stock].request(self.plan_lists.stock_key(p, s, self.clock.now), amount)
        if self.lapsed[p]:
            self._put_back_stock(p, s)
        return not self.lapsed[p]

    def _put_back_stock(self, p: int, s: int) -> None:
        stock = self.plan_lists.stock_of[self.plan_lists.graph_of[p]][s]
        if stock != NONE:
            self.stocks[stock].put_back(self.draws.stock_amount[p][s])

    def _take_slot(self, p: int, s: int, whose: int) -> PartOfProcess:
        pool = self.plan_lists.pool_of[self.plan_lists.graph_of[p]][s]
        if pool == NONE:
            return not self.lapsed[p]
        yield self.pools[pool].request(
            (*self.plan_lists.queue_key(pool, p, s, self.clock.now, self.draws.row_homes[p]), whose)
        )
        if self.lapsed[p]:
            self.pools[pool].release()
        return not self.lapsed[p]

    def _give_slot(self, g: int, s: int) -> None:
        pool = self.plan_lists.pool_of[g][s]
        if pool != NONE:
            self.pools[pool].release()

    def _until(self, days: float) -> PartOfProcess:
        """Pass the time until an instant; False when it lies at or beyond the horizon."""
        if not days < self.plan_lists.horizon:
            return False
        yield self.clock.at(days)
        return True

    def _lapse(self, p: int) -> None:
        if not self.lapsed[p]:
            self.lapsed[p] = True
            self.times.lapsed[p] = self.clock.now

    def _likelihood(self, index: int) -> float:
        state = state_at(self.draws.market_days, self.draws.market_states, self.clock.now)
        return self.draws.likelihoods[index][state]
