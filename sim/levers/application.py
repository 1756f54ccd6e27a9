"""Scenario + levers -> scenario: a pure function, checked as a scenario read from files is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import Any

from pydantic import ValidationError

from sim.errors import Message, Problem, ScenarioError, msg
from sim.files import scenario_problems
from sim.levers.changes import (
    CalendarMonthsChange,
    Change,
    ComponentWeightChange,
    DeliveredChange,
    DurationCutChange,
    FactorSharedChange,
    FastTrackChange,
    GraceChange,
    LawDateChange,
    OverlapChange,
    ProjectsChange,
    QueueChange,
    SlotsChange,
    StallHazardChange,
    StockChange,
    TenderSuccessChange,
)
from sim.levers.lever import Cause, Lever
from sim.levers.mechanisms import (
    add_fast_track,
    add_overlap,
    add_projects,
    change_queue,
    change_slots,
    change_stock,
    cut_durations,
    cut_grace,
    cut_stalls,
    deliver,
    level_months,
    move_law,
    raise_tender_success,
    share_factors,
    weigh_components,
)
from sim.levers.places import limited, set_apart
from sim.levers.pull import Pull
from sim.levers.schedule import ALWAYS, Schedule, ramped
from sim.levers.settings import LeverSetting
from sim.scenario import Scenario

_OF_SETTINGS: dict[type, Any] = {
    FastTrackChange: add_fast_track,
    OverlapChange: add_overlap,
    TenderSuccessChange: raise_tender_success,
    StallHazardChange: cut_stalls,
    GraceChange: cut_grace,
    LawDateChange: move_law,
    ComponentWeightChange: weigh_components,
    DurationCutChange: cut_durations,
    SlotsChange: change_slots,
    StockChange: change_stock,
    QueueChange: change_queue,
    FactorSharedChange: share_factors,
    CalendarMonthsChange: level_months,
    DeliveredChange: deliver,
}


def apply_levers(scenario: Scenario, settings: Iterable[LeverSetting]) -> Scenario:
    """Make the scenario that results from pulling levers.

    Parameters
    ----------
    scenario : Scenario
        Not changed.
    settings : iterable of LeverSetting
        In any order: they are combined in the order that the levers state.

    Returns
    -------
    Scenario
        The same object where every value is neutral.

    Raises
    ------
    ScenarioError
        When two settings cannot stand together, a date lies before the data date, a lever names what the scenario does
        not have, or the result is no sound scenario; each problem names its lever's file.
    """
    in_order = sorted(settings, key=lambda setting: (setting.lever.order, setting.lever.id))
    pulled = [setting for setting in in_order if not setting.neutral]
    problems = [*_clashes(in_order), *_early(pulled, scenario.settings.data_date)]
    if problems:
        raise ScenarioError(problems)
    for setting in pulled:
        lever = setting.lever
        changed, copies = set_apart(scenario, lever) if lever.places else (scenario, {})
        for place, stated in enumerate(lever.changes):
            change = limited(stated, changed, copies) if lever.places else stated
            if change is not None:
                changed = _changed(changed, change, _pull(scenario, setting, change, place))
        scenario = _sound(scenario, changed, lever)
    return scenario


def apply_cause(scenario: Scenario, cause: Cause) -> Scenario:
    """Make the scenario as it would be without a cause of delay, work under way included.

    Returns
    -------
    Scenario
        The same object where the scenario has nothing that the cause takes away (no fast track, say).

    Raises
    ------
    ScenarioError
        When the cause names what the scenario does not have, or the result is no sound scenario.
    """
    changed = scenario
    for place, change in enumerate(cause.changes):
        effect = 1.0 if isinstance(change, OverlapChange | QueueChange) else change.to
        assert effect is not None
        pull = Pull(change, cause, Schedule(((ALWAYS, effect),)), f"{cause.id}.toml", f"changes[{place}]")
        changed = _changed(changed, change, pull)
    return scenario if changed is scenario else _sound(scenario, changed, cause)


def _pull(scenario: Scenario, setting: LeverSetting, change: Change, place: int) -> Pull[Any]:
    lever = setting.lever
    if isinstance(change, OverlapChange | QueueChange):
        effect = 1.0
    elif change.per_unit is not None:
        effect = round((setting.value - lever.neutral) * change.per_unit, 12)
    else:
        assert change.to is not None
        effect = change.to
    start = starts_on(scenario, setting)
    return Pull(
        change,
        lever,
        ramped(start, setting.ramp_months, effect),
        f"{lever.id}.toml",
        f"changes[{place}]",
        bool(lever.spare_lodged if setting.spare_lodged is None else setting.spare_lodged),
    )


def starts_on(scenario: Scenario, setting: LeverSetting) -> date:
    """Day from whose beginning a setting holds in a scenario: as asked, else the lever's own, else the data date."""
    if setting.from_date is not None:
        return setting.from_date
    own = setting.lever.from_date
    return scenario.settings.data_date if own is None else max(own, scenario.settings.data_date)


