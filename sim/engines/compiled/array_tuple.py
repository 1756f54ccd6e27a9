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
    intrinsic,
    lower_getattr_generic,
    models,
    overload,
    register_model,
    typeof_impl,
    unbox,
)
from numpy.typing import DTypeLike, NDArray

from sim.engines.compiled.array_view import ArrayView, view_of

_WORD = ir.IntType(64)


@cache
def arrays_in(kind: Any) -> Mapping[str, tuple[DTypeLike, int, int | None]]:
    """Kind and dimensions of each array of a named tuple, and which axis and its next are one, as annotations say."""
    said = _annotations(kind)
    return {
        name: (np.dtype(one[0]), *one[1:]) for name, one in said.items() if not hasattr(one[0], "_fields")
    }


@cache
def tuples_in(kind: Any) -> Mapping[str, tuple[Any, bool]]:
    """Other tuples in a named tuple, and whether of each only a row."""
    said = _annotations(kind)
    return {name: (one[0], "row" in one[1:]) for name, one in said.items() if hasattr(one[0], "_fields")}


def _annotations(kind: Any) -> Mapping[str, tuple[Any, ...]]:
    return {name: hint.__metadata__ for name, hint in get_type_hints(kind, include_extras=True).items()}


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


class HandedRow(Handed):
    """Words for one row of every array of a tuple; `point_to` sets them."""

    def __init__(self, whole: Handed) -> None:
        self.arrays = whole.arrays
        self.words = np.zeros(len(whole.words), dtype=np.uint64)
        self.pointer = self.words.ctypes.data


class ArrayTuple(types.Type):
    """A named tuple of arrays, by a pointer to its words."""

    def __init__(self, kind: type, *, is_row: bool = False) -> None:
        self.is_row = is_row
        self.members: dict[str, tuple[int, ArrayView | ArrayTuple]] = {}
        word = 0
        for name, (tuple_kind, of_row) in tuples_in(kind).items():
            self.members[name] = (word, ArrayTuple(tuple_kind, is_row=of_row))
            word += 1
        for name, (of, dimensions, axis) in arrays_in(kind).items():
            dimensions -= (axis is not None) + is_row
            self.members[name] = (word, ArrayView(numba.from_dtype(np.dtype(of)), dimensions))
            word += 1 + dimensions
        super().__init__(f"{'Row' if is_row else 'ArrayTuple'}({kind.__name__})")


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
    """Make a view of its words; save those of a row they stay as they are, and are read once only."""
    first, member = arrays.members[name]
    never_changes = builder.module.add_metadata([])

    def word(number: int) -> Any:
        place = builder.gep(words, [ir.Constant(_WORD, first + number)], inbounds=True)
        value = builder.load(place)
        if not arrays.is_row:
            value.set_metadata("invariant.load", never_changes)
        return value

    if isinstance(member, ArrayTuple):
        return builder.inttoptr(word(0), _WORD.as_pointer())
    data = builder.inttoptr(word(0), context.get_value_type(types.voidptr))
    return view_of(context, builder, member, data, [word(1 + axis) for axis in range(member.ndim)])


def point_to(row: Any, arrays: Any, r: int) -> None:
    """Point a row at row r of every array of a tuple."""
    for name, array in vars(arrays).items():
        setattr(row, name, array[r])


@intrinsic
def _set_words(_: Any, row: Any, arrays: Any, r: Any) -> Any:
    def lower(context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        target, source, given = values
        position = context.cast(builder, given, r, types.int64)

        def place(words: Any, number: int) -> Any:
            return builder.gep(words, [ir.Constant(_WORD, number)], inbounds=True)

        for name, (first, view) in row.members.items():
            origin, _ = arrays.members[name]
            size = context.get_abi_sizeof(context.get_data_type(view.dtype))
            offset = builder.mul(position, ir.Constant(_WORD, size))
            for axis in range(view.ndim):
                length = builder.load(place(source, origin + 2 + axis))
                builder.store(length, place(target, first + 1 + axis))
                offset = builder.mul(offset, length)
            data = builder.load(place(source, origin))
            builder.store(builder.add(data, offset), place(target, first))
        return context.get_dummy_value()

    return types.none(row, arrays, r), lower


@overload(point_to, strict=False)
def _compiled_point_to(row: Any, arrays: Any, r: Any) -> Any:
    if isinstance(row, ArrayTuple) and isinstance(arrays, ArrayTuple) and isinstance(r, types.Integer):
        return lambda row, arrays, r: _set_words(row, arrays, r)
    return None
