"""A curve as cubics: an interval is halved until the cubic through four of its points meets the points between."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sim.array_types import Flags, Floats

Cells = NDArray[np.void]
Curve = Callable[[Floats, Floats], tuple[Floats, Floats]]
"""(x, ln x) -> (argument, value), each of the shape of x; the argument never falls as x rises."""

CELL = np.dtype(
    [
        ("left", "f8"),
        ("right", "f8"),
        ("inverse_width", "f8"),
        ("c0", "f8"),
        ("c1", "f8"),
        ("c2", "f8"),
        ("c3", "f8"),
    ]
)
"""A cell's value is c0 + s (c1 + s (c2 + s c3)), with s = (argument - left) inverse_width from 0 to 1."""

TOLERANCE = 1e-9
"""Largest error of a value; where `relative`, of a value beyond 1 as a share of it."""
ROUNDING = 16 * float(np.finfo(np.float64).eps)
"""Error of an argument: absolute up to 1, relative beyond. It covers with room what special functions lose.

Where a value climbs steeply, this error times the slope is added to what the value may be off by. A cell at most
twice as wide as the error is a straight line.
"""

# Seven points, evenly spaced in ln x: a cubic through every second of them is compared with those between. Between
# an end and the next point the error may be 1.07 times the one seen, and twice that where a tail begins: so half of it.
_CHECKED = TOLERANCE / 2
_EVENLY = np.arange(7) / 6
_WIDEST_STEP = 1 / 4
_MOST_AT_ONCE = 1024


def refine(curve: Curve, x_low: Floats, x_high: Floats, relative: bool = False) -> tuple[Floats, Cells]:
    """Cut stretches of a curve into cells.

    The curve is given by a parameter, x > 0, and halved in ln x; so a function can be turned into its inverse
    without ever being inverted, by taking its values for arguments.

    Parameters
    ----------
    curve : callable
        See `Curve`. Finite, and without jumps inside a stretch; kinks are closed in upon.
    x_low, x_high : float64 (m,)
        Ends of the stretches, 0 < x_low <= x_high.
    relative : bool
        Whether a value beyond 1 may be off by its share.

    Returns
    -------
    float64 (n,), CELL (n,)
        Where each cell begins, in ln x, and the cells, in no order. None where the argument does not rise.
    """
    stretch = np.arange(len(x_low))
    log_low, log_high = np.log(x_low)[:, None], np.log(x_high)[:, None]
    log_x = log_low + (log_high - log_low) * _EVENLY
    x = np.clip(np.exp(log_x), x_low[:, None], x_high[:, None])
    x[:, 0], x[:, 6], log_x[:, 6:] = x_low, x_high, log_high
    points = np.stack([x, log_x, *curve(x, log_x)])
    starts, cells = [np.zeros(0)], [np.zeros((0, len(CELL.names or ())))]
    while len(stretch):
        # So many cells of one stretch that miss at once miss rounding noise: halving would not end.
        noise = np.bincount(stretch)[stretch] > _MOST_AT_ONCE
        fitted, close = _fitted(points[2], points[3], relative, noise)
        kept = close & (points[2, :, 6] > points[2, :, 0])
        starts.append(points[1, kept, 0])
        cells.append(fitted[kept])
        far = np.flatnonzero(~close)
        stretch = np.concatenate([stretch[far], stretch[far]])
        points = _halved(curve, points[:, far])
    return np.concatenate(starts), np.concatenate(cells).view(CELL)[:, 0]


def _halved(curve: Curve, points: Floats) -> Floats:
    """Both halves of each row of (x, ln x, argument, value), shape (4, rows, 7) to (4, 2 rows, 7)."""
    x, log_x = points[:2]
    between_log_x = (log_x[:, :-1] + log_x[:, 1:]) / 2
    between_x = np.clip(np.exp(between_log_x), x[:, :-1], x[:, 1:])
    thirteen = np.empty((4, len(x), 13))
    thirteen[:, :, ::2] = points
    thirteen[:, :, 1::2] = between_x, between_log_x, *curve(between_x, between_log_x)
    return np.concatenate([thirteen[:, :, :7], thirteen[:, :, 6:]], axis=1)


def _fitted(argument: Floats, value: Floats, relative: bool, noise: Flags) -> tuple[Floats, Flags]:
    """Fit a cubic to points 0, 2, 4 and 6 of each row, and compare it with points 1, 3 and 5.

    Parameters
    ----------
    argument, value : float64 (rows, 7)
    relative : bool
        As in `refine`.
    noise : bool (rows,)
        Rows that become straight lines whatever they miss.

    Returns
    -------
    float64 (rows, 7), bool (rows,)
        Fields of `CELL`; whether the cubic is close enough.
    """
    left, right, first, last = argument[:, 0], argument[:, 6], value[:, 0], value[:, 6]
    width, rise = right - left, last - first
    steps, rises = argument[:, 1:] - argument[:, :-1], value[:, 1:] - value[:, :-1]
    unsure = ROUNDING * np.maximum(1.0, np.abs(right))
    allowed = _CHECKED * np.maximum(1.0, np.abs(last)) if relative else np.full(len(last), _CHECKED)
    with np.errstate(all="ignore"):
        inverse_width = 1 / width
        s = (argument - argument[:, :1]) * inverse_width[:, None]
        s2, s4 = s[:, 2], s[:, 4]
        # Newton's divided differences over 0, s2, s4 and 1.
        d0 = (value[:, 2] - first) / s2
        d2 = (value[:, 4] - value[:, 2]) / (s4 - s2)
        d4 = (last - value[:, 4]) / (1 - s4)
        d02, d24 = (d2 - d0) / s4, (d4 - d2) / (1 - s2)
        c3 = d24 - d02
        c2 = d02 - c3 * (s2 + s4)
        c1 = d0 - d02 * s2 + c3 * s2 * s4
        inner = s[:, 1::2]
        cubic = first[:, None] + inner * (c1[:, None] + inner * (c2[:, None] + inner * c3[:, None]))
        missed = np.abs(cubic - value[:, 1::2])
        slope = np.abs(rises / steps)
        slack = allowed[:, None] + unsure[:, None] * np.minimum(slope[:, ::2], slope[:, 1::2])
    straight = (width <= 2 * unsure) | (np.abs(rise) <= allowed) | noise
    # Where the points crowd at one end of the cell, a wide step between two of them was not checked.
    close = straight | ((missed <= slack).all(axis=1) & (steps.max(axis=1) <= _WIDEST_STEP * width))
    c1, c2, c3 = np.where(straight, (rise, np.zeros_like(rise), np.zeros_like(rise)), (c1, c2, c3))
    return np.stack([left, right, inverse_width, first, c1, c2, c3], axis=1), close


def joined_pieces(starts: Floats, cells: Cells) -> Cells:
    """Put cells in the order of x, each up to where the next begins.

    Neighbouring cells share a point; they overlap or leave a gap only between two stretches, or by rounding.
    """
    cells = cells[np.argsort(starts, kind="stable")]
    if len(cells):
        # Rounding can let an argument fall by its last bits; no table may.
        cells["left"] = np.maximum.accumulate(cells["left"])
        cells["right"] = np.append(cells["left"][1:], max(cells["right"][-1], cells["left"][-1]))
    return cells[cells["right"] > cells["left"]]
