"""Laws that change stages, waits that a law protects, and waits counted in plain days."""

from __future__ import annotations

from collections.abc import Iterator

from sim.errors import Problem, msg
from sim.files import PartialScenario
from sim.files.checks.amendments import date_problems
from sim.scenario import Duration, Step


def law_problems(partial: PartialScenario) -> Iterator[Problem]:
    """Yield laws out of order, protected waits on a calendar, and waits that cannot run as stated."""
    for stage_id, stage in partial.stages.items():
        path = f"stages.{stage_id}"
        dates = [(f"{path}.law[{index}].from_date", law.from_date) for index, law in enumerate(stage.law)]
        yield from date_problems(partial.file, dates, msg("put the laws in order of date"))
        if stage.protected and stage.calendar is not None:
            yield _on_calendar(partial.file, path, stage.calendar)
        if stage.protected and stage.agency_share is not None and stage.agency_share.share > 0:
            yield Problem(
                partial.file,
                msg("a share of agency time in a wait that the law protects"),
                msg("one of the two: no lever may shorten a protected wait"),
                msg("remove `agency_share` or `protected`"),
                path=f"{path}.agency_share",
                severity="warning",
            )
        for inner_path, tender in stage.tenders():
            if tender.gap is not None:
                yield from _in_plain_days(partial.file, f"{path}.{inner_path}.gap", tender.gap)
    for route_id, route in partial.routes.items():
        path = f"routes.{route_id}"
        if route.blocks is not None:
            yield from _in_plain_days(partial.file, f"{path}.blocks.stagger", route.blocks.stagger)
            yield from _without_scale(partial.file, f"{path}.blocks.stagger", route.blocks.stagger)
        for index, step in enumerate(route.steps):
            yield from _step_problems(partial, f"{path}.steps[{index}]", step)


def _step_problems(partial: PartialScenario, path: str, step: Step) -> Iterator[Problem]:
    stage = partial.stages.get(step.stage)
    if stage is not None and stage.protected and step.calendar is not None:
        yield _on_calendar(partial.file, path, step.calendar)
    for inner_path, tender in step.tenders():
        if tender.gap is not None:
            yield from _in_plain_days(partial.file, f"{path}.{inner_path}.gap", tender.gap)
    if step.recall is not None:
        yield from _in_plain_days(partial.file, f"{path}.recall.grace", step.recall.grace)
    if step.needs_valid is not None:
        yield from _validity(partial.file, f"{path}.needs_valid.duration", step.needs_valid.duration)


def _on_calendar(file: str, path: str, calendar: str) -> Problem:
    return Problem(
        file,
        msg("a wait that the law protects, worked on the calendar `{calendar}`", calendar=calendar),
        msg("a duration in plain days: a notice also runs on days off"),
        msg("remove `calendar`, unless the law itself speaks of working days"),
        path=f"{path}.calendar",
        severity="warning",
    )


def _in_plain_days(file: str, path: str, duration: Duration) -> Iterator[Problem]:
    if duration.unit == "working_days":
        yield Problem(
            file,
            msg("`working_days` for a wait that runs every day"),
            msg("days, weeks, months or years"),
            msg("state it in plain days: 5 working days are about 7"),
            path=f"{path}.unit",
        )


def _without_scale(file: str, path: str, duration: Duration) -> Iterator[Problem]:
    if duration.scale is not None:
        yield Problem(
            file,
            msg("a wait that grows with the size of the project"),
            msg("the same wait for every project"),
            msg("remove `scale`"),
            path=f"{path}.scale",
        )


def _validity(file: str, path: str, duration: Duration) -> Iterator[Problem]:
    yield from _in_plain_days(file, path, duration)
    yield from _without_scale(file, path, duration)
    if not duration.spread.one_value or duration.spread.quantile(0.5) <= 0:
        yield Problem(
            file,
            msg("a validity that is not one length of time above 0"),
            msg('`family = "fixed"` with a `value` above 0: the law sets it'),
            msg("state the validity as the law does"),
            path=f"{path}.spread",
        )
    if duration.uncertain is not None:
        yield Problem(
            file,
            msg("a validity that nobody knows"),
            msg("a fixed validity: the law sets it"),
            msg("remove `uncertain`"),
            path=f"{path}.uncertain",
        )
