"""The sentences on top: which targets the model holds likely, in calibrated words and in counts.

Where the run tells how far what is not known moves a chance, that range stands beside the word, so that nobody hears
the word alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sim.analysis.board import Board, TargetAnswer, likelihood_word
from sim.analysis.statistics import Chance
from sim.errors import Message, msg
from sim.text import number_of_homes
from sim.words.likelihood import LIKELIHOOD_WORDS
from sim.words.phrases import chances_between
from sim.words.readings import READING_WORDS, of_futures, of_simulated_futures


def headline(board: Board) -> Message:
    """Say the board in two sentences: the words for each year, the counts for all years together and the period.

    Parameters
    ----------
    board : Board

    Returns
    -------
    Message
        Names the reading, and that it is a model of the projects on the register, not a promise. Where ranges over
        what is not known are told, they stand in brackets, and one more sentence says what they are.
    """
    named = [answer.chance for answer in board.years]
    if len(board.years) > 1:
        named += [board.all_years, *([] if board.period is None else [board.period.chance])]
    if all(chance.over_unknowns is None for chance in named):
        return _rating(board)
    return msg(
        "{rating} Percentages in brackets: depending on what is not known yet, the chance lies in that range in 8 "
        "cases of 10.",
        rating=_rating(board),
    )


def last_push_note(board: Board) -> Message | None:
    """Say the period without the homes entered in the statistic early at its end; None where there are none."""
    without = board.period_without_last_push
    if without is None or board.period is None:
        return None
    return msg(
        "Homes entered in the statistic early at the end of {year} are missing afterwards: without them the {homes} of "
        "{span} are reached in {chance}, and half of all futures have at most {middle} (with them {all}).",
        year=str(without.year),
        homes=number_of_homes(without.target),
        span=_span(without.goal.first_year, without.goal.last_year),
        chance=of_simulated_futures(without.chance),
        middle=without.homes.p50,
        all=board.period.homes.p50,
    )


def _rating(board: Board) -> Message:
    reading, verdicts = READING_WORDS[board.reading], _verdicts(board.years)
    together = of_simulated_futures(board.all_years)
    if len(board.years) == 1:
        # Its range stands beside its word already.
        return msg(
            "With the projects on the register and counting {reading}, this model (not a commitment) rates the "
            "yearly target: {verdicts}. It is met in {together}.",
            reading=reading,
            verdicts=verdicts,
            together=together,
        )
    together = _with_range(together, board.all_years)
    if board.period is None:
        return msg(
            "With the projects on the register and counting {reading}, this model (not a commitment) rates the "
            "yearly targets: {verdicts}. All {count} together are met in {together}.",
            reading=reading,
            verdicts=verdicts,
            count=len(board.years),
            together=together,
        )
    return msg(
        "With the projects on the register and counting {reading}, this model (not a commitment) rates the "
        "yearly targets: {verdicts}. All {count} together are met in {together}, and the {homes} of {span} in "
        "{period}.",
        reading=reading,
        verdicts=verdicts,
        count=len(board.years),
        together=together,
        homes=number_of_homes(board.period.target),
        span=_span(board.period.goal.first_year, board.period.goal.last_year),
        period=_with_range(of_futures(board.period.chance), board.period.chance),
    )


def _verdicts(years: Sequence[TargetAnswer]) -> list[Message]:
    verdicts = []
    # Years are said together only where all that is said of them is the same.
    for said, group in groupby(years, key=lambda answer: _verdict(answer.chance)):
        same = list(group)
        span = _span(same[0].year, same[-1].year)
        verdicts.append(msg("{years} {verdict}", years=span, verdict=said))
    return verdicts


def _verdict(chance: Chance) -> Message:
    return _with_range(LIKELIHOOD_WORDS[likelihood_word(chance)], chance)


def _with_range(said: Message, chance: Chance) -> Message:
    if chance.over_unknowns is None:
        return said
    low, high = chances_between(chance.over_unknowns)
    # A percentage must not round to certainty: 0 to 17% would say that it may be impossible.
    if low.value == 0 and high.value < 100:
        between = msg("at most {percent}%", percent=high)
    elif high.value == 100 and low.value > 0:
        between = msg("at least {percent}%", percent=low)
    else:
        between = msg("{low} to {high}%", low=low, high=high)
    return msg("{said} ({between})", said=said, between=between)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
