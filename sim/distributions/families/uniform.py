"""Any duration between two ends, equally likely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from sim.array_types import Floats
from sim.distributions.base import LOG_HALF, Distribution
from sim.distributions.checks import require_range
from sim.distributions.spec import Examples, FamilySpec, Length


@dataclass(frozen=True)
class Uniform(Distribution):
    """Any duration between two ends, equally likely.

    Parameters
    ----------
    low, high : float
        Shortest and longest, 0 <= low < high, finite; `ValueError` otherwise.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        require_range(self.low, self.high)

    def mean(self) -> float:
        """Return (low + high) / 2."""
        return (self.low + self.high) / 2

    def _log_sf(self, x: Floats) -> Floats:
        width = self.high - self.low
        share = (x - self.low) / width
        return np.where(share < 0.5, np.log1p(-share), np.log((self.high - x) / width))

    def _isf_log(self, log_p: Floats) -> Floats:
        width = self.high - self.low
        return np.where(
            log_p > LOG_HALF, self.low - width * np.expm1(log_p), self.high - width * np.exp(log_p)
        )


class UniformSpec(FamilySpec):
    """Any duration between two ends, all equally likely."""

    examples: ClassVar[Examples] = {"ends": {"low": 60, "high": 200}}

    family: Literal["uniform"]
    low: Length = Field(description="shortest")
    high: Length = Field(description="longest")

    def distribution(self) -> Uniform:
        return Uniform(self.low, self.high)
