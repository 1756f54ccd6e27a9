"""What every answer says first: which question about which scenario, with which levers, from how many futures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import Field

from sim.analysis.board import Goal
from sim.analysis.confidence import Evidence
from sim.analysis.to_json.confidence import ConfidenceJson
from sim.analysis.to_json.parts import IntervalNote, JsonObject, LeverJson, RangeNote, ScenarioJson
from sim.levers import LeverSetting
from sim.scenario import Reading, Scenario


@dataclass(frozen=True)
class About:
    """What an answer is about, beside what it says itself.

    Attributes
    ----------
    scenario : Scenario
        As its files state it, without levers.
    levers : tuple of LeverSetting
        Pulled in it.
    requested : int or None
        Futures asked for of each run; None: as many as were simulated.
    evidence : Evidence or None
        What the confidence in likelihoods rests on, the levers pulled; None: it is not told.
    """

    scenario: Scenario
    levers: tuple[LeverSetting, ...] = ()
    requested: int | None = None
    evidence: Evidence | None = None

    def stopped(self, replications: int) -> bool:
        """Whether fewer futures were simulated than asked for."""
        return self.requested is not None and replications < self.requested

    def confidence(self, reading: Reading, goals: Iterable[Goal]) -> ConfidenceJson | None:
        """Say how far to trust the likelihoods of some targets."""
        return ConfidenceJson.of(self.evidence, goals, (reading,))

    def fields(self, replications: int) -> dict[str, Any]:
        """Fields of `AnswerJson` that do not depend on the question."""
        return {
            "scenario": ScenarioJson.of(self.scenario),
            "data_date": self.scenario.settings.data_date,
            "levers": tuple(LeverJson.of(each, self.scenario) for each in self.levers),
            "replications_requested": replications if self.requested is None else self.requested,
            "interrupted": self.stopped(replications),
        }


class AnswerJson(JsonObject):
    """Any answer."""

    scenario: ScenarioJson = Field(description="scenario asked about, without the levers")
    data_date: date
    levers: tuple[LeverJson, ...] = Field(description="levers pulled in the scenario")
    counting: Reading = Field(description="what makes a home count")
    replications_requested: int = Field(description="futures asked for, of each run or of the first look")
    interrupted: bool = Field(description="whether the answer was stopped before it was whole")


class ChancesJson(AnswerJson):
    """Any answer that tells chances, or changes of chances and homes."""

    interval: IntervalNote = Field(default=IntervalNote(), description="what its intervals mean")
    range: RangeNote = Field(default=RangeNote(), description="what its ranges mean")
    confidence: ConfidenceJson | None = Field(
        default=None,
        description="how far to trust its likelihoods; null where it could not be assessed, or none is told to act on",
    )


def as_values(answer: JsonObject) -> dict[str, Any]:
    """Texts, numbers, lists and dicts only."""
    return answer.model_dump(mode="json")


def json_text(values: Mapping[str, Any]) -> str:
    """Write plain values as every command, page and file does."""
    return json.dumps(values, ensure_ascii=False, indent=2)
