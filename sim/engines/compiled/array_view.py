"""A row or grid of numbers or records as jitted functions see it: where it begins, and how long its axes are.

NumPy's arrays would do, but Numba asks of every signed index whether it counts from the end, which costs a tenth of a
run, and counts references to memory that here outlives every kernel. A `ArrayView` takes an index as it stands. With
``NUMBA_BOUNDSCHECK=1`` every index is compared with its axis. Without compilation kernels see NumPy's arrays instead.
"""

from __future__ import annotations

import operator
from typing import Any

import numba
from llvmlite import ir
from numba import types
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    infer_getattr,
    lower_builtin,
    lower_getattr,
    models,
    register_model,
    type_callable,
)

_WORD = ir.IntType(64)


class ArrayView(types.Type):
    """A C-contiguous array of `ndim` axes of one kind of number or record."""

    def __init__(self, dtype: Any, ndim: int) -> None:
        self.dtype, self.ndim = dtype, ndim
        super().__init__(f"ArrayView({dtype}, {ndim})")


@register_model(ArrayView)
class _ViewModel(models.StructModel):
    """A pointer to the first element, then the length of each axis."""

    def __init__(self, manager: Any, view: ArrayView) -> None:
        members = [("data", types.voidptr), *((f"length{axis}", types.intp) for axis in range(view.ndim))]
        super().__init__(manager, view, members)


def view_of(context: Any, builder: Any, view: ArrayView, data: Any, lengths: list[Any]) -> Any:
    """Put a view together from a pointer and lengths, in the code of a jitted function."""
    value = ir.Constant(context.get_value_type(view), ir.Undefined)
    value = builder.insert_value(value, builder.bitcast(data, context.get_value_type(types.voidptr)), 0)
    for axis, length in enumerate(lengths):
        value = builder.insert_value(value, length, 1 + axis)
    return value


def _element(view: ArrayView, indices: tuple[Any, ...]) -> Any:
    """Type of what indices lead to: an element, or a view of what they leave open; None for what is no such index."""
    last = indices[-1] if indices else None
    sliced = isinstance(last, types.SliceType)
    whole = indices[:-1] if sliced else indices
    if len(indices) > view.ndim or not all(isinstance(index, types.Integer) for index in whole):
        return None
    left = view.ndim - len(whole)
    return ArrayView(view.dtype, left) if left else view.dtype


def _as_tuple(index: Any) -> tuple[Any, ...]:
    return tuple(index) if isinstance(index, types.BaseTuple) else (index,)


@type_callable(operator.getitem)
def _type_of_getitem(_: Any) -> Any:
    def typer(view: Any, index: Any) -> Any:
        return _element(view, _as_tuple(index)) if isinstance(view, ArrayView) else None

    return typer


@type_callable(operator.setitem)
def _type_of_setitem(_: Any) -> Any:
    def typer(view: Any, index: Any, _value: Any) -> Any:
        is_element = isinstance(view, ArrayView) and _element(view, _as_tuple(index)) == view.dtype
        return types.none if is_element else None

    return typer


@type_callable(len)
def _type_of_len(_: Any) -> Any:
    def typer(view: Any) -> Any:
        return types.intp if isinstance(view, ArrayView) else None

    return typer


@infer_getattr
class _Shape(AttributeTemplate):
    """Type of `view.shape`."""

    key = ArrayView

    def generic_resolve(self, view: ArrayView, name: str) -> Any:
        return types.UniTuple(types.intp, view.ndim) if name == "shape" else None


@lower_getattr(ArrayView, "shape")
def _shape(context: Any, builder: Any, view: ArrayView, value: Any) -> Any:
    lengths = [builder.extract_value(value, 1 + axis) for axis in range(view.ndim)]
    return context.make_tuple(builder, types.UniTuple(types.intp, view.ndim), lengths)


