"""Every project by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import Field

from sim.analysis.projects import Contribution, Outlooks, ProjectOutlook, Readiness, UnitKind
from sim.analysis.statistics import Chance
from sim.analysis.to_json.answer import About, ChancesJson, as_values
from sim.analysis.to_json.bottleneck import WaitCauseJson
from sim.analysis.to_json.parts import (
    ChanceChangeJson,
    ChanceJson,
    GoalJson,
    IntervalJson,
    JsonObject,
    ProvenanceJson,
)
from sim.analysis.to_json.projects.pushes import PushJson
from sim.analysis.to_json.projects.when import WhenJson
from sim.scenario import DateRange, EndedAs, EndedHow, FinishedStage, Reading


class YearEndJson(JsonObject):
    """How likely a project is there by the end of a year."""

    year: int
    share: float = Field(description="share of the futures in which its last home is there by then")
    interval: IntervalJson

    @classmethod
    def of(cls, year: int, chance: Chance) -> YearEndJson:
        """Write a chance."""
        return cls(year=year, share=chance.share, interval=IntervalJson.of(chance.interval))


class YearHomesJson(JsonObject):
    """Homes of a year in the mean future."""

    year: int
    homes: float


class ReadinessJson(JsonObject):
    """When a project reaches a reading with its last home, and its homes of each year."""

    by_year_end: tuple[YearEndJson, ...]
    p10: WhenJson = Field(description="in 10 futures in 100 it is there by then")
    p50: WhenJson = Field(description="in 50 futures in 100 it is there by then")
    p90: WhenJson = Field(description="in 90 futures in 100 it is there by then")
    homes: tuple[YearHomesJson, ...] = Field(
        description="by target year, those that enter the statistic early in the year of their entry; over all rows "
        "they add up to the homes of the board, less those done in the data date's year before it"
    )

    @classmethod
    def of(cls, readiness: Readiness, years: Sequence[int]) -> ReadinessJson:
        """Write when a project is there."""
        p10, p50, p90 = map(WhenJson.of, readiness.dates)
        return cls(
            by_year_end=tuple(map(YearEndJson.of, years, readiness.by_year_end)),
            p10=p10,
            p50=p50,
            p90=p90,
            homes=tuple(
                YearHomesJson(year=year, homes=homes)
                for year, homes in zip(years, readiness.homes, strict=True)
            ),
        )


class ContributionJson(JsonObject):
    """What a project brings to a target."""

    goal: GoalJson
    homes: float = Field(description="its homes in the years of the target, in the mean future")
    loss: ChanceChangeJson = Field(
        description="change of the chance of the target were its homes to count nothing: slots, stocks and shares of a "
        "homes group stay, the push at each year's end and the carry-over are reckoned anew"
    )

    @classmethod
    def of(cls, contribution: Contribution) -> ContributionJson:
        """Write what a project brings."""
        return cls(
            goal=GoalJson.of(contribution.goal),
            homes=contribution.homes,
            loss=ChanceChangeJson.of(contribution.loss),
        )


class SpanJson(JsonObject):
    """First and last day on which something may have happened."""

    first: date
    last: date

    @classmethod
    def of(cls, span: DateRange) -> SpanJson:
        """Write a span."""
        return cls(first=span.first, last=span.last)


class StageDoneJson(JsonObject):
    """A stage done before the data date, by the register."""

    block: str = Field(description="block of its row in the register; empty for the whole project")
    stage: str
    begun: SpanJson | None = Field(description="null: not told")
    ended: SpanJson

    @classmethod
    def of(cls, block: str, stage: FinishedStage) -> StageDoneJson:
        """Write a stage with its dates."""
        begun = None if stage.begin is None else SpanJson.of(stage.begin)
        return cls(block=block, stage=stage.stage, begun=begun, ended=SpanJson.of(stage.end))


class RowEndJson(JsonObject):
    """How a row ended without being completed, by the register."""

    block: str = Field(description="block of its row in the register; empty for the whole project")
    how: EndedHow
    when: SpanJson
    into: tuple[str, ...] = Field(description="projects that it was merged or split into, with its homes")
    reason: str = Field(description="empty: not told")

    @classmethod
    def of(cls, block: str, end: EndedAs) -> RowEndJson:
        """Write an end."""
        return cls(block=block, how=end.how, when=SpanJson.of(end.when), into=end.into, reason=end.reason)


class ProjectJson(JsonObject):
    """One project, or one block of it."""

    id: str = Field(description="project id, or project id/block")
    name: str
    place: str
    homes: float = Field(description="homes it has, in the mean future")
    readings: dict[Reading, ReadinessJson]
    targets: tuple[ContributionJson, ...] = Field(description="in the reading of `counting`")
    waits_for: WaitCauseJson | None = Field(
        description="what its homes wait for most until they reach that reading or the last target year ends; null: "
        "nothing"
    )
    wait_days: float = Field(description="days a home of that wait")
    stages_done: tuple[StageDoneJson, ...] = Field(
        description="of which the register tells the dates: kept, and not simulated"
    )
    ends: tuple[RowEndJson, ...] = Field(description="of its rows that ended without being completed")

    @classmethod
    def of(cls, row: ProjectOutlook, years: Sequence[int]) -> ProjectJson:
        """Write a project."""
        return cls(
            id=row.id,
            name=row.name,
            place=row.place,
            homes=row.homes,
            readings={each.reading: ReadinessJson.of(each, years) for each in row.readiness},
            targets=tuple(map(ContributionJson.of, row.contributions)),
            waits_for=None if row.waits_for is None else WaitCauseJson.of(row.waits_for),
            wait_days=row.wait_days,
            stages_done=tuple(
                StageDoneJson.of(stated.block, one) for stated in row.register_rows for one in stated.finished
            ),
            ends=tuple(
                RowEndJson.of(stated.block, stated.ended_as)
                for stated in row.register_rows
                if stated.ended_as is not None
            ),
        )


class RatedTargetJson(JsonObject):
    """A target, and how likely it is with all projects."""

    goal: GoalJson
    chance: ChanceJson


class ProjectsJson(ChancesJson):
    """Every project by name: `housing-sim projects`."""

    run: ProvenanceJson = Field(description="with the levers pulled")
    by: UnitKind = Field(description="what a row is")
    last_year: int = Field(description="last simulated year")
    targets: tuple[RatedTargetJson, ...]
    projects: tuple[ProjectJson, ...] = Field(description="in the order of the register")
    pushes: tuple[PushJson, ...] = Field(
        description="what pushes of single projects would change, each by itself, on the same draws; empty unless asked"
    )


def projects_json(found: Outlooks, about: About) -> dict[str, Any]:
    """Put everything about every project into plain JSON values, as `ProjectsJson` describes them."""
    return as_values(
        ProjectsJson(
            **about.fields(found.origin.replications),
            counting=found.reading,
            confidence=about.confidence(found.reading, found.goals),
            run=ProvenanceJson.of(found.origin),
            by=found.kind,
            last_year=found.last_year,
            targets=tuple(
                RatedTargetJson(goal=GoalJson.of(goal), chance=ChanceJson.of(chance))
                for goal, chance in found.chances
            ),
            projects=tuple(ProjectJson.of(row, found.years) for row in found.rows),
            pushes=tuple(map(PushJson.of, found.pushes)),
        )
    )
