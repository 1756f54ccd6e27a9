"""Causes that act on all projects: the market, common factors, unknown factors that are correlated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sim.distributions import FamilySpec
from sim.errors import Message, Problem, msg
from sim.files import PartialScenario, listed, unknown_name
from sim.scenario import (
    Duration,
    Hazard,
    Likelihood,
    Market,
    Scenario,
    Settings,
    StartHazard,
    Uncertain,
    with_uncertain,
)


def common_cause_problems(partial: PartialScenario) -> Iterator[Problem]:
    """Yield tables by state that do not fit the market, states without a way in or out, and misplaced factors."""
    for path, model in partial.settings_models:
        match model:
            case Likelihood(chance=dict() as chances):
                yield from _by_state(partial, f"{path}.chance", chances)
            case Hazard(per_year=dict() as rates):
                yield from _by_state(partial, f"{path}.per_year", rates)
            case StartHazard(share_a_year=dict() as shares):
                yield from _by_state(partial, f"{path}.share_a_year", shares)
            case _:
                pass
    if partial.market is not None:
        yield from _dead_ends(partial.file, partial.market)
    yield from _factor_problems(partial)
    yield from _correlation_problems(partial)


def shared_unknown_problems(settings: Settings, file: str) -> Iterator[Problem]:
    """Yield each `unknown_of` of a file through which nothing would be shared.

    Not for scenarios that a lever has changed: there the part named may have been replaced.
    """
    parts: dict[str, Uncertain] = {}

    def note(path: str, _name: Message, part: Uncertain) -> Uncertain:
        parts[path] = part
        return part

    with_uncertain(Scenario(settings=settings, rows=(), sources={}), note)
    stating = [path for path, part in parts.items() if _states_unknown(part)]
    for path, part in parts.items():
        shared = None if isinstance(part, FamilySpec) else part.unknown_of
        if shared is None:
            continue
        found = msg("`unknown_of` names `{name}`", name=shared)
        if not _states_unknown(part):
            yield Problem(
                file,
                msg("{found}, and there is no `uncertain` or `as_sure_as_cases` beside it", found=found),
                msg("`unknown_of` beside a range: how far what is shared moves this number"),
                msg("add `uncertain` (for a chance `as_sure_as_cases`) here, or remove `unknown_of`"),
                path=path,
            )
        elif shared == path:
            yield Problem(
                file,
                msg("{found}, which is this part itself", found=found),
                msg("the path of another part"),
                msg("remove it: without it the number is the part's own"),
                path=path,
            )
        elif shared not in parts:
            yield unknown_name(file, path, shared, stating, msg("part with an unknown number"))
        elif shared not in stating:
            yield Problem(
                file,
                msg("{found}, where nothing is said to be unknown", found=found),
                msg("a part that states `uncertain` or `as_sure_as_cases`"),
                msg("add it there, or remove `unknown_of` here"),
                path=path,
            )


def ask_of_problems(settings: Settings, file: str) -> Iterator[Problem]:
    """Find answers that are asked of somebody about no number.

    A number that is stated as known may stand there: it may be unknown in a scenario that is based on this one. A
    duration of a single project may be missing, since another list may not hold the project; then it is only told.
    """
    known: dict[str, None] = {}

    def note(path: str, _name: Message, part: Uncertain) -> object:
        known[path] = None
        return part

    if settings.ask_of:
        with_uncertain(Scenario(settings=settings, rows=(), sources={}), note)
    for path in settings.ask_of:
        if path not in known:
            found = unknown_name(file, f"ask_of.{path}", path, known, msg("number that may be unknown"))
            yield replace(found, severity="warning") if path.startswith("own_durations.") else found


def _states_unknown(part: Uncertain) -> bool:
    match part:
        case Likelihood():
            return part.as_sure_as_cases is not None
        case Duration() | Hazard():
            return part.uncertain is not None
        case _:
            return True


def _by_state(partial: PartialScenario, path: str, values: Mapping[str, float]) -> Iterator[Problem]:
    states = partial.written.get("market")
    if states is None:
        yield Problem(
            partial.file,
            msg("values by state of the market, but the scenario has no market"),
            msg("one number; or [market] with its states"),
            msg("write one number, or describe the market"),
            path=path,
        )
    elif states:
        for state in values:
            if state not in states:
                yield unknown_name(partial.file, f"{path}.{state}", state, states, msg("state of the market"))
        missing = [state for state in sorted(states) if state not in values]
        if missing:
            yield Problem(
                partial.file,
                msg("no value for the states {states}", states=listed(missing)),
                msg("a value for every state of the market: {states}", states=listed(sorted(states))),
                msg("add what is missing"),
                path=path,
            )


def _dead_ends(file: str, market: Market) -> Iterator[Problem]:
    reached, ahead = {market.initial}, [market.initial]
    while ahead:
        state = ahead.pop()
        entered = {switch.to_state for switch in market.switches if switch.from_state == state} - reached
        reached |= entered
        ahead += sorted(entered)
    left = {switch.from_state for switch in market.switches}
    for state in market.states if len(market.states) > 1 else ():
        if state not in reached:
            yield Problem(
                file,
                msg("state `{state}` is never entered from `{initial}`", state=state, initial=market.initial),
                msg("passages by which every state can be reached"),
                msg("add a passage to it, or remove the state"),
                path=f"market.states.{state}",
                severity="warning",
            )
        elif state not in left:
            yield Problem(
                file,
                msg("state `{state}` is never left: the market would stay in it for good", state=state),
                msg("a passage out of every state"),
                msg("add a passage from it, if that is not meant"),
                path=f"market.states.{state}",
                severity="warning",
            )


def _factor_problems(partial: PartialScenario) -> Iterator[Problem]:
    moved_by: dict[str, str] = {}
    for factor_id, factor in partial.factors.items():
        for index, stage in enumerate(factor.stages):
            path = f"factors.{factor_id}.stages[{index}]"
            other = moved_by.setdefault(stage, factor_id)
            if stage not in partial.written["stages"]:
                yield unknown_name(partial.file, path, stage, partial.written["stages"], msg("stage"))
            elif other != factor_id or stage in factor.stages[:index]:
                yield Problem(
                    partial.file,
                    msg(
                        "stage `{stage}`, which common factor `{factor}` moves already",
                        stage=stage,
                        factor=other,
                    ),
                    msg("each stage in one common factor at most"),
                    msg("remove it here or there"),
                    path=path,
                )
        fixed = [stage for stage in factor.stages if _all_fixed(partial, stage)]
        if fixed:
            yield Problem(
                partial.file,
                msg("stages whose durations are all fixed: {stages}", stages=listed(fixed)),
                msg("stages whose durations have a spread: no factor moves a fixed one"),
                msg("state the spread of these durations, or remove the stages here"),
                path=f"factors.{factor_id}.stages",
                severity="warning",
            )


def _all_fixed(partial: PartialScenario, stage_id: str) -> bool:
    """Whether every duration that a stage has somewhere, now or later, is one value."""
    stage = partial.stages.get(stage_id)
    if stage is None or not partial.settings_complete:
        return False
    stated = [stage.duration, *(law.duration for law in stage.law)]
    stated += [own.duration for own in partial.own_durations.values() if own.stage == stage_id]
    for route in partial.routes.values():
        for step in route.steps:
            if step.stage == stage_id and step.duration is not None:
                stated += [step.duration, *(law.duration for law in step.law)]
    return all(duration.spread.one_value for duration in stated)


def _correlation_problems(partial: PartialScenario) -> Iterator[Problem]:
    known = _unknown_factors(partial)
    first_in: dict[str, str] = {}
    for index, correlation in partial.correlations.items():
        for position, name in enumerate(correlation.between):
            path = f"correlations[{index}].between[{position}]"
            earlier = first_in.setdefault(name, path)
            if earlier != path:
                yield Problem(
                    partial.file,
                    msg("`{name}`, which stands in {earlier} already", name=name, earlier=earlier),
                    msg("each path once, in one correlation"),
                    msg("remove it here, or put all that belong together into one correlation"),
                    path=path,
                )
            elif known.get(name) is False:
                yield Problem(
                    partial.file,
                    msg("`{name}`, a duration without `uncertain`", name=name),
                    msg("durations that state `uncertain`"),
                    msg("add `uncertain` there, or remove the path here"),
                    path=path,
                )
            elif name not in known and not _in_broken_part(partial, name):
                stating = [other for other, stated in known.items() if stated]
                yield unknown_name(partial.file, path, name, stating, msg("duration with `uncertain`"))


def _unknown_factors(partial: PartialScenario) -> dict[str, bool]:
    """Whether each duration that a correlation can name states `uncertain`."""
    stated = {
        model.unknown_of: model.uncertain is not None
        for _, model in partial.settings_models
        if isinstance(model, Duration) and model.unknown_of is not None
    }
    for stage_id, stage in partial.stages.items():
        stated[f"stages.{stage_id}"] = stage.duration.uncertain is not None
        for law in stage.law:
            stated[f"stages.{stage_id}.law.{law.from_date}"] = law.duration.uncertain is not None
    for route_id, route in partial.routes.items():
        for step in route.steps:
            if step.duration is not None:
                stated[f"routes.{route_id}.{step.stage}"] = step.duration.uncertain is not None
            for change in step.law:
                index = f"routes.{route_id}.{step.stage}.law.{change.from_date}"
                stated[index] = change.duration.uncertain is not None
    return stated


def _in_broken_part(partial: PartialScenario, name: str) -> bool:
    table, _, rest = name.partition(".")
    part_id = rest.partition(".")[0]
    sound = {"stages": partial.stages, "routes": partial.routes}.get(table, {})
    return part_id in partial.written.get(table, ()) and part_id not in sound
