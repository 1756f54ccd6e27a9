"""Fixed blocks of replications, done by one processor or by several, always handed back in order."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_context
from typing import Any, Protocol, TypeAlias, TypeVar

from sim.engines import Simulator, engine_named
from sim.errors import RunError, msg
from sim.experiment.what_if import WhatIf
from sim.model import Outcomes, measure
from sim.plan import Plan


@dataclass(frozen=True)
class Sharing:
    """How an engine's work is shared out.

    Attributes
    ----------
    block : int
        Replications done at a time.
    threads : bool
        Whether blocks are done side by side in threads, where the engine releases the interpreter's lock, or in
        processes.
    """

    block: int
    threads: bool

    @property
    def jobs(self) -> int:
        """Processors to use unless the user says otherwise: threads cost nothing, a process a second to start."""
        return processors() if self.threads else 1


SHARING: Mapping[str, Sharing] = {
    "compiled": Sharing(block=500, threads=True),
    "reference": Sharing(block=100, threads=False),
}
"""By the name of the engine."""


@dataclass(frozen=True)
class Block:
    """Consecutive replications."""

    first: int
    count: int


Simulate: TypeAlias = Callable[[Block], Outcomes]
Made = TypeVar("Made")
Made_co = TypeVar("Made_co", covariant=True)


class Work(Protocol[Made_co]):
    """What is to be made of every block, by which engine; what a process is given must be picklable."""

    @property
    def engine(self) -> str:
        """Name of the engine."""

    def prepare(self) -> Callable[[Block], Made_co]:
        """Make the engine ready, once for many blocks."""


@dataclass(frozen=True)
class Job:
    """What every block needs."""

    plan: Plan
    seed: int
    engine: str
    futures_per_set: int = 1
    by_block: bool = False
    what_if: WhatIf | None = None

    @classmethod
    def of(
        cls,
        plan: Plan,
        seed: int,
        engine: str,
        futures_per_set: int,
        *,
        by_block: bool,
        what_if: WhatIf | None,
    ) -> Job:
        """Make the job of a scenario's plan, changed as `what_if` says."""
        changed = plan if what_if is None else what_if.plan(plan)
        return cls(changed, seed, engine, futures_per_set, by_block, what_if)

    def prepare(self) -> Simulate:
        """Make the engine ready for the plan, once for many blocks."""
        simulator = engine_named(self.engine)(self.plan)
        if self.what_if is not None and self.what_if.done:
            return partial(self._changed, simulator, self.what_if)

        def simulate(block: Block) -> Outcomes:
            return simulator.outcomes(
                self.seed, block.first, block.count, self.futures_per_set, by_block=self.by_block
            )

        return simulate

    def _changed(self, simulator: Simulator, what_if: WhatIf, block: Block) -> Outcomes:
        """Outcomes of draws that are changed: read off their trace, for no engine makes such draws itself."""
        draws = simulator.draw(self.seed, block.first, block.count, self.futures_per_set)
        draws = what_if.draws(self.plan, draws)
        return measure(self.plan, draws, simulator.simulate(draws))


def processors() -> int:
    """Processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def split(replications: int, size: int, done: int = 0) -> tuple[Block, ...]:
    """Cut done .. replications - 1 into blocks of `size`, the last one shorter where it must be."""
    return tuple(Block(first, min(size, replications - first)) for first in range(done, replications, size))


def outcomes_of(job: Work[Made], blocks: tuple[Block, ...], jobs: int) -> Iterator[Made]:
    """Yield what is made of blocks, in their order, whatever the number of threads or processes.

    At most two blocks for each of them are under way or wait to be handed back. Closing the iterator early, or Ctrl-C,
    waits for those under way and abandons what has not been handed back.
    """
    workers = min(jobs, len(blocks))
    if workers == 1:
        yield from map(job.prepare(), blocks)
        return
    threads = SHARING[job.engine].threads
    pool, simulate = _threads(job, workers) if threads else _processes(job, workers)
    waiting: deque[Future[Made]] = deque()
    to_do = iter(blocks)
    try:
        while True:
            with nullcontext() if threads else _deaf_to_interrupts():
                waiting.extend(
                    pool.submit(simulate, block) for block in islice(to_do, 2 * workers - len(waiting))
                )
            if not waiting:
                return
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise RunError(
            msg("a worker process ended unexpectedly, perhaps for lack of memory; run again with one job")
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _threads(job: Work[Made], workers: int) -> tuple[Executor, Callable[[Block], Made]]:
    return ThreadPoolExecutor(workers), job.prepare()


def _processes(job: Work[Made], workers: int) -> tuple[Executor, Callable[[Block], Made]]:
    # Spawned, not forked: a web page has threads, and a fork of a process with threads can hang.
    context = get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_take, initargs=(job,)), _simulate


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let worker processes be born deaf to Ctrl-C, which reaches the whole group: only the parent decides."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_simulate_here: Callable[[Block], Any] | None = None
"""What a worker process has prepared."""


def _take(job: Work[Any]) -> None:
    global _simulate_here
    _simulate_here = job.prepare()


def _simulate(block: Block) -> Any:
    assert _simulate_here is not None
    return _simulate_here(block)
