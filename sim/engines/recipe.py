"""Chances of a plan -> the recipe the compiled kernels draw by: every address, every law, in the order they are met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.distributions import Distribution
from sim.engines.arrays import (
    DRAW,
    GAP,
    GRACE,
    GROUP,
    LAPSE,
    LAW,
    LUCK,
    NORMAL_CELLS,
    NORMAL_LIMIT,
    REISSUE,
    ROUND_WORK,
    ROW,
    STALL_BUDGET,
    STOCK,
    TOTAL,
    UNDER_WAY_STAGE,
    UNKNOWN,
    WORK_DAYS,
    Recipe,
    Tables,
)
from sim.engines.tables import TableMaker
from sim.model.addresses import SHARED, Address, hash64
from sim.model.chances import Chances, NodeChances
from sim.model.plan import DONE, NONE, UNDER_WAY, Plan
from sim.model.work_in_progress import FACTOR_CELLS, FACTOR_LIMIT, UnderWay

_SIZES = {None: 0, "project": 0, "homes": 1, "land_ha": 2}


class _Maker(TableMaker):
    """Collects tables; knows which are of quantiles, and the atoms of their laws."""

    def __init__(self) -> None:
        super().__init__()
        self.atoms: dict[int, tuple[float, ...]] = {}

    def quantile(self, distribution: Distribution) -> int:
        index = self.log_quantile(distribution)
        self.atoms[index] = distribution.atoms
        return index

    def quantile_of_beta(self, a: float, b: float) -> int:
        index = self.log_quantile_of_beta(a, b)
        self.atoms[index] = ()
        return index


class _Unknowns:
    """Factors nobody knows, each place of the scenario once."""

    def __init__(self, chances: Chances, maker: _Maker) -> None:
        self._maker = maker
        self._correlated = chances.correlated
        self._groups = dict.fromkeys(name for name, _ in chances.correlated.values())
        self._index: dict[str, int] = {}
        self._records: list[tuple[int, int, int]] = []

    def of(self, place: str, uncertain: Any, *, alone: bool = False) -> int:
        """Index of a place's factor, -1 where it has none."""
        if uncertain is None:
            return NONE
        if place not in self._index:
            group = NONE
            if not alone and place in self._correlated:
                group = list(self._groups).index(self._correlated[place][0])
            self._index[place] = len(self._records)
            self._records.append((_word("", place, "uncertain"), self._maker.quantile(uncertain), group))
        return self._index[place]

    @property
    def records(self) -> NDArray[np.void]:
        return np.array(self._records, dtype=UNKNOWN)

    @property
    def groups(self) -> NDArray[np.void]:
        correlation = dict(self._correlated.values())
        return np.array(
            [(_word("", name, "correlated"), correlation[name]) for name in self._groups], dtype=GROUP
        )


