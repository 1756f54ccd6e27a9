"""Numbers, ranges and shapes as a planner would say them: 24 months in the middle, 8 cases in 10 between 17 and 34."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sim.distributions import FamilySpec
from sim.errors import FixedDecimals, Message
from sim.scenario import DateRange, NumberRange
from sim.text import Text

_SAME = 1e-9

AmountOf: TypeAlias = Callable[[FixedDecimals], Message]
"""Number -> the number with its unit: 1 month, 2.5 months."""
Phrases: TypeAlias = tuple[str, ...]
"""What is said of a part: phrases, one a line where there is room for lines."""


def number(value: float, text: Text) -> str:
    """Number as it is said aloud: whole from 100 on, else as few decimals as it needs, two at most."""
    return text.fixed(rounded(value))


def rounded(value: float) -> FixedDecimals:
    """Round a number as it is said aloud; see `number`."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    while digits and abs(round(value, digits) - round(value, digits - 1)) <= _SAME:
        digits -= 1
    return FixedDecimals(round(value, digits), digits)


def shape_in_words(shape: FamilySpec, amount_of: AmountOf, text: Text) -> str:
    """Say the one value of a shape, or its median and the range from P10 to P90."""
    low, middle, high = p10_p50_p90(shape)
    if fixed(shape):
        return text(amount_of(rounded(middle)))
    return text(
        "{middle} in the middle, 8 cases in 10 between {low} and {high}",
        middle=amount_of(_about(middle)),
        low=_about(low),
        high=_about(high),
    )


def _about(value: float) -> FixedDecimals:
    # A quantile that no one stated is calculated: 84.853 days would claim a knowledge that nobody has.
    stated = abs(value - round(value, 1)) <= _SAME * max(abs(value), 1)
    return rounded(value if stated else round(value, 0 if value >= 10 else 1 if value >= 1 else 2))


def factor_in_words(uncertain: FamilySpec, text: Text) -> str:
    """Say a factor that nobody knows."""
    low, middle, high = p10_p50_p90(uncertain)
    if fixed(uncertain):
        return text("all of it times {factor}", factor=number(middle, text))
    return text(
        "all of it times a factor nobody knows, the same for all projects: probably {low} to {high}",
        low=number(low, text),
        high=number(high, text),
    )


def fixed(shape: FamilySpec) -> bool:
    """Whether it can take one value only."""
    # Not by P10 and P90: they may agree although one case in twenty takes ten times as long.
    distribution = shape.distribution()
    return distribution.high - distribution.low <= _SAME


def p10_p50_p90(shape: FamilySpec) -> tuple[float, float, float]:
    """P10, median and P90."""
    low, middle, high = (float(value) for value in shape.distribution().quantile((0.1, 0.5, 0.9)))
    return low, middle, high


def range_in_words(numbers: NumberRange, text: Text) -> str:
    """Number, or the range it lies in."""
    if numbers.known:
        return number(numbers.low, text)
    return f"{number(numbers.low, text)}–{number(numbers.high, text)}"


def days_in_words(span: DateRange, text: Text) -> str:
    """Day, or the first and last it may be."""
    return text.date(span.first) if span.days == 1 else f"{text.date(span.first)}–{text.date(span.last)}"
