"""How long stages take, now and from dates on."""

from __future__ import annotations

from collections.abc import Iterator

from sim.errors import FixedDecimals, Message, msg_n
from sim.scenario import Duration, Stage, Unit
from sim.text import (
    Text,
    number_of_days,
    number_of_hectares,
    number_of_homes,
    number_of_months,
    number_of_years,
)
from sim.words.describe_scenario.assumption import Assumption, Describer, alike
from sim.words.describe_scenario.quantities import AmountOf, Phrases, factor_in_words, rounded, shape_in_words


def duration_entries(describer: Describer) -> Iterator[Assumption]:
    """Durations of stages, of laws to come, of routes, and those that projects state for themselves."""
    settings, t, part = describer.scenario.settings, describer.text, describer.text("Durations")
    for key, stage in settings.stages.items():
        values = (
            *duration_in_words(stage.duration, t),
            *_conditions(describer, stage),
            *_conditions_on_routes(describer, key, stage),
        )
        yield describer.entry(stage.duration, part, describer.stage(key), values)
        if stage.resumes is not None:
            values = (t("Until stopped work goes on"), *duration_in_words(stage.resumes, t))
            yield describer.entry(stage.resumes, part, describer.stage(key), values)
        for law in stage.law:
            what = describer.stage_from(key, law.from_date)
            yield describer.entry(law.duration, part, what, duration_in_words(law.duration, t))
    stated = [
        ((step.stage, step.duration), route) for step, route in describer.steps() if step.duration is not None
    ]
    for (key, duration), routes in alike(stated):
        # Said with its routes even where all of them agree: the stage's own duration stands above it.
        what = describer.stage_on(key, routes)
        yield describer.entry(duration, part, what, duration_in_words(duration, t))
    names = {row.project_id: row.name for row in describer.scenario.rows}
    for own in settings.own_durations:
        project = names[own.project] + (f" — {own.block}" if own.block else "")
        what = t("{stage} — only for: {project}", stage=describer.stage(own.stage), project=project)
        yield describer.entry(own.duration, part, what, duration_in_words(own.duration, t))


def _conditions(describer: Describer, stage: Stage) -> Phrases:
    settings, t = describer.scenario.settings, describer.text
    said = []
    if stage.protected:
        said.append(t("a wait that the law protects: no measure may shorten it"))
    if stage.tender is not None:
        said.append(t("the duration of one round"))
    if stage.pool is not None:
        pool = describer.text(settings.pools[stage.pool].name)
        said.append(t("holds one slot throughout: {pool}", pool=pool))
    if stage.calendar is not None and stage.duration.unit != "working_days":
        said.append(
            t("worked on: {calendar}", calendar=describer.text(settings.calendars[stage.calendar].name))
        )
    return tuple(said)


def _conditions_on_routes(describer: Describer, key: str, stage: Stage) -> Phrases:
    """What holds on some routes alone: their pool, their calendar, that they call for investors."""
    stated = [
        (_conditions(describer, step.on(stage)), route)
        for step, route in describer.steps()
        if step.stage == key and step.on(stage) is not stage
    ]
    usual = _conditions(describer, stage)
    return tuple(
        describer.text("{outcome} — on the route: {route}", outcome=said, route=describer.routes(routes))
        for values, routes in alike(stated)
        for said in values
        if said not in usual
    )


def durations_to_come(describer: Describer) -> Iterator[Assumption]:
    """Durations that a route states for later, and what brings them about."""
    _settings, t = describer.scenario.settings, describer.text
    stated = [((step.stage, change), route) for step, route in describer.steps() for change in step.law]
    for (key, change), routes in alike(stated):
        what = t(
            "{stage} — from {day}, on the route: {route}",
            stage=describer.stage(key),
            day=change.from_date,
            route=describer.routes(routes),
        )
        yield describer.entry(change.duration, t("Durations"), what, duration_in_words(change.duration, t))
        changes = (
            t("from {day} it changes: {stage}", day=change.from_date, stage=describer.stage(key, routes)),
        )
        yield describer.entry(change, t("Changes to come"), describer.text(change.name), changes)


def duration_in_words(duration: Duration, text: Text) -> Phrases:
    """Say a duration: its middle and range, its kinds of case, what is unknown, how it grows with size."""
    amount_of = _AMOUNTS[duration.unit]
    said = [shape_in_words(duration.spread, amount_of, text)]
    for part in duration.spread.kinds_of_case:
        said.append(
            text(
                "{share} of cases, {kind}: {shape}",
                share=text.percent(part.weight),
                kind=text(part.name),
                shape=shape_in_words(part.spread, amount_of, text),
            )
        )
    if duration.uncertain is not None:
        said.append(factor_in_words(duration.uncertain, text))
    if duration.scale is not None:
        size_of = number_of_homes if duration.scale.by == "homes" else number_of_hectares
        said.append(
            text(
                "stated for {size}; twice the size takes {factor} times as long",
                size=size_of(rounded(duration.scale.reference)),
                factor=rounded(2**duration.scale.exponent),
            )
        )
    return tuple(said)


def _working_days(count: FixedDecimals) -> Message:
    return msg_n("{count} working day", "{count} working days", count)


def _weeks(count: FixedDecimals) -> Message:
    return msg_n("{count} week", "{count} weeks", count)


_AMOUNTS: dict[Unit, AmountOf] = {
    "working_days": _working_days,
    "days": number_of_days,
    "weeks": _weeks,
    "months": number_of_months,
    "years": number_of_years,
}
