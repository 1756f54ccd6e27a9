"""Numbers as a cell of the register states them: homes, hectares, ranges."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import Decimal

from sim.errors import msg
from sim.register.cells import NOTHING_STATED, Refusal, listed_ids, quoted, spelled
from sim.register.sheets.cell_table import Cell
from sim.scenario import NumberRange

MAX_HOMES = 100_000
MAX_LAND_HA = 10_000

_BETWEEN_NUMBERS = re.compile(r"(?<=\d)\s*(?:\.{2,3}|…|[–—-])\s*(?=\d)")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}([., ])\d{3}(?:\1\d{3})*", re.ASCII)
_WHOLE = re.compile(r"(0|[1-9]\d*)(?:[.,]0{1,2})?", re.ASCII)
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
_SHARE = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d+)?)(?P<percent>\s?%)?", re.ASCII)
_NEGATIVE = re.compile(r"[-−–]\s*\d[\d., ]*", re.ASCII)


def homes(cell: Cell) -> NumberRange | Refusal:
    """Homes: 683, 1.050, 1,050, 400..600.

    Homes are whole numbers, so a point, comma or space followed by groups of exactly three digits separates
    thousands (1.050 and 1,050 are 1050) and .0 or .00 is the decimal zero other programs add; every other decimal is
    refused, 1.05 among them. Between two numbers, two dots, an ellipsis or a dash make a range.
    """
    return _numbers(cell, _whole_number)


def homes_in_all(cell: Cell) -> NumberRange | None:
    """Homes as part of a sum, or as one: written as `homes` takes them, but of any size; None where it cannot be read.

    A blank cell, 0 and numbers below 0 are 0: such rows are no project, and no list means to take homes away.
    """
    parts: list[Cell] = [*_BETWEEN_NUMBERS.split(cell)] if isinstance(cell, str) else [cell]
    ends = [0 if part == "" else _whole_of_any_size(spelled(part)) for part in parts]
    low, high = ends[0], ends[-1]
    if len(ends) > 2 or low is None or high is None or high < low:
        return None
    return NumberRange(low=low, high=high)


def _whole_of_any_size(text: str) -> int | None:
    if _NEGATIVE.fullmatch(text):
        return 0
    if _THOUSANDS.fullmatch(text):
        return int(re.sub(r"\D", "", text))
    whole = _WHOLE.fullmatch(text)
    return int(whole.group(1)) if whole else None


def land_ha(cell: Cell) -> NumberRange | Refusal:
    """Land in hectares: 13.21, 13,21, 4..6.

    Point and comma are decimal marks. One to three digits, a mark and exactly three digits (1.050) can be read as
    thousands too and is refused, unless it begins with 0; Excel's own numbers are never in doubt.
    """
    return _numbers(cell, _hectares)


def shares_done(cell: Cell) -> tuple[float | None, ...] | Refusal:
    """Shares of the work of stages under way, in the order of the column `stage`: 0.6, 0,6, 60%; 60%; - for not known.

    A number of 1 or more without a percent sign is refused: 60 may be a percentage, 1 may be 1 % or all of it.
    """
    parts = listed_ids(cell)
    if isinstance(parts, Refusal):
        return parts
    shares: list[float | None] = []
    for part in parts:
        share = None if part == NOTHING_STATED else _share(part)
        if isinstance(share, Refusal):
            return share
        shares.append(share)
    return tuple(shares)


def _share(part: str) -> float | Refusal:
    found = _SHARE.fullmatch(part)
    share = 0.0 if found is None else float(found["number"].replace(",", "."))
    if found is not None and found["percent"]:
        share = float(Decimal(found["number"].replace(",", ".")) / 100)
    if 0 < share < 1:
        return share
    return Refusal(
        msg("{text}", text=quoted(part)),
        msg(
            "a share above 0 and below 1 (0.6), or a percentage with its sign (60%); - where it is not known"
        ),
        msg(
            "write the share of the stage's work that was done on the date of the status; a stage of which all is "
            "done stands in the column done"
        ),
    )


def count_up_to(most: int) -> Callable[[Cell], int | Refusal]:
    """Make the function that reads a column of whole numbers from 1 to `most`; 3.0 is 3."""

    def count(cell: Cell) -> int | Refusal:
        whole = _WHOLE.fullmatch(spelled(cell))
        if whole and 1 <= int(whole.group(1)) <= most:
            return int(whole.group(1))
        return Refusal(
            msg("{text}", text=quoted(cell)),
            msg("a whole number from 1 to {most}; an empty cell means 1", most=most),
            msg("correct the number, or empty the cell"),
        )

    return count


def _numbers(cell: Cell, one: Callable[[Cell, Cell], float | Refusal]) -> NumberRange | Refusal:
    parts: list[Cell] = [*_BETWEEN_NUMBERS.split(cell)] if isinstance(cell, str) else [cell]
    if len(parts) > 2:
        return _no_number(cell)
    ends = [one(part, cell) for part in parts]
    low, high = ends[0], ends[-1]
    if isinstance(low, Refusal):
        return low
    if isinstance(high, Refusal):
        return high
    if high < low:
        return Refusal(
            msg("the range {text}, which ends below its beginning", text=quoted(cell)),
            msg("the smaller number first: 400..600"),
            msg("swap or correct the two numbers"),
        )
    return NumberRange(low=low, high=high)


def _whole_number(part: Cell, cell: Cell) -> float | Refusal:
    text = spelled(part)
    if _NEGATIVE.fullmatch(text):
        return _homes_out_of_range(cell)
    number = _whole_of_any_size(text)
    if number is not None:
        return number if 1 <= number <= MAX_HOMES else _homes_out_of_range(cell)
    if isinstance(part, float) or _DECIMAL.fullmatch(text):
        return Refusal(
            msg("{text}, which is not a whole number of homes", text=quoted(cell)),
            msg("whole numbers: 683, 1050, 400..600"),
            msg("write whole homes; where Excel has turned 1.050 into 1.05, write 1050"),
        )
    return _no_number(cell)


def _hectares(part: Cell, cell: Cell) -> float | Refusal:
    text = spelled(part)
    if isinstance(part, str) and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", text, re.ASCII):
        before, after = text[:-4], text[-3:]
        return Refusal(
            msg("{text}, where the mark may separate thousands or decimals", text=quoted(cell)),
            msg("hectares without a thousands separator: 13,21 or 13.21 or 1050"),
            msg(
                "write {whole} or {decimal}",
                whole=before + after,
                decimal=f"{before},{after.rstrip('0') or '0'}",
            ),
        )
    if isinstance(part, (int, float)):
        number = float(part)
    elif _DECIMAL.fullmatch(text):
        number = float(text.replace(",", "."))
    elif _NEGATIVE.fullmatch(text):
        number = -1.0
    else:
        return _no_number(cell)
    if math.isfinite(number) and 0 < number <= MAX_LAND_HA:
        return number
    return Refusal(
        msg("{text} hectares", text=quoted(cell)),
        msg("above 0 and at most {most} hectares", most=MAX_LAND_HA),
        msg("correct the area (1 ha = 10,000 m²), or leave the cell empty where it is not known"),
    )


def _no_number(cell: Cell) -> Refusal:
    return Refusal(
        msg("{text}, which is not a number", text=quoted(cell)),
        msg("a number (683) or a range (400..600), without words or units"),
        msg(
            "write only the number; where it is not known exactly, write the range it lies in, and say why in the note"
        ),
    )


def _homes_out_of_range(cell: Cell) -> Refusal:
    return Refusal(
        msg("{text} homes", text=quoted(cell)),
        msg("from 1 to {most} homes", most=MAX_HOMES),
        msg("correct the number of homes; where it is not known, write a range such as 400..600"),
    )
