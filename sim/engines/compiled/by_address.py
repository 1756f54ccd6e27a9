"""Named tuples of arrays as jitted functions take them: each as one address, where its words stand.

A word is the address of an array or one of its lengths; see `sim.engines.compiled.machine`. Nothing here is jitted: it
tells Numba what such a tuple is, and how a kernel calls another one that was compiled apart from it.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.datamodel import models
from numba.core.errors import TypingError
from numba.core.extending import lower_getattr_generic, register_model
from numba.core.typing.templates import AttributeTemplate
from numba.extending import infer_getattr, intrinsic
from numba.np.arrayobj import make_array, populate_array

from sim.engines.compiled.machine import GIVEN, arrays_in


class Tuple(types.Type):
    """A named tuple of arrays, by the address of its words."""

    def __init__(self, kind: type) -> None:
        self.places: dict[str, tuple[int, Any]] = {}
        place = 0
        for name, (of, dimensions, axis) in arrays_in(kind).items():
            dimensions -= axis is not None
            array = types.Array(numba.from_dtype(np.dtype(of)), dimensions, "C")
            self.places[name] = (place, array)
            place += 1 + dimensions
        super().__init__(f"Tuple({kind.__name__})")


class Kernel(types.Type):
    """A kernel compiled apart, by its address."""

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(f"Kernel({part})")


def argument(kind: type | str) -> types.Type:
    """Type of an argument of a kernel: a number, a tuple of arrays as its annotations say, or another kernel."""
    if isinstance(kind, str):
        return Kernel(kind)
    return Tuple(kind) if hasattr(kind, "_fields") else numba.from_dtype(np.dtype(kind))


@register_model(Tuple)
class _Model(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Tuple) -> None:
        super().__init__(manager, kind, ir.IntType(64).as_pointer())


@register_model(Kernel)
class _KernelModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Kernel) -> None:
        super().__init__(manager, kind, ir.IntType(64))


@infer_getattr
class _Fields(AttributeTemplate):
    key = Tuple

    def generic_resolve(self, of: Tuple, name: str) -> Any:
        return of.places[name][1] if name in of.places else None


@lower_getattr_generic(Tuple)
def _array(context: Any, builder: Any, of: Tuple, words: Any, name: str) -> Any:
    """Make an array of its words, which stay as they are: a processor needs to read them once only."""
    place, kind = of.places[name]
    never_changes = builder.module.add_metadata([])

    def word(number: int) -> Any:
        value = builder.load(cgutils.gep_inbounds(builder, words, place + number))
        value.set_metadata("invariant.load", never_changes)
        return value

    array = make_array(kind)(context, builder)
    item = context.get_constant(types.intp, context.get_abi_sizeof(context.get_data_type(kind.dtype)))
    lengths, steps = [word(1 + axis) for axis in range(kind.ndim)], [item]
    for length in reversed(lengths[1:]):
        steps.insert(0, builder.mul(steps[0], length))
    data = builder.inttoptr(word(0), array.data.type)
    populate_array(array, data=data, shape=lengths, strides=steps, itemsize=item, meminfo=None)
    return array._getvalue()


@intrinsic(prefer_literal=False)
def call(_: Any, kernel: Any, *arguments: Any) -> Any:
    """Call a kernel by its address."""
    kinds = types.StarArgTuple(arguments)
    expected = tuple(map(argument, GIVEN[kernel.part]))
    if arguments != expected:
        raise TypingError(f"{kernel} is given {arguments} instead of {expected}")

    def lower(context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        at, given = values
        convention = context.call_conv
        function = convention.get_function_type(types.none, kinds.types).as_pointer()
        status, _ = convention.call_function(
            builder,
            builder.inttoptr(at, function),
            types.none,
            kinds.types,
            cgutils.unpack_tuple(builder, given),
        )
        with cgutils.if_unlikely(builder, status.is_error):
            convention.return_status_propagate(builder, status)
        return context.get_dummy_value()

    return types.none(kernel, kinds), lower
