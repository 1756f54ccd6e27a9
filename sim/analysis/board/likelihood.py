"""Which calibrated words stand for a chance.

The words are those of the IPCC: Mastrandrea et al. 2010, *Guidance Note for Lead Authors of the IPCC Fifth Assessment
Report on Consistent Treatment of Uncertainties*, table 1. Its ranges nest (what is very likely is also likely); the
narrowest that holds a chance is its word, so that the words part the chances from 0 to 1 at six cuts.

The word is that of the chance alone. How far what is not known moves the chance is told in numbers beside it, and never
changes the word: a word stretched over the range would say less of the chance, and nothing of why.

A run knows the chance up to its simulation error. Where three standard errors to either side reach across a cut, both
neighbours are said. So two runs of other seeds say the same word, or one says a word and the other that word and its
neighbour: two lone words from either side of a cut take two runs that are six standard errors apart. With one standard
error both lone words came up in 85 of 100 trials of 15 runs close to a cut, with three in 4 of 10,000.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Literal

from sim.analysis.statistics import Chance

LikelihoodWord = Literal[
    "exceptionally_unlikely", "very_unlikely", "unlikely", "about_even", "likely", "very_likely", "virtually_certain"
]  # fmt: skip

LIKELIHOOD_RANGES: dict[LikelihoodWord, tuple[float, float]] = {
    "exceptionally_unlikely": (0.0, 0.01),
    "very_unlikely": (0.01, 0.10),
    "unlikely": (0.10, 0.33),
    "about_even": (0.33, 0.66),
    "likely": (0.66, 0.90),
    "very_likely": (0.90, 0.99),
    "virtually_certain": (0.99, 1.0),
}
"""Chances that each word stands for, from the least hopeful to the most."""
STANDARD_ERRORS = 3.0
"""Standard errors to either side of a chance that the words hold."""

_WORDS = tuple(LIKELIHOOD_RANGES)
_CUTS = tuple(high for _, high in LIKELIHOOD_RANGES.values())[:-1]


def likelihood(chance: Chance) -> tuple[LikelihoodWord, ...]:
    """Find the words for a chance.

    Parameters
    ----------
    chance : Chance

    Returns
    -------
    tuple of str
        One word, or two neighbours, the less hopeful first; none where the futures are so few that three standard
        errors reach across more than one cut. The interval is Wilson's, which has a width also where no future, or
        every one, meets the target.
    """
    low, high = chance.interval_at(STANDARD_ERRORS)
    first, last = bisect_right(_CUTS, low), bisect_left(_CUTS, high)
    # Both ends on one cut: the chance itself lies there.
    reached = _WORDS[min(first, last) : max(first, last) + 1]
    return reached if len(reached) <= 2 else ()
