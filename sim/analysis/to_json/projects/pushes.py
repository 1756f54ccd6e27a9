"""What pushes of single projects change."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from sim.analysis.projects import PushEffect
from sim.analysis.to_json.comparison import TargetChangeJson
from sim.analysis.to_json.parts import JsonObject
from sim.analysis.to_json.projects.when import WhenJson


class PushJson(JsonObject):
    """What a push of one project changes, future by future."""

    project: str = Field(description="project id, or project id/block")
    name: str
    stage: str | None = Field(
        description="step that is done by `day`, begin: the project begins; null: it goes first in every queue"
    )
    day: date | None
    p50_before: WhenJson = Field(description="its last home is there by then in half of the futures")
    p50_after: WhenJson
    changes: tuple[TargetChangeJson, ...]

    @classmethod
    def of(cls, effect: PushEffect) -> PushJson:
        """Write what a push changes."""
        return cls(
            project=effect.push.project,
            name=effect.name,
            stage=effect.push.stage,
            day=effect.push.day,
            p50_before=WhenJson.of(effect.before),
            p50_after=WhenJson.of(effect.after),
            changes=tuple(map(TargetChangeJson.of, effect.changes)),
        )
