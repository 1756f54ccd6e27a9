"""Chances, rates, the state of the market and common causes, in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from scipy.special import betaincinv

from sim.scenario import (
    CommonFactor,
    Correlation,
    Fallback,
    Hazard,
    Likelihood,
    Market,
    MarketSwitch,
    Settings,
    Tender,
)
from sim.text import Text
from sim.words.scenario.numbers import Phrases, factor_in_words, number


def likelihood_in_words(likelihood: Likelihood, market: Market | None, text: Text) -> Phrases:
    """Say a chance, by state of the market where it depends on it, and how sure it is."""
    cases = likelihood.as_sure_as_cases
    said = list(_by_state(likelihood.chance, market, lambda chance: _chance(chance, cases, text), text))
    if cases is not None:
        said.append(text("as sure as if {cases} cases had been seen", cases=number(cases, text)))
    return tuple(said)


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
        text("at most {rounds} rounds", rounds=tender.rounds),
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


def hazard_in_words(hazard: Hazard, market: Market | None, text: Text) -> Phrases:
    """Say how often investors stall, by state of the market where it depends on it."""

    def often(rate: float) -> str:
        # At a constant rate the chance of a stall within a year is 1 - exp(-rate).
        return text(
            "{share} of investors within a year (rate {rate} a year)",
            share=text.percent(-math.expm1(-rate)),
            rate=number(rate, text),
        )

    said = list(_by_state(hazard.per_year, market, often, text))
    if hazard.uncertain is not None:
        said.append(factor_in_words(hazard.uncertain, text))
    return tuple(said)


def market_in_words(market: Market, text: Text) -> Phrases:
    """Say the state of the market on the data date, and how long it stays in each."""
    said = [text("begins as: {state}", state=text(market.states[market.initial].name))]
    for state, named in market.states.items():
        leaving = sum(switch.per_year for switch in market.switches if switch.from_state == state)
        name = text(named.name)
        if leaving > 0:
            said.append(
                text(
                    "{state}: {years} years at a time on average", state=name, years=number(1 / leaving, text)
                )
            )
        else:
            said.append(text("{state}: for good, once it is so", state=name))
    said.append(text("at most {count} changes in one future", count=market.max_switches))
    return tuple(said)


def switch_in_words(switch: MarketSwitch, market: Market, text: Text) -> Phrases:
    """Say how often the market passes from one state to another."""
    return (
        text(
            "once in {years} years of being {state}, on average ({rate} a year)",
            years=number(1 / switch.per_year, text),
            state=text(market.states[switch.from_state].name),
            rate=number(switch.per_year, text),
        ),
    )


def factor_of_stages_in_words(factor: CommonFactor, settings: Settings, text: Text) -> Phrases:
    """Say which stages a common cause moves, and how much of their variation it makes."""
    stages = "; ".join(text(settings.stages[stage].name) for stage in factor.stages)
    share = text.percent(factor.shared)
    return (
        text("{share} of the variation in how long these stages take is common to all projects", share=share),
        stages,
    )


def correlation_in_words(correlation: Correlation, settings: Settings, text: Text) -> Phrases:
    """Say which unknown factors belong together, and how closely."""
    closely = text(
        "correlation {value} (0: nothing in common; 1: all wrong alike)",
        value=number(correlation.correlation, text),
    )
    return closely, *(_place(place, settings, text) for place in correlation.between)


def _place(place: str, settings: Settings, text: Text) -> str:
    match place.split("."):
        case ["stages", stage, "law", day]:
            amendment = next(each for each in settings.stages[stage].law if each.from_date.isoformat() == day)
            name = text(settings.stages[stage].name)
            return text("{stage} — from {day}", stage=name, day=amendment.from_date)
        case ["routes", route, stage]:
            name = text(settings.stages[stage].name)
            return text(
                "{stage} — on the route: {route}", stage=name, route=text(settings.routes[route].name)
            )
        case [_, stage]:
            return text(settings.stages[stage].name)
        case _:
            raise AssertionError(place)


def _by_state(
    stated: float | Mapping[str, float], market: Market | None, said: Callable[[float], str], text: Text
) -> Phrases:
    if isinstance(stated, Mapping):
        names = {} if market is None else market.states
        return tuple(
            text(
                "{state}: {value}",
                state=text(names[state].name) if state in names else state,
                value=said(value),
            )
            for state, value in stated.items()
        )
    return (said(stated),)


def _chance(mean: float, cases: float | None, text: Text) -> str:
    """Mean of a chance, with P10 and P90 of the beta law that the model draws it from."""
    if cases is None or mean in (0, 1):
        return text.percent(mean)
    low, high = (float(betaincinv(mean * cases, (1 - mean) * cases, share)) for share in (0.1, 0.9))
    return text(
        "{chance} (probably {low} to {high})",
        chance=text.percent(mean),
        low=text.percent(low),
        high=text.percent(high),
    )
