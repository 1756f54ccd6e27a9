"""The critical path of one block in one future a second time: no arrays, one mark after the other."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
from futures import Futures

from sim.model import work_between
from sim.plan import DONE, NONE, STAGGER, TO_DO, UNDER_WAY

Ways = Counter[tuple[str, str]]
"""Days by (way, stage)."""


class PathOracle:
    """One row in one future."""

    def __init__(self, futures: Futures, r: int, p: int) -> None:
        self.network, self.trace, self.labels = futures.plan.network, futures.trace, futures.plan.labels
        self.r, self.p, self.g = r, p, int(self.network.graph_of[p])
        self.begins = bool(futures.draws.begins[r, p])
        starts = self.network.enters_at_entry[p]
        self.entry = float(futures.draws.entry_days[r, p]) if starts else 0.0

    def time(self, kind: str, *place: int) -> float:
        found = float(getattr(self.trace, kind)[(self.r, self.p, *place)])
        return np.inf if np.isnan(found) else found

    def asked(self, s: int) -> float:
        return 0.0 if self.network.state[self.p, s] == UNDER_WAY else self.time("requested", s)

    def before(self, s: int) -> list[int]:
        """What had to come before, but for other blocks' crews and what was done before the data date."""
        numbers = self.labels.numbers[self.g]
        return [
            j
            for j in np.flatnonzero(self.network.predecessors[self.g, s]).tolist()
            if self.network.state[self.p, j] != DONE
            and not (numbers[j] and numbers[s] and numbers[j] != numbers[s])
        ]

    def lets_go(self, j: int, s: int) -> float:
        """When a node need not wait for its predecessor any more."""
        begun = float(self.trace.started[self.r, self.p, j])
        fresh = self.network.state[self.p, j] == TO_DO
        return begun if fresh and begun >= self.network.overlap_days[self.g, s, j] else self.time("ended", j)

    def ahead(self, s: int, clock: float) -> float:
        """Median days ahead of what holds a node up that has not ended."""
        pending = [j for j in self.before(s) if self.lets_go(j, s) > clock]
        if self.asked(s) <= clock or not pending:
            return float(self.network.remaining_days[self.p, s])
        return max(self.ahead(j, clock) for j in pending)

    def marks(self, s: int) -> list[tuple[float, str]]:
        """Instants from which time at a node goes one way."""
        network, g, under_way = self.network, self.g, self.network.state[self.p, s] == UNDER_WAY
        marks = [(0.0, "work")]
        if not under_way:
            kinds = (("requested", "notice"), ("noticed", "stock"), ("supplied", "pool"), ("started", "work"))
            marks = [(self.time(kind, s), way) for kind, way in kinds]
        column = network.rounds_column[g, s]
        if column != NONE:
            before = int(network.rounds_before[self.p]) if under_way else 0
            if (
                network.tender_of[g, s, 0] != NONE
                if under_way
                else self.time("round_started", column, 0) < np.inf
            ):
                marks.append((0.0 if before else self.time("round_ended", column, 0), "rounds"))
        column = network.recall_column[g, s]
        if column != NONE:
            for c in range(self.trace.stalled.shape[3]):
                marks += [
                    (self.time("stalled", column, c), "recall"),
                    (self.time("resumed", column, c), "work"),
                ]
        return [*marks, (self.time("ended", s), "")]

    def at_node(self, s: int, clock: float, ways: Ways) -> None:
        stage = self.labels.stages[self.g][s]
        marks = self.marks(s)
        table = self.network.calendars[self.network.calendar_of[self.g, s]]
        for (begin, way), (end, _) in pairwise(marks):
            begin, end = min(begin, clock), min(end, clock)
            if not end > begin:
                continue
            if way == "work" and stage != STAGGER:
                work = float(work_between(table.cumulative, table.origin_day, begin, end))
                ways["work", stage] += work
                ways["calendar", stage] += end - begin - work
            else:
                ways["blocks" if stage == STAGGER else way, "" if stage == STAGGER else stage] += end - begin

    def ways(self, node: int, until: float, reached: bool) -> Ways:
        """Where the time until an instant went."""
        ways: Ways = Counter()
        if not self.begins:
            ways["not_entered", ""] = until
            return ways
        clock, s = until, node
        lapsed = 0.0 if self.network.ended[self.p] else self.time("lapsed")
        if not reached and lapsed < clock:
            ways["lapsed", ""] += clock - lapsed
            clock = lapsed
        while self.network.state[self.p, s] != DONE:
            self.at_node(s, clock, ways)
            clock = min(clock, self.asked(s))
            before = self.before(s)
            pending = [j for j in before if self.lets_go(j, s) > clock]
            if pending:
                s = max(pending, key=lambda j: (self.ahead(j, clock), -j))
                continue
            ready = max([self.entry, *(self.lets_go(j, s) for j in before)])
            ways["blocks", ""] += clock - min(ready, clock)
            clock = min(ready, clock)
            if not before:
                break
            s = max(before, key=lambda j, s=s: (self.lets_go(j, s), -j))
        ways["not_entered", ""] += clock
        return ways