def _changed(scenario: Scenario, change: Change, pull: Pull[Any]) -> Scenario:
    try:
        if isinstance(change, ProjectsChange):
            return add_projects(scenario, pull)
        settings = _OF_SETTINGS[type(change)](scenario.settings, pull)
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        raise pull.refuse(
            details.get("ctx", {}).get("found") or msg("a value that the scenario cannot take"),
            msg("values that keep the scenario within its limits"),
            msg("choose another value, or correct the lever's file"),
        ) from None
    return scenario if settings is scenario.settings else scenario.model_copy(update={"settings": settings})


def _sound(before: Scenario, after: Scenario, by: Lever | Cause) -> Scenario:
    """Result with the sources it names, if it is a sound scenario."""
    named = {name: source for name, source in by.sources.items() if name not in before.sources}
    after = after.model_copy(update={"sources": {**after.sources, **named}})
    errors = [p for p in scenario_problems(after, f"{by.id}.toml") if p.severity == "error"]
    if errors:
        raise ScenarioError(errors)
    return after


def _early(settings: Iterable[LeverSetting], data_date: date) -> Iterator[Problem]:
    for setting in settings:
        if setting.from_date is not None and setting.from_date < data_date:
            yield _about(
                setting.lever,
                msg("lever {lever} from {day} on", lever=setting.lever.id, day=setting.from_date),
                msg("a date on or after the data date ({day})", day=data_date),
                msg("choose a later date"),
            )


def _clashes(settings: Iterable[LeverSetting]) -> Iterator[Problem]:
    for one, other in combinations(settings, 2):
        if one.lever.id == other.lever.id:
            yield _about(
                one.lever,
                msg("lever {lever} twice", lever=one.lever.id),
                msg("each lever once"),
                msg("keep one of the two settings"),
            )
        elif not one.neutral and not other.neutral:
            for subject in _contested(one.lever, other.lever):
                yield _about(
                    other.lever,
                    msg(
                        "levers {one} and {other} both set {subject}",
                        one=one.lever.id,
                        other=other.lever.id,
                        subject=subject,
                    ),
                    msg("one lever for each thing that is set"),
                    msg("leave one of the two out"),
                )


def _contested(one: Lever, other: Lever) -> Iterator[Message]:
    """What two levers would both set, so that their order alone would decide."""
    for left in one.changes:
        for right in other.changes:
            if isinstance(left, FastTrackChange) and isinstance(right, FastTrackChange):
                apart = left.routes and right.routes and not set(left.routes) & set(right.routes)
                both = [stage for stage in left.stages if stage in right.stages and not apart]
                if both:
                    yield msg("the pace of stage {stage}", stage=both[0])
            elif isinstance(left, QueueChange) and isinstance(right, QueueChange):
                both = [pool for pool in left.pools if pool in right.pools]
                if both:
                    yield msg("who goes first in pool {pool}", pool=both[0])
            elif isinstance(left, LawDateChange) and isinstance(right, LawDateChange):
                if (left.stage, left.law) == (right.stage, right.law):
                    yield msg("the date of a law on stage {stage}", stage=left.stage)
            elif isinstance(left, OverlapChange) and isinstance(right, OverlapChange):
                if (left.stage, left.beside) == (right.stage, right.beside):
                    yield msg("whether {stage} waits for {beside}", stage=left.stage, beside=left.beside)
            elif type(left) is type(right) and _becomes(left) is not None and _becomes(right) is not None:
                same = {"to": None, "per_unit": None}
                if left.model_copy(update=same) == right.model_copy(update=same):
                    yield msg("what a change of kind {kind} becomes", kind=left.kind)


def _becomes(change: Change) -> float | None:
    return None if isinstance(change, OverlapChange | QueueChange) else change.to


def _about(lever: Lever, found: Message, allowed: Message, action: Message) -> Problem:
    return Problem(f"{lever.id}.toml", found, allowed, action)