def recipe_of(plan: Plan) -> tuple[Recipe, Tables]:
    """Lay out what is drawn.

    Parameters
    ----------
    plan : Plan

    Returns
    -------
    Recipe, Tables
    """
    chances, maker = plan.chances, _Maker()
    unknowns = _Unknowns(chances, maker)
    laws = np.zeros(len(chances.laws), dtype=LAW)
    for k, law in enumerate(chances.laws):
        table, unknown = maker.quantile(law.distribution), unknowns.of(law.place, law.uncertain)
        size = _SIZES[law.scale_by]
        laws[k] = (table, unknown, law.days_per_unit, size, law.scale_exponent, law.scale_reference)
    means = np.array([law.chance for law in chances.likelihoods]).reshape(len(chances.likelihoods), -1)
    known = np.full(means.shape, NONE, dtype=np.int64)
    for k, likelihood in enumerate(chances.likelihoods):
        for m, mean in enumerate(likelihood.chance.tolist()):
            if np.isfinite(likelihood.cases) and 0 < mean < 1:
                inside, cases = min(max(mean, 1e-12), 1 - 1e-12), likelihood.cases
                known[k, m] = maker.quantile_of_beta(inside * cases, (1 - inside) * cases)
    # Hazards keep to themselves: only durations can be correlated.
    hazards = [unknowns.of(law.place, law.uncertain, alone=True) for law in chances.hazards]
    under_way, log_spent, edges, at = _under_way(plan, maker)
    # What every future needs stands first; the sort keeps all else in its order.
    draws = sorted(_draws(plan, at), key=lambda draw: draw[0][0] != WORK_DAYS)
    factor_edges = np.linspace(-FACTOR_LIMIT, FACTOR_LIMIT, FACTOR_CELLS + 1)
    firsts = _firsts(plan, draws)
    versions = plan.network.version_days.shape[2]
    early, market = chances.early, chances.market
    recipe = Recipe(
        shared_key=np.array([hash64(SHARED)], dtype=np.uint64),
        unknowns=unknowns.records,
        groups=unknowns.groups,
        laws=laws,
        likelihood_tables=known,
        likelihood_means=means,
        likelihood_words=_words(_word("", law.place, "uncertain") for law in chances.likelihoods),
        hazards_per_day=np.array([law.per_day for law in chances.hazards]).reshape(len(hazards), -1),
        hazard_unknowns=np.array(hazards, dtype=np.int64),
        rows=_rows(chances),
        totals=np.array([(total.homes, total.land_ha) for total in chances.groups], dtype=TOTAL),
        blocks_of=np.array([len(row.block_addresses) for row in chances.rows], dtype=np.int64),
        passages_per_day=np.array(market.per_day, order="C"),
        market=np.array([market.initial, market.max_switches], dtype=np.int64),
        stay_words=_words(_word("", "market", "stay", w) for w in range(market.max_switches)),
        next_words=_words(_word("", "market", "next", w) for w in range(market.max_switches)),
        account_word=_words([_word("", "", "account")]),
        account_ends=np.cumsum(np.array(chances.account_weights, dtype=np.float64)),
        counted_in=np.array(
            [row.counted_in for row in chances.rows for _ in row.block_addresses], dtype=np.bool_
        ).T.copy(),
        early=np.array(
            [NONE, NONE] if early is None else [maker.quantile(early.threshold), early.likelihood],
            dtype=np.int64,
        ),
        early_word=_words([_word("", "counting.early.threshold", "uncertain")]),
        factor_words=_words(_word("", name, "factor") for name, _ in chances.factors),
        factor_shared=np.array([shared for _, shared in chances.factors], dtype=np.float64),
        factor_edges=factor_edges,
        factor_middles=(factor_edges[:-1] + factor_edges[1:]) / 2,
        stocks=_stocks(plan),
        at_once=np.array([sum(record[0] == WORK_DAYS for record, _, _ in draws)], dtype=np.int64),
        round_draws=firsts[LUCK],
        recall_draws=firsts[STALL_BUDGET],
        reissue_draws=firsts[REISSUE],
        draws=np.array([record for record, _, _ in draws], dtype=DRAW),
        draw_keys=_words(hash64(address.project) for _, address, _ in draws),
        draw_words=_words(address.counter_word for _, address, _ in draws),
        draw_laws=np.array(
            [(*laws_of, *(NONE,) * (versions - len(laws_of))) for _, _, laws_of in draws], dtype=np.int32
        ).reshape(len(draws), versions),
        under_way=under_way,
        log_spent=log_spent,
        edges=edges,
        normal=_normal_cubics(),
    )
    return recipe, _durations(maker)


def _word(block: str, stage: str, purpose: str, attempt: int = 0) -> int:
    return Address(SHARED, block, stage, purpose, attempt).counter_word


def _words(words: Any) -> NDArray[np.uint64]:
    return np.array(list(words), dtype=np.uint64)


def _rows(chances: Chances) -> NDArray[np.void]:
    rows = np.zeros(len(chances.rows), dtype=ROW)
    for p, row in enumerate(chances.rows):
        high = row.homes.high
        if row.homes_group < 0 and row.homes.low < high:
            # Whole numbers, both ends as likely as the others.
            high += 1.0
        land = (np.nan, np.nan) if row.land_ha is None else (row.land_ha.low, row.land_ha.high)
        words = (_word(row.block, "", purpose) for purpose in ("homes", "land", "entry"))
        entry = row.entry_days
        rows[p] = (
            hash64(row.project),
            *words,
            row.homes.low,
            high,
            *land,
            entry.low,
            entry.high,
            row.homes_group,
        )
    return rows


def _stocks(plan: Plan) -> NDArray[np.void]:
    return np.array(
        [
            (p, s, _SIZES[node.stock_per], node.number, node.blocks, node.stock_amount)
            for p, row in enumerate(plan.chances.rows)
            for s, node in enumerate(row.nodes)
            if plan.network.state[p, s] != DONE and node.stock_amount != 0
        ],
        dtype=STOCK,
    )


def _under_way(
    plan: Plan, maker: _Maker
) -> tuple[NDArray[np.void], NDArray[np.float64], NDArray[np.float64], dict[tuple[int, int], int]]:
    records, log_spent, edges, at = [], [], [], {}
    for p, row in enumerate(plan.chances.rows):
        for s, span in row.starts:
            node = row.nodes[s]
            calendar = int(plan.network.calendar_of[plan.network.graph_of[p], s])
            law = plan.chances.laws[node.laws[0]]
            part = UnderWay.of(law, np.ones(1), plan.network.calendars[calendar], span)
            at[p, s] = len(records)
            word = Address(row.project, node.block, node.stage, "start").counter_word
            place = (p, s, node.laws[0], sum(map(len, log_spent)), len(part.spent))
            records.append(
                (
                    hash64(row.project),
                    word,
                    *place,
                    node.factor,
                    node.number,
                    node.blocks,
                    calendar,
                    maker.score_of_log(law.distribution),
                    maker.log_survival_of_log(law.distribution),
                )
            )
            with np.errstate(divide="ignore"):
                log_spent.append(np.log(part.spent))
            edges.append(part.edges)
    return (
        np.array(records, dtype=UNDER_WAY_STAGE),
        np.concatenate([np.zeros(0), *log_spent]),
        np.concatenate([np.zeros(0), *edges]),
        at,
    )


