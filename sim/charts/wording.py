"""Words for a chance where there is room for a few letters only."""

from __future__ import annotations

from sim.analysis import Chance, Likelihood, is_rare, of_futures
from sim.errors import Message, msg
from sim.text import Text

LIKELIHOOD_WORDS: dict[Likelihood, Message] = {
    "virtually_certain": msg("virtually certain"),
    "very_likely": msg("very likely"),
    "likely": msg("likely"),
    "about_even": msg("about as likely as not"),
    "unlikely": msg("unlikely"),
    "very_unlikely": msg("very unlikely"),
    "exceptionally_unlikely": msg("exceptionally unlikely"),
    "too_few_futures": msg("too few futures to rate"),
}


def chance_label(chance: Chance, text: Text) -> str:
    """Chance as a percentage, or as a count of futures where a percentage would round to certainty."""
    return text(of_futures(chance)) if is_rare(chance) else text.percent(chance.share)


def interval_label(chance: Chance, text: Text) -> str:
    """95 % interval of a chance, for simulation error, finer near the ends: 0.0–0.4%, 19–24%."""
    low, high = chance.interval
    return f"{_percent_number(low, text)}–{_percent_number(high, text)}%"


def _percent_number(share: float, text: Text) -> str:
    return text.number(100 * share, 0 if 0.1 <= share <= 0.9 else 1)
