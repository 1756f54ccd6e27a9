"""How kernels are compiled, and which functions of the model they call as they stand."""

from __future__ import annotations

import numba
from numba.extending import register_jitable

from sim.model import finish, finish_at_pace, stall_time, state_at, work_at_pace, work_between

OPTIONS = {"nogil": True, "error_model": "numpy"}
"""Release the interpreter's lock; divide as a processor does, without looking for zeros."""

# Python calls the outermost functions only: the others need no wrapper for it.
_INNER = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}

jitted = numba.njit(**OPTIONS, **_INNER)
"""Compile a function together with the kernel that calls it."""

inlined = numba.njit(**OPTIONS, **_INNER, forceinline=True)
"""Compile a function into each of its callers: for what is small, or called in one place for every stage."""

for _function in (finish, work_between, finish_at_pace, work_at_pace, state_at, stall_time):
    register_jitable(error_model="numpy")(_function)

import os
_force = numba.njit(**OPTIONS, **_INNER, forceinline=True)
_NOT = os.environ.get("NOT","").split(",")
def inlined(function):
    return jitted(function) if function.__name__ in _NOT else _force(function)
