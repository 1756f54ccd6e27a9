"""What a lever changes: the mechanisms of the model that a value acts on, each as a table of the lever's file."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.distributions import DistributionSpec, SingleSpec
from sim.errors import msg
from sim.scenario import FastTrack, Identifier, LocalText, Model, QueueRule, Unit, refuse

Ids = Annotated[tuple[Identifier, ...], Field(max_length=64)]
SomeIds = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=64)]


class _Amount(Model):
    per_unit: Annotated[float, Field(ge=-1e9, le=1e9)] | None = Field(
        default=None,
        description="effect of each unit by which the lever's value differs from its neutral one",
    )
    to: Annotated[float, Field(ge=0, le=1e9)] | None = Field(
        default=None, description="what it becomes, whatever the value; causes state this"
    )

    @model_validator(mode="after")
    def _says_how_much(self) -> Self:
        if (self.per_unit is None) == (self.to is None):
            raise refuse(
                msg("both `per_unit` and `to`, or neither"),
                msg("`per_unit` where the value says how much, or `to` where it is always the same"),
                msg("keep exactly one of the two"),
            )
        return self


class FastTrackChange(_Amount):
    """Procedures that go faster (green lane): the effect is the share of the agencies' time that is promised away."""

    kind: Literal["fast_track"]
    id: Identifier = Field(description="id of the fast track in the scenario that results")
    stages: SomeIds = Field(description="ids of the stages it covers; each states `agency_share`")
    routes: Ids = Field(default=(), description="ids of the routes on which it holds; none: all")
    base: Literal["observed", "statutory"] = Field(
        default="observed", description=FastTrack.model_fields["base"].description
    )
    statutory_share: dict[Identifier, Annotated[float, Field(gt=0, le=10)]] = Field(
        default={}, description=FastTrack.model_fields["statutory_share"].description
    )
    delivered: DistributionSpec = Field(description=FastTrack.model_fields["delivered"].description)
    also_pooled: bool = Field(default=False, description=FastTrack.model_fields["also_pooled"].description)


class OverlapChange(Model):
    """A stage that may run beside one it used to wait for, wherever it comes right after it."""

    kind: Literal["overlap"]
    stage: Identifier = Field(description="stage that may begin earlier")
    beside: Identifier = Field(description="stage that it need not wait for to the end")
    routes: Ids = Field(default=(), description="ids of the routes on which it holds; none: all")
    rejoin: bool = Field(
        default=True, description="whether what follows the stage waits for the end of both, as it did before"
    )


class TenderSuccessChange(_Amount):
    """How readily a call finds an investor: the odds are multiplied by 1 + effect; `to` is the chance itself."""

    kind: Literal["tender_success"]
    stages: SomeIds = Field(description="ids of stages that consist of tender rounds")


class StallHazardChange(_Amount):
    """How often investors stall: the effect is the share by which the rate falls; `to` is the rate in events a year."""

    kind: Literal["stall_hazard"]
    routes: Ids = Field(default=(), description="ids of the routes on which it holds; none: all")


class GraceChange(_Amount):
    """How long a stalled investor keeps the project: the effect is the share of the grace period cut off."""

    kind: Literal["grace"]
    routes: Ids = Field(default=(), description="ids of the routes on which it holds; none: all")


class LawDateChange(_Amount):
    """A law that comes into force at another date: the effect is the number of months, later where positive."""

    kind: Literal["law_date"]
    stage: Identifier = Field(description="id of the stage that the law changes")
    law: date = Field(description="date of the law in the scenario")


class AddedComponent(Model):
    """A kind of case that a duration does not know yet."""

    name: LocalText = Field(description="what kind of case this is, for readers")
    unit: Unit = Field(description="unit of `spread`; the same as that of the duration it is added to")
    spread: SingleSpec = Field(description="the duration of this kind of case")


class ComponentWeightChange(_Amount):
    """How many cases are of which kind: the effect is the share of the other kinds' cases that become this kind."""

    kind: Literal["component_weight"]
    stages: SomeIds = Field(
        description="ids of the stages whose durations are mixtures, or take a kind of case in"
    )
    routes: Ids = Field(default=(), description="ids of the routes on which it holds; none: all")
    component: Identifier = Field(description="id of the kind of case that gains")
    out_of: Ids = Field(default=(), description="ids of the kinds of case that lose; none: all others")
    added: AddedComponent | None = Field(
        default=None, description="what that kind of case is, where the durations do not have it"
    )


