"""A row of the register as cells: the inverse of reading it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sim.register.cells import NOTHING_STATED
from sim.scenario import DateRange, EndedAs, FinishedStage, NumberRange, ProjectRow

_THREE_DECIMALS = 3
_ONE_IS_EMPTY = ("blocks", "tender_round")


def cells_of(row: ProjectRow) -> Mapping[str, str]:
    """Text of each cell of a row, by column; reading it gives the row again.

    Parameters
    ----------
    row : ProjectRow

    Returns
    -------
    mapping of str to str
        Cells that are not blank. Dates are ISO 8601, spans and ranges have two dots.
    """
    cells = {
        name: _cell(getattr(row, name))
        for name in ProjectRow.model_fields
        if name not in ("row", "under_way") and not (name in _ONE_IS_EMPTY and getattr(row, name) == 1)
    }
    cells["stage"] = "; ".join(part.stage for part in row.under_way)
    cells["stage_start"] = "; ".join(_span(part.start) for part in row.under_way)
    if any(part.progress is not None for part in row.under_way):
        cells["progress"] = "; ".join(_share(part.progress) for part in row.under_way)
    if any(part.stopped_since is not None for part in row.under_way):
        cells["stopped_since"] = "; ".join(
            _cell(part.stopped_since) or NOTHING_STATED for part in row.under_way
        )
    if any(part.stops for part in row.under_way):
        cells["stops"] = "; ".join(
            ", ".join(map(_span, part.stops)) or NOTHING_STATED for part in row.under_way
        )
    if row.ended_as is not None:
        cells["ended_into"] = "; ".join(row.ended_as.into)
        cells["ended_reason"] = row.ended_as.reason
    return {name: cell for name, cell in cells.items() if cell}


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case DateRange():
            return _span(value)
        case NumberRange(low=low, high=high):
            return _number(low) if low == high else f"{_number(low)}..{_number(high)}"
        case EndedAs(how=how, when=when):
            return f"{how} {_span(when)}"
        case FinishedStage(stage=stage, begin=begin, end=end):
            return f"{stage}: {'' if begin is None else f'{_span(begin)}/'}{_span(end)}"
        case tuple():
            return "; ".join(map(_cell, value))
        case _:
            return str(value)


def _span(span: DateRange) -> str:
    first, last = span.first.isoformat(), span.last.isoformat()
    return first if first == last else f"{first}..{last}"


def _share(share: float | None) -> str:
    return NOTHING_STATED if share is None else format(Decimal(repr(share)), "f")


def _number(number: float) -> str:
    """Digits without an exponent; three decimals get a fourth, as 1.050 may be read as thousands."""
    if number == int(number):
        return str(int(number))
    text = format(Decimal(repr(number)), "f")
    return f"{text}0" if len(text.partition(".")[2]) == _THREE_DECIMALS else text
