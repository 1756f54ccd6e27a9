"""Values of tabled functions: quantiles of durations by score, survival and score by duration.

`tables` is a `LookupArrays`, made by `sim.engines.compiled.tables`: piecewise cubics, each with bins that lead to the
cell in which a number lies.
"""

import math

from sim.engines.compiled.jit import inlined, jitted


@inlined
def _cell_at(tables, table, x):
    """Index of the cell of a table in which a number lies.

    Parameters
    ----------
    table : TABLE
    x : float
        At least `table.low`, less than `table.high`.

    Returns
    -------
    int
        Index in `tables.cells`.
    """
    b = min(int((x - table.low) * table.bins_per_unit), table.bins - 1)
    i = tables.bins[table.first_bin + b]
    # The first step is made without a branch, which the processor would mispredict half the time; more are rare.
    i += x >= tables.cells[i].right
    while x >= tables.cells[i].right:
        i += 1
    return i


@jitted
def look_up(tables, t, x):
    """Value of a tabled function.

    Parameters
    ----------
    tables : LookupArrays
    t : int
        Which table.
    x : float
        Any number; below and above the table its value is constant.

    Returns
    -------
    float
    """
    table = tables.tables[t]
    if x < table.low:
        return table.below
    if x >= table.high:
        return table.above
    cell = tables.cells[_cell_at(tables, table, x)]
    s = (x - cell.left) * cell.inverse_width
    return cell.c0 + s * (cell.c1 + s * (cell.c2 + s * cell.c3))


@inlined
def factor_and_log(tables, t, score):
    """Duration at a score as (a, b) with duration a x exp(b); an atom of the distribution is (duration, 0), exactly.

    Parameters
    ----------
    tables : LookupArrays
    t : int
        Which table, one of a log quantile.
    score : float
        Normal score.

    Returns
    -------
    float, float
    """
    table = tables.tables[t]
    if score < table.low:
        return table.below, 0.0
    if score >= table.high:
        return table.above, 0.0
    cell = tables.cells[_cell_at(tables, table, score)]
    if cell.inverse_width == 0.0:
        return cell.c0, 0.0
    s = (score - cell.left) * cell.inverse_width
    return 1.0, cell.c0 + s * (cell.c1 + s * (cell.c2 + s * cell.c3))


@jitted
def quantile(tables, t, score):
    """Duration at a normal score, in the unit of its distribution; an atom comes out exactly.

    Mirrors `isf_log` of `sim.distributions`, within 1e-9 of itself.

    Parameters
    ----------
    tables : LookupArrays
    t : int
        Which table, one of a log quantile.
    score : float

    Returns
    -------
    float
    """
    factor, log = factor_and_log(tables, t, score)
    return factor * math.exp(log)
