"""Shapes of chance as a scenario states them, from an expert's percentiles to a mixture of kinds of case."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.distributions import (
    Distribution,
    Exponential,
    Fixed,
    Gamma,
    Lognormal,
    Mixture,
    Pert,
    Quantiles,
    Triangular,
    Uniform,
    Weibull,
    gamma_from_mean_sd,
    gamma_from_median_p90,
    gamma_from_p10_p90,
    lognormal_from_mean_sd,
    lognormal_from_median_p90,
    lognormal_from_p10_p90,
    weibull_from_mean_sd,
    weibull_from_median_p90,
    weibull_from_p10_p90,
)
from sim.errors import msg
from sim.scenario.base import Identifier, LocalText, Model, refuse

Length = Annotated[float, Field(ge=0, le=100_000)]
PositiveLength = Annotated[float, Field(gt=0, le=100_000)]


class _Shape(Model, ABC):
    @abstractmethod
    def distribution(self) -> Distribution:
        """The shape of chance these fields state, in the unit they are written in."""

    @model_validator(mode="after")
    def _can_be_made(self) -> Self:
        try:
            self.distribution()
        except ValueError as error:
            # Reasons of `sim.distributions` hold no numbers, so that each is a key into the catalogues.
            reason = msg(str(error))
        except ArithmeticError:
            reason = msg("the numbers lie too far apart to compute with")
        else:
            return self
        raise refuse(
            msg("{numbers}: {reason}", numbers=_numbers(self), reason=reason),
            msg("durations of zero or more, in rising order"),
            msg("correct the numbers of this shape"),
        )


def _numbers(shape: Model) -> str:
    stated = shape.model_dump(exclude_none=True)
    return ", ".join(
        f"{key} = {value}" for key, value in stated.items() if key not in ("family", "components")
    )


class FixedShape(_Shape):
    """Always the same."""

    family: Literal["fixed"]
    value: Length = Field(description="the duration")

    def distribution(self) -> Distribution:
        return Fixed(self.value)


class UniformShape(_Shape):
    """Anything between two ends, equally likely."""

    family: Literal["uniform"]
    low: Length = Field(description="shortest")
    high: Length = Field(description="longest")

    def distribution(self) -> Distribution:
        return Uniform(self.low, self.high)


class TriangularShape(_Shape):
    """Two ends and the most likely value."""

    family: Literal["triangular"]
    low: Length = Field(description="shortest")
    mode: Length = Field(description="most likely")
    high: Length = Field(description="longest")

    def distribution(self) -> Distribution:
        return Triangular(self.low, self.mode, self.high)


class PertShape(_Shape):
    """An expert's shortest, most likely and longest; thin tails, so `check` warns and proposes P10 / P90."""

    family: Literal["pert"]
    low: Length = Field(description="shortest")
    mode: Length = Field(description="most likely")
    high: Length = Field(description="longest")

    def distribution(self) -> Distribution:
        return Pert(self.low, self.mode, self.high)


class ExponentialShape(_Shape):
    """Waiting with no memory: the time still to wait does not depend on the time spent."""

    family: Literal["exponential"]
    mean: PositiveLength = Field(description="mean")

    def distribution(self) -> Distribution:
        return Exponential(self.mean)


class _TwoNumbers(_Shape):
    median: PositiveLength | None = Field(default=None, description="half of the cases are shorter")
    p10: PositiveLength | None = Field(default=None, description="one case in ten is shorter")
    p90: PositiveLength | None = Field(default=None, description="one case in ten is longer")
    mean: PositiveLength | None = Field(default=None, description="mean")
    sd: PositiveLength | None = Field(default=None, description="standard deviation")

    def _stated(self) -> frozenset[str]:
        return frozenset(self.model_dump(exclude_none=True, exclude={"family"}))

    @model_validator(mode="before")
    @classmethod
    def _one_way_of_saying(cls, data: object) -> object:
        if isinstance(data, dict):
            ways: tuple[frozenset[str], ...] = cls._ways()
            known = {name for name in cls.model_fields if name != "family"}
            stated = frozenset(key for key in data if key in known)
            # A misspelt number is told as such, not as a pair that lacks it.
            if known.issuperset(data.keys() - {"family"}) and stated not in ways:
                raise refuse(
                    msg("stated by {names}", names=", ".join(sorted(stated)) or "—"),
                    msg("one of: {ways}", ways="; ".join(" + ".join(sorted(way)) for way in ways)),
                    msg("keep exactly one of these pairs"),
                )
        return data

    @classmethod
    def _ways(cls) -> tuple[frozenset[str], ...]:
        expert = ({"p10", "p90"}, {"median", "p90"}, {"mean", "sd"})
        return (frozenset(cls._parameters()), *(frozenset(way) for way in expert))

    @classmethod
    def _parameters(cls) -> set[str]:
        return {"shape", "scale"}


