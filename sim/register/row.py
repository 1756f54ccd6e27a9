"""One row of the register: its cells read, and its contradictions found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from sim.errors import Message, Problem, msg
from sim.register.cells import (
    Refusal,
    block_name,
    counted_before,
    identifier,
    identifiers,
    project_id,
    project_ids,
    quoted,
    status,
    text_up_to,
    unusable_anywhere,
)
from sim.register.dates import date_span, date_spans, day, planned_span
from sim.register.history import ENDED_COLUMNS, ended_as, ending, finished_stages, misnamed
from sim.register.numbers import count_up_to, homes, land_ha, shares_done
from sim.register.sheets.cell_table import Cell
from sim.register.under_way import UNDER_WAY, misaligned, stages_under_way, stopped_since, stops
from sim.scenario import ProjectRow

_MOST_REASON = 2000


def _text(field: str) -> Callable[[Cell], str | Refusal]:
    limits = (getattr(limit, "max_length", None) for limit in ProjectRow.model_fields[field].metadata)
    return text_up_to(next(limit for limit in limits if limit is not None))


def _count(field: str) -> Callable[[Cell], int | Refusal]:
    limits = (getattr(limit, "le", None) for limit in ProjectRow.model_fields[field].metadata)
    return count_up_to(next(limit for limit in limits if limit is not None))


COLUMNS: Mapping[str, Callable[[Cell], Any]] = {
    "project_id": project_id,
    "block": block_name,
    "name": _text("name"),
    "place": _text("place"),
    "investor": _text("investor"),
    "route": identifier,
    "homes": homes,
    "homes_group": identifier,
    "blocks": _count("blocks"),
    "land_ha": land_ha,
    "status": status,
    "entry": planned_span,
    "start_hazard": identifier,
    "stage": lambda cell: identifiers(cell, ";"),
    "stage_start": date_spans,
    "progress": shares_done,
    "stopped_since": stopped_since,
    "stops": stops,
    "tender_round": _count("tender_round"),
    "done": identifiers,
    "finished": finished_stages,
    "never_begins": identifier,
    "completed_on": date_span,
    "ended_as": ended_as,
    "ended_into": project_ids,
    "ended_reason": text_up_to(_MOST_REASON),
    "counted_before": counted_before,
    "status_as_of": day,
    "source": identifiers,
    "assumption": _text("assumption"),
    "assumption_en": _text("assumption_en"),
    "note": _text("note"),
}
NUMBERS = ("homes", "land_ha", "blocks", "tender_round")
"""Columns of numbers: cells merged over several rows may hold their sum there."""
REQUIRED = ("project_id", "name", "route", "homes", "status", "counted_before", "status_as_of")

_NEEDED = {
    "not_started": "entry",
    "in_progress": "stage",
    "completed": "completed_on",
    "ended": "ended_as",
}
OUT_OF_PLACE = {
    "not_started": (*UNDER_WAY, "tender_round", "done", "finished", "completed_on", *ENDED_COLUMNS),
    "in_progress": ("entry", "start_hazard", "completed_on", *ENDED_COLUMNS),
    "completed": (
        *("entry", "start_hazard", *UNDER_WAY, "tender_round", "never_begins"),
        *ENDED_COLUMNS,
    ),
    "ended": (
        *("entry", "start_hazard", *UNDER_WAY, "tender_round", "never_begins"),
        "completed_on",
    ),
}
"""Columns that a row of a status must leave empty."""
_BELONGS_TO: dict[str, str | Message] = {
    "entry": "not_started",
    "start_hazard": "not_started",
    **dict.fromkeys(UNDER_WAY, "in_progress"),
    "tender_round": "in_progress",
    "done": "in_progress",
    "finished": msg("in_progress, completed or ended"),
    "never_begins": "not_started, in_progress",
    "completed_on": "completed",
    **dict.fromkeys(ENDED_COLUMNS, "ended"),
}
_ALLOWED_WHEN_NEEDED = {
    "entry": msg("the day, month, year or span in which its first stage can begin"),
    "stage": msg(
        "the id of the stage under way, several with ; between them; or the stages done, in the column finished or "
        "done, where what follows has not begun"
    ),
    "completed_on": msg("the day, month, year or span in which it was completed"),
    "ended_as": msg(
        "cancelled, lapsed, stopped, merged or split, and the day, month, year or span in which it ended"
    ),
}


@dataclass(frozen=True)
class ParsedRow:
    """What one row of the register says.

    Attributes
    ----------
    row : ProjectRow or None
        None where the row has an error or lacks a cell that cannot be read.
    problems : tuple of Problem
        Everything wrong with the row.
    key : tuple of str or None
        Project id and block, where both could be read: no two rows may share them.
    """

    row: ProjectRow | None
    problems: tuple[Problem, ...]
    key: tuple[str, str] | None


def parse_row(cells: Mapping[str, Cell], closed: frozenset[str], file: str, number: int) -> ParsedRow:
    """Read one row and say everything that is wrong with it.

    Parameters
    ----------
    cells : mapping of str to Cell
        Cells that are not blank, by column name.
    closed : frozenset of str
        Columns that cannot be read in this row and whose fault is reported elsewhere (merged cells, a column name that
        is missing or stands twice). Nothing is said about them here, and the row is not used.
    file, number : str, int
        File name and row number for the messages.
    """
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for column, cell in cells.items():
        if column in closed:
            continue
        value = unusable_anywhere(cell) or COLUMNS[column](cell)
        if isinstance(value, Refusal):
            problems.append(value.at(file, number, column))
        else:
            values[column] = value
    for column in REQUIRED:
        if column not in cells and column not in closed:
            refusal = Refusal(msg("an empty cell"), msg("a value in every row"), msg("fill in the cell"))
            problems.append(refusal.at(file, number, column))
    problems += [
        refusal.at(file, number, column) for column, refusal in _contradictions(cells, values, closed)
    ]
    key = None
    if "project_id" in values and "block" not in closed and ("block" in values or "block" not in cells):
        key = (values["project_id"], values.get("block", ""))
    row = None if problems or closed else _project_row(values, number)
    return ParsedRow(row, tuple(problems), key)


def _project_row(values: Mapping[str, Any], number: int) -> ProjectRow:
    fields = {column: value for column, value in values.items() if column not in (*UNDER_WAY, *ENDED_COLUMNS)}
    return ProjectRow(
        **fields,
        under_way=stages_under_way(values),
        ended_as=ending(values),
        row=number,
    )


def _contradictions(
    cells: Mapping[str, Cell], values: Mapping[str, Any], closed: frozenset[str]
) -> list[tuple[str, Refusal]]:
    """Columns that contradict each other, each with what is wrong.

    A cell that is filled in counts as filled in even where it could not be read, so that one fault is told once.
    """
    found: list[tuple[str, Refusal]] = []
    state = values.get("status")
    if state is not None:
        needed, filled = _NEEDED[state], cells.keys() | closed
        if needed not in filled and not _told_otherwise(state, filled):
            found.append((needed, _needed(state, needed)))
        found += [
            (column, _out_of_place(state, column, cells[column]))
            for column in OUT_OF_PLACE[state]
            if column in cells and column not in closed
        ]
    if state == "in_progress" and "stage" in cells and not closed & {*UNDER_WAY}:
        found += misaligned(cells, values)
    if state == "ended":
        found += misnamed(cells, values, closed)
    finished = [one.stage for one in values.get("finished", ())]
    entry = values.get("entry")
    if "start_hazard" in cells and entry is not None and entry.days > 1:
        found.append(("entry", _no_day(cells["entry"])))
    found += [
        (
            column,
            Refusal(
                msg("{stage}, which is also under way", stage=stage),
                msg("stages that are finished"),
                msg("delete it here if it is still under way, or from the column stage if it is done"),
            ),
        )
        for column, stages_done in (("done", values.get("done", ())), ("finished", finished))
        for stage in values.get("stage", ())
        if stage in stages_done
    ]
    if not {"source", "assumption"} & (cells.keys() | closed):
        found.append(
            (
                "source",
                Refusal(
                    msg("neither a source nor an assumption"),
                    msg("the id of a source, or an assumption with its reasoning"),
                    msg("fill in the column source, or say in the column assumption what is assumed and why"),
                ),
            )
        )
    return found


def _told_otherwise(state: str, filled: Set[str]) -> bool:
    """Whether a row may leave empty what rows of its status need: its start left to chance, or only stages done."""
    if state == "in_progress":
        return bool({"done", "finished"} & filled) and not {*UNDER_WAY} & filled
    return state == "not_started" and "start_hazard" in filled


def _needed(state: str, column: str) -> Refusal:
    return Refusal(
        msg("an empty cell in a row whose status is {status}", status=state),
        _ALLOWED_WHEN_NEEDED[column],
        msg("fill in the cell, or correct the status"),
    )


def _out_of_place(state: str, column: str, cell: Cell) -> Refusal:
    return Refusal(
        msg("{text} in a row whose status is {status}", text=quoted(cell), status=state),
        msg("an empty cell: this column is for rows whose status is {status}", status=_BELONGS_TO[column]),
        msg("empty the cell, or correct the status"),
    )


def _no_day(cell: Cell) -> Refusal:
    return Refusal(
        msg("{text} beside start_hazard", text=quoted(cell)),
        msg("one day, the first on which it can begin; or an empty cell, the data date"),
        msg("write that day, or empty the cell start_hazard: a span says when it begins, a hazard does too"),
    )
