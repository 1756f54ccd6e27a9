"""The stage graph of a route: its cycle, if it has one, and what must come before what."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from sim.scenario.network import Route

Ancestry = Mapping[str, frozenset[str]]
"""For every stage of a route, the stages that are done when it starts."""


def cycle(route: Route) -> tuple[str, ...]:
    """Stages of a cycle, each waiting for the one before it, the first again at the end; empty where none is."""
    try:
        TopologicalSorter(_after(route)).prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def ancestry(route: Route) -> Ancestry | None:
    """All predecessors of every stage, near and far; None for a route whose graph is broken."""
    after = _after(route)
    written_once = len(after) == len(route.steps)
    if not written_once or cycle(route) or any(not stages <= after.keys() for stages in after.values()):
        return None
    ancestors: dict[str, frozenset[str]] = {}
    for stage in TopologicalSorter(after).static_order():
        ancestors[stage] = after[stage].union(*(ancestors[before] for before in after[stage]))
    return ancestors


def _after(route: Route) -> dict[str, frozenset[str]]:
    after: dict[str, frozenset[str]] = {}
    for step in route.steps:
        after[step.stage] = after.get(step.stage, frozenset()) | frozenset(step.after)
    return after
