"""Draws of stages of whose work a report says which share is done: when they began, and their whole duration.

Mirrors `sim.model.share_done`; names as in `sim.engines.compiled.kernels.under_way.stages`. What several functions here
are given is `weigh`: the stages under way, the stage, the table of its duration, all tables, the logarithm of its unit,
and the two numbers that turn an own score into that of the duration.
"""

import math

from sim.engines.compiled.jit import inlined, jitted
from sim.engines.compiled.kernels.numerics import exp_of_small, factor_and_log, look_up, quantile
from sim.engines.compiled.kernels.under_way.cells import log_of, pick, start_from_cells
from sim.model import FARTHEST_SCORE, FIRST_CELLS, LOG_ROUNDING, NEGLIGIBLE, SHARE_CELLS


@jitted
def draw_reported(under_way, stage, chance, table, tables, first, scale, j, scratch):
    """Draw the start of a stage of whose work a share is reported, and its whole duration.

    Mirrors `sim.model.share_done.start_and_whole`.

    Parameters
    ----------
    stage : UNDER_WAY_STAGE
    table, first : int
        Table of its log quantile; index of its first edge among `under_way.starts`.
    scale : float
        Work days of one unit of its duration model.

    Returns
    -------
    float, float
        Start, days; whole duration in that unit, 0 where the stage cannot have lasted so long.
    """
    log_scale, common, spread = math.log(scale), 0.0, 1.0
    if stage.factor >= 0:
        common = chance.slopes[stage.factor] * scratch.factors[j, stage.factor]
        spread = 1.0 / chance.inverses[stage.factor]
    weigh = (under_way, stage, table, tables, log_scale, common, spread)
    low, width = _where_it_counts(weigh, scratch)
    whole = 0.0
    if width > 0.0:
        u = scratch.of_future[j, stage.left_address]
        cell, share = pick(scratch.weights, scratch.ends, SHARE_CELLS, u)
        whole = quantile(tables, table, common + spread * (low + (cell + share) * width))
    start = under_way.starts[first]
    if start == under_way.starts[first + stage.cells]:
        return start, whole
    log_whole, top = log_of(whole), -math.inf
    for i in range(stage.cells):
        told, known = _told_and_known(under_way, stage, i, log_scale)
        scratch.weights[i] = _log_likely(told, known, stage.share_sigma, log_whole)
        top = max(top, scratch.weights[i])
    for i in range(stage.cells):
        less = max(scratch.weights[i] - top, -60.0) if top > -math.inf else -60.0
        scratch.weights[i] = exp_of_small(less) if less > -60.0 else 0.0
    if top == -math.inf:
        # A future in which the stage could not have lasted so long keeps its latest start.
        scratch.weights[stage.cells - 1] = 1.0
    start, _ = start_from_cells(under_way, stage, first, j, scratch)
    return start, whole


@inlined
def _where_it_counts(weigh, scratch):
    """Fill `scratch.weights` with what each cell of own scores weighs, the cells laid where that is more than nothing.

    Parameters
    ----------
    weigh : tuple
        See above.

    Returns
    -------
    float, float
        Where they begin, and the width of each; 0 where the stage cannot have lasted so long.
    """
    under_way, stage, _, tables, log_scale, common, spread = weigh
    least, low = under_way.log_spent[stage.first_cell + stage.cells - 1] - log_scale, -math.inf
    if least > -math.inf:
        low = (look_up(tables, stage.score_table, least) - common) / spread
    if low == math.inf:
        return 0.0, 0.0
    low = max(low, -FARTHEST_SCORE)
    width = (max(low, 0.0) + FARTHEST_SCORE - low) / FIRST_CELLS
    top = _weigh_wholes(weigh, low, width, FIRST_CELLS, scratch)
    if top == -math.inf:
        return 0.0, 0.0
    lowest, highest = FIRST_CELLS, 0
    for c in range(FIRST_CELLS):
        if scratch.weights[c] > top - NEGLIGIBLE:
            lowest, highest = min(lowest, c), max(highest, c)
    lowest, highest = max(lowest - 1, 0), min(highest + 2, FIRST_CELLS)
    low, high = low + lowest * width, low + highest * width
    width = (high - low) / SHARE_CELLS
    top = _weigh_wholes(weigh, low, width, SHARE_CELLS, scratch)
    if top == -math.inf:
        return 0.0, 0.0
    _add_starts(weigh, low, width, top, scratch)
    return low, width


