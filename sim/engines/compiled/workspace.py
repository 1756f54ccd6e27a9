"""Arrays for the compiled kernels to work in, made once and used again."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.engines.compiled.arrays import (
    ChanceArrays,
    CountDraws,
    Counted,
    FutureDrawArrays,
    LookupArrays,
    Rules,
    TimeArrays,
    array,
    in_a_row,
    row_of,
    whole,
)
from sim.engines.compiled.draws import DrawProgram
from sim.engines.compiled.records import (
    BATCH,
    CHANGE,
    COUNTS,
    F8,
    I8,
    NODE_STATE,
    PROJECT_NODE,
    QUEUED,
    REPLICATION,
    TIMER,
)
from sim.model import SHARE_CELLS, START_CELLS
from sim.plan import Plan


class EventWorkspace(NamedTuple):
    """Arrays to simulate in, for one future at a time."""

    states: in_a_row(NODE_STATE, 2)  # (P, S)
    timers: in_a_row(TIMER, 2)  # (P, S)
    timer_count: array(I8)  # (P,) how many each row has
    waiting: array(I8)  # (P,) nodes of each row in a queue
    next_days: array(F8)  # (2 x leaves,) tournament tree of next event times, see `kernels.timers`
    winners: array(np.uint32)  # (2 x leaves,) row whose event that is
    returns: array(CHANGE)  # what each resource gets back, now or later, a binary heap where its queue lies
    return_count: array(I8)  # (resources,)
    next_change: array(I8)  # (resources,) the next of its changes
    due: array(F8)  # (resources + 1,) when it is to look at its queue; the last is never due
    requests: array(QUEUED)  # those of a resource side by side, a binary heap
    request_count: array(I8)  # (resources,)
    free: array(
        F8
    )  # (resources,) slots free (below 0 while a cut drains) or amount in stock, at its last look at the queue
    counts: array(COUNTS)  # (1,) entries that hold of the lists below
    granted: array(PROJECT_NODE)  # nodes on event-free paths that were given something, and go on
    woken: array(np.uint32)  # rows of other nodes that were given something
    ready: array(I8)  # (S,) nodes of the row at hand that go on now
    activations: array(I8)  # (S,) its nodes that ask for something at the end of this instant
    released: array(I8)  # (S,) nodes to follow along event-free paths, last first


class DrawWorkspace(NamedTuple):
    """Arrays to draw in, for a batch of futures."""

    of_set: array(F8, 2)  # (BATCH, addresses of sets) uniforms
    of_future: array(F8, 2)  # (BATCH, addresses of futures) uniforms
    uniforms: array(F8, 2)  # (BATCH, D)
    scores: array(F8)  # (D,)
    set_scores: array(F8)  # (addresses of sets,)
    tails: array(F8)  # (most scores + 1,) uniforms in the tails
    positions: array(np.int32)  # (most scores + 1,) their indices
    logs: array(F8)  # (durations,)
    units: array(F8)  # (durations,) factor on the exponential; 1 where the logarithm is linear
    days: array(F8)  # (durations,)
    log_sizes: array(F8)  # (sizes + 1,) the last is 0, for work that does not grow with size
    log_scales: array(F8)  # (models + 1,) the last is 0, for durations that are looked up
    commons: array(F8)  # (factors + 1,) the last is 0, for work that no factor moves
    unknowns: array(F8, 2)  # (BATCH, unknowns)
    groups: array(F8)
    shares: array(F8)  # (P,)
    start_cuts: array(F8)  # (periods,) share by which the hazards of stocks are lower
    land_ha: array(F8, 2)  # (BATCH, P)
    factors: array(F8, 2)  # (BATCH, factors)
    scales: array(F8, 2)  # (BATCH, models) work days of one unit, size aside
    cells: array(F8)  # (128,) scores, or logarithms of survival, of the possible starts of one stage
    weights: array(F8)  # (128,) of the cells of one stage
    ends: array(F8)  # (128,) cumulative sums of the weights


class CountWorkspace(NamedTuple):
    """Arrays to count in, for one future at a time."""

    counted: array(F8)  # (B,) when its homes enter the statistic at their milestone
    left: array(I8)  # (B,) homes that have not entered early
    share: array(F8)  # (B,) of building work done, in parts of `PUSH_RESOLUTION`
    order: array(I8)  # (B,) blocks that may enter, a binary heap


class FutureArrays(NamedTuple):
    """All that one replication needs, as kernels hand it on: other tuples, and which replication it is."""

    rules: whole(Rules)
    chance: whole(ChanceArrays)
    tables: whole(LookupArrays)
    draws: row_of(FutureDrawArrays)  # of this replication
    times: row_of(TimeArrays)  # likewise
    events: whole(EventWorkspace)
    scratch: whole(DrawWorkspace)
    all_draws: whole(FutureDrawArrays)
    all_times: whole(TimeArrays)
    which: array(REPLICATION)  # (1,)


def event_workspace(rules: Rules) -> EventWorkspace:
    """Make arrays to simulate one future at a time in; a thread needs its own."""
    (projects, width), resources = rules.state.shape, len(rules.level)
    leaves = 1 << (projects - 1).bit_length()
    return EventWorkspace(
        states=np.zeros((projects, width), dtype=NODE_STATE),
        timers=np.zeros((projects, width), dtype=TIMER),
        timer_count=np.zeros(projects, dtype=np.int64),
        waiting=np.zeros(projects, dtype=np.int64),
        next_days=np.full(2 * leaves, np.inf),
        winners=np.concatenate([np.zeros(leaves), np.arange(leaves)]).astype(np.uint32),
        returns=np.zeros(int(rules.queue_start[-1]), dtype=CHANGE),
        return_count=np.zeros(resources, dtype=np.int64),
        next_change=np.zeros(resources, dtype=np.int64),
        due=np.full(resources + 1, np.inf),
        requests=np.zeros(int(rules.queue_start[-1]), dtype=QUEUED),
        request_count=np.zeros(resources, dtype=np.int64),
        free=np.zeros(resources),
        counts=np.zeros(1, dtype=COUNTS),
        granted=np.zeros(projects * width, dtype=PROJECT_NODE),
        woken=np.zeros(projects * width, dtype=np.uint32),
        ready=np.zeros(width, dtype=np.int64),
        activations=np.zeros(width, dtype=np.int64),
        released=np.zeros(width, dtype=np.int64),
    )


def draw_workspace(program: DrawProgram) -> DrawWorkspace:
    """Make arrays to draw in; a thread needs its own."""
    most_scores = max(len(program.chance.draws), len(program.addresses.set_keys)) + 1
    return DrawWorkspace(
        of_set=np.zeros((BATCH, len(program.addresses.set_keys))),
        of_future=np.zeros((BATCH, len(program.addresses.future_keys))),
        uniforms=np.zeros((BATCH, len(program.chance.draws))),
        scores=np.zeros(len(program.chance.draws)),
        set_scores=np.zeros(len(program.addresses.set_keys)),
        tails=np.zeros(most_scores),
        positions=np.zeros(most_scores, dtype=np.int32),
        logs=np.zeros(program.chance.lines.shape[1]),
        units=np.ones(program.chance.lines.shape[1]),
        days=np.zeros(program.chance.lines.shape[1]),
        log_sizes=np.zeros(len(program.chance.sizes) + 1),
        log_scales=np.zeros(len(program.chance.models) + 1),
        commons=np.zeros(len(program.unknowns.factor_addresses) + 1),
        unknowns=np.zeros((BATCH, len(program.unknowns.unknowns))),
        groups=np.zeros(len(program.unknowns.groups)),
        shares=np.zeros(len(program.unknowns.rows)),
        start_cuts=np.zeros(len(program.unknowns.periods)),
        land_ha=np.zeros((BATCH, len(program.unknowns.rows))),
        factors=np.zeros((BATCH, len(program.unknowns.factor_addresses))),
        scales=np.zeros((BATCH, len(program.chance.models))),
        cells=np.zeros(max(START_CELLS, SHARE_CELLS)),
        weights=np.zeros(max(START_CELLS, SHARE_CELLS)),
        ends=np.zeros(max(START_CELLS, SHARE_CELLS)),
    )


def draw_arrays(plan: Plan, program: DrawProgram, count: int) -> tuple[FutureDrawArrays, CountDraws]:
    """Make arrays for the draws of so many replications, with what stands where nothing is drawn."""
    network = plan.network
    projects, nodes = network.state.shape
    versions, states = network.version_days.shape[2], len(program.unknowns.passages_per_day)
    rows = plan.chances.rows
    rounds = (
        program.chance.round_draws.shape[1],
        max((n.rounds for row in rows for n in row.nodes), default=0),
    )
    recalls = (
        program.chance.recall_draws.shape[1],
        max((n.recalls for row in rows for n in row.nodes), default=0),
    )
    by_node, switches = (count, projects, nodes), int(program.unknowns.market[1])
    draws = FutureDrawArrays(
        begins=np.ones((count, projects), dtype=np.bool_),
        entry_days=np.zeros((count, projects)),
        work_days=np.full((*by_node, versions), np.nan),
        start_days=np.full(by_node, np.nan),
        idle_work=np.zeros(by_node),
        resume_days=np.zeros(by_node),
        stock_amount=np.zeros(by_node),
        reissue_days=np.full((*by_node, versions), np.nan),
        round_work=np.full((count, projects, rounds[0], versions, rounds[1]), np.nan),
        round_luck=np.full((count, projects, *rounds), np.nan),
        gap_days=np.zeros((count, projects, rounds[0], versions, rounds[1])),
        assign_work=np.zeros((count, projects, *rounds)),
        stall_budget=np.full((count, projects, *recalls), np.inf),
        grace_days=np.full((count, projects, *recalls), np.nan),
        lapse_luck=np.full((count, projects, *recalls), np.nan),
        likelihoods=np.zeros((count, len(program.unknowns.likelihood_addresses), states)),
        hazards_per_day=np.zeros((count, len(program.unknowns.hazard_unknowns), states)),
        market_days=np.full((count, switches), np.inf),
        market_states=np.zeros((count, switches + 1), dtype=np.int64),
        delivered=np.zeros((count, len(program.unknowns.delivered))),
        row_homes=np.zeros((count, projects), dtype=np.int64),
    )
    blocks = program.unknowns.counted_in.shape[1]
    counts = CountDraws(
        homes=np.zeros((count, blocks), dtype=np.int64),
        counted_before=np.zeros((count, blocks), dtype=np.bool_),
        push_share=np.zeros(count),
        push_luck=np.zeros((count, len(program.unknowns.push_luck))),
        push_beyond=np.zeros((count, len(program.unknowns.push_luck))),
    )
    return draws, counts


def time_arrays(draws: FutureDrawArrays) -> TimeArrays:
    """Make arrays for the times of as many futures as there are draws."""
    by_node, rounds, recalls = draws.start_days.shape, draws.round_luck.shape, draws.stall_budget.shape
    shapes = [*[by_node] * 6, *[rounds] * 2, rounds[:3], rounds, *[recalls] * 3, by_node[:2]]
    return TimeArrays(*(np.full(shape, np.nan) for shape in shapes))


def count_workspace(plan: Plan) -> CountWorkspace:
    """Make arrays to count in; a thread needs its own."""
    blocks = len(plan.measurement.row_of)
    return CountWorkspace(
        counted=np.zeros(blocks),
        left=np.zeros(blocks, dtype=np.int64),
        share=np.zeros(blocks),
        order=np.zeros(blocks, dtype=np.int64),
    )


def counted_arrays(plan: Plan, count: int, *, by_block: bool) -> Counted:
    """Make arrays for the outcomes of so many replications."""
    blocks, rows = len(plan.measurement.row_of), count if by_block else 0
    years = 0 if plan.measurement.push is None else len(plan.measurement.push.homes)
    return Counted(
        homes_by_quarter=np.zeros((count, len(plan.measurement.quarter_days) - 1, 3), dtype=np.int64),
        early=np.zeros((count, years), dtype=np.int64),
        caps=np.zeros((count, 3), dtype=np.int64),
        never_begun=np.zeros((count, 2), dtype=np.int64),
        homes=np.zeros((rows, blocks), dtype=np.int64),
        days=np.zeros((rows, blocks, 3)),
        reason=np.zeros((rows, blocks, 3), dtype=np.int8),
        block_early=np.zeros((rows, blocks, years), dtype=np.int32),
    )
