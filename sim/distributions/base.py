"""What every distribution of durations can do, and the time left given the time spent."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from sim.array_types import Floats
from sim.distributions.checks import require

LOG_HALF = -math.log(2.0)
"""Log survival at the median: formulas work from the lower end above it and from the upper end below it."""


class Distribution(ABC):
    """A duration T >= 0, known through the logarithm of its survival function and its inverse.

    Subclasses are frozen dataclasses and supply `_log_sf`, called with durations from `low` to `high`, and
    `_isf_log`, called with finite values below 0. The base class settles what holds at and beyond the ends.
    """

    # Declared for the type checker only: some families hold `low` and `high` as dataclass fields, and a
    # property in the base class would be taken for their default value.
    if TYPE_CHECKING:

        @property
        def low(self) -> float:
            """Smallest possible duration (>= 0)."""

        @property
        def high(self) -> float:
            """Largest possible duration; may be infinite."""

    @property
    def atoms(self) -> tuple[float, ...]:
        """Durations with a probability above 0 of their own, in rising order."""
        return ()

    @property
    def simple_parts(self) -> tuple[Distribution, ...]:
        """Distributions that no other is mixed into: itself, or those of a mixture."""
        return (self,)

    @property
    def normal_log(self) -> tuple[float, float] | None:
        """Mean and standard deviation of log T where that is normal, else None.

        The quantile is then a straight line in log T; other distributions are looked up in a table where many values
        are drawn.
        """
        return None

    @abstractmethod
    def mean(self) -> float:
        """Return the expected duration, in the unit of the parameters."""

    @abstractmethod
    def _log_sf(self, x: Floats) -> Floats: ...

    @abstractmethod
    def _isf_log(self, log_p: Floats) -> Floats: ...

    def log_sf(self, x: ArrayLike) -> Floats:
        """Return log P(T > x).

        Parameters
        ----------
        x : array_like, any shape
            Durations; any real number or infinity.

        Returns
        -------
        ndarray, shape of `x`
            In [-inf, 0]: exactly 0 below `low`, -inf from `high` on.

        Raises
        ------
        ValueError
            If any `x` is not a number.
        """
        at = np.asarray(x, dtype=np.float64)
        require(not np.isnan(at).any(), "x must be a number")
        low, high = self.low, self.high
        with np.errstate(all="ignore"):
            inside = np.minimum(self._log_sf(np.clip(at, low, high)), 0.0)
        return np.asarray(np.where(at < low, 0.0, np.where(at >= high, -np.inf, inside)), dtype=np.float64)

    def isf_log(self, log_p: ArrayLike) -> Floats:
        """Return the duration x with log P(T > x) = log_p (the jump point where survival jumps past it).

        Parameters
        ----------
        log_p : array_like, any shape
            Logarithms of survival, at most 0; -inf is allowed.

        Returns
        -------
        ndarray, shape of `log_p`
            In [low, high]: `low` where `log_p` is 0, `high` where it is -inf. In a family with a finite upper
            end the tail is only as fine as the spacing of floating-point numbers near `high`.

        Raises
        ------
        ValueError
            If any `log_p` is above 0 or not a number.
        """
        lp = np.asarray(log_p, dtype=np.float64)
        require(bool(np.all(lp <= 0)), "log_p must be at most zero")
        low, high = self.low, self.high
        at_end = (lp == 0) | np.isneginf(lp)
        with np.errstate(all="ignore"):
            inside = np.clip(self._isf_log(np.where(at_end, LOG_HALF, lp)), low, high)
        return np.asarray(np.where(lp == 0, low, np.where(np.isneginf(lp), high, inside)), dtype=np.float64)

    def quantile(self, u: ArrayLike) -> Floats:
        """Return the duration that a share `u` of cases does not exceed: ``isf_log(log1p(-u))``.

        Parameters
        ----------
        u : array_like, any shape
            Probabilities in [0, 1); 0 gives `low`.

        Returns
        -------
        ndarray, shape of `u`
            In [low, high], non-decreasing in `u`.

        Raises
        ------
        ValueError
            If any `u` is outside [0, 1) or not a number.
        """
        return self.isf_log(_log_survival(u))


class Unbounded(Distribution):
    """A distribution on all durations from 0 to infinity."""

    @property
    def low(self) -> float:
        """Smallest possible duration: 0."""
        return 0.0

    @property
    def high(self) -> float:
        """Largest possible duration: infinity."""
        return math.inf


def remaining(
    distribution: Distribution, u: ArrayLike, elapsed: ArrayLike, known: ArrayLike | None = None
) -> Floats:
    """Return quantile `u` of the time left, max(T - e, 0) given T > k, by inverse survival.

    P(T > x | T > k) = P(T > x) / P(T > k), so log survival at the whole duration is ``log1p(-u) + log_sf(k)``
    (inversion for a truncated distribution: Devroye 1986, *Non-Uniform Random Variate Generation*, II.2).
    Working in logarithms keeps it exact where P(T > k) is 1e-15 or far less.

    Parameters
    ----------
    distribution : Distribution
        The whole duration T.
    u : array_like
        Probabilities in [0, 1).
    elapsed : array_like, broadcast against `u`
        Time already spent, e >= 0, in the unit of the distribution.
    known : array_like, broadcast against `u`, optional
        Time spent, 0 <= k <= e, when T was last known not to be over; `elapsed` if not given. At 0 nothing has been
        observed: where e is 0 too the result is exactly ``distribution.quantile(u)``, even if T itself can be 0.

    Returns
    -------
    ndarray, broadcast shape of `u`, `elapsed` and `known`
        Time left, >= 0, non-decreasing in `u`; 0 where P(T > k) = 0.

    Raises
    ------
    ValueError
        If any `u` is outside [0, 1), if any `elapsed` or `known` is negative or not a number, or if `known` is beyond
        `elapsed`.
    """
    spent = np.asarray(elapsed, dtype=np.float64)
    seen = spent if known is None else np.asarray(known, dtype=np.float64)
    require(bool(np.all(spent >= 0)), "elapsed must be a number of zero or more")
    require(bool(np.all((seen >= 0) & (seen <= spent))), "known must lie between zero and elapsed")
    log_alive = np.where(seen > 0, distribution.log_sf(seen), 0.0)
    over = np.isneginf(log_alive)
    total = distribution.isf_log(_log_survival(u) + np.where(over, 0.0, log_alive))
    return np.asarray(np.where(over, 0.0, np.maximum(total - spent, 0.0)), dtype=np.float64)


def _log_survival(u: ArrayLike) -> Floats:
    share = np.asarray(u, dtype=np.float64)
    require(bool(np.all((share >= 0) & (share < 1))), "u must be at least zero and below one")
    return np.asarray(np.log1p(-share), dtype=np.float64)
