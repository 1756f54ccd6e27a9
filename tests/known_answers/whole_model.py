"""Scenarios with tenders, recalls, markets, stocks and laws, and their futures with times found by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from builders import WHY, duration, route
from numpy.typing import NDArray
from scipy import stats

from sim.engines import ENGINES, engine_named
from sim.model.drawing import draw
from sim.model.draws import Draws
from sim.model.make_plan import make_plan
from sim.model.plan import Plan
from sim.model.trace import Trace
from sim.outcomes import Outcomes, measure
from sim.scenario import Scenario
from sim.scenario.checks import cross_problems
from sim.scenario.parts import parts_of

Floats = NDArray[np.float64]
YEAR_DAYS = 365.25
# One comparison with an expected value fails by chance once in 150,000 seeds; the seeds are fixed.
STANDARD_ERRORS = 4.5
RARE = 6.8e-6
"""Chance of a normal variable further than 4.5 standard deviations from its mean: the same bar for p-values."""


def likelihood(chance: float | Mapping[str, float], cases: float | None = None) -> dict[str, Any]:
    """Likelihood table."""
    table: dict[str, Any] = {"chance": chance, "assumption": WHY}
    return table if cases is None else table | {"as_sure_as_cases": cases}


def tender(
    chance: float | Mapping[str, float],
    rounds: int,
    gap: float | None = None,
    holds_slot: str = "round",
    cases: float | None = None,
) -> dict[str, Any]:
    """Tender table; the gap in days."""
    table = {"success": likelihood(chance, cases), "rounds": rounds, "holds_slot": holds_slot}
    return table if gap is None else table | {"gap": duration(gap)}


def recall(
    per_year: float | Mapping[str, float],
    again: str,
    *,
    cap: int = 1,
    lapse: float | Mapping[str, float] = 0.0,
    grace: Mapping[str, Any] | float = 0.0,
    uncertain: Mapping[str, Any] | None = None,
    cases: float | None = None,
) -> dict[str, Any]:
    """Recall table; the grace period in days."""
    hazard: dict[str, Any] = {"per_year": per_year, "assumption": WHY}
    return {
        "hazard": hazard if uncertain is None else hazard | {"uncertain": uncertain},
        "grace": duration(grace),
        "lapse": likelihood(lapse, cases),
        "tender_again": again,
        "cap": cap,
    }


def market(per_year: Mapping[tuple[str, str], float], initial: str, max_switches: int = 60) -> dict[str, Any]:
    """Market table from passage -> rate."""
    states = dict.fromkeys(state for passage in per_year for state in passage)
    return {
        "states": {state: {"name": state} for state in states},
        "initial": initial,
        "switches": [
            {"from_state": leaves, "to_state": enters, "per_year": rate, "assumption": WHY}
            for (leaves, enters), rate in per_year.items()
        ],
        "max_switches": max_switches,
        "assumption": WHY,
    }


def amendment(from_date: date, spread: Mapping[str, Any] | float, **more: Any) -> dict[str, Any]:
    """Law that changes a stage from a day on."""
    return {"from_date": from_date, "name": "law", "duration": duration(spread), "assumption": WHY} | more


def valid(stage: str, days: float) -> dict[str, Any]:
    """Notice that a step needs."""
    return {"stage": stage, "duration": duration(days)}


def route_with(
    after: Mapping[str, Sequence[str]],
    steps: Mapping[str, Mapping[str, Any]],
    eligible_after: str | None = None,
    handed_over_after: str | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Route table some of whose steps say more than their predecessors."""
    table = route(after, eligible_after, handed_over_after)
    table["steps"] = [step | dict(steps.get(step["stage"], {})) for step in table["steps"]]
    return table | more


def chain(*stages: str, **steps: Mapping[str, Any]) -> dict[str, Any]:
    """Routes table of one route `r` that runs the stages one after the other."""
    return {"r": route_with({s: stages[i - 1 : i] if i else () for i, s in enumerate(stages)}, steps)}


