"""How many homes can be promised."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from sim.analysis import CONFIDENCE, Commitment, JointPromise, Promise
from sim.analysis.statistics import LOW
from sim.analysis.to_json.answer import About, ChancesJson, as_values
from sim.analysis.to_json.parts import ChanceJson, GoalJson, JsonObject, ProvenanceJson


class SafeNote(JsonObject):
    """What the safe numbers mean."""

    confidence: float = CONFIDENCE
    covers: Literal["simulation error only"] = "simulation error only"
    method: str = "order statistic, binomial distribution"


class OverUnknownsNote(JsonObject):
    """What the numbers over what is not known mean."""

    covers: Literal["what is not known"] = "what is not known"
    sets: float = Field(
        default=1 - LOW, description="share of the sets of unknown numbers in which they hold"
    )
    method: str = (
        "most homes whose chance has a P10 over sets, by deconvolution, not below the chance asked for"
    )


class PromiseJson(JsonObject):
    """Homes that hold with the chance asked for, in the years of one target."""

    goal: GoalJson
    homes: int
    safe: int = Field(description="lower bound of that number")
    over_unknowns: int | None = Field(
        description="homes that hold with that chance in all but a tenth of the sets of unknown numbers; null where "
        "the run cannot tell"
    )
    chance: ChanceJson = Field(description="of at least `homes`")

    @classmethod
    def of(cls, promise: Promise) -> PromiseJson:
        """Write a promise."""
        return cls(
            goal=GoalJson.of(promise.goal),
            homes=promise.homes,
            safe=promise.safe,
            over_unknowns=promise.over_unknowns,
            chance=ChanceJson.of(promise.chance),
        )


class JointPromiseJson(JsonObject):
    """Yearly targets times the largest common factor that holds in all years together."""

    factor: float
    safe_factor: float
    homes: tuple[int, ...] = Field(description="by year")
    safe: tuple[int, ...] = Field(description="by year")
    binds: int | None = Field(description="year that alone sets the factor")
    factor_without: float | None = Field(description="the factor were that year left out")
    chance: ChanceJson = Field(description="of at least `homes` in every year")
    factor_over_unknowns: float | None = Field(
        description="factor that holds in all but a tenth of the sets of unknown numbers; null where the run "
        "cannot tell"
    )
    over_unknowns: tuple[int, ...] | None = Field(description="by year, at that factor")

    @classmethod
    def of(cls, jointly: JointPromise) -> JointPromiseJson:
        """Write what holds in all years together."""
        return cls(
            factor=jointly.factor,
            safe_factor=jointly.safe_factor,
            homes=jointly.homes,
            safe=jointly.safe,
            binds=jointly.binds,
            factor_without=jointly.factor_without,
            chance=ChanceJson.of(jointly.chance),
            factor_over_unknowns=jointly.factor_over_unknowns,
            over_unknowns=jointly.over_unknowns,
        )


class CommitmentJson(ChancesJson):
    """How many homes can be promised: `housing-sim commit`."""

    run: ProvenanceJson = Field(description="with the levers pulled")
    chance_wanted: float
    safe: SafeNote = SafeNote()
    over_unknowns: OverUnknownsNote = OverUnknownsNote()
    years: tuple[PromiseJson, ...] = Field(description="each year by itself")
    period: PromiseJson | None = Field(description="null where the scenario sets no such target")
    jointly: JointPromiseJson | None = Field(description="null where every yearly target is zero")


def commitment_json(commitment: Commitment, about: About) -> dict[str, Any]:
    """Put everything that can be promised into plain JSON values, as `CommitmentJson` describes them."""
    told = (*commitment.years, *(() if commitment.period is None else (commitment.period,)))
    return as_values(
        CommitmentJson(
            **about.fields(commitment.origin.replications),
            counting=commitment.reading,
            confidence=about.confidence(commitment.reading, [promise.goal for promise in told]),
            run=ProvenanceJson.of(commitment.origin),
            chance_wanted=commitment.wanted,
            years=tuple(PromiseJson.of(promise) for promise in commitment.years),
            period=None if commitment.period is None else PromiseJson.of(commitment.period),
            jointly=None if commitment.jointly is None else JointPromiseJson.of(commitment.jointly),
        )
    )
