"""What the register says of a row's past, for a line or a cell of a table."""

from __future__ import annotations

from sim.scenario import ProjectRow, Settings
from sim.text import Text
from sim.words.describe_scenario import ending_in_words, stages_done_in_words


def recorded_label(row: ProjectRow, settings: Settings, text: Text) -> str:
    """Stages done by the register, with their dates, and how the project ended; empty where it tells of none."""
    return "; ".join([*stages_done_in_words(row, settings, text), *ending_in_words(row, text)])
