"""A scenario simulated in one call, with its times found by name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.array_types import Flags, Floats
from sim.engines import ENGINES, engine_named
from sim.model import Draws, Outcomes, Trace, measure
from sim.plan import Plan, make_plan
from sim.scenario import Scenario

# One comparison with an expected value fails by chance once in 150,000 seeds; the seeds are fixed.
STANDARD_ERRORS = 4.5
RARE = 6.8e-6
"""Chance of a normal variable further than 4.5 standard deviations from its mean: the same bar for p-values."""

default_engine = ENGINES[0]
"""Set by fixtures that run tests on every engine."""


@dataclass(frozen=True)
class Futures:
    """Replications of one scenario, from plan to outcomes."""

    scenario: Scenario
    plan: Plan
    draws: Draws
    trace: Trace
    outcomes: Outcomes

    def place(self, key: str, stage: str, number: int = 0) -> tuple[int, int]:
        """Row and node of a stage (of block `number`, from 0, where blocks have it each) of the row with a key."""
        p = self.plan.labels.keys.index(key)
        stages = self.plan.labels.stages[self.plan.network.graph_of[p]]
        return p, [s for s, name in enumerate(stages) if name == stage][number]

    def of(self, kind: str, key: str, stage: str, number: int = 0) -> Floats:
        """A node's `requested`, `started`, `ended` or `reissued` time in every future, shape (R,)."""
        times: Floats = getattr(self.trace, kind)[:, *self.place(key, stage, number)]
        return times

    def rounds(self, kind: str, key: str, stage: str) -> Floats:
        """`round_started` or `round_ended` (R, A), or `fallback` (R,), of a node that holds rounds."""
        p, s = self.place(key, stage)
        column = self.plan.network.rounds_column[self.plan.network.graph_of[p], s]
        times: Floats = getattr(self.trace, kind)[:, p, column]
        return times

    def recalls(self, kind: str, key: str, stage: str) -> Floats:
        """`stalled`, `recalled` or `resumed` times of a node that can stall, shape (R, C)."""
        p, s = self.place(key, stage)
        column = self.plan.network.recall_column[self.plan.network.graph_of[p], s]
        times: Floats = getattr(self.trace, kind)[:, p, column]
        return times

    def lapsed(self, key: str) -> Floats:
        return self.trace.lapsed[:, self.plan.labels.keys.index(key)]

    def started(self, key: str, stage: str, number: int = 0) -> Floats:
        return self.of("started", key, stage, number)

    def ended(self, key: str, stage: str, number: int = 0) -> Floats:
        return self.of("ended", key, stage, number)

    def all_ended(self, stage: str) -> Floats:
        """Ends of a stage over all rows and replications, shape (R * P,)."""
        return np.concatenate([self.ended(key, stage) for key in self.plan.labels.keys])


def simulate(
    scenario: Scenario,
    count: int = 1,
    *,
    seed: int = 1,
    first: int = 0,
    engine: str | None = None,
    futures_per_set: int = 1,
) -> Futures:
    """Plan, draw, simulate and measure."""
    plan = make_plan(scenario)
    simulator = engine_named(engine or default_engine)(plan)
    draws = simulator.draw(seed, first, count, futures_per_set)
    trace = simulator.simulate(draws)
    return Futures(scenario, plan, draws, trace, measure(plan, draws, trace))


def standard_errors_off(sample: Floats, expected: float) -> float:
    """How many standard errors of its own the mean of independent values lies from the expected one."""
    return abs(float(sample.mean()) - expected) / (float(sample.std(ddof=1)) / np.sqrt(sample.size))


def share_off(sample: Flags, expected: float) -> float:
    """How many standard errors a share of independent cases lies from its expected value, 0 < expected < 1."""
    return abs(float(sample.mean()) - expected) / float(np.sqrt(expected * (1 - expected) / sample.size))
