"""Draws of the starts of stages under way, where they are not known, and of the work left of them (rule 2).

Mirrors `sim.model.work_in_progress`. A stage's possible starts are *cells*, equal parts of the span in which it began.
`stage` is the UNDER_WAY_STAGE in question, `model` its DURATION_MODEL, `scale` the days of work of one unit of its
duration in this future.
"""

import math

from sim.engines.compiled.jit import inlined, jitted
from sim.engines.compiled.kernels.numerics import (
    exp_of_small,
    log_share_below,
    look_up,
    quantile,
    score_of,
    score_of_log_survival,
)
from sim.engines.compiled.kernels.under_way.cells import log_of, start_from_cells
from sim.engines.compiled.kernels.under_way.reported_share import draw_reported
from sim.engines.compiled.kernels.unknowns import growth
from sim.model import work_between


@jitted
def draw_under_way(rules, under_way, chance, tables, j, r, draws, scratch):
    """Draw the starts of the stages under way, and the work left of each; the common factors have been drawn (rule 2).

    Mirrors `_Drawing._node` and `_work` of `sim.model.drawing` for stages under way.

    Parameters
    ----------
    rules : Rules
    under_way : UnderWayArrays
    chance : ChanceArrays
    tables : LookupArrays
    j, r : int
    draws : FutureDrawArrays
        Written to: `start_days`, and `work_days` or `round_work`, days of work left.
    scratch : DrawWorkspace
        Read: `factors`, `scales` and `land_ha` of row j. Written to: `cells`, `weights`, `ends`.
    """
    for k in range(len(under_way.stages)):
        stage = under_way.stages[k]
        model = chance.models[stage.model]
        grown = growth(
            model,
            draws.row_homes[r, stage.project],
            scratch.land_ha[j, stage.project],
            stage.number,
            stage.blocks,
        )
        scale = scratch.scales[j, stage.model] * grown
        first, cell = stage.first_cell + k, 0
        start = under_way.starts[first]
        if stage.share_sigma > 0.0:
            start, whole = draw_reported(
                under_way, stage, chance, model.table, tables, first, scale, j, scratch
            )
            left = scale * max(whole - _spent(rules, under_way, stage, start, 0.0, scale), 0.0)
            _set_left(rules, under_way, stage, start, left, r, draws)
            _draw_stop(stage, chance, tables, j, r, draws, scratch)
            continue
        if stage.cells > 1:
            _score_starts(under_way, stage, model, tables, scale, scratch)
            start, cell = _draw_start(under_way, stage, chance, first, j, scratch)
        known = _spent(rules, under_way, stage, start, stage.known_days, scale)
        alive = look_up(tables, stage.survival_table, log_of(known))
        if alive == -math.inf:
            # A cell may hold starts so early that no duration reaches that far; its middle is used instead.
            start = (under_way.starts[first + cell] + under_way.starts[first + cell + 1]) / 2.0
            known = _spent(rules, under_way, stage, start, stage.known_days, scale)
            alive = look_up(tables, stage.survival_table, log_of(known))
        u = scratch.of_future[j, stage.left_address]
        whole = _draw_whole(stage, chance, model.table, tables, known, alive, u, j, scratch)
        left = scale * max(whole - _spent(rules, under_way, stage, start, 0.0, scale), 0.0)
        _set_left(rules, under_way, stage, start, left, r, draws)
        _draw_stop(stage, chance, tables, j, r, draws, scratch)


@inlined
def _set_left(rules, under_way, stage, start, left, r, draws):
    """Put the start of a stage under way, and the work left of it, where they belong.

    Parameters
    ----------
    stage : UNDER_WAY_STAGE
    start, left : float
        Days.
    """
    draws.start_days[r, stage.node] = start
    if stage.stops > 0:
        draws.idle_work[r, stage.node] = _idle(rules, under_way, stage, start, 0.0)
    if stage.column < 0:
        draws.work_days[r, stage.node, 0] = left
    else:
        draws.round_work[r, stage.column, 0, stage.attempt] = left


@inlined
def _score_starts(under_way, stage, model, tables, scale, scratch):
    """Fill `scratch.cells`: for each cell, how unlikely it is that work begun in its middle still goes on (rule 2).

    That is the normal score of the work since then where a common factor moves the stage, else the logarithm of the
    chance that the stage takes longer. Mirrors `UnderWay` of `sim.model.work_in_progress`.

    Parameters
    ----------
    stage : UNDER_WAY_STAGE
    model : DURATION_MODEL
    scale : float
        Days of work of one unit.
    """
    log_scale, first = math.log(scale), stage.first_cell
    if stage.factor >= 0 and model.slope > 0.0:
        middle, steepness = log_scale + model.offset, 1.0 / model.slope
        for i in range(stage.cells):
            scratch.cells[i] = (under_way.log_spent[first + i] - middle) * steepness
    else:
        table = stage.survival_table if stage.factor < 0 else stage.score_table
        for i in range(stage.cells):
            scratch.cells[i] = look_up(tables, table, under_way.log_spent[first + i] - log_scale)


