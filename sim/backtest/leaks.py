"""What a forecast could not have known: facts, sources and fits later than its as-of date, or of the place scored."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sim.errors import Message, Problem, msg
from sim.files import models_in
from sim.scenario import FinishedPlan, Fitted, Scenario, Source, Sourced, Words


@dataclass(frozen=True)
class Known:
    """What may be known to a forecast.

    Attributes
    ----------
    as_of : date
        Its last day.
    place : Words
        Place whose outcome is forecast: what was fitted to it, or to it among others, may not enter.
    """

    as_of: date
    place: Words

    def holds(self, published: str) -> bool:
        """Whether a page was surely public: the last day that its date can mean is not after the as-of date."""
        return last_day(published) <= self.as_of

    def is_own(self, place: str) -> bool:
        """Whether a place is the one scored, under either name; what stands in brackets says no more than which map."""
        return _bare(place) in (_bare(self.place.vi), _bare(self.place.en))


def last_day(published: str) -> date:
    """Last day that a date of a source can mean: YYYY, YYYY-MM or YYYY-MM-DD."""
    year, *rest = (int(part) for part in published.split("-"))
    month = rest[0] if rest else 12
    return date(year, month, rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1])


def leaks(scenario: Scenario, known: Known, file: str) -> Iterator[Problem]:
    """Yield everything in a scenario that could not have been known.

    Parameters
    ----------
    scenario : Scenario
    known : Known
    file : str
        Name to report problems under.

    Yields
    ------
    Problem
        A data date, a `known_until`, a status or a fit after the as-of date; a source published after it, or not surely
        before; a number fitted to the place that is scored.
    """
    settings = scenario.settings
    # The simulation begins at 00:00 of the data date: that of the day after is the end of the as-of day.
    if settings.data_date > known.as_of + timedelta(days=1):
        yield _later(file, msg("a data date of {day}", day=settings.data_date), known, "data_date")
    if settings.known_until is not None and settings.known_until > known.as_of:
        yield _later(file, msg("data known until {day}", day=settings.known_until), known, "known_until")
    for path, part in models_in(settings):
        if isinstance(part, Sourced):
            yield from _late_sources(part.source, scenario.sources, known, file, path)
        if isinstance(part, Fitted):
            yield from _fit(part, known, file, path)
    for row in scenario.rows:
        found = list(_late_sources(row.source, scenario.sources, known, settings.register_file, row.key))
        if row.status_as_of > known.as_of:
            status = msg("the status of {row} on {day}", row=row.key, day=row.status_as_of)
            found.append(_later(settings.register_file, status, known, row.key))
        yield from found


def known_plans(plans: tuple[FinishedPlan, ...], known: Known) -> tuple[FinishedPlan, ...]:
    """Finished plans that were published by the as-of date, of other places than the one scored."""
    return tuple(
        plan
        for plan in plans
        if plan.published is not None
        and known.holds(plan.published)
        and not any(known.is_own(place) for place in (plan.place.vi, plan.place.en))
    )


def _late_sources(
    named: tuple[str, ...], sources: Mapping[str, Source], known: Known, file: str, path: str
) -> Iterator[Problem]:
    for name in named:
        source = sources.get(name)
        if source is not None and not known.holds(source.published):
            found = msg("the source `{name}`, published {day}", name=name, day=source.published)
            yield _later(file, found, known, f"{path}.source")


def _fit(part: Fitted, known: Known, file: str, path: str) -> Iterator[Problem]:
    if part.data_as_of is not None and part.data_as_of > known.as_of:
        found = msg("a number fitted to data of {day}", day=part.data_as_of)
        yield _later(file, found, known, f"{path}.data_as_of")
    for place in part.fitted_to:
        if known.is_own(place):
            yield Problem(
                file,
                msg("a number fitted to {place}, whose outcome is forecast", place=place),
                msg("a fit to other places"),
                msg("leave {place} out of the fit, or state a vague prior instead", place=place),
                path=f"{path}.fitted_to",
            )


def _later(file: str, found: Message, known: Known, path: str) -> Problem:
    return Problem(
        file,
        found,
        msg("what was public by {day}, the as-of date", day=known.as_of),
        msg(
            "state what was known then; instead of a number fitted to later data a vague prior: a wide range with its "
            "`assumption`, without `source` and `data_as_of`"
        ),
        path=path,
    )


def _bare(place: str) -> str:
    return place.partition("(")[0].strip().casefold()
