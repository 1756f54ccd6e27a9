"""What cells of the register say of the past: stages with their dates, and how a project ended."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from sim.errors import msg, msg_n
from sim.register.cells import Refusal, identifier, listed_ids, quoted
from sim.register.dates import date_span
from sim.register.sheets.cell_table import Cell
from sim.scenario import ENDED_HOW, PASSED_ON, DateRange, EndedAs, EndedHow, FinishedStage

ENDED_COLUMNS = ("ended_as", "ended_into", "ended_reason")
"""Columns of how a project ended, of which the first says the most."""


def finished_stages(cell: Cell) -> tuple[FinishedStage, ...] | Refusal:
    """Stages with their end, or begin and end: ``stage: END; stage: BEGIN/END``, each date a day or a span.

    The slash between two dates is that of ISO 8601; where dates hold slashes themselves (08/2025/12/2025), it is the
    one that leaves a date on both sides.
    """
    parts = listed_ids(cell)
    if isinstance(parts, Refusal):
        return parts
    stages: list[FinishedStage] = []
    for part in parts:
        one = _finished_stage(part)
        if isinstance(one, Refusal):
            return one
        if any(one.stage == other.stage for other in stages):
            return Refusal(
                msg("{id}, listed twice", id=one.stage),
                msg("each id once"),
                msg("delete the second mention"),
            )
        stages.append(one)
    return tuple(stages)


def ended_as(cell: Cell) -> EndedAs | Refusal:
    """How a project ended, then when: ``cancelled 2024-05``, ``lapsed 2019..2021``, ``stopped 12/03/2023``."""
    words = str(cell).split(maxsplit=1)
    how = _how(words[0]) if words else None
    if how is None or len(words) < 2:
        return Refusal(
            msg("{text}", text=quoted(cell)),
            msg(
                "one of {choices}, then a date or span, such as: cancelled 2024-05",
                choices=", ".join(ENDED_HOW),
            ),
            msg(
                "write how the project ended, a space, and when; where the date is not known exactly, a span"
            ),
        )
    when = date_span(words[1])
    return when if isinstance(when, Refusal) else EndedAs(how=how, when=when)


def ending(values: Mapping[str, Any]) -> EndedAs | None:
    """Put the values of these columns together; None for a row that has not ended."""
    told: EndedAs | None = values.get("ended_as")
    if told is None:
        return None
    more = {"into": values.get("ended_into", ()), "reason": values.get("ended_reason", "")}
    return told.model_copy(update=more)


def misnamed(
    cells: Mapping[str, Cell], values: Mapping[str, Any], closed: Set[str]
) -> list[tuple[str, Refusal]]:
    """Projects that a row went into where its end names none, or none where it names some: what is wrong."""
    told: EndedAs | None = values.get("ended_as")
    if told is None or "ended_into" in closed or ("ended_into" in cells and "ended_into" not in values):
        return []
    count = len(values.get("ended_into", ()))
    wanted = {"merged": count == 1, "split": count > 1}.get(told.how, count == 0)
    if wanted:
        return []
    found = (
        msg_n("{count} project beside {how}", "{count} projects beside {how}", count, how=told.how)
        if count
        else msg("an empty cell beside {how}", how=told.how)
    )
    allowed = (
        msg("merged: the id of one project; split: the ids of several, with ; between them")
        if told.how in PASSED_ON
        else msg("an empty cell: only a project that was merged or split goes on in others")
    )
    return [("ended_into", Refusal(found, allowed, msg("correct the ids, or how the project ended")))]


def _how(word: str) -> EndedHow | None:
    return next((how for how in ENDED_HOW if how == word.casefold().rstrip(":,")), None)


def _finished_stage(part: str) -> FinishedStage | Refusal:
    name, colon, dates = part.partition(":")
    stage = identifier(name.strip())
    found = _ways_to_read(dates.strip()) if colon else ()
    if len(found) != 1:
        return Refusal(
            msg("{text}", text=quoted(part)),
            msg(
                "a stage, a colon, and its end (permit: 2026-03-12), or its begin and its end with a slash between: "
                "clearance: 2024-03/2025-01..2025-06"
            ),
            msg(
                "write the dates as 2024-03 or 2024-03-19, and one slash; a date that is not known exactly as a span"
            ),
        )
    if isinstance(stage, Refusal):
        return stage
    return FinishedStage(stage=stage, begin=found[0][0], end=found[0][1])


def _ways_to_read(text: str) -> list[tuple[DateRange | None, DateRange]]:
    """Every way to read one date, an end, or two with a slash between them."""
    end_alone = date_span(text)
    found: list[tuple[DateRange | None, DateRange]] = (
        [(None, end_alone)] if isinstance(end_alone, DateRange) else []
    )
    for at, letter in enumerate(text):
        if letter == "/":
            begin, end = date_span(text[:at].strip()), date_span(text[at + 1 :].strip())
            if isinstance(begin, DateRange) and isinstance(end, DateRange):
                found.append((begin, end))
    return found
