"""Traces of many futures, block by block: they would not fit together, so each is read and let go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from sim.engines import ENGINES, engine_at_hand, engine_named
from sim.experiment.blocks import SHARING, Block, outcomes_of, split
from sim.experiment.limits import FUTURES_PER_SET, MAX_JOBS, MAX_REPLICATIONS, MAX_SEED, check_within
from sim.model import Draws, Trace
from sim.plan import Plan

ReadTrace = TypeVar("ReadTrace")
TraceReader: TypeAlias = Callable[[Plan, Draws, Trace], ReadTrace]
_CELLS, _LEAST, _MOST = 500_000, 4, 200
"""Nodes of all projects and futures that a block may hold, and the fewest and most futures of a block."""


@dataclass(frozen=True)
class _TraceWork(Generic[ReadTrace]):
    """What every block needs; see `sim.experiment.blocks.Work`."""

    plan: Plan
    seed: int
    engine: str
    futures_per_set: int
    reader: TraceReader[ReadTrace]

    def prepare(self) -> Callable[[Block], ReadTrace]:
        """Make the engine ready for the plan, once for many blocks."""
        simulator = engine_named(self.engine)(self.plan)

        def read(block: Block) -> ReadTrace:
            draws = simulator.draw(self.seed, block.first, block.count, self.futures_per_set)
            return self.reader(self.plan, draws, simulator.simulate(draws))

        return read


def as_they_are(_plan: Plan, draws: Draws, trace: Trace) -> tuple[Draws, Trace]:
    """Reader that hands on all of a block."""
    return draws, trace


def read_traces(
    plan: Plan,
    reader: TraceReader[ReadTrace],
    *,
    replications: int,
    seed: int = 1,
    engine: str = ENGINES[0],
    jobs: int | None = None,
    futures_per_set: int = 1,
) -> Iterator[tuple[int, ReadTrace]]:
    """Simulate a plan block by block and read each block's trace where it was made.

    Parameters
    ----------
    plan : Plan
    reader : callable
        Makes something small of (plan, draws, trace); `as_they_are` hands them on. Called in the thread, or for the
        reference engine with several jobs in the process, that simulated the block: then it must be picklable.
    replications, seed, engine, jobs, futures_per_set
        As for `sim.experiment.futures`.

    Yields
    ------
    (int, Read)
        Replications of the block, and what was read; in order, the same whatever the number of jobs. Closing the
        iterator, or Ctrl-C, waits for the blocks under way and abandons them.

    Raises
    ------
    OptionError
        When an argument is out of range.
    RunError
        When a worker process dies.
    """
    check_within("replications", replications, 1, MAX_REPLICATIONS)
    check_within("seed", seed, 0, MAX_SEED)
    if jobs is not None:
        check_within("jobs", jobs, 1, MAX_JOBS)
    engine = engine_at_hand(engine)
    work = _TraceWork(plan, seed, engine, futures_per_set, reader)
    blocks = split(replications, block_size(plan))
    return _counted(work, blocks, jobs or SHARING[engine].jobs)


def block_size(plan: Plan) -> int:
    """Futures of a block: fewer for large registers.

    A multiple of those that share a set of unknown numbers, so that no set is cut, and of four, which share random
    words.
    """
    size = min(max(_CELLS // plan.network.state.size, _LEAST), _MOST)
    return max(size - size % FUTURES_PER_SET, FUTURES_PER_SET)


def _counted(
    work: _TraceWork[ReadTrace], blocks: tuple[Block, ...], jobs: int
) -> Iterator[tuple[int, ReadTrace]]:
    made = outcomes_of(work, blocks, jobs)
    try:
        for block, read in zip(blocks, made, strict=True):
            yield block.count, read
    finally:
        made.close()  # type: ignore[attr-defined]
