"""What levers change."""

from __future__ import annotations

from typing import Any

from sim.analysis import Comparison, TargetChange
from sim.analysis.to_json.answer import About, ChancesJson, as_values
from sim.analysis.to_json.parts import (
    ChanceChangeJson,
    ChanceJson,
    GoalJson,
    JsonObject,
    MeanChangeJson,
    ProvenanceJson,
)


class TargetChangeJson(JsonObject):
    """What changes about one target."""

    goal: GoalJson
    before: ChanceJson
    after: ChanceJson
    chance: ChanceChangeJson
    homes: MeanChangeJson

    @classmethod
    def of(cls, change: TargetChange) -> TargetChangeJson:
        """Write what changes about a target."""
        return cls(
            goal=GoalJson.of(change.goal),
            before=ChanceJson.of(change.before),
            after=ChanceJson.of(change.after),
            chance=ChanceChangeJson.of(change.chance),
            homes=MeanChangeJson.of(change.homes),
        )


class ComparisonJson(ChancesJson):
    """What levers change about every target: `housing-sim compare`."""

    base: ProvenanceJson
    changed: ProvenanceJson
    changes: tuple[TargetChangeJson, ...]


def comparison_json(comparison: Comparison, about: About) -> dict[str, Any]:
    """Put everything a comparison says into plain JSON values, as `ComparisonJson` describes them."""
    return as_values(
        ComparisonJson(
            **about.fields(comparison.base.replications),
            counting=comparison.reading,
            confidence=about.confidence(comparison.reading, [change.goal for change in comparison.changes]),
            base=ProvenanceJson.of(comparison.base),
            changed=ProvenanceJson.of(comparison.changed),
            changes=tuple(TargetChangeJson.of(change) for change in comparison.changes),
        )
    )
