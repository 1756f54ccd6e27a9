"""Several kinds of case, each with its share and its own distribution."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Annotated, ClassVar, Literal, Self, TypeAlias

import numpy as np
from pydantic import Field

from sim.array_types import Floats
from sim.distributions.base import Distribution
from sim.distributions.bracket import solve_falling
from sim.distributions.checks import require
from sim.distributions.registry import Single, SingleSpec
from sim.distributions.spec import Examples, FamilySpec
from sim.strict_model import Identifier, LocalText, Model


@dataclass(frozen=True)
class Mixture(Distribution):
    """One of several distributions, with given probabilities: P(T > x) = sum of weight x P(T_i > x).

    One uniform gives one duration, through the quantile function of the mixture itself, so that the duration rises
    with the uniform. No kind of case is drawn: which kinds are still possible follows from the time spent alone.

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

    @property
    def simple_parts(self) -> tuple[Distribution, ...]:
        """Distributions of all components, mixtures among them taken apart."""
        return tuple(simple for part in self.components for simple in part.simple_parts)

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


class Component(Model):
    """One kind of case in a mixture."""

    id: Identifier | None = Field(
        default=None, description="id by which a lever knows this kind of case: clean, ordinary, very_long"
    )
    name: LocalText = Field(description="what kind of case this is: clean land, ordinary, very long")
    weight: Annotated[float, Field(gt=0, le=1)] = Field(
        description="share of cases of this kind; all shares sum to 1"
    )
    spread: SingleSpec = Field(description="the duration of this kind of case")


class MixtureSpec(FamilySpec):
    """Several kinds of case, each with its share and its own distribution."""

    examples: ClassVar[Examples] = {
        "parts": {
            "components": [
                {"name": "clean", "weight": 0.3, "spread": {"family": "fixed", "value": 90}},
                {
                    "name": "usual",
                    "weight": 0.5,
                    "spread": {"family": "lognormal", "median": 120, "sigma_log": 0.5},
                },
                {"name": "long", "weight": 0.2, "spread": {"family": "gamma", "mean": 600, "sd": 200}},
            ]
        }
    }

    family: Literal["mixture"]
    components: tuple[Component, ...] = Field(min_length=2, max_length=8, description="the kinds of case")

    @property
    def kinds_of_case(self) -> tuple[Component, ...]:
        """Its components."""
        return self.components

    def distribution(self) -> Mixture:
        return Mixture(
            tuple(part.weight for part in self.components),
            tuple(part.spread.distribution() for part in self.components),
        )

    def times(self, factor: float) -> Self:
        longer = tuple(
            part.model_copy(update={"spread": part.spread.times(factor)}) for part in self.components
        )
        return type(self)(family="mixture", components=longer)


DistributionSpec: TypeAlias = Annotated[Single | MixtureSpec, Field(discriminator="family")]
"""Any distribution that a file may state."""
