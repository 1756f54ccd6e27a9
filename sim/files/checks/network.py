"""Stages, pools, calendars and routes: what they name exists, and every route can be walked to its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sim.distributions import FamilySpec
from sim.errors import Problem, msg
from sim.files import PartialScenario, listed, unknown_name
from sim.files.checks.amendments import date_problems
from sim.files.checks.calendars import calendar_problems
from sim.scenario import Ancestry, Duration, Pool, Route, Stage, Step, cycle, still_to_come


def network_problems(partial: PartialScenario, graphs: Mapping[str, Ancestry]) -> Iterator[Problem]:
    """Yield what is wrong with stages, pools, calendars, routes and own durations.

    Parameters
    ----------
    partial : PartialScenario
    graphs : mapping of str to Ancestry
        The sound route graphs, by route id.
    """
    for calendar_id, calendar in partial.calendars.items():
        yield from calendar_problems(partial.file, f"calendars.{calendar_id}", calendar, partial.data_date)
    yield from _stage_problems(partial)
    for pool_id, pool in partial.pools.items():
        yield from _pool_problems(partial, pool_id, pool)
    for route_id, route in partial.routes.items():
        yield from _step_problems(partial, route_id, route)
        yield from _end_problems(partial.file, route_id, route, graphs.get(route_id))
    yield from _own_duration_problems(partial)
    yield from _advice(partial)


def _stage_problems(partial: PartialScenario) -> Iterator[Problem]:
    for stage_id, stage in partial.stages.items():
        path = f"stages.{stage_id}"
        yield from _named_problems(partial, path, stage)
        amended = {
            f"{path}.law[{index}].duration": amendment.duration for index, amendment in enumerate(stage.law)
        }
        using = [
            step
            for route in partial.routes.values()
            for step in route.steps
            if step.stage == stage_id and step.duration is None
        ]
        for inner_path, duration in {f"{path}.duration": stage.duration, **amended}.items():
            yield from _unit_problems(partial, inner_path, stage_id, duration, using)


def _named_problems(partial: PartialScenario, path: str, part: Stage | Step) -> Iterator[Problem]:
    """Yield a calendar and a pool that are nowhere written."""
    calendars, pools = partial.written["calendars"], partial.written["pools"]
    if part.calendar is not None and part.calendar not in calendars:
        yield unknown_name(partial.file, f"{path}.calendar", part.calendar, calendars, msg("calendar"))
    if part.pool is not None and part.pool not in pools:
        yield unknown_name(partial.file, f"{path}.pool", part.pool, pools, msg("capacity pool"))


def _unit_problems(
    partial: PartialScenario,
    path: str,
    stage_id: str,
    duration: Duration | None,
    steps: Sequence[Step],
) -> Iterator[Problem]:
    """Yield working days of a stage that has no calendar, on one of the steps at which the duration holds."""
    stage = partial.stages.get(stage_id)
    if duration is None or duration.unit != "working_days" or stage is None or stage.calendar is not None:
        return
    if steps and all(step.calendar is not None for step in steps):
        return
    yield Problem(
        partial.file,
        msg("`working_days`, but stage `{stage}` has no calendar", stage=stage_id),
        msg("days, weeks, months or years; or a calendar that says which days are worked"),
        msg("give stage `{stage}` a `calendar`, or choose another unit", stage=stage_id),
        path=f"{path}.unit",
    )


def _pool_problems(partial: PartialScenario, pool_id: str, pool: Pool) -> Iterator[Problem]:
    path = f"pools.{pool_id}"
    dates = [(f"{path}.changes[{index}].from_date", c.from_date) for index, c in enumerate(pool.changes)]
    yield from date_problems(partial.file, dates, msg("put the changes in order of date"))
    at_steps = {
        step.stage for route in partial.routes.values() for step in route.steps if step.pool == pool_id
    }
    users = [name for name, stage in partial.stages.items() if stage.pool == pool_id or name in at_steps]
    day = date.min if partial.data_date is None else partial.data_date
    to_come = still_to_come(pool.changes, day)
    if users and pool.slots_on(day) == 0 and all(change.slots == 0 for change in to_come):
        yield Problem(
            partial.file,
            msg("no slot, now or later, for the stages {stages}", stages=listed(users)),
            msg("at least one slot from some date on"),
            msg("correct `slots`, or add a change with the date from which there are slots"),
            path=f"{path}.slots",
        )
    elif users and to_come and to_come[-1].slots == 0:
        yield Problem(
            partial.file,
            msg("no slot from {day} on, for good", day=to_come[-1].from_date),
            msg("slots that come back, if work is to go on"),
            msg("add a change with the date from which there are slots again, if that is meant"),
            path=f"{path}.changes[{len(pool.changes) - 1}].slots",
            severity="warning",
        )


def _step_problems(partial: PartialScenario, route_id: str, route: Route) -> Iterator[Problem]:
    on_route = [step.stage for step in route.steps]
    for index, step in enumerate(route.steps):
        path = f"routes.{route_id}.steps[{index}]"
        if step.stage not in partial.written["stages"]:
            yield unknown_name(
                partial.file, f"{path}.stage", step.stage, partial.written["stages"], msg("stage")
            )
        elif on_route.index(step.stage) < index:
            yield Problem(
                partial.file,
                msg("stage `{stage}` a second time", stage=step.stage),
                msg("each stage once on a route"),
                msg("remove one of the two steps, or make a stage of its own for the second"),
                path=f"{path}.stage",
            )
        for position, before in enumerate(step.after):
            if before not in on_route:
                what = msg("stage on this route")
                yield unknown_name(partial.file, f"{path}.after[{position}]", before, on_route, what)
        yield from _named_problems(partial, path, step)
        for inner_path, duration in (
            ("duration", step.duration),
            ("assign_duration", step.assign_duration),
            *((f"law[{position}].duration", law.duration) for position, law in enumerate(step.law)),
        ):
            yield from _unit_problems(partial, f"{path}.{inner_path}", step.stage, duration, (step,))
    found = cycle(route)
    if found:
        yield Problem(
            partial.file,
            msg("a circle of stages that wait for each other: {stages}", stages=" → ".join(found)),
            msg("stages that can be put in an order"),
            msg("remove one `after` of this circle"),
            path=f"routes.{route_id}.steps",
        )


def _end_problems(file: str, route_id: str, route: Route, graph: Ancestry | None) -> Iterator[Problem]:
    on_route = [step.stage for step in route.steps]
    for name in ("eligible_after", "handed_over_after"):
        stage = getattr(route, name)
        if stage not in on_route:
            yield unknown_name(file, f"routes.{route_id}.{name}", stage, on_route, msg("stage on this route"))
    if graph is None or route.eligible_after not in graph or route.handed_over_after not in graph:
        return
    if route.eligible_after not in (route.handed_over_after, *graph[route.handed_over_after]):
        yield Problem(
            file,
            msg(
                "`{handed_over}` does not come after `{eligible}`",
                handed_over=route.handed_over_after,
                eligible=route.eligible_after,
            ),
            msg("homes are eligible before they are handed over, or at the same moment"),
            msg("correct `eligible_after` or `handed_over_after`, or the order of the stages"),
            path=f"routes.{route_id}.handed_over_after",
        )


def unawaited_problems(routes: Mapping[str, Route], file: str) -> Iterator[Problem]:
    """Yield the last stages of branches that nothing waits for, where the author does not say that this is meant.

    Not for scenarios that a lever has changed, which may let projects go on without a stage.
    """
    for route_id, route in routes.items():
        awaited = {before for step in route.steps for before in step.after} | {
            route.eligible_after,
            route.handed_over_after,
        }
        for index, step in enumerate(route.steps):
            path = f"routes.{route_id}.steps[{index}]"
            if step.stage not in awaited and not step.nothing_waits:
                yield Problem(
                    file,
                    msg(
                        "nothing waits for stage `{stage}`, and homes are handed over after `{last}`",
                        stage=step.stage,
                        last=route.handed_over_after,
                    ),
                    msg("every stage is waited for, or is said not to hold up the homes"),
                    msg(
                        "name it in `after` of the stage that waits for it, or in `handed_over_after`; where homes "
                        "really do not wait for it, add `nothing_waits = true`"
                    ),
                    path=path,
                )
            elif step.stage in awaited and step.nothing_waits:
                yield Problem(
                    file,
                    msg("`nothing_waits` at stage `{stage}`, for which another waits", stage=step.stage),
                    msg("`nothing_waits` only at a stage that no `after` and no milestone names"),
                    msg("remove `nothing_waits`, or the place that names the stage"),
                    path=f"{path}.nothing_waits",
                )


def _own_duration_problems(partial: PartialScenario) -> Iterator[Problem]:
    first_at: dict[tuple[str, str | None, str], int] = {}
    for index, own in partial.own_durations.items():
        path = f"own_durations[{index}]"
        earlier = first_at.setdefault((own.project, own.block, own.stage), index)
        if earlier != index:
            yield Problem(
                partial.file,
                msg(
                    "a second duration of stage `{stage}` for `{project}`",
                    stage=own.stage,
                    project=own.project,
                ),
                msg("one for each project, block and stage"),
                msg("remove this one or own_durations[{index}]", index=str(earlier)),
                path=path,
            )
        if own.stage not in partial.written["stages"]:
            yield unknown_name(
                partial.file, f"{path}.stage", own.stage, partial.written["stages"], msg("stage")
            )
        routes = {row.route for row in partial.rows if row.project_id == own.project}
        steps = [
            step
            for route_id in routes & partial.routes.keys()
            for step in partial.routes[route_id].steps
            if step.stage == own.stage
        ]
        yield from _unit_problems(partial, f"{path}.duration", own.stage, own.duration, steps)
        if partial.rows_complete:
            yield from _own_duration_targets(partial, path, own.project, own.block, own.stage)


def _own_duration_targets(
    partial: PartialScenario, path: str, project: str, block: str | None, stage: str
) -> Iterator[Problem]:
    blocks = {row.block: row for row in partial.rows if row.project_id == project}
    if not blocks:
        ids = {row.project_id for row in partial.rows}
        yield unknown_name(partial.file, f"{path}.project", project, ids, msg("project in the register"))
        return
    if block is not None and block not in blocks:
        yield unknown_name(partial.file, f"{path}.block", block, blocks, msg("block of this project"))
        return
    rows = blocks.values() if block is None else [blocks[block]]
    routes = [partial.routes[row.route] for row in rows if row.route in partial.routes]
    stages = {step.stage for route in routes for step in route.steps}
    if len(routes) == len(rows) and stage in partial.written["stages"] and stage not in stages:
        what = msg("stage on the route of this project")
        yield unknown_name(partial.file, f"{path}.stage", stage, stages, what)


def _advice(partial: PartialScenario) -> Iterator[Problem]:
    for path, model in partial.settings_models:
        if isinstance(model, FamilySpec) and model.advice is not None:
            yield Problem(partial.file, *model.advice, path=path, severity="warning")
