"""Every project by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Any

from pydantic import Field

from sim.analysis.projects import (
    Contribution,
    InReach,
    Outlooks,
    ProjectOutlook,
    Reach,
    Readiness,
    StepLeft,
    UnitKind,
    When,
    WhenKind,
)
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
from sim.scenario import Reading


class WhenJson(JsonObject):
    """When something is there: a day, or why none can be told."""

    kind: WhenKind = Field(
        description="before: before the data date; day; beyond: after the last simulated year; never: the project "
        "lapsed, has ended or never begins"
    )
    day: date | None = Field(description="null where the kind is no day")

    @classmethod
    def of(cls, when: When) -> WhenJson:
        """Write a date, or that there is none."""
        return cls(kind=when.kind, day=when.day)


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
        )
    )


class StepLeftJson(JsonObject):
    """A step that must end before a block reaches a reading."""

    stage: str = Field(description="its id; empty for the wait until the project begins")
    days: float | None = Field(
        description="days to its end, waits included, in its fastest tenth of the futures; null: it does not end in a "
        "tenth of them"
    )

    @classmethod
    def of(cls, step: StepLeft) -> StepLeftJson:
        """Write a step."""
        return cls(stage=step.stage, days=step.days if isfinite(step.days) else None)


class InReachJson(JsonObject):
    """What one project, or block, can bring by the end of a year."""

    id: str
    name: str
    homes: float = Field(description="homes it has, in the mean future")
    share: float = Field(
        description="share of the futures in which its last home is there by the end of the year"
    )
    interval: IntervalJson = Field(description="of that share")
    fastest: WhenJson = Field(
        description="in its fastest tenth of the futures its last home is there by then"
    )
    homes_at_fastest: int = Field(
        description="homes that it brings to the year, or more, in its fastest tenth of the futures"
    )
    homes_at_best: int = Field(description="homes that it brings to the year in the best of all futures")
    steps: tuple[StepLeftJson, ...] = Field(description="what the block of it that comes last still needs")

    @classmethod
    def of(cls, row: InReach) -> InReachJson:
        """Write a project."""
        return cls(
            id=row.id,
            name=row.name,
            homes=row.homes,
            share=row.there.share,
            interval=IntervalJson.of(row.there.interval),
            fastest=WhenJson.of(row.fastest),
            homes_at_fastest=row.at_fastest,
            homes_at_best=row.at_best,
            steps=tuple(map(StepLeftJson.of, row.steps)),
        )


class ReachJson(ChancesJson):
    """What a year can bring at all, against its target: `housing-sim reach`."""

    run: ProvenanceJson = Field(description="with the levers pulled")
    by: UnitKind = Field(description="what a row is")
    last_year: int = Field(description="last simulated year")
    goal: GoalJson = Field(
        description="with a carry-over rule the sum of the years up to the one asked about"
    )
    chance: ChanceJson = Field(description="of the year's target, with what the carry-over rule adds")
    done: int = Field(description="homes of the goal done before the data date; part of all that follows")
    homes_p50: int = Field(description="50 futures in 100 bring this many homes or fewer")
    homes_best: int = Field(description="most homes that any one future brings")
    homes_built: int | None = Field(
        description="most homes that any one future has built and fit for sale in these years, those done before the "
        "data date left out; null where the statistic never takes in homes before that"
    )
    homes_at_fastest: int = Field(description="were every project as fast as its fastest tenth at once")
    homes_at_best: int = Field(
        description="were every project at its best at once: more than any future can bring"
    )
    projects: tuple[InReachJson, ...] = Field(
        description="in the order of the register; those that were there before the data date are left out"
    )


def reach_json(found: Reach, about: About) -> dict[str, Any]:
    """Put all that a year can bring into plain JSON values, as `ReachJson` describes them."""
    return as_values(
        ReachJson(
            **about.fields(found.origin.replications),
            counting=found.reading,
            confidence=about.confidence(found.reading, [found.goal]),
            run=ProvenanceJson.of(found.origin),
            by=found.kind,
            last_year=found.last_year,
            goal=GoalJson.of(found.goal),
            chance=ChanceJson.of(found.chance),
            done=found.done,
            homes_p50=found.p50,
            homes_best=found.best,
            homes_built=found.built,
            homes_at_fastest=found.at_fastest,
            homes_at_best=found.at_all,
            projects=tuple(map(InReachJson.of, found.rows)),
        )
    )
