"""Plan, seed and replications -> draws: all the numbers of a future, made before anything is simulated."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from sim.array_types import Floats
from sim.calendars import CalendarTable
from sim.distributions import remaining
from sim.model.draws import Draws
from sim.model.entries import begins_of, entries_of
from sim.model.market_path import market_path
from sim.model.share_done import start_and_whole
from sim.model.unknown_values import (
    counted_before_of,
    delivered_of,
    factor_of,
    hazard_of,
    homes_of_blocks,
    likelihood_of,
    part_of,
    sizes_of,
)
from sim.model.work_in_progress import (
    UnderWay,
    idle_work,
    left_of,
    log_survival,
    start_of,
    work_left,
)
from sim.plan import DONE, NONE, UNDER_WAY, DurationModel, NodeChances, Plan, RowChances, StoppedWork
from sim.random import SHARED, Uniforms


def draw(plan: Plan, seed: int, first: int, count: int, futures_per_set: int = 1) -> Draws:
    """Make the draws of replications `first` .. `first + count - 1`.

    Parameters
    ----------
    plan : Plan
    seed : int
        0 to 2**64 - 1.
    first, count : int
        Which replications; any split of a range gives the same numbers.
    futures_per_set : int
        How many consecutive replications share one set of unknown numbers.

    Returns
    -------
    Draws
    """
    return _Drawing(plan, Uniforms(seed, first, count, futures_per_set)).all()


class _Drawing:
    def __init__(self, plan: Plan, uniforms: Uniforms) -> None:
        self.plan, self.uniforms, self.chances = plan, uniforms, plan.chances
        self.row_homes, self.land_ha = sizes_of(plan.chances, uniforms)
        network, rows = plan.network, plan.chances.rows
        projects, nodes = network.state.shape
        versions = network.version_days.shape[2]
        held = [node for row in rows for node in row.nodes if node.rounds]
        stalling = [node for row in rows for node in row.nodes if node.recalls]
        columns = int(network.rounds_column.max(initial=NONE)) + 1
        rounds = max((node.rounds for node in held), default=0)
        recalls = (
            int(network.recall_column.max(initial=NONE)) + 1,
            max((n.recalls for n in stalling), default=0),
        )
        self.work = np.full((uniforms.count, projects, nodes, versions), np.nan)
        self.starts = np.full((uniforms.count, projects, nodes), np.nan)
        self.idle = np.zeros((uniforms.count, projects, nodes))
        self.resumes = np.zeros((uniforms.count, projects, nodes))
        self.stock = np.zeros((uniforms.count, projects, nodes))
        self.reissue = np.full((uniforms.count, projects, nodes, versions), np.nan)
        self.round_work = np.full((uniforms.count, projects, columns, versions, rounds), np.nan)
        self.round_luck = np.full((uniforms.count, projects, columns, rounds), np.nan)
        self.gap = np.zeros((uniforms.count, projects, columns, versions, rounds))
        self.assign = np.zeros((uniforms.count, projects, columns, rounds))
        self.budget = np.full((uniforms.count, projects, *recalls), np.inf)
        self.grace = np.full((uniforms.count, projects, *recalls), np.nan)
        self.lapse_luck = np.full((uniforms.count, projects, *recalls), np.nan)
        self.under_way = {
            (p, part.node): UnderWay.of(
                self.chances.durations[row.nodes[part.node].durations[0]],
                self._scale(p, row.nodes[part.node], row.nodes[part.node].durations[0]),
                self._calendar(p, part.node),
                part,
            )
            for p, row in enumerate(rows)
            for part in row.under_way
        }
        # Of stages of whose work a share is reported: it is drawn with their start.
        self.left: dict[tuple[int, int], Floats] = {}
        # The same whatever is under way: see `sim.model.work_in_progress`.
        self.factors = [
            ndtri(uniforms.chance(SHARED, "", name, "factor")) for name, _ in plan.chances.factors
        ]

    def all(self) -> Draws:
        uniforms, chances, network = self.uniforms, self.chances, self.plan.network
        for p, row in enumerate(chances.rows):
            for s, node in enumerate(row.nodes):
                if network.state[p, s] != DONE:
                    self._node(p, row, s, node)
                elif node.rounds:
                    # Rounds may be held again after a recall, though the stage was done before the data date.
                    self._rounds(p, row, s, node)
        market_days, market_states = market_path(chances.market, uniforms, network.horizon_days)
        likelihoods = _stacked(
            [likelihood_of(model, uniforms) for model in chances.likelihoods], self._by_state
        )
        hazards = _stacked([hazard_of(model, uniforms) for model in chances.hazards], self._by_state)
        push_share, push_luck, push_beyond = self._push()
        return Draws(
            first=uniforms.first,
            begins=begins_of(chances, likelihoods, uniforms),
            entry_days=entries_of(chances, uniforms, hazards, market_days, market_states),
            work_days=self.work,
            start_days=self.starts,
            idle_work=self.idle,
            resume_days=self.resumes,
            stock_amount=self.stock,
            reissue_days=self.reissue,
            round_work=self.round_work,
            round_luck=self.round_luck,
            gap_days=self.gap,
            assign_work=self.assign,
            stall_budget=self.budget,
            grace_days=self.grace,
            lapse_luck=self.lapse_luck,
            likelihoods=likelihoods,
            hazards_per_day=hazards,
            market_days=market_days,
            market_states=market_states,
            delivered=delivered_of(chances, uniforms),
            row_homes=self.row_homes,
            homes=homes_of_blocks(self.row_homes, chances),
            counted_before=counted_before_of(chances, uniforms),
            push_share=push_share,
            push_luck=push_luck,
            push_beyond=push_beyond,
        )

    @property
    def _by_state(self) -> tuple[int, int]:
        return self.uniforms.count, len(self.chances.market.per_day)

    def _node(self, p: int, row: RowChances, s: int, node: NodeChances) -> None:
        uniforms = self.uniforms
        self.stock[:, p, s] = node.stock_amount * self._size(p, node, node.stock_per)
        if self.plan.network.state[p, s] == UNDER_WAY:
            self._begin(p, row, s, node)
        if node.rounds:
            self._rounds(p, row, s, node)
        else:
            for v in range(len(node.durations)):
                self.work[:, p, s, v] = self._work(p, row, s, node, v, 0)
        if node.notice_durations:
            issuer = row.nodes[int(self.plan.network.notice_node[self.plan.network.graph_of[p], s])]
            log_alive = np.log1p(-uniforms.chance(row.project, node.block, node.stage, "reissue"))
            for v, model in enumerate(node.notice_durations):
                self.reissue[:, p, s, v] = self._fresh(p, issuer, model, log_alive)
        f = int(self.plan.network.recall_column[self.plan.network.graph_of[p], s])
        stopped = self.under_way[p, s].node.stopped if (p, s) in self.under_way else None
        for c in range(node.recalls):
            at = (row.project, node.block, node.stage)
            # Where work has stopped, the first stall lies behind, and what is left of its period of grace goes on.
            behind = stopped if c == 0 else None
            stall = -np.log1p(-uniforms.chance(*at, "stall", c))
            self.budget[:, p, f, c] = stall if behind is None else 0.0
            self.grace[:, p, f, c] = self._grace(p, node, behind, uniforms.chance(*at, "grace", c))
            self.lapse_luck[:, p, f, c] = uniforms.chance(*at, "lapse", c)

    def _begin(self, p: int, row: RowChances, s: int, node: NodeChances) -> None:
        """When a stage under way began; with a reported share of its work, what is left of it too."""
        part, at = self.under_way[p, s], (row.project, node.block, node.stage)
        u, (shared, factor) = self.uniforms.chance(*at, "start"), self._factor(node)
        if part.node.reported is None:
            self.starts[:, p, s] = start_of(part, u, shared, factor)
        else:
            u_work = self._work_uniform(row, node, self._attempt_under_way(p, row, s))
            start, whole = start_and_whole(part, u, u_work, shared, factor)
            self.starts[:, p, s], self.left[p, s] = start, left_of(part, start, whole)
        self.idle[:, p, s] = idle_work(part.calendar, part.node, self.starts[:, p, s], 0.0)
        stopped = part.node.stopped
        if stopped is not None and stopped.resumes != NONE:
            log_alive = np.log1p(-self.uniforms.chance(*at, "resumes"))
            self.resumes[:, p, s] = self._fresh(p, node, stopped.resumes, log_alive)

    def _attempt_under_way(self, p: int, row: RowChances, s: int) -> int:
        return row.rounds_before if self._is_tender(p, s) else 0

    def _rounds(self, p: int, row: RowChances, s: int, node: NodeChances) -> None:
        e = int(self.plan.network.rounds_column[self.plan.network.graph_of[p], s])
        for a in range(node.rounds):
            at = (row.project, node.block, node.stage)
            self.round_luck[:, p, e, a] = self.uniforms.chance(*at, "luck", a)
            gap_log_survival = np.log1p(-self.uniforms.chance(*at, "gap", a))
            for v in range(len(node.durations)):
                self.round_work[:, p, e, v, a] = self._work(p, row, s, node, v, a)
                if v < len(node.gaps) and node.gaps[v] != NONE:
                    self.gap[:, p, e, v, a] = self._fresh(p, node, node.gaps[v], gap_log_survival)
            if node.assign != NONE:
                log_alive = np.log1p(-self.uniforms.chance(*at, "assign", a))
                self.assign[:, p, e, a] = self._fresh(p, node, node.assign, log_alive)

    def _work(self, p: int, row: RowChances, s: int, node: NodeChances, version: int, attempt: int) -> Floats:
        """Work of a node; what is left of the attempt that was under way on the data date."""
        u = self._work_uniform(row, node, attempt)
        shared, factor = self._factor(node)
        running = self.plan.network.state[p, s] == UNDER_WAY
        if running and version == 0 and attempt == self._attempt_under_way(p, row, s):
            if (p, s) in self.left:
                return self.left[p, s]
            return work_left(self.under_way[p, s], self.starts[:, p, s], u, shared, factor)
        return self._fresh(p, node, node.durations[version], log_survival(u, shared, factor))

    def _work_uniform(self, row: RowChances, node: NodeChances, attempt: int) -> Floats:
        return self.uniforms.chance(row.project, node.block, node.stage, "work", attempt)

    def _is_tender(self, p: int, s: int) -> bool:
        network = self.plan.network
        return bool(network.tender_of[network.graph_of[p], s, 0] != NONE)

    def _fresh(self, p: int, node: NodeChances, index: int, log_alive: Floats) -> Floats:
        return self._scale(p, node, index) * self.chances.durations[index].distribution.isf_log(log_alive)

    def _grace(self, p: int, node: NodeChances, stopped: StoppedWork | None, u: Floats) -> Floats:
        """A period of grace; of one that has run since the stop of a stage what is left, given that it was not over."""
        if stopped is None:
            return self._fresh(p, node, node.grace, np.log1p(-u))
        distribution = self.chances.durations[node.grace].distribution
        scale = self._scale(p, node, node.grace)
        return scale * remaining(distribution, u, stopped.grace_spent / scale, stopped.grace_known / scale)

    def _scale(self, p: int, node: NodeChances, index: int) -> Floats:
        model = self.chances.durations[index]
        return (
            factor_of(model, self.chances, self.uniforms) * self._growth(p, node, model) * model.days_per_unit
        )

    def _size(self, p: int, node: NodeChances, what: str) -> Floats:
        """Homes, hectares or projects that a node stands for: a block's part of the row's."""
        if what == "homes":
            return part_of(self.row_homes[:, p], node.number, node.blocks).astype(np.float64)
        whole = self.land_ha[:, p] if what == "land_ha" else np.ones(self.uniforms.count)
        return whole / node.blocks

    def _growth(self, p: int, node: NodeChances, model: DurationModel) -> Floats:
        if model.scale_by is None:
            return np.ones(self.uniforms.count)
        size = self._size(p, node, model.scale_by)
        # A row of 0 homes that is over has rounds drawn, which nothing asks for.
        with np.errstate(divide="ignore"):
            return np.asarray((size / model.scale_reference) ** model.scale_exponent, dtype=np.float64)

    def _calendar(self, p: int, s: int) -> CalendarTable:
        network = self.plan.network
        return network.calendars[int(network.calendar_of[network.graph_of[p], s])]

    def _factor(self, node: NodeChances) -> tuple[float, Floats | None]:
        if node.factor == NONE:
            return 0.0, None
        return self.chances.factors[node.factor][1], self.factors[node.factor]

    def _push(self) -> tuple[Floats, Floats, Floats]:
        """Share that can be entered (R,), luck and size of the push of each target year (R, Y)."""
        uniforms, push = self.uniforms, self.chances.push
        if push is None:
            return np.zeros(uniforms.count), np.zeros((uniforms.count, 0)), np.zeros((uniforms.count, 0))
        luck, beyond = (
            np.stack([uniforms.chance(SHARED, "", "", purpose, year) for year in push.years], axis=1)
            for purpose in ("push", "push_size")
        )
        share = push.share_enterable.quantile(
            uniforms.unknown(SHARED, "", "counting.push.share_enterable.uncertain", "uncertain")
        )
        return share, luck, push.beyond_target.quantile(beyond)


def _stacked(parts: list[Floats], shape: tuple[int, int]) -> Floats:
    return np.stack(parts, axis=1) if parts else np.zeros((shape[0], 0, shape[1]))
