"""How much of a lever is enough, alone and beside a second one."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from sim.analysis.seek import Outcome, SearchStep, Seeking, TradeOff, TradeOffRow, WeeksOff
from sim.analysis.to_json.answer import About, ChancesJson, as_values
from sim.analysis.to_json.parts import (
    ChanceJson,
    GoalJson,
    IntervalJson,
    JsonObject,
    LeverJson,
    ProvenanceJson,
)
from sim.levers import Lever


class StepJson(JsonObject):
    """One value of the lever, as the search judged it."""

    value: float
    chance: ChanceJson
    bounds: IntervalJson = Field(
        description="hold all chances at all looks together, but for a chance of `error` (Bonferroni)"
    )
    reaches: Literal["yes", "no", "unclear"]
    run: ProvenanceJson

    @classmethod
    def of(cls, step: SearchStep) -> StepJson:
        """Write a step."""
        return cls(
            value=step.value,
            chance=ChanceJson.of(step.chance),
            bounds=IntervalJson.of(step.bounds),
            reaches=step.reaches,
            run=ProvenanceJson.of(step.origin),
        )


class SearchJson(JsonObject):
    """What a search found."""

    goal: GoalJson
    chance_wanted: float
    neutral: float = Field(description="value at which the lever changes nothing")
    outcome: Outcome
    value: float | None = Field(description="value nearest the neutral one that is clearly enough")
    below: float | None = Field(
        description="found: the step before `value`; else the nearest value that may be enough"
    )
    best: float = Field(description="value with the highest chance")
    falls: tuple[float, float] | None = Field(
        description="where the chance falls although the lever goes further from its neutral value"
    )
    first: int = Field(description="futures of the first look")
    most: int = Field(description="futures of the last look that may be")
    looks: int = Field(description="looks at a value that there may be")
    stopped_at_most: bool = Field(description="whether more futures than allowed could have told more")
    error: float = Field(
        description="chance, at most, that any of the bounds misses the chance it stands for"
    )
    steps: tuple[StepJson, ...] = Field(description="by rising value")

    @classmethod
    def of(cls, seeking: Seeking) -> SearchJson:
        """Write a search."""
        return cls(
            goal=GoalJson.of(seeking.goal),
            chance_wanted=seeking.wanted,
            neutral=seeking.neutral,
            outcome=seeking.outcome,
            value=seeking.value,
            below=seeking.below,
            best=seeking.best,
            falls=seeking.falls,
            first=seeking.first,
            most=seeking.most,
            looks=seeking.looks,
            stopped_at_most=seeking.stopped_at_most,
            error=seeking.error,
            steps=tuple(StepJson.of(step) for step in seeking.steps),
        )


class SeekJson(ChancesJson):
    """How much of a lever is enough: `housing-sim seek`."""

    lever: LeverJson
    search: SearchJson


class WeeksOffJson(JsonObject):
    """By how many weeks less long projects stand in the stages that a lever acts on.

    Mean weeks, weighted by homes, of projects with such a stage still ahead (request to end, waits included, union of
    overlapping spans), paired on the same futures with and without the lever; over pairs in which these stages all end.
    """

    mean: float
    interval: IntervalJson
    futures: int

    @classmethod
    def of(cls, off: WeeksOff | None) -> WeeksOffJson | None:
        """Write weeks, where there are any."""
        return (
            None
            if off is None
            else cls(mean=off.weeks, interval=IntervalJson.of(off.interval), futures=off.futures)
        )


class TradeOffRowJson(JsonObject):
    """The least of the first lever that is enough with one value of the second."""

    other: float = Field(description="value of the second lever")
    weeks_off: WeeksOffJson | None = Field(
        description="by the first lever; null where it acts on no stage ahead"
    )
    other_weeks_off: WeeksOffJson | None = Field(description="by the second lever")
    search: SearchJson

    @classmethod
    def of(cls, row: TradeOffRow) -> TradeOffRowJson:
        """Write a row."""
        return cls(
            other=row.other,
            weeks_off=WeeksOffJson.of(row.weeks_off),
            other_weeks_off=WeeksOffJson.of(row.other_weeks_off),
            search=SearchJson.of(row.seeking),
        )


class TradeOffJson(ChancesJson):
    """A line of equal chance: `housing-sim seek --also`."""

    lever: LeverJson
    also: LeverJson
    error: float = Field(description="chance, at most, that any of the searches goes astray")
    rows: tuple[TradeOffRowJson, ...] = Field(description="by the second lever's values")


def seek_json(
    seeking: Seeking, lever: Lever, about: About, *, from_date: date | None = None
) -> dict[str, Any]:
    """Put everything a search found into plain JSON values, as `SeekJson` describes them.

    Parameters
    ----------
    seeking : Seeking
    lever : Lever
        Whose values were tried.
    about : About
    from_date : date or None
        Day from which it was pulled; None: its own, or the data date.
    """
    return as_values(
        SeekJson(
            **about.fields(seeking.first),
            counting=seeking.reading,
            confidence=about.confidence(seeking.reading, [seeking.goal]),
            lever=LeverJson.tried(lever, about.scenario, from_date),
            search=SearchJson.of(seeking),
        )
    )


def trade_off_json(
    found: TradeOff, lever: Lever, also: Lever, about: About, *, from_date: date | None = None
) -> dict[str, Any]:
    """Put a line of equal chance into plain JSON values, as `TradeOffJson` describes them; as `seek_json`."""
    first = found.rows[0].seeking
    return as_values(
        TradeOffJson(
            **about.fields(first.first),
            counting=first.reading,
            confidence=about.confidence(first.reading, [first.goal]),
            lever=LeverJson.tried(lever, about.scenario, from_date),
            also=LeverJson.tried(also, about.scenario),
            error=found.error,
            rows=tuple(TradeOffRowJson.of(row) for row in found.rows),
        )
    )
