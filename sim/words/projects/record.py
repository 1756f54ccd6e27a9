"""What the register says of a project's past, for a line or a cell of a table."""

from __future__ import annotations

from sim.analysis.projects import Outlooks, ProjectOutlook
from sim.text import Text
from sim.words.one_future import recorded_label


def record_label(row: ProjectOutlook, found: Outlooks, text: Text) -> str:
    """Stages done by the register, with their dates, and how the project ended; empty where it tells of none.

    Where a project has several rows in the register, what is said of each begins with its block.
    """
    settings, said = found.scenario.settings, []
    for stated in row.register_rows:
        past = recorded_label(stated, settings, text)
        if past:
            said.append(f"{stated.block}: {past}" if len(row.register_rows) > 1 else past)
    return " | ".join(said)
