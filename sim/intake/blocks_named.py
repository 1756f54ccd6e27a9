"""Rows of one id without a block: the blocks of a project, named or numbered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from sim.errors import Problem, msg
from sim.intake.conversion import Converted
from sim.scenario import MOST_ID_CHARACTERS


def told_apart(read: Mapping[int, Converted], file: str) -> tuple[dict[int, Converted], list[Problem]]:
    """Let rows of one id and no block be its blocks: named as the rows are where all names differ, else numbered.

    Rows that say the same in every cell stay as they are: they are one row twice.
    """
    sharing: dict[str, list[int]] = defaultdict(list)
    for number, each in read.items():
        if each.aside is None and "project_id" in each.cells and "block" not in each.cells:
            sharing[each.cells["project_id"].casefold()].append(number)
    out = dict(read)
    told: list[Problem] = []
    for numbers in (numbers for numbers in sharing.values() if len(numbers) > 1):
        names = [
            read[number].cells.get("name", "").replace("#", " ")[:MOST_ID_CHARACTERS].strip()
            for number in numbers
        ]
        if len({tuple(read[number].cells.items()) for number in numbers}) < len(numbers):
            continue
        differ = len({name.casefold() for name in names}) == len(names)
        blocks = names if differ else [str(k) for k in range(1, len(numbers) + 1)]
        for number, block in zip(numbers, blocks, strict=True):
            out[number] = replace(read[number], cells={**read[number].cells, "block": block})
            told.append(_block_named(read[number].cells["project_id"], block, number, file))
    return out, told


def _block_named(project: str, block: str, number: int, file: str) -> Problem:
    return Problem(
        file,
        msg("{id}, an id of several rows, without a block: read as block {block}", id=project, block=block),
        msg("one row a project, or a column that names its blocks"),
        msg("nothing, where they are blocks of one project; else give each project its own id"),
        row=number,
        column="project_id",
        severity="warning",
    )
