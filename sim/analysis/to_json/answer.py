"""What every answer says first: which question about which scenario, with which levers, from how many futures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import Field

from sim.analysis.board import Goal
from sim.analysis.confidence import Evidence
from sim.analysis.to_json.confidence import ConfidenceJson
from sim.analysis.to_json.parts import JsonObject, LeverJson, ScenarioJson
from sim.experiment import QUICK_FUTURES
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
            "rough": min(replications, self.requested or replications) <= QUICK_FUTURES,
            "interrupted": self.stopped(replications),
        }


class IntervalNote(JsonObject):
    """What every interval of an answer means: English for programs and their authors, in no catalogue."""

    covers: Literal["simulation error only"] = "simulation error only"
    level: float = 0.95
    method: str = (
        "chances: Wilson 1927; changes of a chance: paired, Tango 1998; changes of a mean: paired, Student"
    )
    note: str = (
        "intervals say how far the number of simulated futures alone may have an answer wrong; they say nothing "
        "about what is not known of the projects"
    )


class RangeNote(JsonObject):
    """What every range of an answer means, in English as above."""

    covers: Literal["what is not known"] = "what is not known"
    percentiles: tuple[int, int] = (10, 90)
    method: str = (
        "outer sample of sets of unknown numbers, independent futures within each; chances: deconvolution, an average "
        "of a spline density (Efron 2016), a beta distribution and two or three atoms, with a Bayesian bootstrap over "
        "sets for the interval of each end; changes of a chance: shares drawn towards their mean to the variance "
        "between sets (Kleinman 1973)"
    )
    note: str = (
        "p10 and p90 are the chance, or its change, under sets of unknown numbers at either end; null where the runs "
        "did not ask for them, or too few futures tell"
    )


class AnswerJson(JsonObject):
    """Any answer."""

    scenario: ScenarioJson = Field(description="scenario asked about, without the levers")
    data_date: date
    levers: tuple[LeverJson, ...] = Field(description="levers pulled in the scenario")
    counting: Reading = Field(description="what makes a home count")
    replications_requested: int = Field(description="futures asked for, of each run or of the first look")
    rough: bool = Field(
        description="whether it rests on so few futures, of each run, that it is a first look only"
    )
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
