"""What the register says of a project's past, for a line or a cell of a table."""

from __future__ import annotations

from sim.analysis.projects import Outlooks, ProjectOutlook
from sim.text import Text
from sim.words.describe_scenario import ending_in_words, stages_done_in_words


def record_label(row: ProjectOutlook, found: Outlooks, text: Text) -> str:
    """Stages done by the register, with their dates, and how the project ended; empty where it tells of none.

    Where a project has several rows in the register, what is said of each begins with its block.
    """
    settings, said = found.scenario.settings, []
    for stated in row.register_rows:
        past = "; ".join([*stages_done_in_words(stated, settings, text), *ending_in_words(stated, text)])
        if past:
            said.append(f"{stated.block}: {past}" if len(row.register_rows) > 1 else past)
    return " | ".join(said)
