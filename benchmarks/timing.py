"""Times of several contenders, taken in turns: what slows the machine for a while slows them all."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.figure import Floats


@dataclass(frozen=True)
class Contender:
    """Something to be timed.

    Attributes
    ----------
    name : str
    work : callable
        What is timed; its result is thrown away.
    parts : int
        Futures (or uniforms, ...) that one call does; times are given for one of them.
    """

    name: str
    work: Callable[[], object]
    parts: int = 1


def side_by_side(
    contenders: Sequence[Contender],
    rounds: int,
    *,
    warm_up: bool = True,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, Floats]:
    """Time contenders in turns, every other round in the opposite order.

    Parameters
    ----------
    contenders : sequence of Contender
    rounds : int
        How often each is timed.
    warm_up : bool
        Whether each does its work once untimed before.
    clock : callable
        Seconds. The processor time of this process by default: what is done on one thread and waits for nothing takes
        that long on a machine with nothing else to do. `time.perf_counter` where waiting is part of the figure.

    Returns
    -------
    dict of str to float64 (rounds,)
        Seconds for one part, by name; figures of one round belong together and make that round's ratios.
    """
    if warm_up:
        for contender in contenders:
            contender.work()
    seconds: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for number in range(rounds):
        for contender in contenders if number % 2 == 0 else reversed(contenders):
            gc.collect()
            begun = clock()
            contender.work()
            seconds[contender.name].append((clock() - begun) / contender.parts)
    return {name: np.array(values) for name, values in seconds.items()}


def median(values: Floats, factor: float = 1.0) -> float:
    """Median of the rounds, in a unit of which a second holds `factor`; four digits."""
    return float(f"{np.median(values) * factor:.4g}")
