"""Chances of a plan -> duration models and addresses, in the order in which the compiled kernels draw them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.array_types import Floats
from sim.engines.compiled import BEND, DURATION_MODEL, SIZE, ChanceArrays
from sim.engines.compiled.draws.draw_order import SIZES, DrawOrder, draw_order_of
from sim.engines.compiled.tables import QuantileTables
from sim.plan import NONE, Plan


def chance_arrays_of(plan: Plan, quantile_tables: QuantileTables) -> ChanceArrays:
    """Lay out what is drawn by chance for the projects of a plan.

    Parameters
    ----------
    plan : Plan
    quantile_tables : QuantileTables
        Receives the quantile tables of the durations.

    Returns
    -------
    ChanceArrays
    """
    models = np.zeros(len(plan.chances.durations), dtype=DURATION_MODEL)
    for k, model in enumerate(plan.chances.durations):
        line = model.distribution.normal_log or (0.0, 0.0)
        size = SIZES[model.scale_by]
        models[k] = (
            quantile_tables.quantile(model.distribution),
            size,
            model.scale_exponent,
            model.scale_reference,
            *line,
        )
    shared = np.array([share for _, share in plan.chances.factors], dtype=np.float64)
    order = draw_order_of(plan)
    lines, of_lines, sizes = _lines(order, models, shared)
    bent = np.flatnonzero(models["slope"][order.model] == 0)
    return ChanceArrays(
        models=models,
        slopes=np.sqrt(shared),
        inverses=1 / np.sqrt(1 - shared),
        at_once=order.at_once,
        works=order.works,
        lines=lines,
        line_of=of_lines,
        goes_to=order.goes_to,
        bends=np.array(list(zip(bent.tolist(), order.model[bent].tolist(), strict=True)), dtype=BEND),
        sizes=sizes,
        round_draws=order.round_draws,
        draws_a_round=order.draws_a_round,
        recall_draws=order.recall_draws,
        reissued=np.flatnonzero(order.reissue_draws != NONE),
        reissue_draws=order.reissue_draws,
        draws=order.draws,
        keys=order.keys,
        words=order.words,
        draw_models=order.draw_models,
        stocks=order.stocks,
    )


def _lines(
    order: DrawOrder, models: NDArray[np.void], shared: Floats
) -> tuple[Floats, NDArray[np.int32], NDArray[np.void]]:
    """Lay out the logarithms of durations that are linear in normal scores.

    Parameters
    ----------
    order : DrawOrder
    models : DURATION_MODEL
        Duration models of the plan.
    shared : float64 (F,)
        Share of variance that each common factor moves.

    Returns
    -------
    lines, line_of, sizes
        As in `ChanceArrays`; each size stands once.
    """
    # A duration without a common factor points past the last one, to a share of 0.
    factor = np.where(order.factor == NONE, len(shared), order.factor)
    share = np.append(shared, 0.0)[factor]
    own, common, of_duration = np.sqrt(1 - share), np.sqrt(share), models[order.model]
    straight = of_duration["slope"] != 0
    lines = np.zeros((4, len(share)))
    lines[0] = np.where(straight, of_duration["offset"], 0.0)
    lines[1] = np.where(straight, of_duration["slope"] * own, own)
    lines[2] = np.where(straight, of_duration["slope"] * common, common)
    sizes: dict[tuple[int, ...], int] = {}
    size_of = np.full(len(share), NONE)
    for i in np.flatnonzero(
        straight & (of_duration["scale_by"] != 0) & (of_duration["exponent"] != 0)
    ).tolist():
        model = of_duration[i]
        lines[0, i] -= model["exponent"] * np.log(model["reference"])
        lines[3, i] = model["exponent"]
        size = (int(order.project[i]), int(model["scale_by"]), int(order.number[i]), int(order.blocks[i]))
        size_of[i] = sizes.setdefault(size, len(sizes))
    size_of[size_of == NONE] = len(sizes)
    of_lines = np.array(
        [order.draw, factor, np.where(straight, order.model, len(models)), size_of], dtype=np.int32
    )
    return lines, of_lines, np.array(list(sizes), dtype=SIZE)
