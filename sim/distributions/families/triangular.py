"""Two ends and the most likely duration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from sim.array_types import Floats
from sim.distributions.base import LOG_HALF, Distribution
from sim.distributions.checks import require_mode
from sim.distributions.spec import Examples, FamilySpec, Length


@dataclass(frozen=True)
class Triangular(Distribution):
    """Two ends and the most likely duration, with straight lines between.

    Kotz and van Dorp 2004, *Beyond Beta*, ch. 1: F(x) = (x - low)^2 / ((high - low)(mode - low)) up to the
    mode, 1 - F(x) = (high - x)^2 / ((high - low)(high - mode)) above it.

    Parameters
    ----------
    low, mode, high : float
        0 <= low <= mode <= high and low < high, finite; `ValueError` otherwise.
    """

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        require_mode(self.low, self.mode, self.high)

    def mean(self) -> float:
        """Return (low + mode + high) / 3."""
        return (self.low + self.mode + self.high) / 3

    # Past the mode, the share below is taken from the lower end while it is small: 1 - survival loses its digits.
    def _log_sf(self, x: Floats) -> Floats:
        width, rise, spent = self.high - self.low, self.mode - self.low, x - self.low
        falling = np.float64(width * (self.high - self.mode))
        rising_below = spent**2 / np.float64(width * rise)
        below = np.where(x < self.mode, rising_below, (width * (2 * spent - rise) - spent**2) / falling)
        near_high = (x >= self.mode) & (below >= 0.5)
        return np.where(near_high, np.log((self.high - x) ** 2 / falling), np.log1p(-below))

    def _isf_log(self, log_p: Floats) -> Floats:
        width, rise, fall = self.high - self.low, self.mode - self.low, self.high - self.mode
        share = -np.expm1(log_p)
        left = np.sqrt(np.exp(log_p) * (width * fall))
        early = self.low + width * (rise + fall * share) / (width + left)
        above = np.where(log_p > LOG_HALF, early, self.high - left)
        below = self.low + np.sqrt(share * (width * rise))
        return np.where(log_p > np.log(np.float64(fall / width)), below, above)


class TriangularSpec(FamilySpec):
    """A shortest, a most likely and a longest duration, with straight lines between."""

    examples: ClassVar[Examples] = {"ends": {"low": 60, "mode": 90, "high": 300}}

    family: Literal["triangular"]
    low: Length = Field(description="shortest")
    mode: Length = Field(description="most likely")
    high: Length = Field(description="longest")

    def distribution(self) -> Triangular:
        return Triangular(self.low, self.mode, self.high)
