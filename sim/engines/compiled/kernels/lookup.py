"""Values of tabled functions: quantiles of durations by score, survival and score by duration.

`tables` is a `LookupArrays`, made by `sim.engines.compiled.tables`: piecewise cubics, each with bins that lead to the
cell in which a number lies.
"""

import math

from sim.engines.compiled.jit import inlined, jitted


@inlined
def _cell_at(tables, table, x):
    """Position of the cell of a table in which x (low <= x < high) lies."""
    b = min(int((x - table.low) * table.bins_per_unit), table.bins - 1)
    i = tables.bins[table.first_bin + b]
    # One step is as likely as none, so that a branch would be guessed wrong; more than one is rare.
    i += x >= tables.cells[i].right
    while x >= tables.cells[i].right:
        i += 1
    return i


@jitted
def look_up(tables, t, x):
    """Value of a table.

    Parameters
    ----------
    tables : LookupArrays
    t : int
        Table.
    x : float
        Any number; below and above the table its value is constant.
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
    """Duration at a score as (a, b) with duration a x exp(b): an atom of the distribution is all a.

    Parameters
    ----------
    tables : LookupArrays
    t : int
        Table of a log quantile.
    score : float
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
    """Duration at a score, in the unit of its distribution; an atom comes out exactly.

    Mirrors `isf_log` of `sim.distributions`, within 1e-9.
    """
    factor, log = factor_and_log(tables, t, score)
    return factor * math.exp(log)
