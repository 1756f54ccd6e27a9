"""How likely a target is, in the calibrated words that `sim.analysis.board.likelihood_word` chooses."""

from __future__ import annotations

from sim.analysis.board import LikelihoodWord
from sim.errors import Message, msg

LIKELIHOOD_WORDS: dict[LikelihoodWord, Message] = {
    "virtually_certain": msg("virtually certain"),
    "very_likely": msg("very likely"),
    "likely": msg("likely"),
    "about_even": msg("about as likely as not"),
    "unlikely": msg("unlikely"),
    "very_unlikely": msg("very unlikely"),
    "exceptionally_unlikely": msg("exceptionally unlikely"),
    "too_few_futures": msg("not to be rated from so few futures"),
    # Two of the words above in one phrase: its English and its Vietnamese say them as the single words do.
    "even_to_likely": msg("between about as likely as not and likely"),
    "unlikely_to_even": msg("between unlikely and about as likely as not"),
    "unlikely_to_likely": msg("anywhere between unlikely and likely"),
}
