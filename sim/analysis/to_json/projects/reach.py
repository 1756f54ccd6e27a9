"""What a year can bring at all."""

from __future__ import annotations

from math import isfinite
from typing import Any

from pydantic import Field

from sim.analysis.projects import InReach, Reach, StepLeft, UnitKind
from sim.analysis.to_json.answer import About, ChancesJson, as_values
from sim.analysis.to_json.parts import ChanceJson, GoalJson, IntervalJson, JsonObject, ProvenanceJson
from sim.analysis.to_json.projects.when import WhenJson


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
