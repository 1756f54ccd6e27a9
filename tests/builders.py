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
) -> dict[str, Any]:
    """Route table from stage -> predecessors; milestones default to the last stage named."""
    last = list(after)[-1]
    return {
        "name": "route",
        "steps": [{"stage": name, "after": list(before)} for name, before in after.items()],
        "eligible_after": eligible_after or last,
        "handed_over_after": handed_over_after or last,
    }


def row(project_id: str, **fields: Any) -> ProjectRow:
    """Register row: not started, entering on the data date, 100 homes, unless said otherwise."""
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
    if "under_way" in values:
        values["under_way"] = tuple(
            StageUnderWay(
                stage=name,
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
