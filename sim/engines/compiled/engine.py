"""The compiled engine: the rules of `sim.model.rules` in machine code, to the same result as the reference."""

from __future__ import annotations

import threading
from typing import NamedTuple

import numpy as np

from sim.engines.compiled.arrays import Counted
from sim.engines.compiled.draws import draw_program_of
from sim.engines.compiled.layout import draws_of, future_draws, measured_of, rules_of, times_of
from sim.engines.compiled.machine import Handed, load
from sim.engines.compiled.records import BATCH, COUNT_ALL, DRAW_ALL, SIMULATE_ALL
from sim.engines.compiled.workspace import bench_for, counted_for, desk_for, room_for_draws, room_for_times
from sim.model import BlockOutcomes, Draws, Outcomes, Trace, empty_trace
from sim.plan import Plan

run_kernels = load()


class _Room(NamedTuple):
    """What a thread works in."""

    draws: Handed
    counts: Handed
    bench: Handed
    times: Handed
    desk: Handed


class Compiled:
    """Simulates a plan in machine code; see `sim.engines.Simulator`."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._rules, self._recipe = rules_of(plan), draw_program_of(plan)
        self._given = [Handed(arrays) for arrays in (self._rules, *self._recipe, measured_of(plan))]
        self._rooms = threading.local()

    def draw(self, seed: int, first: int, count: int, futures_per_set: int = 1) -> Draws:
        """Make the draws of consecutive replications."""
        draws, counts = room_for_draws(self._plan, self._recipe, count)
        room = self._room._replace(draws=Handed(draws), counts=Handed(counts))
        self._run(
            DRAW_ALL, room, seed, futures_per_set, first, count, counted_for(self._plan, 0, by_block=False)
        )
        return draws_of(self._plan, seed, first, draws, counts)

    def simulate(self, draws: Draws) -> Trace:
        """Take every project through its route in each replication."""
        trace = empty_trace(self._plan.network, draws)
        room = self._room._replace(draws=Handed(future_draws(draws)), times=Handed(times_of(trace)))
        count = len(draws.row_homes)
        self._run(SIMULATE_ALL, room, 0, 1, 0, count, counted_for(self._plan, 0, by_block=False))
        return trace

    def outcomes(
        self, seed: int, first: int, count: int, futures_per_set: int = 1, *, by_block: bool = False
    ) -> Outcomes:
        """Draw, simulate and measure."""
        out = counted_for(self._plan, count, by_block=by_block)
        self._run(COUNT_ALL, self._room, seed, futures_per_set, first, count, out)
        blocks = BlockOutcomes(out.homes, out.days, out.reason) if by_block else None
        return Outcomes(homes_by_quarter=out.homes_by_quarter, caps=out.caps, blocks=blocks)

    @property
    def _room(self) -> _Room:
        """Room of this thread, made when it first needs it."""
        room: _Room | None = getattr(self._rooms, "room", None)
        if room is None:
            draws, counts = room_for_draws(self._plan, self._recipe, BATCH)
            bench, times, desk = bench_for(self._recipe), room_for_times(draws), desk_for(self._rules)
            room = self._rooms.room = _Room(*map(Handed, (draws, counts, bench, times, desk)))
        return room

    def _run(
        self, task: int, room: _Room, seed: int, per_set: int, first: int, count: int, out: Counted
    ) -> None:
        run_kernels(*self._given, task, np.uint64(seed), per_set, first, count, *room, Handed(out))


simulator = Compiled
