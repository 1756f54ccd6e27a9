"""Families stated by two numbers, as an expert says them: two percentiles, or a mean and a standard deviation."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar, Self

from pydantic import Field, model_validator

from sim.distributions.base import Distribution, Unbounded
from sim.distributions.checks import require, require_positive
from sim.distributions.spec import FamilySpec, PositiveLength
from sim.errors import msg
from sim.strict_model import refuse


class FittedByTwoNumbers(Unbounded):
    """A distribution that two numbers determine.

    Each class method takes durations, finite and above 0, in any one unit. It raises `ValueError` for others, for
    numbers in the wrong order, and where no member of the family fits.
    """

    @classmethod
    @abstractmethod
    def from_p10_p90(cls, p10: float, p90: float) -> Self:
        """Return the one with these 10th and 90th percentiles, p10 < p90."""

    @classmethod
    @abstractmethod
    def from_median_p90(cls, median: float, p90: float) -> Self:
        """Return the one with this median and 90th percentile, median < p90."""

    @classmethod
    @abstractmethod
    def from_mean_sd(cls, mean: float, sd: float) -> Self:
        """Return the one with this mean and standard deviation."""


class TwoNumbersSpec(FamilySpec):
    """Exactly one pair of numbers: the parameters of the family, or one of three pairs that an expert can say.

    Attributes
    ----------
    fitted : type
        The distribution they make.
    parameters : frozenset of str
        The family's own pair of fields.
    """

    fitted: ClassVar[type[FittedByTwoNumbers]]
    parameters: ClassVar[frozenset[str]]

    median: PositiveLength | None = Field(default=None, description="half of the cases are shorter")
    p10: PositiveLength | None = Field(default=None, description="one case in ten is shorter")
    p90: PositiveLength | None = Field(default=None, description="one case in ten is longer")
    mean: PositiveLength | None = Field(default=None, description="mean")
    sd: PositiveLength | None = Field(default=None, description="standard deviation")

    @abstractmethod
    def by_parameters(self) -> Distribution:
        """Distribution with the family's own pair of parameters, both stated."""

    def distribution(self) -> Distribution:
        if self.p10 is not None and self.p90 is not None:
            return self.fitted.from_p10_p90(self.p10, self.p90)
        if self.median is not None and self.p90 is not None:
            return self.fitted.from_median_p90(self.median, self.p90)
        if self.mean is not None and self.sd is not None:
            return self.fitted.from_mean_sd(self.mean, self.sd)
        return self.by_parameters()

    @model_validator(mode="before")
    @classmethod
    def _one_pair(cls, data: object) -> object:
        if isinstance(data, dict):
            known = {name for name in cls.model_fields if name != "family"}
            stated = frozenset(key for key in data if key in known)
            pairs = (cls.parameters, *_SAID_BY_EXPERTS)
            # A misspelt number is told as such, not as a pair that lacks it.
            if known.issuperset(data.keys() - {"family"}) and stated not in pairs:
                raise refuse(
                    msg("stated by {names}", names=", ".join(sorted(stated)) or "—"),
                    msg("one of: {ways}", ways="; ".join(" + ".join(sorted(pair)) for pair in pairs)),
                    msg("keep exactly one of these pairs"),
                )
        return data


_SAID_BY_EXPERTS = tuple(map(frozenset, ({"p10", "p90"}, {"median", "p90"}, {"mean", "sd"})))


def log_ratio(low: float, high: float) -> float:
    """Return log(high / low), exact to rounding also where the two lie close together."""
    return math.log(high) - math.log(low) if high > 2 * low else math.log1p((high - low) / low)


def log_second_moment(mean: float, sd: float) -> float:
    """Return log(E[T^2] / E[T]^2) = log(1 + (sd / mean)^2)."""
    require_positive("mean", mean)
    require_positive("sd", sd)
    return math.log1p((sd / mean) * (sd / mean))


def require_rising(first: str, low: float, second: str, high: float) -> None:
    """Raise `ValueError` naming the fields unless 0 < low < high, both finite."""
    require_positive(first, low)
    require_positive(second, high)
    require(low < high, f"{first} must be less than {second}")


def solve_shape(spread: Callable[[float], float], shapes: tuple[float, float], message: str) -> float:
    """Return the shape parameter at whose logarithm `spread`, which falls, is 0.

    Parameters
    ----------
    spread : callable
        How much too wide the distribution is, by the logarithm of the shape.
    shapes : tuple of float
        Smallest and largest shape searched.
    message : str
        Why there is none.

    Raises
    ------
    ValueError
        With `message`, if `spread` has no zero between.
    """
    # Imported here: loading it takes as long as all the rest of the package, and few scenarios need it.
    from scipy.optimize import brentq

    low, high = math.log(shapes[0]), math.log(shapes[1])
    require(spread(low) >= 0 >= spread(high), message)
    return math.exp(brentq(spread, low, high, xtol=1e-14, rtol=1e-14))
