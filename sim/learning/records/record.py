"""One stage of one project, as a list of records states it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sim.errors import Message, Problem, msg
from sim.learning.fitting import Seen
from sim.register import Cell, Refusal, date_span, folded, homes, spelled
from sim.scenario import DateRange

_T = TypeVar("_T")
_YES_OR_NO = {"yes": True, "co": True, "x": True, "no": False, "khong": False}
_MOST_CHARACTERS = 300


@dataclass(frozen=True)
class StageRecord:
    """A stage of a project: when it began, and when it ended or was still under way.

    Attributes
    ----------
    row : int
        As the spreadsheet shows it.
    name, place, class_name, stage : str
        Empty where not stated.
    homes : float or None
    seen : Seen
    used : bool
        Whether it is to be learnt from.
    published : date or None
        Last day on which the page or report it comes from can have been dated.
    """

    row: int
    name: str
    place: str
    class_name: str
    stage: str
    homes: float | None
    seen: Seen
    used: bool
    published: date | None


class RecordRow:
    """Cells of one row of the list, and what is wrong with them."""

    def __init__(self, cells: Mapping[str, Cell], row: int, file: str) -> None:
        self._cells, self._row, self._file = cells, row, file
        self.problems: list[Problem] = []

    def record(self) -> StageRecord | None:
        """StageRecord of the row; None where something is wrong with it."""
        name, place, class_name, stage = (self._text(each) for each in ("name", "place", "class", "stage"))
        size = self._read("homes", homes)
        started, ended, running, listed = (
            self._read(each, date_span) for each in ("started", "ended", "running_on", "listed_on")
        )
        used, published = self._read("used", _answer), self._read("published", date_span)
        if not name:
            self._missing("name", msg("an empty cell"))
        if "started" not in self._refused and started is None:
            self._missing("started", msg("a stage of which nobody knows when it began"))
        if not self.problems:
            self._check_order(started, ended, running, listed)
        if self.problems or started is None:
            return None
        return StageRecord(
            row=self._row,
            name=name,
            place=place,
            class_name=class_name,
            stage=stage,
            homes=None if size is None else (size.low + size.high) / 2,
            seen=Seen(
                started=(started.first, started.last),
                ended=None if ended is None else (ended.first, ended.last),
                # It was under way somewhen in the span: at least on its first day.
                running_on=None if running is None else max(running.first, started.first),
                listed_on=None if listed is None else listed.first,
            ),
            used=used is not False,
            published=None if published is None else published.last,
        )

    def _check_order(
        self,
        started: DateRange | None,
        ended: DateRange | None,
        running: DateRange | None,
        listed: DateRange | None,
    ) -> None:
        assert started is not None
        if ended is None and running is None:
            self._wrong(
                "ended",
                msg("neither an end nor a day on which it was still under way"),
                msg("`ended`, or `running_on` where it has not ended"),
                msg("write when it ended, or the day of the last report in which it was under way"),
            )
        if ended is not None and running is not None:
            self._wrong(
                "running_on",
                msg("a day on which it was under way, beside the end"),
                msg("one of `ended` and `running_on`"),
                msg("empty `running_on` where the end is known"),
            )
        for column, span in (("ended", ended), ("running_on", running)):
            if span is not None and span.last < started.first:
                self._wrong(
                    column,
                    msg("{day}, before the start on {start}", day=span.last, start=started.first),
                    msg("a date after the start"),
                    msg("swap or correct the two dates"),
                )
        over = ended or running
        if listed is not None and listed.first != listed.last:
            self._wrong(
                "listed_on",
                msg("more than one day"),
                msg("the day of the list that names the project because it was under way"),
                msg("write that day, or empty the cell"),
            )
        elif listed is not None and over is not None and listed.first > over.last:
            self._wrong(
                "listed_on",
                msg("{day}, after it was last under way on {last}", day=listed.first, last=over.last),
                msg("a day on which it was under way"),
                msg("correct the date, or empty the cell where the project would be known anyway"),
            )

    def _text(self, column: str) -> str:
        text = " ".join(spelled(self._cells.get(column, "")).split())
        if len(text) > _MOST_CHARACTERS:
            self._wrong(
                column,
                msg("a text of {count} characters", count=len(text)),
                msg("at most {most} characters", most=_MOST_CHARACTERS),
                msg("shorten the text"),
            )
        return text

    def _read(self, column: str, reader: Callable[[Cell], _T | Refusal]) -> _T | None:
        cell = self._cells.get(column, "")
        if cell == "":
            return None
        found = reader(cell)
        if isinstance(found, Refusal):
            self.problems.append(found.at(self._file, self._row, column))
            return None
        return found

    @property
    def _refused(self) -> set[str | None]:
        return {problem.column for problem in self.problems}

    def _missing(self, column: str, found: Message) -> None:
        self._wrong(
            column,
            found,
            msg("a value in every row"),
            msg(
                "fill in the cell; where nobody knows it, delete the row: it says nothing of how long the stage took"
            ),
        )

    def _wrong(self, column: str, found: Message, allowed: Message, action: Message) -> None:
        self.problems.append(Problem(self._file, found, allowed, action, row=self._row, column=column))


def _answer(cell: Cell) -> bool | Refusal:
    answer = _YES_OR_NO.get(folded(spelled(cell)))
    if answer is not None:
        return answer
    return Refusal(
        msg("{text}", text=spelled(cell)), msg("yes or no"), msg("write yes or no, or empty the cell")
    )
