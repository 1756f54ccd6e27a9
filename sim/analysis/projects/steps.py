"""What a block still needs before it reaches a reading: its steps, and how long each takes when it goes fast."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.array_types import Floats
from sim.model import Draws, Trace
from sim.plan import DONE, STAGGER, UNDER_WAY, Plan
from sim.scenario import Reading

ENTRY = ""
"""In place of a stage: the wait until the project begins."""


@dataclass(frozen=True)
class StepLeft:
    """A step that must end before a block reaches a reading.

    Attributes
    ----------
    stage : str
        Its id; `ENTRY` for the wait until the project begins.
    days : float
        Days from its request, or from the data date where it is under way, to its end, waits included, in its fastest
        futures; infinite where it does not end in so many of them.
    """

    stage: str
    days: float


def days_of_steps(plan: Plan, draws: Draws, trace: Trace, reading: Reading) -> tuple[Floats, ...]:
    """Days that each step left of each block takes in each future, shape (R, steps); infinite where it does not end.

    Where the project is not begun the first column is the wait until it begins.
    """
    found = []
    for b, (p, nodes) in enumerate(_steps(plan, reading)):
        assert int(plan.measurement.row_of[b]) == p
        ended = trace.ended[:, p, nodes]
        since = np.where(plan.network.state[p, nodes] == UNDER_WAY, 0.0, trace.requested[:, p, nodes])
        days = np.where(np.isnan(ended), np.inf, ended - since)
        if plan.network.enters_at_entry[p]:
            entry = np.where(draws.begins[:, p], draws.entry_days[:, p], np.inf)
            days = np.concatenate([entry[:, None], days], axis=1)
        found.append(days)
    return tuple(found)


def steps_left(
    plan: Plan, reading: Reading, share: float, blocks: Sequence[tuple[Floats, ...]]
) -> tuple[tuple[StepLeft, ...], ...]:
    """Steps left of each block, each with the days that it does not exceed in a share of the futures."""
    found = []
    for b, (p, nodes) in enumerate(_steps(plan, reading)):
        g = int(plan.network.graph_of[p])
        names = [plan.labels.stages[g][s] for s in nodes]
        if plan.network.enters_at_entry[p]:
            names = [ENTRY, *names]
        days = np.sort(np.concatenate([each[b] for each in blocks]), axis=0)
        rank = max(math.ceil(share * len(days) - 1e-9), 1) - 1
        found.append(
            tuple(StepLeft(name, float(days[rank, i])) for i, name in enumerate(names) if days[rank, i] > 0)
        )
    return tuple(found)


def _steps(plan: Plan, reading: Reading) -> list[tuple[int, list[int]]]:
    """Row of each block, and its nodes not done that must end before it reaches a reading."""
    measurement, network = plan.measurement, plan.network
    by_eligible = reading == "eligible" or (reading == "counted" and measurement.counted_when_eligible)
    ends = measurement.eligible_node if by_eligible else measurement.handed_over_node
    found = []
    for p, end in zip(measurement.row_of.tolist(), ends.tolist(), strict=True):
        g = int(network.graph_of[p])
        stages, numbers = plan.labels.stages[g], plan.labels.numbers[g]
        needed = {end}
        for s in range(end, -1, -1):
            # Predecessors stand before what follows them. Other blocks go before this one for their crew only.
            if s in needed:
                before = np.flatnonzero(network.predecessors[g, s]).tolist()
                needed |= {j for j in before if numbers[j] in (0, numbers[end])}
        nodes = [s for s in sorted(needed) if stages[s] != STAGGER and network.state[p, s] != DONE]
        found.append((p, [] if network.ended[p] else nodes))
    return found
