"""Chances of a plan -> the recipe the compiled kernels draw by: every address, every law, in the order they are met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from sim.distributions import Distribution, Lognormal
from sim.engines.arrays import (
    DRAW,
    GAP,
    GRACE,
    GROUP,
    LAPSE,
    LAW,
    LUCK,
    NORMAL_LIMIT,
    NORMAL_PART,
    REISSUE,
    ROUND_WORK,
    ROW,
    STALL_BUDGET,
    STOCK,
    TOTAL,
    UNDER_WAY_STAGE,
    UNKNOWN,
    WORK_DAYS,
    Chance,
    Seen,
    Tables,
    Unknowns,
)
from sim.engines.tables import TableMaker
from sim.model.addresses import SHARED, Address, hash64
from sim.model.chances import Chances, NodeChances
from sim.model.plan import DONE, NONE, UNDER_WAY, Plan
from sim.model.work_in_progress import FACTOR_CELLS, FACTOR_LIMIT, UnderWay

Floats = NDArray[np.float64]
_Draw: TypeAlias = tuple[tuple[int, ...], Address, tuple[int, ...]]
"""A record of `DRAW`, its address, its work law under each version of the law."""
AT_ONCE = (WORK_DAYS, STALL_BUDGET)
"""What every future needs; the rest is drawn when it is met."""
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


class _Factors:
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


class Recipe(NamedTuple):
    """All that is drawn, and by which tables."""

    unknowns: Unknowns
    seen: Seen
    chance: Chance
    tables: Tables


def recipe_of(plan: Plan) -> Recipe:
    """Lay out what is drawn.

    Parameters
    ----------
    plan : Plan

    Returns
    -------
    Recipe
    """
    maker = _Maker()
    unknowns, seen, chance = _unknown(plan.chances, maker), _seen(plan, maker), _chance(plan, maker)
    return Recipe(unknowns, seen, chance, _durations(maker))


def _unknown(chances: Chances, maker: _Maker) -> Unknowns:
    factors = _Factors(chances, maker)
    of_laws = [factors.of(law.place, law.uncertain) for law in chances.laws]
    # Hazards keep to themselves: only durations can be correlated.
    of_hazards = [factors.of(law.place, law.uncertain, alone=True) for law in chances.hazards]
    states = len(chances.market.per_day)
    means = np.array([law.chance for law in chances.likelihoods], dtype=np.float64).reshape(-1, states)
    tables = np.full(means.shape, NONE, dtype=np.int64)
    for k, likelihood in enumerate(chances.likelihoods):
        for m, mean in enumerate(likelihood.chance.tolist()):
            if np.isfinite(likelihood.cases) and 0 < mean < 1:
                inside, cases = min(max(mean, 1e-12), 1 - 1e-12), likelihood.cases
                tables[k, m] = maker.quantile_of_beta(inside * cases, (1 - inside) * cases)
    early, market = chances.early, chances.market
    blocks = [row.counted_in for row in chances.rows for _ in row.block_addresses]
    threshold = [NONE, NONE] if early is None else [maker.quantile(early.threshold), early.likelihood]
    return Unknowns(
        shared_key=_words([hash64(SHARED)]),
        unknowns=factors.records,
        groups=factors.groups,
        days_per_unit=np.array([law.days_per_unit for law in chances.laws], dtype=np.float64),
        law_unknowns=np.array(of_laws, dtype=np.int64),
        likelihood_tables=tables,
        likelihood_means=means,
        likelihood_words=_words(_word("", law.place, "uncertain") for law in chances.likelihoods),
        hazards_per_day=np.array([law.per_day for law in chances.hazards], dtype=np.float64).reshape(
            -1, states
        ),
        hazard_unknowns=np.array(of_hazards, dtype=np.int64),
        rows=_rows(chances),
        totals=np.array([(total.homes, total.land_ha) for total in chances.groups], dtype=TOTAL),
        blocks_of=np.array([len(row.block_addresses) for row in chances.rows], dtype=np.int64),
        passages_per_day=np.array(market.per_day, order="C"),
        market=np.array([market.initial, market.max_switches], dtype=np.int64),
        stay_words=_words(_word("", "market", "stay", w) for w in range(market.max_switches)),
        next_words=_words(_word("", "market", "next", w) for w in range(market.max_switches)),
        account_word=_words([_word("", "", "account")]),
        account_ends=np.cumsum(np.array(chances.account_weights, dtype=np.float64)),
        counted_in=np.array(blocks, dtype=np.bool_).T.copy(),
        early=np.array(threshold, dtype=np.int64),
        early_word=_words([_word("", "counting.early.threshold", "uncertain")]),
    )


def _seen(plan: Plan, maker: _Maker) -> Seen:
    shared = np.array([share for _, share in plan.chances.factors], dtype=np.float64)
    edges = np.linspace(-FACTOR_LIMIT, FACTOR_LIMIT, FACTOR_CELLS + 1)
    normals = [_normal_by_steps(share, edges) for share in shared.tolist()]
    steps = max((normal.shape[1] for normal in normals), default=0)
    # Beyond its end the function is 1.
    padded = [
        np.pad(normal, ((0, 0), (0, steps - normal.shape[1])), constant_values=1.0) for normal in normals
    ]
    parts = np.array([len(normal) for normal in normals], dtype=np.int64)
    under_way, log_spent, starts = _under_way(plan, maker)
    return Seen(
        key=_words([hash64(SHARED)]),
        words=_words(_word("", name, "factor") for name, _ in plan.chances.factors),
        slopes=np.sqrt(shared),
        inverses=1 / np.sqrt(1 - shared),
        edges=edges,
        parts=parts,
        first_row=np.cumsum(parts) - parts,
        normal=np.concatenate([np.zeros((0, steps)), *padded]),
        under_way=under_way,
        log_spent=log_spent,
        starts=starts,
    )


def _chance(plan: Plan, maker: _Maker) -> Chance:
    laws = np.zeros(len(plan.chances.laws), dtype=LAW)
    for k, law in enumerate(plan.chances.laws):
        size = _SIZES[law.scale_by]
        line = (0.0, 0.0)
        if isinstance(law.distribution, Lognormal):
            line = (np.log(law.distribution.median), law.distribution.sigma_log)
        laws[k] = (maker.quantile(law.distribution), size, law.scale_exponent, law.scale_reference, *line)
    shared = np.array([share for _, share in plan.chances.factors], dtype=np.float64)
    versions = plan.network.version_days.shape[2]
    # What every future needs stands first; the sort keeps all else in its order.
    draws = sorted(_draws(plan), key=lambda draw: draw[0][0] not in AT_ONCE)
    firsts = _firsts(plan, draws)
    return Chance(
        laws=laws,
        slopes=np.sqrt(shared),
        inverses=1 / np.sqrt(1 - shared),
        at_once=np.array([sum(record[0] in AT_ONCE for record, _, _ in draws)], dtype=np.int64),
        round_draws=firsts[LUCK],
        recall_draws=firsts[GRACE],
        reissue_draws=firsts[REISSUE],
        draws=np.array([record for record, _, _ in draws], dtype=DRAW),
        keys=_words(hash64(address.project) for _, address, _ in draws),
        words=_words(address.counter_word for _, address, _ in draws),
        draw_laws=np.array(
            [(*laws_of, *(NONE,) * (versions - len(laws_of))) for _, _, laws_of in draws], dtype=np.int32
        ).reshape(len(draws), versions),
        stocks=_stocks(plan),
    )


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


def _under_way(plan: Plan, maker: _Maker) -> tuple[NDArray[np.void], Floats, Floats]:
    records: list[tuple[int, ...]] = []
    log_spent, starts = [np.zeros(0)], [np.zeros(0)]
    for p, row in enumerate(plan.chances.rows):
        for s, span in row.starts:
            node, g = row.nodes[s], int(plan.network.graph_of[p])
            calendar = int(plan.network.calendar_of[g, s])
            law = plan.chances.laws[node.laws[0]]
            part = UnderWay.of(law, np.ones(1), plan.network.calendars[calendar], span)
            attempt = row.rounds_before if plan.network.tender_of[g, s, 0] != NONE else 0
            column = int(plan.network.rounds_column[g, s]) if node.rounds else NONE
            start, left = (
                Address(row.project, node.block, node.stage, purpose, number).counter_word
                for purpose, number in (("start", 0), ("work", attempt))
            )
            records.append(
                (
                    *(hash64(row.project), start, left),
                    *(p, s, node.laws[0], sum(map(len, log_spent)), len(part.spent)),
                    *(node.factor, node.number, node.blocks, calendar, column, attempt),
                    maker.score_of_log(law.distribution),
                    maker.log_survival_of_log(law.distribution),
                )
            )
            with np.errstate(divide="ignore"):
                log_spent.append(np.log(part.spent))
            starts.append(part.edges)
    return np.array(records, dtype=UNDER_WAY_STAGE), np.concatenate(log_spent), np.concatenate(starts)


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
            fresh = (NONE, *node.laws[1:])
            if node.rounds:
                column = int(network.rounds_column[g, s])
                behind = row.rounds_before if network.tender_of[g, s, 0] != NONE else 0
                for a in range(node.rounds):
                    yield draw(LUCK, "luck", (), column, a)
                    yield draw(GAP, "gap", node.gaps, column, a)
                    laws = fresh if running and a == behind else node.laws
                    yield draw(ROUND_WORK, "work", laws, column, a, node.factor)
            else:
                yield draw(WORK_DAYS, "work", fresh if running else node.laws, 0, 0, node.factor)
            if done:
                continue
            if node.notice_laws:
                # Work of the stage that issues it, which may not be split into blocks as this one is.
                issuer = row.nodes[int(network.notice_node[g, s])]
                yield draw(REISSUE, "reissue", node.notice_laws, sized_as=issuer)
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


def _firsts(plan: Plan, draws: Sequence[_Draw]) -> dict[int, NDArray[np.int64]]:
    """Where the draws of rounds, recalls and notices begin, by project and column (or node)."""
    network = plan.network
    projects, nodes = network.state.shape
    widths = {
        LUCK: int(network.rounds_column.max(initial=NONE)) + 1,
        GRACE: int(network.recall_column.max(initial=NONE)) + 1,
        REISSUE: nodes,
    }
    firsts = {kind: np.full((projects, width), NONE, dtype=np.int64) for kind, width in widths.items()}
    for d, ((kind, node, column, attempt, *_, project), _, _) in enumerate(draws):
        if kind in firsts and attempt == 0:
            firsts[kind][project, node if kind == REISSUE else column] = d
    return firsts


def _normal_by_steps(shared: float, edges: Floats) -> Floats:
    """Normal distribution function at multiples of a part of a step, shape (parts, steps).

    A step is what a common factor's way from one of its cells to the next adds to a stage's own score. Zeros stand
    before it and ones behind it for as many steps as the factor has cells, so that all of them can be read in a row.
    """
    step = (edges[1] - edges[0]) * np.sqrt(shared / (1 - shared))
    if step == 0:
        return np.zeros((1, 0))
    parts, inside = max(int(np.ceil(step / NORMAL_PART)), 1), int(np.ceil(2 * NORMAL_LIMIT / step)) + 2
    at = -NORMAL_LIMIT + (np.arange(inside) + np.arange(parts)[:, None] / parts) * step
    return np.pad(ndtr(at), ((0, 0), (FACTOR_CELLS + 1, FACTOR_CELLS + 1)), constant_values=(0.0, 1.0))
