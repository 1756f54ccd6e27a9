"""The rules of `sim.model.rules` a second time: no SimPy, no event queue, every question asked afresh each instant.

What a node is busy with is a `Job` in one of a few phases. An instant is gone through as the rules say: what ends now
ends, then what can begin asks and begins, until nothing more happens; then pools and stocks give out; and again.
"""

from __future__ import annotations

from math import inf

import numpy as np
from conservation.generated.job import (
    ASK_SLOT,
    ASK_STOCK,
    ASKING,
    ASSIGNING,
    BEGIN,
    FOR_SLOT,
    FOR_STOCK,
    GAP,
    HALTED,
    NOTICE,
    ROUND,
    STALLED,
    WORK,
    Job,
)
from conservation.oracle.oracle_facts import Facts

from sim.model import Draws, Trace, empty_trace, event_time, finish_at_pace
from sim.plan import DROP_OUT, NONE, UNDER_WAY, Network

RESOLUTION = 1e-9


class _World(Facts):
    """One future, in which things begin, end and are given out."""

    def __init__(self, network: Network, draws: Draws, trace: Trace, r: int) -> None:
        super().__init__(network, draws, trace, r)
        for p, s in self.nodes:
            if network.state[p, s] == UNDER_WAY and draws.begins[r, p]:
                self.jobs.append(Job(p, s, s, holds=self.of("pool_of", p, s) != NONE))
                resumes = float(draws.resume_days[r, p, s])
                if resumes > 0:
                    # Its work stands still.
                    self.jobs[-1].phase, self.jobs[-1].until = HALTED, self.in_time(resumes)
                else:
                    self.go_on(self.jobs[-1])

    # What begins.

    def go_on(self, job: Job) -> None:
        """Take up what was under way on the data date."""
        p, s = job.p, job.s
        if self.tender_kind(job) == NONE:
            self.do_work(job, self.own_work(job))
            return
        job.round = job.attempt = int(self.network.rounds_before[p])
        self.held_rounds[p, s] = job.attempt + 1
        self.hold_round(job, begun=float(self.draws.start_days[self.r, p, s]))

    def own_work(self, job: Job) -> float:
        """Work of a node that is no tender now; it counts as a round where it may be held again after a recall."""
        column = self.of("rounds_column", job.p, job.s)
        if column == NONE:
            return float(self.draws.work_days[self.r, job.p, job.s, job.version])
        attempt = int(self.held_rounds[job.p, job.s])
        self.held_rounds[job.p, job.s] += 1
        return float(self.draws.round_work[self.r, job.p, column, job.version, attempt])

    def hold_round(self, job: Job, begun: float | None = None) -> None:
        column = self.of("rounds_column", job.p, job.at)
        work = self.draws.round_work[self.r, job.p, column, job.version, job.attempt]
        begun = self.now if begun is None else begun
        job.phase, job.until = ROUND, self.end_of(job.p, job.at, float(work), begun)

    def request(self, job: Job) -> None:
        """A node whose predecessors have all ended: see to its notice first."""
        p, s = job.p, job.s
        self.times.requested[p, s] = self.now
        notice = self.of("notice_node", p, s)
        valid = self.network.notice_valid_days[self.network.graph_of[p], s]
        if notice != NONE and self.now - self.issued[p, notice] > valid:
            self.times.reissued[p, s] = self.issued[p, notice] = self.now
            work = self.draws.reissue_days[self.r, p, s, self.version(p, notice)]
            self.there[p, notice] = self.end_of(p, notice, float(work))
        if self.there.get((p, notice), 0.0) > self.now:
            job.phase, job.until = NOTICE, self.there[p, notice]

    def ask_stock(self, job: Job) -> None:
        self.note(self.times.noticed, job)
        job.phase = ASK_SLOT
        if self.of("stock_of", job.p, job.s) != NONE and self.amount(job) > 0:
            job.phase, job.asked = FOR_STOCK, self.now

    def ask_slot(self, job: Job) -> None:
        self.note(self.times.supplied, job)
        job.phase = BEGIN
        if not job.holds and self.of("pool_of", job.p, job.at) != NONE:
            job.phase, job.asked = FOR_SLOT, self.now

    def begin(self, job: Job) -> None:
        p, s = job.p, job.s
        if job.resuming and job.at == s:
            self.times.resumed[p, self.of("recall_column", p, s), job.recalls - 1] = self.now
            self.do_work(job, job.work)
            return
        job.version = self.version(p, job.at)
        if job.at == s and np.isnan(self.times.started[p, s]):
            self.times.started[p, s] = self.issued[p, s] = self.now
            job.taken = 0.0
            if self.tender_kind(job) == NONE:
                self.do_work(job, self.own_work(job))
                return
        job.attempt = int(self.held_rounds[p, job.at])
        self.held_rounds[p, job.at] += 1
        self.times.round_started[p, self.of("rounds_column", p, job.at), job.attempt] = self.now
        self.hold_round(job)

    def do_work(self, job: Job, work: float) -> None:
        """Work until the end, or until the investor stalls, whichever comes first."""
        p, s, c = job.p, job.s, job.recalls
        job.work, job.begun, job.phase = work, self.now, WORK
        end = self.end_of(p, s, work, float(self.times.started[p, s]))
        stall, kind = inf, self.of("recall_of", p, s)
        if kind != NONE and c < self.network.recalls.cap[kind]:
            stall = event_time(
                self.draws.market_days[self.r],
                self.draws.market_states[self.r],
                self.draws.hazards_per_day[self.r, self.network.recalls.hazard[kind]],
                self.network.recalls.hazard_cut_days[kind],
                self.network.recalls.hazard_cut_shares[kind],
                self.now,
                float(self.draws.stall_budget[self.r, p, self.of("recall_column", p, s), c]),
            )
        job.to_the_end = not stall < end
        job.until = end if job.to_the_end else self.in_time(stall)

    # What ends.

    def end(self, job: Job) -> None:
        p, phase, job.until = job.p, job.phase, inf
        if phase == NOTICE:
            job.phase = ASK_STOCK
        elif phase == HALTED:
            self.go_on(job)
        elif phase == GAP:
            job.phase = ASK_SLOT
        elif phase == WORK and job.to_the_end:
            self.node_ends(job)
        elif phase == WORK:
            self.stall(job)
        elif phase == STALLED:
            self.recall(job)
        elif phase == ASSIGNING:
            self.times.assigned[p, self.of("rounds_column", p, job.at), job.attempt] = self.now
            self.investor_there(job)
        else:
            self.round_ends(job, self.of("rounds_column", p, job.at))

    def node_ends(self, job: Job) -> None:
        self.times.ended[job.p, job.s] = self.now
        self.over.add((job.p, job.s))
        self.jobs.remove(job)

    def drop_out(self, job: Job) -> None:
        if not self.lapsed(job.p):
            self.times.lapsed[job.p] = self.now
        self.jobs.remove(job)

    def stall(self, job: Job) -> None:
        job.work -= self.done(job.p, job.s, job.begun, float(self.times.started[job.p, job.s]))
        recalls, kind = self.network.recalls, self.of("recall_of", job.p, job.s)
        column = self.of("recall_column", job.p, job.s)
        self.times.stalled[job.p, column, job.recalls] = self.now
        job.phase = STALLED
        grace = float(self.draws.grace_days[self.r, job.p, column, job.recalls])
        cuts = recalls.grace_cut_days[kind].tolist(), recalls.grace_cut_shares[kind].tolist()
        job.until = self.in_time(finish_at_pace((), 0, self.now, grace, *cuts, 1.0))

    def recall(self, job: Job) -> None:
        p, s, c = job.p, job.s, job.recalls
        column, kind = self.of("recall_column", p, s), self.of("recall_of", p, s)
        self.times.recalled[p, column, c] = self.now
        job.holds, job.recalls = False, c + 1
        chance = self.likelihood(int(self.network.recalls.lapse[kind]))
        if self.draws.lapse_luck[self.r, p, column, c] < chance:
            self.drop_out(job)
            return
        job.at, job.round, job.resuming, job.phase = self.of("recall_rounds_node", p, s), 0, True, ASK_SLOT

    def round_ends(self, job: Job, column: int) -> None:
        p, a = job.p, job.attempt
        self.times.round_ended[p, column, a] = self.now
        tenders, kind = self.network.tenders, int(self.tender_kind(job))
        found = last = kind == NONE
        if kind != NONE:
            luck = self.draws.round_luck[self.r, p, column, a]
            found = bool(luck < self.likelihood(int(tenders.success[kind])))
            last = job.round + 1 >= tenders.rounds[kind]
        gone = self.times.lapsed[p] < self.now
        if found or last or not tenders.holds_loop[kind] or gone:
            job.holds = False
        if not found and last:
            self.times.fallback[p, column] = self.now
            if self.of("fallback", p, job.at) == DROP_OUT or gone:
                self.drop_out(job)
                return
            work = float(self.draws.assign_work[self.r, p, column, a])
            if work > 0:
                job.phase, job.until = ASSIGNING, self.end_of(p, job.at, work, self.now)
                return
        if not found and not last:
            gap = self.draws.gap_days[self.r, p, column, job.version, a]
            job.phase, job.until, job.round = GAP, self.in_time(self.now + gap), job.round + 1
        else:
            self.investor_there(job)

    def investor_there(self, job: Job) -> None:
        if job.resuming:
            job.at, job.phase = job.s, ASK_SLOT
        else:
            self.node_ends(job)

    # One instant.

    def settle(self) -> None:
        """Everything that happens now before slots and stocks are given out."""
        while True:
            over = [job for job in self.jobs if job.until == self.now]
            for job in over:
                self.end(job)
            if over:
                continue
            for job in [job for job in self.jobs if job.phase in ASKING and self.lapsed(job.p)]:
                # It asks for nothing more, and gives back what it was given just now, by leaving.
                self.used.append((self.of("stock_of", job.p, job.s), -job.taken))
                self.jobs.remove(job)
            ready = [node for node in self.to_do if self.is_ready(*node)]
            for p, s in ready:
                self.to_do.remove((p, s))
                self.jobs.append(Job(p, s, s))
                self.request(self.jobs[-1])
            asking = [job for job in self.jobs if job.phase in ASKING]
            if not ready and not asking:
                return
            for job in sorted(asking, key=lambda job: (job.p, job.s)):
                for phase, act in (
                    (ASK_STOCK, self.ask_stock),
                    (ASK_SLOT, self.ask_slot),
                    (BEGIN, self.begin),
                ):
                    if job.phase == phase:
                        act(job)

    def free(self, pool: int) -> int:
        days, slots = self.network.pool_change_days[pool], self.network.pool_change_slots[pool]
        held = sum(job.holds and self.of("pool_of", job.p, job.at) == pool for job in self.jobs)
        return int(slots[days <= self.now][-1]) - held

    def offer(self) -> bool:
        """Give out what there is; whether anybody was given anything."""
        given: list[Job] = []
        for pool in range(len(self.network.pool_rule)):
            queue = [j for j in self.jobs if j.phase == FOR_SLOT and self.of("pool_of", j.p, j.at) == pool]
            given += sorted(queue, key=self.rank)[: max(self.free(pool), 0)]
        for job in given:
            job.holds, job.phase = True, BEGIN
        for stock in range(len(self.network.stock_change_days)):
            wait = [j for j in self.jobs if j.phase == FOR_STOCK and self.of("stock_of", j.p, j.s) == stock]
            for job in sorted(wait, key=lambda job: (job.asked, job.p, job.s)):
                if self.amount(job) - self.left(stock) > RESOLUTION:
                    break
                job.phase, job.taken = ASK_SLOT, self.amount(job)
                self.used.append((stock, job.taken))
                given.append(job)
        return bool(given)

    def next_instant(self) -> float:
        times = [
            *(job.until for job in self.jobs),
            *self.draws.entry_days[self.r],
            *self.network.pool_change_days.ravel(),
            *self.network.stock_change_days.ravel(),
        ]
        return min((float(t) for t in times if t > self.now), default=inf)


def simulate(network: Network, draws: Draws) -> Trace:
    """Trace of every replication, as an engine gives it."""
    trace = empty_trace(network, draws)
    for r in range(len(draws.row_homes)):
        world = _World(network, draws, trace, r)
        while world.now < network.horizon_days:
            world.settle()
            if not world.offer():
                world.now = world.next_instant()
    return trace
