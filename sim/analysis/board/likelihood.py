"""Which calibrated word stands for a chance, never surer than what simulation and ignorance allow.

The words are those of the IPCC: Mastrandrea et al. 2010, *Guidance Note for Lead Authors of the IPCC Fifth Assessment
Report on Consistent Treatment of Uncertainties*, table 1. Their ranges nest (what is very likely is also likely), so a
word is used only where the whole 95 % interval of the simulated chance lies in its range, and the narrowest such word
is taken. Across 33 % or 66 %, where no range holds the interval, the less hopeful of the two neighbours stands.

How each word is said, two-word ones too, stands in `sim.words.likelihood`.

Where a run tells how far what is not known moves the chance, the word must hold that range as well. No single word may
do so; then the first and the last of those it reaches are said, as the less hopeful one would sound sure of a failure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sim.analysis.statistics import Chance

LikelihoodWord = Literal[
    "virtually_certain", "very_likely", "likely", "about_even",
    "unlikely", "very_unlikely", "exceptionally_unlikely", "too_few_futures",
    "even_to_likely", "unlikely_to_even", "unlikely_to_likely",
]  # fmt: skip

VIRTUALLY_CERTAIN_FROM = 0.99
VERY_LIKELY_FROM = 0.90
LIKELY_FROM = 0.66
UNLIKELY_TO = 0.33
VERY_UNLIKELY_TO = 0.10
EXCEPTIONALLY_UNLIKELY_TO = 0.01
WIDEST_INTERVAL = LIKELY_FROM - UNLIKELY_TO
"""A wider interval could reach from unlikely to likely: then no word is used."""

LIKELIHOOD_RANGES: dict[LikelihoodWord, tuple[float, float]] = {
    "virtually_certain": (VIRTUALLY_CERTAIN_FROM, 1.0),
    "very_likely": (VERY_LIKELY_FROM, 1.0),
    "likely": (LIKELY_FROM, 1.0),
    "about_even": (UNLIKELY_TO, LIKELY_FROM),
    "unlikely": (0.0, UNLIKELY_TO),
    "very_unlikely": (0.0, VERY_UNLIKELY_TO),
    "exceptionally_unlikely": (0.0, EXCEPTIONALLY_UNLIKELY_TO),
}
"""Chances each single word stands for, from the most hopeful word to the least."""

TWO_WORD_RANGES: dict[LikelihoodWord, tuple[float, float]] = {
    "even_to_likely": (UNLIKELY_TO, 1.0),
    "unlikely_to_even": (0.0, LIKELY_FROM),
    "unlikely_to_likely": (0.0, 1.0),
}
"""Chances for which two words are said."""


def likelihood_word(chance: Chance) -> LikelihoodWord:
    """Find the word for a chance.

    Parameters
    ----------
    chance : Chance

    Returns
    -------
    str
        The narrowest word (or pair of words) whose range holds the whole 95 % interval and, where the run tells it,
        the range over what is not known; ``too_few_futures`` where the interval is wider than `WIDEST_INTERVAL`.
    """
    low, high = chance.interval
    if high - low > WIDEST_INTERVAL:
        return "too_few_futures"
    if chance.over_unknowns is None:
        less_hopeful: LikelihoodWord = "unlikely" if low < UNLIKELY_TO else "about_even"
        return _narrowest(LIKELIHOOD_RANGES, low, high) or less_hopeful
    first, last = chance.over_unknowns
    held = _narrowest(LIKELIHOOD_RANGES | TWO_WORD_RANGES, min(low, first), max(high, last))
    assert held is not None  # The widest range is 0 to 1.
    return held


def _narrowest(
    ranges: Mapping[LikelihoodWord, tuple[float, float]], low: float, high: float
) -> LikelihoodWord | None:
    width = {word: top - bottom for word, (bottom, top) in ranges.items() if bottom <= low and high <= top}
    return min(width, key=width.__getitem__, default=None)
