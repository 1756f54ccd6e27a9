"""Room for the compiled kernels to work in, made once and used again."""

from __future__ import annotations

import numpy as np

from sim.engines.compiled.arrays import Bench, CountDraws, Counted, Desk, FutureDrawArrays, Rules, TimeArrays
from sim.engines.compiled.draws import DrawProgram
from sim.engines.compiled.records import BATCH, LIVE, PLACE, SUPPLY, TIMER, WISH
from sim.model import FACTOR_CELLS, START_CELLS
from sim.plan import Plan


def desk_for(rules: Rules) -> Desk:
    """Make room for one future at a time; a thread needs its own."""
    (projects, width), givers = rules.state.shape, len(rules.level)
    leaves = 1 << (projects - 1).bit_length()
    return Desk(
        live=np.zeros((projects, width), dtype=LIVE),
        timers=np.zeros((projects, width), dtype=TIMER),
        pending=np.zeros(projects, dtype=np.int64),
        waiting=np.zeros(projects, dtype=np.int64),
        next_days=np.full(2 * leaves, np.inf),
        winners=np.concatenate([np.zeros(leaves), np.arange(leaves)]).astype(np.uint32),
        queues=np.zeros(int(rules.first_place[-1]), dtype=WISH),
        returns=np.zeros(int(rules.first_place[-1]), dtype=SUPPLY),
        returning=np.zeros(givers, dtype=np.int64),
        changed=np.zeros(givers, dtype=np.int64),
        due=np.full(givers + 1, np.inf),
        queued=np.zeros(givers, dtype=np.int64),
        given=np.zeros(projects * width, dtype=PLACE),
        woken=np.zeros(projects * width, dtype=np.uint32),
        free=np.zeros(givers),
        ready=np.zeros(width, dtype=np.uint32),
        straight=np.zeros(width, dtype=np.uint32),
        turns=np.zeros(width, dtype=np.uint32),
    )


def bench_for(recipe: DrawProgram) -> Bench:
    """Make room to draw in; a thread needs its own."""
    most_scores = max(len(recipe.chance.draws), len(recipe.addresses.set_keys)) + 1
    return Bench(
        of_set=np.zeros((BATCH, len(recipe.addresses.set_keys))),
        of_future=np.zeros((BATCH, len(recipe.addresses.future_keys))),
        uniforms=np.zeros((BATCH, len(recipe.chance.draws))),
        scores=np.zeros(len(recipe.chance.draws)),
        set_scores=np.zeros(len(recipe.addresses.set_keys)),
        tails=np.zeros(most_scores),
        places=np.zeros(most_scores, dtype=np.int32),
        logs=np.zeros(recipe.chance.lines.shape[1]),
        units=np.ones(recipe.chance.lines.shape[1]),
        days=np.zeros(recipe.chance.lines.shape[1]),
        log_sizes=np.zeros(len(recipe.chance.sizes) + 1),
        log_scales=np.zeros(len(recipe.chance.laws) + 1),
        commons=np.zeros(len(recipe.seen.addresses) + 1),
        unknowns=np.zeros((BATCH, len(recipe.unknowns.unknowns))),
        groups=np.zeros(len(recipe.unknowns.groups)),
        shares=np.zeros(len(recipe.unknowns.rows)),
        land_ha=np.zeros((BATCH, len(recipe.unknowns.rows))),
        factors=np.zeros((BATCH, len(recipe.seen.addresses))),
        scales=np.zeros((BATCH, len(recipe.chance.laws))),
        stage_scales=np.zeros(len(recipe.seen.under_way)),
        cells=np.zeros((len(recipe.seen.under_way), START_CELLS)),
        weights=np.zeros(max(START_CELLS, FACTOR_CELLS)),
        ends=np.zeros(max(START_CELLS, FACTOR_CELLS)),
        alive=np.zeros(FACTOR_CELLS),
    )


def room_for_draws(plan: Plan, recipe: DrawProgram, count: int) -> tuple[FutureDrawArrays, CountDraws]:
    """Make room for the draws of so many replications, with what stands where nothing is drawn."""
    network = plan.network
    projects, nodes = network.state.shape
    versions, states = network.version_days.shape[2], len(recipe.unknowns.passages_per_day)
    rows = plan.chances.rows
    rounds = (
        recipe.chance.round_draws.shape[1],
        max((n.rounds for row in rows for n in row.nodes), default=0),
    )
    recalls = (
        recipe.chance.recall_draws.shape[1],
        max((n.recalls for row in rows for n in row.nodes), default=0),
    )
    by_node, switches = (count, projects, nodes), int(recipe.unknowns.market[1])
    draws = FutureDrawArrays(
        entry_days=np.zeros((count, projects)),
        work_days=np.full((*by_node, versions), np.nan),
        start_days=np.full(by_node, np.nan),
        stock_amount=np.zeros(by_node),
        reissue_days=np.full((*by_node, versions), np.nan),
        round_work=np.full((count, projects, rounds[0], versions, rounds[1]), np.nan),
        round_luck=np.full((count, projects, *rounds), np.nan),
        gap_days=np.zeros((count, projects, rounds[0], versions, rounds[1])),
        stall_budget=np.full((count, projects, *recalls), np.inf),
        grace_days=np.full((count, projects, *recalls), np.nan),
        lapse_luck=np.full((count, projects, *recalls), np.nan),
        likelihoods=np.zeros((count, len(recipe.unknowns.likelihood_addresses), states)),
        hazards_per_day=np.zeros((count, len(recipe.unknowns.hazard_unknowns), states)),
        market_days=np.full((count, switches), np.inf),
        market_states=np.zeros((count, switches + 1), dtype=np.int64),
        delivered=np.zeros((count, len(recipe.unknowns.delivered))),
        row_homes=np.zeros((count, projects), dtype=np.int64),
    )
    blocks = recipe.unknowns.counted_in.shape[1]
    counts = CountDraws(
        homes=np.zeros((count, blocks), dtype=np.int64),
        counted_before=np.zeros((count, blocks), dtype=np.bool_),
        early_threshold=np.full(count, np.inf),
        early_likelihood=np.zeros((count, states)),
    )
    return draws, counts


def room_for_times(draws: FutureDrawArrays) -> TimeArrays:
    """Make room for the times of as many futures as there is room for draws."""
    by_node, rounds, recalls = draws.start_days.shape, draws.round_luck.shape, draws.stall_budget.shape
    shapes = [*[by_node] * 6, *[rounds] * 2, rounds[:3], *[recalls] * 3, by_node[:2]]
    return TimeArrays(*(np.full(shape, np.nan) for shape in shapes))


def counted_for(plan: Plan, count: int, *, by_block: bool) -> Counted:
    """Make room for the outcomes of so many replications."""
    blocks, rows = len(plan.measurement.row_of), count if by_block else 0
    return Counted(
        homes_by_quarter=np.zeros((count, len(plan.measurement.quarter_days) - 1, 3), dtype=np.int64),
        caps=np.zeros((count, 3), dtype=np.int64),
        homes=np.zeros((rows, blocks), dtype=np.int64),
        days=np.zeros((rows, blocks, 3)),
        reason=np.zeros((rows, blocks, 3), dtype=np.int8),
    )
