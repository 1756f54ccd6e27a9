"""Hectares that a register row must state, because a stage depends on them, and totals of homes groups."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from sim.errors import Message, Problem, msg
from sim.files import PartialScenario, in_row, listed
from sim.scenario import Ancestry, Duration, HomesGroup, ProjectRow, Step, to_do, yet_to_end
from sim.text import number_of_homes


def size_problems(partial: PartialScenario, graphs: Mapping[str, Ancestry]) -> Iterator[Problem]:
    """Yield totals that a homes group cannot have, and rows without hectares though a duration or a stock needs them.

    Parameters
    ----------
    partial : PartialScenario
    graphs : mapping of str to Ancestry
        The sound route graphs, by route id.
    """
    if partial.rows_complete:
        for group_id, group in partial.homes_groups.items():
            rows = [row for row in partial.rows if row.homes_group == group_id]
            yield from _total_problems(partial.file, group_id, group, rows)
    yield from _large_blocks(partial)
    for row in partial.rows:
        graph = graphs.get(row.route)
        if row.without_homes:
            yield from _without_homes(partial, row, graph)
        if graph is None or row.land_ha is not None or _group_has_land(partial, row):
            continue
        why = next(_reasons(partial, row, graph), None)
        if why is not None:
            yield in_row(
                partial.register,
                row,
                "land_ha",
                why,
                msg("hectares, for example 2.5 or 2..4"),
                msg("fill in the land of the project, or `land_ha` of its homes group"),
            )


def _large_blocks(partial: PartialScenario) -> Iterator[Problem]:
    """Yield blocks that alone would fill the largest target of a year: perhaps a number with a digit too many."""
    targets = partial.targets
    largest = max((one.homes for one in targets.years), default=0) if targets is not None else 0
    for row in partial.rows:
        if largest and not row.over and row.homes.low / row.blocks > largest:
            yield in_row(
                partial.register,
                row,
                "homes",
                msg(
                    "{homes} in one block, more than any year's target", homes=number_of_homes(row.homes.low)
                ),
                msg("at most {largest} homes a block, the largest target of a year", largest=largest),
                msg(
                    "correct the number if it has a digit too many; else write in `blocks` how many blocks are built"
                ),
                warning=True,
            )


def _without_homes(partial: PartialScenario, row: ProjectRow, graph: Ancestry | None) -> Iterator[Problem]:
    """Yield what a row of 0 homes cannot have: a part of a group's homes, work that grows with homes."""
    if row.homes_group is not None:
        yield in_row(
            partial.register,
            row,
            "homes_group",
            msg("`{name}`, for a row of 0 homes", name=row.homes_group),
            msg("rows with homes, among which the homes of the group are shared out"),
            msg("empty the cell; state the land of the row itself, where a stage depends on it"),
        )
    if not row.over:
        yield in_row(
            partial.register,
            row,
            "homes",
            msg("0 homes: it takes its turn at desks, crews and stocks, and brings nothing to any target"),
            msg("homes; or 0 for what brings none, such as a school or a road"),
            msg("nothing, if it brings none; else write its homes, or the range they lie in"),
            warning=True,
        )
    route = partial.routes.get(row.route)
    if graph is None or route is None:
        return
    ahead = yet_to_end(row, route, graph)
    for step in route.steps:
        if step.stage in ahead and any(_grows_with(d, "homes") for d in _durations(partial, row, step)):
            yield in_row(
                partial.register,
                row,
                "homes",
                msg("0 homes, but the time of stage `{stage}` goes by homes", stage=step.stage),
                msg("stages whose time does not depend on homes, for a row without any"),
                msg(
                    "add to the scenario file, each part on a line of its own and with the time that is right: "
                    "[[own_durations]] | project = {project} | stage = {stage} | duration = {duration} | "
                    "assumption = {reason}; or give the project a route of its own, in which that stage has a duration "
                    "without `scale`",
                    project=_quoted(row.project_id),
                    stage=_quoted(step.stage),
                    duration='{ unit = "months", spread = { family = "uniform", low = 6, high = 12 } }',
                    reason='"…"',
                ),
            )


def _quoted(text: str) -> str:
    """Write a text as TOML does."""
    return json.dumps(text, ensure_ascii=False)


def _group_has_land(partial: PartialScenario, row: ProjectRow) -> bool:
    """Whether its homes group has land; a broken or unknown group, which another check reports, is taken to have it."""
    group = partial.homes_groups.get(row.homes_group or "")
    return row.homes_group is not None and (group is None or group.land_ha is not None)


def _reasons(partial: PartialScenario, row: ProjectRow, graph: Ancestry) -> Iterator[Message]:
    route = partial.routes[row.route]
    ahead, untouched = yet_to_end(row, route, graph), to_do(row, graph)
    for step in route.steps:
        if step.stage in ahead and any(_grows_with(d, "land_ha") for d in _durations(partial, row, step)):
            yield msg("an empty cell, but stage `{stage}` takes longer with more land", stage=step.stage)
        stage = partial.stages.get(step.stage)
        use = None if stage is None else stage.stock
        if use is not None and use.per == "land_ha" and step.stage in untouched:
            yield msg(
                "an empty cell, but stage `{stage}` takes from stock `{stock}` by the hectare",
                stage=step.stage,
                stock=use.id,
            )


def _durations(partial: PartialScenario, row: ProjectRow, step: Step) -> Iterator[Duration]:
    """Durations met at a step: its own, waits between its rounds, of an assignment, the grace of a recall."""
    yield from partial.durations_ever(row, step)
    stage = partial.stages.get(step.stage)
    for _, tender in () if stage is None else step.all_tenders("", stage):
        if tender.gap is not None:
            yield tender.gap
    if step.assign_duration is not None:
        yield step.assign_duration
    if step.recall is not None:
        yield step.recall.grace


def _grows_with(duration: Duration, size: str) -> bool:
    return duration.scale is not None and duration.scale.by == size


def _total_problems(
    file: str, group_id: str, group: HomesGroup, rows: Sequence[ProjectRow]
) -> Iterator[Problem]:
    if not rows:
        return
    fewest, most = int(sum(row.homes.low for row in rows)), int(sum(row.homes.high for row in rows))
    if not fewest <= group.homes <= most:
        yield Problem(
            file,
            msg("a total of {homes}", homes=number_of_homes(group.homes)),
            msg(
                "from {fewest} to {most}, as the rows {rows} say",
                fewest=fewest,
                most=most,
                rows=listed(row.key for row in rows),
            ),
            msg("correct the total, or the homes of these rows"),
            path=f"homes_groups.{group_id}.homes",
        )
