"""Several kinds of case, each with its share and its own distribution."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np

from sim.array_types import Floats
from sim.distributions.base import Distribution
from sim.distributions.bracket import solve_falling
from sim.distributions.checks import require


@dataclass(frozen=True)
class Mixture(Distribution):
    """One of several distributions, with given probabilities: P(T > x) = sum of weight x P(T_i > x).

    One uniform gives one duration, through the quantile function of the mixture itself; so the duration rises
    with the uniform, and the kind of case stays open until time spent rules kinds out.

    Parameters
    ----------
    weights : tuple of float
        Probability of each component, > 0, summing to 1 within 1e-9; `ValueError` otherwise.
    components : tuple of Distribution
        As many as weights, at least one; `ValueError` otherwise.
    """

    weights: tuple[float, ...]
    components: tuple[Distribution, ...]

    def __post_init__(self) -> None:
        require(len(self.components) >= 1, "components must not be empty")
        require(len(self.weights) == len(self.components), "weights must be as many as components")
        require(all(math.isfinite(w) and w > 0 for w in self.weights), "weights must be numbers above zero")
        require(abs(math.fsum(self.weights) - 1) <= 1e-9, "weights must sum to 1")

    @property
    def low(self) -> float:
        """Smallest duration possible in any component."""
        return min(part.low for part in self.components)

    @property
    def high(self) -> float:
        """Largest duration possible in any component."""
        return max(part.high for part in self.components)

    @cached_property
    def atoms(self) -> tuple[float, ...]:
        """Atoms of all components, in rising order."""
        return tuple(sorted({value for part in self.components for value in part.atoms}))

    @cached_property
    def _shares(self) -> Floats:
        return np.array(self.weights, dtype=np.float64) / math.fsum(self.weights)

    def mean(self) -> float:
        """Return the weighted mean of the components."""
        return float(sum(w * part.mean() for w, part in zip(self._shares, self.components, strict=True)))

    def _log_sf(self, x: Floats) -> Floats:
        logs = np.stack([part.log_sf(x) for part in self.components])
        shares = self._shares.reshape(-1, *(1,) * x.ndim)
        # Two sums, so that neither a probability near 0 nor a survival near 0 is lost beside a 1.
        # Added one after the other: how NumPy groups a sum depends on the shape of the array, and so an element's
        # value would depend on what else is computed in the same call.
        below: Floats = reduce(np.add, shares * -np.expm1(logs))
        above: Floats = reduce(np.logaddexp, np.log(shares) + logs)
        log_sf: Floats = np.where(below < 0.5, np.log1p(-below), above)
        return log_sf

    def _isf_log(self, log_p: Floats) -> Floats:
        ends = np.stack([part.isf_log(log_p) for part in self.components])
        # A very wide component may overflow to infinity at a survival that the mixture reaches earlier.
        low, high = ends.min(axis=0), np.minimum(ends.max(axis=0), np.finfo(np.float64).max)
        # Jumps are settled first: the answer is an atom if survival jumps past p there, and otherwise the
        # atom bounds the stretch, continuous inside, where the answer lies.
        for atom in self.atoms:
            just_below = np.nextafter(atom, -np.inf)
            before, after = self.log_sf(just_below), self.log_sf(atom)
            low = np.where(log_p <= before, np.maximum(low, atom), low)
            high = np.where(log_p > before, np.minimum(high, just_below), high)
            high = np.where((log_p <= before) & (log_p > after), np.minimum(high, atom), high)
        return solve_falling(lambda x, level: self.log_sf(x) - level, log_p, low, np.maximum(low, high))
