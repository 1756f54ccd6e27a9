"""What the guide explains about back-test suites."""

from __future__ import annotations

from sim.errors import msg
from sim.guide.topics import GuideSection

SUITES = GuideSection(
    msg("Back-test suites"),
    (
        msg(
            "A suite, in `history/`, lists outcomes of the past (or of a year that is still open) and forecasts of "
            "each from one day or several. Each forecast names a scenario as it was known then, which `housing-sim "
            "backtest` simulates as it does the board's, and rivals; once the outcome is known all are scored alike."
        ),
        msg(
            "Whatever was published, reported or fitted after `as_of` is refused by name: a source (a page dated by "
            "its month is public from the month's end), the status of a row, the data date, a number with "
            "`data_as_of`; so is a number fitted to the place that is scored (`fitted_to`). A rival is judged by the "
            "day on which it was made."
        ),
    ),
)
