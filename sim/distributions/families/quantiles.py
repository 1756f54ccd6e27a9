"""A distribution stated by its percentiles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field

from sim.array_types import Floats
from sim.distributions.base import LOG_HALF, Distribution
from sim.distributions.checks import require
from sim.distributions.spec import Examples, FamilySpec, Length


@dataclass(frozen=True)
class Quantiles(Distribution):
    """Observed or stated percentiles joined by straight lines.

    The quantile function is linear between the points; two points with the same value make that value an
    atom, with the probability between them.

    Parameters
    ----------
    points : tuple of (float, float)
        At least two pairs (probability, duration): probabilities rise strictly from 0 to 1, durations are
        finite, >= 0 and never fall; `ValueError` otherwise.
    """

    points: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        require(len(self.points) >= 2, "points must hold at least two pairs")
        p, values = self._shares, self._values
        require(bool(np.all(np.isfinite(p) & np.isfinite(values))), "points must be finite numbers")
        require(p[0] == 0 and p[-1] == 1, "points must begin at probability 0 and end at probability 1")
        require(bool(np.all(np.diff(p) > 0)), "probabilities in points must rise")
        require(bool(values[0] >= 0), "values in points must be zero or more")
        require(bool(np.all(np.diff(values) >= 0)), "values in points must not fall")

    @cached_property
    def _shares(self) -> Floats:
        return np.array([share for share, _ in self.points], dtype=np.float64)

    @cached_property
    def _values(self) -> Floats:
        return np.array([value for _, value in self.points], dtype=np.float64)

    @property
    def low(self) -> float:
        """Smallest possible duration: the value at probability 0."""
        return self.points[0][1]

    @property
    def high(self) -> float:
        """Largest possible duration: the value at probability 1."""
        return self.points[-1][1]

    @cached_property
    def atoms(self) -> tuple[float, ...]:
        """Durations that stand at more than one probability, in rising order."""
        flat = np.diff(self._values) == 0
        return tuple(float(value) for value in np.unique(self._values[1:][flat]))

    def mean(self) -> float:
        """Return the integral of the quantile function over [0, 1] (trapezoids, exact here)."""
        return float(np.sum(np.diff(self._shares) * (self._values[1:] + self._values[:-1])) / 2)

    def _log_sf(self, x: Floats) -> Floats:
        p, values = self._shares, self._values
        survival = 1.0 - p
        # The last point not above x: at an atom this is its upper end, as P(T > x) asks.
        left = np.clip(np.searchsorted(values, x, side="right") - 1, 0, len(values) - 2)
        run = values[left + 1] - values[left]
        below = p[left] + (x - values[left]) / run * (p[left + 1] - p[left])
        above = survival[left + 1] + (values[left + 1] - x) / run * (survival[left] - survival[left + 1])
        return np.where(below < 0.5, np.log1p(-below), np.log(above))

    def _isf_log(self, log_p: Floats) -> Floats:
        p, values = self._shares, self._values
        return np.where(
            log_p > LOG_HALF,
            np.interp(-np.expm1(log_p), p, values),
            np.interp(np.exp(log_p), (1.0 - p)[::-1], values[::-1]),
        )


class QuantilesSpec(FamilySpec):
    """Observed or stated percentiles, joined by straight lines; the shares 0 and 1 must be among them."""

    examples: ClassVar[Examples] = {
        "points": {"points": [(0, 30), (0.2, 60), (0.5, 90), (0.9, 200), (1, 400)]}
    }

    family: Literal["quantiles"]
    points: tuple[tuple[float, Length], ...] = Field(
        min_length=2,
        max_length=200,
        description="pairs [share of cases not longer, duration], from share 0 to share 1",
    )

    def distribution(self) -> Quantiles:
        return Quantiles(self.points)

    def times(self, factor: float) -> Self:
        points = tuple((share, length * factor) for share, length in self.points)
        return type(self)(family="quantiles", points=points)
