"""What is drawn for the projects of a plan, and in which order; this does not depend on the durations themselves.

Plans that differ only in durations, chances or capacities share one order, which takes long to make and so is kept.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from threading import RLock
from typing import NamedTuple, TypeAlias

import numpy as np
from cachetools import LRUCache, cached
from numpy.typing import NDArray

from sim.array_types import Ints
from sim.engines.compiled import (
    ASSIGN_WORK,
    DRAW,
    GAP,
    GRACE,
    LAPSE,
    LUCK,
    REISSUE,
    ROUND_WORK,
    STALL_BUDGET,
    STOCK,
    WORK_DAYS,
    widths_of,
)
from sim.plan import DONE, NONE, UNDER_WAY, NodeChances, Plan, RowChances
from sim.random import Address, hash64

SIZES = {None: 0, "project": 0, "homes": 1, "land_ha": 2}
"""Codes of the size with which something grows."""

_Draw: TypeAlias = tuple[tuple[int, ...], Address, tuple[int, ...]]
"""Record (see `_record`), address, and index of the duration model under each version of the statute."""
_AT_ONCE = (WORK_DAYS, STALL_BUDGET)
"""Kinds of draw that every future needs, besides first rounds; others are made when a future needs them."""
_MOST_BYTES, _BYTES_WITH_KEY = 64_000_000, 4
"""Memory for the orders that are kept; what an order takes together with its key, as a multiple of its arrays."""


class DrawOrder(NamedTuple):
    """Draws in the order of the kernels; shared between plans, and so not to be written to.

    D draws; K durations that every future needs, one for each such draw and version of the statute.

    Attributes
    ----------
    at_once : int64 (3,)
        Ends, among the draws, of durations, of stall budgets and of luck of rounds that every future needs.
    works : int64 (1,)
        How many of the K are work of nodes; they stand first.
    draw, version, model : int64 (K,)
        Draw of each duration, version of the statute, and index of its duration model.
    factor, number, blocks, project : int64 (K,)
        Its common factor (`NONE` for none), its block and of how many, its project.
    goes_to : int32 (2, K)
        As in `ChanceArrays`, and so are all that follow.
    """

    at_once: Ints
    works: Ints
    draw: Ints
    version: Ints
    model: Ints
    factor: Ints
    number: Ints
    blocks: Ints
    project: Ints
    goes_to: NDArray[np.int32]
    round_draws: Ints
    draws_a_round: Ints
    recall_draws: Ints
    reissue_draws: Ints
    draws: NDArray[np.void]
    keys: NDArray[np.uint64]
    words: NDArray[np.uint64]
    draw_models: NDArray[np.int32]
    stocks: NDArray[np.void]


def _known_by(plan: Plan) -> Hashable:
    """Everything in a plan on which the order of its draws depends."""
    network = plan.network
    arrays = (
        network.state,
        network.rounds_before,
        network.graph_of,
        network.rounds_column,
        network.recall_column,
        network.tender_of,
        network.notice_node,
    )
    return (
        tuple((row.project, row.rounds_before, row.nodes, _stopped(row)) for row in plan.chances.rows),
        network.version_days.shape,
        *((array.shape, array.tobytes()) for array in arrays),
    )


def _size(order: DrawOrder) -> int:
    """Bytes that a kept order takes."""
    return _BYTES_WITH_KEY * sum(array.nbytes for array in order)


@cached(LRUCache(_MOST_BYTES, getsizeof=_size), key=_known_by, lock=RLock())
def draw_order_of(plan: Plan) -> DrawOrder:
    """Put the draws of a plan in order."""
    versions = plan.network.version_days.shape[2]
    # The sort is stable: draws of one rank keep the order of `_draws`.
    draws = sorted(_draws(plan), key=lambda draw: _rank(plan, draw))
    ends = np.cumsum(np.bincount([_rank(plan, draw) for draw in draws], minlength=4))[:3]
    durations = [
        (d, version, model)
        for d, (_, _, models) in enumerate(draws[: ends[0]])
        for version, model in enumerate(models)
        if model != NONE
    ]
    durations.sort(key=lambda of: draws[of[0]][0][0] != WORK_DAYS)
    draw, version, model = np.array(durations, dtype=np.int64).reshape(-1, 3).T.copy()
    records, firsts = (
        np.array([of for of, _, _ in draws], dtype=np.int64).reshape(-1, 8),
        _firsts(plan, draws),
    )
    widths = widths_of(plan.network)
    placed = [_record(widths, *of) for of, _, _ in draws]
    return DrawOrder(
        at_once=ends.astype(np.int64),
        works=np.array([sum(draws[d][0][0] == WORK_DAYS for d, *_ in durations)], dtype=np.int64),
        draw=draw,
        version=version,
        model=model,
        factor=records[draw, 4],
        number=records[draw, 5],
        blocks=records[draw, 6],
        project=records[draw, 7],
        goes_to=np.array([[placed[d][-1] for d in draw.tolist()], version], dtype=np.int32),
        round_draws=firsts[LUCK],
        draws_a_round=_draws_a_round(plan),
        recall_draws=firsts[GRACE],
        reissue_draws=firsts[REISSUE],
        draws=np.array(placed, dtype=DRAW),
        keys=np.array([hash64(address.project) for _, address, _ in draws], dtype=np.uint64),
        words=np.array([address.counter_word for _, address, _ in draws], dtype=np.uint64),
        draw_models=np.array(
            [(*models, *(NONE,) * (versions - len(models))) for _, _, models in draws], dtype=np.int32
        ).reshape(len(draws), versions),
        stocks=_stocks(plan),
    )


def _record(widths: tuple[int, int, int], *of: int) -> tuple[int, ...]:
    """Make a record of `DRAW`; its position counts nodes, or columns of rounds or recalls, through all projects."""
    kind, node, column, attempt, factor, number, blocks, p = of
    nodes, rounds, recalls = widths
    columns = recalls if kind in (STALL_BUDGET, GRACE, LAPSE) else rounds
    place = p * nodes + node if kind in (WORK_DAYS, REISSUE) else p * columns + column
    return kind, attempt, factor, number, blocks, p, place


def _at_once(plan: Plan, draw: _Draw) -> bool:
    """Whether every future, or nearly every one, needs a draw."""
    (kind, node, _, attempt, _, _, _, p), _, _ = draw
    if kind not in (LUCK, GAP, ROUND_WORK, ASSIGN_WORK):
        return kind in _AT_ONCE
    network = plan.network
    return bool(attempt == 0 and network.state[p, node] != DONE and network.rounds_before[p] == 0)


def _rank(plan: Plan, draw: _Draw) -> int:
    """Which part of the order a draw belongs to.

    0 durations that every future needs, 1 stall budgets, 2 luck of rounds, 3 draws that only some futures need.
    """
    (kind, *_), _, _ = draw
    return {STALL_BUDGET: 1, LUCK: 2}.get(kind, 0) if _at_once(plan, draw) else 3


def _stocks(plan: Plan) -> NDArray[np.void]:
    """Amounts that nodes take from stocks."""
    return np.array(
        [
            (
                p,
                p * widths_of(plan.network)[0] + s,
                SIZES[node.stock_per],
                node.number,
                node.blocks,
                node.stock_amount,
            )
            for p, row in enumerate(plan.chances.rows)
            for s, node in enumerate(row.nodes)
            if plan.network.state[p, s] != DONE and node.stock_amount != 0
        ],
        dtype=STOCK,
    )


def _stopped(row: RowChances) -> frozenset[int]:
    """Nodes whose work stands still on the data date."""
    return frozenset(part.node for part in row.under_way if part.stopped is not None)


def _draws(plan: Plan) -> Iterator[_Draw]:
    """Every draw of every project, in the order of register, graph, rounds and recalls."""
    network = plan.network
    for p, row in enumerate(plan.chances.rows):
        g = int(network.graph_of[p])
        stopped = _stopped(row)
        for s, node in enumerate(row.nodes):
            done, running = network.state[p, s] == DONE, network.state[p, s] == UNDER_WAY
            if done and not node.rounds:
                continue

            def draw(
                kind: int,
                purpose: str,
                models: tuple[int, ...],
                column: int = 0,
                attempt: int = 0,
                factor: int = NONE,
                *,
                of: NodeChances = node,
                sized_as: NodeChances = node,
                p: int = p,
                s: int = s,
                project: str = row.project,
            ) -> _Draw:
                record = (kind, s, column, attempt, factor, sized_as.number, sized_as.blocks, p)
                return record, Address(project, of.block, of.stage, purpose, attempt), models

            # Work left of a stage under way is drawn together with its start, see `draws.under_way`; not here.
            fresh = (NONE, *node.durations[1:])
            if node.rounds:
                column = int(network.rounds_column[g, s])
                behind = row.rounds_before if network.tender_of[g, s, 0] != NONE else 0
                for a in range(node.rounds):
                    yield draw(LUCK, "luck", (), column, a)
                    yield draw(GAP, "gap", node.gaps, column, a)
                    models = fresh if running and a == behind else node.durations
                    yield draw(ROUND_WORK, "work", models, column, a, node.factor)
                    if node.assign != NONE:
                        yield draw(ASSIGN_WORK, "assign", (node.assign,), column, a)
            else:
                yield draw(WORK_DAYS, "work", fresh if running else node.durations, 0, 0, node.factor)
            if done:
                continue
            if node.notice_durations:
                # Work of the stage that issues it, which may not be split into blocks as this one is.
                issuer = row.nodes[int(network.notice_node[g, s])]
                yield draw(REISSUE, "reissue", node.notice_durations, sized_as=issuer)
            column = int(network.recall_column[g, s])
            # Work that has stopped has its first stall behind it: what is left of it is drawn with its start too.
            for c in range(1 if s in stopped else 0, node.recalls):
                yield draw(STALL_BUDGET, "stall", (), column, c)
                yield draw(GRACE, "grace", (node.grace,), column, c)
                yield draw(LAPSE, "lapse", (), column, c)


def _firsts(plan: Plan, draws: Sequence[_Draw]) -> dict[int, Ints]:
    """First draw of the rounds, of the recalls and of the notice of each node that are made only when needed.

    Returns
    -------
    dict of int to int64 (P, columns or nodes)
        By kind: LUCK for rounds, GRACE for recalls, REISSUE for notices; `NONE` where there is none.
    """
    nodes, rounds, recalls = widths_of(plan.network)
    firsts = {
        kind: np.full((len(plan.network.state), width), NONE, dtype=np.int64)
        for kind, width in ((LUCK, rounds), (GRACE, recalls), (REISSUE, nodes))
    }
    a_round = _draws_a_round(plan)
    for d, draw in enumerate(draws):
        (kind, node, column, attempt, *_, project), _, _ = draw
        if kind in firsts and not _at_once(plan, draw):
            place = project, node if kind == REISSUE else column
            if firsts[kind][place] == NONE:
                # A first round may stand among the draws that every future needs: count back as if it stood here.
                each = a_round[project, column] if kind == LUCK else {GRACE: 2, REISSUE: 1}[kind]
                firsts[kind][place] = d - each * attempt
    return firsts


def _draws_a_round(plan: Plan) -> Ints:
    """Draws of each round, int64 (P, columns): luck, gap, work; that of an assignment where it takes time."""
    draws = np.full((len(plan.network.state), widths_of(plan.network)[1]), 3, dtype=np.int64)
    for p, row in enumerate(plan.chances.rows):
        for s, node in enumerate(row.nodes):
            if node.rounds and node.assign != NONE:
                draws[p, plan.network.rounds_column[plan.network.graph_of[p], s]] = 4
    return draws
