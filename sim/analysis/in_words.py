"""Numbers of a scenario as a planner would say them: 24 months in the middle, 8 cases in 10 between 17 and 34.

Each function returns phrases, one a line where there is room for lines.
"""

from __future__ import annotations

from typing import TypeAlias

from sim.analysis.words import CARRY_OVER_WORDS
from sim.scenario import (
    Calendar,
    Closure,
    Counting,
    DateRange,
    Duration,
    HomesGroup,
    MixtureShape,
    NumberRange,
    Pool,
    ProjectRow,
    Settings,
    Shape,
    Targets,
    Words,
)
from sim.text import Text

_SAME = 1e-9

Phrases: TypeAlias = tuple[str, ...]


def duration_in_words(duration: Duration, text: Text) -> Phrases:
    """Say a duration: its middle and range, its kinds of case, what is unknown, how it grows with size."""
    unit = _unit(duration, text)
    said = [_shape_in_words(duration.spread, unit, text)]
    if isinstance(duration.spread, MixtureShape):
        for part in duration.spread.components:
            said.append(
                text(
                    "{share} of cases, {kind}: {shape}",
                    share=text.percent(part.weight),
                    kind=_say(part.name, text),
                    shape=_shape_in_words(part.spread, unit, text),
                )
            )
    if duration.uncertain is not None:
        low, middle, high = _quantiles(duration.uncertain)
        if _fixed(duration.uncertain):
            said.append(text("all of it times {factor}", factor=number(middle, text)))
        else:
            said.append(
                text(
                    "all of it times a factor nobody knows, the same for all projects: probably {low} to {high}",
                    low=number(low, text),
                    high=number(high, text),
                )
            )
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


def targets_in_words(targets: Targets, text: Text) -> Phrases:
    """Say the yearly targets, the carry-over rule, the period and the programme."""
    said = [text("{year}: {homes} homes", year=str(each.year), homes=each.homes) for each in targets.years]
    said.append(text(CARRY_OVER_WORDS[targets.carry_over]))
    if targets.period is not None:
        said.append(_span(targets.period.first_year, targets.period.last_year, targets.period.homes, text))
    if (programme := targets.programme) is not None:
        said.append(_span(programme.first_year, programme.last_year, programme.homes, text))
        said.append(text("{homes} homes of it done before the data date", homes=programme.done_before))
    return tuple(said)


def counting_in_words(counting: Counting, text: Text) -> Phrases:
    """Say when a home is counted, and the accounts of what has been counted already."""
    said = [
        text("a home counts when it is fit for sale")
        if counting.counted_when == "eligible"
        else text("a home counts when it is handed over")
    ]
    for each in counting.alternatives:
        said.append(f"{_say(each.name, text)}: {text.percent(each.weight)}")
    return tuple(said)


def pool_in_words(pool: Pool, text: Text) -> Phrases:
    """Say how many slots a pool has, who goes first, who else uses it."""
    rule = {
        "first_come": text("first come, first served"),
        "most_homes_first": text("most homes first"),
        "nearest_completion_first": text("nearest to completion first"),
    }[pool.queue]
    return slots_in_words(pool.slots, text), rule, _say(pool.other_users, text)


def slots_in_words(slots: int, text: Text) -> str:
    """Say how many projects can be worked on at a time."""
    return text("{slots} projects at a time", slots=slots)


def calendar_in_words(calendar: Calendar, text: Text) -> Phrases:
    """Say how much work a week, a month, a holiday and Tết allow."""
    said = [text("{days} days of work a week", days=number(sum(calendar.week), text))]
    slow = [(month, rate) for month, rate in enumerate(calendar.months, start=1) if rate != 1]
    said += [
        text("month {month}: {rate} of the usual work", month=str(month), rate=text.percent(rate))
        for month, rate in slow
    ]
    if calendar.holidays is not None:
        said.append(text("no work on public holidays ({country})", country=calendar.holidays))
    if (tet := calendar.lunar_new_year) is not None:
        said.append(
            text(
                "Tết: {before} days before and {after} days from new year's day at {rate} of the usual work",
                before=tet.days_before,
                after=tet.days_after,
                rate=text.percent(tet.rate),
            )
        )
    return tuple(said)


def closure_in_words(closure: Closure, text: Text) -> Phrases:
    """Say which days a calendar is closed, or slow."""
    rate = text.percent(closure.rate)
    return (
        text(
            "{first} to {last}: {rate} of the usual work", first=closure.first, last=closure.last, rate=rate
        ),
    )


def group_in_words(group: HomesGroup, text: Text) -> Phrases:
    """Say how many homes, and how much land, a group has in all."""
    said = [text("{homes} homes in all", homes=group.homes)]
    if group.land_ha is not None:
        said.append(text("{land} hectares in all", land=number(group.land_ha, text)))
    return tuple(said)


def row_in_words(row: ProjectRow, settings: Settings, text: Text) -> Phrases:
    """Say a project's homes and land, and where it stands."""
    said = [text("{homes} homes", homes=_range(row.homes, text))]
    if row.land_ha is not None:
        said.append(text("{land} hectares", land=_range(row.land_ha, text)))
    if row.status == "completed":
        said.append(text("completed"))
        if row.completed_on is not None:
            said.append(_days(row.completed_on, text))
    elif row.status == "not_started":
        said.append(text("not started"))
        if row.entry is not None:
            said.append(text("can begin: {when}", when=_days(row.entry, text)))
    for each in row.under_way:
        stage = _say(settings.stages[each.stage].name, text)
        said.append(text("{stage} under way since {when}", stage=stage, when=_days(each.start, text)))
    said.append(text("as of {day}", day=row.status_as_of))
    return tuple(said)


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


def _shape_in_words(shape: Shape, unit: str, text: Text) -> str:
    low, middle, high = _quantiles(shape)
    if _fixed(shape):
        return text("{value} {unit}", value=number(middle, text), unit=unit)
    return text(
        "{middle} {unit} in the middle, 8 cases in 10 between {low} and {high}",
        middle=_about(middle, text),
        unit=unit,
        low=_about(low, text),
        high=_about(high, text),
    )


def _fixed(shape: Shape) -> bool:
    # Not by P10 and P90: they may agree although one case in twenty takes ten times as long.
    distribution = shape.distribution()
    return distribution.high - distribution.low <= _SAME


def _quantiles(shape: Shape) -> tuple[float, float, float]:
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


def _span(first_year: int, last_year: int, homes: int, text: Text) -> str:
    years = f"{first_year}–{last_year}"
    return text("{years}: {homes} homes", years=years, homes=homes)


def _range(numbers: NumberRange, text: Text) -> str:
    if numbers.known:
        return number(numbers.low, text)
    return f"{number(numbers.low, text)}–{number(numbers.high, text)}"


def _days(span: DateRange, text: Text) -> str:
    return text.date(span.first) if span.days == 1 else f"{text.date(span.first)}–{text.date(span.last)}"


def _say(words: Words, text: Text) -> str:
    return words.vi if text.language == "vi" else words.en
