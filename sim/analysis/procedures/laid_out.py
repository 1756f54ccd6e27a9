"""Scenario and levers -> a table of procedures for each fast track; nothing is simulated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from sim.analysis.procedures.table import Likely, Procedure, ProcedureTable, ProcedureTime, ProcedureUnit
from sim.errors import OptionError, msg
from sim.levers import Lever, LeverSetting, apply_levers
from sim.scenario import Duration, FastTrack, Scenario, Step, in_force

_QUANTILES = (0.1, 0.5, 0.9)
_OVER = ("completed", "ended")


def procedure_tables(scenario: Scenario, settings: Iterable[LeverSetting] = ()) -> tuple[ProcedureTable, ...]:
    """Lay out what fast tracks promise, procedure by procedure; nothing is simulated.

    Parameters
    ----------
    scenario : Scenario
    settings : iterable of LeverSetting
        Pulled together. One with fast tracks that is at its neutral value makes a table in which nothing is cut.

    Returns
    -------
    tuple of ProcedureTable
        One for each fast track of the scenario that results; empty where it has none.

    Raises
    ------
    ScenarioError
        As `sim.levers.apply_levers`.
    """
    asked = tuple(map(_there, settings))
    changed = apply_levers(scenario, asked)
    made_by = {track: each.lever for each in asked for track in each.lever.fast_tracks}
    own = scenario.settings.fast_tracks
    return tuple(
        _table(changed, name, track, None if name in own else made_by.get(name))
        for name, track in changed.settings.fast_tracks.items()
    )


def proposed_setting(levers: Iterable[Lever]) -> LeverSetting:
    """Set the first lever that makes a fast track to the value that its file proposes.

    Raises
    ------
    OptionError
        When there is none.
    """
    for lever in levers:
        if lever.fast_tracks:
            return LeverSetting(lever, lever.default)
    raise OptionError(msg("no lever at hand makes a fast track, and the scenario has none"))


def _there(setting: LeverSetting) -> LeverSetting:
    """Setting whose fast tracks come about: at its neutral value none would, so nothing is cut at another."""
    lever = setting.lever
    if not (setting.neutral and lever.fast_tracks):
        return setting
    value = lever.high if lever.high != lever.neutral else lever.low
    return replace(setting, value=value, cuts=tuple((stage, 0.0) for stage in lever.stages_promised))


def _table(scenario: Scenario, track_id: str, track: FastTrack, lever: Lever | None) -> ProcedureTable:
    part = track.delivered.distribution()
    low, middle, high = (float(part.quantile(q)) for q in _QUANTILES)
    found = [
        (route_id, _procedure(scenario, track, route_id, step, (low, middle, high)))
        for stage in track.stages
        for route_id, route in scenario.settings.routes.items()
        for step in route.steps
        if step.stage == stage and (not track.routes or route_id in track.routes)
    ]
    on_routes = {stage for _, (row, _) in found for stage in [row.stage]}
    times = tuple(_times(scenario, found))
    return ProcedureTable(
        track=track_id,
        name=track.name,
        lever=lever,
        base=track.base,
        from_date=track.cuts[0].from_date,
        whole_from=track.cuts[-1].from_date,
        share_delivered=(low, middle, high),
        rows=tuple(_alike(row for _, (row, _) in found)),
        left_out=tuple(stage for stage in track.stages if stage not in on_routes),
        routes=times,
        mean=_mean(times),
    )


def _procedure(
    scenario: Scenario, track: FastTrack, route_id: str, step: Step, delivered: Likely
) -> tuple[Procedure, float]:
    """Row of a stage on a route, and calendar days for each of its days."""
    settings = scenario.settings
    stage = settings.stages[step.stage]
    agency_share = stage.agency_share
    assert agency_share is not None
    duration = _in_force(scenario, step)
    unit: ProcedureUnit = "working_days" if duration.unit == "working_days" else "days"
    before = duration.median_days
    agencies = before * agency_share.share
    ratio = track.statutory_share.get(step.stage)
    cut = track.cuts[-1].of(step.stage).share
    taken = agencies * cut * (min(ratio, 1.0) if ratio is not None and track.base == "statutory" else 1.0)
    least, middle, most = (before - taken * part for part in delivered)
    row = Procedure(
        stage=step.stage,
        name=stage.name,
        routes=(route_id,),
        unit=unit,
        before=before,
        agencies=agencies,
        limit=None if ratio is None else agencies * ratio,
        cut=cut,
        promised=before - taken,
        delivered=(least, middle, most),
    )
    calendar = step.on(stage).calendar
    if unit == "days" or calendar is None:
        return row, 1.0
    return row, 1.0 / settings.calendars[calendar].table(calendar, settings.data_date).mean_rate


def _in_force(scenario: Scenario, step: Step) -> Duration:
    """Duration of a stage on a route for work that begins on the data date."""
    settings, stage = scenario.settings, scenario.settings.stages[step.stage]
    # What comes into force on the data date holds from its beginning.
    end_of_day = settings.data_date + timedelta(days=1)
    if step.duration is not None:
        amended = in_force(step.law, end_of_day)
        return step.duration if amended is None else amended.duration
    law = in_force(stage.law, end_of_day)
    return stage.duration if law is None else law.duration


def _alike(rows: Iterable[Procedure]) -> Iterator[Procedure]:
    """Rows that differ by their routes alone as one."""
    routes: dict[Procedure, list[str]] = {}
    for row in rows:
        routes.setdefault(replace(row, routes=()), []).extend(row.routes)
    for row, names in routes.items():
        yield replace(row, routes=tuple(names))


def _times(
    scenario: Scenario, found: Iterable[tuple[str, tuple[Procedure, float]]]
) -> Iterator[ProcedureTime]:
    followed: dict[str, set[str]] = {}
    for row in scenario.rows:
        if row.status not in _OVER:
            followed.setdefault(row.route, set()).add(row.project_id)
    of_route: dict[str, list[tuple[Procedure, float]]] = {}
    for route_id, each in found:
        of_route.setdefault(route_id, []).append(each)
    for route_id, parts in of_route.items():
        if route_id in followed:
            low, middle, high = (sum(row.delivered[k] * days for row, days in parts) for k in range(3))
            yield ProcedureTime(
                route=route_id,
                name=scenario.settings.routes[route_id].name,
                projects=len(followed[route_id]),
                before=sum(row.before * days for row, days in parts),
                agencies=sum(row.agencies * days for row, days in parts),
                promised=sum(row.promised * days for row, days in parts),
                delivered=(low, middle, high),
            )


def _mean(times: Iterable[ProcedureTime]) -> ProcedureTime | None:
    times = tuple(times)
    projects = sum(time.projects for time in times)
    if not projects:
        return None

    def mean(values: Iterable[float]) -> float:
        pairs = zip(times, values, strict=True)
        return sum(time.projects * value for time, value in pairs) / projects

    low, middle, high = (mean(time.delivered[k] for time in times) for k in range(3))
    return ProcedureTime(
        route=None,
        name=None,
        projects=projects,
        before=mean(time.before for time in times),
        agencies=mean(time.agencies for time in times),
        promised=mean(time.promised for time in times),
        delivered=(low, middle, high),
    )
