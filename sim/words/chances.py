"""Chances as percentages, rounded in one way wherever they are told: whole from 1 to 99 %, beyond with one decimal.

Finer digits would tell the luck of a seed. What was never seen is not told as impossible, nor what was always seen as
certain: by the rule of three (Hanley & Lippman-Hand 1983, J. Am. Med. Assoc. 249, 1743) a chance of more than 3/n
would have shown at least once in n independent futures, in 95 cases of 100.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from sim.analysis.statistics import SMALL, Chance, Interval, RangeEnd, RangeOverSets
from sim.errors import FixedDecimals, Message, msg
from sim.words.likelihood import calibrated_words

_SURE = 0.0005
"""A chance nearer to 0 or 1 rounds to it."""
_RULE_OF_THREE = 3.0
_ROUGH = 5
"""Percentage points to which a rough chance is told."""
Side = Literal["at", "under", "over"]


@dataclass(frozen=True)
class Percent:
    """A chance as it is told: a percentage, or what it lies under or over."""

    side: Side
    value: FixedDecimals


def chance_percent(share: float) -> FixedDecimals:
    """Round a chance to the percentage that is told."""
    tenths = round(100 * share, 1)
    return FixedDecimals(round(100 * share), 0) if 1 <= tenths <= 99 else FixedDecimals(tenths, 1)


def told(chance: Chance) -> Percent:
    """Round an estimated chance; nearer to 0 or 1 than can be told, to what it lies under or over."""
    if _SURE <= chance.share <= 1 - _SURE:
        return Percent("at", chance_percent(chance.share))
    bound = max(0.1, min(100 * _RULE_OF_THREE / chance.worth, 100.0))
    digits = 0 if bound >= 1 else 1
    under = math.ceil(round(bound * 10**digits, 6)) / 10**digits
    if chance.share < _SURE:
        return Percent("under", FixedDecimals(under, digits))
    return Percent("over", FixedDecimals(round(100 - under, digits), digits))


def told_end(end: RangeEnd) -> Percent:
    """Round an end of a range over what is not known."""
    if end.is_near_zero:
        return Percent("under", FixedDecimals(100 * SMALL, 1))
    if end.is_near_one:
        return Percent("over", FixedDecimals(100 - 100 * SMALL, 1))
    return Percent("at", chance_percent(end.chance))


def chances_between(ends: Interval) -> tuple[FixedDecimals, FixedDecimals]:
    """Turn two ends of an interval of a chance into percentages, never rounded inwards.

    What is possible is never rounded to the impossible, nor to the certain.
    """
    low, high = (100 * end for end in ends)
    down, up = _digits(low), _digits(high)
    first = FixedDecimals(math.floor(round(low * 10**down, 6)) / 10**down, down)
    last = FixedDecimals(math.ceil(round(high * 10**up, 6)) / 10**up, up)
    return (
        first if ends[0] == 1 else replace(first, value=min(first.value, 99.9)),
        last if ends[1] == 0 else replace(last, value=max(last.value, 0.1)),
    )


def chance_in_words(chance: Chance) -> Message:
    """Say a chance: 18%, under 0.1%."""
    percent = told(chance)
    if percent.side == "at":
        return msg("{percent}%", percent=percent.value)
    return _beyond(percent)


def rough_chance(chance: Chance) -> Message:
    """Say a chance to the nearest 5 points, as few futures tell it: about 15%, under 5%."""
    percent = _ROUGH * round(100 * chance.share / _ROUGH)
    if percent < _ROUGH:
        return _beyond(Percent("under", FixedDecimals(_ROUGH, 0)))
    if percent > 100 - _ROUGH:
        return _beyond(Percent("over", FixedDecimals(100 - _ROUGH, 0)))
    return msg("about {percent}%", percent=FixedDecimals(percent, 0))


def about_chance(chance: Chance) -> Message:
    """Say a chance as a sentence does: about 18%, under 0.1%."""
    percent = told(chance)
    return msg("about {percent}%", percent=percent.value) if percent.side == "at" else _beyond(percent)


def interval_in_words(interval: Interval) -> Message:
    """Say the two ends of an interval of chances, never rounded inwards: 61 to 65%."""
    low, high = chances_between(interval)
    return msg("{low} to {high}%", low=low, high=high)


def spread_in_words(over_unknowns: RangeOverSets) -> Message:
    """Say where a chance lies for eight in ten sets of unknown values: 2 to 41%, under 0.5 to 12%."""
    low, high = told_end(over_unknowns.low), told_end(over_unknowns.high)
    if low == high:
        return msg("{percent}%", percent=low.value) if low.side == "at" else _beyond(low)
    ends = {"low": low.value, "high": high.value}
    if low.side == "under" and high.side == "over":
        return msg("under {low} to over {high}%", **ends)
    if low.side == "under":
        return msg("under {low} to {high}%", **ends)
    if high.side == "over":
        return msg("{low} to over {high}%", **ends)
    return msg("{low} to {high}%", **ends)


def rating_in_words(chance: Chance, *, at_length: bool = False) -> Message:
    """Say how likely something is: the word, the chance and, where it is told, the range over what is not known.

    Parameters
    ----------
    chance : Chance
    at_length : bool
        Whether to say what the range is: unlikely (about 18%; 2 to 41% depending on what is not known).
    """
    said = {"word": calibrated_words(chance), "chance": about_chance(chance)}
    if chance.over_unknowns is None:
        return msg("{word} ({chance})", **said)
    said["range"] = spread_in_words(chance.over_unknowns)
    if at_length:
        return msg("{word} ({chance}; {range} depending on what is not known)", **said)
    return msg("{word} ({chance}; {range})", **said)


def _beyond(percent: Percent) -> Message:
    if percent.side == "under":
        return msg("under {percent}%", percent=percent.value)
    return msg("over {percent}%", percent=percent.value)


def _digits(percent: float) -> int:
    return 0 if 1 <= percent <= 99 else 1
