"""Targets, and what puts a home in the statistic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.scenario import (
    Counting,
    DoneThisYear,
    Fitted,
    ProjectRow,
    Push,
    ReferenceClass,
    Targets,
    accounts_of,
)
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
    entered = counting_in_words(counting, describer.scenario.rows, t)
    yield describer.entry(counting, part, t("What enters the statistic"), entered)
    if (push := counting.push) is not None:
        chance = likelihood_in_words(push.likelihood, settings.market, t)
        what = t("Homes under construction are entered to meet a year's target")
        yield describer.entry(push.likelihood, part, what, (*chance, *_as_of(push.likelihood, t)))
        what = t("Homes under construction that can be entered at most")
        share = (*share_in_words(push, t), *_as_of(push.share_enterable, t))
        yield describer.entry(push.share_enterable, part, what, share)
        what = t("Homes entered beyond the target")
        beyond = (*beyond_in_words(push, t), *_as_of(push.beyond_target, t))
        yield describer.entry(push.beyond_target, part, what, beyond)


def targets_in_words(targets: Targets, text: Text) -> Phrases:
    """Say the yearly targets, the carry-over rule, the period and the programme."""
    said = [
        text("{year}: {homes}", year=str(each.year), homes=number_of_homes(each.homes))
        for each in targets.years
    ]
    said.append(text(CARRY_OVER_WORDS[targets.carry_over]))
    if targets.period is not None:
        said.append(_span(targets.period.first_year, targets.period.last_year, targets.period.homes, text))
        if (done := targets.period.done_before) is not None:
            said.append(text("{homes} of it done before the data date", homes=number_of_homes(done)))
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


def counting_in_words(counting: Counting, rows: Sequence[ProjectRow], text: Text) -> Phrases:
    """Say when a home is counted, and the accounts of what has been counted already."""
    said = [
        text("a home counts when it is fit for sale")
        if counting.counted_when == "eligible"
        else text("a home counts when it is handed over")
    ]
    for each, held in zip(counting.alternatives, accounts_of(counting, rows), strict=True):
        if counting.alternatives_total is None:
            said.append(f"{text(each.name)}: {text.percent(each.weight)}")
        else:
            said.append(
                text(
                    "{account}: {weight} (stated {stated}; adds up to the total with a chance of {chance})",
                    account=each.name,
                    weight=text.percent(held.weight),
                    stated=text.percent(each.weight),
                    chance=text.percent(held.adds_up, 1),
                )
            )
    if counting.alternatives_total is not None:
        low, high = counting.alternatives_total
        said.append(
            text("every account must explain {homes}", homes=number_of_homes(low))
            if low == high
            else text("every account must explain {low} to {high} homes", low=low, high=high)
        )
    return tuple(said)


def share_in_words(push: Push, text: Text) -> Phrases:
    """Say how much of what is being built a push can enter."""
    uncertain = push.share_enterable.uncertain
    low, middle, high = (text.percent(share) for share in p10_p50_p90(uncertain))
    said = text("at most {share} of the homes begun and not yet counted", share=middle)
    if fixed(uncertain):
        return (said,)
    return said, text(
        "nobody knows this share: probably {low} to {high}, one value a future", low=low, high=high
    )


def beyond_in_words(push: Push, text: Text) -> Phrases:
    """Say how far beyond the target a push goes."""
    low, middle, high = (text.percent(share) for share in p10_p50_p90(push.beyond_target.spread))
    if fixed(push.beyond_target.spread):
        return (text("{share} of the year's target", share=middle),)
    return (
        text(
            "{share} of the year's target in the middle, probably {low} to {high}, drawn for each year",
            share=middle,
            low=low,
            high=high,
        ),
    )


def _as_of(part: Fitted, text: Text) -> Phrases:
    return () if part.data_as_of is None else (text("fitted to data up to {day}", day=part.data_as_of),)


def _span(first_year: int, last_year: int, homes: int, text: Text) -> str:
    years = f"{first_year}–{last_year}"
    return text("{years}: {homes}", years=years, homes=number_of_homes(homes))
