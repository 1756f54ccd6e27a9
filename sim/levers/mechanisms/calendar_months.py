"""Mechanism on calendars: how much work each month allows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from sim.levers import Pull
from sim.levers.mechanisms.base import A_CALENDAR, ByAmount, changed, with_steps
from sim.levers.mechanisms.dated_durations import on_its_own
from sim.scenario import Calendar, Duration, Identifier, Scenario, Settings, Stage, Step

_Part = TypeVar("_Part", Stage, Step)
_Rescale = Callable[[Duration], Duration]


class CalendarMonthsChange(ByAmount):
    """How much work the months allow: `to` is the rate of every month; the work there is to do stays what it was."""

    kind: Literal["calendar_months"]
    calendar: Annotated[Identifier, A_CALENDAR] = Field(description="id of the calendar")

    dated = False

    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """Let every month of the calendar allow the same work.

        A duration in months is the work of so many average months, so it is rescaled by the two averages: the work
        there is to do stays what it was, and only the days on which it can be done differ.
        """
        settings = scenario.settings
        old = settings.calendars[self.calendar]
        new = pull.credited(old, months=(pull.schedule.whole,) * 12)
        if new.months == old.months:
            return scenario
        ratio = _mean_rate(settings, old) / _mean_rate(settings, new)

        def same_work(duration: Duration) -> Duration:
            if duration.unit == "working_days":
                return duration
            return duration.model_copy(update={"spread": duration.spread.times(ratio)})

        stages = {
            name: _rescaled(stage, same_work) if stage.calendar == self.calendar else stage
            for name, stage in settings.stages.items()
        }
        steps = {
            name: tuple(self._step(step, settings.stages[step.stage], same_work) for step in route.steps)
            for name, route in settings.routes.items()
        }
        on_it = {
            (row.project_id, step.stage)
            for row in scenario.rows
            for step in settings.routes[row.route].steps
            if step.on(settings.stages[step.stage]).calendar == self.calendar
        }
        own = tuple(
            each.model_copy(update={"duration": same_work(each.duration)})
            if (each.project, each.stage) in on_it
            else each
            for each in settings.own_durations
        )
        return changed(
            scenario,
            calendars={**settings.calendars, self.calendar: new},
            stages=stages,
            own_durations=own,
            routes=with_steps(settings, steps),
        )

    def _step(self, step: Step, stage: Stage, same_work: _Rescale) -> Step:
        """Step with what its route states rescaled where it is worked on the calendar.

        Where that is so on this route and not elsewhere, or the other way round, the route states the stage's duration
        for itself.
        """
        on_it = step.on(stage).calendar == self.calendar
        if step.duration is None and on_it != (stage.calendar == self.calendar):
            step = on_its_own(step, stage)
        return _rescaled(step, same_work) if on_it else step


def _rescaled(part: _Part, same_work: _Rescale) -> _Part:
    """Stage or step with its durations, and those that laws to come state, rescaled; itself where it states none."""
    changed: dict[str, object] = {}
    if part.duration is not None:
        laws = tuple(law.model_copy(update={"duration": same_work(law.duration)}) for law in part.law)
        changed = {"duration": same_work(part.duration), "law": laws}
    if isinstance(part, Step) and part.assign_duration is not None:
        changed["assign_duration"] = same_work(part.assign_duration)
    return part.model_copy(update=changed) if changed else part


def _mean_rate(settings: Settings, calendar: Calendar) -> float:
    return float(calendar.table("", settings.data_date).mean_rate)
