"""One duration, always."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from sim.array_types import Floats
from sim.distributions.base import Distribution
from sim.distributions.checks import require_duration
from sim.distributions.spec import Examples, FamilySpec, Length


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


class FixedSpec(FamilySpec):
    """The same duration in every case."""

    examples: ClassVar[Examples] = {"value": {"value": 120}}

    family: Literal["fixed"]
    value: Length = Field(description="the duration")

    def distribution(self) -> Fixed:
        return Fixed(self.value)