class DurationCutChange(_Amount):
    """How long a stage takes: the effect is the share by which its durations are shorter."""

    kind: Literal["duration_cut"]
    stages: SomeIds = Field(description="ids of the stages; none that the law protects")
    routes: Ids = Field(default=(), description="ids of the routes on which it holds; none: all")


class SlotsChange(_Amount):
    """How many slots a capacity pool has: the effect is added; `to` is the number itself."""

    kind: Literal["slots"]
    pool: Identifier = Field(description="id of the capacity pool")


class StockChange(_Amount):
    """How much there is of a stock: the effect is added; `to` is the quantity there on the data date."""

    kind: Literal["stock"]
    stock: Identifier = Field(description="id of the stock")
    added: Literal["once", "every_refill"] = Field(
        default="once",
        description="once (on the lever's date) or every_refill (to each refill from that date on)",
    )


class QueueChange(Model):
    """Who goes first in capacity pools, for requests from the lever's date on."""

    kind: Literal["queue"]
    pools: SomeIds = Field(description="ids of the capacity pools")
    rule: QueueRule = Field(description="first_come, most_homes_first or nearest_completion_first")


class ProjectsChange(_Amount):
    """More projects: the effect is their number; each has facts of its own that do not depend on how many there are."""

    kind: Literal["projects"]
    prefix: Annotated[str, Field(pattern=r"^[A-Z][A-Z_\-]{0,7}$")] = Field(
        description="capital letters that their ids begin with; a number follows"
    )
    name: LocalText = Field(description="name of each; a number follows")
    route: Identifier = Field(description="id of the route they follow")
    homes: tuple[Annotated[float, Field(ge=1)], Annotated[float, Field(ge=1)]] = Field(
        description="fewest and most homes of one project"
    )
    land_ha: tuple[Annotated[float, Field(gt=0)], Annotated[float, Field(gt=0)]] | None = Field(
        default=None, description="least and most land of one project, in hectares"
    )
    blocks: Annotated[int, Field(ge=1, le=24)] = Field(default=1, description="blocks of each project")
    every_months: Annotated[int, Field(ge=0, le=60)] = Field(
        description="months by which each project can begin later than the one before; the first on the lever's date"
    )
    window_months: Annotated[int, Field(ge=1, le=60)] = Field(
        description="months in which a project begins, somewhere"
    )


class FactorSharedChange(_Amount):
    """How much common factors move all projects together: `to` is the share; each stage alone keeps its law."""

    kind: Literal["factor_shared"]
    factors: Ids = Field(default=(), description="ids of the common factors; none: all")


class CalendarMonthsChange(_Amount):
    """How much work the months allow: `to` is the rate of every month; the work there is to do stays what it was."""

    kind: Literal["calendar_months"]
    calendar: Identifier = Field(description="id of the calendar")


class DeliveredChange(_Amount):
    """How much of their promise fast tracks deliver: `to` is the part, 0 to 1."""

    kind: Literal["delivered"]
    tracks: Ids = Field(default=(), description="ids of the fast tracks; none: all")


Change = Annotated[
    FastTrackChange
    | OverlapChange
    | TenderSuccessChange
    | StallHazardChange
    | GraceChange
    | LawDateChange
    | ComponentWeightChange
    | DurationCutChange
    | SlotsChange
    | StockChange
    | QueueChange
    | ProjectsChange
    | FactorSharedChange
    | CalendarMonthsChange
    | DeliveredChange,
    Field(discriminator="kind"),
]
AtOnce = LawDateChange | FactorSharedChange | CalendarMonthsChange | DeliveredChange
"""Changes that know no date of their own: they hold for the whole scenario."""
Stepwise = (
    FastTrackChange
    | TenderSuccessChange
    | StallHazardChange
    | GraceChange
    | ComponentWeightChange
    | DurationCutChange
    | SlotsChange
    | StockChange
)
"""Changes that can come in steps."""
