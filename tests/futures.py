"""A scenario simulated in one call, with its times found by name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.engines import ENGINES, engine_named
from sim.model.draws import Draws, draw
from sim.model.make_plan import make_plan
from sim.model.plan import Plan
from sim.model.trace import Trace
from sim.outcomes import Outcomes, measure
from sim.scenario import Scenario

# One comparison with an expected value fails by chance once in 150,000 seeds; the seeds are fixed.
STANDARD_ERRORS = 4.5
RARE = 6.8e-6
"""Chance of a normal variable further than 4.5 standard deviations from its mean: the same bar for p-values."""


@dataclass(frozen=True)
class Futures:
    """Replications of one scenario, from plan to outcomes."""

    plan: Plan
    draws: Draws
    trace: Trace
    outcomes: Outcomes

    def place(self, key: str, stage: str) -> tuple[int, int]:
        """Row and step of a stage of the row with a key."""
        p = self.plan.labels.keys.index(key)
        return p, self.plan.labels.stages[self.plan.network.route_of[p]].index(stage)

    def started(self, key: str, stage: str) -> NDArray[np.float64]:
        return self.trace.started[:, *self.place(key, stage)]

    def ended(self, key: str, stage: str) -> NDArray[np.float64]:
        return self.trace.ended[:, *self.place(key, stage)]

    def all_ended(self, stage: str) -> NDArray[np.float64]:
        """Ends of a stage over all rows and replications, shape (R * P,)."""
        return np.concatenate([self.ended(key, stage) for key in self.plan.labels.keys])


def simulate(
    scenario: Scenario, count: int = 1, *, seed: int = 1, first: int = 0, engine: str = ENGINES[0]
) -> Futures:
    """Plan, draw, simulate and measure."""
    plan = make_plan(scenario)
    draws = draw(plan, seed, first, count)
    trace = engine_named(engine)(plan.network, draws)
    return Futures(plan, draws, trace, measure(plan, draws, trace))


def standard_errors_off(sample: NDArray[np.float64], expected: float) -> float:
    """How many standard errors of its own the mean of independent values lies from the expected one."""
    return abs(float(sample.mean()) - expected) / (float(sample.std(ddof=1)) / np.sqrt(sample.size))


def share_off(sample: NDArray[np.bool_], expected: float) -> float:
    """How many standard errors a share of independent cases lies from its expected value, 0 < expected < 1."""
    return abs(float(sample.mean()) - expected) / float(np.sqrt(expected * (1 - expected) / sample.size))
