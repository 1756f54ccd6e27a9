"""The numbers that a scenario says are not known, and the scenario in which one of them is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from scipy.special import betaincinv

from sim.distributions import FamilySpec, FixedSpec
from sim.errors import Message, msg
from sim.scenario.counting import Counting
from sim.scenario.durations import Duration
from sim.scenario.investors import Recall, Tender
from sim.scenario.market import Hazard, Likelihood
from sim.scenario.network import OwnDuration, Route, Stage, Step
from sim.scenario.scenario import Scenario, Settings
from sim.scenario.starts import NeverBegins, StartHazard

Uncertain: TypeAlias = Duration | Likelihood | Hazard | FamilySpec
"""A part of a scenario that may hold a number nobody knows; a distribution that stands alone is such a number."""
Replace: TypeAlias = Callable[[str, Message, Uncertain], object]
"""(dotted path, name for readers, part) -> the part that takes its place."""


@dataclass(frozen=True)
class Unknown:
    """A number of which only a range is known.

    Attributes
    ----------
    path : str
        Dotted path of the part that states it; parts that share one unknown number have one path.
    name : Message
        What it is, for readers.
    """

    path: str
    name: Message


def unknowns_of(scenario: Scenario) -> tuple[Unknown, ...]:
    """Numbers that are drawn once a future because nobody knows them.

    Sizes of projects and accounts of what was counted before are not among them.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    tuple of Unknown
        In file order, each path once.
    """
    found: dict[str, Unknown] = {}

    def note(path: str, name: Message, part: Uncertain) -> object:
        if known_at(part, 0.5) is not part:
            found.setdefault(_shared_path(path, part), Unknown(_shared_path(path, part), name))
        return part

    with_uncertain(scenario, note)
    return tuple(found.values())


def with_known(scenario: Scenario, path: str, share: float) -> Scenario:
    """Make the scenario in which an unknown number is known.

    Parameters
    ----------
    scenario : Scenario
    path : str
        Of an `Unknown`.
    share : float
        Between 0 and 1: the number is the value that it does not exceed with this probability.

    Returns
    -------
    Scenario
    """

    def settle(where: str, _name: Message, part: Uncertain) -> object:
        return known_at(part, share) if _shared_path(where, part) == path else part

    return with_uncertain(scenario, settle)


def with_uncertain(scenario: Scenario, replace: Replace) -> Scenario:
    """Make the scenario in which `replace` has been asked about every part that may hold an unknown number.

    Parameters
    ----------
    scenario : Scenario
    replace : callable
        (dotted path of the part, what it is for readers, part) -> the part that takes its place, perhaps itself. Parts
        come in file order, whether or not they state that their number is unknown.

    Returns
    -------
    Scenario
    """
    return scenario.model_copy(update={"settings": _replaced(scenario.settings, replace)})


def known_at(part: Uncertain, share: float) -> object:
    """Part of a scenario with its unknown number at a percentile; the same object where nothing is unknown."""
    if isinstance(part, Likelihood):
        return _known_likelihood(part, share)
    if isinstance(part, (Duration, Hazard)):
        if part.uncertain is None or part.uncertain.one_value:
            return part
        return part.model_copy(update={"uncertain": _fixed(part.uncertain, share)})
    return part if part.one_value else _fixed(part, share)


def _known_likelihood(part: Likelihood, share: float) -> Likelihood:
    cases = part.as_sure_as_cases
    if cases is None:
        return part

    def percentile(mean: float) -> float:
        return float(betaincinv(mean * cases, (1 - mean) * cases, share)) if 0 < mean < 1 else mean

    chance = part.chance
    known = (
        percentile(chance)
        if isinstance(chance, float)
        else {state: percentile(mean) for state, mean in chance.items()}
    )
    return part.model_copy(update={"chance": known, "as_sure_as_cases": None})


def _fixed(spec: FamilySpec, share: float) -> FixedSpec:
    return FixedSpec(family="fixed", value=spec.quantile(share))


def _shared_path(path: str, part: Uncertain) -> str:
    """Path of the part whose unknown number this one takes: its own unless `unknown_of` names another."""
    return path if isinstance(part, FamilySpec) else part.unknown_of or path


def _replaced(settings: Settings, replace: Replace) -> Settings:
    """Settings in which `replace` has been asked about every part that may hold an unknown number, in file order."""
    names = {stage_id: stage.name for stage_id, stage in settings.stages.items()}
    counting = _counting(settings.counting, replace)
    stages = {stage_id: _stage(stage_id, stage, replace) for stage_id, stage in settings.stages.items()}
    routes = {
        route_id: _route(route_id, route, names, replace) for route_id, route in settings.routes.items()
    }
    tracks = {
        track_id: track.model_copy(
            update={
                "delivered": replace(
                    f"fast_tracks.{track_id}.delivered",
                    msg("how much of “{track}” is delivered", track=track.name),
                    track.delivered,
                )
            }
        )
        for track_id, track in settings.fast_tracks.items()
    }
    never = {key: _never_begins(key, part, replace) for key, part in settings.never_begins.items()}
    starts = {key: _starts(key, part, replace) for key, part in settings.start_hazards.items()}
    own = tuple(
        each.model_copy(update={"duration": replace(_own_path(each), _own_name(each, names), each.duration)})
        for each in settings.own_durations
    )
    return settings.model_copy(
        update={
            "counting": counting,
            "stages": stages,
            "routes": routes,
            "own_durations": own,
            "fast_tracks": tracks,
            "never_begins": never,
            "start_hazards": starts,
        }
    )


def _own_path(own: OwnDuration) -> str:
    return f"own_durations.{own.project}/{own.block or ''}.{own.stage}"


def _own_name(own: OwnDuration, names: Mapping[str, object]) -> Message:
    project = own.project if own.block is None else f"{own.project}/{own.block}"
    return msg("duration of “{stage}” of {project}", stage=names[own.stage], project=project)


def _counting(counting: Counting, replace: Replace) -> Counting:
    push = counting.push
    if push is None:
        return counting
    likelihood = msg("chance that homes under construction are entered to meet a year's target")
    share = msg("share of the homes under construction that can be entered to meet a year's target")
    enterable = push.share_enterable
    known = replace("counting.push.share_enterable.uncertain", share, enterable.uncertain)
    changed = {
        "likelihood": replace("counting.push.likelihood", likelihood, push.likelihood),
        "share_enterable": enterable.model_copy(update={"uncertain": known}),
    }
    return counting.model_copy(update={"push": push.model_copy(update=changed)})


def _never_begins(key: str, part: NeverBegins, replace: Replace) -> NeverBegins:
    name = msg("chance that a project never begins ({name})", name=part.name)
    known = replace(f"never_begins.{key}", name, part.likelihood)
    assert isinstance(known, Likelihood)
    return part.model_copy(update={"chance": known.chance, "as_sure_as_cases": known.as_sure_as_cases})


def _starts(key: str, part: StartHazard, replace: Replace) -> StartHazard:
    name = msg("how fast waiting projects start ({name})", name=part.name)
    known = replace(f"start_hazards.{key}", name, part.hazard)
    assert isinstance(known, Hazard)
    return part.model_copy(update={"uncertain": known.uncertain})


def _stage(stage_id: str, stage: Stage, replace: Replace) -> Stage:
    path = f"stages.{stage_id}"
    duration = replace(path, msg("duration of “{stage}”", stage=stage.name), stage.duration)
    tender = _tender(f"{path}.tender", stage.name, stage.tender, replace)
    amendments = []
    for amendment in stage.law:
        of_law = f"{path}.law.{amendment.from_date}"
        by_law = msg("duration of “{stage}”, {law}", stage=stage.name, law=amendment.name)
        changed = {
            "duration": replace(of_law, by_law, amendment.duration),
            "tender": _tender(f"{of_law}.tender", stage.name, amendment.tender, replace),
        }
        amendments.append(amendment.model_copy(update=changed))
    return stage.model_copy(update={"duration": duration, "tender": tender, "law": tuple(amendments)})


def _tender(path: str, stage: object, tender: Tender | None, replace: Replace) -> Tender | None:
    if tender is None:
        return None
    success = msg("chance that a round of “{stage}” finds an investor", stage=stage)
    gap = msg("wait between rounds of “{stage}”", stage=stage)
    return tender.model_copy(
        update={
            "success": replace(f"{path}.success", success, tender.success),
            "gap": None if tender.gap is None else replace(f"{path}.gap", gap, tender.gap),
        }
    )


def _route(route_id: str, route: Route, names: Mapping[str, object], replace: Replace) -> Route:
    changed: dict[str, object] = {
        "steps": tuple(_step(route_id, route, step, names, replace) for step in route.steps)
    }
    if route.blocks is not None:
        stagger = replace(
            f"routes.{route_id}.blocks.stagger",
            msg("time between blocks ({route})", route=route.name),
            route.blocks.stagger,
        )
        changed["blocks"] = route.blocks.model_copy(update={"stagger": stagger})
    return route.model_copy(update=changed)


def _step(route_id: str, route: Route, step: Step, names: Mapping[str, object], replace: Replace) -> Step:
    path = f"routes.{route_id}.{step.stage}"
    values = {"stage": names[step.stage], "route": route.name}
    on_route = msg("{stage} ({route})", **values)
    changed: dict[str, object] = {}
    if step.duration is not None:
        changed["duration"] = replace(path, msg("duration of “{stage}” ({route})", **values), step.duration)
        amendments = []
        for amendment in step.law:
            later = msg("duration of “{stage}” from {day} on ({route})", day=amendment.from_date, **values)
            of_law = f"{path}.law.{amendment.from_date}"
            now = {
                "duration": replace(of_law, later, amendment.duration),
                "tender": _tender(f"{of_law}.tender", on_route, amendment.tender, replace),
            }
            amendments.append(amendment.model_copy(update=now))
        changed["law"] = tuple(amendments)
    changed["tender"] = _tender(f"{path}.tender", on_route, step.tender, replace)
    if step.assign_duration is not None:
        assigned = msg("time until an investor is assigned: “{stage}” ({route})", **values)
        changed["assign_duration"] = replace(f"{path}.assign_duration", assigned, step.assign_duration)
    if step.recall is not None:
        changed["recall"] = _recall(f"{path}.recall", step.recall, values, replace)
    return step.model_copy(update=changed)


def _recall(path: str, recall: Recall, values: Mapping[str, object], replace: Replace) -> Recall:
    hazard = msg("how often investors stall during “{stage}” ({route})", **values)
    grace = msg("time from stall to recall ({route})", **values)
    lapse = msg("chance that a recalled project lapses ({route})", **values)
    return recall.model_copy(
        update={
            "hazard": replace(f"{path}.hazard", hazard, recall.hazard),
            "grace": replace(f"{path}.grace", grace, recall.grace),
            "lapse": replace(f"{path}.lapse", lapse, recall.lapse),
        }
    )
