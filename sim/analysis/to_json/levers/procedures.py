"""What fast tracks promise, procedure by procedure, and what of it is delivered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from pydantic import Field

from sim.analysis.procedures import Likely, Procedure, ProcedureTable, ProcedureTime
from sim.analysis.to_json.answer import as_values
from sim.analysis.to_json.parts import JsonObject, LeverJson, NameJson, ScenarioJson
from sim.levers import LeverSetting
from sim.scenario import Scenario


class DeliveredJson(JsonObject):
    """What is delivered of a promise, which nobody knows: with P10, P50 and P90 of the part delivered."""

    p10: float
    p50: float
    p90: float

    @classmethod
    def of(cls, likely: Likely) -> DeliveredJson:
        """Write three numbers."""
        low, middle, high = likely
        return cls(p10=low, p50=middle, p90=high)


class ProcedureJson(JsonObject):
    """A stage that a fast track covers; days are medians of one case, without waits for a slot."""

    stage: str
    name: NameJson
    routes: tuple[str, ...] = Field(description="on which it takes this time")
    unit: Literal["working_days", "days"] = Field(description="of the days here; days: calendar days")
    before: float = Field(description="days of the whole stage")
    agencies: float = Field(description="days of it in agencies' hands; only these are cut")
    limit: float | None = Field(description="statutory limit in days; null where the fast track states none")
    cut: float = Field(description="promised share, 0 to 1, of the agencies' time or of the limit, by `base`")
    promised: float = Field(description="days of the whole stage, were the promise kept in full")
    delivered: DeliveredJson = Field(description="days of the whole stage, as the promise is delivered")

    @classmethod
    def of(cls, row: Procedure) -> ProcedureJson:
        """Write a row."""
        return cls(
            stage=row.stage,
            name=NameJson.of(row.name),
            routes=row.routes,
            unit=row.unit,
            before=row.before,
            agencies=row.agencies,
            limit=row.limit,
            cut=row.cut,
            promised=row.promised,
            delivered=DeliveredJson.of(row.delivered),
        )


class ProcedureTimeJson(JsonObject):
    """Calendar days of a project in the procedures of its route, added up as if one came after another."""

    route: str | None = Field(description="null: mean over projects, each counted once")
    projects: int = Field(description="that follow the route and are not over")
    before: float
    agencies: float
    promised: float
    delivered: DeliveredJson
    cut_promised: float = Field(description="share of the agencies' time promised away, 0 to 1")
    cut_delivered: DeliveredJson = Field(description="share of the agencies' time taken off, 0 to 1")

    @classmethod
    def of(cls, time: ProcedureTime) -> ProcedureTimeJson:
        """Write a total."""
        return cls(
            route=time.route,
            projects=time.projects,
            before=time.before,
            agencies=time.agencies,
            promised=time.promised,
            delivered=DeliveredJson.of(time.delivered),
            cut_promised=time.cut_promised,
            cut_delivered=DeliveredJson.of(time.cut_delivered),
        )


class ComplianceCostJson(JsonObject):
    """A cut of the cost of complying that is asked for: the model knows no such cost."""

    asked: float
    modelled: Literal[False] = False


class FastTrackJson(JsonObject):
    """A fast track, procedure by procedure: the promise and what is delivered stand apart."""

    track: str
    name: NameJson
    lever: str | None = Field(description="that makes it; null: the scenario has it by itself")
    base: Literal["observed", "statutory"] = Field(description="what the cuts are shares of")
    start: date = Field(alias="from")
    whole_from: date = Field(description="day from which the cuts told here hold")
    share_delivered: DeliveredJson = Field(description="part of the promise that is delivered, 0 to 1")
    procedures: tuple[ProcedureJson, ...]
    on_no_route: tuple[str, ...] = Field(
        description="stages that it covers and that stand on none of its routes"
    )
    routes: tuple[ProcedureTimeJson, ...]
    mean: ProcedureTimeJson | None
    asked: float | None = Field(
        description="share of the agencies' time that the lever's document asks to cut"
    )
    cost: ComplianceCostJson | None = Field(description="null where no cut of the cost is asked for")

    @classmethod
    def of(cls, table: ProcedureTable) -> FastTrackJson:
        """Write a table."""
        cost = table.asked_of_cost
        return cls(
            track=table.track,
            name=NameJson.of(table.name),
            lever=None if table.lever is None else table.lever.id,
            base=table.base,
            start=table.from_date,
            whole_from=table.whole_from,
            share_delivered=DeliveredJson.of(table.share_delivered),
            procedures=tuple(map(ProcedureJson.of, table.rows)),
            on_no_route=table.left_out,
            routes=tuple(map(ProcedureTimeJson.of, table.routes)),
            mean=None if table.mean is None else ProcedureTimeJson.of(table.mean),
            asked=table.asked,
            cost=None if cost is None else ComplianceCostJson(asked=cost),
        )


class ProceduresJson(JsonObject):
    """What fast tracks promise, procedure by procedure: `housing-sim procedures`; nothing is simulated."""

    scenario: ScenarioJson
    data_date: date
    levers: tuple[LeverJson, ...]
    fast_tracks: tuple[FastTrackJson, ...]


def procedures_json(
    tables: Iterable[ProcedureTable], scenario: Scenario, settings: Iterable[LeverSetting]
) -> dict[str, Any]:
    """Put tables of procedures into plain JSON values.

    Parameters
    ----------
    tables : iterable of ProcedureTable
    scenario : Scenario
        As its files state it, without levers.
    settings : iterable of LeverSetting
        Pulled in it.

    Returns
    -------
    dict
        As `ProceduresJson` describes it.
    """
    return as_values(
        ProceduresJson(
            scenario=ScenarioJson.of(scenario),
            data_date=scenario.settings.data_date,
            levers=tuple(LeverJson.of(each, scenario) for each in settings),
            fast_tracks=tuple(map(FastTrackJson.of, tables)),
        )
    )
