"""What changes on dates: cuts in order, overlaps with a stage that is waited for, fast tracks where they can work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sim.errors import Message, Problem, msg
from sim.files import PartialScenario, listed, unknown_name
from sim.scenario import Cut, FastTrack, Hazard, Route, StartHazard, Step, ancestry, surely_before


def dated_problems(partial: PartialScenario) -> Iterator[Problem]:
    """Yield dates out of order, overlaps with a stage not waited for, and fast tracks that cannot be."""
    for path, model in partial.settings_models:
        if isinstance(model, Hazard):
            yield from _cuts(partial, f"{path}.cuts", model.cuts)
        elif isinstance(model, StartHazard):
            yield from _dates(
                partial,
                [
                    (f"{path}.changes[{n}].from_date", change.from_date)
                    for n, change in enumerate(model.changes)
                ],
            )
    for route_id, route in partial.routes.items():
        for index, step in enumerate(route.steps):
            yield from _step(partial, f"routes.{route_id}.steps[{index}]", step)
        yield from _order(partial, route_id, route)
    for track_id, track in partial.fast_tracks.items():
        yield from _track(partial, f"fast_tracks.{track_id}", track)
    yield from _two_tracks(partial)


def _dates(partial: PartialScenario, dates: Sequence[tuple[str, date]]) -> Iterator[Problem]:
    yield from date_problems(partial.file, dates, msg("put the dates in order"))


def _cuts(partial: PartialScenario, path: str, cuts: Sequence[Cut]) -> Iterator[Problem]:
    yield from _dates(
        partial, [(f"{path}[{index}].from_date", cut.from_date) for index, cut in enumerate(cuts)]
    )


def _step(partial: PartialScenario, path: str, step: Step) -> Iterator[Problem]:
    if step.recall is not None:
        yield from _cuts(partial, f"{path}.recall.grace_cuts", step.recall.grace_cuts)
    yield from _dates(
        partial, [(f"{path}.law[{n}].from_date", law.from_date) for n, law in enumerate(step.law)]
    )
    if step.law and step.duration is None:
        yield Problem(
            partial.file,
            msg("a duration to come on this route, but none now"),
            msg("`law` of a step only beside its own `duration`"),
            msg(
                "state the step's `duration`, or write the change under stages.{stage}.law", stage=step.stage
            ),
            path=f"{path}.law",
        )
    seen: set[str] = set()
    for index, overlap in enumerate(step.overlaps):
        inner_path = f"{path}.overlaps[{index}]"
        if overlap.stage not in step.after:
            what = msg("stage that this one comes after")
            yield unknown_name(partial.file, f"{inner_path}.stage", overlap.stage, step.after, what)
        elif overlap.stage in seen:
            yield Problem(
                partial.file,
                msg("stage `{stage}` a second time", stage=overlap.stage),
                msg("each stage once"),
                msg("keep the earlier date"),
                path=f"{inner_path}.stage",
            )
        seen.add(overlap.stage)


def _order(partial: PartialScenario, route_id: str, route: Route) -> Iterator[Problem]:
    """Yield what an overlap would let happen before what must be over by then."""
    before, firm = ancestry(route), surely_before(route)
    if before is None or firm is None or route.handed_over_after not in firm:
        return
    wanted = [(route.eligible_after, route.handed_over_after)]
    for step in route.steps:
        wanted += [(step.recall.tender_again, step.stage)] if step.recall is not None else []
        wanted += [(step.needs_valid.stage, step.stage)] if step.needs_valid is not None else []
    for earlier, later in dict.fromkeys(wanted):
        if earlier in before[later] and earlier not in firm[later]:
            yield Problem(
                partial.file,
                msg(
                    "overlaps by which `{later}` could come before `{earlier}` is over",
                    later=later,
                    earlier=earlier,
                ),
                msg(
                    "homes built before they are handed over, investors found and notices issued before they are needed"
                ),
                msg(
                    "remove the overlap, or add `{earlier}` to the `after` of a stage between the two",
                    earlier=earlier,
                ),
                path=f"routes.{route_id}.steps",
            )


def _track(partial: PartialScenario, path: str, track: FastTrack) -> Iterator[Problem]:
    yield from _cuts(partial, f"{path}.cuts", track.cuts)
    yield from _cuts_by_stage(partial, path, track)
    for index, route in enumerate(track.routes):
        if route not in partial.written["routes"]:
            yield unknown_name(
                partial.file, f"{path}.routes[{index}]", route, partial.written["routes"], msg("route")
            )
    for index, stage in enumerate(track.stages):
        yield from _covered(partial, f"{path}.stages[{index}]", stage, track)


def _cuts_by_stage(partial: PartialScenario, path: str, track: FastTrack) -> Iterator[Problem]:
    """Yield cuts of stages that a track does not cover."""
    for index, cut in enumerate(track.cuts):
        for stage in cut.by_stage:
            inner_path = f"{path}.cuts[{index}].by_stage.{stage}"
            if stage in track.stages:
                continue
            if stage not in partial.written["stages"]:
                yield unknown_name(partial.file, inner_path, stage, track.stages, msg("stage"))
                continue
            yield Problem(
                partial.file,
                msg("`{stage}`: a stage that this fast track does not cover", stage=stage),
                msg("one of its `stages`: {stages}", stages=listed(track.stages)),
                msg("remove the cut, or add the stage to `stages`"),
                path=inner_path,
            )


def _covered(partial: PartialScenario, path: str, stage_id: str, track: FastTrack) -> Iterator[Problem]:
    if stage_id not in partial.written["stages"]:
        yield unknown_name(partial.file, path, stage_id, partial.written["stages"], msg("stage"))
        return
    stage = partial.stages.get(stage_id)
    if stage is None:
        return
    steps = [step for route in partial.routes.values() for step in route.steps]
    covered = [
        step.on(stage)
        for route_id, route in partial.routes.items()
        for step in route.steps
        if step.stage == stage_id and (not track.routes or route_id in track.routes)
    ]
    pool = next((one.pool for one in covered or [stage] if one.pool is not None), None)
    builds = {route.eligible_after for route in partial.routes.values()}
    pushed = partial.counting is not None and partial.counting.push is not None
    notices = {step.needs_valid.stage for step in steps if step.needs_valid is not None}
    reasons = (
        (stage.protected or stage_id in notices, msg("a wait that the law protects")),
        (stage.agency_share is None, msg("a stage without `agency_share`")),
        (
            pool is not None and not track.also_pooled,
            msg("a stage that holds a slot of the pool `{pool}`", pool=pool),
        ),
        (
            pushed and stage_id in builds,
            msg("the stage whose progress decides which homes are entered in the statistic to meet a target"),
        ),
    )
    for holds, reason in reasons:
        if holds:
            yield Problem(
                partial.file,
                msg("`{stage}`: {reason}", stage=stage_id, reason=reason),
                msg(
                    "stages with `agency_share`, not protected, and without a pool unless `also_pooled` is true"
                ),
                msg("remove the stage from the fast track, or state what is missing"),
                path=path,
            )


def _two_tracks(partial: PartialScenario) -> Iterator[Problem]:
    tracks = list(partial.fast_tracks.items())
    for index, (track_id, track) in enumerate(tracks):
        for other_id, other in tracks[:index]:
            both = [stage for stage in track.stages if stage in other.stages]
            apart = track.routes and other.routes and not set(track.routes) & set(other.routes)
            if both and not apart:
                yield Problem(
                    partial.file,
                    msg(
                        "stages {stages}, which `{other}` speeds up already",
                        stages=listed(both),
                        other=other_id,
                    ),
                    msg("each stage of a route in one fast track at most"),
                    msg("remove them here or there, or name different `routes`"),
                    path=f"fast_tracks.{track_id}.stages",
                )


def date_problems(file: str, dates: Iterable[tuple[str, date]], action: Message) -> Iterator[Problem]:
    """Yield dates that are not later than the one before them.

    They may lie before the data date: what came into force before it holds from its beginning.

    Parameters
    ----------
    file : str
    dates : iterable of (str, date)
        Each with its dotted path, in file order.
    action : Message
        What to do about a date out of place.
    """
    earlier: date | None = None
    for path, day in dates:
        if earlier is not None and day <= earlier:
            yield Problem(
                file,
                msg("{day}", day=day),
                msg("dates in order, each later than the one before it ({earlier})", earlier=earlier),
                action,
                path=path,
            )
        earlier = day
