"""Stages, the routes that put them in order, and the capacity pools they share."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.base import Identifier, LocalText, Model, Sourced
from sim.scenario.durations import Duration

QueueRule = Literal["first_come", "most_homes_first", "nearest_completion_first"]
Slots = Annotated[int, Field(ge=0, le=10_000)]


class Stage(Model):
    """A named step; identical work keeps its stage id on every route, so that it meets the same chance."""

    name: LocalText = Field(description="name shown to readers")
    duration: Duration = Field(description="how long it takes")
    calendar: Identifier | None = Field(
        default=None, description="id of the calendar it is worked on; none: every day counts"
    )
    pool: Identifier | None = Field(
        default=None, description="id of the capacity pool of which it holds one slot throughout"
    )


class Step(Model):
    """A stage as it stands on one route."""

    stage: Identifier = Field(description="id of the stage")
    after: tuple[Identifier, ...] = Field(
        default=(), max_length=63, description="stages that must be done before it starts"
    )
    duration: Duration | None = Field(
        default=None, description="duration on this route, where it differs from the stage's own"
    )


class Route(Model):
    """The stage graph a project follows."""

    name: LocalText = Field(description="name shown to readers")
    steps: tuple[Step, ...] = Field(
        min_length=1, max_length=64, description="the stages and what each comes after"
    )
    eligible_after: Identifier = Field(
        description="stage at whose end the structure is up and the homes are fit for sale "
        "(reading `eligible`)"
    )
    handed_over_after: Identifier = Field(
        description="stage at whose end the homes are accepted and given to households "
        "(reading `handed_over`)"
    )


class CapacityChange(Sourced):
    """A new number of slots from a date on; work under way is never interrupted."""

    from_date: date = Field(description="day from whose beginning the new number holds")
    slots: Slots = Field(description="slots from that day on")


class Pool(Sourced):
    """A shared limited number of slots."""

    name: LocalText = Field(description="name shown to readers")
    slots: Slots = Field(description="slots that the projects of this register may use on the data date")
    other_users: LocalText = Field(
        description="who else uses the same people or firms, and how that was allowed for"
    )
    queue: QueueRule = Field(
        default="first_come",
        description="who goes first: first_come (by time of request), most_homes_first, "
        "nearest_completion_first",
    )
    changes: tuple[CapacityChange, ...] = Field(
        default=(), max_length=100, description="later capacities, by date"
    )


class OwnDuration(Model):
    """A project's own duration for a stage; it replaces the route's and the stage's."""

    project: Identifier = Field(description="project id of the register")
    block: str | None = Field(
        default=None, description="block of the register; none: every block of the project"
    )
    stage: Identifier = Field(description="id of the stage")
    duration: Duration = Field(description="how long it takes there")
