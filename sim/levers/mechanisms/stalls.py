"""Mechanisms on investors that stall: how often they do, and how long they then keep the project."""

from __future__ import annotations

from abc import abstractmethod
from typing import Literal

from sim.errors import msg
from sim.levers import ALWAYS, Pull, Schedule, revised
from sim.levers.mechanisms.base import ByAmount, OnRoutes, changed, with_steps
from sim.scenario import Cut, Recall, Route, Scenario


class _OnRecalls(OnRoutes, ByAmount):
    """Mechanism on the steps of routes at which an investor can stall."""

    can_ramp = True

    @abstractmethod
    def recall_after(self, recall: Recall, pull: Pull) -> Recall:
        """What a step says about stalls, as changed."""

    def concerns(self, route: Route) -> bool:
        """Whether an investor can stall on a route."""
        return any(step.recall is not None for step in route.steps)

    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """Change every step of these routes at which an investor can stall."""
        routes = self.routes_in(scenario.settings)
        if not any(self.concerns(route) for route in routes.values()):
            raise pull.refuse(
                msg("no step with `recall` on these routes"),
                msg("routes on which investors can stall"),
                msg("name other routes, or leave the lever out"),
            )
        steps = {
            name: tuple(
                step
                if step.recall is None
                else step.model_copy(update={"recall": self.recall_after(step.recall, pull)})
                for step in route.steps
            )
            for name, route in routes.items()
        }
        return changed(scenario, routes=with_steps(scenario.settings, steps))


class StallHazardChange(_OnRecalls):
    """How often investors stall: the effect is the share by which the rate falls; `to` is the rate in events a year."""

    kind: Literal["stall_hazard"]

    def recall_after(self, recall: Recall, pull: Pull) -> Recall:
        """Rate of stalls that falls from the lever's date on, or as stated."""
        if self.to is not None:
            hazard = pull.credited(recall.hazard, per_year=self.to, cuts=())
        else:
            hazard = pull.credited(recall.hazard, cuts=_deeper(recall.hazard.cuts, pull.schedule))
        return recall.model_copy(update={"hazard": hazard})


class GraceChange(_OnRecalls):
    """How long a stalled investor keeps the project: the effect is the share of the grace period cut off."""

    kind: Literal["grace"]

    def recall_after(self, recall: Recall, pull: Pull) -> Recall:
        """Grace period that is shorter from the lever's date on."""
        return recall.model_copy(update={"grace_cuts": _deeper(recall.grace_cuts, pull.schedule)})


def _deeper(cuts: tuple[Cut, ...], schedule: Schedule) -> tuple[Cut, ...]:
    """Cuts of what earlier cuts leave: a cut of 20 % and one of 50 % leave 0.8 × 0.5 and cut 60 %."""
    stated = [(ALWAYS, 0.0), *((cut.from_date, cut.share) for cut in cuts)]
    versions = revised(stated, schedule, lambda share, effect: round(1 - (1 - share) * (1 - effect), 12))
    return tuple(Cut(from_date=version.start, share=version.value) for version in versions[1:])
