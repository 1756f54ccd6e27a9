"""Indicators: their years are simulated, their stock stood before the data date."""

from __future__ import annotations

from collections.abc import Iterator

from sim.errors import Problem, msg
from sim.files import PartialScenario


def indicator_problems(partial: PartialScenario) -> Iterator[Problem]:
    """Yield years of indicators that are over or for which no home is simulated, and stocks of days to come."""
    data_date, targets = partial.data_date, partial.targets
    for key, indicator in partial.indicators.items():
        path = f"indicators.{key}"
        if data_date is not None and indicator.stock.as_of > data_date:
            yield Problem(
                partial.file,
                msg("{day}, after the data date {data_date}", day=indicator.stock.as_of, data_date=data_date),
                msg("a day up to the data date"),
                msg("state the floor area of an earlier day; what is added since is computed from it"),
                path=f"{path}.stock.as_of",
            )
        if data_date is None or targets is None:
            continue
        first, last = data_date.year, targets.years[-1].year
        for position, target in enumerate(indicator.years):
            if target.year < first:
                yield Problem(
                    partial.file,
                    msg("a value for {year}, before the year of the data date", year=str(target.year)),
                    msg("years from {year} on; those before are over and are left out", year=str(first)),
                    msg("nothing, if that is meant"),
                    path=f"{path}.years[{position}].year",
                    severity="warning",
                )
            elif target.year > last:
                yield Problem(
                    partial.file,
                    msg("{year}, for which no home is simulated", year=str(target.year)),
                    msg(
                        "a year from {first}, that of the data date, to {last}, the last with a target of homes",
                        first=str(first),
                        last=str(last),
                    ),
                    msg("remove the value of this year, or add the yearly targets up to it"),
                    path=f"{path}.years[{position}].year",
                )
