"""Blocks: routes on which they can follow one another, and rows that may state several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sim.errors import Message, Problem, msg
from sim.files import PartialScenario, in_row, listed, unknown_name
from sim.scenario import Ancestry, ProjectRow, Route
from sim.text import number_of_blocks, number_of_homes


def block_problems(partial: PartialScenario, graphs: Mapping[str, Ancestry]) -> Iterator[Problem]:
    """Yield rules for blocks that cannot work, and rows of several blocks that cannot be split.

    Parameters
    ----------
    partial : PartialScenario
    graphs : mapping of str to Ancestry
        The sound route graphs, by route id.
    """
    for route_id, route in partial.routes.items():
        several = [row for row in partial.rows if row.route == route_id and row.blocks > 1]
        yield from _rule_problems(partial.file, f"routes.{route_id}", route, several, graphs.get(route_id))
    for row in partial.rows:
        if row.blocks > 1:
            yield from _row_problems(partial, row)


def _rule_problems(
    file: str, path: str, route: Route, several: Sequence[ProjectRow], graph: Ancestry | None
) -> Iterator[Problem]:
    steps = {step.stage: step for step in route.steps}
    split = {stage for stage, step in steps.items() if step.per_block}
    rule = route.blocks
    if rule is None:
        if split and several:
            yield Problem(
                file,
                msg(
                    "no rule for blocks, but projects of several blocks: {rows}",
                    rows=listed(r.key for r in several),
                ),
                msg("`blocks` with `at_a_time`, `until` and `stagger`"),
                msg("say how many blocks are built at a time and how they follow one another"),
                path=f"{path}.blocks",
            )
    elif rule.until not in steps:
        yield unknown_name(
            file, f"{path}.blocks.until", rule.until, split, msg("stage of each block on this route")
        )
    elif rule.until not in split:
        yield Problem(
            file,
            msg("`{stage}`, which is no stage of each block", stage=rule.until),
            msg("one of: {choices}", choices=listed(sorted(split))),
            msg("name the stage at whose end a crew moves on, or mark that step `per_block`"),
            path=f"{path}.blocks.until",
        )
    between = None if graph is None else _between_blocks(route, graph, split)
    if between is not None:
        yield Problem(
            file,
            msg(
                "`{stage}` waits for all blocks, and `{later}` of each block comes after it",
                stage=between[0],
                later=between[1],
            ),
            msg("the stages of each block in one stretch, with no stage of the whole project between them"),
            msg("mark `{stage}` as `per_block` too, or move it before or after the blocks", stage=between[0]),
            path=f"{path}.steps",
        )
    if split and several and not {route.eligible_after, route.handed_over_after} & split:
        yield Problem(
            file,
            msg("homes that become eligible and are handed over for all blocks at once"),
            msg("`eligible_after` or `handed_over_after` a stage that each block goes through by itself"),
            msg("check the two stages: homes of blocks usually count block by block"),
            path=f"{path}.eligible_after",
            severity="warning",
        )


def _between_blocks(route: Route, graph: Ancestry, split: set[str]) -> tuple[str, str] | None:
    """Stage of the whole project between two of each block, and the later of these."""
    for step in route.steps:
        for before in sorted(graph[step.stage] - split):
            if step.per_block and graph[before] & split:
                return before, step.stage
    return None


def _row_problems(partial: PartialScenario, row: ProjectRow) -> Iterator[Problem]:
    if row.homes.low < row.blocks and not row.without_homes:
        yield in_row(
            partial.register,
            row,
            "blocks",
            msg(
                "{blocks} for {homes}",
                blocks=number_of_blocks(row.blocks),
                homes=number_of_homes(int(row.homes.low)),
            ),
            msg("at least one home in each block"),
            msg("correct the number of blocks, or the homes"),
        )
    route = partial.routes.get(row.route)
    if route is None:
        return
    split = {step.stage for step in route.steps if step.per_block}
    if not split and not row.over:
        yield in_row(
            partial.register,
            row,
            "blocks",
            msg(
                "{blocks} blocks on route `{route}`, which does not tell blocks apart",
                blocks=row.blocks,
                route=row.route,
            ),
            msg("several blocks where some steps of the route are `per_block`"),
            msg("mark the steps of the route that each block goes through by itself, or empty the cell"),
            warning=True,
        )
    begun = [("stage", part.stage) for part in row.under_way] + [("done", stage) for stage in row.done]
    begun += [("finished", one.stage) for one in row.finished]
    for column, stage in begun:
        if stage in split:
            yield in_row(partial.register, row, column, *_one_row_each(stage, row.blocks))


def _one_row_each(stage: str, blocks: int) -> tuple[Message, Message, Message]:
    return (
        msg(
            "`{stage}`, through which each of the {blocks} blocks goes by itself", stage=stage, blocks=blocks
        ),
        msg("several blocks in one row only while none of them has begun"),
        msg("give each block a row of its own, with its own homes and stages"),
    )
