"""What a scenario states and never uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.errors import Message, Problem, msg
from sim.files import PartialScenario, listed
from sim.scenario import Sourced


def use_warnings(parts: PartialScenario) -> Iterator[Problem]:
    """Yield parts of a scenario without errors that nothing uses, and yearly targets of no home."""
    used_routes = {row.route for row in parts.rows}
    steps = [step for route in parts.routes.values() for step in route.steps]
    used_stages = {step.stage for step in steps}
    stages = [stage for stage_id, stage in parts.stages.items() if stage_id in used_stages]
    kinds: list[tuple[str, Message, Iterable[str], set[str | None]]] = [
        ("routes", msg("routes that no project follows: {names}"), parts.routes, {*used_routes}),
        ("stages", msg("stages on no route: {names}"), parts.stages, {*used_stages}),
        ("pools", msg("pools that no stage uses: {names}"), parts.pools, {stage.pool for stage in stages}),
        (
            "calendars",
            msg("calendars that no stage uses: {names}"),
            parts.calendars,
            {s.calendar for s in stages},
        ),
        (
            "stocks",
            msg("stocks that no stage uses: {names}"),
            parts.stocks,
            {s.stock.id for s in stages if s.stock is not None},
        ),
        (
            "factors",
            msg("common factors of no stage on any route: {names}"),
            parts.factors,
            {name for name, factor in parts.factors.items() if used_stages.intersection(factor.stages)},
        ),
        (
            "homes_groups",
            msg("homes groups without a project: {names}"),
            parts.homes_groups,
            {row.homes_group for row in parts.rows},
        ),
        (
            "sources",
            msg("sources that nothing names: {names}"),
            parts.sources or {},
            {*_named_sources(parts)},
        ),
    ]
    for path, found, stated, used in kinds:
        unused = [name for name in stated if name not in used]
        if unused:
            yield Problem(
                parts.file,
                Message(found.template, {"names": listed(unused)}),
                msg("only what is used; a name may be misspelt where it was meant"),
                msg("use it or remove it"),
                path=path,
                severity="warning",
            )
    by_state = (
        isinstance(value, dict)
        for _, part in parts.settings_parts
        for value in (getattr(part, "chance", None), getattr(part, "per_year", None))
    )
    if parts.market is not None and not any(by_state):
        yield Problem(
            parts.file,
            msg("a market whose state nothing depends on"),
            msg("chances or rates by state of the market"),
            msg("state some chance for every state, or remove the market"),
            path="market",
            severity="warning",
        )
    for place, target in enumerate(parts.targets.years if parts.targets is not None else ()):
        if target.homes == 0:
            yield Problem(
                parts.file,
                msg("a target of 0 homes for {year}, which is always reached", year=str(target.year)),
                msg("the homes to be completed in that year"),
                msg("write the target, if there is one"),
                path=f"targets.years[{place}].homes",
                severity="warning",
            )


def _named_sources(parts: PartialScenario) -> Iterator[str]:
    for _, model in parts.settings_parts:
        yield from model.source if isinstance(model, Sourced) else ()
    for row in parts.rows:
        yield from row.source
