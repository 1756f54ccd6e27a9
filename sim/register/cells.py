"""What a cell of the register says: ids, codes, words. (Numbers are read in `numbers`, dates in `dates`.)"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter, ValidationError

from sim.errors import Message, Problem, msg
from sim.register.sheets.cell_table import MAX_CELL_CHARACTERS, Cell, Formula, folded
from sim.register.states import status_of
from sim.scenario import COUNTED_BEFORE, MOST_ID_CHARACTERS, Identifier, ProjectId

COUNTED: dict[str, str] = {
    **{answer: answer for answer in COUNTED_BEFORE},
    **dict.fromkeys(("co", "roi", "da", "x"), "yes"),
    **dict.fromkeys(("khong", "chua"), "no"),
}

NOTHING_STATED = "-"
"""Stands in a list for a stage of which nothing is stated."""

_EXCEL_ERROR = re.compile(
    r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA|#+)", re.IGNORECASE
)
_IDENTIFIER: TypeAdapter[str] = TypeAdapter(Identifier)
_PROJECT: TypeAdapter[str] = TypeAdapter(ProjectId)


@dataclass(frozen=True)
class Refusal:
    """A cell that cannot be used: what stands there, what may stand there, what to do."""

    found: Message
    allowed: Message
    action: Message

    def at(self, file: str, row: int, column: str) -> Problem:
        """Make the problem of a given cell."""
        return Problem(file, self.found, self.allowed, self.action, row=row, column=column)


def spelled(cell: Cell) -> str:
    """A cell as text: 683.0 is 683, a date is 2025-08-19."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def quoted(cell: Cell) -> str:
    """A cell as a message shows it: on one line, in quotation marks, shortened where it is long."""
    text = " ".join(spelled(cell).split())
    return f'"{text}"' if len(text) <= 60 else f'"{text[:59]}…"'


def unusable_anywhere(cell: Cell) -> Refusal | None:
    """Refuse what may stand in no column: Excel errors, formulas, damaged or overlong text; None for all else."""
    if not isinstance(cell, str):
        return None
    if _EXCEL_ERROR.fullmatch(cell):
        return Refusal(
            msg("the Excel error {text}", text=cell),
            msg("a value"),
            msg("correct the formula in Excel, or type the value itself"),
        )
    if isinstance(cell, Formula):
        return Refusal(
            msg("the formula {text}, without its result", text=quoted(cell)),
            msg("a value"),
            msg("open the file in Excel and save it, so that results are stored; or type the value itself"),
        )
    if len(cell) > MAX_CELL_CHARACTERS:
        return _too_long(cell, MAX_CELL_CHARACTERS)
    if "\ufffd" in cell:
        return Refusal(
            msg("text with lost letters: {text}", text=quoted(cell)),
            msg("text in UTF-8"),
            msg('type the text again, and save as "CSV UTF-8" or .xlsx'),
        )
    return None


def status(cell: Cell) -> str | Refusal:
    """Status, by its code or as departments write it; capitals, diacritics and hyphens make no difference."""
    found = status_of(spelled(cell))
    if found is not None:
        return found
    return Refusal(
        msg("{text}, a state that is not known", text=quoted(cell)),
        msg(
            "not_started, in_progress, completed or ended; or Chưa khởi công, Đang thi công, Hoàn thành, Đã hủy"
        ),
        msg("write one of these, or say in the map of `housing-sim import` what the state means"),
    )


def counted_before(cell: Cell) -> str | Refusal:
    """Answer yes, no or alternatives; có, rồi, không and chưa are understood."""
    answer = COUNTED.get(folded(spelled(cell)))
    if answer is not None:
        return answer
    return Refusal(
        msg("{text}", text=quoted(cell)),
        msg("yes, no or alternatives"),
        msg("write yes if the homes are in the official figure, no if not, alternatives if accounts differ"),
    )


def identifier(cell: Cell) -> str | Refusal:
    """Id: a letter, then letters, digits, - or _."""
    try:
        return _IDENTIFIER.validate_python(spelled(cell))
    except ValidationError:
        return Refusal(
            msg("{text}", text=quoted(cell)),
            msg(
                "an id: a letter, then letters, digits, - or _ (no accents, no spaces, at most {most} characters)",
                most=MOST_ID_CHARACTERS,
            ),
            msg("write a short id such as CT01"),
        )


def project_id(cell: Cell) -> str | Refusal:
    """Id of a project, as its department writes it: 0123, 12.5/NOXH, Khu A 2."""
    text = " ".join(spelled(cell).split())
    try:
        return _PROJECT.validate_python(text)
    except ValidationError:
        return Refusal(
            msg("{text}", text=quoted(cell)),
            msg(
                "an id of at most {most} characters, without # and ;, not beginning with @",
                most=MOST_ID_CHARACTERS,
            ),
            msg("write a short id such as CT01 or 12/NOXH"),
        )


def project_ids(cell: Cell) -> tuple[str, ...] | Refusal:
    """Ids of projects with ; between them, each once."""
    return _each_once(cell, ";", project_id)


def block_name(cell: Cell) -> str | Refusal:
    """Name of a block or lot, without #, which numbers the blocks of a row."""
    name = text_up_to(MOST_ID_CHARACTERS)(cell)
    if isinstance(name, Refusal) or "#" not in name:
        return name
    return Refusal(
        msg("{text}", text=quoted(cell)),
        msg("the name of a block without #"),
        msg("write it without #: lô 5 instead of lô #5"),
    )


def listed_ids(cell: Cell, separators: str = ";") -> tuple[str, ...] | Refusal:
    """Texts of a list; separators at the end are forgiven, a gap inside it is not."""
    parts = [part.strip() for part in re.split(f"[{separators}\n]", spelled(cell))]
    while parts and not parts[-1]:
        parts.pop()
    if parts and all(parts):
        return tuple(parts)
    return Refusal(
        msg("the list {text}, in which something is missing", text=quoted(cell)),
        msg("values with one ; between each two"),
        msg("fill the gap, or delete the ; that is too many"),
    )


def identifiers(cell: Cell, separators: str = ";,") -> tuple[str, ...] | Refusal:
    """Ids of a list, each once."""
    return _each_once(cell, separators, identifier)


def _each_once(
    cell: Cell, separators: str, read: Callable[[Cell], str | Refusal]
) -> tuple[str, ...] | Refusal:
    parts = listed_ids(cell, separators)
    if isinstance(parts, Refusal):
        return parts
    ids: list[str] = []
    for part in parts:
        one = read(part)
        if isinstance(one, Refusal):
            return one
        if one in ids:
            return Refusal(
                msg("{id}, listed twice", id=one),
                msg("each id once"),
                msg("delete the second mention"),
            )
        ids.append(one)
    return tuple(ids)


def text_up_to(characters: int) -> Callable[[Cell], str | Refusal]:
    """Make the function that reads a text column of at most so many characters."""

    def text(cell: Cell) -> str | Refusal:
        if not isinstance(cell, (str, int, float)):
            return Refusal(
                msg("the date or time {text}, in a column of text", text=quoted(cell)),
                msg("text"),
                msg(
                    "Excel has made a date of what was typed: give the cell the format Text, and type it again"
                ),
            )
        words = spelled(cell)
        return words if len(words) <= characters else _too_long(words, characters)

    return text


def _too_long(text: str, most: int) -> Refusal:
    return Refusal(
        msg("{count} characters: {text}", count=len(text), text=quoted(text)),
        msg("at most {most} characters", most=most),
        msg("shorten the text"),
    )
