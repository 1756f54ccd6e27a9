"""Columns of the register that go with `stage`: one value for each stage under way, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from sim.errors import msg, msg_n
from sim.register.cells import NOTHING_STATED, Refusal, listed_ids
from sim.register.dates import date_span, day_or_month
from sim.register.sheets.cell_table import Cell
from sim.scenario import DateRange, StageUnderWay

UNDER_WAY = ("stage", "stage_start", "progress", "stopped_since", "stops")
"""Columns of stages under way: as many values as stages, in the order of the first."""
_OPTIONAL = {
    "progress": (None, "60%; -"),
    "stopped_since": (None, "2025-11-03; -"),
    "stops": ((), "2024-03..2024-06, 2025-02; -"),
}
"""Columns that may be left out: what then holds for each stage, and an example with one of which nothing is said."""

_Value = TypeVar("_Value")


def stopped_since(cell: Cell) -> tuple[date | None, ...] | Refusal:
    """Day since which the work of each stage has stood still; - where it goes on.

    A month is its first day: of the days that it may be, the one by which the least work is done.
    """
    return _one_a_stage(cell, day_or_month, None)


def stops(cell: Cell) -> tuple[tuple[DateRange, ...], ...] | Refusal:
    """Spans of days, over by now, in which the work of each stage stood still: with , between; - for none."""
    return _one_a_stage(cell, _spans, ())


def _spans(part: str) -> tuple[DateRange, ...] | Refusal:
    spans: list[DateRange] = []
    for text in part.split(","):
        span = date_span(text.strip())
        if isinstance(span, Refusal):
            return span
        spans.append(span)
    return tuple(spans)


def _one_a_stage(
    cell: Cell, read: Callable[[str], _Value | Refusal], nothing: _Value
) -> tuple[_Value, ...] | Refusal:
    parts = listed_ids(cell)
    if isinstance(parts, Refusal):
        return parts
    values: list[_Value] = []
    for part in parts:
        value = nothing if part == NOTHING_STATED else read(part)
        if isinstance(value, Refusal):
            return value
        values.append(value)
    return tuple(values)


def stages_under_way(values: Mapping[str, Any]) -> tuple[StageUnderWay, ...]:
    """Put the values of these columns together, stage by stage; they are as many in each."""
    count = len(values.get("stage", ()))
    columns = {"stage": values.get("stage", ()), "start": values.get("stage_start", ())}
    columns |= {name: values.get(name, (nothing,) * count) for name, (nothing, _) in _OPTIONAL.items()}
    return tuple(
        StageUnderWay(**dict(zip(columns, one, strict=True))) for one in zip(*columns.values(), strict=True)
    )


def misaligned(cells: Mapping[str, Cell], values: Mapping[str, Any]) -> list[tuple[str, Refusal]]:
    """Columns with more or fewer values than stages under way, each with what is wrong.

    Parameters
    ----------
    cells, values : mapping
        Cells that are filled in, and what they say where they could be read; `stage` is among the cells.
    """
    if "stage" not in values:
        return []
    stages = len(values["stage"])
    found = []
    if "stage_start" in values or "stage_start" not in cells:
        starts = len(values.get("stage_start", ()))
        if starts != stages:
            found.append(("stage_start", _misaligned_starts(stages, starts)))
    found += [
        (column, _misaligned(stages, len(values[column]), example))
        for column, (_, example) in _OPTIONAL.items()
        if column in values and len(values[column]) != stages
    ]
    return found


def _misaligned(stages: int, count: int, example: str) -> Refusal:
    return Refusal(
        msg(
            "{values} for {stages}",
            values=msg_n("{count} value", "{count} values", count),
            stages=msg_n("{count} stage under way", "{count} stages under way", stages),
        ),
        msg("as many values as stages, in the same order, with ; between them"),
        msg("write - for a stage of which nothing is stated: {example}", example=example),
    )


def _misaligned_starts(stages: int, starts: int) -> Refusal:
    return Refusal(
        msg(
            "{starts} for {stages}",
            starts=msg_n("{count} start date", "{count} start dates", starts),
            stages=msg_n("{count} stage under way", "{count} stages under way", stages),
        ),
        msg("as many start dates as stages, in the same order, with ; between them"),
        msg(
            "give the start of each stage; where it is not known exactly, write the span it lies in (2025-05..2025-12)"
        ),
    )
