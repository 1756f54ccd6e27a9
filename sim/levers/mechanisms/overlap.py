"""Mechanism on the order of stages: one need not wait for the end of another."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field

from sim.errors import Message, ScenarioError, msg
from sim.levers import Pull
from sim.levers.mechanisms.base import A_STAGE, OnRoutes, changed, with_steps
from sim.scenario import Identifier, Overlap, Route, Scenario, Settings, Step


class OverlapChange(OnRoutes):
    """A stage that may run beside one it used to wait for, wherever it comes right after it."""

    kind: Literal["overlap"]
    stage: Annotated[Identifier, A_STAGE] = Field(description="stage that may begin earlier")
    beside: Annotated[Identifier, A_STAGE] = Field(description="stage that it need not wait for to the end")
    rejoin: bool = Field(
        default=True, description="whether what follows the stage waits for the end of both, as it did before"
    )

    def concerns(self, route: Route) -> bool:
        """Whether the stage comes right after the other on a route."""
        return any(step.stage == self.stage and self.beside in step.after for step in route.steps)

    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """Let the stage begin once the other has begun; what follows still waits for both, unless told otherwise."""
        settings = scenario.settings
        steps: dict[str, tuple[Step, ...]] = {}
        for route_id, route in self.routes_in(settings).items():
            if self.concerns(route):
                steps[route_id] = self._overlapped(settings, pull, route)
            elif self.routes:
                raise self._does_not_follow(pull)
        if not steps:
            raise self._does_not_follow(pull)
        return changed(scenario, routes=with_steps(settings, steps))

    def both_set(self, other: Self) -> Message | None:
        """Twice the same two stages."""
        if (self.stage, self.beside) != (other.stage, other.beside):
            return None
        return msg("whether {stage} waits for {beside}", stage=self.stage, beside=self.beside)

    def _overlapped(self, settings: Settings, pull: Pull, route: Route) -> tuple[Step, ...]:
        day = pull.schedule.from_day(settings.data_date)
        steps = []
        for step in route.steps:
            if step.stage == self.stage:
                earlier = [overlap for overlap in step.overlaps if overlap.stage == self.beside]
                first = min([day, *(overlap.from_date for overlap in earlier)])
                others = tuple(overlap for overlap in step.overlaps if overlap.stage != self.beside)
                new = Overlap(stage=self.beside, from_date=first, **pull.evidence)
                step = step.model_copy(update={"overlaps": (*others, new)})
            elif self.rejoin and self.stage in step.after and self.beside not in step.after:
                step = step.model_copy(update={"after": (*step.after, self.beside)})
            steps.append(step)
        if self.rejoin and not any(self.stage in step.after for step in route.steps):
            raise pull.refuse(
                msg("`{stage}`, after which nothing comes that could wait for both", stage=self.stage),
                msg("a stage that others follow; or `rejoin` = false, if its end alone is to count"),
                msg("state `rejoin`, or name another stage"),
                "stage",
            )
        return tuple(steps)

    def _does_not_follow(self, pull: Pull) -> ScenarioError:
        return pull.refuse(
            msg("`{stage}` never comes right after `{beside}`", stage=self.stage, beside=self.beside),
            msg("a stage and one that stands in its `after`, on each route named"),
            msg("name other stages or routes"),
            "beside",
        )
