"""What a scenario says is not known, place by place, and the scenario in which one such number is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from scipy.special import betaincinv

from sim.distributions import FamilySpec, FixedSpec
from sim.errors import Message, msg
from sim.scenario.durations import Duration
from sim.scenario.investors import Recall, Tender
from sim.scenario.market import Hazard, Likelihood
from sim.scenario.network import OwnDuration, Route, Stage, Step
from sim.scenario.scenario import Scenario, Settings
from sim.scenario.targets import Counting

Stated = TypeVar("Stated", Duration, Likelihood, Hazard)
_Visit = Callable[[str, Message, "Duration | Likelihood | Hazard | FamilySpec"], object]


@dataclass(frozen=True)
class Unknown:
    """A number of which only a range is known.

    Attributes
    ----------
    place : str
        Where it stands; parts that share one unknown number share it.
    name : Message
        What it is, for readers.
    """

    place: str
    name: Message


def unknowns_of(scenario: Scenario) -> tuple[Unknown, ...]:
    """Numbers that are drawn once a future because nobody knows them, sizes and accounts of the past aside.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    tuple of Unknown
        In file order, each place once.
    """
    found: dict[str, Unknown] = {}

    def note(place: str, name: Message, part: Duration | Likelihood | Hazard | FamilySpec) -> object:
        if known_at(part, 0.5) is not part:
            found.setdefault(_address(place, part), Unknown(_address(place, part), name))
        return part

    _through(scenario.settings, note)
    return tuple(found.values())


def with_known(scenario: Scenario, place: str, share: float) -> Scenario:
    """Make the scenario in which an unknown number is known.

    Parameters
    ----------
    scenario : Scenario
    place : str
        Of an `Unknown`.
    share : float
        Between 0 and 1: the number is the value that it does not exceed with this probability.

    Returns
    -------
    Scenario
    """

    def settle(at: str, _name: Message, part: Duration | Likelihood | Hazard | FamilySpec) -> object:
        return known_at(part, share) if _address(at, part) == place else part

    return scenario.model_copy(update={"settings": _through(scenario.settings, settle)})


def known_at(part: Duration | Likelihood | Hazard | FamilySpec, share: float) -> object:
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

    def at(mean: float) -> float:
        return float(betaincinv(mean * cases, (1 - mean) * cases, share)) if 0 < mean < 1 else mean

    chance = part.chance
    settled = at(chance) if isinstance(chance, float) else {state: at(mean) for state, mean in chance.items()}
    return part.model_copy(update={"chance": settled, "as_sure_as_cases": None})


def _fixed(spec: FamilySpec, share: float) -> FixedSpec:
    return FixedSpec(family="fixed", value=spec.quantile(share))


def _address(place: str, part: Duration | Likelihood | Hazard | FamilySpec) -> str:
    return (part.unknown_of if isinstance(part, (Duration, Likelihood, Hazard)) else None) or place


def _through(settings: Settings, visit: _Visit) -> Settings:
    """Settings with every part that may hold an unknown number passed through `visit`."""
    names = {stage_id: stage.name for stage_id, stage in settings.stages.items()}
    own = tuple(
        each.model_copy(update={"duration": visit(_own_place(each), _own_name(each, names), each.duration)})
        for each in settings.own_durations
    )
    tracks = {
        track_id: track.model_copy(
            update={
                "delivered": visit(
                    f"fast_tracks.{track_id}.delivered",
                    msg("how much of “{track}” is delivered", track=track.name),
                    track.delivered,
                )
            }
        )
        for track_id, track in settings.fast_tracks.items()
    }
    return settings.model_copy(
        update={
            "counting": _counting(settings.counting, visit),
            "stages": {
                stage_id: _stage(stage_id, stage, visit) for stage_id, stage in settings.stages.items()
            },
            "routes": {
                route_id: _route(route_id, route, names, visit) for route_id, route in settings.routes.items()
            },
            "own_durations": own,
            "fast_tracks": tracks,
        }
    )


def _own_place(own: OwnDuration) -> str:
    return f"own_durations.{own.project}/{own.block or ''}.{own.stage}"


def _own_name(own: OwnDuration, names: Mapping[str, object]) -> Message:
    project = own.project if own.block is None else f"{own.project}/{own.block}"
    return msg("duration of “{stage}” of {project}", stage=names[own.stage], project=project)


def _counting(counting: Counting, visit: _Visit) -> Counting:
    early = counting.early
    if early is None:
        return counting
    changed = {
        "threshold": visit(
            "counting.early.threshold",
            msg("how far built a home may enter the statistic early"),
            early.threshold,
        ),
        "likelihood": visit(
            "counting.early",
            msg("chance of an early entry in the statistic at a year's end"),
            early.likelihood,
        ),
    }
    return counting.model_copy(update={"early": early.model_copy(update=changed)})


def _stage(stage_id: str, stage: Stage, visit: _Visit) -> Stage:
    place = f"stages.{stage_id}"
    laws = tuple(
        law.model_copy(
            update={
                "duration": visit(
                    f"{place}.law.{law.from_date}",
                    msg("duration of “{stage}”, {law}", stage=stage.name, law=law.name),
                    law.duration,
                ),
                "tender": _tender(f"{place}.law.{law.from_date}.tender", stage, law.tender, visit),
            }
        )
        for law in stage.law
    )
    return stage.model_copy(
        update={
            "duration": visit(place, msg("duration of “{stage}”", stage=stage.name), stage.duration),
            "tender": _tender(f"{place}.tender", stage, stage.tender, visit),
            "law": laws,
        }
    )


def _tender(place: str, stage: Stage, tender: Tender | None, visit: _Visit) -> Tender | None:
    if tender is None:
        return None
    success = msg("chance that a round of “{stage}” finds an investor", stage=stage.name)
    gap = msg("wait between rounds of “{stage}”", stage=stage.name)
    return tender.model_copy(
        update={
            "success": visit(f"{place}.success", success, tender.success),
            "gap": None if tender.gap is None else visit(f"{place}.gap", gap, tender.gap),
        }
    )


def _route(route_id: str, route: Route, names: Mapping[str, object], visit: _Visit) -> Route:
    said = {"route": route.name}
    changed: dict[str, object] = {
        "steps": tuple(_step(route_id, step, names, said, visit) for step in route.steps)
    }
    if route.blocks is not None:
        stagger = visit(
            f"routes.{route_id}.blocks.stagger",
            msg("time between blocks ({route})", **said),
            route.blocks.stagger,
        )
        changed["blocks"] = route.blocks.model_copy(update={"stagger": stagger})
    return route.model_copy(update=changed)


def _step(
    route_id: str, step: Step, names: Mapping[str, object], of_route: Mapping[str, object], visit: _Visit
) -> Step:
    place, said = f"routes.{route_id}.{step.stage}", {"stage": names[step.stage], **of_route}
    changed: dict[str, object] = {}
    if step.duration is not None:
        changed["duration"] = visit(place, msg("duration of “{stage}” ({route})", **said), step.duration)
        changed["law"] = tuple(
            law.model_copy(
                update={
                    "duration": visit(
                        f"{place}.law.{law.from_date}",
                        msg("duration of “{stage}” from {day} on ({route})", day=law.from_date, **said),
                        law.duration,
                    )
                }
            )
            for law in step.law
        )
    if step.recall is not None:
        changed["recall"] = _recall(f"{place}.recall", step.recall, said, visit)
    return step.model_copy(update=changed)


def _recall(place: str, recall: Recall, said: dict[str, object], visit: _Visit) -> Recall:
    hazard = msg("how often investors stall during “{stage}” ({route})", **said)
    grace = msg("time from stall to recall ({route})", **said)
    lapse = msg("chance that a recalled project lapses ({route})", **said)
    return recall.model_copy(
        update={
            "hazard": visit(f"{place}.hazard", hazard, recall.hazard),
            "grace": visit(f"{place}.grace", grace, recall.grace),
            "lapse": visit(f"{place}.lapse", lapse, recall.lapse),
        }
    )