@lower_builtin(len, ArrayView)
def _len(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
    return builder.extract_value(values[0], 1)


def _split(context: Any, builder: Any, index: Any, value: Any) -> tuple[list[Any], Any]:
    """Whole indices as words, and the slice behind them or None."""
    if isinstance(index, types.BaseTuple):
        parts = [(kind, builder.extract_value(value, i)) for i, kind in enumerate(index)]
    else:
        parts = [(index, value)]
    behind = None
    if isinstance(parts[-1][0], types.SliceType):
        kind, given = parts.pop()
        behind = context.make_helper(builder, kind, given)
    whole = [
        context.cast(builder, one, kind, types.intp if kind.signed else types.uintp) for kind, one in parts
    ]
    return whole, behind


def _check(context: Any, builder: Any, index: Any, length: Any) -> None:
    """With bounds checking, stop at an index outside of its axis."""
    if numba.config.BOUNDSCHECK:
        with builder.if_then(builder.icmp_unsigned(">=", index, length), likely=False):
            context.call_conv.return_user_exc(builder, IndexError, ("an index outside of its axis",))


def _locate(
    context: Any, builder: Any, view: ArrayView, value: Any, whole: list[Any], first: Any = None
) -> tuple[Any, list[Any]]:
    """Pointer to what indices lead to, and the lengths of the axes they leave open."""
    lengths = [builder.extract_value(value, 1 + axis) for axis in range(view.ndim)]
    offset = ir.Constant(_WORD, 0)
    for axis, length in enumerate(lengths):
        if axis:
            offset = builder.mul(offset, length)
        if axis < len(whole):
            _check(context, builder, whole[axis], length)
            offset = builder.add(offset, whole[axis])
        elif axis == len(whole) and first is not None:
            offset = builder.add(offset, first)
    element = context.get_data_type(view.dtype).as_pointer()
    data = builder.bitcast(builder.extract_value(value, 0), element)
    return builder.gep(data, [offset], inbounds=True), lengths[len(whole) :]


@lower_builtin(operator.getitem, ArrayView, types.Integer)
@lower_builtin(operator.getitem, ArrayView, types.BaseTuple)
@lower_builtin(operator.getitem, ArrayView, types.SliceType)
def _getitem(context: Any, builder: Any, signature: Any, values: Any) -> Any:
    view, index = signature.args
    whole, behind = _split(context, builder, index, values[1])
    pointer, lengths = _locate(context, builder, view, values[0], whole, behind and behind.start)
    if behind is not None:
        beyond = builder.icmp_signed("<", lengths[0], behind.stop)
        lengths[0] = builder.sub(builder.select(beyond, lengths[0], behind.stop), behind.start)
    if isinstance(signature.return_type, ArrayView):
        return view_of(context, builder, signature.return_type, pointer, lengths)
    if isinstance(view.dtype, types.Record):
        return builder.bitcast(pointer, context.get_value_type(view.dtype))
    return context.unpack_value(builder, view.dtype, pointer)


@lower_builtin(operator.setitem, ArrayView, types.Any, types.Any)
def _setitem(context: Any, builder: Any, signature: Any, values: Any) -> Any:
    view, index, given = signature.args
    whole, _ = _split(context, builder, index, values[1])
    pointer, _ = _locate(context, builder, view, values[0], whole)
    if isinstance(view.dtype, types.Record):
        _copy_record(builder, view.dtype.size, values[2], pointer)
    else:
        context.pack_value(builder, view.dtype, context.cast(builder, values[2], given, view.dtype), pointer)
    return context.get_dummy_value()


def _copy_record(builder: Any, size: int, one: Any, other: Any) -> None:
    """Copy a record, word by word; its size is a multiple of a word."""
    source, target = (builder.bitcast(pointer, _WORD.as_pointer()) for pointer in (one, other))
    for word in range(size // 8):
        place = [ir.Constant(_WORD, word)]
        builder.store(builder.load(builder.gep(source, place)), builder.gep(target, place))
