"""One row of the project register: a project, or one of its blocks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from sim.errors import msg
from sim.scenario.base import (
    MOST_BLOCKS,
    MOST_ID_CHARACTERS,
    MOST_ROUNDS,
    Identifier,
    Model,
    ProjectId,
    Sourced,
    SourceIds,
    Words,
    refuse,
)

Status = Literal["not_started", "in_progress", "completed", "ended"]
CountedBefore = Literal["yes", "no", "alternatives"]
EndedHow = Literal["cancelled", "lapsed", "stopped", "merged", "split"]
STATUSES: tuple[Status, ...] = get_args(Status)
COUNTED_BEFORE: tuple[CountedBefore, ...] = get_args(CountedBefore)
ENDED_HOW: tuple[EndedHow, ...] = get_args(EndedHow)
PASSED_ON: tuple[EndedHow, ...] = ("merged", "split")
"""Ends after which the homes of a project are those of others."""
EXAMPLE_NOTE = "VÍ DỤ (xóa dòng này khi nhập dự án thật) / EXAMPLE (delete this row)"
"""Note of the rows that a new register is filled with to show how; a real project has another, or none."""


class NumberRange(Model):
    """A number, or a range in which every value is equally likely because nobody knows it."""

    low: float
    high: float

    @property
    def known(self) -> bool:
        """Whether it is a single number."""
        return self.low == self.high


class DateRange(Model):
    """A day, or a span of days (both included) somewhere in which something happened or will happen."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Number of days in the span."""
        return (self.last - self.first + timedelta(days=1)).days


class ProgressReports(Sourced):
    """How far the share of work that is said to be done lies from the true one, in all rows that state one."""

    sigma_log: Annotated[float, Field(gt=0, le=2)] = Field(
        description="standard deviation of the logarithm of the whole work that a stated share speaks for (work done "
        "/ share), about the true one: with 0.15 about 7 in 10 lie within 15%"
    )


class StageUnderWay(Model):
    """A stage in progress on the data date: when it began, how much of it is done, when its work stood still.

    `progress` is the share of its work that is said to be done; `stopped_since` the day from which its work has stood
    still, None where it goes on; `stops` are spans of days, over by now, in which it did.
    """

    stage: Identifier
    start: DateRange
    progress: Annotated[float, Field(gt=0, lt=1)] | None = None
    stopped_since: date | None = None
    stops: tuple[DateRange, ...] = ()


class FinishedStage(Model):
    """A stage that ended before the data date: when it ended, and when it began; None where that is not told."""

    stage: Identifier
    begin: DateRange | None = None
    end: DateRange


class EndedAs(Model):
    """How a project that will not be completed ended, and when; into which projects it went, and why.

    `into` holds ids of projects: one of a project that was merged, several of one that was split, else none.
    """

    how: EndedHow
    when: DateRange
    into: tuple[ProjectId, ...] = ()
    reason: str = ""


