"""How likely a target is, in the calibrated words that `sim.analysis.board.likelihood` chooses."""

from __future__ import annotations

from sim.analysis.board import LikelihoodWord, likelihood
from sim.analysis.statistics import Chance
from sim.errors import Message, msg

LIKELIHOOD_WORDS: dict[LikelihoodWord, Message] = {
    "virtually_certain": msg("virtually certain"),
    "very_likely": msg("very likely"),
    "likely": msg("likely"),
    "about_even": msg("about as likely as not"),
    "unlikely": msg("unlikely"),
    "very_unlikely": msg("very unlikely"),
    "exceptionally_unlikely": msg("exceptionally unlikely"),
}


def calibrated_words(chance: Chance) -> Message:
    """Say a chance in one word, or in two neighbours where simulation cannot tell which of them it is."""
    words = [LIKELIHOOD_WORDS[word] for word in likelihood(chance)]
    if not words:
        return msg("not to be rated from so few futures")
    first, *second = words
    return msg("{first} to {second}", first=first, second=second[0]) if second else first
