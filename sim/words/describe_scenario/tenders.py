"""Rounds of calls for investors, as the statute stands and as it will."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sim.errors import msg_n
from sim.scenario import Fallback, Market, Tender
from sim.text import Text
from sim.words.describe_scenario.assumption import Assumption, Describer, alike
from sim.words.describe_scenario.chances import likelihood_in_words
from sim.words.describe_scenario.durations import duration_in_words
from sim.words.describe_scenario.quantities import Phrases


def tender_entries(describer: Describer) -> Iterator[Assumption]:
    """Rounds of calls for investors, as the law stands and as it will; how long assigning an investor takes."""
    for key, stage in describer.scenario.settings.stages.items():
        if stage.tender is not None:
            yield from _tender(describer, key, describer.stage(key), stage.tender)
        for law in stage.law:
            if law.tender is not None:
                name = describer.stage_from(key, law.from_date)
                yield from _tender(describer, key, name, law.tender)
    t = describer.text
    stated = [
        ((step.stage, step.assign_duration), route)
        for step, route in describer.steps()
        if step.assign_duration is not None
    ]
    for (key, duration), routes in alike(stated):
        what = t("After the last round in vain, until an investor is assigned: {stage}", stage=describer.stage(key, routes))
        yield describer.entry(duration, t("Tenders"), what, duration_in_words(duration, t))


def _tender(describer: Describer, key: str, name: str, tender: Tender) -> Iterator[Assumption]:
    settings, t, part = describer.scenario.settings, describer.text, describer.text("Tenders")
    fallbacks: dict[Fallback, list[str]] = {}
    for step, route in describer.steps():
        if step.stage == key and step.fallback is not None:
            fallbacks.setdefault(step.fallback, []).append(describer.text(settings.routes[route].name))
    values = tender_in_words(tender, fallbacks, settings.market, t)
    if settings.stages[key].pool is not None:
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
