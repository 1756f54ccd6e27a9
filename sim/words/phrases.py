"""Targets, chances and percentage points in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from sim.analysis.board import Goal
from sim.errors import FixedDecimals, Message, msg


def goal_in_words(goal: Goal) -> Message:
    """Name a target: what a chance is the chance of."""
    if goal.hypothetical:
        return _hypothetical(goal)
    if goal.kind == "year":
        return msg("the target of {year}", year=str(goal.first_year))
    if goal.kind == "all_years":
        return msg("all yearly targets jointly")
    if goal.kind == "cumulative":
        return msg("the sum of the yearly targets to {year}", year=str(goal.last_year))
    span = span_of(goal)
    if goal.kind == "period":
        return msg("the target of the period {span}", span=span)
    return msg("the target of the programme {span}", span=span)


def _hypothetical(goal: Goal) -> Message:
    span = span_of(goal)
    if goal.kind == "year":
        return msg("the hypothetical target of {year}", year=span)
    if goal.kind == "all_years":
        return msg("all yearly targets jointly (hypothetical ones among them)")
    if goal.kind == "cumulative":
        return msg(
            "the sum of the yearly targets to {year} (hypothetical ones among them)", year=str(goal.last_year)
        )
    if goal.kind == "period":
        return msg("the hypothetical target of the period {span}", span=span)
    return msg("the hypothetical target of the programme {span}", span=span)


def span_of(goal: Goal) -> str:
    """Years of a goal: 2027, 2026–2030."""
    return years_between(goal.first_year, goal.last_year)


def years_between(first: int, last: int) -> str:
    """Years in figures: 2027, 2026–2030."""
    return str(first) if first == last else f"{first}–{last}"


def years_in_words(goal: Goal) -> Message:
    """Name the years of a goal: the year 2027, the years 2026–2030."""
    span = span_of(goal)
    if goal.first_year == goal.last_year:
        return msg("the year {year}", year=span)
    return msg("the years {span}", span=span)


def percent(share: float) -> Message:
    """Say a share as a percentage with at most one decimal: 79.6%."""
    return msg("{percent}%", percent=round(100 * share, 1))


def points(change: float) -> FixedDecimals:
    """Turn a change of a share into percentage points: one decimal, two where it is small."""
    digits = _point_digits(100 * change)
    return FixedDecimals(_no_minus_zero(round(100 * change, digits)), digits)


def points_between(interval: tuple[float, float]) -> tuple[FixedDecimals, FixedDecimals]:
    """Turn an interval of changes of a share into percentage points, never rounded inwards."""
    return _between((100 * interval[0], 100 * interval[1]), _point_digits)


def homes_in_words(homes: float) -> FixedDecimals:
    """Say a number of homes: whole from ten on, else with one decimal, two where it is small."""
    digits = _home_digits(homes)
    return FixedDecimals(_no_minus_zero(round(homes, digits)), digits)


def homes_between(interval: tuple[float, float]) -> tuple[FixedDecimals, FixedDecimals]:
    """Say an interval of numbers of homes, never rounded inwards."""
    return _between(interval, _home_digits)


def quarter_in_words(day: date) -> Message:
    """Name the quarter that begins on a day, or the day where none does: Q3/2026."""
    if day.day != 1 or day.month % 3 != 1:
        return msg("{day}", day=day)
    return msg("Q{quarter}/{year}", quarter=(day.month + 2) // 3, year=str(day.year))


def listed_in_words(said: Sequence[Message]) -> Message:
    """Join parts that may hold commas themselves: with semicolons."""
    first, *rest = said
    return msg("{first}; {rest}", first=first, rest=listed_in_words(rest)) if rest else first


def signed(number: FixedDecimals) -> FixedDecimals:
    """Have a number said with its sign."""
    return replace(number, signed=True)


def outwards(interval: tuple[float, float], digits: int) -> tuple[float, float]:
    """Round an interval so that nothing of it is lost; what lies within a millionth of a step is that step."""
    step = 10.0**digits
    low = math.floor(round(interval[0] * step, 6)) / step
    high = math.ceil(round(interval[1] * step, 6)) / step
    return _no_minus_zero(low), _no_minus_zero(high)


def _between(
    interval: tuple[float, float], digits_of: Callable[[float], int]
) -> tuple[FixedDecimals, FixedDecimals]:
    low = outwards(interval, digits_of(interval[0]))[0]
    high = outwards(interval, digits_of(interval[1]))[1]
    return FixedDecimals(low, digits_of(low)), FixedDecimals(high, digits_of(high))


def _point_digits(points: float) -> int:
    return 2 if 0 < abs(points) < 0.0999 else 1


def _home_digits(homes: float) -> int:
    return 0 if homes == 0 or abs(homes) >= 10 else _point_digits(homes)


def _no_minus_zero(value: float) -> float:
    return value + 0.0
