"""Mechanisms on capacity pools: how many slots there are, and whose request is served first."""

from __future__ import annotations

import math
from typing import Annotated, Literal, Self

from pydantic import Field

from sim.errors import Message, msg
from sim.levers import ALWAYS, Pull, revised
from sim.levers.mechanisms.base import A_POOL, ByAmount, Mechanism, SomeIds, changed
from sim.scenario import CapacityChange, Identifier, QueueRule, Scenario


class SlotsChange(ByAmount):
    """How many slots a capacity pool has: the effect is added; `to` is the number itself."""

    kind: Literal["slots"]
    pool: Annotated[Identifier, A_POOL] = Field(description="id of the capacity pool")

    can_ramp = True

    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """Add slots to the pool, or state their number."""
        pools = scenario.settings.pools
        pool = pools[self.pool]
        stated = [(ALWAYS, pool.slots), *((later.from_date, later.slots) for later in pool.changes)]
        kept = {later.from_date: later for later in pool.changes}
        versions = revised(stated, pull.schedule, self._slots)
        changes = tuple(
            CapacityChange(from_date=version.start, slots=version.value, **pull.evidence)
            if version.changed
            else kept[version.start]
            for version in versions[1:]
        )
        pool = pool.model_copy(update={"slots": versions[0].value, "changes": changes})
        return changed(scenario, pools={**pools, self.pool: pool})

    def _slots(self, slots: int, effect: float) -> int:
        return round(effect) if self.to is not None else max(slots + math.floor(effect + 0.5), 0)


class QueueChange(Mechanism):
    """Who goes first in capacity pools, for requests from the lever's date on."""

    kind: Literal["queue"]
    pools: Annotated[SomeIds, A_POOL] = Field(description="ids of the capacity pools")
    rule: QueueRule = Field(description="first_come, most_homes_first or nearest_completion_first")

    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """Let another rule say who goes first."""
        pools = dict(scenario.settings.pools)
        for name in self.pools:
            pool = pools[name]
            if pool.queue not in ("first_come", self.rule):
                raise pull.refuse(
                    msg("pool `{pool}`, which follows the rule {rule} already", pool=name, rule=pool.queue),
                    msg("pools that are first come, first served"),
                    msg("leave this pool out of the lever"),
                    "pools",
                )
            if pool.queue == "first_come":
                day = pull.schedule.from_day(scenario.settings.data_date)
                pools[name] = pool.model_copy(update={"queue": self.rule, "queue_from": day})
        return changed(scenario, pools=pools)

    def both_set(self, other: Self) -> Message | None:
        """Two rules for one pool."""
        both = [pool for pool in self.pools if pool in other.pools]
        return msg("who goes first in pool {pool}", pool=both[0]) if both else None
