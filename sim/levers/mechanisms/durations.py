"""Levers on how long stages take and how calls for investors end: amendments on top of the law in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sim.errors import msg
from sim.levers import (
    ALWAYS,
    ComponentWeightChange,
    DurationCutChange,
    LawDateChange,
    Pull,
    TenderSuccessChange,
    months_later,
    revised,
    with_steps,
)
from sim.levers.mechanisms.shapes import reweighted
from sim.scenario import (
    Amendment,
    Duration,
    Likelihood,
    Settings,
    Stage,
    Step,
    StepAmendment,
    Tender,
)

_Held = tuple[Duration, Tender | None]
_ChangeOfStage = Callable[[_Held, float], _Held]


def cut_durations(settings: Settings, pull: Pull[DurationCutChange]) -> Settings:
    """Shorten durations by a share."""
    for stage in pull.change.stages:
        pull.must_be_in(stage, settings.stages, "stages", msg("stage"))
        if settings.stages[stage].protected:
            raise pull.refuse(
                msg("`{stage}`: {reason}", stage=stage, reason=msg("a wait that the law protects")),
                msg("stages that the law does not protect"),
                msg("remove the stage from the lever"),
                "stages",
            )

    def change(duration: Duration, effect: float) -> Duration:
        return pull.credited(duration, spread=duration.spread.times(1 - effect))

    return _on_durations(settings, pull, change)


def weigh_components(settings: Settings, pull: Pull[ComponentWeightChange]) -> Settings:
    """Turn a share of other kinds of case into one kind."""
    for stage in pull.change.stages:
        pull.must_be_in(stage, settings.stages, "stages", msg("stage"))
    _must_have_kinds(settings, pull)

    def change(duration: Duration, effect: float) -> Duration:
        shape = reweighted(duration.spread, pull.change, effect)
        if shape is None:
            raise pull.refuse(
                msg("a duration without the kind of case `{component}`", component=pull.change.component),
                msg("a mixture with a component of that id, or `added` that says what it is"),
                msg("give the component its `id` in the scenario, or name other stages or routes"),
                "component",
            )
        return pull.credited(duration, spread=shape)

    return _on_durations(settings, pull, change)


def raise_tender_success(settings: Settings, pull: Pull[TenderSuccessChange]) -> Settings:
    """Multiply the odds that a round of a call finds an investor, or state the chance."""
    stages = dict(settings.stages)
    for name in pull.change.stages:
        pull.must_be_in(name, stages, "stages", msg("stage"))
        if not any(stages[name].tenders()):
            raise pull.refuse(
                msg("`{stage}`: {reason}", stage=name, reason=msg("a stage without a tender")),
                msg("stages that consist of tender rounds"),
                msg("remove the stage from the lever"),
                "stages",
            )

        def change(held: _Held, effect: float) -> _Held:
            duration, tender = held
            return duration, None if tender is None else _likelier(tender, pull, effect)

        stages[name] = _amended(name, stages[name], pull, change)
    return settings.model_copy(update={"stages": stages})


def move_law(settings: Settings, pull: Pull[LawDateChange]) -> Settings:
    """Let a law come into force at another date; what nobody knows about it stays the same."""
    change = pull.change
    pull.must_be_in(change.stage, settings.stages, "stage", msg("stage"))
    stage = settings.stages[change.stage]
    dates = {law.from_date.isoformat() for law in stage.law}
    pull.must_be_in(change.law.isoformat(), dates, "law", msg("law of this stage"))
    day = months_later(change.law, round(pull.schedule.whole))
    if day.isoformat() in dates or day < settings.data_date:
        raise pull.refuse(
            msg("a law moved to {day}", day=day),
            msg("a date on or after the data date, on which no other law changes the stage"),
            msg("choose another value"),
        )
    law = tuple(
        _moved(f"stages.{change.stage}.law.{amendment.from_date}", amendment, day)
        if amendment.from_date == change.law
        else amendment
        for amendment in stage.law
    )
    ordered = tuple(sorted(law, key=lambda amendment: amendment.from_date))
    stages = {**settings.stages, change.stage: stage.model_copy(update={"law": ordered})}
    return settings.model_copy(update={"stages": stages})


def _moved(place: str, amendment: Amendment, day: date) -> Amendment:
    duration, tender = _of_place(place, (amendment.duration, amendment.tender))
    return amendment.model_copy(update={"from_date": day, "duration": duration, "tender": tender})


def _of_place(place: str, held: _Held) -> _Held:
    """Let what is unknown about a duration and its tender stay that of the place they come from."""
    duration, tender = held
    if tender is not None:
        gap = None if tender.gap is None else _known_by(f"{place}.tender.gap", tender.gap)
        success = tender.success.model_copy(
            update={"unknown_of": tender.success.unknown_of or f"{place}.tender.success"}
        )
        tender = tender.model_copy(update={"gap": gap, "success": success})
    return _known_by(place, duration), tender


def _known_by(place: str, duration: Duration) -> Duration:
    return duration.model_copy(update={"unknown_of": duration.unknown_of or place})


def _likelier(tender: Tender, pull: Pull[TenderSuccessChange], effect: float) -> Tender:
    success = tender.success
    if pull.change.to is not None:
        certain = pull.change.to in (0.0, 1.0)
        sure = None if certain else success.as_sure_as_cases
        success = pull.credited(success, chance=pull.change.to, as_sure_as_cases=sure)
    else:
        success = pull.credited(success, chance=_by_odds(success, 1 + effect))
    return tender.model_copy(update={"success": success})


def _by_odds(success: Likelihood, ratio: float) -> float | dict[str, float]:
    def better(chance: float) -> float:
        return ratio * chance / (1 - chance + ratio * chance)

    if isinstance(success.chance, dict):
        return {state: better(chance) for state, chance in success.chance.items()}
    return better(success.chance)


def _must_have_kinds(settings: Settings, pull: Pull[ComponentWeightChange]) -> None:
    """Refuse kinds of case that none of the durations has, before or after a change of law."""
    change, durations = pull.change, list[Duration]()
    for name in change.stages:
        stage = settings.stages[name]
        durations += [stage.duration, *(law.duration for law in stage.law)]
    for route in pull.routes_in(settings).values():
        for step in route.steps:
            if step.stage in change.stages:
                durations += [] if step.duration is None else [step.duration]
                durations += [law.duration for law in step.law]
    kinds = [kind for duration in durations for kind in duration.spread.kinds_of_case]
    known = {kind.id for kind in kinds if kind.id is not None}
    for name in change.out_of:
        pull.must_be_in(name, known, "out_of", msg("kind of case in these durations"))
    if change.added is None:
        pull.must_be_in(change.component, known, "component", msg("kind of case in these durations"))
    elif any(duration.unit != change.added.unit for duration in durations):
        unit = next(duration.unit for duration in durations if duration.unit != change.added.unit)
        raise pull.refuse(
            msg(
                "`{unit}`, but a duration it is added to is in `{other}`", unit=change.added.unit, other=unit
            ),
            msg("the unit of the durations of these stages"),
            msg("state the kind of case in that unit"),
            "added.unit",
        )


def _on_durations(
    settings: Settings,
    pull: Pull[DurationCutChange] | Pull[ComponentWeightChange],
    change: Callable[[Duration, float], Duration],
) -> Settings:
    """Change durations of stages: on named routes their steps', else the stages' and those that routes state."""

    def of_stage(held: _Held, effect: float) -> _Held:
        return change(held[0], effect), held[1]

    stages, steps = dict(settings.stages), {}
    for name in () if pull.change.routes else pull.change.stages:
        stages[name] = _amended(name, stages[name], pull, of_stage)
    for route_id, route in pull.routes_in(settings).items():
        steps[route_id] = tuple(
            _step_amended(route_id, step, settings.stages[step.stage], pull, change)
            if step.stage in pull.change.stages and (step.duration is not None or pull.change.routes)
            else step
            for step in route.steps
        )
        if pull.change.routes and steps[route_id] == route.steps:
            what = msg("stage on the route {route}", route=route_id)
            pull.must_be_in(pull.change.stages[0], (step.stage for step in route.steps), "stages", what)
    return with_steps(settings.model_copy(update={"stages": stages}), steps)


def _amended(
    name: str,
    stage: Stage,
    pull: Pull[DurationCutChange] | Pull[ComponentWeightChange] | Pull[TenderSuccessChange],
    change: _ChangeOfStage,
) -> Stage:
    stated: list[tuple[date, _Held]] = [(ALWAYS, (stage.duration, stage.tender))]
    stated += [(law.from_date, (law.duration, law.tender)) for law in stage.law]
    laws = {law.from_date: law for law in stage.law}
    base: _Held = stated[0][1]
    amendments = []
    for version in revised(stated, pull.schedule, change):
        held = version.value
        if version.start == ALWAYS:
            base = held
        elif version.start in laws:
            law = laws[version.start]
            amendments.append(
                law.model_copy(update={"duration": held[0], "tender": held[1]}) if version.changed else law
            )
        else:
            held = _of_place(_place(f"stages.{name}", version.stated), held)
            amendments.append(
                Amendment(
                    from_date=version.start,
                    name=pull.by.name,
                    duration=held[0],
                    tender=held[1],
                    **pull.evidence,
                )
            )
    return stage.model_copy(update={"duration": base[0], "tender": base[1], "law": tuple(amendments)})


def _step_amended(
    route: str,
    step: Step,
    stage: Stage,
    pull: Pull[DurationCutChange] | Pull[ComponentWeightChange],
    change: Callable[[Duration, float], Duration],
) -> Step:
    step = step if step.duration is not None else _on_its_own(step, stage)
    assert step.duration is not None
    stated = [(ALWAYS, step.duration), *((law.from_date, law.duration) for law in step.law)]
    laws = {law.from_date: law for law in step.law}
    base, amendments = step.duration, []
    for version in revised(stated, pull.schedule, change):
        if version.start == ALWAYS:
            base = version.value
        elif version.start in laws:
            amendments.append(laws[version.start].model_copy(update={"duration": version.value}))
        else:
            duration = _known_by(_place(f"routes.{route}.{step.stage}", version.stated), version.value)
            amendments.append(
                StepAmendment(from_date=version.start, name=pull.by.name, duration=duration, **pull.evidence)
            )
    return step.model_copy(update={"duration": base, "law": tuple(amendments)})


def _on_its_own(step: Step, stage: Stage) -> Step:
    """Step that states for its route what the stage states for all, so that a lever can act on the route alone."""
    place = f"stages.{step.stage}"
    law = tuple(
        StepAmendment(
            from_date=amendment.from_date,
            name=amendment.name,
            duration=_known_by(f"{place}.law.{amendment.from_date}", amendment.duration),
            source=amendment.source,
            derivation=amendment.derivation,
            assumption=amendment.assumption,
        )
        for amendment in stage.law
    )
    return step.model_copy(update={"duration": _known_by(place, stage.duration), "law": law})


def _place(base: str, stated: date) -> str:
    return base if stated == ALWAYS else f"{base}.law.{stated}"
