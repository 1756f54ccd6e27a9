"""Stages, the routes that put them in order, and the capacity pools they share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.amendments import Overlap, in_force
from sim.scenario.base import MOST_BLOCKS, Grounded, Identifier, LocalText, ProjectId, Sourced
from sim.scenario.durations import Duration
from sim.scenario.investors import Fallback, Recall, Tender, Validity
from sim.scenario.market import Share
from sim.scenario.stocks import StockUse

QueueRule = Literal["first_come", "most_homes_first", "nearest_completion_first"]
Slots = Annotated[int, Field(ge=0, le=10_000)]


class AgencyShare(Sourced):
    """How much of a stage is State-agency time."""

    share: Share = Field(description="share of the stage's time, 0 to 1")


class Amendment(Sourced):
    """How a law changes a stage from the day it comes into force; part of the baseline, not a lever."""

    from_date: date = Field(description="day from whose beginning it holds for stages that start")
    name: LocalText = Field(description="the law, in a few words")
    duration: Duration = Field(description="how long the stage takes from then on")
    tender: Tender | None = Field(
        default=None, description="rounds the stage consists of from then on, if any"
    )


class Stage(Grounded):
    """A piece of work with a name; the same work has the same stage id on every route, so that it draws the same
    random numbers there.
    """

    name: LocalText = Field(description="name shown to readers")
    duration: Duration = Field(description="how long it takes")
    calendar: Identifier | None = Field(
        default=None, description="id of the calendar it is worked on; none: every day counts"
    )
    pool: Identifier | None = Field(
        default=None, description="id of the capacity pool of which it holds one slot throughout"
    )
    tender: Tender | None = Field(
        default=None, description="rounds it consists of, where it calls for investors"
    )
    law: tuple[Amendment, ...] = Field(
        default=(),
        max_length=20,
        description="how laws already passed change it, in the order in which they come into force",
    )
    stock: StockUse | None = Field(default=None, description="what it takes from a stock before it starts")
    protected: bool = Field(
        default=False, description="a wait the law protects (notices to land users): no lever may shorten it"
    )
    agency_share: AgencyShare | None = Field(
        default=None,
        description="share of its time that is in the hands of State agencies; what a green lane can cut",
    )

    resumes: Duration | None = Field(
        default=None,
        description="how long from the data date until work that has stopped goes on; required where the register "
        "states a stop that lasts (column stopped_since) and the step has no recall",
    )

    def tenders(self) -> Iterator[tuple[str, Tender]]:
        """Tenders it consists of, now or by a law to come, each with its place inside the stage."""
        if self.tender is not None:
            yield "tender", self.tender
        for index, amendment in enumerate(self.law):
            if amendment.tender is not None:
                yield f"law[{index}].tender", amendment.tender

    def tender_on(self, data_date: date) -> Tender | None:
        """Tender it consists of on the data date, by the law then in force."""
        law = in_force(self.law, data_date)
        return self.tender if law is None else law.tender


class StepAmendment(Sourced):
    """What a stage becomes on one route from a date on, where the route states a duration of its own."""

    from_date: date = Field(description="day from whose beginning it holds for stages that start")
    name: LocalText = Field(description="what brings it about, in a few words")
    duration: Duration = Field(description="how long the stage takes on this route from then on")
    tender: Tender | None = Field(
        default=None, description="rounds it consists of on this route from then on; none: as before"
    )


class Step(Grounded):
    """A stage as it stands on one route."""

    stage: Identifier = Field(description="id of the stage")
    after: tuple[Identifier, ...] = Field(
        default=(), max_length=63, description="stages that must be done before it starts"
    )
    duration: Duration | None = Field(
        default=None, description="duration on this route, where it differs from the stage's own"
    )
    pool: Identifier | None = Field(
        default=None, description="id of the capacity pool on this route, where it is not the stage's"
    )
    calendar: Identifier | None = Field(
        default=None, description="id of the calendar on this route, where it is not the stage's"
    )
    tender: Tender | None = Field(
        default=None,
        description="rounds it consists of on this route, whatever the stage and the laws on it say; none: as they say",
    )
    law: tuple[StepAmendment, ...] = Field(
        default=(),
        max_length=20,
        description="what that duration, and the tender, become on this route later, in order of date",
    )
    overlaps: tuple[Overlap, ...] = Field(
        default=(), max_length=8, description="stages of `after` beside which it may run, from dates on"
    )
    per_block: bool = Field(
        default=False, description="whether every block of the project goes through it by itself"
    )
    nothing_waits: bool = Field(
        default=False,
        description="true: no other stage waits for this one, and homes are handed over whether or not it has ended",
    )
    fallback: Fallback | None = Field(
        default=None,
        description="after the last failed round of a tender: assign (an investor is assigned), "
        "drop_out (the project lapses)",
    )
    assign_duration: Duration | None = Field(
        default=None,
        description="with fallback assign: how long it takes from the last failed round until an investor is assigned; "
        "none: no time",
    )
    recall: Recall | None = Field(
        default=None, description="how a stalled investor is recalled while the stage is under way"
    )
    needs_valid: Validity | None = Field(
        default=None,
        description="notice that must still be valid when this stage is to start; a void one is issued again",
    )

    def on(self, stage: Stage) -> Stage:
        """The stage as it stands on this route: with the pool, the calendar and the first tender it has there."""
        own = {"pool": self.pool, "calendar": self.calendar, "tender": self.tender}
        stated = {name: value for name, value in own.items() if value is not None}
        return stage.model_copy(update=stated) if stated else stage

    def tenders(self) -> Iterator[tuple[str, Tender]]:
        """Tenders that the route states for it, now or from dates on, each with its place inside the step."""
        if self.tender is not None:
            yield "tender", self.tender
        for index, amendment in enumerate(self.law):
            if amendment.tender is not None:
                yield f"law[{index}].tender", amendment.tender

    def all_tenders(self, path: str, stage: Stage) -> Iterator[tuple[str, Tender]]:
        """Tenders it ever consists of, by the stage, by a law or by the route, each with its dotted path.

        Parameters
        ----------
        path : str
            Dotted path of the step.
        stage : Stage
        """
        for inner_path, tender in self.tenders():
            yield f"{path}.{inner_path}", tender
        if self.tender is None:
            for inner_path, tender in stage.tenders():
                yield f"stages.{self.stage}.{inner_path}", tender


class BlockRule(Grounded):
    """How the blocks of one project are built: by crews that take them in turn."""

    at_a_time: Annotated[int, Field(ge=1, le=MOST_BLOCKS)] = Field(
        description="blocks built at a time (crews)"
    )
    until: Identifier = Field(description="stage at whose end a crew moves on to its next block")
    stagger: Duration = Field(
        description="time by which each block's first stage can follow that of the block before"
    )


class Route(Grounded):
    """The stages a project goes through, and which of them each one waits for."""

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
    blocks: BlockRule | None = Field(
        default=None,
        description="how blocks follow one another; required where a project of several blocks follows this route",
    )


class CapacityChange(Sourced):
    """A new number of slots from a date on; work under way is never interrupted."""

    from_date: date = Field(description="day from whose beginning the new number holds")
    slots: Slots = Field(description="slots from that day on")


class Pool(Sourced):
    """A shared limited number of slots."""

    name: LocalText = Field(description="name shown to readers")
    slots: Slots = Field(
        description="slots that the projects of this register may use, until the first change"
    )
    other_users: LocalText = Field(
        description="who else uses the same people or firms, and how that was allowed for"
    )
    queue: QueueRule = Field(
        default="first_come",
        description="who goes first: first_come (by time of request), most_homes_first, "
        "nearest_completion_first",
    )
    queue_from: date | None = Field(
        default=None,
        description="day from whose beginning `queue` holds for requests; those made before go first, in their order; "
        "none: always",
    )
    changes: tuple[CapacityChange, ...] = Field(
        default=(), max_length=100, description="later capacities, by date"
    )

    def slots_on(self, data_date: date) -> int:
        """Slots on the data date, changes that came before it included."""
        change = in_force(self.changes, data_date)
        return self.slots if change is None else change.slots


class OwnDuration(Grounded):
    """A project's own duration for a stage; it replaces the route's and the stage's."""

    project: ProjectId = Field(description="project id of the register")
    block: str | None = Field(
        default=None, description="block of the register; none: every block of the project"
    )
    stage: Identifier = Field(description="id of the stage")
    duration: Duration = Field(description="how long it takes there")
