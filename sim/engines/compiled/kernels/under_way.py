"""Draws of what is left of stages under way, of their starts where unknown, and of the common factors they tell of.

Implements rule 2; mirrors `sim.model.work_in_progress`. `seen` is a `Seen`, `stage` its UNDER_WAY_STAGE, `scratch` a
`DrawWorkspace` of which row j belongs to the replication; `f` is a common factor, `k` a stage under way.
"""

import math

from sim.engines.compiled.jit import inlined, jitted
from sim.engines.compiled.kernels.draws import growth
from sim.engines.compiled.kernels.lookup import look_up, quantile
from sim.engines.compiled.kernels.normal import (
    exp_of_small,
    log_share_below,
    score_of,
    score_of_log_survival,
)
from sim.model import FACTOR_CELLS, work_between


@jitted
def draw_under_way(rules, seen, laws, tables, j, r, draws, scratch):
    """Draw the common factors, the starts of the stages under way, and what is left of each.

    Parameters
    ----------
    rules : Rules
    seen : Seen
    laws : LAW (laws,)
    tables : LookupArrays
    j, r : int
    draws : FutureDrawArrays
        Written to: `start_days`, and `work_days` or `round_work`, days of work left.
    scratch : DrawWorkspace
        Written to: `factors` row j, `stage_scales`, `cells`.
    """
    for k in range(len(seen.under_way)):
        _score_starts(seen, laws, tables, k, j, r, draws, scratch)
    for f in range(len(seen.addresses)):
        _draw_factor(seen, f, j, scratch)
    for k in range(len(seen.under_way)):
        _draw_stage(rules, seen, laws, tables, k, j, r, draws, scratch)


@jitted
def _score_starts(seen, laws, tables, k, j, r, draws, scratch):
    """Find the days of one unit of a stage's duration, and the score of having lasted since each cell of starts."""
    stage = seen.under_way[k]
    p = stage.project
    law, first = laws[stage.law], stage.first_cell
    grown = growth(law, draws.row_homes[r, p], scratch.land_ha[j, p], stage.number, stage.blocks)
    scratch.stage_scales[k] = scratch.scales[j, stage.law] * grown
    log_scale = math.log(scratch.stage_scales[k])
    if stage.factor >= 0 and law.slope > 0.0:
        middle, steepness = log_scale + law.offset, 1.0 / law.slope
        for i in range(stage.cells):
            scratch.cells[k, i] = (seen.log_spent[first + i] - middle) * steepness
    else:
        table = stage.survival_table if stage.factor < 0 else stage.score_table
        for i in range(stage.cells):
            scratch.cells[k, i] = look_up(tables, table, seen.log_spent[first + i] - log_scale)


@jitted
def _draw_stage(rules, seen, laws, tables, k, j, r, draws, scratch):
    """Draw the start of a stage under way, and what is left of it."""
    stage = seen.under_way[k]
    first, scale = stage.first_cell + k, scratch.stage_scales[k]
    start, cell = seen.starts[first], 0
    if stage.cells > 1:
        start, cell = _draw_start(seen, stage, k, first, j, scratch)
    spent, log_spent = _spent(rules, stage.calendar, start, scale)
    alive = look_up(tables, stage.survival_table, log_spent)
    if alive == -math.inf:
        # A cell may hold starts so early that the stage could not have lasted until now: its middle could.
        start = (seen.starts[first + cell] + seen.starts[first + cell + 1]) / 2.0
        spent, log_spent = _spent(rules, stage.calendar, start, scale)
        alive = look_up(tables, stage.survival_table, log_spent)
    draws.start_days[r, stage.node] = start
    u = scratch.of_future[j, stage.left_address]
    left = scale * _draw_left(
        seen, tables, stage, laws[stage.law].table, spent, log_spent, alive, u, j, scratch
    )
    if stage.column < 0:
        draws.work_days[r, stage.node, 0] = left
    else:
        draws.round_work[r, stage.column, 0, stage.attempt] = left


@inlined
def _pick(edges, first, weights, ends, count, u):
    """Draw from cells by their weights, every value of a cell equally likely; return it and its cell.

    Parameters
    ----------
    edges : float64
        Edges of the cells, from position `first` on.
    weights, ends : float64 (>= count,)
        Weights; scratch for their cumulative sums.
    count : int
    u : float
        Uniform.
    """
    end = 0.0
    for c in range(count):
        end += weights[c]
        ends[c] = end
    at, cell = u * end, 0
    for c in range(count - 1):
        cell += ends[c] <= at
    share = (at - (ends[cell] - weights[cell])) / weights[cell] if weights[cell] > 0.0 else 0.0
    share = min(max(share, 0.0), 1.0)
    return edges[first + cell] + share * (edges[first + cell + 1] - edges[first + cell]), cell


