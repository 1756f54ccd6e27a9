"""Columns of a list that hold the date on which a stage was done, and states that say which one is."""

from __future__ import annotations

from collections.abc import Mapping

from sim.intake.list_map import FINISHED
from sim.intake.proposal import stage_of
from sim.scenario import Settings


def dated_stages(written: dict[str, str], settings: Settings) -> Mapping[str, str]:
    """Take the columns of stages done out of a row.

    Parameters
    ----------
    written : dict of str to str
        Cells by column of the map; those of columns such as ``finished permit`` are taken out.
    settings : Settings
        Of the scenario.

    Returns
    -------
    mapping of str to str
        Date by stage.
    """
    columns = [column for column in written if column.startswith(FINISHED)]
    return {stage_named(column.removeprefix(FINISHED), settings): written.pop(column) for column in columns}


def stage_named(words: str, settings: Settings) -> str:
    """Stage of the scenario that the map names; the words themselves where there is none, to be refused later."""
    return stage_of(words, settings) or words.strip()


def as_finished(stated: str, dates: Mapping[str, str]) -> str:
    """Cell of the column `finished`: what the list itself states there, then each stage with its date."""
    return "; ".join([*([stated] if stated else []), *(f"{stage}: {day}" for stage, day in dates.items())])
