"""The compiled kernels as one function of this process: found or made, put in place, and called.

A warm start needs neither Numba nor the sources of the kernels: machine code is read from where
`sim.engines.compiled.kernel_cache` keeps it, and called with addresses.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, get_type_hints

import numpy as np
from numpy.typing import DTypeLike, NDArray

from sim.engines.compiled.arrays import (
    Addresses,
    Bench,
    ChanceArrays,
    CountDraws,
    Counted,
    Desk,
    FutureDrawArrays,
    LookupArrays,
    Measured,
    Rules,
    Seen,
    TimeArrays,
    Unknowns,
)
from sim.engines.compiled.kernel_cache import KERNEL_SOURCES, kept_in, kernel_folder
from sim.engines.compiled.making import make

_I8, _U8 = np.int64, np.uint64
GIVEN: Mapping[str, tuple[type | str, ...]] = {
    "simulate": (
        Rules,
        ChanceArrays,
        LookupArrays,
        _I8,
        _U8,
        *[_I8] * 4,
        FutureDrawArrays,
        Bench,
        TimeArrays,
        Desk,
    ),
    "draw": (
        *(Rules, Addresses, Unknowns, Seen, ChanceArrays, LookupArrays, _I8, _U8, *[_I8] * 5),
        *(FutureDrawArrays, CountDraws, Bench),
    ),
    "measure": (Rules, Measured, FutureDrawArrays, CountDraws, _U8, *[_I8] * 4, TimeArrays, Counted),
    "run": (
        *(Rules, Addresses, Unknowns, Seen, ChanceArrays, LookupArrays, Measured, _I8, _U8, _I8, _I8, _I8),
        *(FutureDrawArrays, CountDraws, Bench, TimeArrays, Desk, Counted),
        *("simulate", "draw", "measure"),
    ),
}
"""Kernels, each compiled apart from the others, and what each is given: tuples of arrays, numbers, other kernels."""

Run = Callable[..., None]


def symbol(part: str) -> str:
    """Name of a kernel in its machine code."""
    return f"housing_sim_{part}"


@cache
def arrays_in(kind: Any) -> Mapping[str, tuple[DTypeLike, int, int | None]]:
    """Kind and dimensions of each array of a named tuple, and which axis and its next are one, as annotations say."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: (np.dtype(hint.__metadata__[0]), *hint.__metadata__[1:]) for name, hint in hints.items()}


def as_kernels_take(arrays: Any) -> list[NDArray[Any]]:
    """Make views of the arrays of a tuple, with axes taken as one where its annotations say so.

    Raises
    ------
    TypeError
        When an array is not what its annotation says: machine code would not notice.
    """
    views: list[NDArray[Any]] = []
    of: Any = type(arrays)
    for (name, (kind, dimensions, axis)), array in zip(arrays_in(of).items(), arrays, strict=True):
        flags, shape = array.flags, array.shape
        if array.dtype != kind or array.ndim != dimensions or not flags.carray:
            raise TypeError(f"{of.__name__}.{name} is {array.dtype} {shape} {flags}")
        if axis is None:
            views.append(array)
        else:
            views.append(array.reshape(*shape[:axis], shape[axis] * shape[axis + 1], *shape[axis + 2 :]))
    return views


class Handed:
    """A tuple of arrays, and the words by which a kernel finds them: of each its address and its lengths."""

    def __init__(self, arrays: Any) -> None:
        words: list[int] = []
        for array in as_kernels_take(arrays):
            words += (array.ctypes.data, *array.shape)
        self.arrays = arrays
        self.words = np.array(words, dtype=np.uint64)
        self.address = self.words.ctypes.data


def load() -> Run:
    """Put the kernels in place, compiled first where they have never been.

    Returns
    -------
    callable
        Takes what `GIVEN` says of the kernel `run`, save the others, tuples as `Handed`; it does not hold the
        interpreter's lock.

    Raises
    ------
    RunError
        When the kernels cannot be made or written.
    """
    code = kept_in(kernel_folder(KERNEL_SOURCES), tuple(GIVEN), make)
    addresses = {part: _placed(part, code[part]) for part in GIVEN}
    others = [addresses[kind] for kind in GIVEN["run"] if isinstance(kind, str)]
    # Where Numba's functions leave what they return and raise comes first. A word, an address and a number are as wide.
    width = 2 + len(GIVEN["run"])
    kernel = ctypes.CFUNCTYPE(ctypes.c_int32, *[ctypes.c_uint64] * width)(addresses["run"])

    def run(*given: Any) -> None:
        values = [one.address if isinstance(one, Handed) else int(one) for one in given]
        left = (ctypes.c_uint64 * 2)()
        place = ctypes.addressof(left)
        if kernel(place, place + ctypes.sizeof(ctypes.c_uint64), *values, *others):
            raise RuntimeError("a kernel stopped: it was to be told so by bounds checking only")

    return run


_engines: list[Any] = []
"""What holds the machine code; it is never given back."""


def _placed(part: str, code: bytes) -> int:
    """Put machine code into memory; return the address of its kernel."""
    from llvmlite import binding  # type: ignore[import-untyped]

    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    machine = binding.Target.from_default_triple().create_target_machine(jit=True)
    engine = binding.create_mcjit_compiler(binding.parse_assembly(""), machine, use_lmm=True)
    engine.add_object_file(binding.ObjectFileRef.from_data(code))
    engine.finalize_object()
    _engines.append(engine)
    address: int = engine.get_function_address(symbol(part))
    return address
