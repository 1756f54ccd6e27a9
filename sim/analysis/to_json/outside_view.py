"""The outside view of a board: the period beside finished plans."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sim.analysis import AmongPlans, RatioAmongPlans
from sim.analysis.to_json.parts import JsonObject, NameJson
from sim.scenario import FinishedPlan


class PlanJson(JsonObject):
    """A plan whose time is over."""

    place: NameJson
    plan: NameJson
    period: str
    ratio: float = Field(description="what was completed, divided by what was planned")
    at_least: bool = Field(description="whether the ratio is only known to be this or higher")
    source: str

    @classmethod
    def of(cls, plan: FinishedPlan) -> PlanJson:
        """Write a plan."""
        return cls(
            place=NameJson.of(plan.place),
            plan=NameJson.of(plan.plan),
            period=plan.period,
            ratio=plan.ratio,
            at_least=plan.at_least,
            source=plan.source,
        )


class PositionJson(JsonObject):
    """Homes of the model in the period, among the finished plans."""

    ratio: float = Field(description="homes divided by the target of the period")
    above: int = Field(description="finished plans with a lower ratio")

    @classmethod
    def of(cls, position: RatioAmongPlans) -> PositionJson:
        """Write a position."""
        return cls(ratio=position.ratio, above=position.above)


class ShareJson(JsonObject):
    """A 95 % interval of a share of few cases."""

    low: float
    high: float


class OutsideViewJson(JsonObject):
    """The period beside finished plans; the blend stands beside the model's chance, never in its place."""

    reference_class: str = Field(description="class of finished plans")
    chosen_by: Literal["scenario", "length_of_period"]
    list_of: Literal["scenario", "program"] = Field(description="whose list of plans it is")
    plans: tuple[PlanJson, ...]
    p10: PositionJson
    p50: PositionJson
    p90: PositionJson
    reached: int = Field(description="finished plans that reached what was planned, a ratio of 1 or more")
    share: float = Field(
        description="chance that such a plan is reached: (reached + 1/2) / (plans + 1), after Jeffreys"
    )
    interval: ShareJson = Field(
        description="95 % of that chance, by Jeffreys' prior; plans taken as independent"
    )
    weight: float = Field(description="of the class in the blend")
    blend: float = Field(description="(1 - weight) x the model's chance of the period + weight x share")

    @classmethod
    def of(cls, found: AmongPlans | None) -> OutsideViewJson | None:
        """Write an outside view, where there is one."""
        if found is None:
            return None
        low, high = found.interval
        stated = found.reference_class.view.reference_class is not None
        return cls(
            reference_class=found.reference_class.id,
            chosen_by="scenario" if stated else "length_of_period",
            list_of="scenario" if found.reference_class.own_list else "program",
            plans=tuple(PlanJson.of(plan) for plan in found.reference_class.plans),
            p10=PositionJson.of(found.p10),
            p50=PositionJson.of(found.p50),
            p90=PositionJson.of(found.p90),
            reached=found.reached,
            share=found.share,
            interval=ShareJson(low=low, high=high),
            weight=found.weight,
            blend=found.blend,
        )
