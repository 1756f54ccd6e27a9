"""Targets, and what puts a home in the statistic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sim.errors import Message, msg
from sim.scenario import (
    Counting,
    DoneThisYear,
    Indicator,
    IndicatorInput,
    Likelihood,
    PeriodTarget,
    ProgrammeTarget,
    ProjectRow,
    Push,
    ReferenceClass,
    ShareOfHomes,
    Targets,
    accounts_of,
)
from sim.text import Text, number_of_homes
from sim.words import CARRY_OVER_WORDS, READING_WORDS, class_name
from sim.words.describe_scenario.assumption import Assumption, Describer
from sim.words.describe_scenario.chances import data_in_words, likelihood_in_words
from sim.words.describe_scenario.quantities import Phrases, fixed, number, p10_p50_p90, rounded

INPUT_NAMES: Mapping[str, Message] = {
    "stock": msg("existing stock"),
    "other_construction": msg("other construction"),
    "home_area": msg("floor area of a home"),
    "population": msg("inhabitants"),
    "share_of_homes": msg("share of the homes in the area"),
}
"""Inputs of an indicator, for the middle of a sentence."""


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
        yield describer.entry(push.likelihood, part, what, (*chance, *data_in_words(push.likelihood, t)))
        what = t("Homes under construction that can be entered at most")
        share = (*share_in_words(push, t), *data_in_words(push.share_enterable, t))
        yield describer.entry(push.share_enterable, part, what, share)
        what = t("Homes entered beyond the target")
        beyond = (*beyond_in_words(push, t), *data_in_words(push.beyond_target, t))
        yield describer.entry(push.beyond_target, part, what, beyond)


def indicator_entries(describer: Describer) -> Iterator[Assumption]:
    """Indicators, and what each is computed from beside the homes."""
    t, part = describer.text, describer.text("Indicators")
    for indicator in describer.scenario.settings.indicators.values():
        name = t(indicator.name)
        wanted = [
            t(
                "at least {value} m² a person by the end of {year}",
                value=rounded(each.at_least),
                year=str(each.year),
            )
            for each in indicator.years
        ]
        reading = t("counting {reading}", reading=READING_WORDS[indicator.counts])
        yield describer.entry(indicator, part, name, (*wanted, reading))
        stated = _inputs_in_words(indicator, t)
        for key, given in indicator.inputs.items():
            what = t("{indicator}: {input}", indicator=name, input=INPUT_NAMES[key])
            yield describer.entry(given, part, what, (*stated[key], *_unknown(given, t)))


def _inputs_in_words(indicator: Indicator, text: Text) -> Mapping[str, Phrases]:
    stock, other, share = indicator.stock, indicator.other_construction, indicator.share_of_homes
    said: dict[str, Phrases] = {
        "stock": (text("{area} m² on {day}", area=rounded(stock.m2), day=stock.as_of),),
        "other_construction": (text("{area} m² a year", area=rounded(other.m2_a_year)),),
        "home_area": (text("{area} m² a home", area=rounded(indicator.home_area.m2)),),
        "population": tuple(
            text("{year}: {persons} inhabitants", year=str(each.year), persons=each.persons)
            for each in indicator.population.years
        ),
    }
    if share is not None:
        said["share_of_homes"] = (text.percent(share.share),)
    return said


def _unknown(given: IndicatorInput | ShareOfHomes, text: Text) -> Phrases:
    if isinstance(given, ShareOfHomes):
        likelihood = Likelihood.model_construct(
            chance=given.share, as_sure_as_cases=given.as_sure_as_cases, source=given.source
        )
        return likelihood_in_words(likelihood, None, text)[1:]
    if given.uncertain is None:
        return ()
    low, middle, high = p10_p50_p90(given.uncertain)
    if fixed(given.uncertain):
        return (text("all of it times {factor}", factor=number(middle, text)),)
    return (
        text(
            "all of it times a factor nobody knows: probably {low} to {high}",
            low=number(low, text),
            high=number(high, text),
        ),
    )


def targets_in_words(targets: Targets, text: Text) -> Phrases:
    """Say the yearly targets, the carry-over rule, the period and the programme."""
    said = [
        text(
            "{year}: {homes}", year=str(each.year), homes=_wanted(each.homes, text, put_up=each.hypothetical)
        )
        for each in targets.years
    ]
    said.append(text(CARRY_OVER_WORDS[targets.carry_over]))
    if targets.period is not None:
        said.append(_span(targets.period, text))
        if (done := targets.period.done_before) is not None:
            said.append(text("{homes} of it done before the data date", homes=number_of_homes(done)))
    if (programme := targets.programme) is not None:
        said.append(_span(programme, text))
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


def _span(target: PeriodTarget | ProgrammeTarget, text: Text) -> str:
    years = f"{target.first_year}–{target.last_year}"
    return text(
        "{years}: {homes}", years=years, homes=_wanted(target.homes, text, put_up=target.hypothetical)
    )


def _wanted(homes: int, text: Text, *, put_up: bool) -> str:
    """Homes of a target; beside one that nobody has published, that it is hypothetical."""
    said = text(number_of_homes(homes))
    return text("{homes} (hypothetical)", homes=said) if put_up else said
