"""One of the simulated futures, project by project."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from sim.analysis.one_future import Course, CourseSpan, OneFuture, SpanKind, StageGroup, stage_groups
from sim.analysis.to_json.answer import About, AnswerJson, as_values
from sim.analysis.to_json.parts import GoalJson, JsonObject, ProvenanceJson, ScenarioJson
from sim.analysis.to_json.projects.outlook import RowEndJson, StageDoneJson
from sim.analysis.to_json.projects.when import WhenJson

_LABEL = "one of the simulated futures: an example of what may come, not a forecast"


class CourseSpanJson(JsonObject):
    """A time in which a stage is worked on, or waits for one thing; days off lie within its work."""

    stage: str = Field(description="id of the stage; empty: the wait until the project begins")
    group: StageGroup | None = Field(description="of the stage on its route; null where there is no stage")
    block: int = Field(description="number of the block, from 1; 0: the stage is that of the whole row")
    kind: SpanKind = Field(
        description="work, or what is waited for: entry (the beginning), notice, stock, pool, tender (the next round), "
        "investor, turn (that of a block); stopped: work stands still"
    )
    shared: str = Field(description="id of the pool or stock waited for; else empty")
    begin: datetime = Field(description="before the data date for a stage under way, as drawn in this future")
    end: datetime
    over: bool = Field(
        description="whether it is over at its end; else the simulated time ends, or the project lapses"
    )
    on_path: bool = Field(description="whether it lies on the path that leads to the last home handed over")

    @classmethod
    def of(cls, span: CourseSpan, groups: dict[str, StageGroup], found: OneFuture) -> CourseSpanJson:
        """Write a span."""
        return cls(
            stage=span.stage,
            group=groups.get(span.stage),
            block=span.block,
            kind=span.kind,
            shared=span.shared,
            begin=found.at(span.begin),
            end=found.at(span.end),
            over=span.over,
            on_path=span.on_path,
        )


class EarlyJson(JsonObject):
    """Homes that enter the statistic at the end of a year, before they are finished."""

    year: int
    homes: int


class CourseJson(JsonObject):
    """One row of the register in this future."""

    id: str = Field(description="project id, or project id/block")
    name: str
    homes: int = Field(description="in this future")
    begins: bool
    lapsed: datetime | None = Field(description="when it drops out; null: it does not")
    counted: WhenJson = Field(description="when its last home is there")
    eligible: WhenJson
    handed_over: WhenJson
    early: tuple[EarlyJson, ...]
    spans: tuple[CourseSpanJson, ...] = Field(description="by their beginning")
    stages_done: tuple[StageDoneJson, ...] = Field(
        description="before the data date, of which the register tells the dates: kept, and not simulated"
    )
    end: RowEndJson | None = Field(description="how it ended, by the register; null: it has not")

    @classmethod
    def of(cls, course: Course, found: OneFuture) -> CourseJson:
        """Write a row."""
        row = course.row
        groups = stage_groups(found.scenario, row.route)
        return cls(
            id=row.key,
            name=row.name,
            homes=course.homes,
            begins=course.begins,
            lapsed=None if course.lapsed is None else found.at(course.lapsed),
            counted=WhenJson.of(found.when(course.counted)),
            eligible=WhenJson.of(found.when(course.eligible)),
            handed_over=WhenJson.of(found.when(course.handed_over)),
            early=tuple(EarlyJson(year=each.year, homes=each.homes) for each in course.early),
            spans=tuple(CourseSpanJson.of(span, groups, found) for span in course.spans),
            stages_done=tuple(StageDoneJson.of(row.block, one) for one in row.finished),
            end=None if row.ended_as is None else RowEndJson.of(row.block, row.ended_as),
        )


class OneFutureJson(AnswerJson):
    """One of the simulated futures, project by project: `housing-sim trace`."""

    label: str = _LABEL
    run: ProvenanceJson = Field(description="with the levers pulled; of the futures it was chosen from")
    replication: int = Field(description="its number, from 0")
    percentile: int | None = Field(
        description="where its homes of the goal's years stand among those of all futures; of those with as many homes "
        "the one with the smallest number was chosen. null: it was chosen by its number"
    )
    goal: GoalJson
    homes: int = Field(description="of the goal's years, in this future")
    last_year: int = Field(description="last simulated year")
    projects: tuple[CourseJson, ...] = Field(description="rows in the order of the register")


def one_future_json(found: OneFuture, about: About) -> dict[str, Any]:
    """Put one future into plain JSON values, as `OneFutureJson` describes them."""
    futures = found.chosen.futures or 1
    return as_values(
        OneFutureJson(
            **about.fields(futures)
            | {
                "replications_requested": found.requested or 1,
                "rough": False if found.requested is None else about.fields(futures)["rough"],
                "interrupted": found.interrupted,
            },
            counting=found.reading,
            run=ProvenanceJson(
                scenario=ScenarioJson.of(found.scenario),
                seed=found.seed,
                engine=found.engine,
                replications=futures,
                futures_per_set=found.futures_per_set,
            ),
            replication=found.chosen.replication,
            percentile=found.chosen.percentile,
            goal=GoalJson.of(found.goal),
            homes=found.homes,
            last_year=found.last_year,
            projects=tuple(CourseJson.of(course, found) for course in found.courses),
        )
    )
