"""The answer in one sentence, and the finding of its figure in another."""

from __future__ import annotations

from sim.analysis.board import Board, TargetAnswer
from sim.errors import Message, msg
from sim.text import number_of_homes, number_of_years
from sim.words.chances import about_chance, rough_chance
from sim.words.likelihood import calibrated_words
from sim.words.phrases import span_of, years_between


def one_sentence(board: Board, *, rough: bool = False) -> Message:
    """Say the answer in one sentence of at most 25 words: of the period, or of all years where none is stated.

    Parameters
    ----------
    board : Board
    rough : bool
        Whether the chance is told to the nearest 5 points, as from few futures.
    """
    period = board.period
    chance = board.all_years if period is None else period.chance
    told = rough_chance(chance) if rough else about_chance(chance)
    said = {"word": calibrated_words(chance), "chance": told}
    if period is not None:
        return msg(
            "{homes} in {span}: {word}, {chance}.",
            homes=number_of_homes(period.target),
            span=span_of(period.goal),
            **said,
        )
    years = board.years
    return msg(
        "The target of every year ({years}, {span}): {word}, {chance}.",
        years=number_of_years(len(years)),
        span=years_between(years[0].goal.first_year, years[-1].year),
        **said,
    )


def homes_finding(board: Board, *, rough: bool = False) -> Message:
    """Say how many homes half of all futures bring, against the target of the period or, without one, of the last year.

    Parameters
    ----------
    board : Board
    rough : bool
        Whether only words are said, as from few futures.
    """
    answer: TargetAnswer = board.period or board.years[-1]
    span, middle = span_of(answer.goal), answer.homes.p50
    if middle >= answer.target:
        if rough:
            return msg("{span}: more than half of all futures reach the target", span=span)
        return msg(
            "{span}: half of all futures bring {middle} homes or more, {beyond} beyond the target",
            span=span,
            middle=middle,
            beyond=middle - answer.target,
        )
    if rough:
        return msg("{span}: more than half of all futures fall short of the target", span=span)
    return msg(
        "{span}: half of all futures bring {middle} homes or fewer, {missing} short of the target",
        span=span,
        middle=middle,
        missing=answer.target - middle,
    )