def _draws(
    plan: Plan, at: dict[tuple[int, int], int]
) -> Iterator[tuple[tuple[int, ...], Address, tuple[int, ...]]]:
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
                left: int = NONE,
                *,
                of: NodeChances = node,
                p: int = p,
                s: int = s,
                project: str = row.project,
            ) -> tuple[tuple[int, ...], Address, tuple[int, ...]]:
                record = (kind, s, column, attempt, factor, of.number, of.blocks, left, p)
                return record, Address(project, of.block, of.stage, purpose, attempt), laws

            left = at.get((p, s), NONE)
            if node.rounds:
                column = int(network.rounds_column[g, s])
                behind = row.rounds_before if network.tender_of[g, s, 0] != NONE else 0
                for a in range(node.rounds):
                    yield draw(LUCK, "luck", (), column, a)
                    yield draw(GAP, "gap", node.gaps, column, a)
                    is_left = left if running and a == behind else NONE
                    yield draw(ROUND_WORK, "work", node.laws, column, a, node.factor, is_left)
            else:
                yield draw(WORK_DAYS, "work", node.laws, 0, 0, node.factor, left)
            if done:
                continue
            if node.notice_laws:
                yield draw(REISSUE, "reissue", node.notice_laws)
            column = int(network.recall_column[g, s])
            for c in range(node.recalls):
                yield draw(STALL_BUDGET, "stall", (), column, c)
                yield draw(GRACE, "grace", (node.grace,), column, c)
                yield draw(LAPSE, "lapse", (), column, c)


def _durations(maker: _Maker) -> Tables:
    """All tables; in those of quantiles an atom's cell, of inverse width 0, holds the duration itself, exactly."""
    made = maker.tables()
    tables, cells = made.tables.copy(), made.cells.copy()
    for t, atoms in maker.atoms.items():
        table = tables[t]
        table["below"], table["above"] = np.exp(table["below"]), np.exp(table["above"])
        own = cells[table["first_cell"] : table["first_cell"] + table["cells"]]
        flat = np.flatnonzero((own["c1"] == 0) & (own["c2"] == 0) & (own["c3"] == 0))
        if len(atoms) and len(flat):
            known = np.array(atoms)
            nearest = known[np.argmin(np.abs(known[None, :] - np.exp(own["c0"][flat])[:, None]), axis=1)]
            own["c0"][flat], own["inverse_width"][flat] = nearest, 0.0
            for end in ("below", "above"):
                near = known[np.argmin(np.abs(known - table[end]))]
                table[end] = near if abs(near - table[end]) <= 1e-12 * near else table[end]
    return Tables(tables, cells, made.bins)


def _firsts(
    plan: Plan, draws: Sequence[tuple[tuple[int, ...], Address, tuple[int, ...]]]
) -> dict[int, NDArray[np.int64]]:
    """Where the draws of rounds, recalls and notices begin, by project and column (or node)."""
    network = plan.network
    projects, nodes = network.state.shape
    widths = {
        LUCK: int(network.rounds_column.max(initial=NONE)) + 1,
        STALL_BUDGET: int(network.recall_column.max(initial=NONE)) + 1,
        REISSUE: nodes,
    }
    firsts = {kind: np.full((projects, width), NONE, dtype=np.int64) for kind, width in widths.items()}
    for d, ((kind, node, column, attempt, *_, project), _, _) in enumerate(draws):
        if kind in firsts and attempt == 0:
            firsts[kind][project, node if kind == REISSUE else column] = d
    return firsts


def _normal_cubics() -> NDArray[np.float64]:
    """Cubics through four points of the normal distribution function in every cell, shape (4, cells)."""
    from scipy.special import ndtr

    count = round(2 * NORMAL_LIMIT * NORMAL_CELLS)
    x = -NORMAL_LIMIT + (np.arange(count)[:, None] + np.array([0, 1 / 3, 2 / 3, 1])) / NORMAL_CELLS
    powers = np.array([0, 1 / 3, 2 / 3, 1])[:, None] ** np.arange(4)
    return np.ascontiguousarray(np.linalg.solve(powers, ndtr(x).T))
