"""Rows of one project: its blocks, or itself, but not both."""

from __future__ import annotations

from collections.abc import Iterator

from sim.errors import Problem, msg
from sim.scenario.parts import Parts
from sim.scenario.wording import in_row, listed


def project_problems(parts: Parts) -> Iterator[Problem]:
    """Yield a project that stands there whole beside its blocks, and ids that differ only in capitals."""
    blocks: dict[str, list[str]] = {}
    spelt: dict[str, str] = {}
    for row in parts.rows:
        folded = row.project_id.casefold()
        first = spelt.setdefault(folded, row.project_id)
        if first != row.project_id:
            yield in_row(
                parts.register,
                row,
                "project_id",
                msg("`{id}`, beside `{other}`", id=row.project_id, other=first),
                msg("ids that differ in more than capitals"),
                msg("write the id as in the other row if it is the same project, or choose another"),
                warning=True,
            )
        if row.block:
            blocks.setdefault(row.project_id, []).append(row.block)
    for row in parts.rows:
        if not row.block and row.project_id in blocks:
            yield in_row(
                parts.register,
                row,
                "block",
                msg(
                    "an empty cell, but project `{id}` also has rows for its blocks: {blocks}",
                    id=row.project_id,
                    blocks=listed(blocks[row.project_id]),
                ),
                msg("the whole project in one row, or every row with its block: homes would count twice"),
                msg("name the block of this row, or delete the row that repeats homes"),
            )
