"""The rules of `sim.model.rules` as SimPy processes: one a project, one more a parallel branch."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TypeAlias

import numpy as np
import simpy

from sim.engines.reference.asking import Asking, PartOfProcess
from sim.engines.reference.plan_lists import Future, PlanLists
from sim.model import event_time, finish, finish_at_pace, work_at_pace
from sim.plan import DROP_OUT, NONE, TO_DO, UNDER_WAY

_Process: TypeAlias = Generator[simpy.Event, None, None]


class Simulation(Asking):
    """One replication."""

    def __init__(self, plan_lists: PlanLists, future: Future) -> None:
        super().__init__(plan_lists, future)
        self.missing = [row[:] for row in plan_lists.missing]
        self.rounds_held = [[0] * len(row) for row in plan_lists.states]
        self.notice_over = [[0.0] * len(row) for row in plan_lists.states]
        self.notice_issued = [[0.0] * len(row) for row in plan_lists.states]
        for p in np.flatnonzero(self.draws.begins).tolist():
            self._begin(p)

    def run(self) -> None:
        """Take every project through its route; the times go into the future's."""
        self.clock.run(until=self.plan_lists.horizon)

    def _begin(self, p: int) -> None:
        plan, g = self.plan_lists, self.plan_lists.graph_of[p]
        begun = [self.draws.start_days[p][s] for s, state in enumerate(plan.states[p]) if state == UNDER_WAY]
        self.notice_issued[p] = [min(begun, default=0.0)] * len(plan.states[p])
        enters = self.draws.entry_days[p] if plan.enters_at_entry[p] else 0.0
        for s in range(plan.node_count[g]):
            state = plan.states[p][s]
            if state == UNDER_WAY:
                self.notice_issued[p][s] = self.draws.start_days[p][s]
                if plan.pool_of[g][s] != NONE:
                    self.pools[plan.pool_of[g][s]].hold()
                resumes = self.draws.resume_days[p][s]
                self.clock.process(self._branch(p, s, enters=resumes, under_way=True))
            elif state == TO_DO and self.missing[p][s] == 0:
                self.clock.process(self._branch(p, s, enters=enters))

    def _branch(self, p: int, s: int, enters: float = 0.0, under_way: bool = False) -> _Process:
        """Run node s of project p, then the nodes that follow it, until another branch must end first."""
        if enters > 0:
            yield self.clock.at(enters)
        while True:
            if not under_way:
                if not (yield from self._activation(p, s)):
                    return
                self.times.requested[p, s] = self.clock.now
            goes_on = yield from self._node(p, s, under_way)
            if not goes_on:
                return
            self.times.ended[p, s] = self.clock.now
            ready = self._ready_after(p, s)
            if not ready:
                return
            for other in ready[1:]:
                self.clock.process(self._branch(p, other))
            s, under_way = ready[0], False

    def _ready_after(self, p: int, s: int) -> list[int]:
        """Nodes that wait for nothing more now that node s has ended."""
        plan, g = self.plan_lists, self.plan_lists.graph_of[p]
        ended = plan.successors[g][s]
        if plan.overlapping[g][s] and plan.states[p][s] == UNDER_WAY:
            ended = [*ended, *(other for other, _ in plan.overlapping[g][s])]
        elif plan.overlapping[g][s]:
            began = self.times.started[p, s]
            ended = [*ended, *(other for other, day in plan.overlapping[g][s] if not began >= day)]
        return self._ready(p, sorted(ended))

    def _ready(self, p: int, nodes: Iterable[int]) -> list[int]:
        """Nodes that wait for nothing more when one thing less is to be waited for."""
        missing, ready = self.missing[p], []
        for s in nodes:
            missing[s] -= 1
            if missing[s] == 0:
                ready.append(s)
        return ready

    def _node(self, p: int, s: int, under_way: bool) -> PartOfProcess:
        """Wait for what the node needs, then do it."""
        plan, g = self.plan_lists, self.plan_lists.graph_of[p]
        column = plan.rounds_column[g][s]
        if under_way:
            version = 0
        else:
            if not (yield from self._valid_notice(p, s)):
                return False
            self.times.noticed[p, s] = self.clock.now
            if not (yield from self._take_stock(p, s)):
                return False
            self.times.supplied[p, s] = self.clock.now
            if not (yield from self._take_slot(p, s, s)):
                self._put_back_stock(p, s)
                return False
            self.times.started[p, s] = self.notice_issued[p][s] = self.clock.now
            beside = (other for other, day in plan.overlapping[g][s] if self.clock.now >= day)
            for other in self._ready(p, beside):
                self.clock.process(self._branch(p, other))
            version = plan.version_at(g, s, self.clock.now)
        if plan.tender_of[g][s][version] != NONE:
            return (yield from self._rounds(p, s, s, held=True, under_way=under_way))
        if column == NONE:
            return (yield from self._work(p, s, self.draws.work_days[p][s][version]))
        attempt = self.rounds_held[p][s]
        self.rounds_held[p][s] += 1
        return (yield from self._work(p, s, self.draws.round_work[p][column][version][attempt]))

    def _work(self, p: int, s: int, work: float) -> PartOfProcess:
        """Do the work of a node that has its slot; the investor may stall on the way."""
        plan, g = self.plan_lists, self.plan_lists.graph_of[p]
        cumulative, origin_day = plan.calendars[g][s]
        kind, column = plan.recall_of[g][s], plan.recall_column[g][s]
        cap = 0 if kind == NONE else plan.recall_cap[kind]
        for c in range(cap + 1):
            begun = self.clock.now
            pace = plan.pace(g, s, self.times.started[p], self.draws.delivered)
            end = finish_at_pace(cumulative, origin_day, begun, work, *pace)
            stall = np.inf
            if c < cap:
                hazard = self.draws.hazards_per_day[plan.recall_hazard[kind]]
                stall = event_time(
                    self.draws.market_days,
                    self.draws.market_states,
                    hazard,
                    *plan.hazard_cuts[kind],
                    begun,
                    self.draws.stall_budget[p][column][c],
                )
            if not stall < end:
                if not (yield from self._until(end)):
                    return False
                self._give_slot(g, s)
                return True
            if not (yield from self._until(stall)):
                return False
            self.times.stalled[p, column, c] = stall
            work -= work_at_pace(cumulative, origin_day, begun, stall, *pace)
            if not (yield from self._recall(p, s, c)):
                return False
        raise AssertionError("after its last recall a stage runs to its end")

    def _recall(self, p: int, s: int, c: int) -> PartOfProcess:
        """Recall a stalled investor and find another, or lapse."""
        plan, g = self.plan_lists, self.plan_lists.graph_of[p]
        kind, column = plan.recall_of[g][s], plan.recall_column[g][s]
        grace = self.draws.grace_days[p][column][c]
        if not (
            yield from self._until(finish_at_pace((), 0, self.clock.now, grace, *plan.grace_cuts[kind], 1.0))
        ):
            return False
        self.times.recalled[p, column, c] = self.clock.now
        self._give_slot(g, s)
        if self.draws.lapse_luck[p][column][c] < self._likelihood(plan.recall_lapse[kind]):
            self._lapse(p)
        if self.lapsed[p]:
            return False
        if not (yield from self._activation(p, s)):
            return False
        if not (yield from self._rounds(p, plan.recall_rounds_node[g][s], s, held=False, under_way=False)):
            return False
        if not (yield from self._activation(p, s)):
            return False
        if not (yield from self._take_slot(p, s, s)):
            return False
        self.times.resumed[p, column, c] = self.clock.now
        return True

    def _rounds(self, p: int, s: int, whose: int, *, held: bool, under_way: bool) -> PartOfProcess:
        """Hold the rounds of node s, for itself or again after a recall, until one succeeds or the last fails."""
        plan, draws, g = self.plan_lists, self.draws, self.plan_lists.graph_of[p]
        column = plan.rounds_column[g][s]
        cumulative, origin_day = plan.calendars[g][s]
        number = draws.rounds_before[p] if under_way else 0
        self.rounds_held[p][s] += number
        while True:
            if not held and not (yield from self._take_slot(p, s, whose)):
                return False
            held = True
            attempt = self.rounds_held[p][s]
            self.rounds_held[p][s] += 1
            number += 1
            version = 0 if under_way else plan.version_at(g, s, self.clock.now)
            begun = draws.start_days[p][s] if under_way else self.clock.now
            if not under_way:
                self.times.round_started[p, column, attempt] = self.clock.now
            under_way = False
            work = draws.round_work[p][column][version][attempt]
            pace = plan.pace(g, s, {s: begun}, draws.delivered)
            if not (
                yield from self._until(finish_at_pace(cumulative, origin_day, self.clock.now, work, *pace))
            ):
                return False
            self.times.round_ended[p, column, attempt] = self.clock.now
            kind = plan.tender_of[g][s][version]
            likelihood = 1.0 if kind == NONE else self._likelihood(plan.tender_success[kind])
            found = draws.round_luck[p][column][attempt] < likelihood
            last = kind == NONE or number >= plan.tender_rounds[kind]
            gone = bool(self.times.lapsed[p] < self.clock.now)
            if found or last or not plan.tender_holds_loop[kind] or gone:
                self._give_slot(g, s)
                held = False
            if found:
                return True
            if last:
                self.times.fallback[p, column] = self.clock.now
                return (yield from self._fall_back(p, s, attempt, gone=gone))
            if not (yield from self._until(self.clock.now + draws.gap_days[p][column][version][attempt])):
                return False
            if not (yield from self._activation(p, whose)):
                if held:
                    self._give_slot(g, s)
                return False

    def _fall_back(self, p: int, s: int, attempt: int, *, gone: bool) -> PartOfProcess:
        """After the last round of node s, which failed, lapse or assign an investor, which may take its time."""
        plan, g = self.plan_lists, self.plan_lists.graph_of[p]
        if plan.fallback[g][s] == DROP_OUT:
            self._lapse(p)
            return False
        if gone:
            return False
        column, begun = plan.rounds_column[g][s], self.clock.now
        work = self.draws.assign_work[p][column][attempt]
        if not work > 0:
            return True
        pace = plan.pace(g, s, {s: begun}, self.draws.delivered)
        cumulative, origin_day = plan.calendars[g][s]
        if not (yield from self._until(finish_at_pace(cumulative, origin_day, begun, work, *pace))):
            return False
        self.times.assigned[p, column, attempt] = self.clock.now
        return True

    def _valid_notice(self, p: int, s: int) -> PartOfProcess:
        """Have a notice issued again that is void by now, and wait its time."""
        plan, g = self.plan_lists, self.plan_lists.graph_of[p]
        notice = plan.notice_node[g][s]
        if notice == NONE:
            return True
        if self.clock.now - self.notice_issued[p][notice] > plan.notice_valid_days[g][s]:
            self.times.reissued[p, s] = self.notice_issued[p][notice] = self.clock.now
            cumulative, origin_day = plan.calendars[g][notice]
            work = self.draws.reissue_days[p][s][plan.version_at(g, notice, self.clock.now)]
            self.notice_over[p][notice] = finish(cumulative, origin_day, self.clock.now, work)
        over = self.notice_over[p][notice]
        return over <= self.clock.now or (
            (yield from self._until(over)) and (yield from self._activation(p, s))
        )
