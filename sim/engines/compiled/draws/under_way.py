"""Stages under way and common factors of a plan -> what the compiled kernels draw them by."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from sim.array_types import Floats
from sim.distributions import Distribution
from sim.engines.compiled import MOST_APART, NORMAL_LIMIT, NORMAL_PART, UNDER_WAY_STAGE, Seen, widths_of
from sim.engines.compiled.draws.address_index import AddressIndex
from sim.engines.compiled.tables import QuantileTables
from sim.model import FACTOR_CELLS, FACTOR_LIMIT, UnderWay
from sim.plan import NONE, Plan
from sim.random import SHARED, Address


def seen_of(plan: Plan, maker: QuantileTables, of_future: AddressIndex) -> Seen:
    shared = np.array([share for _, share in plan.chances.factors], dtype=np.float64)
    edges = np.linspace(-FACTOR_LIMIT, FACTOR_LIMIT, FACTOR_CELLS + 1)
    shares = _Shares(shared, edges)
    under_way, log_spent, starts = _under_way(plan, maker, of_future, shares)
    addresses = [of_future.number(Address(SHARED, "", name, "factor")) for name, _ in plan.chances.factors]
    rows = np.array([len(table) for table in shares.tables], dtype=np.int64)
    return Seen(
        addresses=np.array(addresses, dtype=np.int64),
        slopes=np.sqrt(shared),
        inverses=1 / np.sqrt(1 - shared),
        edges=edges,
        prior=np.exp(-((edges[:-1] + edges[1:]) ** 2) / 8),
        parts=rows - 3,
        first_row=np.cumsum(rows) - rows,
        lowest=np.array(shares.lowest),
        shares=shares.in_a_row(),
        under_way=under_way,
        log_spent=log_spent,
        starts=starts,
    )


class _Shares:
    """Tables of the chances that stages are still under way, by the common factor: each sum of them once."""

    def __init__(self, shared: Floats, edges: Floats) -> None:
        self._shared, self._width = shared, float(edges[1] - edges[0])
        self._index: dict[tuple[float, ...], int] = {}
        self.lowest: list[float] = []
        self.tables: list[Floats] = []

    def of(self, factor: int, law: Distribution, log_spent: Floats) -> tuple[int, int]:
        """Index of a stage's table, and how many of its cells are looked up there: one that stands for all, or each."""
        if factor == NONE or self._shared[factor] == 0:
            return NONE, 0
        if law.normal_log is not None and np.isfinite(log_spent[0]):
            # The scores of its cells lie equally far from each other in all futures.
            apart = (log_spent[0] - log_spent) / (law.normal_log[1] * np.sqrt(1 - self._shared[factor]))
            if apart[np.isfinite(apart)].max() <= MOST_APART:
                return self._number(factor, apart), 1
        return self._number(factor, np.zeros(1)), len(log_spent)

    def in_a_row(self) -> Floats:
        """All tables, one below the other."""
        steps = max((table.shape[1] for table in self.tables), default=0)
        padded = [np.pad(table, ((0, 0), (0, steps - table.shape[1])), mode="edge") for table in self.tables]
        return np.concatenate([np.zeros((0, steps)), *padded])

    def _number(self, factor: int, apart: Floats) -> int:
        key = factor, *apart.tolist()
        if key not in self._index:
            self._index[key] = len(self.tables)
            lowest, table = _sums_of(float(self._shared[factor]), self._width, tuple(apart.tolist()))
            self.lowest.append(lowest)
            self.tables.append(table)
        return self._index[key]


@lru_cache(maxsize=256)
def _sums_of(shared: float, width: float, apart: tuple[float, ...]) -> tuple[float, Floats]:
    """Lowest score, and sums of normal distribution functions so far apart, at multiples of a part of a step.

    A step is what a common factor's way from one of its cells, of that width, to the next adds to a stage's own score;
    a row begins one part after the row before it, the first one part early, so that four of them in a row hold what a
    cubic needs. Its ends stand before it and behind it for as many steps as the factor has cells, so that all of them
    can be read in a row. Kept: plans that differ in little share most stages under way.
    """
    distances = np.array(apart)
    step = width * np.sqrt(shared / (1 - shared))
    span = 2 * NORMAL_LIMIT + distances[np.isfinite(distances)].max()
    parts, inside = max(int(np.ceil(step / NORMAL_PART)), 1), int(np.ceil(span / step)) + 2
    lowest = NORMAL_LIMIT - span
    at = lowest + (np.arange(inside) + np.arange(-1, parts + 2)[:, None] / parts) * step
    table = sum(ndtr(at + more) for more in apart)
    return lowest, np.pad(table, ((0, 0), (FACTOR_CELLS, FACTOR_CELLS)), mode="edge")


def _under_way(
    plan: Plan, maker: QuantileTables, of_future: AddressIndex, shares: _Shares
) -> tuple[NDArray[np.void], Floats, Floats]:
    records: list[tuple[int, ...]] = []
    log_spent, starts, cells = [np.zeros(0)], [np.zeros(0)], 0
    nodes, rounds, _ = widths_of(plan.network)
    for p, row in enumerate(plan.chances.rows):
        for s, span in row.starts:
            node, g = row.nodes[s], int(plan.network.graph_of[p])
            calendar = int(plan.network.calendar_of[g, s])
            law = plan.chances.durations[node.durations[0]]
            part = UnderWay.of(law, np.ones(1), plan.network.calendars[calendar], span)
            attempt = row.rounds_before if plan.network.tender_of[g, s, 0] != NONE else 0
            column = p * rounds + int(plan.network.rounds_column[g, s]) if node.rounds else NONE
            addresses = (
                of_future.number(Address(row.project, node.block, node.stage, purpose, number))
                for purpose, number in (("start", 0), ("work", attempt))
            )
            with np.errstate(divide="ignore"):
                log_spent.append(np.log(part.spent))
            records.append(
                (
                    *addresses,
                    *(p, p * nodes + s, node.durations[0], cells, len(part.spent)),
                    *(node.factor, node.number, node.blocks, calendar, attempt, column),
                    *shares.of(node.factor, law.distribution, log_spent[-1]),
                    maker.score_of_log(law.distribution),
                    maker.log_survival_of_log(law.distribution),
                )
            )
            starts.append(part.edges)
            cells += len(part.spent)
    return np.array(records, dtype=UNDER_WAY_STAGE), np.concatenate(log_spent), np.concatenate(starts)
