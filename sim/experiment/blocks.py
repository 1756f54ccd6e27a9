"""Fixed blocks of replications, done in this process or in several, always handed back in order."""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context

from sim.engines import engine_named
from sim.errors import RunError, msg
from sim.model.plan import Plan
from sim.outcomes import Outcomes


@dataclass(frozen=True)
class Block:
    """Consecutive replications."""

    first: int
    count: int


@dataclass(frozen=True)
class Job:
    """What every block needs."""

    plan: Plan
    seed: int
    engine: str
    futures_per_set: int = 1

    def simulate(self, block: Block) -> Outcomes:
        """Draw, simulate and measure one block."""
        simulator = engine_named(self.engine)(self.plan)
        return simulator.outcomes(self.seed, block.first, block.count, self.futures_per_set, by_block=True)


def split(replications: int, size: int) -> tuple[Block, ...]:
    """Cut 0 .. replications - 1 into blocks of `size`, the last one shorter where it must be."""
    return tuple(Block(first, min(size, replications - first)) for first in range(0, replications, size))


def outcomes_of(job: Job, blocks: tuple[Block, ...], processes: int) -> Iterator[Outcomes]:
    """Yield the outcomes of blocks, in their order, whatever the number of processes.

    Closing the iterator early abandons what has not been handed back.
    """
    if processes == 1 or len(blocks) == 1:
        for block in blocks:
            yield job.simulate(block)
        return
    # Spawned, not forked: a web page has threads, and a fork of a process with threads can hang.
    pool = ProcessPoolExecutor(
        min(processes, len(blocks)), mp_context=get_context("spawn"), initializer=_take, initargs=(job,)
    )
    waiting: deque[Future[Outcomes]] = deque()
    to_do = iter(blocks)
    try:
        while True:
            with _deaf_to_interrupts():
                waiting.extend(
                    pool.submit(_simulate, block) for block in islice(to_do, 2 * processes - len(waiting))
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


_job: Job | None = None


def _take(job: Job) -> None:
    global _job
    _job = job


def _simulate(block: Block) -> Outcomes:
    assert _job is not None
    return _job.simulate(block)
