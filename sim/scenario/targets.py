"""The targets, and the finished plans they are held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.errors import msg
from sim.scenario.base import Identifier, LocalText, Model, Sourced, Words, refuse

Reading = Literal["counted", "eligible", "handed_over"]
READINGS: tuple[Reading, ...] = ("counted", "eligible", "handed_over")
CarryOver = Literal["none", "surplus", "cumulative"]
Year = Annotated[int, Field(ge=2011, le=2035)]
HomeCount = Annotated[int, Field(ge=1, le=10_000_000)]
HomesOrNone = Annotated[int, Field(ge=0, le=10_000_000)]
NAMED_CLASSES = ("one_year", "several_years", "rolling_five_years")
"""Classes of finished plans that sentences have a name for; the first two are chosen by the length of the period."""
Hypothetical = Annotated[
    bool,
    Field(
        description="whether nobody has published this target: it is put up to see what it would take, and answers say "
        "so beside it"
    ),
]
PastYear = Annotated[int, Field(ge=1990, le=2035)]


class YearTarget(Model):
    """Homes to be completed in one calendar year."""

    year: Year = Field(description="calendar year")
    homes: HomesOrNone = Field(description="homes to be completed in it")
    hypothetical: Hypothetical = False


class PeriodTarget(Model):
    """Homes to be completed over several years."""

    first_year: Year = Field(description="first year of the period")
    last_year: Year = Field(description="last year of the period, included")
    homes: HomeCount = Field(description="homes to be completed over the period")
    done_before: HomesOrNone | None = Field(
        default=None,
        description="homes officially completed in it in years before that of the data date; needed where it began in "
        "such a year",
    )
    hypothetical: Hypothetical = False


class ProgrammeTarget(Model):
    """A longer programme, part of which is already done."""

    first_year: PastYear = Field(description="first year of the programme")
    last_year: Year = Field(description="last year of the programme, included")
    homes: HomeCount = Field(description="homes to be completed over the programme")
    done_before: HomesOrNone = Field(description="homes officially completed in it before the data date")
    hypothetical: Hypothetical = False


class DoneThisYear(Sourced):
    """Homes done in the data date's own year before the data date: they count for that year's target."""

    counted: HomesOrNone = Field(description="homes entered in the official statistic since 1 January")
    eligible: HomesOrNone = Field(description="homes made fit for sale since 1 January")
    handed_over: HomesOrNone = Field(description="homes handed over since 1 January")


class OutsideView(Sourced):
    """Finished plans of others, beside which the forecast of the period is set: how far did plans like it come?"""

    file: str = Field(
        default="reference_classes/plan_attainment.csv",
        min_length=1,
        max_length=255,
        description="list of finished plans, a CSV file beside this one or in a folder below it; where none stands "
        "there, the one of that name that comes with the program",
    )
    reference_class: Identifier | None = Field(
        alias="class",
        default=None,
        description="which class of the list is compared; otherwise `one_year` where the period is one calendar year, "
        "and `several_years` where it is longer",
    )
    name: LocalText | None = Field(
        default=None,
        description="what the plans of the class are called in sentences; needed for a class of your own, for example "
        "finished plans of provinces in the delta",
    )
    weight: Annotated[float, Field(ge=0, le=1)] = Field(
        description="weight of the class beside the model in the blend that is told: 0.5 trusts both alike"
    )


@dataclass(frozen=True)
class FinishedPlan:
    """A plan whose time is over, and what became of it: a row of the list that `[outside_view]` names.

    Attributes
    ----------
    place, plan : Words
        Whose plan it is, and which.
    period : str
        Its years, as the list writes them.
    ratio : float
        What was completed, divided by what was planned.
    at_least : bool
        Whether the ratio is only known to be this or higher.
    source : str
        Page or document the figures are from.
    published : str or None
        Date of the page: YYYY, YYYY-MM or YYYY-MM-DD.
    """

    place: Words
    plan: Words
    period: str
    ratio: float
    source: str
    at_least: bool = False
    published: str | None = None


@dataclass(frozen=True)
class ReferenceClass:
    """The finished plans that a scenario's period is compared with, and how much they weigh.

    Attributes
    ----------
    id : str
        Class of the list.
    view : OutsideView
        The scenario's own table; or the one that comes with the program, where the scenario states none.
    own_list : bool
        Whether the list of plans is the scenario's own, not the one that comes with the program.
    plans : tuple of FinishedPlan
        In the order of the list.
    """

    id: Identifier
    view: OutsideView
    own_list: bool
    plans: tuple[FinishedPlan, ...]


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

    @property
    def hypothetical(self) -> tuple[tuple[int, int], ...]:
        """First and last years of what nobody has published: single years, the period, the programme."""
        years = [(year.year, year.year) for year in self.years if year.hypothetical]
        spans = [span for span in (self.period, self.programme) if span is not None and span.hypothetical]
        return (*years, *((span.first_year, span.last_year) for span in spans))

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

    def from_year(self, year: int) -> Targets:
        """Targets without those of the years before one; the same object where there are none."""
        ahead = tuple(target for target in self.years if target.year >= year)
        return self if len(ahead) == len(self.years) else self.model_copy(update={"years": ahead})
