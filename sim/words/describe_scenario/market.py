"""The state of the market, and its passages."""

from __future__ import annotations

from collections.abc import Iterator

from sim.errors import msg_n
from sim.scenario import Market, MarketSwitch
from sim.text import Text, number_of_years
from sim.words.describe_scenario.assumption import Assumption, Describer
from sim.words.describe_scenario.quantities import Phrases, number, rounded


def market_entries(describer: Describer) -> Iterator[Assumption]:
    """The state of the market and its passages."""
    stated, t = describer.scenario.settings.market, describer.text
    if stated is None:
        return
    part, names = t("Market"), {key: describer.text(state.name) for key, state in stated.states.items()}
    yield describer.entry(stated, part, t("State of the market"), market_in_words(stated, t))
    for switch in stated.switches:
        what = t("from {first} to {second}", first=names[switch.from_state], second=names[switch.to_state])
        yield describer.entry(switch, part, what, switch_in_words(switch, stated, t))


def market_in_words(market: Market, text: Text) -> Phrases:
    """Say the state of the market on the data date, and how long it stays in each."""
    said = [text("begins as: {state}", state=text(market.states[market.initial].name))]
    for state, named in market.states.items():
        leaving = sum(switch.per_year for switch in market.switches if switch.from_state == state)
        name = text(named.name)
        if leaving > 0:
            said.append(
                text(
                    "{state}: {years} at a time on average",
                    state=name,
                    years=number_of_years(rounded(1 / leaving)),
                )
            )
        else:
            said.append(text("{state}: for good, once it is so", state=name))
    said.append(
        text(
            msg_n(
                "at most {count} change in one future",
                "at most {count} changes in one future",
                market.max_switches,
            )
        )
    )
    return tuple(said)


def switch_in_words(switch: MarketSwitch, market: Market, text: Text) -> Phrases:
    """Say how often the market passes from one state to another."""
    return (
        text(
            "once in {years} of being {state}, on average ({rate} a year)",
            years=number_of_years(rounded(1 / switch.per_year)),
            state=text(market.states[switch.from_state].name),
            rate=number(switch.per_year, text),
        ),
    )
