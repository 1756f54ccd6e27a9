"""Waiting without memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

from sim.array_types import Floats
from sim.distributions.base import Unbounded
from sim.distributions.checks import require_positive
from sim.distributions.spec import Examples, FamilySpec, PositiveLength


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


class ExponentialSpec(FamilySpec):
    """A wait without memory: the time still to wait does not depend on the time already spent."""

    examples: ClassVar[Examples] = {"mean": {"mean": 100}}

    family: Literal["exponential"]
    mean: PositiveLength = Field(description="mean")

    def distribution(self) -> Exponential:
        return Exponential(self.mean)