@inlined
def _log_whole(tables, table, score):
    """Logarithm of the duration at a score.

    Parameters
    ----------
    table : int
    score : float
    """
    factor, log = factor_and_log(tables, table, score)
    return log if factor == 1.0 else log + log_of(factor)


@inlined
def _told_and_known(under_way, stage, i, log_scale):
    """Logarithms of the whole duration that a report speaks for, and of the work after which the stage still ran.

    Parameters
    ----------
    stage : UNDER_WAY_STAGE
    i : int
        Cell of its possible starts.
    log_scale : float
        Logarithm of the days of its unit, in which both are told.
    """
    cell = stage.first_cell + i
    return under_way.log_told[cell] - log_scale, under_way.log_spent[cell] - log_scale + LOG_ROUNDING


@inlined
def _log_likely(told, known, sigma, log_whole):
    """Logarithm of the likelihood of a start given the whole duration; see `_told_and_known`.

    Parameters
    ----------
    told, known : float
    sigma : float
        Standard deviation of what is told.
    log_whole : float
        Logarithm of the whole duration.
    """
    off = (told - log_whole) / sigma
    return -0.5 * off * off if log_whole > known else -math.inf


@inlined
def _weigh_wholes(weigh, low, width, cells, scratch):
    """Fill `scratch.weights` with the most that any start gives each cell of own scores, as a logarithm.

    `scratch.cells` receives the logarithm of the whole duration in the middle of each.

    Parameters
    ----------
    weigh : tuple
        See above.
    low, width : float
        Where the cells begin, and how wide each is.
    cells : int
        Number of cells.

    Returns
    -------
    float
        The highest.
    """
    under_way, stage, table, tables, log_scale, common, spread = weigh
    wholes, weights, top = scratch.cells, scratch.weights, -math.inf
    for c in range(cells):
        wholes[c] = _log_whole(tables, table, common + spread * (low + (c + 0.5) * width))
        weights[c] = -math.inf
    # Start by start, so that a processor does several cells at once.
    for i in range(stage.cells):
        told, known = _told_and_known(under_way, stage, i, log_scale)
        for c in range(cells):
            weights[c] = max(weights[c], _log_likely(told, known, stage.share_sigma, wholes[c]))
    for c in range(cells):
        own = low + (c + 0.5) * width
        weights[c] -= 0.5 * own * own
        top = max(top, weights[c])
    return top


@inlined
def _add_starts(weigh, low, width, top, scratch):
    """Turn `scratch.weights` into what all starts together give each cell, `top` being the highest logarithm.

    Parameters
    ----------
    weigh : tuple
        See above.
    low, width, top : float
    """
    under_way, stage, _, _, log_scale, _, _ = weigh
    wholes, weights, sums = scratch.cells, scratch.weights, scratch.ends
    for c in range(SHARE_CELLS):
        own = low + (c + 0.5) * width
        weights[c], sums[c] = -0.5 * own * own - top, 0.0
    for i in range(stage.cells):
        told, known = _told_and_known(under_way, stage, i, log_scale)
        for c in range(SHARE_CELLS):
            log = _log_likely(told, known, stage.share_sigma, wholes[c]) + weights[c]
            # What weighs e^-60 or less of the highest may weigh just that.
            sums[c] += exp_of_small(max(log, -60.0))
    for c in range(SHARE_CELLS):
        weights[c] = sums[c]