@jitted
def _add_shares(seen, stage, first_score, alive):
    """Add a stage's chance to be still under way, for each cell of its factor, to `alive` (float64 (FACTOR_CELLS,)).

    From one cell of the factor to the next the score moves by the same step, and so stands at the same place between
    two rows of the table: one set of weights, of the cubic through four of them, serves all cells.
    """
    f, parts = stage.factor, seen.parts[stage.shares]
    step = (seen.edges[1] - seen.edges[0]) * seen.slopes[f] * seen.inverses[f]
    place = (first_score - seen.lowest[stage.shares]) / step + FACTOR_CELLS
    place = min(max(place, 0.0), float(seen.shares.shape[1] - FACTOR_CELLS - 1))
    n = int(place)
    q = min(int((place - n) * parts), parts - 1)
    s = (place - n) * parts - q
    w0, w1 = -s * (s - 1.0) * (s - 2.0) / 6.0, (s + 1.0) * (s - 1.0) * (s - 2.0) / 2.0
    w2, w3 = -s * (s + 1.0) * (s - 2.0) / 2.0, s * (s + 1.0) * (s - 1.0) / 6.0
    row = seen.first_row[stage.shares] + q
    t0, t1 = seen.shares[row, n:], seen.shares[row + 1, n:]
    t2, t3 = seen.shares[row + 2, n:], seen.shares[row + 3, n:]
    for c in range(FACTOR_CELLS):
        alive[c] += w0 * t0[c] + w1 * t1[c] + w2 * t2[c] + w3 * t3[c]


@inlined
def _draw_factor(seen, f, j, scratch):
    """Draw a common factor given the stages under way that it moves."""
    u = scratch.of_future[j, seen.addresses[f]]
    known = 0
    for k in range(len(seen.under_way)):
        if seen.under_way[k].factor != f or seen.slopes[f] == 0.0:
            continue
        if known == 0:
            for c in range(FACTOR_CELLS):
                scratch.weights[c] = seen.prior[c]
        known += 1
        _weigh_factor(seen, f, k, scratch)
    if known == 0:
        scratch.factors[j, f] = score_of(u)
    else:
        scratch.factors[j, f], _ = _pick(seen.edges, 0, scratch.weights, scratch.ends, FACTOR_CELLS, u)


@jitted
def _weigh_factor(seen, f, k, scratch):
    """Multiply the weight of each cell of a factor by the chance that stage k is under way there."""
    stage, slope, inverse = seen.under_way[k], seen.slopes[f], seen.inverses[f]
    weights, alive = scratch.weights, scratch.alive
    for c in range(FACTOR_CELLS):
        alive[c] = 0.0
    first = 0.5 * (seen.edges[0] + seen.edges[1])
    for i in range(stage.terms):
        _add_shares(seen, stage, (slope * first - scratch.cells[k, i]) * inverse, alive)
    # The greater the factor, the likelier the stage is still under way.
    c = 0
    while c < FACTOR_CELLS and alive[c] < 1e-9 * stage.cells:
        # So far out the cubic misses more than 1e-7 of a share.
        z = 0.5 * (seen.edges[c] + seen.edges[c + 1])
        alive[c] = 0.0
        for i in range(stage.cells):
            alive[c] += 0.5 * math.erfc((scratch.cells[k, i] - slope * z) * inverse * math.sqrt(0.5))
        c += 1
    least = 1e-300 * stage.cells
    most = max(alive[FACTOR_CELLS - 1], least)
    for c in range(FACTOR_CELLS):
        weights[c] *= max(alive[c], least) / most


@inlined
def _draw_start(seen, stage, k, first, j, scratch):
    """Draw when a stage under way began, each possible start weighted by the chance of still being under way.

    Returns
    -------
    float, int
        The start, days, and its cell.
    """
    count, weights = stage.cells, scratch.weights
    for i in range(count):
        weights[i] = scratch.cells[k, i]
        if stage.factor >= 0:
            common = seen.slopes[stage.factor] * scratch.factors[j, stage.factor]
            weights[i] = log_share_below((common - weights[i]) * seen.inverses[stage.factor])
    # The latest start weighs most. What weighs less than e^-60 of it weighs nothing.
    top = weights[count - 1]
    for i in range(count):
        less = max(weights[i] - top, -60.0)
        weights[i] = exp_of_small(less) if less > -60.0 else 0.0
    # A future in which the stage could not have lasted so long keeps it.
    weights[count - 1] = 1.0
    u = scratch.of_future[j, stage.start_address]
    return _pick(seen.starts, first, weights, scratch.ends, count, u)


@inlined
def _spent(rules, calendar, start_days, scale):
    """Work that a calendar allowed since an instant before the data date, in units of `scale` days; its logarithm."""
    total = rules.tables[calendar, : rules.table_lengths[calendar]]
    spent = work_between(total, rules.origin_days[calendar], start_days, 0.0) / scale
    return spent, math.log(spent) if spent > 0.0 else -math.inf


@inlined
def _draw_left(seen, tables, stage, table, spent, log_spent, alive, u, j, scratch):
    """Draw what is left of a stage under way: T - spent given T > spent, in the unit of its duration model.

    Parameters
    ----------
    table : int
        Table of the log quantile of T.
    spent, log_spent : float
        Work done, in that unit; its logarithm.
    alive : float
        Logarithm of P(T > spent).
    u : float
        Uniform.
    """
    if stage.factor < 0:
        alive = alive if spent > 0.0 else 0.0
        if alive == -math.inf:
            return 0.0
        whole = quantile(tables, table, score_of_log_survival(math.log1p(-u) + alive))
    else:
        common = seen.slopes[stage.factor] * scratch.factors[j, stage.factor]
        inverse = seen.inverses[stage.factor]
        score = look_up(tables, stage.score_table, log_spent) if spent > 0.0 else -math.inf
        own = score_of_log_survival(math.log1p(-u) + log_share_below((common - score) * inverse))
        whole = quantile(tables, table, common + own / inverse)
    return max(whole - spent, 0.0)
