"""What a list and its scenario do not tell, and how each is answered: an option, or a line of the map."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sim.errors import Message, msg
from sim.scenario import Settings

ASKED_BY_HEADING = ("name", "homes")
"""Columns that no value for all rows can fill: asked is which heading holds them."""


@dataclass(frozen=True)
class OpenQuestion:
    """Something that has to be said.

    Attributes
    ----------
    asked : Message
    rows : tuple of int
        Rows of the list that it concerns.
    key : str
        What `--answer KEY=VALUE` answers it with; for a column whose heading is asked for, the column.
    example : str
        A value.
    table : {"all_rows", "states", "columns", "city", ""}
        Table of the map that the answer stands in; "" above the tables.
    optional : bool
        Whether it may be passed over.
    """

    asked: Message
    rows: tuple[int, ...]
    key: str
    example: str
    table: str = "all_rows"
    optional: bool = False

    def answer(self, value: str) -> str:
        """Return the answer as the option takes it."""
        kind = {"states": "state:", "columns": "column:"}.get(self.table, "")
        return f"{kind}{value}={self.key}" if self.table == "columns" else f"{kind}{self.key}={value}"

    @property
    def line(self) -> str:
        """Line of the map that answers with the example."""
        if self.table == "columns":
            return f"{toml_text(self.example)} = {toml_text(self.key)}"
        return f"{toml_text(self.key) if self.table == 'states' else self.key} = {toml_text(self.example)}"


def toml_text(text: str) -> str:
    """Write a text as TOML does."""
    # A JSON text is a TOML text, but for DEL, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def column_question(
    column: str, rows: tuple[int, ...], settings: Settings, unread: Sequence[str]
) -> OpenQuestion:
    """Ask what rows leave open; `unread` are the headings of which nothing is read."""
    year = settings.data_date.year
    asked, example = {
        "name": (msg("which column holds the names or the ids of the projects?"), "Tên dự án"),
        "homes": (msg("which column holds the homes?"), "Số căn"),
        "status": (
            msg("which column holds the state of the projects, or which is it for all of them?"),
            "not_started",
        ),
        "route": (
            msg("which route do they follow: {routes}?", routes=", ".join(settings.routes)),
            next(iter(settings.routes)),
        ),
        "counted_before": (
            msg("are the completed ones in the official figure already (yes, no, alternatives)?"),
            "yes",
        ),
        "status_as_of": (msg("of which day is the list?"), settings.data_date.isoformat()),
        "entry": (
            msg(
                "when can those that have not started begin their first stage (a date, or the span it lies in)?"
            ),
            f"{year}..{year + 2}",
        ),
        "stage": (
            msg("in which stage are those in progress: {stages}?", stages=", ".join(settings.stages)),
            list(settings.stages)[-1],
        ),
        "stage_start": (
            msg("since when are those in progress in their stage (a date, or the span it lies in)?"),
            f"{year - 2}..{year - 1}",
        ),
        "completed_on": (
            msg("when were the completed ones completed (a date, or the span it lies in)?"),
            f"{year - 5}..{year - 1}",
        ),
        "stopped_since": (
            msg("since when does the work of the stopped ones stand still (a day or a month)?"),
            f"15/02/{year - 1}",
        ),
        "assumption": (
            msg("what do the figures rest on (which document or report)?"),
            "theo danh mục của Sở",
        ),
    }[column]
    if column in ASKED_BY_HEADING:
        return OpenQuestion(asked, rows, column, unread[0] if unread else example, "columns")
    return OpenQuestion(asked, rows, column, example)


def state_question(state: str, rows: tuple[int, ...], example: str) -> OpenQuestion:
    """Ask what a state means; `example` is what it could mean."""
    asked = msg(
        "what does the state {state} mean: not_started, in_progress STAGE, stopped STAGE, done STAGE (what follows has "
        "not begun), completed, ended or set_aside?",
        state=f'"{state}"',
    )
    return OpenQuestion(asked, rows, state, example, "states")


def order_question(heading: str, shown: str) -> OpenQuestion:
    """Ask for the order of day and month, where a column shows that it may be the American one."""
    asked = msg(
        "the column {heading} holds {date}, which can only be month first: are all its dates, or is that one a slip?",
        heading=f'"{heading}"',
        date=shown,
    )
    return OpenQuestion(asked, (), "dates", "month_first", "")


def open_questions(
    open_columns: Mapping[str, tuple[int, ...]],
    unknown_states: Mapping[str, tuple[int, ...]],
    settings: Settings,
    unread: Sequence[str],
    could_mean: Callable[[str], str],
) -> tuple[OpenQuestion, ...]:
    """Every question of a list, the states last; `could_mean` gives an example of what a state means."""
    return (
        *(column_question(column, rows, settings, unread) for column, rows in open_columns.items()),
        *(state_question(state, rows, could_mean(state)) for state, rows in unknown_states.items()),
    )
