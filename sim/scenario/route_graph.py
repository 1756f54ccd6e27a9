"""The graph of a route's stages: cycles, what comes before what, and what a project has yet to do."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from sim.scenario.network import Route
from sim.scenario.project_row import ProjectRow

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


def surely_before(route: Route) -> Ancestry | None:
    """Predecessors that have surely ended when a stage starts, whatever may overlap; None where `ancestry` is None."""
    steps = tuple(
        step.model_copy(
            update={"after": tuple(s for s in step.after if s not in {o.stage for o in step.overlaps})}
        )
        for step in route.steps
    )
    return None if ancestry(route) is None else ancestry(route.model_copy(update={"steps": steps}))


def to_do(row: ProjectRow, graph: Ancestry) -> frozenset[str]:
    """Stages of a row's route that it has neither done nor begun."""
    if row.over:
        return frozenset()
    begun = [*row.stages_done, *(part.stage for part in row.under_way)]
    return frozenset(graph).difference(begun, *(graph.get(stage, ()) for stage in begun))


def yet_to_end(row: ProjectRow, route: Route, graph: Ancestry) -> frozenset[str]:
    """Stages whose duration still matters to a row: to do, under way, or repeated after a recall or void notice."""
    ahead = to_do(row, graph) | {part.stage for part in row.under_way}
    steps = [step for step in route.steps if step.stage in ahead]
    tenders = {step.recall.tender_again for step in steps if step.recall is not None}
    notices = {step.needs_valid.stage for step in steps if step.needs_valid is not None}
    return (ahead | tenders | notices) & graph.keys()


def _after(route: Route) -> dict[str, frozenset[str]]:
    after: dict[str, frozenset[str]] = {}
    for step in route.steps:
        after[step.stage] = after.get(step.stage, frozenset()) | frozenset(step.after)
    return after
