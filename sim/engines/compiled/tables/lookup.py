"""Curves as tables that the kernels look up: one after the other, each with bins that lead to the right cell."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.distributions import Distribution
from sim.engines.compiled.tables.curves import (
    CellCurve,
    log_quantile,
    log_quantile_of_beta,
    log_survival_of_log,
    score_of_log,
)
from sim.engines.compiled.tables.piecewise_cubic import CELL, Cells

TABLE = np.dtype(
    [
        ("low", "f8"),
        ("high", "f8"),
        ("below", "f8"),
        ("above", "f8"),
        ("bins_per_unit", "f8"),
        ("first_bin", "i8"),
        ("bins", "i8"),
        ("first_cell", "i8"),
        ("cells", "i8"),
    ]
)
"""A curve on [low, high), `below` and `above` outside, and where its cells and bins stand."""

_BINS_PER_CELL, _MOST_BINS = 8, 4096
# Each bin begins early by this share of its width, so that rounding never leads a look-up past its cell.
_EARLY = 1e-6


class Lookup(NamedTuple):
    """All tables of a plan, one after the other, as the kernels read them.

    For x in [low, high) the bin is int((x - low) bins_per_unit), at most the last one. From the cell that the bin
    names, the look-up steps to the first cell whose right end lies beyond x; there always is one.

    Attributes
    ----------
    tables : TABLE (T,)
        By index.
    cells : CELL
        Of all tables; those of one table lie side by side from its low to its high.
    bins : int32
        Of all tables, equal parts of [low, high): index of the first cell that reaches into the bin.
    """

    tables: NDArray[np.void]
    cells: Cells
    bins: NDArray[np.int32]


class LookupBuilder:
    """Collects the tables that a plan needs; the same table asked for twice gets the same index."""

    def __init__(self) -> None:
        self._index_of: dict[tuple[Hashable, ...], int] = {}
        self._curves: list[_BinnedCurve] = []

    def log_quantile(self, distribution: Distribution) -> int:
        """Index of ln T by normal score."""
        return self._index(log_quantile, distribution)

    def log_quantile_of_beta(self, a: float, b: float) -> int:
        """Index of the logarithm of a beta distributed share, by normal score."""
        return self._index(log_quantile_of_beta, a, b)

    def log_survival_of_log(self, distribution: Distribution) -> int:
        """Index of log P(T > x) by ln x."""
        return self._index(log_survival_of_log, distribution)

    def score_of_log(self, distribution: Distribution) -> int:
        """Index of the normal score of P(T <= x) by ln x."""
        return self._index(score_of_log, distribution)

    def tables(self) -> Lookup:
        """All tables asked for so far, by index."""
        rows: list[tuple[float, ...]] = []
        cells, bins = [np.zeros(0, dtype=CELL)], [np.zeros(0, dtype=np.int32)]
        first_bin, first_cell = 0, 0
        for curve, per_unit, own_bins in self._curves:
            ends = (curve.low, curve.high, curve.below, curve.above)
            rows.append((*ends, per_unit, first_bin, len(own_bins), first_cell, len(curve.cells)))
            cells.append(curve.cells)
            bins.append(own_bins + first_cell)
            first_bin, first_cell = first_bin + len(own_bins), first_cell + len(curve.cells)
        return Lookup(np.array(rows, dtype=TABLE), np.concatenate(cells), np.concatenate(bins))

    def _index(self, make: Callable[..., CellCurve], *of: Hashable) -> int:
        key = (make, *of)
        if key not in self._index_of:
            self._index_of[key] = len(self._curves)
            self._curves.append(_binned_curve(*key))
        return self._index_of[key]


class _BinnedCurve(NamedTuple):
    """A curve, its bins per unit, and the first cell that reaches into each bin."""

    curve: CellCurve
    bins_per_unit: float
    bins: NDArray[np.int32]


@lru_cache(maxsize=1024)
def _binned_curve(make: Callable[..., CellCurve], *of: Hashable) -> _BinnedCurve:
    """Make a curve and its bins; they are kept, since plans that differ in little share most curves."""
    curve = make(*of)
    return _BinnedCurve(curve, *_binned(curve))


def _binned(curve: CellCurve) -> tuple[float, NDArray[np.int32]]:
    """Bins per unit of a curve's argument, and the first cell that reaches into each bin."""
    count = min(_BINS_PER_CELL * len(curve.cells), _MOST_BINS)
    if count <= _BINS_PER_CELL:
        count = len(curve.cells)
    if not count:
        return 0.0, np.zeros(0, dtype=np.int32)
    width = (curve.high - curve.low) / count
    early = _EARLY * width + 2 * np.spacing(max(abs(curve.low), abs(curve.high)))
    starts = curve.low + width * np.arange(count) - early
    return 1 / width, np.searchsorted(curve.cells["right"], starts, side="right").astype(np.int32)
