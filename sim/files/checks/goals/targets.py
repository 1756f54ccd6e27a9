"""The data date, the targets of years and of a period, the horizon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sim.calendars import LAST_DAY
from sim.errors import Problem, msg
from sim.files import PartialScenario
from sim.scenario import PeriodTarget, Targets

FIRST_DATA_DATE = date(2010, 1, 1)
LAST_DATA_DATE = date(2035, 12, 31)


def year_problems(partial: PartialScenario) -> Iterator[Problem]:
    """Yield a data date or horizon out of range, and years that do not fit together."""
    if partial.data_date is not None and not FIRST_DATA_DATE <= partial.data_date <= LAST_DATA_DATE:
        yield Problem(
            partial.file,
            msg("{day}", day=partial.data_date),
            msg("a date from {first} to {last}", first=FIRST_DATA_DATE, last=LAST_DATA_DATE),
            msg("correct the data date"),
            path="data_date",
        )
    elif partial.targets is not None:
        yield from _year_problems(partial.file, partial.targets, partial.data_date)
        yield from _horizon_problems(partial.file, partial.targets, partial.horizon)


def _year_problems(file: str, targets: Targets, data_date: date | None) -> Iterator[Problem]:
    if data_date is not None:
        yield from _past_problems(file, targets, data_date)
    years = [target.year for target in targets.years]
    for name, target in (("period", targets.period), ("programme", targets.programme)):
        if target is None:
            continue
        if target.last_year < target.first_year:
            yield Problem(
                file,
                msg(
                    "{last}, before the first year {first}",
                    last=str(target.last_year),
                    first=str(target.first_year),
                ),
                msg("a last year that is not before the first"),
                msg("swap or correct the two years"),
                path=f"targets.{name}.last_year",
            )
        elif target.last_year not in years:
            yield _outside(file, f"targets.{name}.last_year", target.last_year, years)
    past = data_date is not None and targets.period is not None and targets.period.first_year < data_date.year
    if targets.period is not None and targets.period.first_year not in years and not past:
        yield _outside(file, "targets.period.first_year", targets.period.first_year, years)
    programme = targets.programme
    if programme is not None and data_date is not None and programme.first_year > data_date.year:
        yield Problem(
            file,
            msg("a programme that begins in {year}, after the data date", year=str(programme.first_year)),
            msg("a first year up to {year}", year=str(data_date.year)),
            msg("correct the year; state a programme of future years alone as `period`"),
            path="targets.programme.first_year",
        )


def _past_problems(file: str, targets: Targets, data_date: date) -> Iterator[Problem]:
    """Yield targets of years that are over, and homes done before the data date of which nothing is said."""
    years = [target.year for target in targets.years]
    if years[0] < data_date.year:
        none = years[-1] < data_date.year
        yield Problem(
            file,
            msg("a target for {year}, before the year of the data date", year=str(years[0])),
            msg("years from {year} on; those before are over and are left out", year=str(data_date.year)),
            msg("state targets of years to come, or move the data date back")
            if none
            else msg(
                "nothing, if that is meant; a period that began in them states what was done as `done_before`"
            ),
            path="targets.years[0].year",
            severity="error" if none else "warning",
        )
    if targets.period is not None:
        yield from _period_problems(file, targets.period, data_date)
        yield from _sum_problems(file, targets, targets.period)
    begun = data_date.year in years and (data_date.month, data_date.day) != (1, 1)
    if begun and targets.done_this_year is None:
        yield Problem(
            file,
            msg("data date {day}, and nothing said of homes done since 1 January", day=data_date),
            msg(
                "`done_this_year` with the homes of each reading, zeros included: done_this_year = {example}",
                example='{ counted = 0, eligible = 0, handed_over = 0, assumption = "…" }',
            ),
            msg("state them: without them the first year's target looks harder than it is"),
            path="targets.done_this_year",
            severity="warning",
        )


def _period_problems(file: str, period: PeriodTarget, data_date: date) -> Iterator[Problem]:
    """Yield a period that has begun of which nobody says what was done, and one that has not of which somebody does."""
    if period.first_year < data_date.year and period.done_before is None:
        yield Problem(
            file,
            msg(
                "a period that began in {year}, and nothing said of homes done in it before",
                year=str(period.first_year),
            ),
            msg("`done_before` with the homes of the years before {year}", year=str(data_date.year)),
            msg("state them: without them the period's target looks harder than it is"),
            path="targets.period.done_before",
            severity="warning",
        )
    elif period.first_year >= data_date.year and period.done_before:
        yield Problem(
            file,
            msg(
                "homes done before a period whose first year, {year}, is not over",
                year=str(period.first_year),
            ),
            msg("`done_before` only where the period began in a year before that of the data date"),
            msg("remove it; homes done since 1 January stand in `done_this_year`"),
            path="targets.period.done_before",
        )


def _sum_problems(file: str, targets: Targets, period: PeriodTarget) -> Iterator[Problem]:
    """Yield a period whose target is not the sum of its years': one of them was probably left as it stood."""
    inside = [
        target.homes for target in targets.years if period.first_year <= target.year <= period.last_year
    ]
    whole = len(inside) == period.last_year - period.first_year + 1
    if whole and sum(inside) != period.homes:
        yield Problem(
            file,
            msg("{homes} homes, and its years sum to {total}", homes=period.homes, total=sum(inside)),
            msg("the sum of its years, {total}", total=sum(inside)),
            msg(
                "correct it; nothing, if the period has a target of its own: the first sentence of the board is about "
                "it"
            ),
            path="targets.period.homes",
            severity="warning",
        )


def _horizon_problems(file: str, targets: Targets, horizon: date | None) -> Iterator[Problem]:
    """Yield a horizon that leaves a target out, or that is not the end of a year of which something can be told."""
    first = date(targets.years[-1].year, 12, 31)
    whole_year = horizon is None or (horizon.month, horizon.day) == (12, 31)
    if horizon is not None and not (whole_year and first <= horizon <= LAST_DAY):
        yield Problem(
            file,
            msg("{day}", day=horizon),
            msg(
                "31 December of a year, from {first} (the last target year's) to {last}",
                first=first,
                last=LAST_DAY,
            ),
            msg("correct the horizon, or leave it out"),
            path="horizon",
        )


def _outside(file: str, path: str, year: int, years: Sequence[int]) -> Problem:
    return Problem(
        file,
        msg("{year}, for which there is no yearly target", year=str(year)),
        msg("a year from {first} to {last}", first=str(years[0]), last=str(years[-1])),
        msg("correct the year, or add the missing yearly targets"),
        path=path,
    )
