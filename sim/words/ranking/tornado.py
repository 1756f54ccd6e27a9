"""What each number that is not known moves, in sentences."""

from __future__ import annotations

from sim.analysis import Tornado
from sim.errors import Message, msg
from sim.text import number_of_futures
from sim.words.comparison import caution
from sim.words.phrases import goal_in_words, homes_in_words, points, points_between
from sim.words.ranking.ranks import Called, ranked_in_words, ties_in_words


def tornado_in_words(found: Tornado, called: Called) -> tuple[Message, ...]:
    """Say what each unknown moves, from the one that moves most."""
    said = [ranked_in_words(found.ranks[name], swing_in_words(found, name, called)) for name in found.swings]
    return (*said, *ties_in_words(found.ranks, called), caution())


def swing_in_words(found: Tornado, name: str, called: Called) -> Message:
    """Say what one unknown moves."""
    swing = found.swings[name]
    low, high = points_between(swing.chance.interval)
    return msg(
        "{name}, from its P10 to its P90: the chance to reach {goal} changes by {points} percentage points (95% "
        "interval: {low} to {high}), homes a year by {homes}.",
        name=called(name),
        goal=goal_in_words(found.goal),
        points=points(swing.chance.share),
        low=low,
        high=high,
        homes=homes_in_words(swing.homes_per_year.mean),
    )


def swings_note(found: Tornado) -> Message:
    """Say what swings of unknowns were found with, and what they do not say."""
    low = next(iter(found.swings.values())).low
    return msg(
        "Unknown numbers: {futures} at either end, all others drawn as ever. A swing says where knowing "
        "more would help, not how likely the ends are.",
        futures=number_of_futures(low.replications),
    )
