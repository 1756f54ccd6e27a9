"""Draws of chance for one replication: durations, gaps, stall budgets, luck, amounts of stocks.

Mirrors `sim.model.drawing`. The draws (DRAW) of `chance` stand in this order: durations that every future needs, stall
budgets, luck of first rounds, and draws that only some futures need.
"""

import math

from sim.engines.compiled.jit import inlined, jitted
from sim.engines.compiled.kernels.numerics import (
    exp_of_small,
    factor_and_log,
    log_of_finite,
    quantile,
    score_of,
    scores_of,
    uniform,
)
from sim.engines.compiled.kernels.unknowns import growth, homes_of_block
from sim.engines.compiled.records import ASSIGN_WORK, GAP, GRACE, LAPSE, LUCK, ROUND_WORK


@jitted
def draw_chance(chance, tables, j, r, draws, scratch):
    """Make the draws of chance that every future needs (rules 3 to 6), from row j of `scratch.uniforms`.

    Mirrors `_Drawing._node` and `_rounds` of `sim.model.drawing`.

    Parameters
    ----------
    chance : ChanceArrays
    tables : LookupArrays
    j, r : int
    draws : FutureDrawArrays
        Written to, days, amounts and uniforms.
    scratch : DrawWorkspace
        Read: factors, units and hectares of row j.
    """
    uniforms, durations, stalls = scratch.uniforms[j], chance.at_once[0], chance.at_once[1]
    scores_of(uniforms, durations, scratch.scores, scratch.tails, scratch.positions)
    _draw_durations(chance, tables, j, r, draws, scratch)
    for d in range(durations, stalls):
        scratch.scores[d] = -log_of_finite(1.0 - uniforms[d])
    for d in range(durations, stalls):
        draws.stall_budget[r, chance.draws[d].position, chance.draws[d].attempt] = scratch.scores[d]
    for d in range(stalls, chance.at_once[2]):
        draws.round_luck[r, chance.draws[d].position, chance.draws[d].attempt] = uniforms[d]
    for k in range(len(chance.stocks)):
        stock = chance.stocks[k]
        size = scratch.land_ha[j, stock.project] if stock.per == 2 else 1.0
        size /= stock.blocks
        if stock.per == 1:
            size = float(homes_of_block(draws.row_homes[r, stock.project], stock.number, stock.blocks))
        draws.stock_amount[r, stock.node] = stock.amount * size


@inlined
def _draw_durations(chance, tables, j, r, draws, scratch):
    """Make the draws of durations that every future needs, from `scratch.scores`, one step at a time for all of them.

    The logarithm of most is linear in normal scores (`chance.lines`); the others (`chance.bends`) are looked up.
    Mirrors `_Drawing._fresh` of `sim.model.drawing`.
    """
    logs, units, days = scratch.logs, scratch.units, scratch.days
    own, positions, versions = chance.line_of[0], chance.goes_to[0], chance.goes_to[1]
    works, count = chance.works[0], len(positions)
    _log_terms(chance, j, r, draws, scratch)
    _add_logs(chance, scratch)
    for b in range(len(chance.bends)):
        bend = chance.bends[b]
        i, model = bend.duration, chance.models[bend.model]
        units[i], logs[i] = factor_and_log(tables, model.table, logs[i])
        units[i] *= scratch.scales[j, bend.model]
        if model.scale_by != 0:
            draw = chance.draws[own[i]]
            p = draw.project
            units[i] *= growth(model, draws.row_homes[r, p], scratch.land_ha[j, p], draw.number, draw.blocks)
    for i in range(count):
        days[i] = units[i] * exp_of_small(logs[i])
    for i in range(count):
        days[i] = days[i] if abs(logs[i]) < 60.0 else units[i] * math.exp(logs[i])
    for i in range(works):
        draws.work_days[r, positions[i], versions[i]] = days[i]
    for i in range(works, count):
        draw = chance.draws[own[i]]
        _set_days(draws, r, draw.kind, positions[i], versions[i], draw.attempt, days[i])


@inlined
def _log_terms(chance, j, r, draws, scratch):
    """Fill the terms of the logarithms of durations: common factors, units, sizes (rules 3 and 9)."""
    log_sizes = scratch.log_sizes
    for f in range(len(chance.slopes)):
        scratch.commons[f] = scratch.factors[j, f]
    for k in range(len(chance.models)):
        scratch.log_scales[k] = log_of_finite(scratch.scales[j, k])
    for z in range(len(chance.sizes)):
        of = chance.sizes[z]
        size = scratch.land_ha[j, of.project] / of.blocks
        if of.per == 1:
            size = float(homes_of_block(draws.row_homes[r, of.project], of.number, of.blocks))
        log_sizes[z] = size
    for z in range(len(chance.sizes)):
        log_sizes[z] = log_of_finite(log_sizes[z])