@inlined
def _draw_start(under_way, stage, chance, first, j, scratch):
    """Draw when a stage under way began, each possible start weighted by the chance of still being under way (rule 2).

    Mirrors `sim.model.work_in_progress.start_of`.

    Parameters
    ----------
    stage : UNDER_WAY_STAGE
    first : int
        Index of the first edge of its cells in `under_way.starts`.

    Returns
    -------
    float, int
        The start, days, and its cell.
    """
    count, weights = stage.cells, scratch.weights
    for i in range(count):
        weights[i] = scratch.cells[i]
        if stage.factor >= 0:
            common = chance.slopes[stage.factor] * scratch.factors[j, stage.factor]
            weights[i] = log_share_below((common - weights[i]) * chance.inverses[stage.factor])
    # The latest start weighs most. What weighs less than e^-60 of it weighs nothing.
    top = weights[count - 1]
    for i in range(count):
        less = max(weights[i] - top, -60.0)
        weights[i] = exp_of_small(less) if less > -60.0 else 0.0
    # A future in which the stage could not have lasted so long keeps it.
    weights[count - 1] = 1.0
    return start_from_cells(under_way, stage, first, j, scratch)


@inlined
def _spent(rules, under_way, stage, start_days, until_days, scale):
    """Work done between two instants up to the data date; mirrors `sim.model.work_in_progress.work_without_stops`.

    Parameters
    ----------
    stage : UNDER_WAY_STAGE
    start_days, until_days : float
    scale : float
        Days of work of one unit.

    Returns
    -------
    float
        In units of the duration.
    """
    total = rules.tables[stage.calendar, : rules.table_lengths[stage.calendar]]
    work = work_between(total, rules.origin_days[stage.calendar], start_days, until_days)
    if stage.stops > 0:
        work = max(work - _idle(rules, under_way, stage, start_days, until_days), 0.0)
    return work / scale


@jitted
def _idle(rules, under_way, stage, start_days, until_days):
    """Work that the calendar of a stage allowed between two instants while its work stood still, days.

    Mirrors `sim.model.work_in_progress.idle_work`.

    Parameters
    ----------
    stage : UNDER_WAY_STAGE
    start_days, until_days : float
    """
    total, idle = rules.tables[stage.calendar, : rules.table_lengths[stage.calendar]], 0.0
    for i in range(stage.first_stop, stage.first_stop + stage.stops):
        low = max(start_days, under_way.stops[i, 0])
        high = min(under_way.stops[i, 1], until_days)
        if high > low:
            idle += work_between(total, rules.origin_days[stage.calendar], low, high)
    return idle


@jitted
def _draw_stop(stage, chance, tables, j, r, draws, scratch):
    """Draw when work that stands still on the data date goes on, or what is left of its investor's period of grace.

    Mirrors `sim.model.drawing`.

    Parameters
    ----------
    stage : UNDER_WAY_STAGE
    """
    if stage.stopped_model < 0:
        return
    model = chance.models[stage.stopped_model]
    scale = scratch.scales[j, stage.stopped_model]
    scale *= growth(
        model,
        draws.row_homes[r, stage.project],
        scratch.land_ha[j, stage.project],
        stage.number,
        stage.blocks,
    )
    u = scratch.of_future[j, stage.stopped_address]
    if stage.grace_column < 0:
        draws.resume_days[r, stage.node] = scale * quantile(tables, model.table, score_of(u))
        return
    known, alive, whole = stage.grace_known / scale, 0.0, 0.0
    if known > 0.0:
        alive = look_up(tables, stage.grace_table, log_of(known))
    if alive > -math.inf:
        whole = quantile(tables, model.table, score_of_log_survival(math.log1p(-u) + alive))
    draws.grace_days[r, stage.grace_column, 0] = max(scale * whole - stage.grace_spent, 0.0)
    draws.lapse_luck[r, stage.grace_column, 0] = scratch.of_future[j, stage.lapse_address]
    # The stall lies behind.
    draws.stall_budget[r, stage.grace_column, 0] = 0.0


@inlined
def _draw_whole(stage, chance, table, tables, known, alive, u, j, scratch):
    """Draw the whole duration T of a stage under way given T > known (rule 2).

    Mirrors `sim.model.work_in_progress.work_left`.

    Parameters
    ----------
    stage : UNDER_WAY_STAGE
    table : int
        Table of the log quantile of T.
    known : float
        Work done when it was last known to be under way, in the unit of its duration; at 0 nothing has been observed.
    alive : float
        Logarithm of P(T > known).
    u : float
        Uniform.

    Returns
    -------
    float
        In the unit of its duration.
    """
    if stage.factor < 0:
        alive = alive if known > 0.0 else 0.0
        # A stage that could not have lasted so long ends at once.
        return (
            quantile(tables, table, score_of_log_survival(math.log1p(-u) + alive))
            if alive > -math.inf
            else 0.0
        )
    common = chance.slopes[stage.factor] * scratch.factors[j, stage.factor]
    inverse = chance.inverses[stage.factor]
    score = look_up(tables, stage.score_table, log_of(known)) if known > 0.0 else -math.inf
    own = score_of_log_survival(math.log1p(-u) + log_share_below((common - score) * inverse))
    return quantile(tables, table, common + own / inverse)
