"""Where the time of every home went: its critical path, walked backward, with each day under one cause.

The walk begins at the instant at which a block's homes reach a reading, and goes back to the data date. At a node it
shares out the days from the node's request to its end among causes. Then it goes on at the predecessor that let the
node begin: the one that ended last, since its end is the node's request. Where several ended at that instant, the
first in the order of the graph is taken. A predecessor beside which the node may run lets it begin at its own start.

Homes that do not reach the reading in time: the walk begins at the end of the time looked at, at the node that is
pending then, which means requested and not ended. A node not yet requested waits for predecessors that have not ended.
The walk follows the one that leads to the pending node with most median days still ahead of it
(`Network.remaining_days`); where several have as many, the first. After a project has dropped out its days are
`lapsed`, and the walk begins at the instant at which it did. All days of a project that never begins are
`not_entered`.

The days at a node are shared out so:

* before its work: until `noticed` it waits for a void notice to be issued again, until `supplied` for the stock, until
  `started` for the pool;
* from a stall to the resumption of work: `recall`, whatever is waited for in between;
* in a tender, everything after its first round: `rounds`, which are gaps, further rounds, their waits for slots, and
  the fallback;
* what is left: `work`, as many days as the work takes at the full rate of a day, and `calendar`, the days in which the
  calendar allows less work or none;
* a block that could begin while its crew is at another block, or before its stagger is over: `blocks`. The walk does
  not go on in the other block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.analysis.bottleneck.node_time import Part, share_out
from sim.analysis.bottleneck.waits import Ledger
from sim.array_types import Flags, Floats, Ints
from sim.model import Draws, Trace
from sim.plan import DONE, NONE, TO_DO, UNDER_WAY, Plan


@dataclass(frozen=True)
class Finish:
    """Where the walks begin.

    Attributes
    ----------
    node : int64 (B,)
        Node at whose end each block's homes reach the reading.
    days : float64 (R, B)
        Instant at which they do, or the end of the time looked at.
    reached : bool (R, B)
        Whether they do by then.
    """

    node: Ints
    days: Floats
    reached: Flags


def walk(
    plan: Plan, ledger: Ledger, draws: Draws, trace: Trace, finish: Finish
) -> Iterator[tuple[Ints, Floats]]:
    """Share out the days of every block.

    Parameters
    ----------
    plan : Plan
    ledger : Ledger
        That of the plan.
    draws : Draws
    trace : Trace
        Both of the same replications.
    finish : Finish

    Yields
    ------
    blocks : int64 (K,)
        Blocks that share a graph and a node.
    days : float64 (R, K, cells)
        Days in each cell of the ledger; they add up to the block's `finish.days`.
    """
    graph = plan.network.graph_of[plan.measurement.row_of]
    for g, node in sorted(set(zip(graph.tolist(), finish.node.tolist(), strict=True))):
        blocks = np.flatnonzero((graph == g) & (finish.node == node))
        yield blocks, _Walk(plan, ledger, draws, trace, g, blocks, finish).days(node)


class _Walk:
    """Walks of K blocks that share a graph, in R futures; shapes (R, K), or (R, K, S) with one entry a node."""

    def __init__(
        self, plan: Plan, ledger: Ledger, draws: Draws, trace: Trace, g: int, blocks: Ints, finish: Finish
    ) -> None:
        network = plan.network
        self.plan, self.ledger, self.g = plan, ledger, g
        self.rows = rows = plan.measurement.row_of[blocks]
        self.part = Part(plan, trace, g, rows)
        self.state = network.state[rows]
        self.entry = np.where(network.enters_at_entry[rows], draws.entry_days[:, rows], 0.0)
        self.end, self.reached = finish.days[:, blocks], finish.reached[:, blocks]
        self.lapsed = np.where(network.ended[rows], 0.0, trace.lapsed[:, rows])
        self.begins = draws.begins[:, rows]
        requested = np.where(self.state == UNDER_WAY, 0.0, trace.requested[:, rows])
        self.asked, self.ended = (
            np.where(self.state == DONE, -np.inf, np.where(np.isnan(times), np.inf, times))
            for times in (requested, trace.ended[:, rows])
        )
        self.started, self.overlap_days = trace.started[:, rows], network.overlap_days[g]
        numbers = np.array(plan.labels.numbers[g])
        before = network.predecessors[g, : len(numbers), : len(numbers)]
        crews = (numbers[:, None] != numbers) & (numbers[:, None] > 0) & (numbers > 0)
        self.before = [np.flatnonzero(row) for row in before & ~crews]

    def days(self, node: int) -> Floats:
        """Days in each cell of the ledger, by walks that begin at a node; shape (R, K, cells)."""
        days = np.zeros((*self.end.shape, self.ledger.cells))
        drops_out = ~self.reached & (self.lapsed < self.end)
        clock = np.where(drops_out, self.lapsed, self.end)
        days[:, :, self.ledger.cell("lapsed")] = self.end - clock
        behind = self._behind(clock, node)
        at = np.where(self.begins & (self.state[:, node] != DONE), node, NONE)
        for s in range(node, -1, -1):
            here = at == s
            if here.any():
                clock, at = self._step(s, here, clock, at, behind, days)
        days[:, :, self.ledger.cell("not_entered")] += clock
        return days

    def _step(
        self, s: int, here: Flags, clock: Floats, at: Ints, behind: Floats, days: Floats
    ) -> tuple[Floats, Ints]:
        """Take the walks at node s one node back: enter the days at s, and return their new instant and node.

        Parameters
        ----------
        here : bool (R, K)
            Walks that stand at s.
        clock, at : float64 and int64 (R, K)
            Instant and node at which each walk stands.
        behind : float64 (R, K, nodes)
            As returned by `_behind`.
        days : float64 (R, K, cells)
            Written to.
        """
        stand = int(self.ledger.stand_of[self.g, s])
        asked, until = (
            np.where(here, np.minimum(times[:, :, s], clock), 0.0) for times in (self.asked, self.ended)
        )
        for kind, spent in share_out(self.part, s, asked, until).items():
            days[:, :, self.ledger.cell(kind, stand)] += spent
        clock = np.where(here, asked, clock)
        before = self.before[s]
        if len(before) == 0:
            ready, then = self.entry, np.full(clock.shape, NONE)
        else:
            ends = np.stack([self._lets_go(j, s) for j in before], axis=2)
            open_ = ends > clock[:, :, None]
            waits = open_.any(axis=2)
            slowest = np.where(open_, behind[:, :, before], -np.inf).argmax(axis=2)
            last = ends.max(axis=2)
            ready = np.where(waits, clock, np.maximum(last, self.entry))
            then = before[np.where(waits, slowest, ends.argmax(axis=2))]
            then = np.where(np.isneginf(last) & ~waits, NONE, then)
        ready = np.minimum(ready, clock)
        days[:, :, self.ledger.cell("blocks")] += np.where(here, clock - ready, 0.0)
        return np.where(here, ready, clock), np.where(here, then, at)

    def _lets_go(self, j: int | np.signedinteger, s: int) -> Floats:
        """Instant from which node s waits for predecessor j no longer: the end of j; its start where they overlap."""
        overlaps = (self.started[:, :, j] >= self.overlap_days[s, j]) & (self.state[:, j] == TO_DO)
        return np.where(overlaps, self.started[:, :, j], self.ended[:, :, j])

    def _behind(self, clock: Floats, node: int) -> Floats:
        """Median days still ahead of the pending node that each node waits for, or of itself where it is pending.

        Shape (R, K, nodes); minus infinity where a node waits for none.
        """
        own = self.plan.network.remaining_days[self.rows]
        behind = np.full((*clock.shape, node + 1), -np.inf)
        for s in range(node + 1):
            held_up = np.full(clock.shape, -np.inf)
            for j in self.before[s]:
                is_open = self._lets_go(j, s) > clock
                held_up = np.maximum(held_up, np.where(is_open, behind[:, :, j], -np.inf))
            pending = (self.asked[:, :, s] <= clock) | np.isneginf(held_up)
            behind[:, :, s] = np.where(pending, own[:, s], held_up)
        return behind
