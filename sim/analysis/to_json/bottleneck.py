"""Where the time of homes went."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pydantic import Field

from sim.analysis.bottleneck import (
    Bottleneck,
    CauseKind,
    Days,
    FollowedStep,
    Group,
    Quarter,
    WaitCause,
    among_shared,
    follow,
)
from sim.analysis.to_json.answer import About, AnswerJson, as_values
from sim.analysis.to_json.parts import JsonObject, LeverJson, ProvenanceJson, ScenarioJson
from sim.levers import Lever

_DESCRIPTIVE = (
    "where the days of each home's critical path were spent; not what removing a cause would save, since another may "
    "take its place"
)
_NOISE = (
    "error is the standard error over the simulated futures; it says nothing of what is not known of the projects. "
    "binding lists several causes where the futures cannot tell which took most days"
)


class DaysJson(JsonObject):
    """Days of a home, weighted by homes."""

    mean: float
    error: float | None = Field(description="standard error; null where it is none of its own")
    share: float = Field(description="of the whole time")

    @classmethod
    def of(cls, days: Days) -> DaysJson:
        """Write days."""
        return cls(mean=days.days, error=None if math.isnan(days.error) else days.error, share=days.share)


class WaitCauseJson(JsonObject):
    """What took time: work at a stage, or a wait."""

    kind: CauseKind
    id: str = Field(description="of the stage, pool or stock; empty where the kind has none")
    is_wait: bool

    @classmethod
    def of(cls, cause: WaitCause) -> WaitCauseJson:
        """Write a cause."""
        return cls(kind=cause.kind, id=cause.id, is_wait=cause.waits)


class CauseDaysJson(JsonObject):
    """Days that a cause took."""

    cause: WaitCauseJson
    days: DaysJson


class StageDaysJson(JsonObject):
    """Days at a stage, its work and its waits together."""

    stage: str
    days: DaysJson


class GroupJson(JsonObject):
    """Homes, and where their time went."""

    year: int | None = Field(description="in which they got there; null: all homes, or those that did not")
    homes: float = Field(description="in the mean future")
    days: DaysJson = Field(description="the whole time")
    causes: tuple[CauseDaysJson, ...]
    stages: tuple[StageDaysJson, ...]

    @classmethod
    def of(cls, group: Group, answer: Bottleneck) -> GroupJson:
        """Write a group of homes."""
        return cls(
            year=group.year,
            homes=group.homes,
            days=DaysJson.of(group.whole),
            causes=tuple(
                CauseDaysJson(cause=WaitCauseJson.of(cause), days=DaysJson.of(days))
                for cause, days in zip(answer.causes, group.causes, strict=True)
            ),
            stages=tuple(
                StageDaysJson(stage=stage, days=DaysJson.of(days))
                for stage, days in zip(answer.stages, group.stages, strict=True)
            ),
        )


class QuarterJson(JsonObject):
    """A pool or stock in one quarter of the mean future."""

    year: int
    quarter: int
    requests: float
    wait_days: float | None = Field(description="of a request made in it; null where there was none")
    waiting: float = Field(description="requests waiting on the mean day")
    in_use: float | None = Field(description="slots held on the mean day; null for stocks")
    slots: float | None = Field(description="capacity on the mean day; null for stocks")
    use_share: float | None = Field(description="slots held as a share of the capacity")

    @classmethod
    def of(cls, quarter: Quarter) -> QuarterJson:
        """Write a quarter."""
        return cls(
            year=quarter.year,
            quarter=quarter.quarter,
            requests=quarter.requests,
            wait_days=quarter.wait_days,
            waiting=quarter.waiting,
            in_use=quarter.in_use,
            slots=quarter.slots,
            use_share=quarter.use_share,
        )


class BindingJson(JsonObject):
    """What was waited for most; several where the futures cannot tell them apart."""

    waits: tuple[WaitCauseJson, ...]
    pools_and_stocks: tuple[WaitCauseJson, ...]
    stages: tuple[str, ...]


class BottleneckJson(AnswerJson):
    """Where the time of homes went: `housing-sim bottleneck`."""

    run: ProvenanceJson = Field(description="with the levers pulled")
    last_year: int = Field(description="last target year; what happens after it is not looked at")
    descriptive: str = _DESCRIPTIVE
    noise: str = _NOISE
    binding: BindingJson
    homes: GroupJson = Field(description="all homes that had not got there before the data date")
    years: tuple[GroupJson, ...] = Field(description="those that got there, by year")
    late: GroupJson = Field(description="those that did not by the end of the last target year")
    pools: dict[str, tuple[QuarterJson, ...]]
    stocks: dict[str, tuple[QuarterJson, ...]]


class LeadersJson(JsonObject):
    """What is waited for most at one value of a lever."""

    moved: bool | None = Field(
        description="whether it has clearly moved: no one cause leads at this value and at all since the last move; "
        "null at the first"
    )
    most: tuple[CauseDaysJson, ...]

    @classmethod
    def of(cls, step: FollowedStep) -> LeadersJson:
        """Write what is waited for most."""
        return cls(
            moved=step.moved,
            most=tuple(
                CauseDaysJson(cause=WaitCauseJson.of(cause), days=DaysJson.of(days))
                for cause, days in step.leaders
            ),
        )


class AlongJson(JsonObject):
    """What is waited for most at one value of a lever, among all waits and among pools and stocks."""

    value: float
    run: ProvenanceJson
    waits: LeadersJson
    pools_and_stocks: LeadersJson


class BottleneckAlongJson(AnswerJson):
    """How what is waited for most moves along a lever: `housing-sim bottleneck --along`."""

    lever: LeverJson
    descriptive: str = _DESCRIPTIVE
    noise: str = _NOISE
    values: tuple[AlongJson, ...]


def bottleneck_json(answer: Bottleneck, about: About) -> dict[str, Any]:
    """Put everything about where the time went into plain JSON values, as `BottleneckJson` describes them."""
    return as_values(
        BottleneckJson(
            **about.fields(answer.replications)
            | {"replications_requested": answer.requested, "interrupted": answer.interrupted},
            counting=answer.reading,
            run=_run(answer),
            last_year=answer.last_year,
            binding=BindingJson(
                waits=tuple(map(WaitCauseJson.of, answer.binding)),
                pools_and_stocks=tuple(map(WaitCauseJson.of, answer.binding_shared)),
                stages=tuple(answer.binding_stages),
            ),
            homes=GroupJson.of(answer.homes, answer),
            years=tuple(GroupJson.of(group, answer) for group in answer.years),
            late=GroupJson.of(answer.late, answer),
            pools={pool: tuple(map(QuarterJson.of, quarters)) for pool, quarters in answer.pools.items()},
            stocks={stock: tuple(map(QuarterJson.of, quarters)) for stock, quarters in answer.stocks.items()},
        )
    )


def bottleneck_along_json(
    answers: Sequence[tuple[float, Bottleneck]], lever: Lever, about: About, *, interrupted: bool = False
) -> dict[str, Any]:
    """Put what is waited for most, value by value of a lever, into plain JSON values.

    Parameters
    ----------
    answers : sequence of (float, Bottleneck)
        As for `follow`.
    lever : Lever
    about : About
    interrupted : bool
        Whether values were left out.
    """
    first = answers[0][1]
    steps = zip(answers, follow(answers), follow(answers, among_shared), strict=True)
    return as_values(
        BottleneckAlongJson(
            **about.fields(first.replications) | {"interrupted": interrupted},
            counting=first.reading,
            lever=LeverJson.tried(lever, about.scenario),
            values=tuple(
                AlongJson(
                    value=value,
                    run=_run(answer),
                    waits=LeadersJson.of(every),
                    pools_and_stocks=LeadersJson.of(shared),
                )
                for (value, answer), every, shared in steps
            ),
        )
    )


def _run(answer: Bottleneck) -> ProvenanceJson:
    return ProvenanceJson(
        scenario=ScenarioJson.of(answer.scenario),
        seed=answer.seed,
        engine=answer.engine,
        replications=answer.replications,
        futures_per_set=answer.futures_per_set,
    )
