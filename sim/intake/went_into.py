"""Projects that others went into: the names that a list writes, as ids of its rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from sim.intake.conversion import Converted
from sim.register import COUNTER, Layout, folded, spelled

_BETWEEN = re.compile(r"\s*[;\n]\s*")
_BY_NUMBER = re.compile(r"(?:co )?(?:(?:so thu tu|stt|tt|so|thu|muc|no|number|row) )?0*(\d+)", re.ASCII)
"""A project named by its running number: số 3, STT 3, mục 03, no. 3; without diacritics and punctuation."""
_PERHAPS_BETWEEN = re.compile(r"\s*,\s*|\s+(?:và|and|\+|&)\s+")


def with_ids(read: Mapping[int, Converted], layout: Layout) -> dict[int, Converted]:
    """Write ids in the column `ended_into`, where the list writes names; what is neither stays, to be refused.

    A comma or ``và`` stands between two projects, unless an id or a name holds it. Where neither an id nor a name is
    meant, ``số 3`` is the row that the list's own column of running numbers (STT) counts as 3; a number that several
    rows bear names none of them.
    """
    numbered = _by_number(read, layout)
    ids: dict[str, str] = {}
    for column in ("name", "project_id"):
        for each in read.values():
            if "project_id" in each.cells and column in each.cells:
                ids[folded(each.cells[column])] = each.cells["project_id"]
    return {
        number: replace(
            each, cells={**each.cells, "ended_into": _ids_of(each.cells["ended_into"], ids, numbered)}
        )
        if "ended_into" in each.cells
        else each
        for number, each in read.items()
    }


def _by_number(read: Mapping[int, Converted], layout: Layout) -> dict[str, str]:
    """Id of each project by its running number, where one row alone bears that number."""
    if COUNTER not in layout.columns:
        return {}
    at = layout.columns.index(COUNTER)
    found: dict[str, set[str]] = {}
    for line in layout.lines:
        number = _BY_NUMBER.fullmatch(folded(spelled(line.cell(at))))
        project = read[line.number].cells.get("project_id")
        if number is not None and project is not None:
            found.setdefault(number[1], set()).add(project)
    return {number: min(projects) for number, projects in found.items() if len(projects) == 1}


def _ids_of(written: str, ids: Mapping[str, str], numbered: Mapping[str, str]) -> str:
    found: list[str] = []
    for part in _BETWEEN.split(written.strip()):
        parts = [part] if folded(part) in ids else _PERHAPS_BETWEEN.split(part)
        found += [ids.get(folded(one)) or _numbered(one, numbered) or one for one in parts]
    return "; ".join(found)


def _numbered(words: str, numbered: Mapping[str, str]) -> str | None:
    number = _BY_NUMBER.fullmatch(folded(words))
    return None if number is None else numbered.get(number[1])
