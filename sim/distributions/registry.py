"""The families of one kind of case that a file may name; `sim.distributions.mixture` joins several."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from sim.distributions.families.exponential import ExponentialSpec
from sim.distributions.families.fixed import FixedSpec
from sim.distributions.families.gamma import GammaSpec
from sim.distributions.families.lognormal import LognormalSpec
from sim.distributions.families.pert import PertSpec
from sim.distributions.families.quantiles import QuantilesSpec
from sim.distributions.families.triangular import TriangularSpec
from sim.distributions.families.uniform import UniformSpec
from sim.distributions.families.weibull import WeibullSpec

Single: TypeAlias = (
    FixedSpec
    | UniformSpec
    | TriangularSpec
    | PertSpec
    | ExponentialSpec
    | LognormalSpec
    | GammaSpec
    | WeibullSpec
    | QuantilesSpec
)
"""In the order of the guide."""
SingleSpec: TypeAlias = Annotated[Single, Field(discriminator="family")]
"""A distribution of one kind of case, told by its `family`."""
