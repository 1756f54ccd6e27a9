"""Durations of a scenario as laws of work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sim.model.calendars import CalendarTable
from sim.model.plan import WorkLaw
from sim.scenario import UNIT_DAYS, Duration, ProjectRow, Settings, Step


class CalendarIndex(Protocol):
    """Calendar tables and the index of each calendar id."""

    @property
    def tables(self) -> tuple[CalendarTable, ...]: ...
    @property
    def index(self) -> dict[str | None, int]: ...


class LawBook:
    """Collects the laws a plan needs, each duration of the scenario once."""

    def __init__(self, settings: Settings, calendars: CalendarIndex) -> None:
        self._settings = settings
        self._calendars = calendars
        self._laws: dict[str, WorkLaw] = {}
        self._own = {(own.project, own.block, own.stage): own for own in settings.own_durations}

    @property
    def laws(self) -> tuple[WorkLaw, ...]:
        """Laws in the order of their indices."""
        return tuple(self._laws.values())

    def law_of(self, row: ProjectRow, step: Step) -> int:
        """Index of the law of a row's step: the row's own duration, else the route's, else the stage's."""
        place, duration = self._duration(row, step)
        if place not in self._laws:
            table = self._calendars.tables[self._calendars.index[self._settings.stages[step.stage].calendar]]
            self._laws[place] = _law(place, duration, table)
        return list(self._laws).index(place)

    def _duration(self, row: ProjectRow, step: Step) -> tuple[str, Duration]:
        for block in (row.block, None):
            own = self._own.get((row.project_id, block, step.stage))
            if own is not None:
                return f"own_durations.{own.project}/{own.block or ''}.{own.stage}", own.duration
        if step.duration is not None:
            return f"routes.{row.route}.{step.stage}", step.duration
        return f"stages.{step.stage}", self._settings.stages[step.stage].duration

    def remaining_days(
        self, row: ProjectRow, ordered: Sequence[Step], laws: Sequence[int], predecessors: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """Median days from each step's request to the row's end on its longest path, waits aside."""
        all_laws = self.laws
        sizes = {
            "homes": (row.homes.low + row.homes.high) / 2,
            "land_ha": np.nan if row.land_ha is None else (row.land_ha.low + row.land_ha.high) / 2,
        }
        remaining = np.zeros(len(ordered))
        for k in reversed(range(len(ordered))):
            law = all_laws[laws[k]]
            table = self._calendars.tables[
                self._calendars.index[self._settings.stages[ordered[k].stage].calendar]
            ]
            growth = 1.0
            if law.scale_by is not None and np.isfinite(sizes[law.scale_by]):
                growth = (sizes[law.scale_by] / law.scale_reference) ** law.scale_exponent
            median = float(law.distribution.quantile(np.array(0.5)))
            days = median * law.days_per_unit * growth / table.mean_rate
            after = [remaining[j] for j in range(k + 1, len(ordered)) if predecessors[j, k]]
            remaining[k] = days + max(after, default=0.0)
        return remaining


def _law(place: str, duration: Duration, table: CalendarTable) -> WorkLaw:
    per_unit = UNIT_DAYS[duration.unit]
    if duration.unit != "working_days":
        # A span of ordinary days is the work an average span of that length holds, so that it still lasts that
        # long on average while the season decides when within it the work is done.
        per_unit *= table.mean_rate
    scale = duration.scale
    return WorkLaw(
        distribution=duration.spread.distribution(),
        days_per_unit=per_unit,
        uncertain=None if duration.uncertain is None else duration.uncertain.distribution(),
        uncertain_id=place,
        scale_by=None if scale is None else scale.by,
        scale_exponent=0.0 if scale is None else scale.exponent,
        scale_reference=1.0 if scale is None else scale.reference,
    )
