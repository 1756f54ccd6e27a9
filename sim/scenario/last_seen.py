"""Until when a stage of the register is known to have been under way."""

from __future__ import annotations

from datetime import date, timedelta

from sim.scenario.counting import Counting
from sim.scenario.network import Route
from sim.scenario.project_row import ProjectRow, StageUnderWay


def last_seen(
    row: ProjectRow, part: StageUnderWay, route: Route, counting: Counting | None, data_date: date
) -> date:
    """Last day at whose 00:00 a stage is known to have been under way.

    The date of the row's status, or the end of the span in which the stage began where that is later. The data date,
    where the row's homes are known not to have been counted and would be at the end of this stage.

    Parameters
    ----------
    row : ProjectRow
    part : StageUnderWay
        One of its stages.
    route : Route
        The row's.
    counting : Counting or None
        The scenario's; None where it is not known.
    data_date : date

    Returns
    -------
    date
        Not after the data date.
    """
    if counting is not None and row.counted_before == "no":
        eligible = counting.counted_when == "eligible"
        if part.stage == (route.eligible_after if eligible else route.handed_over_after):
            return data_date
    # A known day is taken at its 00:00, a span lasts until the 00:00 after its last day.
    begun = part.start.last + timedelta(days=0 if part.start.days == 1 else 1)
    return min(max(row.status_as_of, begun), data_date)
