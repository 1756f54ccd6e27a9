"""Draws from cells by their weights: where a start lies in its span, where a duration lies among its scores.

Mirrors `drawn_cell` of `sim.model.work_in_progress`.
"""

import math

from sim.engines.compiled.jit import inlined


@inlined
def start_from_cells(under_way, stage, first, j, scratch):
    """Draw a start from the weights of its cells (`scratch.weights`), every instant of a cell equally likely.

    Mirrors `sim.model.work_in_progress._inside`.

    Parameters
    ----------
    stage : UNDER_WAY_STAGE
    first : int
        Index of its first edge among `under_way.starts`.

    Returns
    -------
    float, int
        The start, days, and its cell.
    """
    edges, count = under_way.starts, stage.cells
    u = scratch.of_future[j, stage.start_address]
    cell, share = pick(scratch.weights, scratch.ends, count, u)
    value = edges[first + cell] + share * (edges[first + cell + 1] - edges[first + cell])
    # Rounding may lead past the last edge.
    return min(value, edges[first + count]), cell


@inlined
def pick(weights, ends, count, u):
    """Draw from cells by their weights: the cell, and which share of it lies below.

    Parameters
    ----------
    weights, ends : float64 (>= count,)
        Weights; scratch for their cumulative sums.
    count : int
        Number of cells.
    u : float
        Uniform.

    Returns
    -------
    int, float
        The cell, and the share.
    """
    end = 0.0
    for c in range(count):
        end += weights[c]
        ends[c] = end
    at, cell = u * end, 0
    for c in range(count - 1):
        cell += ends[c] <= at
    share = (at - (ends[cell] - weights[cell])) / weights[cell] if weights[cell] > 0.0 else 0.0
    return cell, min(max(share, 0.0), 1.0)


@inlined
def log_of(x):
    """Logarithm of a number; -inf of 0.

    Parameters
    ----------
    x : float
        0 or more.

    Returns
    -------
    float
    """
    return math.log(x) if x > 0.0 else -math.inf
