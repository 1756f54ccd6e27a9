"""Scenario + levers -> scenario: a pure function, checked as a scenario read from files is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from pydantic import ValidationError

from sim.errors import Message, Problem, ScenarioError, msg
from sim.files import scenario_problems
from sim.levers.changes import Change
from sim.levers.lever import Cause, Lever
from sim.levers.places import set_apart
from sim.levers.pull import Pull
from sim.levers.schedule import ALWAYS, Schedule, ramped
from sim.levers.setting import LeverSetting
from sim.scenario import Scenario


def apply_levers(scenario: Scenario, settings: Iterable[LeverSetting]) -> Scenario:
    """Make the scenario that results from pulling levers.

    Parameters
    ----------
    scenario : Scenario
        Not changed.
    settings : iterable of LeverSetting
        In any order: they are combined in the order that the levers state. What one had changed before the data date
        holds from its beginning.

    Returns
    -------
    Scenario
        The same object where every value is neutral. A place, route, stage or class that no project of the
        register has is no fault: what a lever changes there is left out, and `without_projects` tells it.

    Raises
    ------
    ScenarioError
        When two settings cannot stand together, a date lies after the last target year: each
        problem names the setting as it was asked for. When a lever names what the scenario does not have, or the
        result is no sound scenario: each problem names its lever's file.
    """
    in_order = sorted(settings, key=lambda setting: (setting.lever.order, setting.lever.id))
    pulled = [setting for setting in in_order if not setting.neutral]
    problems = [*_clashes(in_order), *_out_of_time(pulled, scenario)]
    if problems:
        raise ScenarioError(problems)
    steps = [scenario]
    try:
        for setting in pulled:
            steps.append(_pulled(steps[-1], setting))
    except ScenarioError:
        # What this lever cannot act on may be what an earlier one has broken.
        _blame_first(steps, pulled)
        raise
    if pulled and _errors(steps[-1], pulled[-1].lever):
        _blame_first(steps, pulled)
    return steps[-1]


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
    result = scenario
    for position, change in enumerate(cause.changes):
        effect = change.effect(None)
        assert effect is not None
        schedule = Schedule(((ALWAYS, effect),))
        pull = Pull(cause.name, cause, schedule, f"{cause.id}.toml", f"changes[{position}]")
        result = _changed(result, change, pull)
    if result is scenario:
        return scenario
    result = _with_sources(result, cause)
    errors = _errors(result, cause)
    if errors:
        raise ScenarioError(errors)
    return result


def starts_on(scenario: Scenario, setting: LeverSetting) -> date:
    """Day from whose beginning a setting holds in a scenario: as asked, else the lever's own, else the data date."""
    if setting.from_date is not None:
        return setting.from_date
    own = setting.lever.from_date
    return scenario.settings.data_date if own is None else max(own, scenario.settings.data_date)


def _pulled(scenario: Scenario, setting: LeverSetting) -> Scenario:
    """Scenario with one lever pulled; whether it is sound is not yet seen."""
    lever = setting.lever
    result, copies = set_apart(scenario, lever) if lever.places else (scenario, {})
    if lever.places and not copies:
        return scenario
    for position, stated in enumerate(lever.changes):
        change = stated.limited_to(result.settings, copies) if lever.places else stated
        if change is None:
            continue
        effect = change.effect(setting.value - lever.neutral)
        assert effect is not None
        pull = Pull(
            lever.name,
            lever,
            ramped(starts_on(scenario, setting), setting.ramp_months, effect),
            f"{lever.id}.toml",
            f"changes[{position}]",
            setting.spares_lodged,
            dict(setting.cuts),
        )
        result = _changed(result, change, pull)
    return _with_sources(result, lever)


def _changed(scenario: Scenario, change: Change, pull: Pull) -> Scenario:
    change.must_fit(scenario.settings, pull)
    try:
        return change.apply(scenario, pull)
    except ValidationError as error:
        raise pull.cannot_be(error.errors(include_url=False)[0].get("ctx", {}).get("found")) from None


def _with_sources(scenario: Scenario, by: Lever | Cause) -> Scenario:
    """Scenario that holds the sources of a lever or cause beside its own."""
    new = {name: source for name, source in by.sources.items() if name not in scenario.sources}
    return scenario.model_copy(update={"sources": {**scenario.sources, **new}})


def _errors(scenario: Scenario, by: Lever | Cause) -> list[Problem]:
    return [p for p in scenario_problems(scenario, f"{by.id}.toml") if p.severity == "error"]


def _blame_first(steps: Sequence[Scenario], pulled: Sequence[LeverSetting]) -> None:
    """Raise what is wrong with the first scenario that is not sound, as said of the lever that led to it.

    Parameters
    ----------
    steps : sequence of Scenario
        As it was, and after each lever that was pulled.
    pulled : sequence of LeverSetting
        The levers, in order; those beyond the last step are left out.
    """
    for result, setting in zip(steps[1:], pulled, strict=False):
        errors = _errors(result, setting.lever)
        if errors:
            raise ScenarioError(errors)


def _out_of_time(settings: Iterable[LeverSetting], scenario: Scenario) -> Iterator[Problem]:
    last = date(scenario.settings.targets.years[-1].year, 12, 31)
    for setting in settings:
        day = setting.from_date
        if day is None or day <= last:
            continue
        yield _about(
            setting,
            "from",
            msg("lever {lever} from {day} on", lever=setting.lever.id, day=day),
            msg("a date up to the end of the last target year ({day})", day=last),
            msg("choose an earlier date: from this one on it would change nothing that is told"),
        )


def _clashes(settings: Iterable[LeverSetting]) -> Iterator[Problem]:
    for one, other in combinations(settings, 2):
        if one.lever.id == other.lever.id:
            yield _about(
                other,
                other.lever.id,
                msg("lever {lever} twice", lever=one.lever.id),
                msg("each lever once"),
                msg("keep one of the two settings"),
            )
        elif not one.neutral and not other.neutral:
            for subject in _both_set(one.lever, other.lever):
                yield _about(
                    other,
                    other.lever.id,
                    msg(
                        "levers {one} and {other} both set {subject}",
                        one=one.lever.id,
                        other=other.lever.id,
                        subject=subject,
                    ),
                    msg("one lever for each thing that is set"),
                    msg("leave one of the two out"),
                )


def _both_set(one: Lever, other: Lever) -> Iterator[Message]:
    """What two levers would both set, so that their order alone would decide."""
    for left in one.changes:
        for right in other.changes:
            subject = left.both_set(right) if type(left) is type(right) else None
            if subject is not None:
                yield subject


def _about(setting: LeverSetting, part: str, found: Message, allowed: Message, action: Message) -> Problem:
    """Problem that points to where a setting was asked for; `part` of it, where that is no file."""
    place, path = setting.asked_in or (setting.lever.id, "")
    return Problem(place, found, allowed, action, path=path or part)