class ProjectRow(Model):
    """One row of the register.

    The descriptions are those of the spreadsheet's columns; `sim.register` turns cells into these values.
    """

    project_id: ProjectId = Field(
        description="short id of the project, as its department writes it; rows of one project share it"
    )
    block: str = Field(
        default="",
        max_length=MOST_ID_CHARACTERS,
        pattern=r"^[^#]*$",
        description="block or lot, where the project has several rows; without #, which numbers the blocks of a row",
    )
    name: str = Field(min_length=1, max_length=300, description="name of the project")
    place: str = Field(default="", max_length=200, description="ward or commune")
    investor: str = Field(default="", max_length=200, description="investor, where one is known")
    route: Identifier = Field(description="id of the route it follows")
    homes: NumberRange = Field(
        description="homes: a number (683), or a range nobody can narrow (400..600); 0 for what brings none but takes "
        "its turn, such as a school or a road"
    )
    homes_group: Identifier | None = Field(
        default=None, description="id of the homes group it belongs to, if any"
    )
    blocks: Annotated[int, Field(ge=1, le=MOST_BLOCKS)] = Field(
        default=1,
        description="number of blocks of about equal size that the homes of this row are built in; empty: 1",
    )
    tender_round: Annotated[int, Field(ge=1, le=MOST_ROUNDS)] = Field(
        default=1,
        description="in_progress in a tender: which round is under way (`stage_start` is then when that round began); "
        "empty: 1",
    )
    land_ha: NumberRange | None = Field(default=None, description="land in hectares: a number or a range")
    status: Status = Field(
        description="not_started, in_progress, completed or ended (it will not be completed), on the data date"
    )
    entry: DateRange | None = Field(
        default=None,
        description="not_started: day, month, year or span in which its first stage can begin; with start_hazard the "
        "first day on which it can, empty: the data date",
    )
    start_hazard: Identifier | None = Field(
        default=None,
        description="not_started: id of the start hazard at which it begins, if that is no matter of dates",
    )
    never_begins: Identifier | None = Field(
        default=None,
        description="not completed: id of the class of projects, of which some never begin, that it belongs to, if any",
    )
    under_way: tuple[StageUnderWay, ...] = Field(
        default=(),
        description="in_progress: stages under way (column stage), when each began (column stage_start), and which "
        "share of its work was done on the date of the status (column progress), and when its work stood still "
        "(columns stopped_since and stops); none where stages are done and what follows has not begun",
    )
    done: tuple[Identifier, ...] = Field(
        default=(),
        description="in_progress: further stages already done, beside those before the stages under way; the stages "
        "done where none is under way",
    )
    finished: tuple[FinishedStage, ...] = Field(
        default=(),
        description="stages already done of which dates are known: when each ended, or when it began and ended; a "
        "stage named here need not be named in `done`",
    )
    completed_on: DateRange | None = Field(default=None, description="completed: when")
    ended_as: EndedAs | None = Field(
        default=None,
        description="ended: how (cancelled, lapsed, stopped for good, merged into another project, split into others) "
        "and when (column ended_as), into which projects (column ended_into), and why (column ended_reason)",
    )
    counted_before: CountedBefore = Field(
        description="whether its homes were in the official statistic before the data date: yes, no, or alternatives"
    )
    status_as_of: date = Field(description="date of the page or report that states the status")
    source: SourceIds = Field(default=(), description="id, or several ids, of the sources file")
    assumption: str = Field(
        default="", max_length=2000, description="what is assumed in this row, and why (Vietnamese)"
    )
    assumption_en: str = Field(default="", max_length=2000, description="the same in English")
    note: str = Field(default="", max_length=2000, description="anything a reader should know")
    row: Annotated[int, Field(ge=2)] = Field(default=2, exclude=True, description="row of the spreadsheet")

    @model_validator(mode="after")
    def _has_homes(self) -> Self:
        if self.homes.low < 1 and self.homes.high > 0:
            raise refuse(
                msg("{homes} homes", homes=self.homes.low),
                msg("1 home or more, or 0 where it brings none"),
                msg("correct the number of homes"),
            )
        return self

    @property
    def without_homes(self) -> bool:
        """Whether it has no homes: a school or a road, which takes its turn all the same."""
        return self.homes.high == 0

    @property
    def key(self) -> str:
        """Id of the row: project id, or project id/block."""
        return f"{self.project_id}/{self.block}" if self.block else self.project_id

    @property
    def stages_done(self) -> tuple[str, ...]:
        """Stages stated to be done, with or without their dates."""
        return tuple(dict.fromkeys((*self.done, *(one.stage for one in self.finished))))

    @property
    def over(self) -> bool:
        """Whether nothing of it is still to come."""
        return self.status in ("completed", "ended")

    @property
    def passed_on(self) -> bool:
        """Whether its homes are those of the projects that it was merged or split into, and counted there alone."""
        return self.ended_as is not None and self.ended_as.how in PASSED_ON

    @property
    def reasoning(self) -> Words | None:
        """What is assumed and why; a cell left blank takes the other language's."""
        vi, en = self.assumption or self.assumption_en, self.assumption_en or self.assumption
        return Words(vi=vi, en=en) if vi else None
