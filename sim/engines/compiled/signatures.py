"""The four kernels that are compiled, each as a whole: what each is given, and how Numba makes it or finds it kept.

Three of them are C callbacks, whose addresses the fourth is given: so they can be compiled side by side, and one that
changes nothing of another. All are kept by Numba in the folder that is set when they are asked for.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numba
from numba import types

from sim.engines.compiled.array_tuple import ArrayTuple
from sim.engines.compiled.arrays import (
    Addresses,
    ChanceArrays,
    CountDraws,
    Counted,
    FutureDrawArrays,
    LookupArrays,
    Measured,
    Rules,
    TimeArrays,
    UnderWayArrays,
    Unknowns,
)
from sim.engines.compiled.jit import OPTIONS
from sim.engines.compiled.kernels import draw_batch, measure_batch, run_batches, simulate_batch
from sim.engines.compiled.workspace import CountWorkspace, DrawWorkspace, FutureArrays

_FUNCTIONS = {
    "simulate": simulate_batch,
    "draw": draw_batch,
    "measure": measure_batch,
    "run": run_batches,
}


def _signatures() -> Mapping[str, Any]:
    """Signature of every kernel: array tuples, numbers, addresses of other kernels."""
    plan = [
        ArrayTuple(kind) for kind in (Rules, Addresses, Unknowns, UnderWayArrays, ChanceArrays, LookupArrays)
    ]
    rules = plan[0]
    measured, draws, counts = ArrayTuple(Measured), ArrayTuple(FutureDrawArrays), ArrayTuple(CountDraws)
    scratch, times, future = ArrayTuple(DrawWorkspace), ArrayTuple(TimeArrays), ArrayTuple(FutureArrays)
    work, out = ArrayTuple(CountWorkspace), ArrayTuple(Counted)
    number, seed = types.int64, types.uint64
    simulate = types.void(future, number, seed, *[number] * 4)
    draw = types.void(*plan, number, seed, *[number] * 5, draws, counts, scratch)
    measure = types.void(rules, measured, draws, counts, *[number] * 4, times, work, out)
    run = types.void(
        *(*plan, measured, number, seed, *[number] * 3),
        *(draws, counts, scratch, times, future, work, out),
        *map(types.FunctionType, (simulate, draw, measure)),
    )
    return {"simulate": simulate, "draw": draw, "measure": measure, "run": run}


def kernel(part: str) -> Any:
    """Compile a kernel, or take it from where Numba keeps it.

    Parameters
    ----------
    part : str
        "simulate", "draw", "measure" or "run".

    Returns
    -------
    C callback, or for "run" a function that Python calls
    """
    make = (
        numba.njit(_signatures()[part], cache=True, no_cfunc_wrapper=True, **OPTIONS)
        if part == "run"
        else numba.cfunc(_signatures()[part], cache=True, no_cpython_wrapper=True, **OPTIONS)
    )
    return make(_FUNCTIONS[part])


@contextmanager
def keeping_in(folder: Path) -> Iterator[None]:
    """Have Numba keep kernels in a folder, without garbage collection.

    Numba makes millions of objects that live as long as the process: looking for garbage is a tenth of it all.
    """
    before, collects = numba.config.CACHE_DIR, gc.isenabled()
    numba.config.CACHE_DIR = str(folder)
    gc.disable()
    try:
        yield
    finally:
        numba.config.CACHE_DIR = before
        if collects:
            gc.enable()
