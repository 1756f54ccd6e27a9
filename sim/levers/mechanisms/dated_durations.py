"""Durations and tenders changed from a date on, on top of each version of the law that is or comes into force.

A version that begins on a lever's date is a copy of the law then in force. It names that law as what its unknown
numbers are those of (`unknown_of`), so that it is wrong in the same way in every future.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from sim.errors import msg
from sim.levers import ALWAYS, Pull, revised, sharing_unknown_with, tender_sharing_unknowns_with
from sim.levers.mechanisms.base import OnRoutes, SomeIds, changed, with_steps
from sim.scenario import Amendment, Duration, Route, Scenario, Settings, Stage, Step, StepAmendment, Tender

Held = tuple[Duration, Tender | None]
"""What a law says of a stage: how long it takes, and the tender it consists of, if any."""
_Law = TypeVar("_Law", Amendment, StepAmendment)
ChangedDuration = Callable[[Duration, float], Duration]
"""Duration and the effect in force -> the duration as changed."""


def with_durations(
    scenario: Scenario, mechanism: OnRoutes, stages: SomeIds, pull: Pull, change: ChangedDuration
) -> Scenario:
    """Scenario in which the durations of some stages are changed from the dates of a schedule on.

    Where the mechanism names routes, their steps are changed, which state the stage's duration for themselves if they
    did not before; else the stages, and the steps of routes that state a duration of their own.

    Raises
    ------
    ScenarioError
        When a route named has none of the stages.
    """

    def of_stage(held: Held, effect: float) -> Held:
        return change(held[0], effect), held[1]

    settings = scenario.settings
    known = settings.stages
    amended = (
        {}
        if mechanism.routes
        else {name: amended_stage(name, known[name], pull, of_stage) for name in stages}
    )
    routes = mechanism.routes_in(settings)
    steps = {
        route_id: tuple(
            amended_step(route_id, step, known[step.stage], pull, of_stage)
            if step.stage in stages and (step.duration is not None or mechanism.routes)
            else step
            for step in route.steps
        )
        for route_id, route in routes.items()
    }
    if mechanism.routes:
        _must_pass(routes, stages, pull)
    return changed(scenario, stages={**known, **amended}, routes=with_steps(settings, steps))


def amended_stage(name: str, stage: Stage, pull: Pull, change: Callable[[Held, float], Held]) -> Stage:
    """Stage whose duration and tender are changed in each version of the law from the schedule's dates on."""
    stated = [
        (ALWAYS, (stage.duration, stage.tender)),
        *((law.from_date, (law.duration, law.tender)) for law in stage.law),
    ]
    base, law = _amended(f"stages.{name}", Amendment, stated, stage.law, pull, change)
    return stage.model_copy(update={"duration": base[0], "tender": base[1], "law": law})


def amended_step(
    route: str, step: Step, stage: Stage, pull: Pull, change: Callable[[Held, float], Held]
) -> Step:
    """Step whose duration, and the tender its route states, are changed from the schedule's dates on.

    It states the stage's duration for its route if it did not state one before.
    """
    step = step if step.duration is not None else on_its_own(step, stage)
    assert step.duration is not None
    path = f"routes.{route}.{step.stage}"
    stated: list[tuple[date, Held]] = [(ALWAYS, (step.duration, step.tender))]
    tender, at = step.tender, path
    for one in step.law:
        if one.tender is not None:
            tender, at = one.tender, _path(path, one.from_date)
            stated.append((one.from_date, (one.duration, tender)))
        else:
            # A date that says nothing of the tender leaves it as it was: the same numbers nobody knows.
            kept = None if tender is None else tender_sharing_unknowns_with(f"{at}.tender", tender)
            stated.append((one.from_date, (one.duration, kept)))
    base, law = _amended(path, StepAmendment, stated, step.law, pull, change)
    return step.model_copy(update={"duration": base[0], "tender": base[1], "law": law})


def _amended(
    path: str,
    kind: type[_Law],
    stated: Sequence[tuple[date, Held]],
    law: Sequence[_Law],
    pull: Pull,
    change: Callable[[Held, float], Held],
) -> tuple[Held, tuple[_Law, ...]]:
    """What holds at first, and what from dates on, of a stage or a step at a path."""
    laws = {one.from_date: one for one in law}
    base: Held = stated[0][1]
    amendments = []
    for version in revised(stated, pull.schedule, change):
        held = version.value
        if version.start == ALWAYS:
            base = held
        elif version.start in laws:
            one = laws[version.start]
            values = {"duration": held[0], "tender": held[1]}
            amendments.append(one.model_copy(update=values) if version.changed else one)
        else:
            duration, tender = sharing_unknowns_with(_path(path, version.stated), held)
            amendments.append(
                kind(
                    from_date=version.start, name=pull.name, duration=duration, tender=tender, **pull.evidence
                )
            )
    return base, tuple(amendments)


def sharing_unknowns_with(path: str, held: Held) -> Held:
    """Duration and tender whose unknown numbers are those at a path of the scenario, unless they are another's."""
    duration, tender = held
    if tender is not None:
        tender = tender_sharing_unknowns_with(f"{path}.tender", tender)
    return sharing_unknown_with(path, duration), tender


def durations_of(settings: Settings, mechanism: OnRoutes, stages: SomeIds) -> list[Duration]:
    """Durations of some stages, under every law and on every route of a mechanism."""
    parts: list[Stage | Step] = [settings.stages[name] for name in stages]
    for route in mechanism.routes_in(settings).values():
        parts += [step for step in route.steps if step.stage in stages]
    return [
        duration
        for part in parts
        for duration in (part.duration, *(law.duration for law in part.law))
        if duration is not None
    ]


def _must_pass(routes: Mapping[str, Route], stages: SomeIds, pull: Pull) -> None:
    for route_id, route in routes.items():
        passed = [step.stage for step in route.steps]
        if not any(stage in passed for stage in stages):
            pull.must_be_in(stages[0], passed, "stages", msg("stage on the route {route}", route=route_id))


def on_its_own(step: Step, stage: Stage) -> Step:
    """Step that states for its route what the stage states for all, so that a lever can act on the route alone."""
    path = f"stages.{step.stage}"
    law = tuple(
        StepAmendment(
            from_date=amendment.from_date,
            name=amendment.name,
            duration=sharing_unknown_with(f"{path}.law.{amendment.from_date}", amendment.duration),
            source=amendment.source,
            derivation=amendment.derivation,
            assumption=amendment.assumption,
        )
        for amendment in stage.law
    )
    return step.model_copy(update={"duration": sharing_unknown_with(path, stage.duration), "law": law})


def _path(base: str, stated: date) -> str:
    return base if stated == ALWAYS else f"{base}.law.{stated}"
