"""A line of equal chance in sentences."""

from __future__ import annotations

import math

from sim.analysis.seek import Seeking, TradeOff, WeeksOff
from sim.errors import FixedDecimals, Message, msg
from sim.scenario import Words
from sim.text import number_of_futures
from sim.words.phrases import listed_in_words, percent
from sim.words.search import NamedValue


def with_weeks(named: NamedValue, at: float, off: WeeksOff | None) -> NamedValue:
    """Say beside one value of a lever how many weeks it takes off its stages."""

    def said(value: float) -> Message | str:
        if off is None or value != at:
            return named(value)
        return msg("{value} ({weeks})", value=named(value), weeks=off_in_words(off))

    return said


def off_in_words(off: WeeksOff) -> Message:
    """Say how many weeks a lever takes off its stages: 8.4 weeks off."""
    return msg("{weeks} weeks off", weeks=FixedDecimals(round(off.weeks, 1) + 0.0, 1))


def weeks_in_words(found: TradeOff) -> tuple[Message, ...]:
    """Say what the weeks along a line of equal chance are, where it has any."""
    told = [off for row in found.rows for off in (row.weeks_off, row.other_weeks_off) if off is not None]
    if not told:
        return ()
    half = max(off.interval[1] - off.weeks for off in told)
    return (
        msg(
            "Weeks off: by how much less long projects stand in the stages acted on, in the same {futures} "
            "with and without; waiting there counts, and stages side by side count once. Mean over the homes of "
            "projects with such a stage still ahead (simulation error: ± {half} weeks at most, 95%).",
            futures=number_of_futures(told[0].futures),
            half=FixedDecimals(math.ceil(round(10 * half, 6)) / 10, 1),
        ),
    )


def astray_in_words(found: TradeOff) -> Message:
    """Say how far the searches along a line can be trusted."""
    return msg(
        "By chance alone any of the searches goes astray in at most {error} of cases.",
        error=percent(found.error),
    )


def least_in_words(seeking: Seeking, named: NamedValue) -> Message | str:
    """Say in short the least of a lever that is enough."""
    if seeking.value is None:
        best = named(seeking.best)
        if seeking.outcome == "unclear":
            return msg("cannot be told; best at {best}", best=best)
        return msg("not reachable; best at {best}", best=best)
    enough = named(seeking.value)
    if seeking.outcome == "between" and seeking.below is not None:
        return msg("{value}, perhaps {below}", value=enough, below=named(seeking.below))
    if seeking.value == seeking.neutral:
        return msg("{value}: none is needed", value=enough)
    return enough


def alongside_in_words(
    found: TradeOff, named: NamedValue, named_other: NamedValue, other: Words, neutral: float
) -> tuple[Message, ...]:
    """Say what of the first lever each value of the second leaves to be done, values of one answer told together.

    Parameters
    ----------
    found : TradeOff
    named, named_other : callable
        See `NamedValue`.
    other : Words
        Name of the second lever.
    neutral : float
        Value at which the second changes nothing.
    """
    by_answer: dict[str, tuple[Message | str, list[Message | str]]] = {}
    for row in found.rows:
        if row.other != neutral:
            least = least_in_words(row.seeking, named)
            by_answer.setdefault(repr(least), (least, []))[1].append(named_other(row.other))
    said = [
        msg("{least} (with {others})", least=least, others=others) for least, others in by_answer.values()
    ]
    if not said:
        return ()
    return (
        msg(
            "With “{lever}” as well, the least that is enough: {answers}.",
            lever=other,
            answers=listed_in_words(said),
        ),
    )
