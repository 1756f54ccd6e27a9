"""The one sentence on top: which targets the model holds likely, in calibrated words and in counts.

The words are those of the IPCC: Mastrandrea et al. 2010, *Guidance Note for Lead Authors of the IPCC Fifth Assessment
Report on Consistent Treatment of Uncertainties*, table 1. Their ranges nest (what is very likely is also likely), so a
word is used only where the whole 95 % interval of the simulated chance lies in its range, and the narrowest such word
is taken. Across 33 % or 66 %, where no range holds the interval, the less hopeful of the two neighbours stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from sim.analysis.chance import Chance
from sim.analysis.targets import Board, YearAnswer
from sim.analysis.words import READING_WORDS, of_futures, of_simulated_futures
from sim.errors import Message, msg

Likelihood = Literal[
    "virtually_certain", "very_likely", "likely", "about_even",
    "unlikely", "very_unlikely", "exceptionally_unlikely", "too_few_futures",
]  # fmt: skip

VIRTUALLY_CERTAIN_FROM = 0.99
VERY_LIKELY_FROM = 0.90
LIKELY_FROM = 0.66
UNLIKELY_TO = 0.33
VERY_UNLIKELY_TO = 0.10
EXCEPTIONALLY_UNLIKELY_TO = 0.01
WIDEST_INTERVAL = LIKELY_FROM - UNLIKELY_TO
"""A wider interval could reach from unlikely to likely: then no word is used."""

LIKELIHOOD_RANGES: dict[Likelihood, tuple[float, float]] = {
    "virtually_certain": (VIRTUALLY_CERTAIN_FROM, 1.0),
    "very_likely": (VERY_LIKELY_FROM, 1.0),
    "likely": (LIKELY_FROM, 1.0),
    "about_even": (UNLIKELY_TO, LIKELY_FROM),
    "unlikely": (0.0, UNLIKELY_TO),
    "very_unlikely": (0.0, VERY_UNLIKELY_TO),
    "exceptionally_unlikely": (0.0, EXCEPTIONALLY_UNLIKELY_TO),
}
"""Chances each word stands for, from the most hopeful word to the least."""


def likelihood(chance: Chance) -> Likelihood:
    """Find the word for a chance.

    Parameters
    ----------
    chance : Chance

    Returns
    -------
    str
        The narrowest word whose range holds the whole 95 % interval; ``too_few_futures`` where the interval is wider
        than `WIDEST_INTERVAL`.
    """
    low, high = chance.interval
    if high - low > WIDEST_INTERVAL:
        return "too_few_futures"
    width = {
        word: top - bottom
        for word, (bottom, top) in LIKELIHOOD_RANGES.items()
        if bottom <= low and high <= top
    }
    if width:
        return min(width, key=width.__getitem__)
    return "unlikely" if low < UNLIKELY_TO else "about_even"


def headline(board: Board) -> Message:
    """Say the board in one sentence: the words for each year, the counts for all years together and the period.

    Parameters
    ----------
    board : Board

    Returns
    -------
    Message
        Names the reading, and that it is a model of the projects on the register, not a promise.
    """
    reading, verdicts = READING_WORDS[board.reading], _verdicts(board.years)
    if len(board.years) == 1:
        return msg(
            "With the projects on the register and counting {reading}, this model, which promises nothing, rates the "
            "yearly target: {verdicts}; it is met in {together}.",
            reading=reading,
            verdicts=verdicts,
            together=of_simulated_futures(board.all_years),
        )
    if board.period is None:
        return msg(
            "With the projects on the register and counting {reading}, this model, which promises nothing, rates the "
            "yearly targets: {verdicts}; all {count} together are met in {together}.",
            reading=reading,
            verdicts=verdicts,
            count=len(board.years),
            together=of_simulated_futures(board.all_years),
        )
    return msg(
        "With the projects on the register and counting {reading}, this model, which promises nothing, rates the "
        "yearly targets: {verdicts}; all {count} together are met in {together}, and the {homes} homes of {span} in "
        "{period}.",
        reading=reading,
        verdicts=verdicts,
        count=len(board.years),
        together=of_simulated_futures(board.all_years),
        homes=board.period.target,
        span=_span(board.period.first_year, board.period.last_year),
        period=of_futures(board.period.chance),
    )


def _verdicts(years: Sequence[YearAnswer]) -> list[Message]:
    verdicts = []
    for word, group in groupby(years, key=lambda answer: likelihood(answer.chance)):
        same = list(group)
        verdicts.append(_verdict(word, _span(same[0].year, same[-1].year)))
    return verdicts


def _verdict(word: Likelihood, years: str) -> Message:
    match word:
        case "virtually_certain":
            return msg("{years} virtually certain", years=years)
        case "very_likely":
            return msg("{years} very likely", years=years)
        case "likely":
            return msg("{years} likely", years=years)
        case "about_even":
            return msg("{years} about as likely as not", years=years)
        case "unlikely":
            return msg("{years} unlikely", years=years)
        case "very_unlikely":
            return msg("{years} very unlikely", years=years)
        case "exceptionally_unlikely":
            return msg("{years} exceptionally unlikely", years=years)
        case "too_few_futures":
            return msg("{years} not to be rated from so few futures", years=years)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
