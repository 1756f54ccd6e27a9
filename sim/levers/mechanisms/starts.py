"""Mechanisms on projects that have not begun: how many never do, and how fast the others start."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from sim.levers import ALWAYS, Pull, revised
from sim.levers.mechanisms.base import A_CLASS, A_START_HAZARD, ByAmount, SomeIds, changed, checked
from sim.scenario import Scenario, StartHazard, StartsChange

NO_FIT: dict[str, Any] = {"data_as_of": None, "fitted_to": ()}
"""A number that a lever states itself was fitted to nothing."""


class NeverBeginsChange(ByAmount):
    """How many projects never begin: the effect is the share by which the chance falls; `to` is the chance itself."""

    kind: Literal["never_begins"]
    classes: Annotated[SomeIds, A_CLASS] = Field(description="ids of classes of `never_begins`")

    dated = False

    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """Lower the chance that a project of these classes never begins, or state it."""
        classes = dict(scenario.settings.never_begins)
        for key in self.classes:
            stated = classes[key]
            chance = round(stated.chance * (1 - pull.schedule.whole), 12) if self.to is None else self.to
            cases = None if chance in (0.0, 1.0) else stated.as_sure_as_cases
            fit = {} if self.to is None else NO_FIT
            classes[key] = checked(pull.credited(stated, chance=chance, as_sure_as_cases=cases, **fit))
        return changed(scenario, never_begins=classes)


class StartHazardChange(ByAmount):
    """How fast waiting projects start: the hazard is multiplied by 1 + effect; `to` is the share that starts in a
    year.
    """

    kind: Literal["start_hazard"]
    hazards: Annotated[SomeIds, A_START_HAZARD] = Field(description="ids of `start_hazards`")

    can_ramp = True

    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """Multiply the hazards from the lever's date on, or state the share."""
        hazards = dict(scenario.settings.start_hazards)
        for key in self.hazards:
            stated = hazards[key]
            hazards[key] = checked(
                pull.credited(stated, changes=_faster(stated, pull))
                if self.to is None
                else pull.credited(stated, share_a_year=self.to, changes=(), **NO_FIT)
            )
        return changed(scenario, start_hazards=hazards)


def _faster(hazard: StartHazard, pull: Pull) -> tuple[StartsChange, ...]:
    stated = [(ALWAYS, 1.0), *((change.from_date, change.times) for change in hazard.changes)]
    versions = revised(stated, pull.schedule, lambda times, effect: round(times * (1 + effect), 12))
    return tuple(StartsChange(from_date=version.start, times=version.value) for version in versions[1:])
