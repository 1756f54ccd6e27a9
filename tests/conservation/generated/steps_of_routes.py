"""What routes of generated scenarios state for their steps alone: pools, calendars, tenders, time to assign investors."""

from __future__ import annotations

from typing import Any

from conservation.generated.scenario_parts import durations, tenders
from hypothesis import strategies as st

from sim.scenario import Duration, Route, Scenario, Stage, Step, Tender


@st.composite
def with_steps_of_their_own(draw: st.DrawFn, scenario: Scenario) -> Scenario:
    """A scenario of which some steps have another pool, calendar or tender than their stage, or assign in some time."""
    settings = scenario.settings
    market = settings.market
    states = [] if market is None else list(market.states)
    later_rounds = {row.route for row in scenario.rows if row.tender_round > 1}
    changed = {
        route_id: draw(_route(scenario, route, states, route_id in later_rounds))
        for route_id, route in settings.routes.items()
    }
    return scenario.model_copy(update={"settings": settings.model_copy(update={"routes": changed})})


@st.composite
def _route(draw: st.DrawFn, scenario: Scenario, route: Route, states: list[str], later_rounds: bool) -> Route:
    settings = scenario.settings
    again = {step.recall.tender_again for step in route.steps if step.recall is not None}
    fixed = {route.eligible_after} if settings.counting.push is not None else set()
    steps = []
    for step in route.steps:
        stage = settings.stages[step.stage]
        finds = step.fallback is not None
        may_find = not (step.per_block or step.recall or step.stage in fixed or later_rounds)
        changes: dict[str, Any] = {}
        if settings.pools and draw(st.integers(0, 4)) == 0:
            changes["pool"] = draw(st.sampled_from(list(settings.pools)))
        if draw(st.integers(0, 4)) == 0:
            changes["calendar"] = draw(st.sampled_from(list(settings.calendars)))
        if (may_find or stage.tender is not None) and draw(
            st.integers(0, 4 if step.stage in again else 7)
        ) == 0:
            changes |= draw(_tender(step, states))
        step = step.model_copy(update=changes)
        if finds and step.law and draw(st.booleans()):
            law = step.law[0].model_copy(update={"tender": _as_tender(draw(tenders(states)))})
            step = step.model_copy(update={"law": (law, *step.law[1:])})
        if step.fallback == "assign" and draw(st.booleans()):
            step = step.model_copy(update={"assign_duration": draw(_assign_duration(step, stage))})
        steps.append(step)
    return route.model_copy(update={"steps": tuple(steps)})


@st.composite
def _tender(draw: st.DrawFn, step: Step, states: list[str]) -> dict[str, Any]:
    # As many rounds as a row of the register may have behind it.
    fallback = step.fallback or draw(st.sampled_from(["assign", "drop_out"]))
    return {"tender": _as_tender(draw(tenders(states)) | {"rounds": 4}), "fallback": fallback}


@st.composite
def _assign_duration(draw: st.DrawFn, step: Step, stage: Stage) -> Duration:
    return Duration.model_validate(draw(durations(step.on(stage).calendar)))


def _as_tender(table: dict[str, Any]) -> Tender:
    return Tender.model_validate(table)