@dataclass(frozen=True)
class Run:
    """Replications of one scenario, from plan to outcomes."""

    plan: Plan
    draws: Draws
    trace: Trace
    outcomes: Outcomes

    def place(self, key: str, stage: str, number: int = 0) -> tuple[int, int]:
        """Row and node of a stage (of a block, counted from 0) of the row with a key."""
        p = self.plan.labels.keys.index(key)
        stages = self.plan.labels.stages[int(self.plan.network.graph_of[p])]
        return p, [s for s, name in enumerate(stages) if name == stage][number]

    def of(self, name: str, key: str, stage: str, number: int = 0) -> Floats:
        """Times of a node: `requested`, `started`, `ended`, `reissued`, shape (R,)."""
        times: Floats = getattr(self.trace, name)[:, *self.place(key, stage, number)]
        return times

    def ended(self, key: str, stage: str, number: int = 0) -> Floats:
        return self.of("ended", key, stage, number)

    def started(self, key: str, stage: str, number: int = 0) -> Floats:
        return self.of("started", key, stage, number)

    def rounds(self, name: str, key: str, stage: str) -> Floats:
        """`round_started`, `round_ended` (R, A) or `fallback` (R,)."""
        p, s = self.place(key, stage)
        column = int(self.plan.network.rounds_column[self.plan.network.graph_of[p], s])
        times: Floats = getattr(self.trace, name)[:, p, column]
        return times

    def recalls(self, name: str, key: str, stage: str) -> Floats:
        """`stalled`, `recalled`, `resumed`, shape (R, C)."""
        p, s = self.place(key, stage)
        column = int(self.plan.network.recall_column[self.plan.network.graph_of[p], s])
        times: Floats = getattr(self.trace, name)[:, p, column]
        return times

    def lapsed(self, key: str) -> Floats:
        lapsed: Floats = self.trace.lapsed[:, self.plan.labels.keys.index(key)]
        return lapsed


def simulate(
    scenario: Scenario, count: int = 1, *, seed: int = 1, first: int = 0, futures_per_set: int = 1
) -> Run:
    """Check, plan, draw, simulate and measure."""
    errors = [p for p in cross_problems(parts_of(scenario, "test.toml")) if p.severity == "error"]
    assert not errors, errors
    plan = make_plan(scenario)
    draws = draw(plan, seed, first, count, futures_per_set)
    trace = engine_named(ENGINES[0])(plan.network, draws)
    return Run(plan, draws, trace, measure(plan, draws, trace))


def mean_off(sample: Floats, expected: float) -> float:
    """How many standard errors of its own the mean of independent values lies from the expected one."""
    return abs(float(sample.mean()) - expected) / (float(sample.std(ddof=1)) / np.sqrt(sample.size))


def share_off(sample: NDArray[np.bool_], expected: float) -> float:
    """How many standard errors a share of independent cases lies from its expected value, 0 < expected < 1."""
    return abs(float(sample.mean()) - expected) / float(np.sqrt(expected * (1 - expected) / sample.size))


def correlation_off(first: Floats, second: Floats, expected: float) -> float:
    """How many standard errors (of Fisher's z, for normal pairs) a correlation lies from the expected one."""
    seen = float(np.corrcoef(first, second)[0, 1])
    return abs(np.arctanh(seen) - np.arctanh(expected)) * float(np.sqrt(len(first) - 3))


def is_uniform(sample: Floats) -> bool:
    """Whether independent values are uniform on (0, 1), by Kolmogorov and Smirnov."""
    return bool(stats.kstest(sample, "uniform").pvalue > RARE)


def same(found: Any, expected: Any) -> bool:
    """Equal to the last bit, NaN where the other is NaN."""
    return bool(np.array_equal(np.asarray(found, dtype=float), np.asarray(expected, dtype=float), equal_nan=True))
