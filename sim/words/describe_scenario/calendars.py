"""How much work the days of a calendar allow."""

from __future__ import annotations

from collections.abc import Iterator

from sim.errors import msg_n
from sim.scenario import Calendar, Closure
from sim.text import Text, number_of_days
from sim.words.describe_scenario.assumption import Assumption, Describer
from sim.words.describe_scenario.quantities import Phrases, rounded


def calendar_entries(describer: Describer) -> Iterator[Assumption]:
    """Calendars and their closures."""
    t, part = describer.text, describer.text("Calendars")
    for calendar in describer.scenario.settings.calendars.values():
        name = describer.text(calendar.name)
        yield describer.entry(calendar, part, name, calendar_in_words(calendar, t))
        for closure in calendar.closures:
            yield describer.entry(closure, part, name, closure_in_words(closure, t))


def calendar_in_words(calendar: Calendar, text: Text) -> Phrases:
    """Say how much work a week, a month, a holiday and Tết allow."""
    days = rounded(sum(calendar.week))
    said = [text(msg_n("{count} day of work a week", "{count} days of work a week", days))]
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
                "Tết: {before} before and {after} from new year's day at {rate} of the usual work",
                before=number_of_days(tet.days_before),
                after=number_of_days(tet.days_after),
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
