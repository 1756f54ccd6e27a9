"""What changes on a date: shares of time cut off, stages that overlap, green lanes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal, Protocol, Self, TypeVar

from pydantic import Field, model_validator

from sim.distributions import DistributionSpec
from sim.errors import msg
from sim.scenario.base import Identifier, LocalText, Model, Sourced, refuse

_Change = TypeVar("_Change", bound="_Dated")


class _Dated(Protocol):
    """Something that holds from a date on."""

    @property
    def from_date(self) -> date: ...


def in_force(changes: Sequence[_Change], data_date: date) -> _Change | None:
    """Last of the changes, in order of date, that came before the data date; None where none did."""
    return next((change for change in reversed(changes) if change.from_date < data_date), None)


def still_to_come(changes: Sequence[_Change], data_date: date) -> tuple[_Change, ...]:
    """Changes on the data date or after it, in order of date."""
    return tuple(change for change in changes if change.from_date >= data_date)


MOST_CUT = 0.95
"""Largest share that can be cut off."""
CutShare = Annotated[float, Field(ge=0, le=MOST_CUT)]


class Cut(Model):
    """A share cut off from a date on; it holds until the next date."""

    from_date: date = Field(description="day from whose beginning it holds")
    share: CutShare = Field(description="share cut off, 0 to 0.95")


Cuts = Annotated[tuple[Cut, ...], Field(max_length=20)]


class PromisedCut(Cut):
    """A share of the agencies' time promised away from a date on, for all stages alike or for some by themselves."""

    by_stage: dict[Identifier, CutShare] = Field(
        default={},
        max_length=64,
        description="shares of single stages, in place of `share`; the others take `share`",
    )

    def of(self, stage_id: str) -> Cut:
        """Cut that is promised for a stage."""
        return Cut(from_date=self.from_date, share=self.by_stage.get(stage_id, self.share))


class Overlap(Sourced):
    """An earlier stage whose end this one need not wait for: from a date on it is enough that the other has begun."""

    stage: Identifier = Field(description="stage of `after` that it may run beside")
    from_date: date = Field(
        description="it is enough that the other stage has begun, where it begins on this day or later"
    )


class FastTrack(Sourced):
    """Procedures that go faster from a date on (green lane): a cut of the agencies' share of some stages.

    Of a stage's time a share is in the hands of State agencies; the track promises to cut that by `share`, and delivers
    a part of the promise that nobody knows. From the date on work on these stages runs faster, files already lodged
    included unless they are spared.
    """

    name: LocalText = Field(description="name shown to readers")
    stages: tuple[Identifier, ...] = Field(
        min_length=1, max_length=64, description="ids of the stages it covers; each states `agency_share`"
    )
    routes: tuple[Identifier, ...] = Field(
        default=(), max_length=64, description="ids of the routes on which it holds; none: all"
    )
    cuts: Annotated[tuple[PromisedCut, ...], Field(min_length=1, max_length=20)] = Field(
        description="what is promised: shares of the agencies' time, by date, and `by_stage` where they differ"
    )
    base: Literal["observed", "statutory"] = Field(
        default="observed",
        description="what the cut is a share of: observed (the time agencies really take) or statutory (the limit "
        "set by law, by `statutory_share`)",
    )
    statutory_share: dict[Identifier, Annotated[float, Field(gt=0, le=10)]] = Field(
        default={},
        description="for each stage, the statutory limit divided by the time that agencies really take; needed with "
        "base statutory",
    )
    delivered: DistributionSpec = Field(
        description="ignorance: the part of the promise that is delivered, 0 to 1, one value a future"
    )
    spare_lodged: bool = Field(
        default=False, description="whether stages begun before the first cut keep their old pace"
    )
    also_pooled: bool = Field(
        default=False,
        description="whether stages that hold a slot of a pool may be covered; a shorter stay then frees slots too",
    )

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        shape = self.delivered.distribution()
        if float(shape.quantile(1e-9)) < 0 or float(shape.quantile(1 - 1e-9)) > 1:
            raise refuse(
                msg("`delivered` that can leave 0 to 1"),
                msg("a share of the promise, 0 to 1"),
                msg(
                    "use a distribution with both ends inside 0 to 1, such as uniform, triangular or "
                    "quantiles"
                ),
            )
        missing = [stage for stage in self.stages if stage not in self.statutory_share]
        if self.base == "statutory" and missing:
            raise refuse(
                msg("no `statutory_share` for the stages {stages}", stages=", ".join(missing)),
                msg("with base statutory, the limit divided by the observed time, for every stage"),
                msg("add what is missing, or state the cut as a share of the observed time"),
            )
        return self
