"""By when a lever must be pulled."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from sim.analysis import Deadline, LatestStart, Start
from sim.analysis.to_json.answer import About, ChancesJson, as_values
from sim.analysis.to_json.parts import ChanceChangeJson, GoalJson, JsonObject, LeverJson, ProvenanceJson
from sim.levers import LeverSetting


class StartJson(JsonObject):
    """What pulling the lever on one day buys about one target."""

    day: date
    chance: ChanceChangeJson = Field(description="against the scenario without the lever")
    low_of_all: float = Field(
        description="lower bound of what is bought that holds for all starts at once in 95 cases of 100"
    )
    clear: bool = Field(description="whether it buys or costs anything clearly, guarded likewise")
    enough: bool = Field(description="whether that lower bound reaches what is worth it")

    @classmethod
    def of(cls, start: Start, deadline: Deadline) -> StartJson:
        """Write what a start buys."""
        return cls(
            day=start.day,
            chance=ChanceChangeJson.of(start.bought),
            low_of_all=start.low,
            clear=start.clear,
            enough=deadline.enough(start),
        )


class DeadlineJson(JsonObject):
    """The last start that still buys enough about one target."""

    goal: GoalJson
    last: date | None = Field(description="null where no start clearly buys enough")
    doubtful: tuple[date, ...] = Field(description="starts before it that do not clearly buy as much")
    rises: tuple[date, date] | None = Field(
        description="where waiting from the first day to the second clearly buys more, as no deadline should"
    )
    starts: tuple[StartJson, ...]

    @classmethod
    def of(cls, deadline: Deadline) -> DeadlineJson:
        """Write a deadline."""
        return cls(
            goal=GoalJson.of(deadline.goal),
            last=deadline.last,
            doubtful=deadline.doubtful,
            rises=deadline.rises,
            starts=tuple(StartJson.of(start, deadline) for start in deadline.starts),
        )


class LatestStartJson(ChancesJson):
    """By when a lever must be pulled: `housing-sim when`."""

    lever: LeverJson
    worth_points: float = Field(description="percentage points from which a start is worth it")
    base: ProvenanceJson
    started: dict[date, ProvenanceJson] = Field(description="by first day of the lever")
    not_done: tuple[date, ...] = Field(description="starts that were left out when the answer was stopped")
    deadlines: tuple[DeadlineJson, ...]


def latest_start_json(found: LatestStart, setting: LeverSetting, about: About) -> dict[str, Any]:
    """Put everything about deadlines into plain JSON values, as `LatestStartJson` describes them.

    Parameters
    ----------
    found : LatestStart
    setting : LeverSetting
        The lever whose starts were tried; its own day is not told.
    about : About
    """
    fields = about.fields(found.base.replications) | {"interrupted": bool(found.not_done)}
    lever = LeverJson.of(setting, about.scenario).model_copy(update={"start": None})
    return as_values(
        LatestStartJson(
            **fields,
            counting=found.reading,
            confidence=about.confidence(found.reading, [deadline.goal for deadline in found.deadlines]),
            lever=lever,
            worth_points=found.worth,
            base=ProvenanceJson.of(found.base),
            started={day: ProvenanceJson.of(origin) for day, origin in found.started.items()},
            not_done=found.not_done,
            deadlines=tuple(DeadlineJson.of(deadline) for deadline in found.deadlines),
        )
    )
