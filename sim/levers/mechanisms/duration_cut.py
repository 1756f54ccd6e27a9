"""Mechanism on durations: stages that take less time."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sim.errors import msg
from sim.levers import Pull
from sim.levers.mechanisms.base import A_STAGE, ByAmount, OnRoutes, SomeIds
from sim.levers.mechanisms.dated_durations import with_durations
from sim.scenario import Duration, Scenario


class DurationCutChange(OnRoutes, ByAmount):
    """How long a stage takes: the effect is the share by which its durations are shorter."""

    kind: Literal["duration_cut"]
    stages: Annotated[SomeIds, A_STAGE] = Field(description="ids of the stages; none that the law protects")

    can_ramp = True

    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """Shorten the durations; a wait that the law protects is refused."""
        for stage in self.stages:
            if scenario.settings.stages[stage].protected:
                raise pull.refuse(
                    msg("`{stage}`: {reason}", stage=stage, reason=msg("a wait that the law protects")),
                    msg("stages that the law does not protect"),
                    msg("remove the stage from the lever"),
                    "stages",
                )

        def shorter(duration: Duration, cut: float) -> Duration:
            return pull.credited(duration, spread=duration.spread.times(1 - cut))

        return with_durations(scenario, self, self.stages, pull, shorter)
