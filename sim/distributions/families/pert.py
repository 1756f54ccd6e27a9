"""An expert's shortest, most likely and longest duration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field
from scipy import special

from sim.array_types import Floats
from sim.distributions.base import LOG_HALF, Distribution
from sim.distributions.checks import require_mode
from sim.distributions.spec import Advice, Examples, FamilySpec, Length
from sim.errors import msg


@dataclass(frozen=True)
class Pert(Distribution):
    """An expert's shortest, most likely and longest duration: beta-PERT with weight 4 on the mode.

    T = low + width B, with width = high - low and B a beta variable with exponents 1 + 4 (mode - low) / width
    and 1 + 4 (high - mode) / width; this has the mean (low + 4 mode + high) / 6 of Malcolm et al. 1959,
    *Operations Research* 7(5).

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
        """Return (low + 4 mode + high) / 6."""
        return (self.low + 4 * self.mode + self.high) / 6

    def _exponents(self) -> tuple[float, float]:
        width = self.high - self.low
        return 1 + 4 * (self.mode - self.low) / width, 1 + 4 * (self.high - self.mode) / width

    # The upper tail is taken from the mirrored beta: 1 - B loses digits near 1 that (high - x) still holds.
    def _log_sf(self, x: Floats) -> Floats:
        first, second = self._exponents()
        width = self.high - self.low
        below = special.betainc(first, second, (x - self.low) / width)
        above = special.betainc(second, first, (self.high - x) / width)
        log_sf: Floats = np.where(below < 0.5, np.log1p(-below), np.log(above))
        return log_sf

    def _isf_log(self, log_p: Floats) -> Floats:
        first, second = self._exponents()
        width = self.high - self.low
        below = self.low + width * _beta_quantile(first, second, -np.expm1(log_p))
        above = self.high - width * _beta_quantile(second, first, np.exp(log_p))
        x: Floats = np.where(log_p > LOG_HALF, below, above)
        return x


class PertSpec(FamilySpec):
    """An expert's shortest, most likely and longest duration; it makes very long cases too rare, so `check` warns and
    proposes P10 and P90.
    """

    examples: ClassVar[Examples] = {"ends": {"low": 60, "mode": 90, "high": 300}}
    advice: ClassVar[Advice | None] = (
        msg("a PERT distribution: nothing can take longer than its longest value, and little comes near it"),
        msg("for work by people, a distribution that leaves room for the very long case"),
        msg('ask for P10 and P90 instead, and state them with `family = "lognormal"`'),
    )

    family: Literal["pert"]
    low: Length = Field(description="shortest")
    mode: Length = Field(description="most likely")
    high: Length = Field(description="longest")

    def distribution(self) -> Pert:
        return Pert(self.low, self.mode, self.high)


def _beta_quantile(first: float, second: float, share: Floats) -> Floats:
    # The inverse in scipy fails (NaN) for some shares below 1e-100. The leading term of the incomplete beta
    # function, y^a / (a B(a, b)) (NIST DLMF 8.17.7), is exact to rounding where y < 1e-16, so for exponents
    # of at most 5 where the share is below 1e-80.
    leading = (share * (first * special.beta(first, second))) ** (1 / first)
    x: Floats = np.where(share < 1e-80, leading, special.betaincinv(first, second, np.maximum(share, 1e-80)))
    return x
