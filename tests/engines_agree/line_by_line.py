"""The kernels as plain Python, watched, as a program: prints the lines of them that no scenario reached.

To be run with NUMBA_DISABLE_JIT=1. Records are then read by attribute as kernels do, and `math` says infinity where a
processor does and Python refuses. The answers must be the reference's all the same.
"""

from __future__ import annotations

import math
import sys
from types import CodeType, FrameType, FunctionType, SimpleNamespace
from typing import Any

import numpy as np
from conservation.generated.examples import examples
from engines_agree.agreement import same_outcomes
from engines_agree.by_hand import BY_HAND

from sim.engines import engine_named
from sim.engines.compiled import kernels, machine
from sim.model import measure
from sim.plan import make_plan

FILE = kernels.__file__
PLAIN = dict(vars(math))
reached: set[int] = set()


def _log(x: float) -> float:
    return math.log(x) if x > 0 else -math.inf


def _log1p(x: float) -> float:
    return math.log1p(x) if x > -1 else -math.inf


def _exp(x: float) -> float:
    return math.inf if x > 709.7 else math.exp(x)


def _product(one: np.uint64, other: np.uint64) -> tuple[np.uint64, np.uint64]:
    upper, lower = divmod(int(one) * int(other), 1 << 64)
    return np.uint64(upper), np.uint64(lower)


def _records(values: Any) -> Any:
    if isinstance(values, machine.Handed):
        return _records(values.arrays)
    if hasattr(values, "_fields"):
        return type(values)(*map(_records, machine.as_kernels_take(values)))
    is_record = isinstance(values, np.ndarray) and values.dtype.names
    return values.view(np.recarray) if is_record else values


def _run(*given: Any) -> None:
    with np.errstate(all="ignore"):
        kernels._run(*map(_records, given), kernels._simulate, kernels._draw, kernels._read_off)


def _call(kernel: FunctionType, *given: Any) -> None:
    kernel(*given)


def _watch(frame: FrameType, event: str, arg: object) -> Any:
    if frame.f_code.co_filename != FILE:
        return None
    reached.add(frame.f_lineno)
    return _watch


def _lines(code: CodeType) -> set[int]:
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    # A function begins with its own line, where nothing happens.
    own = {line for _, _, line in code.co_lines() if line} - {code.co_firstlineno}
    return own.union(*map(_lines, inner))


def main(count: int) -> None:
    machine.load = lambda: _run
    kernels.call, kernels.product = _call, _product
    kernels.math = SimpleNamespace(**PLAIN | {"log": _log, "log1p": _log1p, "exp": _exp})
    for number, scenario in enumerate([*BY_HAND, *examples(count)]):
        plan = make_plan(scenario)
        fast, exact = engine_named("compiled")(plan), engine_named("reference")(plan)
        sys.settrace(_watch)
        # In turns each future by itself, and two that share what is not known.
        futures = (3, 3, 1) if number % 2 else (2, 4, 2)
        draws, outcomes = fast.draw(1, *futures), fast.outcomes(1, *futures, by_block=True)
        fast.simulate(draws)
        sys.settrace(None)
        same_outcomes(outcomes, measure(plan, draws, exact.simulate(draws)))
    source = FILE and open(FILE, encoding="utf-8").read().splitlines()  # noqa: PTH123, SIM115
    for name, function in vars(kernels).items():
        if isinstance(function, FunctionType) and function.__code__.co_filename == FILE:
            for line in sorted(_lines(function.__code__) - reached):
                print(name, line, source[line - 1].strip())


if __name__ == "__main__":
    main(int(sys.argv[1]))
