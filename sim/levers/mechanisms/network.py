"""Levers on how procedures run: fast tracks, overlaps; and what causes take away from the whole scenario."""

from __future__ import annotations

from sim.distributions import FixedSpec
from sim.errors import msg
from sim.levers import (
    CalendarMonthsChange,
    DeliveredChange,
    FactorSharedChange,
    FastTrackChange,
    OverlapChange,
    Pull,
    with_steps,
)
from sim.scenario import Calendar, Cut, Duration, FastTrack, Overlap, Route, Settings, Step


def add_fast_track(settings: Settings, pull: Pull[FastTrackChange]) -> Settings:
    """Let some procedures go faster."""
    change = pull.change
    if change.id in settings.fast_tracks:
        raise pull.refuse(
            msg("`{track}`, a fast track that the scenario has already", track=change.id),
            msg("an id of its own"),
            msg("choose another id in the lever's file"),
            "id",
        )
    track = FastTrack(
        name=pull.by.name,
        stages=change.stages,
        routes=change.routes,
        cuts=tuple(
            Cut(from_date=max(day, settings.data_date), share=share) for day, share in pull.schedule.steps
        ),
        base=change.base,
        statutory_share=change.statutory_share,
        delivered=change.delivered,
        spare_lodged=pull.spare_lodged,
        also_pooled=change.also_pooled,
        **pull.evidence,
    )
    return settings.model_copy(update={"fast_tracks": {**settings.fast_tracks, change.id: track}})


def add_overlap(settings: Settings, pull: Pull[OverlapChange]) -> Settings:
    """Let a stage begin once the one before it has begun; what follows still waits for both, unless told otherwise."""
    change = pull.change
    for name, field in ((change.stage, "stage"), (change.beside, "beside")):
        pull.must_be_in(name, settings.stages, field, msg("stage"))
    steps: dict[str, tuple[Step, ...]] = {}
    for route_id, route in pull.routes_in(settings).items():
        follows = any(step.stage == change.stage and change.beside in step.after for step in route.steps)
        if follows:
            steps[route_id] = _overlapped(settings, pull, route)
        elif change.routes:
            raise _does_not_follow(pull)
    if not steps:
        raise _does_not_follow(pull)
    return with_steps(settings, steps)


def deliver(settings: Settings, pull: Pull[DeliveredChange]) -> Settings:
    """Let fast tracks deliver a known part of their promise; without a fast track nothing changes."""
    for track in pull.change.tracks:
        pull.must_be_in(track, settings.fast_tracks, "tracks", msg("fast track"))
    part = FixedSpec(family="fixed", value=pull.schedule.whole)
    tracks = {
        name: pull.credited(track, delivered=part)
        if not pull.change.tracks or name in pull.change.tracks
        else track
        for name, track in settings.fast_tracks.items()
    }
    return settings.model_copy(update={"fast_tracks": tracks}) if tracks else settings


def share_factors(settings: Settings, pull: Pull[FactorSharedChange]) -> Settings:
    """State how much common factors move all projects together."""
    for factor in pull.change.factors:
        pull.must_be_in(factor, settings.factors, "factors", msg("common factor"))
    factors = {
        name: pull.credited(factor, shared=pull.schedule.whole)
        if not pull.change.factors or name in pull.change.factors
        else factor
        for name, factor in settings.factors.items()
    }
    return settings.model_copy(update={"factors": factors}) if factors else settings


def level_months(settings: Settings, pull: Pull[CalendarMonthsChange]) -> Settings:
    """Let every month of a calendar allow the same work.

    A duration in months is the work of so many average months, so it is rescaled by the two averages: the work there is
    to do stays what it was, and only the days on which it can be done differ.
    """
    name = pull.change.calendar
    pull.must_be_in(name, settings.calendars, "calendar", msg("calendar"))
    old = settings.calendars[name]
    new = pull.credited(old, months=(pull.schedule.whole,) * 12)
    if new.months == old.months:
        return settings
    ratio = _mean_rate(settings, old) / _mean_rate(settings, new)
    on_it = {stage_id for stage_id, stage in settings.stages.items() if stage.calendar == name}

    def same_work(duration: Duration) -> Duration:
        if duration.unit == "working_days":
            return duration
        return duration.model_copy(update={"spread": duration.spread.times(ratio)})

    stages = {
        stage_id: stage.model_copy(
            update={
                "duration": same_work(stage.duration),
                "law": tuple(
                    law.model_copy(update={"duration": same_work(law.duration)}) for law in stage.law
                ),
            }
        )
        if stage_id in on_it
        else stage
        for stage_id, stage in settings.stages.items()
    }
    steps = {
        route_id: tuple(
            step.model_copy(
                update={
                    "duration": same_work(step.duration),
                    "law": tuple(
                        law.model_copy(update={"duration": same_work(law.duration)}) for law in step.law
                    ),
                }
            )
            if step.stage in on_it and step.duration is not None
            else step
            for step in route.steps
        )
        for route_id, route in settings.routes.items()
    }
    own = tuple(
        one.model_copy(update={"duration": same_work(one.duration)}) if one.stage in on_it else one
        for one in settings.own_durations
    )
    calendars = {**settings.calendars, name: new}
    changed = settings.model_copy(update={"calendars": calendars, "stages": stages, "own_durations": own})
    return with_steps(changed, steps)


def _overlapped(settings: Settings, pull: Pull[OverlapChange], route: Route) -> tuple[Step, ...]:
    change = pull.change
    day = pull.schedule.from_day(settings.data_date)
    steps = []
    for step in route.steps:
        if step.stage == change.stage:
            earlier = [overlap for overlap in step.overlaps if overlap.stage == change.beside]
            first = min([day, *(overlap.from_date for overlap in earlier)])
            others = tuple(overlap for overlap in step.overlaps if overlap.stage != change.beside)
            new = Overlap(stage=change.beside, from_date=first, **pull.evidence)
            step = step.model_copy(update={"overlaps": (*others, new)})
        elif change.rejoin and change.stage in step.after and change.beside not in step.after:
            step = step.model_copy(update={"after": (*step.after, change.beside)})
        steps.append(step)
    if change.rejoin and not any(change.stage in step.after for step in route.steps):
        raise pull.refuse(
            msg("`{stage}`, after which nothing comes that could wait for both", stage=change.stage),
            msg("a stage that others follow; or `rejoin` = false, if its end alone is to count"),
            msg("state `rejoin`, or name another stage"),
            "stage",
        )
    return tuple(steps)


def _does_not_follow(pull: Pull[OverlapChange]) -> Exception:
    return pull.refuse(
        msg(
            "`{stage}` never comes right after `{beside}`", stage=pull.change.stage, beside=pull.change.beside
        ),
        msg("a stage and one that stands in its `after`, on each route named"),
        msg("name other stages or routes"),
        "beside",
    )


def _mean_rate(settings: Settings, calendar: Calendar) -> float:
    return float(calendar.table("", settings.data_date).mean_rate)
