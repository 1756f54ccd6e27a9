"""Mechanism on common factors: how much of a stage's chance all projects share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sim.levers import Pull
from sim.levers.mechanisms.base import A_FACTOR, ByAmount, Ids, changed
from sim.scenario import Scenario


class FactorSharedChange(ByAmount):
    """How much common factors move all projects together: `to` is the share; each stage keeps its own distribution."""

    kind: Literal["factor_shared"]
    factors: Annotated[Ids, A_FACTOR] = Field(default=(), description="ids of the common factors; none: all")

    dated = False

    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """State how much the factors move together; nothing changes where there is none."""
        known = scenario.settings.factors
        if not known:
            return scenario
        factors = {
            name: pull.credited(factor, shared=pull.schedule.whole)
            if not self.factors or name in self.factors
            else factor
            for name, factor in known.items()
        }
        return changed(scenario, factors=factors)
