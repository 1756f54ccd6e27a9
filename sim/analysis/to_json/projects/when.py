"""When something is there."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from sim.analysis.projects import When, WhenKind
from sim.analysis.to_json.parts import JsonObject


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
