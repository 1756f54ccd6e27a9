"""Compiles kernels, in a process of its own, for which `sim.engines.compiled.making` waits.

Numba would optimise every function for itself, together with all it calls, and make machine code of it that nobody
runs. Here functions are only put together, and optimised once, when the kernel is whole.
"""

from __future__ import annotations

import gc
import json
from base64 import b64encode
from typing import Any

import numba
from numba import _dynfunc
from numba.core import types
from numba.core.codegen import JITCodeLibrary, JITCPUCodegen
from numba.core.registry import cpu_target
from numba.np import arrayobj

from sim.engines.compiled.by_address import argument
from sim.engines.compiled.machine import GIVEN, symbol

_NUMBAS_OWN = ("NRT_", "Py", "_Py", "numba_")
"""What functions of Numba's and Python's own begin with."""


class _Library(JITCodeLibrary):
    """A function with all it calls, not optimised and never run."""

    def _optimize_functions(self, module: Any) -> None:
        module.data_layout = self._codegen._data_layout

    def _optimize_final_module(self) -> None:
        pass

    def _finalize_final_module(self) -> None:
        self._finalized = True

    def machine_code(self, function: str, name: str) -> bytes:
        """Optimise the whole, and make machine code of it in which a function has a name."""
        for one in self._final_module.functions:
            if one.is_declaration and one.name.startswith(_NUMBAS_OWN):
                raise RuntimeError(f"{name} calls {one.name}, which is not there without Numba")
            if one.name == function:
                one.name = name
            elif not one.is_declaration:
                one.linkage = "internal"
        super()._optimize_functions(self._final_module)
        super()._optimize_final_module()
        self._final_module.verify()
        code: bytes = self._codegen._tm.emit_object(self._final_module)
        return code


class _Codegen(JITCPUCodegen):
    _library_class = _Library

    def _customize_tm_options(self, options: dict[str, Any]) -> None:
        super()._customize_tm_options(options)
        # All of a kernel is put side by side in memory, where constants are found without their whole address.
        options |= {"codemodel": "small", "reloc": "pic"}


def _executable(library: Any, function: Any, environment: Any) -> Any:
    """Stand in for the function that Numba would make executable."""
    library._ensure_finalized()
    name = function.qualname.split(".")[-1]
    return _dynfunc.make_function(function.lookup_module(), name, "", 0, environment, (library,))


def _from_the_front(context: Any, builder: Any, kind: Any, index: Any, _length: Any) -> Any:
    """Take an index as it stands: no kernel counts from the end, and to ask of each costs a tenth of a run."""
    return context.cast(builder, index, kind, types.intp if kind.signed else types.uintp)


def made(parts: list[str]) -> dict[str, bytes]:
    """Compile kernels; afterwards Numba is of no other use in this process."""
    from sim.engines.compiled.kernels import KERNELS, OPTIONS

    context = cpu_target.target_context
    context._internal_codegen = _Codegen("housing-sim")
    context.get_executable = _executable
    arrayobj.fix_integer_index = _from_the_front
    code = {}
    for part in parts:
        jit = numba.njit(numba.void(*map(argument, GIVEN[part])), **OPTIONS)
        (result,) = jit(KERNELS[part]).overloads.values()
        code[part] = result.library.machine_code(result.fndesc.llvm_func_name, symbol(part))
    return code


def make_kernels(parts: list[str]) -> None:
    """Print the machine code of kernels."""
    # Numba makes millions of small objects that live as long as this process: looking for garbage is a tenth of it all.
    gc.disable()
    print(json.dumps({part: b64encode(code).decode() for part, code in made(parts).items()}))
