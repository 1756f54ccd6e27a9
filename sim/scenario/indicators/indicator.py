"""An indicator: what is to be reached in which years, and the formula by which homes help to reach it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.errors import msg
from sim.scenario.base import LocalText, Model, Sourced, refuse
from sim.scenario.indicators.inputs import (
    ExistingStock,
    HomeArea,
    IndicatorInput,
    OtherConstruction,
    Population,
    ShareOfHomes,
)
from sim.scenario.targets import Reading, Year


class IndicatorTarget(Model):
    """Value of an indicator to be reached by the end of a year."""

    year: Year = Field(description="calendar year, at whose end it is to be reached")
    at_least: Annotated[float, Field(gt=0, le=100_000)] = Field(
        description="value to be reached, in the unit of the kind: m² a person"
    )


class Indicator(Sourced):
    """A yearly indicator of a programme that is computed from homes; it moves no home."""

    name: LocalText = Field(description="name shown to readers, with the area it is about")
    kind: Literal["floor_area_per_person"] = Field(
        description="the formula; `floor_area_per_person`: (existing stock + other construction a year x years since + "
        "homes completed since the data date x share of them in the area x floor area of a home) / inhabitants, in m² "
        "a person"
    )
    counts: Reading = Field(description="which homes are completed: counted, eligible or handed_over")
    years: tuple[IndicatorTarget, ...] = Field(
        min_length=1, max_length=25, description="values to be reached, years in rising order"
    )
    stock: ExistingStock = Field(description="floor area that stood before")
    other_construction: OtherConstruction = Field(description="dwellings built outside the register")
    home_area: HomeArea = Field(description="floor area of a home of the register")
    population: Population = Field(description="inhabitants")
    share_of_homes: ShareOfHomes | None = Field(
        default=None,
        description="share of the homes in the indicator's area, where that is smaller than the register's; none: all",
    )

    @property
    def inputs(self) -> Mapping[str, IndicatorInput | ShareOfHomes]:
        """What it is computed from beside the homes, by the name of the field."""
        found: dict[str, IndicatorInput | ShareOfHomes] = {
            "stock": self.stock,
            "other_construction": self.other_construction,
            "home_area": self.home_area,
            "population": self.population,
        }
        return found if self.share_of_homes is None else found | {"share_of_homes": self.share_of_homes}

    @property
    def unknown(self) -> bool:
        """Whether it states a number that nobody knows."""
        return any(not part.known for part in self.inputs.values())

    @model_validator(mode="after")
    def _years_in_order(self) -> Self:
        years = [target.year for target in self.years]
        if years != sorted(set(years)):
            raise refuse(
                msg("years {years}", years=", ".join(map(str, years))),
                msg("years in rising order, each once"),
                msg("put the years in order"),
            )
        counted = [each.year for each in self.population.years]
        if counted != years:
            raise refuse(
                msg("inhabitants of {years}", years=", ".join(map(str, counted))),
                msg("inhabitants of the years that have a target: {years}", years=", ".join(map(str, years))),
                msg("state the inhabitants of these years, in their order, and of no others"),
            )
        return self
