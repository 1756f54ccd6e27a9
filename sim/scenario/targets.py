"""The targets."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.errors import msg
from sim.scenario.base import Model, Sourced, refuse

Reading = Literal["counted", "eligible", "handed_over"]
READINGS: tuple[Reading, ...] = ("counted", "eligible", "handed_over")
CarryOver = Literal["none", "surplus", "cumulative"]
Year = Annotated[int, Field(ge=2011, le=2035)]
HomeCount = Annotated[int, Field(ge=1, le=10_000_000)]
HomesOrNone = Annotated[int, Field(ge=0, le=10_000_000)]
PastYear = Annotated[int, Field(ge=1990, le=2035)]


class YearTarget(Model):
    """Homes to be completed in one calendar year."""

    year: Year = Field(description="calendar year")
    homes: HomesOrNone = Field(description="homes to be completed in it")


class PeriodTarget(Model):
    """Homes to be completed over several years."""

    first_year: Year = Field(description="first year of the period")
    last_year: Year = Field(description="last year of the period, included")
    homes: HomeCount = Field(description="homes to be completed over the period")


class ProgrammeTarget(Model):
    """A longer programme, part of which is already done."""

    first_year: PastYear = Field(description="first year of the programme")
    last_year: Year = Field(description="last year of the programme, included")
    homes: HomeCount = Field(description="homes to be completed over the programme")
    done_before: HomesOrNone = Field(description="homes officially completed in it before the data date")


class DoneThisYear(Sourced):
    """Homes done in the data date's own year before the data date: they count for that year's target."""

    counted: HomesOrNone = Field(description="homes entered in the official statistic since 1 January")
    eligible: HomesOrNone = Field(description="homes made fit for sale since 1 January")
    handed_over: HomesOrNone = Field(description="homes handed over since 1 January")


class Targets(Sourced):
    """What is to be reached."""

    years: tuple[YearTarget, ...] = Field(
        min_length=1, max_length=25, description="target of each calendar year, in order"
    )
    carry_over: CarryOver = Field(
        default="none",
        description="none: each year alone; surplus: homes beyond a year's target help the next; "
        "cumulative: surplus and deficit are both carried",
    )
    done_this_year: DoneThisYear | None = Field(
        default=None, description="homes done since 1 January; needed where the data date is not 1 January"
    )
    period: PeriodTarget | None = Field(default=None, description="target of the whole period")
    programme: ProgrammeTarget | None = Field(default=None, description="target of the longer programme")

    @model_validator(mode="after")
    def _consecutive(self) -> Self:
        years = [target.year for target in self.years]
        if years != list(range(years[0], years[0] + len(years))):
            raise refuse(
                msg("years {years}", years=", ".join(str(year) for year in years)),
                msg("consecutive years in rising order, each once"),
                msg("put the years in order and fill the gaps"),
            )
        return self
