"""Scenarios built in code, for tests that need a model and no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sim.scenario import DateRange, NumberRange, ProjectRow, Scenario, Settings, StageUnderWay

DATA_DATE = date(2026, 1, 1)
WHY = "made for a test"


def duration(spread: Mapping[str, Any] | float, unit: str = "days", **more: Any) -> dict[str, Any]:
    """Duration table; a bare number is a fixed one."""
    shape = {"family": "fixed", "value": spread} if isinstance(spread, (int, float)) else dict(spread)
    return {"unit": unit, "spread": shape, "assumption": WHY, **more}


def stage(
    spread: Mapping[str, Any] | float, pool: str | None = None, calendar: str | None = None, **more: Any
) -> dict[str, Any]:
    """Stage table."""
    table: dict[str, Any] = {"name": "stage", "duration": duration(spread, **more)}
    return table | ({"pool": pool} if pool else {}) | ({"calendar": calendar} if calendar else {})


def likelihood(chance: float | Mapping[str, float], cases: float | None = None) -> dict[str, Any]:
    """Likelihood table; by state of the market, or not; known, or only as surely as so many cases."""
    table: dict[str, Any] = {"chance": chance, "assumption": WHY}
    return table if cases is None else table | {"as_sure_as_cases": cases}


def push(
    chance: float | Mapping[str, float],
    share: Mapping[str, Any] | float,
    beyond: Mapping[str, Any] | float = 0.0,
    cases: float | None = None,
) -> dict[str, Any]:
    """Push table: its likelihood, the share that can be entered, and how far beyond the target it goes."""

    def shape(value: Mapping[str, Any] | float) -> Mapping[str, Any]:
        return {"family": "fixed", "value": value} if isinstance(value, float) else value

    return {
        "likelihood": likelihood(chance, cases),
        "share_enterable": {"uncertain": shape(share), "assumption": WHY},
        "beyond_target": {"spread": shape(beyond), "assumption": WHY},
    }


def tender(
    chance: float | Mapping[str, float],
    rounds: int,
    gap: Mapping[str, Any] | float | None = None,
    holds_slot: str = "round",
    cases: float | None = None,
) -> dict[str, Any]:
    """Tender table; the gap in days."""
    table = {"success": likelihood(chance, cases), "rounds": rounds, "holds_slot": holds_slot}
    return table if gap is None else table | {"gap": duration(gap)}


def recall(
    per_year: float | Mapping[str, float],
    again: str,
    *,
    cap: int = 1,
    lapse: float | Mapping[str, float] = 0.0,
    grace: Mapping[str, Any] | float = 0.0,
    uncertain: Mapping[str, Any] | None = None,
    cases: float | None = None,
) -> dict[str, Any]:
    """Recall table; the grace period in days."""
    hazard: dict[str, Any] = {"per_year": per_year, "assumption": WHY}
    return {
        "hazard": hazard if uncertain is None else hazard | {"uncertain": uncertain},
        "grace": duration(grace),
        "lapse": likelihood(lapse, cases),
        "tender_again": again,
        "cap": cap,
    }


def market(per_year: Mapping[tuple[str, str], float], initial: str, max_switches: int = 60) -> dict[str, Any]:
    """Market table from passage -> rate."""
    states = dict.fromkeys([initial, *(state for passage in per_year for state in passage)])
    return {
        "states": {state: {"name": state} for state in states},
        "initial": initial,
        "switches": [
            {"from_state": leaves, "to_state": enters, "per_year": rate, "assumption": WHY}
            for (leaves, enters), rate in per_year.items()
        ],
        "max_switches": max_switches,
        "assumption": WHY,
    }


def amendment(from_date: date, spread: Mapping[str, Any] | float, **more: Any) -> dict[str, Any]:
    """Law that changes a stage from a day on; `more` may hold a tender and fields of the duration."""
    fields = {"tender": more.pop("tender")} if "tender" in more else {}
    return {
        "from_date": from_date,
        "name": "law",
        "duration": duration(spread, **more),
        "assumption": WHY,
    } | fields


def valid(stage_id: str, days: float) -> dict[str, Any]:
    """Notice that a step needs, and for how long it is good."""
    return {"stage": stage_id, "duration": duration(days)}


def stock(level: float, refills: Mapping[date, float] | None = None) -> dict[str, Any]:
    """Stock table."""
    return {
        "name": "stock",
        "unit": "plots",
        "level": level,
        "assumption": WHY,
        "refills": [
            {"on": day, "amount": amount, "assumption": WHY} for day, amount in (refills or {}).items()
        ],
    }


def stock_use(stock_id: str, amount: float, per: str = "project") -> dict[str, Any]:
    """What a stage takes from a stock."""
    return {"id": stock_id, "amount": amount, "per": per, "assumption": WHY}


def blocks(at_a_time: int, until: str, stagger: Mapping[str, Any] | float = 0.0) -> dict[str, Any]:
    """How the blocks of a route follow one another; the stagger in days."""
    return {"at_a_time": at_a_time, "until": until, "stagger": duration(stagger)}


def factor(stage_ids: Sequence[str], shared: float) -> dict[str, Any]:
    """Common factor table."""
    return {"name": "factor", "stages": list(stage_ids), "shared": shared, "assumption": WHY}


def pool(slots: int, queue: str = "first_come", changes: Sequence[tuple[date, int]] = ()) -> dict[str, Any]:
    """Pool table."""
    return {
        "name": "pool",
        "slots": slots,
        "queue": queue,
        "other_users": WHY,
        "assumption": WHY,
        "changes": [{"from_date": day, "slots": number, "assumption": WHY} for day, number in changes],
    }


def route(
    after: Mapping[str, Sequence[str]],
    eligible_after: str | None = None,
    handed_over_after: str | None = None,
    steps: Mapping[str, Mapping[str, Any]] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Route table from stage -> predecessors; milestones default to the last stage named.

    `steps` holds what single steps say beside that, `more` what the route does.
    """
    last = list(after)[-1]
    return {
        "name": "route",
        "steps": [
            {"stage": name, "after": list(before)} | dict((steps or {}).get(name, {}))
            for name, before in after.items()
        ],
        "eligible_after": eligible_after or last,
        "handed_over_after": handed_over_after or last,
    } | more


