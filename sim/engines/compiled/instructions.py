"""What a processor does in one instruction and Numba has no name for: the whole product of two 64-bit words."""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic, overload

_WORD, _WIDE = ir.IntType(64), ir.IntType(128)


def product(one: np.uint64, other: np.uint64) -> tuple[np.uint64, np.uint64]:
    """Upper and lower 64 bits of a product."""
    upper, lower = divmod(int(one) * int(other), 1 << 64)
    return np.uint64(upper), np.uint64(lower)


@intrinsic
def _in_one_instruction(_: Any, _one: Any, _other: Any) -> Any:
    halves = types.UniTuple(types.uint64, 2)

    def lower(context: Any, builder: Any, _signature: Any, words: Any) -> Any:
        one, other = words
        # An empty instruction keeps a loop as it is: LLVM would put words into vectors to take them out again.
        same = ir.InlineAsm(ir.FunctionType(_WORD, [_WORD]), "", "=r,0")
        whole = builder.mul(builder.zext(one, _WIDE), builder.zext(builder.call(same, [other]), _WIDE))
        upper = builder.lshr(whole, ir.Constant(_WIDE, 64))
        return context.make_tuple(builder, halves, [builder.trunc(half, _WORD) for half in (upper, whole)])

    return halves(types.uint64, types.uint64), lower


@overload(product, strict=False)
def _compiled_product(one: Any, other: Any) -> Any:
    if one == other == types.uint64:
        return lambda one, other: _in_one_instruction(one, other)
    return None
