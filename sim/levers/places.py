"""Levers limited to places: the projects there get routes of their own, which the lever changes; all else stays.

A route set apart is a copy in which every unknown number is still that of the route it was copied from, and stages keep
their ids: so its projects meet the same chance and the same ignorance as before.
"""

from __future__ import annotations

from sim.levers.lever import Lever
from sim.levers.pull import sharing_unknown_with
from sim.scenario import Route, Scenario, Step

_LONGEST_ID = 64


def set_apart(scenario: Scenario, lever: Lever) -> tuple[Scenario, dict[str, str]]:
    """Give the projects in a lever's places routes of their own.

    Parameters
    ----------
    scenario : Scenario
    lever : Lever
        Limited to places.

    Returns
    -------
    Scenario
        One in which nothing happens otherwise.
    dict of str to str
        Route -> the copy that its projects in these places now follow.

        Empty where no project of the register stands there: `without_projects` tells of it.
    """
    settings, places = scenario.settings, set(lever.places)
    routes = dict.fromkeys(row.route for row in scenario.rows if row.place in places)
    if not routes:
        return scenario, {}
    copies = {route: f"{route[: _LONGEST_ID - len(lever.id) - 2]}__{lever.id}" for route in routes}
    rows = tuple(
        row.model_copy(update={"route": copies[row.route]}) if row.place in places else row
        for row in scenario.rows
    )
    tracks = {
        name: track.model_copy(
            update={"routes": (*track.routes, *(copies[route] for route in track.routes if route in copies))}
        )
        for name, track in settings.fast_tracks.items()
    }
    apart = {copies[route]: _copy(route, settings.routes[route]) for route in routes}
    left = {name: route for name, route in settings.routes.items() if any(row.route == name for row in rows)}
    changed = settings.model_copy(update={"routes": {**left, **apart}, "fast_tracks": tracks})
    return scenario.model_copy(update={"settings": changed, "rows": rows}), copies


def _copy(route_id: str, route: Route) -> Route:
    changed: dict[str, object] = {
        "steps": tuple(_step(f"routes.{route_id}.{step.stage}", step) for step in route.steps)
    }
    if route.blocks is not None:
        stagger = sharing_unknown_with(f"routes.{route_id}.blocks.stagger", route.blocks.stagger)
        changed["blocks"] = route.blocks.model_copy(update={"stagger": stagger})
    return route.model_copy(update=changed)


def _step(path: str, step: Step) -> Step:
    changed: dict[str, object] = {}
    if step.duration is not None:
        changed["duration"] = sharing_unknown_with(path, step.duration)
        changed["law"] = tuple(
            law.model_copy(
                update={"duration": sharing_unknown_with(f"{path}.law.{law.from_date}", law.duration)}
            )
            for law in step.law
        )
    if (recall := step.recall) is not None:
        changed["recall"] = recall.model_copy(
            update={
                "hazard": sharing_unknown_with(f"{path}.recall.hazard", recall.hazard),
                "grace": sharing_unknown_with(f"{path}.recall.grace", recall.grace),
                "lapse": sharing_unknown_with(f"{path}.recall.lapse", recall.lapse),
            }
        )
    return step.model_copy(update=changed)
