"""Numbers of a scenario as a planner would say them: 24 months in the middle, 8 cases in 10 between 17 and 34.

Each function returns phrases, one a line where there is room for lines.
"""

from __future__ import annotations

from typing import TypeAlias

from sim.distributions import FamilySpec
from sim.scenario import DateRange, Duration, NumberRange
from sim.text import Text

_SAME = 1e-9

Phrases: TypeAlias = tuple[str, ...]


def duration_in_words(duration: Duration, text: Text) -> Phrases:
    """Say a duration: its middle and range, its kinds of case, what is unknown, how it grows with size."""
    unit = _unit(duration, text)
    said = [_shape_in_words(duration.spread, unit, text)]
    for part in duration.spread.kinds_of_case:
        said.append(
            text(
                "{share} of cases, {kind}: {shape}",
                share=text.percent(part.weight),
                kind=text(part.name),
                shape=_shape_in_words(part.spread, unit, text),
            )
        )
    if duration.uncertain is not None:
        said.append(factor_in_words(duration.uncertain, text))
    if duration.scale is not None:
        by_homes = duration.scale.by == "homes"
        size = text("homes") if by_homes else text("hectares")
        said.append(
            text(
                "stated for {reference} {size}; twice the size takes {factor} times as long",
                reference=number(duration.scale.reference, text),
                size=size,
                factor=number(2**duration.scale.exponent, text),
            )
        )
    return tuple(said)


def factor_in_words(uncertain: FamilySpec, text: Text) -> str:
    """Say a factor that nobody knows."""
    low, middle, high = quantiles_in_words(uncertain)
    if fixed(uncertain):
        return text("all of it times {factor}", factor=number(middle, text))
    return text(
        "all of it times a factor nobody knows, the same for all projects: probably {low} to {high}",
        low=number(low, text),
        high=number(high, text),
    )


def number(value: float, text: Text) -> str:
    """Number as it is said aloud: whole from 100 on, else as few decimals as it needs, two at most."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    while digits and abs(round(value, digits) - round(value, digits - 1)) <= _SAME:
        digits -= 1
    return text.number(round(value, digits), digits)


def _about(value: float, text: Text) -> str:
    # A quantile that no one stated is calculated: 84.853 days would claim a knowledge that nobody has.
    stated = abs(value - round(value, 1)) <= _SAME * max(abs(value), 1)
    return number(value if stated else round(value, 0 if value >= 10 else 1 if value >= 1 else 2), text)


def _shape_in_words(shape: FamilySpec, unit: str, text: Text) -> str:
    low, middle, high = quantiles_in_words(shape)
    if fixed(shape):
        return text("{value} {unit}", value=number(middle, text), unit=unit)
    return text(
        "{middle} {unit} in the middle, 8 cases in 10 between {low} and {high}",
        middle=_about(middle, text),
        unit=unit,
        low=_about(low, text),
        high=_about(high, text),
    )


def fixed(shape: FamilySpec) -> bool:
    """Whether it can take one value only."""
    # Not by P10 and P90: they may agree although one case in twenty takes ten times as long.
    distribution = shape.distribution()
    return distribution.high - distribution.low <= _SAME


def quantiles_in_words(shape: FamilySpec) -> tuple[float, float, float]:
    """P10, median and P90."""
    low, middle, high = (float(value) for value in shape.distribution().quantile((0.1, 0.5, 0.9)))
    return low, middle, high


def _unit(duration: Duration, text: Text) -> str:
    return {
        "working_days": text("working days"),
        "days": text("days"),
        "weeks": text("weeks"),
        "months": text("months"),
        "years": text("years"),
    }[duration.unit]


def range_in_words(numbers: NumberRange, text: Text) -> str:
    """Number, or the range it lies in."""
    if numbers.known:
        return number(numbers.low, text)
    return f"{number(numbers.low, text)}–{number(numbers.high, text)}"


def days_in_words(span: DateRange, text: Text) -> str:
    """Day, or the first and last it may be."""
    return text.date(span.first) if span.days == 1 else f"{text.date(span.first)}–{text.date(span.last)}"
