"""Projects that others went into: the names that a list writes, as ids of its rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from sim.intake.conversion import Converted
from sim.register import folded

_BETWEEN = re.compile(r"\s*[;\n]\s*")
_PERHAPS_BETWEEN = re.compile(r"\s*,\s*|\s+(?:và|and|\+|&)\s+")


def with_ids(read: Mapping[int, Converted]) -> dict[int, Converted]:
    """Write ids in the column `ended_into`, where the list writes names; what is neither stays, to be refused.

    A comma or ``và`` stands between two projects, unless an id or a name holds it.
    """
    ids: dict[str, str] = {}
    for column in ("name", "project_id"):
        for each in read.values():
            if "project_id" in each.cells and column in each.cells:
                ids[folded(each.cells[column])] = each.cells["project_id"]
    return {
        number: replace(each, cells={**each.cells, "ended_into": _ids_of(each.cells["ended_into"], ids)})
        if "ended_into" in each.cells
        else each
        for number, each in read.items()
    }


def _ids_of(written: str, ids: Mapping[str, str]) -> str:
    found: list[str] = []
    for part in _BETWEEN.split(written.strip()):
        parts = [part] if folded(part) in ids else _PERHAPS_BETWEEN.split(part)
        found += [ids.get(folded(one), one) for one in parts]
    return "; ".join(found)