def row(project_id: str, **fields: Any) -> ProjectRow:
    """Register row: not started, entering on the data date, 100 homes, unless said otherwise.

    `under_way` holds each stage under way, or its start, `progress` the share of its work that is done, by stage.
    """
    values: dict[str, Any] = {
        "project_id": project_id,
        "name": project_id,
        "route": "r",
        "homes": 100,
        "status": "not_started",
        "counted_before": "no",
        "status_as_of": DATA_DATE,
        "assumption": WHY,
    } | fields
    if isinstance(values["homes"], (int, float)):
        values["homes"] = NumberRange(low=values["homes"], high=values["homes"])
    if values["status"] == "not_started" and "entry" not in values:
        values["entry"] = DATA_DATE
    for key in ("entry", "completed_on"):
        if isinstance(values.get(key), date):
            values[key] = DateRange(first=values[key], last=values[key])
    shares = values.pop("progress", {})
    if "under_way" in values:
        values["under_way"] = tuple(
            begun
            if isinstance(begun, StageUnderWay)
            else StageUnderWay(
                stage=name,
                progress=shares.get(name),
                start=begun if isinstance(begun, DateRange) else DateRange(first=begun, last=begun),
            )
            for name, begun in values["under_way"].items()
        )
    return ProjectRow.model_validate(values)


def scenario_of(
    stages: Mapping[str, Any],
    rows: Sequence[ProjectRow],
    routes: Mapping[str, Any] | None = None,
    **settings_fields: Any,
) -> Scenario:
    """Scenario of stages and rows; without routes, one route `r` that runs the stages one after the other."""
    names = list(stages)
    chain = route({name: names[i - 1 : i] if i else [] for i, name in enumerate(names)})
    values: dict[str, Any] = {
        "format": 1,
        "name": "test",
        "data_date": DATA_DATE,
        "register": "rows.csv",
        "targets": {"years": [{"year": year, "homes": 100} for year in range(2026, 2031)], "assumption": WHY},
        "counting": {"counted_when": "eligible", "assumption": WHY},
        "stages": dict(stages),
        "routes": dict(routes) if routes else {"r": chain},
    } | settings_fields
    return Scenario(settings=Settings.model_validate(values), rows=tuple(rows), sources={})


def day(offset: float) -> date:
    """Date so many days after the data date."""
    return DATA_DATE + timedelta(days=offset)