class LognormalShape(_TwoNumbers):
    """Right-skewed, the default for work by people; by median and log-spread, or as an expert says it."""

    family: Literal["lognormal"]
    sigma_log: Annotated[float, Field(gt=0, le=5)] | None = Field(
        default=None, description="standard deviation of the logarithm (with median)"
    )

    @classmethod
    def _parameters(cls) -> set[str]:
        return {"median", "sigma_log"}

    def distribution(self) -> Distribution:
        if self.median is not None and self.sigma_log is not None:
            return Lognormal(self.median, self.sigma_log)
        if self.p10 is not None and self.p90 is not None:
            return lognormal_from_p10_p90(self.p10, self.p90)
        if self.median is not None and self.p90 is not None:
            return lognormal_from_median_p90(self.median, self.p90)
        assert self.mean is not None
        assert self.sd is not None
        return lognormal_from_mean_sd(self.mean, self.sd)


class GammaShape(_TwoNumbers):
    """Sum of waits; stated by shape and scale, or as an expert says it."""

    family: Literal["gamma"]
    shape: PositiveLength | None = Field(default=None, description="shape parameter (with scale)")
    scale: PositiveLength | None = Field(default=None, description="scale parameter (with shape)")

    def distribution(self) -> Distribution:
        if self.shape is not None and self.scale is not None:
            return Gamma(self.shape, self.scale)
        if self.p10 is not None and self.p90 is not None:
            return gamma_from_p10_p90(self.p10, self.p90)
        if self.median is not None and self.p90 is not None:
            return gamma_from_median_p90(self.median, self.p90)
        assert self.mean is not None
        assert self.sd is not None
        return gamma_from_mean_sd(self.mean, self.sd)


class WeibullShape(_TwoNumbers):
    """Waiting whose urgency rises or falls with time; stated by shape and scale, or as an expert says it."""

    family: Literal["weibull"]
    shape: PositiveLength | None = Field(default=None, description="shape parameter (with scale)")
    scale: PositiveLength | None = Field(default=None, description="scale parameter (with shape)")

    def distribution(self) -> Distribution:
        if self.shape is not None and self.scale is not None:
            return Weibull(self.shape, self.scale)
        if self.p10 is not None and self.p90 is not None:
            return weibull_from_p10_p90(self.p10, self.p90)
        if self.median is not None and self.p90 is not None:
            return weibull_from_median_p90(self.median, self.p90)
        assert self.mean is not None
        assert self.sd is not None
        return weibull_from_mean_sd(self.mean, self.sd)


class QuantilesShape(_Shape):
    """Observed or stated percentiles, joined by straight lines; 0 and 1 must be among them."""

    family: Literal["quantiles"]
    points: tuple[tuple[float, Length], ...] = Field(
        min_length=2,
        max_length=200,
        description="pairs [share of cases not longer, duration], from share 0 to share 1",
    )

    def distribution(self) -> Distribution:
        return Quantiles(self.points)


class Component(Model):
    """One kind of case in a mixture."""

    id: Identifier | None = Field(
        default=None, description="id by which a lever knows this kind of case: clean, ordinary, very_long"
    )
    name: LocalText = Field(description="what kind of case this is: clean land, ordinary, very long")
    weight: Annotated[float, Field(gt=0, le=1)] = Field(
        description="share of cases of this kind; all shares sum to 1"
    )
    spread: SimpleShape = Field(description="the duration of this kind of case")


class MixtureShape(_Shape):
    """Several kinds of case, each with its share and its own shape."""

    family: Literal["mixture"]
    components: tuple[Component, ...] = Field(min_length=2, max_length=8, description="the kinds of case")

    def distribution(self) -> Distribution:
        return Mixture(
            tuple(part.weight for part in self.components),
            tuple(part.spread.distribution() for part in self.components),
        )


SimpleShape = Annotated[
    FixedShape
    | UniformShape
    | TriangularShape
    | PertShape
    | ExponentialShape
    | LognormalShape
    | GammaShape
    | WeibullShape
    | QuantilesShape,
    Field(discriminator="family"),
]
Shape = Annotated[
    FixedShape
    | UniformShape
    | TriangularShape
    | PertShape
    | ExponentialShape
    | LognormalShape
    | GammaShape
    | WeibullShape
    | QuantilesShape
    | MixtureShape,
    Field(discriminator="family"),
]
Component.model_rebuild()
