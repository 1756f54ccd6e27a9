"""The map of a list: what its headings and states mean, and what holds for all its rows; kept for next month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Field, ValidationError

from sim.errors import OptionError, Problem, ScenarioError, msg
from sim.files import as_json, load_toml, problems_of
from sim.intake.city_facts import CITY_FACTS, DONE_THIS_YEAR, city_problems
from sim.intake.questions import OpenQuestion, toml_text
from sim.register import COLUMNS, folded
from sim.scenario import STATUSES, Model

SINCE = "since"
"""Column of the map alone: the date since which the state of a row holds."""
LAND_M2 = "land_m2"
"""Column of the map alone: land in square metres."""
NOT_READ = ""
SET_ASIDE = "set_aside"
STOPPED = "stopped"
"""State of the map alone: in progress, but the work of its stage stands still."""
DONE = "done"
"""State of the map alone: in progress, a stage is done and what follows has not begun."""
FINISHED = "finished "
"""Begin of columns of the map alone: the date on which the stage named behind it was done."""
FOR_ALL_ROWS = tuple(column for column in COLUMNS if column not in ("project_id", "block", "name"))
"""Columns of which a value may be stated for all rows that leave it open."""

_LEAD = """\
# How a list is read by `housing-sim import`; kept beside the scenario, and used again for the list of next month.
# [columns]   heading of the list = column of the register; "" is not read; "since": date since which the state holds;
#             "finished STAGE": date on which that stage was done
# [states]    state of the list = status, and the stage under way ("in_progress construction"); "stopped STAGE" where
#             its work stands still; "done STAGE" where that is done and what follows has not begun; "set_aside"
# [all_rows]  column = value, for every row that leaves it open; the day of the list is asked for each time
# Cách đọc danh mục của lệnh `housing-sim import`; để cạnh kịch bản, tháng sau dùng lại.
# [columns]   tiêu đề của Sở = cột của phần mềm; "" là không đọc; "since": ngày bắt đầu tình trạng đó;
#             "finished BƯỚC": ngày xong bước đó
# [states]    trạng thái của Sở = tình trạng, và bước đang làm ("in_progress construction"); "stopped BƯỚC": đang dừng;
#             "done BƯỚC": xong bước đó, bước sau chưa bắt đầu; "set_aside": để riêng, không tính
# [all_rows]  cột = giá trị, cho mọi hàng còn để trống; ngày của danh mục thì mỗi lần hỏi lại
"""


class ListMap(BaseModel):
    """How a list is read: its headings, its states, what holds for all rows."""

    model_config = Model.model_config

    sheet: str = Field(default="", description="sheet of the workbook that holds the list")
    columns: dict[str, str] = Field(default_factory=dict, description="heading of the list -> column")
    states: dict[str, str] = Field(default_factory=dict, description="state of the list -> status and stage")
    all_rows: dict[str, str] = Field(
        default_factory=dict, description="column -> value for rows that leave it open"
    )
    city: dict[str, str] = Field(
        default_factory=dict, description="facts of a new city that no list holds -> value"
    )
    dates: Literal["day_first", "month_first"] = Field(
        default="day_first", description="order of day and month in days with the year last"
    )

    no_homes: Literal["set_aside", "keep"] = Field(
        default="set_aside", description="what becomes of rows of 0 homes: a school, a road"
    )

    @property
    def order_stated(self) -> bool:
        """Whether the order of day and month is said, or only the usual one."""
        return "dates" in self.model_fields_set

    def column(self, heading: str) -> str | None:
        """Column of a heading; None where the map does not name it."""
        return _looked_up(self.columns, heading)

    def state(self, words: str) -> str | None:
        """Status, and stage, of a state; None where the map does not name it."""
        return _looked_up(self.states, words)

    def completed(self, other: ListMap) -> ListMap:
        """Return this map with the columns, states and values of `other` where it is silent itself."""
        return self.model_copy(
            update={
                "columns": _laid_over(other.columns, self.columns),
                "states": _laid_over(other.states, self.states),
                "all_rows": {**other.all_rows, **self.all_rows},
                "city": {**other.city, **self.city},
            }
        )

    def kept(self) -> ListMap:
        """Return what also holds for the list of next month: all but its day, and the homes done until then."""
        for_all = {column: value for column, value in self.all_rows.items() if column != "status_as_of"}
        city = {key: value for key, value in self.city.items() if key != DONE_THIS_YEAR}
        return self.model_copy(update={"all_rows": for_all, "city": city})

    def toml(self, questions: Sequence[OpenQuestion] = ()) -> str:
        """The map as a file; a line in comment, with an example, for each question that is open."""
        parts = [_LEAD]
        if self.sheet:
            parts.append(f"\nsheet = {toml_text(self.sheet)}\n")
        if self.order_stated:
            parts.append(f"\ndates = {toml_text(self.dates)}\n")
        if self.no_homes != "set_aside":
            parts.append(f"\nno_homes = {toml_text(self.no_homes)}\n")
        for name in ("columns", "states", "all_rows", "city"):
            entries: Mapping[str, str] = getattr(self, name)
            if name == "city" and not entries and all(question.table != name for question in questions):
                continue
            lines = [f"{toml_text(key)} = {toml_text(value)}\n" for key, value in entries.items()]
            lines += [f"# {question.line}\n" for question in questions if question.table == name]
            parts.append(f"\n[{name}]\n{''.join(lines)}")
        return "".join(parts)


def load_map(path: Path) -> ListMap:
    """Read a map.

    Raises
    ------
    ScenarioError
        With everything that is wrong with it.
    """
    toml = load_toml(path, str(path))
    if toml.content is None:
        raise ScenarioError(() if toml.problem is None else (toml.problem,))
    return _checked(toml.content, str(path))


def _checked(content: dict[str, Any], file: str) -> ListMap:
    try:
        read = ListMap.model_validate_json(as_json(content), strict=True)
    except ValidationError as error:
        raise ScenarioError(problems_of(error, ListMap, content, file)) from None
    problems = tuple(_wrong(read, file))
    if problems:
        raise ScenarioError(problems)
    return read


def with_answers(list_map: ListMap, answers: Sequence[str]) -> ListMap:
    """Lay answers over a map.

    Parameters
    ----------
    list_map : ListMap
    answers : sequence of str
        ``COLUMN=VALUE`` for all rows that leave the column open, ``targets=2026:400, 2027:900`` and the like of a new
        city, ``state:STATE=STATUS STAGE``,
        ``column:HEADING=COLUMN``, ``dates=month_first``, ``no_homes=keep``, ``sheet=NAME``.

    Raises
    ------
    OptionError
        Where an answer has another form.
    """
    content: dict[str, Any] = {
        name: dict(getattr(list_map, name)) for name in ("columns", "states", "all_rows", "city")
    }
    if list_map.sheet:
        content["sheet"] = list_map.sheet
    if list_map.order_stated:
        content["dates"] = list_map.dates
    if list_map.no_homes != "set_aside":
        content["no_homes"] = list_map.no_homes
    for answer in answers:
        # A state or a heading may hold = itself; the value behind it does not.
        named = answer.startswith(("state:", "column:"))
        parts = answer.rpartition("=") if named else answer.partition("=")
        key, equals, value = (part.strip() for part in parts)
        kind, colon, words = key.partition(":")
        if equals and key in ("dates", "no_homes", "sheet"):
            content[key] = value
        elif equals and colon and kind in ("state", "column"):
            content[f"{kind}s"][words.strip()] = value
        elif equals and key in CITY_FACTS:
            content["city"][key] = value
        elif equals and key in FOR_ALL_ROWS:
            content["all_rows"][key] = value
        else:
            raise OptionError(
                msg(
                    "--answer {answer}: write COLUMN=VALUE with one of {columns}, or state:STATE=STATUS, or "
                    "column:HEADING=COLUMN, or dates=month_first, or no_homes=keep, or sheet=NAME",
                    answer=answer,
                    columns=", ".join(FOR_ALL_ROWS),
                )
            )
    return _checked(content, "--answer")


def _wrong(read: ListMap, file: str) -> list[Problem]:
    targets = (*COLUMNS, SINCE, LAND_M2, NOT_READ)
    problems = [
        Problem(
            file,
            msg("`{name}`, which is no column", name=column),
            msg(
                'one of {names}, or "" for a column that is not read',
                names=", ".join((*COLUMNS, SINCE, LAND_M2, f"{FINISHED}STAGE")),
            ),
            msg("correct the name"),
            path=f"columns.{heading}",
        )
        for heading, column in read.columns.items()
        if column not in targets and not (column.startswith(FINISHED) and column != FINISHED)
    ]
    problems += [
        Problem(
            file,
            msg("`{value}`", value=value),
            msg(
                "one of {names}, and the stage under way: in_progress construction", names=", ".join(states())
            ),
            msg("write the status first, then a space and the stage"),
            path=f"states.{state}",
        )
        for state, value in read.states.items()
        if value.split(maxsplit=1)[:1] not in [[each] for each in states()] or value.split() == [DONE]
    ]
    problems += city_problems(read.city, file)
    return problems + [
        Problem(
            file,
            msg("`{name}`, which cannot be one for all rows", name=column),
            msg("one of {names}", names=", ".join(FOR_ALL_ROWS)),
            msg("correct the name, or delete the line"),
            path=f"all_rows.{column}",
        )
        for column in read.all_rows
        if column not in FOR_ALL_ROWS
    ]


def states() -> tuple[str, ...]:
    """What a state of a list can stand for."""
    return (*STATUSES, STOPPED, DONE, SET_ASIDE)


def _looked_up(entries: Mapping[str, str], words: str) -> str | None:
    if words in entries:
        return entries[words]
    return next((value for key, value in entries.items() if folded(key) == folded(words)), None)


def _laid_over(base: Mapping[str, str], over: Mapping[str, str]) -> dict[str, str]:
    taken = {folded(key) for key in over}
    return {**over, **{key: value for key, value in base.items() if folded(key) not in taken}}
