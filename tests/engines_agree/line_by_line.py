"""The kernels as plain Python, watched, as a program: prints the lines of them that no scenario reached.

To be run with NUMBA_DISABLE_JIT=1. Records are then read by attribute as kernels do, and `math` says infinity where a
processor does and Python refuses. The answers must be the reference's all the same.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import cycle, product
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType, SimpleNamespace
from typing import Any

import numpy as np
from conservation.generated.examples import examples
from engines_agree.agreement import same_outcomes
from engines_agree.by_hand import BY_HAND

from sim.engines import engine_named
from sim.engines.compiled import Handed, as_kernels_take, kernels, loading
from sim.model import measure
from sim.plan import first_in_queues, make_plan

ROOM = Path(kernels.__file__).parent
MODULES = {
    str(path): import_module(".".join((kernels.__name__, *path.relative_to(ROOM).with_suffix("").parts)))
    for path in sorted(ROOM.rglob("*.py"))
    if path.stem != "__init__"
}
PLAIN = dict(vars(math))
reached: set[tuple[str, int]] = set()
FUTURES = ((3, 3, 1), (2, 4, 2))
"""First, how many, and how many share what is not known."""


def _log(x: float) -> float:
    return math.log(x) if x > 0 else -math.inf


def _log1p(x: float) -> float:
    return math.log1p(x) if x > -1 else -math.inf


def _exp(x: float) -> float:
    return math.inf if x > 709.7 else math.exp(x)


def _records(values: Any) -> Any:
    """The arrays of a tuple as kernels see them, or a number."""
    if not isinstance(values, Handed):
        return values
    arrays = {name: _record(array) for name, array in as_kernels_take(values.arrays).items()}
    inner = {name: _records(one) for name, one in values.arrays._asdict().items() if isinstance(one, Handed)}
    return SimpleNamespace(**arrays, **inner)


def _record(array: Any) -> Any:
    return array.view(np.recarray) if array.dtype.names else array


def _run(*given: Any) -> None:
    batches = (kernels.simulate_batch, kernels.draw_batch, kernels.measure_batch)
    with np.errstate(all="ignore"):
        kernels.run_batches(*map(_records, given), *batches)


def _watch(frame: FrameType, event: str, arg: object) -> Any:
    if frame.f_code.co_filename not in MODULES:
        return None
    reached.add((frame.f_code.co_filename, frame.f_lineno))
    return _watch


def _lines(code: CodeType) -> set[int]:
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    # A function begins with its own line, where nothing happens.
    own = {line for _, _, line in code.co_lines() if line} - {code.co_firstlineno}
    return own.union(*map(_lines, inner))


def _missed(file: str, module: ModuleType) -> Iterator[str]:
    source = Path(file).read_text(encoding="utf-8").splitlines()
    for name, function in vars(module).items():
        if isinstance(function, FunctionType) and function.__code__.co_filename == file:
            for line in sorted(_lines(function.__code__)):
                if (file, line) not in reached:
                    yield f"{Path(file).stem} {name} {line} {source[line - 1].strip()}"


def main(count: int) -> None:
    loading.load_kernels = lambda: _run
    for module in MODULES.values():
        if hasattr(module, "math"):
            module.math = SimpleNamespace(**PLAIN | {"log": _log, "log1p": _log1p, "exp": _exp})
    by_hand = [make_plan(scenario) for scenario in BY_HAND]
    # That somebody goes first in every queue is said by no file, only by a question asked of a run.
    plans = [*by_hand, *(first_in_queues(plan, [0]) for plan in by_hand)]
    generated = map(make_plan, examples(count))
    for plan, futures in [*product(plans, FUTURES), *zip(generated, cycle(FUTURES))]:
        fast, exact = engine_named("compiled")(plan), engine_named("reference")(plan)
        sys.settrace(_watch)
        draws, outcomes = fast.draw(1, *futures), fast.outcomes(1, *futures, by_block=True)
        fast.simulate(draws)
        sys.settrace(None)
        same_outcomes(outcomes, measure(plan, draws, exact.simulate(draws)))
    for file, module in MODULES.items():
        for line in _missed(file, module):
            print(line)


if __name__ == "__main__":
    main(int(sys.argv[1]))
