"""Rounds of calls for investors, as the statute stands and as it will."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sim.errors import msg_n
from sim.scenario import Fallback, Market, Step, Tender
from sim.text import Text
from sim.words.describe_scenario.assumption import Assumption, Describer, alike
from sim.words.describe_scenario.chances import likelihood_in_words
from sim.words.describe_scenario.durations import duration_in_words
from sim.words.describe_scenario.quantities import Phrases


def tender_entries(describer: Describer) -> Iterator[Assumption]:
    """Rounds of calls for investors, as the law stands and as it will; how long assigning an investor takes."""
    stages = describer.scenario.settings.stages
    for key, stage in stages.items():
        having = [
            (step, route) for step, route in describer.steps() if step.stage == key and step.tender is None
        ]
        if stage.tender is not None:
            yield from _tender(describer, describer.stage(key), stage.tender, having)
        for law in stage.law:
            if law.tender is not None:
                name = describer.stage_from(key, law.from_date)
                yield from _tender(describer, name, law.tender, having)
    for step, route in describer.steps():
        if step.tender is not None:
            name = describer.stage_on(step.stage, (route,))
            yield from _tender(describer, name, step.tender, [(step, route)])
        for change in step.law:
            if change.tender is not None:
                name = describer.text(
                    "{stage} — from {day}, on the route: {route}",
                    stage=describer.stage(step.stage),
                    day=change.from_date,
                    route=describer.routes((route,)),
                )
                yield from _tender(describer, name, change.tender, [(step, route)])
    t = describer.text
    stated = [
        ((step.stage, step.assign_duration), route)
        for step, route in describer.steps()
        if step.assign_duration is not None
    ]
    for (key, duration), routes in alike(stated):
        what = t(
            "After the last round in vain, until an investor is assigned: {stage}",
            stage=describer.stage(key, routes),
        )
        yield describer.entry(duration, t("Tenders"), what, duration_in_words(duration, t))


def _tender(
    describer: Describer, name: str, tender: Tender, having: Sequence[tuple[Step, str]]
) -> Iterator[Assumption]:
    """A tender and its gap; `having` holds the steps that consist of it, with their routes."""
    settings, t, part = describer.scenario.settings, describer.text, describer.text("Tenders")
    fallbacks: dict[Fallback, list[str]] = {}
    for step, route in having:
        if step.fallback is not None:
            fallbacks.setdefault(step.fallback, []).append(describer.text(settings.routes[route].name))
    values = tender_in_words(tender, fallbacks, settings.market, t)
    if any(step.on(settings.stages[step.stage]).pool is not None for step, _ in having):
        values += (
            t("its slot is given back after every round")
            if tender.holds_slot == "round"
            else t("its slot is kept until the last round is over"),
        )
    yield describer.entry(
        tender.success, part, t("Chance that a round finds an investor: {stage}", stage=name), values
    )
    if tender.gap is not None:
        what = t("Wait between two rounds: {stage}", stage=name)
        yield describer.entry(tender.gap, part, what, duration_in_words(tender.gap, t))


def tender_in_words(
    tender: Tender, fallbacks: Mapping[Fallback, Sequence[str]], market: Market | None, text: Text
) -> Phrases:
    """Say the rounds of a tender.

    Parameters
    ----------
    tender : Tender
    fallbacks : mapping of str to sequence of str
        What follows the last failed round -> names of the routes on which it does.
    market : Market or None
    text : Text
    """
    said = [
        *likelihood_in_words(tender.success, market, text),
        text(msg_n("at most {count} round", "at most {count} rounds", tender.rounds)),
    ]
    outcomes: dict[Fallback, str] = {
        "assign": text("after the last round in vain an investor is assigned"),
        "drop_out": text("after the last round in vain the project drops out"),
    }
    for fallback, routes in fallbacks.items():
        outcome = outcomes[fallback]
        if len(fallbacks) > 1:
            outcome = text("{outcome} — on the route: {route}", outcome=outcome, route="; ".join(routes))
        said.append(outcome)
    if tender.gap is None:
        said.append(text("no wait between rounds"))
    return tuple(said)
