"""Families from 0 to infinity whose log survival is a closed form or one special function."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from sim.array_types import Floats
from sim.distributions.base import Unbounded
from sim.distributions.checks import require_positive


@dataclass(frozen=True)
class Exponential(Unbounded):
    """Waiting without memory: log P(T > x) = -x / scale.

    Parameters
    ----------
    scale : float
        The mean, finite and > 0; `ValueError` otherwise.
    """

    scale: float

    def __post_init__(self) -> None:
        require_positive("scale", self.scale)

    def mean(self) -> float:
        """Return the scale."""
        return self.scale

    def _log_sf(self, x: Floats) -> Floats:
        return -x / self.scale

    def _isf_log(self, log_p: Floats) -> Floats:
        return -log_p * self.scale


@dataclass(frozen=True)
class Weibull(Unbounded):
    """Waiting whose urgency rises (shape > 1) or falls (shape < 1): log P(T > x) = -(x / scale)^shape.

    Johnson, Kotz and Balakrishnan 1994, *Continuous Univariate Distributions* 1, ch. 21.

    Parameters
    ----------
    shape : float
        Dimensionless, finite and > 0; `ValueError` otherwise.
    scale : float
        A duration, finite and > 0; `ValueError` otherwise.
    """

    shape: float
    scale: float

    def __post_init__(self) -> None:
        require_positive("shape", self.shape)
        require_positive("scale", self.scale)

    def mean(self) -> float:
        """Return scale x Gamma(1 + 1 / shape); infinity if that is beyond floating point."""
        return float(self.scale * special.gamma(1 + 1 / self.shape))

    def _log_sf(self, x: Floats) -> Floats:
        return -((x / self.scale) ** self.shape)

    def _isf_log(self, log_p: Floats) -> Floats:
        return self.scale * (-log_p) ** (1 / self.shape)


@dataclass(frozen=True)
class Lognormal(Unbounded):
    """A duration whose logarithm is normal: P(T > x) = Phi(-log(x / median) / sigma_log).

    Johnson, Kotz and Balakrishnan 1994, *Continuous Univariate Distributions* 1, ch. 14. Evaluated with the
    logarithm of Phi and the inverse of that logarithm, so the tail has no floor.

    Parameters
    ----------
    median : float
        A duration, finite and > 0; `ValueError` otherwise.
    sigma_log : float
        Standard deviation of the logarithm, dimensionless, finite and > 0; `ValueError` otherwise.
    """

    median: float
    sigma_log: float

    def __post_init__(self) -> None:
        require_positive("median", self.median)
        require_positive("sigma_log", self.sigma_log)

    def mean(self) -> float:
        """Return median x exp(sigma_log^2 / 2); infinity if that is beyond floating point."""
        with np.errstate(over="ignore"):
            return float(self.median * np.exp(np.float64(self.sigma_log) ** 2 / 2))

    def _log_sf(self, x: Floats) -> Floats:
        return np.asarray(special.log_ndtr(-np.log(x / self.median) / self.sigma_log))

    def _isf_log(self, log_p: Floats) -> Floats:
        x: Floats = self.median * np.exp(-self.sigma_log * special.ndtri_exp(log_p))
        return x
