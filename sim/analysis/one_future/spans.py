"""How the time of one node, from its request to its end, is cut into spans of work and waits."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from sim.analysis.one_future.course import CourseSpan, SpanKind
from sim.model import Draws, Times
from sim.plan import DONE, NONE, STAGGER, TO_DO, UNDER_WAY, Plan
from sim.scenario import ProjectRow


class Piece(NamedTuple):
    """A part of the time of a node; infinite at the end where it is not over in the simulated time."""

    kind: SpanKind
    begin: float
    end: float


@dataclass(frozen=True)
class RowFuture:
    """One row of the register in one future: the times of its nodes as plain numbers, infinite where not reached.

    Attributes
    ----------
    plan : Plan
    p : int
        Row of the register.
    g : int
        Its graph.
    times : Times
    lapsed : float
    entry : float
        When it enters: 0 where it has begun.
    resumes : tuple of float
        When the work of each node under way goes on.
    """

    plan: Plan
    row: ProjectRow
    p: int
    g: int
    times: Times
    lapsed: float
    entry: float
    resumes: tuple[float, ...]

    @classmethod
    def of(cls, plan: Plan, row: ProjectRow, p: int, draws: Draws, times: Times) -> RowFuture:
        """Look at one row; the first future of the draws is that of the times."""
        network = plan.network
        entry = float(draws.entry_days[0, p]) if network.enters_at_entry[p] else 0.0
        return cls(
            plan,
            row,
            p,
            int(network.graph_of[p]),
            times,
            or_never(times.lapsed[p]),
            entry,
            tuple(draws.resume_days[0, p].tolist()),
        )

    @property
    def nodes(self) -> int:
        """Nodes of its graph."""
        return int(self.plan.network.node_count[self.g])

    @property
    def horizon(self) -> float:
        """Where the simulated time ends."""
        return float(self.plan.network.horizon_days)

    def state(self, s: int) -> int:
        """`TO_DO`, `UNDER_WAY` or `DONE` on the data date."""
        return int(self.plan.network.state[self.p, s])

    def asked(self, s: int) -> float:
        """When a node was requested; one under way on the data date when it began."""
        if self.state(s) == DONE:
            return -math.inf
        return or_never(
            (self.times.started if self.state(s) == UNDER_WAY else self.times.requested)[self.p, s]
        )

    def started(self, s: int) -> float:
        """When its work began."""
        return -math.inf if self.state(s) == DONE else or_never(self.times.started[self.p, s])

    def ended(self, s: int) -> float:
        """When it ended."""
        return -math.inf if self.state(s) == DONE else or_never(self.times.ended[self.p, s])

    def lets_go(self, j: int, s: int) -> float:
        """Instant from which node s waits for its predecessor j no longer."""
        overlaps = self.state(j) == TO_DO and self.started(j) >= self.plan.network.overlap_days[self.g, s, j]
        return self.started(j) if overlaps else self.ended(j)

    def before(self, s: int) -> list[int]:
        """Predecessors of a node, those in other blocks, whose crew it waits for, among them."""
        return [j for j in range(self.nodes) if self.plan.network.predecessors[self.g, s, j]]

    def ready(self, s: int) -> float:
        """When all that must come before a node let it begin."""
        return max([self.entry, *(self.lets_go(j, s) for j in self.before(s))])


def spans_of(future: RowFuture, s: int) -> list[CourseSpan]:
    """Cut the time of a node into spans, in the order in which they follow one another; none for a node done."""
    spans: list[CourseSpan] = []
    for span in _cut(future, s):
        if spans and (spans[-1].kind, spans[-1].end) == (span.kind, span.begin):
            spans[-1] = replace(spans[-1], end=span.end, over=span.over)
        else:
            spans.append(span)
    return spans


def _cut(future: RowFuture, s: int) -> Iterator[CourseSpan]:
    network, labels, g = future.plan.network, future.plan.labels, future.g
    if future.state(s) == DONE:
        return
    pool, stock = int(network.pool_of[g, s]), int(network.stock_of[g, s])
    shared = {
        "pool": "" if pool == NONE else labels.pools[pool],
        "stock": "" if stock == NONE else labels.stocks[stock],
    }
    for kind, begin, end in _pieces(future, s):
        if begin >= min(end, future.horizon):
            continue
        # A stage under way goes on after its project has lapsed; what is waited for is given up.
        stops = future.horizon if kind == "work" else min(future.horizon, future.lapsed)
        until = min(end, stops)
        if begin < until:
            stage, number = labels.stages[g][s], labels.numbers[g][s]
            # Where a row has two blocks there is one turn to wait for, that of the second.
            yield CourseSpan(
                "" if stage == STAGGER else stage,
                number or (2 if stage == STAGGER else 0),
                kind,
                shared.get(kind, ""),
                begin,
                until,
                over=end <= stops,
            )


def _pieces(future: RowFuture, s: int) -> Iterator[Piece]:
    p, times = future.p, future.times
    if future.plan.labels.stages[future.g][s] == STAGGER:
        # No stage: the time that must lie between the beginnings of two blocks.
        yield Piece("turn", future.ready(s), future.ended(s))
        return
    started = future.started(s)
    if future.state(s) == TO_DO:
        asked = future.asked(s)
        if math.isinf(asked):
            return
        noticed, supplied = or_never(times.noticed[p, s]), or_never(times.supplied[p, s])
        yield Piece("notice", asked, noticed)
        yield Piece("stock", noticed, supplied)
        yield Piece("pool", supplied, started)
    if math.isinf(started):
        return
    rounds = list(_rounds(future, s))
    if rounds:
        yield from rounds
        return
    begin = started
    for stands_still in sorted(_still(future, s), key=lambda piece: piece.begin):
        yield Piece("work", begin, stands_still.begin)
        yield stands_still
        begin = stands_still.end
    yield Piece("work", begin, future.ended(s))


def _rounds(future: RowFuture, s: int) -> Iterator[Piece]:
    """Rounds of a tender up to its end; nothing where the rules in force hold none.

    Rounds held again after a recall come later: they are part of the recall.
    """
    p, times, ended = future.p, future.times, future.ended(s)
    column = int(future.plan.network.rounds_column[future.g, s])
    if column == NONE:
        return
    held = zip(times.round_started[p, column].tolist(), times.round_ended[p, column].tolist(), strict=True)
    last = None
    for begin, end in held:
        if math.isnan(begin) or begin >= ended:
            continue
        if last is not None:
            yield Piece("tender", last, begin)
        last = math.inf if math.isnan(end) else end
        yield Piece("work", begin, last)
    if last is not None and last < ended:
        failed = or_never(times.fallback[p, column]) <= last
        yield Piece("investor" if failed else "tender", last, ended)


def _still(future: RowFuture, s: int) -> Iterator[Piece]:
    """Times in which the work of a node stood still: as the register says, and while its investor stalls."""
    data_date = future.plan.data_date
    if future.state(s) == UNDER_WAY:
        stage = future.plan.labels.stages[future.g][s]
        begun = future.started(s)
        for stated in (each for each in future.row.under_way if each.stage == stage):
            for stop in stated.stops:
                first, after = (stop.first - data_date).days, (stop.last - data_date).days + 1
                yield Piece("stopped", max(begun, first), max(begun, min(after, 0.0)))
            if stated.stopped_since is not None:
                since = max(begun, (stated.stopped_since - data_date).days)
                yield Piece("stopped", since, max(future.resumes[s], 0.0))
    column = int(future.plan.network.recall_column[future.g, s])
    if column == NONE:
        return
    p, times = future.p, future.times
    for c in range(times.stalled.shape[2]):
        stalled = or_never(times.stalled[p, column, c])
        if math.isinf(stalled):
            return
        recalled, resumed = or_never(times.recalled[p, column, c]), or_never(times.resumed[p, column, c])
        yield Piece("stopped", stalled, recalled)
        if not math.isinf(recalled):
            yield Piece("investor", recalled, resumed)


def or_never(time: float) -> float:
    """Time with infinity in place of NaN, which stands for an instant that was not reached."""
    return math.inf if math.isnan(time) else float(time)
