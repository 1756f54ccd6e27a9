"""How likely something is, by state of the market where it depends on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scipy.special import betaincinv

from sim.errors import msg_n
from sim.scenario import Fitted, Likelihood, Market
from sim.text import Text
from sim.words.describe_scenario.quantities import Phrases, rounded


def likelihood_in_words(likelihood: Likelihood, market: Market | None, text: Text) -> Phrases:
    """Say a chance, by state of the market where it depends on it, and how sure it is."""
    cases = likelihood.as_sure_as_cases
    said = list(by_state(likelihood.chance, market, lambda chance: _chance(chance, cases, text), text))
    if cases is not None:
        sure = msg_n(
            "as sure as if {count} case had been seen",
            "as sure as if {count} cases had been seen",
            rounded(cases),
        )
        said.append(text(sure))
    return tuple(said)


def data_in_words(part: Fitted, text: Text) -> Phrases:
    """Say how new the data are that numbers were fitted to; nothing of a vague prior."""
    return () if part.data_as_of is None else (text("fitted to data up to {day}", day=part.data_as_of),)


def by_state(
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
    """Mean of a chance, with P10 and P90 of the beta distribution that the model draws it from."""
    if cases is None or mean in (0, 1):
        return text.percent(mean)
    low, high = (float(betaincinv(mean * cases, (1 - mean) * cases, share)) for share in (0.1, 0.9))
    return text(
        "{chance} (probably {low} to {high})",
        chance=text.percent(mean),
        low=text.percent(low),
        high=text.percent(high),
    )
