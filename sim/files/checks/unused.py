"""Parts that a scenario states and nothing uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.errors import Message, Problem, msg
from sim.files import PartialScenario, listed
from sim.scenario import Grounded


def unused_warnings(partial: PartialScenario) -> Iterator[Problem]:
    """Yield parts of a scenario without errors that nothing uses, and yearly targets of no home."""
    used_routes = {row.route for row in partial.rows}
    steps = [step for route in partial.routes.values() for step in route.steps]
    used_stages = {step.stage for step in steps}
    stages = [step.on(partial.stages[step.stage]) for step in steps]
    kinds: list[tuple[str, Message, Iterable[str], set[str | None]]] = [
        ("routes", msg("routes that no project follows: {names}"), partial.routes, {*used_routes}),
        ("stages", msg("stages on no route: {names}"), partial.stages, {*used_stages}),
        ("pools", msg("pools that no stage uses: {names}"), partial.pools, {stage.pool for stage in stages}),
        (
            "calendars",
            msg("calendars that no stage uses: {names}"),
            partial.calendars,
            {s.calendar for s in stages},
        ),
        (
            "stocks",
            msg("stocks that no stage uses: {names}"),
            partial.stocks,
            {s.stock.id for s in stages if s.stock is not None},
        ),
        (
            "factors",
            msg("common factors of no stage on any route: {names}"),
            partial.factors,
            {name for name, factor in partial.factors.items() if used_stages.intersection(factor.stages)},
        ),
        (
            "homes_groups",
            msg("homes groups without a project: {names}"),
            partial.homes_groups,
            {row.homes_group for row in partial.rows},
        ),
        (
            "never_begins",
            msg("classes of projects that may never begin, without a project: {names}"),
            partial.never_begins,
            {row.never_begins for row in partial.rows},
        ),
        (
            "start_hazards",
            msg("start hazards of no project: {names}"),
            partial.start_hazards,
            {row.start_hazard for row in partial.rows},
        ),
        (
            "sources",
            msg("sources that nothing names: {names}"),
            partial.sources or {},
            {*_named_sources(partial)},
        ),
    ]
    for path, found, stated, used in kinds:
        unused = [name for name in stated if name not in used]
        if unused:
            yield Problem(
                partial.file,
                Message(found.template, {"names": listed(unused)}),
                msg("only what is used; a name may be misspelt where it was meant"),
                msg("use it or remove it"),
                path=path,
                severity="warning",
            )
    by_state = (
        isinstance(value, dict)
        for _, model in partial.settings_models
        for value in (getattr(model, name, None) for name in ("chance", "per_year", "share_a_year"))
    )
    if partial.market is not None and not any(by_state):
        yield Problem(
            partial.file,
            msg("a market whose state nothing depends on"),
            msg("chances or rates by state of the market"),
            msg("state some chance for every state, or remove the market"),
            path="market",
            severity="warning",
        )
    for index, target in enumerate(partial.targets.years if partial.targets is not None else ()):
        if target.homes == 0:
            yield Problem(
                partial.file,
                msg("a target of 0 homes for {year}, which is always reached", year=str(target.year)),
                msg("the homes to be completed in that year"),
                msg("write the target, if there is one"),
                path=f"targets.years[{index}].homes",
                severity="warning",
            )


def _named_sources(partial: PartialScenario) -> Iterator[str]:
    for _, model in partial.settings_models:
        yield from model.source if isinstance(model, Grounded) else ()
    for row in partial.rows:
        yield from row.source