@inlined
def _add_logs(chance, scratch):
    """Add up the logarithm of each duration into `scratch.logs`; where it is looked up (`chance.bends`), its score."""
    offsets, slopes, moved, grows = chance.lines[0], chance.lines[1], chance.lines[2], chance.lines[3]
    own, factors, models, sizes = chance.line_of[0], chance.line_of[1], chance.line_of[2], chance.line_of[3]
    scores, logs, log_sizes = scratch.scores, scratch.logs, scratch.log_sizes
    log_scales, commons = scratch.log_scales, scratch.commons
    for i in range(chance.goes_to.shape[1]):
        logs[i] = (
            offsets[i]
            + slopes[i] * scores[own[i]]
            + moved[i] * commons[factors[i]]
            + log_scales[models[i]]
            + grows[i] * log_sizes[sizes[i]]
        )


@inlined
def _set_days(draws, r, kind, position, version, attempt, days):
    """Write a duration to the array of its kind: work or assignment of a round, gap, period of grace, notice.

    Parameters
    ----------
    kind : int
        One of the kinds of draw of `sim.engines.compiled.records`.
    position : int
        Node or column, of all rows one after the other.
    version, attempt : int
        Version of the statute; round or recall, from 0.
    days : float
    """
    if kind == ROUND_WORK:
        draws.round_work[r, position, version, attempt] = days
    elif kind == GAP:
        draws.gap_days[r, position, version, attempt] = days
    elif kind == ASSIGN_WORK:
        draws.assign_work[r, position, attempt] = days
    elif kind == GRACE:
        draws.grace_days[r, position, attempt] = days
    else:
        draws.reissue_days[r, position, version] = days


@jitted
def draw_later(chance, tables, seed, first, count, index, j, r, draws, scratch):
    """Make draws that only some futures need, when one does.

    Parameters
    ----------
    chance : ChanceArrays
    tables : LookupArrays
    seed : uint64
    first, count : int
        Which of `chance.draws`: `count` of them from `first` on.
    index : int
        Number of the replication.
    j, r : int
    draws : FutureDrawArrays
        Written to.
    scratch : DrawWorkspace
        Read: factors, units and hectares of row j.
    """
    for d in range(first, first + count):
        draw = chance.draws[d]
        u = uniform(seed, chance.keys[d], chance.words[d], index)
        if draw.kind == LUCK:
            draws.round_luck[r, draw.position, draw.attempt] = u
        elif draw.kind == LAPSE:
            draws.lapse_luck[r, draw.position, draw.attempt] = u
        else:
            _draw_days(chance, tables, d, score_of(u), j, r, draws, scratch)


@inlined
def _draw_days(chance, tables, d, score, j, r, draws, scratch):
    """Make one draw of a duration, for each version of the statute that states another duration model (rules 3, 9, 10).

    Mirrors `_Drawing._fresh` of `sim.model.drawing`.

    Parameters
    ----------
    d : int
        Which of `chance.draws`.
    score : float
        Its own normal score.
    """
    draw = chance.draws[d]
    p = draw.project
    if draw.factor >= 0:
        common = chance.slopes[draw.factor] * scratch.factors[j, draw.factor]
        score = common + score / chance.inverses[draw.factor]
    days, before = 0.0, -1
    for v in range(chance.draw_models.shape[1]):
        k = chance.draw_models[d, v]
        if k < 0:
            continue
        if k != before:
            model, before = chance.models[k], k
            if model.slope > 0.0:
                days = scratch.scales[j, k] * math.exp(model.offset + model.slope * score)
            else:
                days = scratch.scales[j, k] * quantile(tables, model.table, score)
            if model.scale_by != 0:
                days *= growth(model, draws.row_homes[r, p], scratch.land_ha[j, p], draw.number, draw.blocks)
        _set_days(draws, r, draw.kind, draw.position, v, draw.attempt, days)


@jitted
def draw_when_needed(future, first, count):
    """Make draws of the replication that is being simulated, when it comes to them.

    Parameters
    ----------
    future : FutureArrays
    first, count : int
        Which of `chance.draws`: `count` of them from `first` on.
    """
    which = future.which[0]
    draw_later(
        future.chance,
        future.tables,
        which.seed,
        first,
        count,
        which.index,
        which.j,
        which.r,
        future.all_draws,
        future.scratch,
    )
