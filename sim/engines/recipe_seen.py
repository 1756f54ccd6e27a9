"""Stages under way and common factors of a plan -> what the compiled kernels draw them by."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from sim.engines.arrays import Seen
from sim.engines.layout import widths_of
from sim.engines.numbered import Numbered
from sim.engines.quantile_maker import QuantileMaker
from sim.engines.records import NORMAL_LIMIT, NORMAL_PART, UNDER_WAY_STAGE
from sim.model.addresses import SHARED, Address
from sim.model.plan import NONE, Plan
from sim.model.work_in_progress import FACTOR_CELLS, FACTOR_LIMIT, UnderWay

Floats = NDArray[np.float64]


def seen_of(plan: Plan, maker: QuantileMaker, of_future: Numbered) -> Seen:
    shared = np.array([share for _, share in plan.chances.factors], dtype=np.float64)
    edges = np.linspace(-FACTOR_LIMIT, FACTOR_LIMIT, FACTOR_CELLS + 1)
    normals = [_normal_by_steps(share, edges) for share in shared.tolist()]
    steps = max((normal.shape[1] for normal in normals), default=0)
    # Beyond its end the function is 1.
    padded = [
        np.pad(normal, ((0, 0), (0, steps - normal.shape[1])), constant_values=1.0) for normal in normals
    ]
    rows = np.array([len(normal) for normal in normals], dtype=np.int64)
    under_way, log_spent, starts = _under_way(plan, maker, of_future)
    addresses = [of_future.number(Address(SHARED, "", name, "factor")) for name, _ in plan.chances.factors]
    return Seen(
        addresses=np.array(addresses, dtype=np.int64),
        slopes=np.sqrt(shared),
        inverses=1 / np.sqrt(1 - shared),
        edges=edges,
        prior=np.exp(-((edges[:-1] + edges[1:]) ** 2) / 8),
        parts=rows - 3,
        first_row=np.cumsum(rows) - rows,
        normal=np.concatenate([np.zeros((0, steps)), *padded]),
        under_way=under_way,
        log_spent=log_spent,
        starts=starts,
    )


def _under_way(
    plan: Plan, maker: QuantileMaker, of_future: Numbered
) -> tuple[NDArray[np.void], Floats, Floats]:
    records: list[tuple[int, ...]] = []
    log_spent, starts, cells = [np.zeros(0)], [np.zeros(0)], 0
    nodes, rounds, _ = widths_of(plan.network)
    for p, row in enumerate(plan.chances.rows):
        for s, span in row.starts:
            node, g = row.nodes[s], int(plan.network.graph_of[p])
            calendar = int(plan.network.calendar_of[g, s])
            law = plan.chances.laws[node.laws[0]]
            part = UnderWay.of(law, np.ones(1), plan.network.calendars[calendar], span)
            attempt = row.rounds_before if plan.network.tender_of[g, s, 0] != NONE else 0
            column = p * rounds + int(plan.network.rounds_column[g, s]) if node.rounds else NONE
            addresses = (
                of_future.number(Address(row.project, node.block, node.stage, purpose, number))
                for purpose, number in (("start", 0), ("work", attempt))
            )
            records.append(
                (
                    *addresses,
                    *(p, p * nodes + s, node.laws[0], cells, len(part.spent)),
                    *(node.factor, node.number, node.blocks, calendar, attempt, column),
                    maker.score_of_log(law.distribution),
                    maker.log_survival_of_log(law.distribution),
                )
            )
            with np.errstate(divide="ignore"):
                log_spent.append(np.log(part.spent))
            starts.append(part.edges)
            cells += len(part.spent)
    return np.array(records, dtype=UNDER_WAY_STAGE), np.concatenate(log_spent), np.concatenate(starts)


def _normal_by_steps(shared: float, edges: Floats) -> Floats:
    """Normal distribution function at multiples of a part of a step, shape (parts + 3, steps).

    A step is what a common factor's way from one of its cells to the next adds to a stage's own score; a row begins one
    part after the row before it, the first one part early, so that four of them in a row hold what a cubic needs. Zeros
    stand before it and ones behind it for as many steps as the factor has cells, so that all can be read in a row.
    """
    step = (edges[1] - edges[0]) * np.sqrt(shared / (1 - shared))
    if step == 0:
        return np.zeros((4, 0))
    parts, inside = max(int(np.ceil(step / NORMAL_PART)), 1), int(np.ceil(2 * NORMAL_LIMIT / step)) + 2
    at = -NORMAL_LIMIT + (np.arange(inside) + np.arange(-1, parts + 2)[:, None] / parts) * step
    return np.pad(ndtr(at), ((0, 0), (FACTOR_CELLS, FACTOR_CELLS)), constant_values=(0.0, 1.0))
