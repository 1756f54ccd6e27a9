"""Families with a smallest and a largest duration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from sim.array_types import Floats
from sim.distributions.base import LOG_HALF, Distribution
from sim.distributions.checks import require_duration, require_mode, require_range


@dataclass(frozen=True)
class Fixed(Distribution):
    """Always the same duration.

    Parameters
    ----------
    value : float
        The duration, finite and >= 0; `ValueError` otherwise.
    """

    value: float

    def __post_init__(self) -> None:
        require_duration("value", self.value)

    @property
    def low(self) -> float:
        """Smallest possible duration: the value."""
        return self.value

    @property
    def high(self) -> float:
        """Largest possible duration: the value."""
        return self.value

    @property
    def atoms(self) -> tuple[float, ...]:
        """The value."""
        return (self.value,)

    def mean(self) -> float:
        """Return the value."""
        return self.value

    def _log_sf(self, x: Floats) -> Floats:
        return np.full_like(x, -np.inf)

    def _isf_log(self, log_p: Floats) -> Floats:
        return np.full_like(log_p, self.value)


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


def _beta_quantile(first: float, second: float, share: Floats) -> Floats:
    # The inverse in scipy fails (NaN) for some shares below 1e-100. The leading term of the incomplete beta
    # function, y^a / (a B(a, b)) (NIST DLMF 8.17.7), is exact to rounding where y < 1e-16, so for exponents
    # of at most 5 where the share is below 1e-80.
    leading = (share * (first * special.beta(first, second))) ** (1 / first)
    x: Floats = np.where(share < 1e-80, leading, special.betaincinv(first, second, np.maximum(share, 1e-80)))
    return x
