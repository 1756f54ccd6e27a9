"""Deadlines in sentences."""

from __future__ import annotations

from sim.analysis import Deadline, LatestStart
from sim.errors import Message, msg
from sim.text import number_of_percentage_points, number_of_simulated_futures
from sim.words.comparison import caution
from sim.words.phrases import goal_in_words, points, points_between
from sim.words.readings import READING_WORDS


def latest_start_in_words(found: LatestStart) -> tuple[Message, ...]:
    """Say by when a lever must be pulled, a sentence or two for each target; the word of caution comes last."""
    said = [
        msg(
            "What each start buys against no change at all, in the same {futures}; counting {reading}.",
            futures=number_of_simulated_futures(found.base.replications),
            reading=READING_WORDS[found.reading],
        )
    ]
    for deadline in found.deadlines:
        said += deadline_in_words(deadline, found.worth)
    return (*said, caution())


def deadline_in_words(deadline: Deadline, worth: float) -> tuple[Message, ...]:
    """Say the last start that still buys enough about one target, and what is odd about it."""
    said = [_last(deadline, worth)]
    if deadline.doubtful:
        said.append(
            msg(
                "Of earlier starts, these do not clearly buy as much: {days}.",
                days=list(deadline.doubtful),
            )
        )
    if deadline.rises is not None:
        first, second = deadline.rises
        said.append(
            msg(
                "Later is not always worse here: a start on {second} clearly buys more than one on {first}.",
                first=first,
                second=second,
            )
        )
    return tuple(said)


def _last(deadline: Deadline, worth: float) -> Message:
    start = deadline.best if deadline.last is None else deadline.on(deadline.last)
    low, high = points_between(start.bought.interval)
    what = {
        "goal": goal_in_words(deadline.goal),
        "worth": number_of_percentage_points(worth),
        "day": start.day,
        "points": points(start.bought.share),
        "low": low,
        "high": high,
    }
    if deadline.last is None:
        return msg(
            "For {goal}, no start on the list clearly buys {worth}; the best, on {day}, buys "
            "{points} (95% interval: {low} to {high}).",
            **what,
        )
    if deadline.last == deadline.starts[-1].day:
        return msg(
            "For {goal}, even the last start on the list, {day}, still buys at least {worth}: "
            "{points} (95% interval: {low} to {high}).",
            **what,
        )
    return msg(
        "For {goal}, the last start that still buys at least {worth} is {day}: {points} (95% "
        "interval: {low} to {high}).",
        **what,
    )
