"""How kernels are compiled, and which functions of the model they call as they stand."""

from __future__ import annotations

import numba
from numba.extending import register_jitable

from sim.model import event_time, finish, finish_at_pace, state_at, work_at_pace, work_between

OPTIONS = {"nogil": True, "error_model": "numpy"}
"""Release the interpreter's lock; divide as a processor does, without looking for zeros."""

# Python calls the outermost functions only: the others need no wrapper for it.
_INNER = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}

jitted = numba.njit(**OPTIONS, **_INNER)
"""Compile a function together with the kernel that calls it."""

inlined = numba.njit(**OPTIONS, **_INNER, forceinline=True)
"""Compile a small function into each of its callers."""

merged = numba.njit(**OPTIONS, **_INNER, inline="always")
"""Make a function part of its one caller before that is compiled: it is optimised once, not once for every level."""

for _function in (finish, work_between, finish_at_pace, work_at_pace, state_at, event_time):
    register_jitable(error_model="numpy")(_function)
