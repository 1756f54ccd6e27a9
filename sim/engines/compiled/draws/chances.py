"""Chance in a plan -> addresses and laws, in the order in which the compiled kernels draw them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.array_types import Floats
from sim.engines.compiled import BEND, LAW, SIZE, ChanceArrays
from sim.engines.compiled.draws.draw_order import SIZES, DrawOrder, draw_order_of
from sim.engines.compiled.tables import QuantileTables
from sim.plan import NONE, Plan


def chance_arrays_of(plan: Plan, maker: QuantileTables) -> ChanceArrays:
    laws = np.zeros(len(plan.chances.durations), dtype=LAW)
    for k, law in enumerate(plan.chances.durations):
        line = law.distribution.normal_log or (0.0, 0.0)
        size = SIZES[law.scale_by]
        laws[k] = (maker.quantile(law.distribution), size, law.scale_exponent, law.scale_reference, *line)
    shared = np.array([share for _, share in plan.chances.factors], dtype=np.float64)
    order = draw_order_of(plan)
    lines, of_lines, sizes = _lines(order, laws, shared)
    bent = np.flatnonzero(laws["slope"][order.law] == 0)
    return ChanceArrays(
        laws=laws,
        slopes=np.sqrt(shared),
        inverses=1 / np.sqrt(1 - shared),
        at_once=order.at_once,
        works=order.works,
        lines=lines,
        line_of=of_lines,
        goes_to=order.goes_to,
        bends=np.array(list(zip(bent.tolist(), order.law[bent].tolist(), strict=True)), dtype=BEND),
        sizes=sizes,
        round_draws=order.round_draws,
        recall_draws=order.recall_draws,
        reissued=np.flatnonzero(order.reissue_draws != NONE),
        reissue_draws=order.reissue_draws,
        draws=order.draws,
        keys=order.keys,
        words=order.words,
        draw_laws=order.draw_laws,
        stocks=order.stocks,
    )


def _lines(
    order: DrawOrder, laws: NDArray[np.void], shared: Floats
) -> tuple[Floats, NDArray[np.int32], NDArray[np.void]]:
    """Lines and what they belong to as in `ChanceArrays`, and the sizes with which durations grow, each once."""
    # Durations without a factor have the last place, where there is none.
    factor = np.where(order.factor == NONE, len(shared), order.factor)
    share = np.append(shared, 0.0)[factor]
    own, common, of_law = np.sqrt(1 - share), np.sqrt(share), laws[order.law]
    straight = of_law["slope"] != 0
    lines = np.zeros((4, len(share)))
    lines[0] = np.where(straight, of_law["offset"], 0.0)
    lines[1] = np.where(straight, of_law["slope"] * own, own)
    lines[2] = np.where(straight, of_law["slope"] * common, common)
    sizes: dict[tuple[int, ...], int] = {}
    size_of = np.full(len(share), NONE)
    for i in np.flatnonzero(straight & (of_law["scale_by"] != 0) & (of_law["exponent"] != 0)).tolist():
        law = of_law[i]
        lines[0, i] -= law["exponent"] * np.log(law["reference"])
        lines[3, i] = law["exponent"]
        size = (int(order.project[i]), int(law["scale_by"]), int(order.number[i]), int(order.blocks[i]))
        size_of[i] = sizes.setdefault(size, len(sizes))
    size_of[size_of == NONE] = len(sizes)
    of_lines = np.array(
        [order.draw, factor, np.where(straight, order.law, len(laws)), size_of], dtype=np.int32
    )
    return lines, of_lines, np.array(list(sizes), dtype=SIZE)
