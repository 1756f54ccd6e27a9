"""Root of a falling function between two known points, for many elements at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sim.array_types import Floats

_ROUNDING = 4.0 * float(np.finfo(np.float64).eps)
_TINY = float(np.finfo(np.float64).tiny)


def solve_falling(
    function: Callable[[Floats, Floats], Floats], level: Floats, low: Floats, high: Floats
) -> Floats:
    """Return the last x in [low, high] at which a non-increasing function is still >= 0.

    Inverse quadratic interpolation guarded by bisection (Chandrupatla 1997, *Advances in Engineering
    Software* 28(3)), to a bracket of 4 roundings. Infinite function values are allowed: they only cause
    bisection. Each element converges by itself, so that its answer does not depend on which others are solved in
    the same call.

    Parameters
    ----------
    function : callable
        Takes x and the element's level, both of shape (m,), and returns the values, element by element.
    level : ndarray
        Given to `function` beside x.
    low, high : ndarray, shape of `level`
        Ends of the brackets, low <= high, finite. Where the function is already negative at `low` the answer
        is `low`; where it is not yet negative at `high` the answer is `high`.

    Returns
    -------
    ndarray, shape of `level`
    """
    shape, level, newest, other = level.shape, level.ravel(), low.ravel(), high.ravel()
    f_newest, f_other = function(newest, level), function(other, level)
    answer = np.where(f_newest < 0, newest, other)
    position = np.flatnonzero((f_newest >= 0) & (f_other < 0))
    level, newest, other, f_newest, f_other = (
        part[position] for part in (level, newest, other, f_newest, f_other)
    )
    step = np.full_like(newest, 0.5)
    # 2200 halvings take any bracket of floating-point numbers to its end; a handful of rounds is usual.
    for round_number in range(2200):
        done = np.abs(other - newest) <= _ROUNDING * np.maximum(newest, other) + _TINY
        answer[position[done]] = np.where(np.abs(f_newest) <= np.abs(f_other), newest, other)[done]
        if done.all():
            break
        if done.any():
            position = position[~done]
            level, newest, other, f_newest, f_other, step = (
                part[~done] for part in (level, newest, other, f_newest, f_other, step)
            )
        x = newest + step * (other - newest)
        f_x = function(x, level)
        same = (f_x >= 0) == (f_newest >= 0)
        third, f_third = np.where(same, newest, other), np.where(same, f_newest, f_other)
        other, f_other = np.where(same, other, newest), np.where(same, f_other, f_newest)
        newest, f_newest = x, f_x
        step = _next_step(newest, other, third, f_newest, f_other, f_third)
        # A plain halving now and then bounds the number of rounds for functions with kinks.
        if round_number % 8 == 7:
            step = np.full_like(newest, 0.5)
    return answer.reshape(shape)


def _next_step(a: Floats, b: Floats, c: Floats, f_a: Floats, f_b: Floats, f_c: Floats) -> Floats:
    with np.errstate(all="ignore"):
        xi, phi = (a - b) / (c - b), (f_a - f_b) / (f_c - f_b)
        smooth = (phi**2 < xi) & ((1 - phi) ** 2 < 1 - xi)
        inverse = f_a / (f_b - f_a) * f_c / (f_b - f_c)
        inverse = inverse + (c - a) / (b - a) * f_a / (f_c - f_a) * f_b / (f_c - f_b)
        least = np.minimum(0.5 * _ROUNDING * np.maximum(a, b) / np.abs(b - a), 0.5)
        return np.where(smooth & np.isfinite(inverse), np.clip(inverse, least, 1 - least), 0.5)
