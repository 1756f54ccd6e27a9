"""The compiled engine: the rules of `sim.model.rules` in machine code, to the same result as the reference."""

from __future__ import annotations

import threading
from typing import NamedTuple

import numpy as np

from sim.engines.compiled.array_tuple import Handed, HandedRow
from sim.engines.compiled.arrays import Counted
from sim.engines.compiled.draws import draw_program_of
from sim.engines.compiled.layout import draws_of, future_draws, measured_of, rules_of, times_of
from sim.engines.compiled.loading import load_kernels
from sim.engines.compiled.records import BATCH, COUNT_ALL, DRAW_ALL, REPLICATION, SIMULATE_ALL
from sim.engines.compiled.workspace import (
    FutureArrays,
    count_workspace,
    counted_arrays,
    draw_arrays,
    draw_workspace,
    event_workspace,
    time_arrays,
)
from sim.model import BlockOutcomes, Draws, Outcomes, Trace, empty_trace
from sim.plan import Plan

run_kernels = load_kernels()


class _Workspace(NamedTuple):
    """The arrays a thread works in."""

    draws: Handed
    counts: Handed
    scratch: Handed
    times: Handed
    events: Handed
    counting: Handed


class Compiled:
    """Simulates a plan in machine code; see `sim.engines.Simulator`."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._rules, self._program = rules_of(plan), draw_program_of(plan)
        self._given = [Handed(arrays) for arrays in (self._rules, *self._program, measured_of(plan))]
        self._of_thread = threading.local()

    def draw(self, seed: int, first: int, count: int, futures_per_set: int = 1) -> Draws:
        """Make the draws of consecutive replications."""
        draws, counts = draw_arrays(self._plan, self._program, count)
        workspace = self._workspace._replace(draws=Handed(draws), counts=Handed(counts))
        out = counted_arrays(self._plan, 0, by_block=False)
        self._run(DRAW_ALL, workspace, seed, futures_per_set, first, count, out)
        return draws_of(first, draws, counts)

    def simulate(self, draws: Draws) -> Trace:
        """Take every project through its route in each replication."""
        trace = empty_trace(self._plan.network, draws)
        workspace = self._workspace._replace(draws=Handed(future_draws(draws)), times=Handed(times_of(trace)))
        out = counted_arrays(self._plan, 0, by_block=False)
        self._run(SIMULATE_ALL, workspace, 0, 1, 0, len(draws.row_homes), out)
        return trace

    def outcomes(
        self, seed: int, first: int, count: int, futures_per_set: int = 1, *, by_block: bool = False
    ) -> Outcomes:
        """Draw, simulate and measure."""
        out = counted_arrays(self._plan, count, by_block=by_block)
        self._run(COUNT_ALL, self._workspace, seed, futures_per_set, first, count, out)
        blocks = BlockOutcomes(out.homes, out.days, out.reason, out.block_early) if by_block else None
        return Outcomes(out.homes_by_quarter, out.early, out.caps, out.never_begun, blocks)

    @property
    def _workspace(self) -> _Workspace:
        """Arrays of this thread, made when it first needs them."""
        workspace: _Workspace | None = getattr(self._of_thread, "workspace", None)
        if workspace is None:
            draws, counts = draw_arrays(self._plan, self._program, BATCH)
            arrays = (
                *(draw_workspace(self._program), time_arrays(draws)),
                *(event_workspace(self._rules), count_workspace(self._plan)),
            )
            workspace = self._of_thread.workspace = _Workspace(*map(Handed, (draws, counts, *arrays)))
        return workspace

    def _run(
        self,
        task: int,
        workspace: _Workspace,
        seed: int,
        per_set: int,
        first: int,
        count: int,
        out: Counted,
    ) -> None:
        rules, _, _, _, chance, tables, _ = self._given
        draws, counts, scratch, times, events, counting = workspace
        which = np.zeros(1, dtype=REPLICATION)
        rows = HandedRow(draws), HandedRow(times)
        future = Handed(FutureArrays(rules, chance, tables, *rows, events, scratch, draws, times, which))
        given = (*self._given, task, np.uint64(seed), per_set, first, count)
        run_kernels(*given, draws, counts, scratch, times, future, counting, Handed(out))


simulator = Compiled
