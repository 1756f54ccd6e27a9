"""Named tuples of arrays as jitted functions take them: each as one pointer, to where its words stand.

A word is the address of an array or one of its lengths. Handed over one by one, some two hundred arrays would make
every call slow and the compiler slower still.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_type_hints

import numba
import numpy as np
from llvmlite import ir
from numba import types
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    models,
    register_model,
    typeof_impl,
    unbox,
)
from numpy.typing import DTypeLike, NDArray

from sim.engines.compiled.array_view import View, view_of

_WORD = ir.IntType(64)


@cache
def arrays_in(kind: Any) -> Mapping[str, tuple[DTypeLike, int, int | None]]:
    """Kind and dimensions of each array of a named tuple, and which axis and its next are one, as annotations say."""
    hints = get_type_hints(kind, include_extras=True)
    return {
        name: (np.dtype(hint.__metadata__[0]), *hint.__metadata__[1:])
        for name, hint in hints.items()
        if hasattr(hint, "__metadata__")
    }


def as_kernels_take(arrays: Any) -> Mapping[str, NDArray[Any]]:
    """Make views of the arrays of a tuple, with axes taken as one where its annotations say so.

    Raises
    ------
    TypeError
        When an array is not what its annotation says: machine code would not notice.
    """
    views: dict[str, NDArray[Any]] = {}
    of: Any = type(arrays)
    for name, (kind, dimensions, axis) in arrays_in(of).items():
        array = getattr(arrays, name)
        flags, shape = array.flags, array.shape
        if array.dtype != kind or array.ndim != dimensions or not flags.carray:
            raise TypeError(f"{of.__name__}.{name} is {array.dtype} {shape} {flags}")
        if axis is None:
            views[name] = array
        else:
            views[name] = array.reshape(*shape[:axis], shape[axis] * shape[axis + 1], *shape[axis + 2 :])
    return views


class Handed:
    """A tuple of arrays, and the words by which a kernel finds them: of each its address and its lengths.

    Tuples in it are handed already; their pointers come first.
    """

    def __init__(self, arrays: Any) -> None:
        words = [inner.pointer for inner in arrays if isinstance(inner, Handed)]
        for array in as_kernels_take(arrays).values():
            words += (array.ctypes.data, *array.shape)
        self.arrays = arrays
        self.words = np.array(words, dtype=np.uint64)
        self.pointer = self.words.ctypes.data


class ArrayTuple(types.Type):
    """A named tuple of arrays, by a pointer to its words."""

    def __init__(self, kind: type) -> None:
        self.members: dict[str, tuple[int, View | ArrayTuple]] = {}
        inner = [(name, hint) for name, hint in get_type_hints(kind).items() if hasattr(hint, "_fields")]
        for number, (name, of) in enumerate(inner):
            self.members[name] = (number, ArrayTuple(of))
        word = len(inner)
        for name, (of, dimensions, axis) in arrays_in(kind).items():
            dimensions -= axis is not None
            self.members[name] = (word, View(numba.from_dtype(np.dtype(of)), dimensions))
            word += 1 + dimensions
        super().__init__(f"ArrayTuple({kind.__name__})")


@cache
def array_tuple(kind: type) -> ArrayTuple:
    return ArrayTuple(kind)


@typeof_impl.register(Handed)
def _type_of_handed(handed: Handed, _: Any) -> ArrayTuple:
    return array_tuple(type(handed.arrays))


@register_model(ArrayTuple)
class _Model(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: ArrayTuple) -> None:
        super().__init__(manager, kind, _WORD.as_pointer())


@unbox(ArrayTuple)
def _pointer_of(_kind: ArrayTuple, handed: Any, c: Any) -> NativeValue:
    pointer = c.pyapi.object_getattr_string(handed, "pointer")
    value = c.builder.inttoptr(c.pyapi.long_as_ulonglong(pointer), _WORD.as_pointer())
    c.pyapi.decref(pointer)
    return NativeValue(value, is_error=c.pyapi.c_api_error())


@infer_getattr
class _Members(AttributeTemplate):
    """Type of `arrays.name`."""

    key = ArrayTuple

    def generic_resolve(self, arrays: ArrayTuple, name: str) -> Any:
        return arrays.members[name][1] if name in arrays.members else None


@lower_getattr_generic(ArrayTuple)
def _member(context: Any, builder: Any, arrays: ArrayTuple, words: Any, name: str) -> Any:
    """Make a view of its words, which stay as they are: a processor needs to read them once only."""
    first, member = arrays.members[name]
    never_changes = builder.module.add_metadata([])

    def word(number: int) -> Any:
        place = builder.gep(words, [ir.Constant(_WORD, first + number)], inbounds=True)
        value = builder.load(place)
        value.set_metadata("invariant.load", never_changes)
        return value

    if isinstance(member, ArrayTuple):
        return builder.inttoptr(word(0), _WORD.as_pointer())
    data = builder.inttoptr(word(0), context.get_value_type(types.voidptr))
    return view_of(context, builder, member, data, [word(1 + axis) for axis in range(member.ndim)])
