"""Targets, and what puts a home in the statistic."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario import Counting, DoneThisYear, EarlyEntry, ReferenceClass, Targets
from sim.text import Text, number_of_homes
from sim.words import CARRY_OVER_WORDS, class_name
from sim.words.describe_scenario.assumption import Assumption, Describer
from sim.words.describe_scenario.chances import likelihood_in_words
from sim.words.describe_scenario.quantities import Phrases, fixed, p10_p50_p90


def target_entries(describer: Describer) -> Iterator[Assumption]:
    """Targets, and what counts."""
    settings, t = describer.scenario.settings, describer.text
    targets, counting, part = settings.targets, settings.counting, t("Counting")
    yield describer.entry(targets, t("Targets"), t("Homes due"), targets_in_words(targets, t))
    if (done := targets.done_this_year) is not None:
        what = t("Homes done from 1 January to {day}", day=settings.data_date)
        yield describer.entry(done, t("Targets"), what, done_in_words(done, t))
    if (compared := describer.scenario.reference_class) is not None:
        yield describer.entry(
            compared.view, t("Targets"), t("The period beside finished plans"), plans_in_words(compared, t)
        )
    yield describer.entry(counting, part, t("What enters the statistic"), counting_in_words(counting, t))
    if (early := counting.early) is not None:
        yield describer.entry(early, part, t("Early entry at the year's end"), early_in_words(early, t))
        chance = likelihood_in_words(early.likelihood, settings.market, t)
        yield describer.entry(early.likelihood, part, t("A home past that share is entered early"), chance)


def targets_in_words(targets: Targets, text: Text) -> Phrases:
    """Say the yearly targets, the carry-over rule, the period and the programme."""
    said = [
        text("{year}: {homes}", year=str(each.year), homes=number_of_homes(each.homes))
        for each in targets.years
    ]
    said.append(text(CARRY_OVER_WORDS[targets.carry_over]))
    if targets.period is not None:
        said.append(_span(targets.period.first_year, targets.period.last_year, targets.period.homes, text))
    if (programme := targets.programme) is not None:
        said.append(_span(programme.first_year, programme.last_year, programme.homes, text))
        said.append(
            text("{homes} of it done before the data date", homes=number_of_homes(programme.done_before))
        )
    return tuple(said)


def plans_in_words(compared: ReferenceClass, text: Text) -> Phrases:
    """Say which finished plans the period is set beside, and their weight in the blend."""
    return (
        text("{count} {plans}", count=len(compared.plans), plans=class_name(compared)),
        text("weight beside the model: {weight}", weight=text.percent(compared.view.weight)),
    )


def done_in_words(done: DoneThisYear, text: Text) -> Phrases:
    """Say how many homes the data date's year already has, reading by reading."""
    return (
        text("entered in the official statistic: {homes}", homes=number_of_homes(done.counted)),
        text("fit for sale: {homes}", homes=number_of_homes(done.eligible)),
        text("handed over: {homes}", homes=number_of_homes(done.handed_over)),
    )


def counting_in_words(counting: Counting, text: Text) -> Phrases:
    """Say when a home is counted, and the accounts of what has been counted already."""
    said = [
        text("a home counts when it is fit for sale")
        if counting.counted_when == "eligible"
        else text("a home counts when it is handed over")
    ]
    for each in counting.alternatives:
        said.append(f"{text(each.name)}: {text.percent(each.weight)}")
    return tuple(said)


def early_in_words(early: EarlyEntry, text: Text) -> Phrases:
    """Say how much of the building must be done for a home to enter the statistic early."""
    low, middle, high = (text.percent(share) for share in p10_p50_p90(early.threshold))
    done = text(
        "on 31 December a home may enter once this share of its building work is done: {share}", share=middle
    )
    if fixed(early.threshold):
        return (done,)
    return done, text(
        "nobody knows this share: probably {low} to {high}, one value a future", low=low, high=high
    )


def _span(first_year: int, last_year: int, homes: int, text: Text) -> str:
    years = f"{first_year}–{last_year}"
    return text("{years}: {homes}", years=years, homes=number_of_homes(homes))
