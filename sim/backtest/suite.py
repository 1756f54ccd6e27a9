"""A suite: outcomes, and forecasts of them as they could have been made on past dates."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.errors import msg
from sim.scenario import (
    FORMAT,
    HomesBetween,
    Identifier,
    LocalText,
    Model,
    Reading,
    Sourced,
    refuse,
)

RivalKind = Literal["official", "target_met", "last_year", "straight_line", "reference_class"]
StatedKind = Literal["official", "last_year"]
FileName = Annotated[str, Field(min_length=1, max_length=255)]


class Result(Sourced):
    """What came."""

    homes: HomesBetween | None = Field(
        default=None,
        description="homes of the year by the outcome's definition: a number, or [fewest, most] where sources disagree "
        "(both ends are scored); none: only whether the target was met is known",
    )
    met: bool | None = Field(
        default=None, description="whether the target was met, where the homes are not published"
    )

    @model_validator(mode="after")
    def _says_one_of_them(self) -> Self:
        if (self.homes is None) == (self.met is None):
            raise refuse(
                msg("a result with both `homes` and `met`, or neither"),
                msg("`homes`; or `met` where the homes are not published"),
                msg("keep one of them"),
            )
        if self.homes is not None and self.homes[0] > self.homes[1]:
            raise refuse(
                msg("{low} homes at least and {high} at most", low=self.homes[0], high=self.homes[1]),
                msg("[fewest, most], the smaller number first"),
                msg("swap or correct the two numbers"),
            )
        return self


class Rival(Sourced):
    """Another forecast of the same outcome, made by somebody else or by a simple rule from a stated number."""

    kind: StatedKind = Field(
        description="official: a forecast that an office made; last_year: the rate of the years before"
    )
    by: LocalText = Field(description="who made it, or from which years it is taken")
    made_on: date = Field(description="day on which it was made, not after the as-of date")
    homes: Annotated[int, Field(ge=0, le=10_000_000)] | None = Field(
        default=None, description="homes forecast for the whole year"
    )
    chance: Annotated[float, Field(ge=0, le=1)] | None = Field(
        default=None,
        description='chance given to the target; "unable" is 0; none: 1 where `homes` reach the target, else 0',
    )
    counted_then: Annotated[int, Field(ge=0, le=10_000_000)] | None = Field(
        default=None, description="homes it called counted by then: a floor of what could come"
    )

    @model_validator(mode="after")
    def _forecasts_something(self) -> Self:
        if self.homes is None and self.chance is None:
            raise refuse(
                msg("a rival that forecasts neither homes nor a chance"),
                msg("`homes`, `chance`, or both"),
                msg("write what was forecast"),
            )
        return self


class YearOutcome(Model):
    """Homes of one place in one year, whether they are known yet or not."""

    id: Identifier = Field(description="short name, by which forecasts name it")
    place: LocalText = Field(
        description="place, as the list of finished plans calls it: its own plans are no rival of its forecasts"
    )
    year: Annotated[int, Field(ge=2011, le=2035)] = Field(description="calendar year")
    reading: Reading = Field(description="which reading of the scenario it is held against")
    definition: LocalText = Field(description="which homes the published number counts")
    result: Result | None = Field(default=None, description="what came; none: not known yet, left unscored")
    kept: FileName | None = Field(
        default=None,
        description="folder of forecasts that `run --keep` wrote, beside this file or below it: those of this year are "
        "scored too",
    )
    rivals: tuple[Rival, ...] = Field(
        default=(),
        max_length=20,
        description="forecasts made by others, held against kept ones of the same day or later",
    )


class Forecast(Model):
    """One forecast of an outcome on a register as it stood."""

    outcome: Identifier = Field(description="id of the outcome")
    as_of: date = Field(description="nothing that became public after this day may enter")
    scenario: FileName = Field(
        description="scenario as it was known then, a file beside this one or below it"
    )
    rivals: tuple[Rival, ...] = Field(
        default=(),
        max_length=20,
        description="forecasts made by others; that the target is met, a straight line from the homes done so far and "
        "the finished plans of others are added where they can be worked out",
    )
    note: LocalText | None = Field(default=None, description="what to know of it, and why it errs as it does")


class Suite(Model):
    """A back-test: outcomes and the forecasts that are held against them."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)] = Field(description="version of this file format: 1")
    name: LocalText = Field(description="name shown to readers")
    description: LocalText | None = Field(default=None, description="what it tests, in a few sentences")
    sources: FileName = Field(
        default="sources.toml", description="list of sources, a TOML file beside or below"
    )
    futures: Annotated[int, Field(ge=100, le=100_000)] = Field(
        default=2000, description="futures of each forecast; each draws its own unknown values"
    )
    reference_class: Identifier = Field(
        alias="class",
        default="one_year",
        description="class of the list of finished plans that is a rival: plans published by the as-of date, of other "
        "places",
    )
    beside: tuple[Identifier, ...] = Field(
        default=(),
        max_length=5,
        description="classes of the list that are told beside the scores: how far other official forecasts came",
    )
    outcomes: tuple[YearOutcome, ...] = Field(min_length=1, max_length=500, description="what is forecast")
    forecasts: tuple[Forecast, ...] = Field(
        default=(), max_length=500, description="each outcome from one date or several"
    )
    mending: LocalText | None = Field(
        default=None, description="why the scores are as they are, and what would mend them"
    )
