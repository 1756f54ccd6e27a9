"""One row of the list of finished plans: its cells, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from sim.errors import Message, msg
from sim.files.wording import shown
from sim.scenario import PUBLISHED, FinishedPlan, Identifier, Words

_ROUNDING = 0.01
"""How far a stated ratio may lie from outcome / planned: it is written with two decimals."""

_T = TypeVar("_T")
_CLASS: TypeAdapter[str] = TypeAdapter(Identifier)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
_MAYBE_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_YES_OR_NO = {"yes": True, "có": True, "no": False, "không": False}
_MOST_RATIO = 100
_MOST_CHARACTERS = {"place": 200, "place_en": 200, "period": 40, "plan": 300, "plan_en": 300, "source": 2000}

Refused = tuple[Message, Message, Message]
"""What stands in a cell, what may stand there, what to do."""


class PlanRow:
    """Cells of one row, and what was refused of them, by column."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = cells
        self.refused: dict[str, Refused] = {}

    def class_id(self) -> str | None:
        """Class of the plan."""
        return self._read("class", _class)

    def yes(self, name: str, *, otherwise: bool) -> bool:
        """Answer of a column of yes and no; `otherwise` where it is blank."""
        return bool(self._read(name, _answer)) if self._cells.get(name) else otherwise

    def plan(self) -> FinishedPlan | None:
        """Plan that the row states; None where a cell was refused."""
        place, period, plan, source = (self._text(name) for name in ("place", "period", "plan", "source"))
        place_en, plan_en = (
            self._if_stated(name, _text_up_to(_MOST_CHARACTERS[name])) for name in ("place_en", "plan_en")
        )
        ratio, published = self._read("ratio", _ratio), self._if_stated("published", _published)
        at_least = self.yes("at_least", otherwise=False)
        self._must_agree(ratio)
        if place is None or period is None or plan is None or source is None or ratio is None:
            return None
        return FinishedPlan(
            place=Words(vi=place, en=place_en or place),
            period=period,
            plan=Words(vi=plan, en=plan_en or plan),
            ratio=ratio,
            at_least=at_least,
            source=source,
            published=published,
        )

    def _must_agree(self, ratio: float | None) -> None:
        """Refuse a ratio that is not outcome / planned, where both are stated."""
        planned, outcome = self._if_stated("planned", _amount), self._if_stated("outcome", _amount)
        if planned == 0:
            self.refused["planned"] = (
                msg("a plan of 0"),
                msg("a number above 0, or an empty cell"),
                msg("write what was planned, or empty the cell"),
            )
        elif planned and outcome is not None and ratio is not None:
            share = outcome / planned
            if abs(share - ratio) > _ROUNDING:
                self.refused["ratio"] = (
                    msg("{ratio}, although outcome / planned is {share}", ratio=ratio, share=round(share, 3)),
                    msg("the outcome divided by what was planned, with two decimals"),
                    msg("correct the ratio, or the two numbers"),
                )

    def _text(self, name: str) -> str | None:
        return self._read(name, _text_up_to(_MOST_CHARACTERS[name]))

    def _if_stated(self, name: str, reader: Callable[[str], _T | Refused]) -> _T | None:
        return self._read(name, reader) if self._cells.get(name) else None

    def _read(self, name: str, reader: Callable[[str], _T | Refused]) -> _T | None:
        found = reader(self._cells[name])
        if isinstance(found, tuple):
            self.refused.setdefault(name, found)
            return None
        return found


def _text_up_to(most: int) -> Callable[[str], str | Refused]:
    def read(cell: str) -> str | Refused:
        if not cell:
            return (
                msg("an empty cell"),
                msg("text"),
                msg("fill in the cell; a plan without it is not compared"),
            )
        if len(cell) > most:
            return (
                msg("{count} characters: {text}", count=len(cell), text=shown(cell)),
                msg("at most {most} characters", most=most),
                msg("shorten the text"),
            )
        return cell

    return read


def _class(cell: str) -> str | Refused:
    try:
        return _CLASS.validate_python(cell)
    except ValidationError:
        return (
            msg("{text}", text=shown(cell)),
            msg("an id such as several_years: a letter, then letters, digits, - or _"),
            msg("write the id of the class that the plan belongs to"),
        )


def _answer(cell: str) -> bool | Refused:
    answer = _YES_OR_NO.get(cell.casefold())
    if answer is not None:
        return answer
    return msg("{text}", text=shown(cell)), msg("yes or no"), msg("write yes or no, or empty the cell")


def _ratio(cell: str) -> float | Refused:
    number = float(cell.replace(",", ".")) if _NUMBER.fullmatch(cell) else None
    if number is not None and number <= _MOST_RATIO:
        return number
    return (
        msg("{text}", text=shown(cell)),
        msg("a number from 0 to {most}: 0.42 where 42% of the plan was completed", most=_MOST_RATIO),
        msg(
            "write the outcome divided by the plan; where it is only known to be higher, write yes in `at_least`"
        ),
    )


def _amount(cell: str) -> float | Refused:
    if _NUMBER.fullmatch(cell) and not _MAYBE_THOUSANDS.fullmatch(cell):
        return float(cell.replace(",", "."))
    return (
        msg("{text}", text=shown(cell)),
        msg("a number without separators of thousands, such as 2500 or 12.5; or an empty cell"),
        msg("write the digits alone"),
    )


def _published(cell: str) -> str | Refused:
    if re.fullmatch(PUBLISHED, cell):
        return cell
    return (
        msg("{text}", text=shown(cell)),
        msg("YYYY, YYYY-MM or YYYY-MM-DD; empty where the page has no date"),
        msg("correct the date of the page"),
    )
