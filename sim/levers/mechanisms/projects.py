"""Mechanism that brings more projects: rows made from a template, each the same however many there are."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.errors import msg
from sim.levers import Pull, day_before, months_later
from sim.levers.mechanisms.base import A_CLASS, A_ROUTE, A_START_HAZARD, ByAmount
from sim.scenario import (
    MOST_BLOCKS,
    DateRange,
    Identifier,
    LocalText,
    NumberRange,
    ProjectRow,
    Scenario,
    refuse,
)


class ProjectsChange(ByAmount):
    """More projects: the effect is their number; each has facts of its own that do not depend on how many there are."""

    kind: Literal["projects"]
    prefix: Annotated[str, Field(pattern=r"^[A-Z][A-Z_\-]{0,7}$")] = Field(
        description="capital letters that their ids begin with; a number follows"
    )
    name: LocalText = Field(description="name of each; a number follows")
    route: Annotated[Identifier, A_ROUTE] = Field(description="id of the route they follow")
    homes: tuple[Annotated[float, Field(ge=1)], Annotated[float, Field(ge=1)]] = Field(
        description="fewest and most homes of one project"
    )
    land_ha: tuple[Annotated[float, Field(gt=0)], Annotated[float, Field(gt=0)]] | None = Field(
        default=None, description="least and most land of one project, in hectares"
    )
    blocks: Annotated[int, Field(ge=1, le=MOST_BLOCKS)] = Field(
        default=1, description="blocks of each project"
    )
    every_months: Annotated[int, Field(ge=0, le=60)] = Field(
        description="months by which each project can begin later than the one before; the first on the lever's date"
    )
    window_months: Annotated[int, Field(ge=1, le=60)] | None = Field(
        default=None,
        description="months in which a project begins, all days equally likely; left out with `start_hazard`",
    )
    start_hazard: Annotated[Identifier | None, A_START_HAZARD] = Field(
        default=None,
        description="id of the start hazard at which a project begins, from the first day on which it can",
    )
    never_begins: Annotated[Identifier | None, A_CLASS] = Field(
        default=None, description="id of the class of `never_begins` that each belongs to, if any"
    )

    brings_projects = True

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if (self.window_months is None) == (self.start_hazard is None):
            raise refuse(
                msg("both `window_months` and `start_hazard`, or neither"),
                msg(
                    "`window_months` where a project begins within a span, `start_hazard` where it waits as others do"
                ),
                msg("keep exactly one of the two"),
            )
        return self

    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """Add rows to the register, after those that stand in it."""
        data_date = scenario.settings.data_date
        first = pull.schedule.from_day(data_date)
        last_row = max((row.row for row in scenario.rows), default=1)
        added = tuple(
            self._row(pull, number, first, data_date, last_row + number)
            for number in range(1, round(pull.schedule.whole) + 1)
        )
        taken = {row.project_id for row in scenario.rows}.intersection(row.project_id for row in added)
        if taken:
            raise pull.refuse(
                msg("project `{project}`, which the register has already", project=min(taken)),
                msg("ids that no project has"),
                msg("choose another `prefix`"),
                "prefix",
            )
        return scenario.model_copy(update={"rows": (*scenario.rows, *added)})

    def _row(self, pull: Pull, number: int, first: date, data_date: date, row: int) -> ProjectRow:
        begins = months_later(first, self.every_months * (number - 1))
        last = begins if self.window_months is None else day_before(months_later(begins, self.window_months))
        land = None if self.land_ha is None else NumberRange(low=self.land_ha[0], high=self.land_ha[1])
        assumption = pull.by.assumption
        return ProjectRow(
            project_id=f"{self.prefix}{number:02d}",
            name=f"{self.name.vi} {number}",
            route=self.route,
            homes=NumberRange(low=self.homes[0], high=self.homes[1]),
            blocks=self.blocks,
            land_ha=land,
            status="not_started",
            entry=DateRange(first=begins, last=last),
            start_hazard=self.start_hazard,
            never_begins=self.never_begins,
            counted_before="no",
            status_as_of=data_date,
            source=pull.by.source,
            assumption="" if assumption is None else assumption.vi[:2000],
            assumption_en="" if assumption is None else assumption.en[:2000],
            row=row,
        )
