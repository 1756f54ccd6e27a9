"""Numbers fitted to data: no forecast knows data later than its own day."""

from __future__ import annotations

from collections.abc import Iterator

from sim.errors import Problem, msg
from sim.files import PartialScenario, models_in
from sim.scenario import Fitted, Settings


def fit_problems(partial: PartialScenario) -> Iterator[Problem]:
    """Yield numbers fitted to data after the data date, or after `known_until` where that is later."""
    if partial.data_date is None:
        return
    # A data date that has moved past it leaves `known_until` without a meaning of its own.
    known = max(partial.known_until or partial.data_date, partial.data_date)
    for path, part in partial.settings_models:
        if isinstance(part, Fitted) and part.data_as_of is not None and part.data_as_of > known:
            yield Problem(
                partial.file,
                msg("a number fitted to data of {day}", day=part.data_as_of),
                msg("data up to {day}: a forecast as of that day knows none after it", day=known),
                msg(
                    "state a vague prior instead: a wide range with its `assumption`, without `source` and `data_as_of`"
                ),
                path=f"{path}.data_as_of",
            )


def undated_fit_problems(settings: Settings, file: str) -> Iterator[Problem]:
    """Yield numbers of a file with a source that do not say of when the data are.

    Not for scenarios that a lever has changed: a lever names its own documents beside those of the number.
    """
    for path, part in models_in(settings):
        if isinstance(part, Fitted) and part.source and part.data_as_of is None:
            yield Problem(
                file,
                msg("numbers with a source, but no date of the data they were fitted to"),
                msg("`data_as_of` beside `source`, or an `assumption` alone"),
                msg("write the date of the newest data, or state a vague prior without `source`"),
                path=path,
            )
