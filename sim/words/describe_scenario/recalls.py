"""Investors that stall and are recalled."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sim.errors import msg_n
from sim.scenario import Hazard, Market, Recall
from sim.text import Text
from sim.words.describe_scenario.assumption import Assumption, Describer, alike
from sim.words.describe_scenario.chances import by_state, likelihood_in_words
from sim.words.describe_scenario.durations import duration_in_words
from sim.words.describe_scenario.quantities import Phrases, factor_in_words, number


def recall_entries(describer: Describer) -> Iterator[Assumption]:
    """Investors that stall and are recalled."""
    stated = [
        ((step.stage, step.recall), route) for step, route in describer.steps() if step.recall is not None
    ]
    for (key, recall), routes in alike(stated):
        yield from _recall(describer, describer.stage(key, routes), recall)


def _recall(describer: Describer, name: str, recall: Recall) -> Iterator[Assumption]:
    market, t, part = describer.scenario.settings.market, describer.text, describer.text("Recalls")
    again = describer.stage(recall.tender_again)
    often = (
        *hazard_in_words(recall.hazard, market, t),
        t("once recalled, the project goes back to: {stage}; then the work left is done", stage=again),
        t(
            msg_n(
                "at most {count} recall of a project in this stage",
                "at most {count} recalls of a project in this stage",
                recall.cap,
            )
        ),
    )
    yield describer.entry(recall.hazard, part, t("The investor stalls: {stage}", stage=name), often)
    what = t("From the stall to the recall: {stage}", stage=name)
    yield describer.entry(recall.grace, part, what, duration_in_words(recall.grace, t))
    what = t("A recalled project lapses for good: {stage}", stage=name)
    yield describer.entry(recall.lapse, part, what, likelihood_in_words(recall.lapse, market, t))


def hazard_in_words(hazard: Hazard, market: Market | None, text: Text) -> Phrases:
    """Say how often investors stall, by state of the market where it depends on it."""

    def often(rate: float) -> str:
        # At a constant rate the chance of a stall within a year is 1 - exp(-rate).
        return text(
            "{share} of investors within a year (rate {rate} a year)",
            share=text.percent(-math.expm1(-rate)),
            rate=number(rate, text),
        )

    said = list(by_state(hazard.per_year, market, often, text))
    if hazard.uncertain is not None:
        said.append(factor_in_words(hazard.uncertain, text))
    return tuple(said)
