"""What an indicator is computed from, beside the homes of the register: each number with its source and its unknown."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from sim.distributions import DistributionSpec
from sim.scenario.base import Model, Sourced
from sim.scenario.durations import check_factor
from sim.scenario.targets import Year

FloorArea = Annotated[float, Field(gt=0, le=1e11)]


class IndicatorInput(Sourced):
    """A number that may be known up to a factor only."""

    uncertain: DistributionSpec | None = Field(
        default=None,
        description="ignorance: a factor on the number that nobody knows, one value a future; none: it is taken as "
        "known",
    )

    @property
    def known(self) -> bool:
        """Whether it is taken as known."""
        return self.uncertain is None or self.uncertain.one_value

    @model_validator(mode="after")
    def _factor_of_reason(self) -> Self:
        if self.uncertain is not None:
            check_factor(self.uncertain)
        return self


class ExistingStock(IndicatorInput):
    """Floor area that stood on some day."""

    as_of: date = Field(description="day on which it stood, not after the data date")
    m2: FloorArea = Field(description="floor area of all dwellings of the area on that day, in m²")


class OtherConstruction(IndicatorInput):
    """Dwellings built outside the register, by people themselves and by the market: never left out in silence."""

    m2_a_year: FloorArea = Field(
        description="floor area added a year from the day of the stock on, less what is pulled down; until the data "
        "date with the homes of the register in it, after it without them"
    )


class HomeArea(IndicatorInput):
    """Floor area of a home of the register."""

    m2: Annotated[float, Field(gt=0, le=10_000)] = Field(
        description="floor area of one home in the mean, in m²"
    )


class Inhabitants(Model):
    """Inhabitants of the area in one year."""

    year: Year = Field(description="calendar year")
    persons: Annotated[int, Field(ge=1, le=1_000_000_000)] = Field(description="inhabitants at its end")


class Population(IndicatorInput):
    """Inhabitants of the indicator's area."""

    years: tuple[Inhabitants, ...] = Field(
        min_length=1,
        max_length=25,
        description="inhabitants at the end of each year that has a target, in its order",
    )


class ShareOfHomes(Sourced):
    """Share of the register's homes that lie in the indicator's area."""

    share: Annotated[float, Field(ge=0, le=1)] = Field(description="between 0 and 1, the same in every year")
    as_sure_as_cases: Annotated[float, Field(ge=0.1, le=1_000_000)] | None = Field(
        default=None,
        description="ignorance: as sure as if so many cases had been seen; the share is then drawn once a future, from "
        "the beta distribution with this mean; none: it is taken as known",
    )

    @property
    def known(self) -> bool:
        """Whether it is taken as known."""
        return self.as_sure_as_cases is None or self.share in (0.0, 1.0)
