"""Tenders, recalls and notices: each names a stage of its route that can serve for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.errors import Message, Problem, msg, msg_n
from sim.files import PartialScenario, unknown_name
from sim.scenario import Ancestry, Likelihood, Recall, Route, Stage, Step, Validity


def investor_problems(partial: PartialScenario, graphs: Mapping[str, Ancestry]) -> Iterator[Problem]:
    """Yield tenders without a fallback or a chance, and recalls and notices that name a stage that cannot serve.

    Parameters
    ----------
    partial : PartialScenario
    graphs : mapping of str to Ancestry
        The sound route graphs, by route id.
    """
    never_taken: set[str] = set()
    for route_id, route in partial.routes.items():
        graph = graphs.get(route_id)
        for index, step in enumerate(route.steps):
            path = f"routes.{route_id}.steps[{index}]"
            stage = partial.stages.get(step.stage)
            if stage is not None:
                yield from _tender_problems(partial.file, path, step, stage)
            if step.fallback == "drop_out" and stage is not None:
                never_taken |= {
                    f"{inner_path}.success.chance"
                    for inner_path, tender in step.all_tenders(path, stage)
                    if _certain_failure(tender.success)
                }
            if step.recall is not None:
                yield from _recall_problems(partial, path, route, step, step.recall, graph)
            if step.needs_valid is not None:
                yield from _notice_problems(partial, path, route, step, step.needs_valid, graph)
        yield from _milestone_problems(partial, route_id, route)
    for path in sorted(never_taken):
        yield Problem(
            partial.file,
            msg("a chance of 0: every project that comes to this tender drops out"),
            msg("a chance above 0, in some state of the market at least"),
            msg("correct the chance, or let the route's fallback assign an investor"),
            path=path,
            severity="warning",
        )


def _tender_problems(file: str, path: str, step: Step, stage: Stage) -> Iterator[Problem]:
    tenders = list(step.all_tenders(path, stage))
    if tenders and step.fallback is None:
        by_law = step.on(stage).tender is None and not any(step.tenders())
        yield Problem(
            file,
            msg("no fallback, but a law makes a tender of stage `{stage}`", stage=step.stage)
            if by_law
            else msg("no fallback, but stage `{stage}` is a tender", stage=step.stage),
            msg("one of: {choices}", choices="assign, drop_out"),
            msg("add `fallback`: what happens on this route after the last failed round"),
            path=f"{path}.fallback",
        )
    if not tenders and step.fallback is not None:
        yield Problem(
            file,
            msg("a fallback, but stage `{stage}` is no tender, now or by a law to come", stage=step.stage),
            msg("a fallback where the stage has `tender`"),
            msg("remove `fallback`, or state the tender of the stage"),
            path=f"{path}.fallback",
        )
    if step.assign_duration is not None and step.fallback != "assign":
        yield Problem(
            file,
            msg("`assign_duration`, but nobody is assigned on this route after the last failed round"),
            msg('`assign_duration` beside `fallback = "assign"`'),
            msg('remove `assign_duration`, or write `fallback = "assign"`'),
            path=f"{path}.assign_duration",
        )
    if tenders and step.per_block:
        yield Problem(
            file,
            msg("a tender in every block of the project"),
            msg("one tender for the whole project"),
            msg("remove `per_block`, or the tender of stage `{stage}`", stage=step.stage),
            path=f"{path}.per_block",
        )
    if tenders and step.recall is not None:
        yield Problem(
            file,
            msg("a recall while stage `{stage}` still looks for an investor", stage=step.stage),
            msg("a recall in a stage without a tender"),
            msg("move `recall` to the stage in which an investor stalls"),
            path=f"{path}.recall",
        )


def _milestone_problems(partial: PartialScenario, route_id: str, route: Route) -> Iterator[Problem]:
    """Yield a call for investors by whose progress homes would be entered in the statistic, as if it were building."""
    again = {step.recall.tender_again for step in route.steps if step.recall is not None}
    stage = partial.stages.get(route.eligible_after)
    tendered = stage is not None and any(
        any(step.all_tenders("", stage)) for step in route.steps if step.stage == route.eligible_after
    )
    pushed = partial.counting is not None and partial.counting.push is not None
    if pushed and (tendered or route.eligible_after in again):
        yield Problem(
            partial.file,
            msg("stage `{stage}`, in which an investor is found", stage=route.eligible_after),
            msg("a stage that builds"),
            msg("name the stage at whose end the structure is up"),
            path=f"routes.{route_id}.eligible_after",
        )


def _recall_problems(
    partial: PartialScenario, path: str, route: Route, step: Step, recall: Recall, graph: Ancestry | None
) -> Iterator[Problem]:
    if step.per_block:
        yield Problem(
            partial.file,
            msg("a recall in every block of the project"),
            msg("a recall in a stage of the whole project: all its blocks have one investor"),
            msg("move `recall` to the stage before the blocks, or remove `per_block`"),
            path=f"{path}.recall",
        )
    yield from _earlier_stage(
        partial,
        f"{path}.recall.tender_again",
        route,
        step.stage,
        recall.tender_again,
        graph,
        msg("name the stage of this route in which the investor was found"),
    )


def _notice_problems(
    partial: PartialScenario, path: str, route: Route, step: Step, notice: Validity, graph: Ancestry | None
) -> Iterator[Problem]:
    yield from _earlier_stage(
        partial,
        f"{path}.needs_valid.stage",
        route,
        step.stage,
        notice.stage,
        graph,
        msg("name the stage of this route that issues the notice"),
    )
    issuing = next((other for other in route.steps if other.stage == notice.stage), None)
    stage = partial.stages.get(notice.stage)
    if issuing is None or stage is None or issuing.on(stage).calendar is not None:
        return
    takes, valid = (issuing.duration or stage.duration).median_days, notice.duration.median_days
    if takes > valid > 0:
        yield Problem(
            partial.file,
            msg_n(
                "valid for {count} day from its issue, but the notice itself takes {takes}",
                "valid for {count} days from its issue, but the notice itself takes {takes}",
                round(valid),
                takes=round(takes),
            ),
            msg("a validity longer than the stage that issues the notice"),
            msg("check both; the notice is otherwise issued twice for every project"),
            path=f"{path}.needs_valid.duration",
            severity="warning",
        )


def _earlier_stage(
    partial: PartialScenario,
    path: str,
    route: Route,
    stage: str,
    named: str,
    graph: Ancestry | None,
    action: Message,
) -> Iterator[Problem]:
    """Yield a stage named by `stage` that is not on the route, does not come before it, or belongs to each block."""
    steps = {step.stage: step for step in route.steps}
    if named not in steps:
        yield unknown_name(partial.file, path, named, steps, msg("stage on this route"))
    elif graph is not None and named not in graph[stage]:
        yield Problem(
            partial.file,
            msg("`{named}`, which does not come before `{stage}`", named=named, stage=stage),
            msg("a stage that is done when `{stage}` starts", stage=stage),
            action,
            path=path,
        )
    elif steps[named].per_block:
        yield Problem(
            partial.file,
            msg("`{named}`, which every block goes through by itself", named=named),
            msg("a stage of the whole project"),
            action,
            path=path,
        )


def _certain_failure(likelihood: Likelihood) -> bool:
    chance = likelihood.chance
    return max(chance.values(), default=1.0) <= 0 if isinstance(chance, dict) else chance <= 0
