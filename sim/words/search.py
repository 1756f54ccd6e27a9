"""A search in sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sim.analysis.seek import SearchStep, Seeking
from sim.errors import Message, msg
from sim.text import number_of_futures
from sim.words.chances import chance_in_words, interval_in_words
from sim.words.comparison import caution
from sim.words.phrases import goal_in_words, percent
from sim.words.readings import READING_WORDS

NamedValue: TypeAlias = Callable[[float], Message | str]
"""Value of a lever -> the value as it is said, with its unit."""


def seeking_in_words(seeking: Seeking, named: NamedValue) -> tuple[Message, ...]:
    """Say what a search found.

    Parameters
    ----------
    seeking : Seeking
    named : callable
        See `NamedValue`.

    Returns
    -------
    tuple of Message
        The answer; what tempers it; what is counted and what the intervals leave out.
    """
    said = [_answer(seeking, named)]
    if seeking.falls is not None:
        first, second = seeking.falls
        said.append(
            msg(
                "More is not always better here: from {first} to {second} the chance clearly falls, from {higher} to "
                "{lower}.",
                first=named(first),
                second=named(second),
                higher=chance_in_words(seeking.at(first).chance),
                lower=chance_in_words(seeking.at(second).chance),
            )
        )
    if seeking.stopped_at_most:
        said.append(
            msg(
                "The search stopped at its limit of {most} for one value; more futures may tell.",
                most=number_of_futures(seeking.most),
            )
        )
    said.append(
        msg(
            "Counting {reading}. The search looked often: by chance alone it goes astray in at most {error} of cases.",
            reading=READING_WORDS[seeking.reading],
            error=percent(seeking.error),
        )
    )
    return (*said, caution())


def _answer(seeking: Seeking, named: NamedValue) -> Message:
    goal, wanted = goal_in_words(seeking.goal), percent(seeking.wanted)
    if seeking.value is None and seeking.outcome == "not_reachable":
        return msg(
            "Not reachable with this lever alone: {wanted} is asked for, and the best chance to reach {goal} is "
            "{chance}, at {best} (95% interval: {interval}).",
            wanted=wanted,
            goal=goal,
            **_at(seeking.at(seeking.best), "best", named),
        )
    if seeking.value is None:
        return msg(
            "It cannot be told yet whether the chance to reach {goal} comes to {wanted}: the best is {chance}, at "
            "{best} (95% interval: {interval}).",
            wanted=wanted,
            goal=goal,
            **_at(seeking.at(seeking.best), "best", named),
        )
    enough = seeking.at(seeking.value)
    if seeking.outcome == "between" and seeking.below is not None:
        below = seeking.at(seeking.below)
        what = {
            "goal": goal,
            "wanted": wanted,
            "below": named(below.value),
            "below_chance": chance_in_words(below.chance),
            "below_interval": interval_in_words(below.chance.interval),
            **_at(enough, "value", named),
        }
        if (below.value - seeking.neutral) * (enough.value - seeking.neutral) < 0:
            # On either side of the neutral value, nothing lies between them that could be meant.
            return msg(
                "{value} is enough: the chance to reach {goal} is then {chance} (95% interval: {interval}); but "
                "{below}, the other way and a smaller change, may do as well: {below_chance} (95% interval: "
                "{below_interval}), too near to {wanted} to tell.",
                **what,
            )
        return msg(
            "Between {below} and {value}: at {below} the chance to reach {goal} is {below_chance} (95% interval: "
            "{below_interval}), too near to {wanted} to tell; at {value} it is {chance} (95% interval: {interval}), "
            "clearly enough.",
            **what,
        )
    if seeking.value == seeking.neutral:
        return msg(
            "No change is needed: without it the chance to reach {goal} is {chance} (95% interval: {interval}), and "
            "{wanted} is asked for.",
            goal=goal,
            wanted=wanted,
            chance=chance_in_words(enough.chance),
            interval=interval_in_words(enough.chance.interval),
        )
    if seeking.below is None:
        return msg(
            "The smallest step, {value}, is enough: the chance to reach {goal} is then {chance} (95% interval: "
            "{interval}), and {wanted} is asked for.",
            goal=goal,
            wanted=wanted,
            **_at(enough, "value", named),
        )
    return msg(
        "The least that is enough is {value}: the chance to reach {goal} is then {chance} (95% interval: {interval}); "
        "at {below} it is {below_chance}, clearly below {wanted}.",
        goal=goal,
        wanted=wanted,
        below=named(seeking.below),
        below_chance=chance_in_words(seeking.at(seeking.below).chance),
        **_at(enough, "value", named),
    )


def _at(step: SearchStep, name: str, named: NamedValue) -> dict[str, Message | str]:
    return {
        name: named(step.value),
        "chance": chance_in_words(step.chance),
        "interval": interval_in_words(step.chance.interval),
    }
