"""What holds for a stage on a route, date by date: its duration and its tender."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sim.scenario import Duration, Route, Settings, Step, Tender


@dataclass(frozen=True)
class StageVersion:
    """What holds from a date on.

    Attributes
    ----------
    from_date : date or None
        None for the first version, which holds on the data date.
    path, duration : str, Duration
        Where the duration stands in the scenario, and the duration.
    by_route : bool
        Whether the route states it, not the stage.
    tender_path, tender : str, Tender or None
        Where the tender stands, and the tender, if the stage consists of rounds.
    """

    from_date: date | None
    path: str
    duration: Duration
    by_route: bool
    tender_path: str
    tender: Tender | None


def versions_on(settings: Settings, route_id: str, stage_id: str) -> tuple[StageVersion, ...]:
    """Versions of a stage on a route, by date.

    A duration or a tender the route states holds whatever the law; the route's own changes replace it from their dates
    on. What came into force before the data date is the first version: it holds from the beginning.

    Parameters
    ----------
    settings : Settings
    route_id, stage_id : str
        The stage stands on the route.

    Returns
    -------
    tuple of Version
    """
    stage = settings.stages[stage_id]
    step = step_of(settings.routes[route_id], stage_id)
    by_stage = {law.from_date: law for law in stage.law}
    by_route = {change.from_date: change for change in step.law}
    path, duration, own = f"stages.{stage_id}", stage.duration, step.duration is not None
    if step.duration is not None:
        path, duration = f"routes.{route_id}.{stage_id}", step.duration
    tender_path, tender, own_tender = f"stages.{stage_id}.tender", stage.tender, step.tender is not None
    if own_tender:
        tender_path, tender = f"routes.{route_id}.{stage_id}.tender", step.tender
    versions = [StageVersion(None, path, duration, own, tender_path, tender)]
    for day in sorted({*by_stage, *by_route}):
        if day in by_stage:
            law = by_stage[day]
            if not own_tender:
                tender_path, tender = f"stages.{stage_id}.law.{day}.tender", law.tender
            if not own:
                path, duration = f"stages.{stage_id}.law.{day}", law.duration
        if day in by_route:
            path, duration = f"routes.{route_id}.{stage_id}.law.{day}", by_route[day].duration
            if by_route[day].tender is not None:
                tender_path, tender, own_tender = f"{path}.tender", by_route[day].tender, True
        version = StageVersion(day, path, duration, own, tender_path, tender)
        if day < settings.data_date:
            versions = [replace(version, from_date=None)]
        else:
            versions.append(version)
    return tuple(versions)


def step_of(route: Route, stage: str) -> Step:
    """Step of a route by its stage."""
    return next(step for step in route.steps if step.stage == stage)
