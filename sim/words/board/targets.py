"""The sentences on top: how likely the model holds the targets, in calibrated words and in percent.

Where the run tells how far what is not known moves a chance, that range stands beside the word, so that nobody hears
the word alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sim.analysis.board import Board, TargetAnswer
from sim.errors import Message, msg
from sim.text import number_of_homes
from sim.words.chances import rating_in_words
from sim.words.phrases import span_of, years_between
from sim.words.readings import READING_WORDS


def headline(board: Board) -> Message:
    """Say the board: the period first where there is one, then each year, then all years together.

    Parameters
    ----------
    board : Board

    Returns
    -------
    Message
        Names the reading, and that it is a model of the projects on the register, not a promise. The first range over
        what is not known says what it is, where ranges are told. A period is told in homes too: a reader who must not
        promise the target asks next what can be expected.
    """
    reading, period = READING_WORDS[board.reading], board.period
    said = []
    if period is not None:
        said.append(
            msg(
                "With the projects on the register and counting {reading}, this model (not a commitment) rates the "
                "{homes} of {span}: {rating}.",
                reading=reading,
                homes=number_of_homes(period.target),
                span=span_of(period.goal),
                rating=rating_in_words(period.chance, at_length=True),
            )
        )
        said.append(
            msg(
                "Half of all futures bring {middle} homes or fewer, eight in ten between {low} and {high}.",
                middle=period.homes.p50,
                low=period.homes.p10,
                high=period.homes.p90,
            )
        )
        if len(board.years) > 1:
            said.append(msg("Year by year: {ratings}.", ratings=_ratings(board.years)))
    else:
        said.append(
            msg(
                "With the projects on the register and counting {reading}, this model (not a commitment) rates, year "
                "by year: {ratings}.",
                reading=reading,
                ratings=_ratings(board.years, at_length=True),
            )
        )
    if len(board.years) > 1:
        together = rating_in_words(board.all_years)
        said.append(msg("All {count} years together: {rating}.", count=len(board.years), rating=together))
    if board.hypothetical:
        said.append(
            msg(
                "Hypothetical targets, which nobody has published: {spans}.",
                spans=[span_of(goal) for goal in board.hypothetical],
            )
        )
    return _in_a_row(said)


def percentiles_note() -> Message:
    """Say what P10, P50 and P90 are."""
    return msg("P10, P50, P90: 10, 50 and 90 futures in 100 bring this many homes or fewer.")


def last_push_note(board: Board) -> Message | None:
    """Say the period without the homes entered in the statistic early at its end; None where there are none."""
    without = board.period_without_last_push
    if without is None or board.period is None:
        return None
    return msg(
        "Homes entered in the statistic at the end of {year} before they are finished are missing afterwards. Without "
        "them the model rates the {homes} of {span}: {rating}; P50 is {middle} homes (with them {all}).",
        year=str(without.year),
        homes=number_of_homes(without.target),
        span=span_of(without.goal),
        rating=rating_in_words(without.chance),
        middle=without.homes.p50,
        all=board.period.homes.p50,
    )


def _ratings(years: Sequence[TargetAnswer], *, at_length: bool = False) -> list[Message]:
    """Ratings by year, the first at length if wanted; years in a row are told together where all is the same."""
    said: list[Message] = []
    for rating, group in groupby(years, key=lambda answer: rating_in_words(answer.chance)):
        same = list(group)
        told = rating_in_words(same[0].chance, at_length=True) if at_length and not said else rating
        said.append(msg("{years} {rating}", years=years_between(same[0].year, same[-1].year), rating=told))
    return said


def _in_a_row(sentences: Sequence[Message]) -> Message:
    first, *rest = sentences
    return msg("{first} {rest}", first=first, rest=_in_a_row(rest)) if rest else first
