"""Mechanism on calls for investors: how readily a round finds one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sim.errors import msg
from sim.levers import Pull
from sim.levers.mechanisms.base import A_STAGE, ByAmount, SomeIds, changed, with_steps
from sim.levers.mechanisms.dated_durations import Held, amended_stage, amended_step
from sim.scenario import Likelihood, Scenario


class TenderSuccessChange(ByAmount):
    """How readily a call finds an investor: the odds are multiplied by 1 + effect; `to` is the chance itself."""

    kind: Literal["tender_success"]
    stages: Annotated[SomeIds, A_STAGE] = Field(description="ids of stages that consist of tender rounds")

    can_ramp = True

    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """Multiply the odds that a round finds an investor, or state the chance."""
        settings = scenario.settings
        stages = dict(settings.stages)
        steps = {
            route_id: tuple(step for step in route.steps if step.stage in self.stages and any(step.tenders()))
            for route_id, route in settings.routes.items()
        }
        on_routes = {step.stage for of_route in steps.values() for step in of_route}

        def likelier(held: Held, effect: float) -> Held:
            duration, tender = held
            if tender is None:
                return held
            success = self._success(tender.success, pull, effect)
            return duration, tender.model_copy(update={"success": success})

        for name in self.stages:
            if not any(stages[name].tenders()) and name not in on_routes:
                raise pull.refuse(
                    msg("`{stage}`: {reason}", stage=name, reason=msg("a stage without a tender")),
                    msg("stages that consist of tender rounds"),
                    msg("remove the stage from the lever"),
                    "stages",
                )
            if any(stages[name].tenders()):
                stages[name] = amended_stage(name, stages[name], pull, likelier)
        own = {
            route_id: tuple(
                amended_step(route_id, step, settings.stages[step.stage], pull, likelier)
                if step in steps[route_id]
                else step
                for step in route.steps
            )
            for route_id, route in settings.routes.items()
            if steps[route_id]
        }
        return changed(scenario, stages=stages, routes=with_steps(settings, own))

    def _success(self, success: Likelihood, pull: Pull, effect: float) -> Likelihood:
        if self.to is None:
            return pull.credited(success, chance=_by_odds(success, 1 + effect))
        known = self.to in (0.0, 1.0)
        cases = None if known else success.as_sure_as_cases
        return pull.credited(success, chance=self.to, as_sure_as_cases=cases)


def _by_odds(success: Likelihood, ratio: float) -> float | dict[str, float]:
    def better(chance: float) -> float:
        return ratio * chance / (1 - chance + ratio * chance)

    if isinstance(success.chance, dict):
        return {state: better(chance) for state, chance in success.chance.items()}
    return better(success.chance)
