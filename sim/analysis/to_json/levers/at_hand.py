"""Levers at hand, as their files state them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import Field

from sim.analysis.to_json.answer import as_values
from sim.analysis.to_json.parts import JsonObject, NameJson
from sim.levers import Cost, Lever
from sim.scenario import Standing


class UnitCostJson(JsonObject):
    """What one unit of a lever costs."""

    amount: float
    unit: NameJson

    @classmethod
    def of(cls, cost: Cost | None) -> UnitCostJson | None:
        """Write a cost, where there is one."""
        return None if cost is None else cls(amount=cost.amount, unit=NameJson.of(cost.unit))


class LeverFileJson(JsonObject):
    """A lever in full; what a field means, the schema `lever` says."""

    id: str
    name: NameJson
    help: NameJson
    unit: str
    unit_label: NameJson
    neutral: float
    low: float
    high: float
    step: float
    default: float
    start: date | None = Field(
        alias="from", description="null: the data date, unless another day is asked for"
    )
    dated: bool = Field(description="whether the day from which it holds matters")
    ramp: bool
    spare_lodged: bool | None = Field(description="null where it has no fast track")
    order: int
    stages: tuple[str, ...] = Field(description="stages whose time it can change")
    routes: tuple[str, ...] = Field(description="routes it is limited to; none: all that have these stages")
    places: tuple[str, ...] = Field(description="places it is limited to; none: all")
    changes: tuple[dict[str, Any], ...] = Field(
        description="what it changes in the scenario, as its file states it"
    )
    cost: UnitCostJson | None
    passage: str
    standing: Standing = Field(description="on what its figures rest")
    source: tuple[str, ...] = Field(description="ids from the sources file")
    assumption: NameJson | None

    @classmethod
    def of(cls, lever: Lever) -> LeverFileJson:
        """Write a lever."""
        return cls(
            id=lever.id,
            name=NameJson.of(lever.name),
            help=NameJson.of(lever.help),
            unit=lever.unit,
            unit_label=NameJson.of(lever.unit_label),
            neutral=lever.neutral,
            low=lever.low,
            high=lever.high,
            step=lever.step,
            default=lever.default,
            start=lever.from_date,
            dated=lever.dated,
            ramp=lever.ramp,
            spare_lodged=lever.spare_lodged,
            order=lever.order,
            stages=lever.stages,
            routes=lever.routes,
            places=lever.places,
            changes=tuple(change.model_dump(mode="json", exclude_defaults=True) for change in lever.changes),
            cost=UnitCostJson.of(lever.cost),
            passage=lever.passage,
            standing=lever.standing,
            source=lever.source,
            assumption=None if lever.assumption is None else NameJson.of(lever.assumption),
        )


class LeversJson(JsonObject):
    """Levers at hand: `housing-sim levers`; one of them where one was named."""

    levers: tuple[LeverFileJson, ...] = Field(description="in the order in which they are combined")


def levers_json(levers: Iterable[Lever]) -> dict[str, Any]:
    """Put levers into plain JSON values.

    Parameters
    ----------
    levers : iterable of Lever

    Returns
    -------
    dict
        As `LeversJson` describes it.
    """
    return as_values(LeversJson(levers=tuple(LeverFileJson.of(lever) for lever in levers)))
