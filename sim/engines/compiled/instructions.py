"""What a processor does in one instruction and Numba has no name for: the whole product of two 64-bit words."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

_WORD, _WIDE = ir.IntType(64), ir.IntType(128)


@intrinsic
def product(_: Any, _one: Any, _other: Any) -> Any:
    """Upper and lower 64 bits of a product."""
    halves = types.UniTuple(types.uint64, 2)

    def lower(context: Any, builder: Any, _signature: Any, words: Any) -> Any:
        one, other = words
        # An empty instruction keeps a loop as it is: LLVM would put words into vectors to take them out again.
        same = ir.InlineAsm(ir.FunctionType(_WORD, [_WORD]), "", "=r,0")
        whole = builder.mul(builder.zext(one, _WIDE), builder.zext(builder.call(same, [other]), _WIDE))
        upper = builder.lshr(whole, ir.Constant(_WIDE, 64))
        return context.make_tuple(builder, halves, [builder.trunc(half, _WORD) for half in (upper, whole)])

    return halves(types.uint64, types.uint64), lower
