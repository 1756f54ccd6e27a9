"""Chance in a plan -> addresses and laws, in the order in which the compiled kernels draw them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.array_types import Floats, Ints
from sim.engines.compiled import (
    BEND,
    DRAW,
    GAP,
    GRACE,
    LAPSE,
    LAW,
    LUCK,
    REISSUE,
    ROUND_WORK,
    SIZE,
    STALL_BUDGET,
    STOCK,
    WORK_DAYS,
    ChanceArrays,
    widths_of,
)
from sim.engines.compiled.tables import QuantileTables
from sim.plan import DONE, NONE, UNDER_WAY, NodeChances, Plan
from sim.random import Address, hash64

_Draw: TypeAlias = tuple[tuple[int, ...], Address, tuple[int, ...]]
"""What is drawn and where it goes (see `_record`), its address, its work law under each version of the law."""
_Duration: TypeAlias = tuple[int, int, int]
"""What a draw comes to: its number, a version of its law, and that law."""
AT_ONCE = (WORK_DAYS, STALL_BUDGET)
"""What every future needs, as it does the first round of a stage; the rest is drawn when it is met."""
_SIZES = {None: 0, "project": 0, "homes": 1, "land_ha": 2}


def chance_arrays_of(plan: Plan, maker: QuantileTables) -> ChanceArrays:
    laws = np.zeros(len(plan.chances.durations), dtype=LAW)
    for k, law in enumerate(plan.chances.durations):
        size = _SIZES[law.scale_by]
        line = law.distribution.normal_log or (0.0, 0.0)
        laws[k] = (maker.quantile(law.distribution), size, law.scale_exponent, law.scale_reference, *line)
    shared = np.array([share for _, share in plan.chances.factors], dtype=np.float64)
    versions = plan.network.version_days.shape[2]
    # The sort keeps all else in its order.
    draws = sorted(_draws(plan), key=lambda draw: _rank(plan, draw))
    ends = np.cumsum(np.bincount([_rank(plan, draw) for draw in draws], minlength=4))[:3]
    durations: list[_Duration] = [
        (d, version, k)
        for d, (_, _, laws_of) in enumerate(draws[: ends[0]])
        for version, k in enumerate(laws_of)
        if k != NONE
    ]
    durations.sort(key=lambda of: draws[of[0]][0][0] != WORK_DAYS)
    lines, of_lines, sizes = _lines(durations, draws, laws, shared)
    widths, firsts = widths_of(plan.network), _firsts(plan, draws)
    records = [_record(widths, *of) for of, _, _ in draws]
    return ChanceArrays(
        laws=laws,
        slopes=np.sqrt(shared),
        inverses=1 / np.sqrt(1 - shared),
        at_once=ends.astype(np.int64),
        works=np.array([sum(draws[d][0][0] == WORK_DAYS for d, *_ in durations)], dtype=np.int64),
        lines=lines,
        line_of=of_lines,
        goes_to=np.array(
            [[records[d][-1] for d, _, _ in durations], [version for _, version, _ in durations]],
            dtype=np.int32,
        ),
        bends=np.array([(i, k) for i, (_, _, k) in enumerate(durations) if not laws["slope"][k]], dtype=BEND),
        sizes=sizes,
        round_draws=firsts[LUCK],
        recall_draws=firsts[GRACE],
        reissued=np.flatnonzero(firsts[REISSUE] != NONE),
        reissue_draws=firsts[REISSUE],
        draws=np.array(records, dtype=DRAW),
        keys=np.array([hash64(address.project) for _, address, _ in draws], dtype=np.uint64),
        words=np.array([address.counter_word for _, address, _ in draws], dtype=np.uint64),
        draw_laws=np.array(
            [(*laws_of, *(NONE,) * (versions - len(laws_of))) for _, _, laws_of in draws], dtype=np.int32
        ).reshape(len(draws), versions),
        stocks=_stocks(plan),
    )


def _record(widths: tuple[int, int, int], *of: int) -> tuple[int, ...]:
    """Make a record of `DRAW`, with the node or the column of a project counted through all projects."""
    kind, node, column, attempt, factor, number, blocks, p = of
    nodes, rounds, recalls = widths
    columns = recalls if kind in (STALL_BUDGET, GRACE, LAPSE) else rounds
    place = p * nodes + node if kind in (WORK_DAYS, REISSUE) else p * columns + column
    return kind, attempt, factor, number, blocks, p, place


def _at_once(plan: Plan, draw: _Draw) -> bool:
    """Whether every future needs a draw, or as good as every one."""
    (kind, node, _, attempt, _, _, _, p), _, _ = draw
    if kind not in (LUCK, GAP, ROUND_WORK):
        return kind in AT_ONCE
    network = plan.network
    return bool(attempt == 0 and network.state[p, node] != DONE and network.rounds_before[p] == 0)


def _rank(plan: Plan, draw: _Draw) -> int:
    """Place of a draw: durations that every future needs, how long to a stall, luck, and what only some need."""
    (kind, *_), _, _ = draw
    return {STALL_BUDGET: 1, LUCK: 2}.get(kind, 0) if _at_once(plan, draw) else 3


def _lines(
    durations: Sequence[_Duration],
    draws: Sequence[_Draw],
    laws: NDArray[np.void],
    shared: Floats,
) -> tuple[Floats, NDArray[np.int32], NDArray[np.void]]:
    """Lines and what they belong to as in `Chance`, and the sizes with which their durations grow, each once."""
    lines, of_lines = np.zeros((4, len(durations))), np.zeros((4, len(durations)), dtype=np.int32)
    sizes: dict[tuple[int, ...], int] = {}
    for i, (d, _, k) in enumerate(durations):
        (_, _, _, _, factor, number, blocks, p), _, _ = draws[d]
        law, share, size = laws[k], 0.0 if factor == NONE else shared[factor], NONE
        own, common = np.sqrt(1 - share), np.sqrt(share)
        # Those without a factor have the last place, where there is none.
        of_lines[:2, i] = d, len(shared) if factor == NONE else factor
        if not law["slope"]:
            lines[:, i], of_lines[2:, i] = (0.0, own, common, 0.0), (len(laws), NONE)
            continue
        lines[:3, i] = law["offset"], law["slope"] * own, law["slope"] * common
        if law["scale_by"] and law["exponent"]:
            lines[0, i] -= law["exponent"] * np.log(law["reference"])
            lines[3, i] = law["exponent"]
            size = sizes.setdefault((p, int(law["scale_by"]), number, blocks), len(sizes))
        of_lines[2:, i] = k, size
    of_lines[3][of_lines[3] == NONE] = len(sizes)
    return lines, of_lines, np.array(list(sizes), dtype=SIZE)


def _stocks(plan: Plan) -> NDArray[np.void]:
    return np.array(
        [
            (
                p,
                p * widths_of(plan.network)[0] + s,
                _SIZES[node.stock_per],
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


def _draws(plan: Plan) -> Iterator[_Draw]:
    network = plan.network
    for p, row in enumerate(plan.chances.rows):
        g = int(network.graph_of[p])
        for s, node in enumerate(row.nodes):
            done, running = network.state[p, s] == DONE, network.state[p, s] == UNDER_WAY
            if done and not node.rounds:
                continue

            def draw(
                kind: int,
                purpose: str,
                laws: tuple[int, ...],
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
                return record, Address(project, of.block, of.stage, purpose, attempt), laws

            # What is left of a stage under way is drawn with its start; see `_seen`.
            fresh = (NONE, *node.durations[1:])
            if node.rounds:
                column = int(network.rounds_column[g, s])
                behind = row.rounds_before if network.tender_of[g, s, 0] != NONE else 0
                for a in range(node.rounds):
                    yield draw(LUCK, "luck", (), column, a)
                    yield draw(GAP, "gap", node.gaps, column, a)
                    laws = fresh if running and a == behind else node.durations
                    yield draw(ROUND_WORK, "work", laws, column, a, node.factor)
            else:
                yield draw(WORK_DAYS, "work", fresh if running else node.durations, 0, 0, node.factor)
            if done:
                continue
            if node.notice_durations:
                # Work of the stage that issues it, which may not be split into blocks as this one is.
                issuer = row.nodes[int(network.notice_node[g, s])]
                yield draw(REISSUE, "reissue", node.notice_durations, sized_as=issuer)
            column = int(network.recall_column[g, s])
            for c in range(node.recalls):
                yield draw(STALL_BUDGET, "stall", (), column, c)
                yield draw(GRACE, "grace", (node.grace,), column, c)
                yield draw(LAPSE, "lapse", (), column, c)


def _firsts(plan: Plan, draws: Sequence[_Draw]) -> dict[int, Ints]:
    """Where the draws of rounds, recalls and notices begin, by project and column (or node)."""
    nodes, rounds, recalls = widths_of(plan.network)
    firsts = {
        kind: np.full((len(plan.network.state), width), NONE, dtype=np.int64)
        for kind, width in ((LUCK, rounds), (GRACE, recalls), (REISSUE, nodes))
    }
    each = {LUCK: 3, GRACE: 2, REISSUE: 1}
    for d, draw in enumerate(draws):
        (kind, node, column, attempt, *_, project), _, _ = draw
        if kind in firsts and not _at_once(plan, draw):
            place = project, node if kind == REISSUE else column
            if firsts[kind][place] == NONE:
                # What was drawn at once before it does not stand in this row.
                firsts[kind][place] = d - each[kind] * attempt
    return firsts
