"""How far to trust the likelihoods of an answer: the three scores with their reasons, and the level for each target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import Field

from sim.analysis.board import Goal
from sim.analysis.confidence import (
    AgreementReason,
    Basis,
    BasisReason,
    Confidence,
    Evidence,
    Level,
    RecordReason,
    Score,
)
from sim.analysis.statistics import RangeEnd
from sim.analysis.to_json.parts import GoalJson, IntervalJson, JsonObject
from sim.scenario import READINGS, Reading, Standing

MOST_LISTED = 12
"""Numbers listed, at most: those that move most."""


class InfluenceJson(JsonObject):
    """A number of the scenario, and how far it moves the answer."""

    path: str = Field(description="dotted path of the part of the scenario that states it")
    standing: Standing
    homes: float = Field(
        description="counted homes of the period by which the mean moves with one standard deviation of the range for "
        "its kind and standing"
    )


class BasisJson(JsonObject):
    """On what the answer rests."""

    score: Score
    reason: BasisReason
    assumed_share: float | None = Field(
        description="share of what moves the answer that is assumed; null where nothing moves it clearly"
    )
    largest: tuple[InfluenceJson, ...] = Field(description="numbers that clearly move it, from the largest")
    unmoved: int = Field(description="assumptions that no range can move; each counts as the mean number")

    @classmethod
    def of(cls, basis: Basis) -> BasisJson:
        """Write a basis."""
        return cls(
            score=basis.score,
            reason=basis.reason,
            assumed_share=basis.assumed_share,
            largest=tuple(
                InfluenceJson(path=each.number.path, standing=each.number.standing, homes=each.homes)
                for each in basis.influences[:MOST_LISTED]
                if each.homes > 0
            ),
            unmoved=basis.unmoved,
        )


class RecordJson(JsonObject):
    """How earlier forecasts turned out."""

    score: Score
    reason: RecordReason


class EndJson(JsonObject):
    """An end of the range of the chance over the sets of the second run."""

    chance: float
    interval: IntervalJson

    @classmethod
    def of(cls, end: RangeEnd) -> EndJson:
        """Write an end."""
        return cls(chance=end.chance, interval=IntervalJson.of(end.interval))


class AgreementJson(JsonObject):
    """How many of the bands below 33 %, 33 to 66 % and above 66 % that range touches."""

    score: Score
    reason: AgreementReason
    p10: EndJson
    p90: EndJson


class LevelJson(JsonObject):
    """Confidence in the likelihood of one target."""

    goal: GoalJson
    level: Level
    agreement: AgreementJson

    @classmethod
    def of(cls, goal: Goal, confidence: Confidence) -> LevelJson:
        """Write a level."""
        agreement = confidence.agreement
        return cls(
            goal=GoalJson.of(goal),
            level=confidence.level,
            agreement=AgreementJson(
                score=agreement.score,
                reason=agreement.reason,
                p10=EndJson.of(agreement.low),
                p90=EndJson.of(agreement.high),
            ),
        )


class ConfidenceJson(JsonObject):
    """How far to trust the likelihoods told: another thing than how likely anything is."""

    basis: BasisJson
    record: RecordJson
    levels: Mapping[Reading, tuple[LevelJson, ...]] = Field(description="by reading, for each target told")

    @classmethod
    def of(
        cls, evidence: Evidence | None, goals: Iterable[Goal], readings: Iterable[Reading] = READINGS
    ) -> ConfidenceJson | None:
        """Write what the confidence in some targets rests on; None where it could not be assessed."""
        if evidence is None:
            return None
        told = [goal for goal in goals if goal.kind != "cumulative"]
        return cls(
            basis=BasisJson.of(evidence.basis),
            record=RecordJson(score=evidence.record_score, reason=evidence.record),
            levels={
                reading: tuple(LevelJson.of(goal, evidence.about(goal, reading)) for goal in told)
                for reading in readings
            },
        )
