"""Stages in a few groups, as the homes of a route need them: what a figure can tell apart by colour."""

from __future__ import annotations

from typing import Literal

from sim.scenario import Ancestry, Route, Scenario, ancestry

StageGroup = Literal["preparation", "investor", "building", "completion", "beside"]


def stage_groups(scenario: Scenario, route: str) -> dict[str, StageGroup]:
    """Put every stage of a route into a group.

    Parameters
    ----------
    scenario : Scenario
    route : str
        Its id.

    Returns
    -------
    dict of str to str
        `building`: the stage at whose end the homes are eligible, and stages before it that every block goes through
        by itself. `completion`: what comes after it. `investor`: what holds or can hold rounds of a tender before it.
        `preparation`: all else that comes before it. `beside`: what neither comes before it nor after it.
    """
    stated = scenario.settings.routes[route]
    graph = ancestry(stated)
    assert graph is not None, "a scenario is checked before it is simulated"
    return {step.stage: _group(scenario, stated, graph, step.stage) for step in stated.steps}


def _group(scenario: Scenario, route: Route, graph: Ancestry, stage: str) -> StageGroup:
    built = route.eligible_after
    step = next(each for each in route.steps if each.stage == stage)
    if stage == built:
        return "building"
    if built in graph[stage]:
        return "completion"
    if stage not in graph[built]:
        return "beside"
    if step.per_block:
        return "building"
    calls = (*scenario.settings.stages[stage].tenders(), *step.tenders())
    return "investor" if calls else "preparation"
