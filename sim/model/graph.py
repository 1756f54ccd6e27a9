"""The stage graph of a route."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import TopologicalSorter

import numpy as np
from numpy.typing import NDArray

from sim.scenario import Route, Step


def in_order(route: Route) -> tuple[Step, ...]:
    """Steps of a route with predecessors first; steps that could stand either way keep their file order.

    Raises
    ------
    graphlib.CycleError
        When the graph has a cycle (a checked scenario has none).
    """
    by_stage = {step.stage: step for step in route.steps}
    sorter = TopologicalSorter({step.stage: step.after for step in route.steps})
    sorter.prepare()
    file_order = {stage: place for place, stage in enumerate(by_stage)}
    ready: list[str] = []
    ordered: list[Step] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()], key=file_order.__getitem__)
        first = ready.pop(0)
        ordered.append(by_stage[first])
        sorter.done(first)
    return tuple(ordered)


def predecessor_matrix(ordered: Sequence[Step]) -> NDArray[np.bool_]:
    """``matrix[k, j]``: step j must have ended before step k is requested."""
    place = {step.stage: k for k, step in enumerate(ordered)}
    matrix = np.zeros((len(ordered), len(ordered)), dtype=np.bool_)
    for k, step in enumerate(ordered):
        for stage in step.after:
            matrix[k, place[stage]] = True
    return matrix
