"""How an answer stands on a terminal: the sentence first, then tables, then what to know before believing either."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table as RichTable

from sim import words
from sim.questions import Asked, Row, Sentence, Sheet, Table
from sim.text import Text

if TYPE_CHECKING:
    from sim.levers import LeverSetting
    from sim.scenario import Scenario

_USUAL_COLUMNS = 80
_ROOMY = 110


def terminal() -> Console:
    """Stdout in the width of the terminal, 80 columns where there is none or where it says that it has none."""
    # Names and notes come from the user's files: brackets in them are text, not markup.
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if console.width < 1:
        console.width = _USUAL_COLUMNS
    return console


def plain_table(*, padding: int = 0) -> RichTable:
    """Table with a line under its heading and a blank between columns."""
    return RichTable(box=box.SIMPLE, padding=(0, padding, 0, 0), pad_edge=False, show_edge=False)


def render_sheet(sheet: Sheet, asked: Asked, text: Text) -> None:
    """Print an answer.

    Parameters
    ----------
    sheet : Sheet
    asked : Asked
        The name of its scenario stands over the tables, and the levers pulled.
    text : Text
    """
    console, scenario = terminal(), asked.scenario
    trust = None if sheet.trust is None else sheet.trust()
    answer = " ".join(_said(each, text) for each in sheet.answer)
    confidence = " ".join(_said(each, text) for each in (() if trust is None else trust.said))
    first = trust is not None and trust.first
    for line in (confidence, answer) if first else (answer, confidence):
        if line:
            console.print(line, style="bold")
            console.print()
    console.print(text(scenario.settings.name))
    _render_pulled(console, asked.pulled, scenario, text)
    for narrow in sheet.tables:
        table = narrow.roomier if narrow.roomier is not None and console.width >= _ROOMY else narrow
        console.print()
        if table.set_in_lines:
            for line in _lines(table):
                console.print(line)
        else:
            console.print(_rich(table))
    console.print()
    for note in sheet.notes:
        console.print("• " + _said(note, text))


def _said(sentence: Sentence, text: Text) -> str:
    return sentence if isinstance(sentence, str) else text(sentence)


def _render_pulled(console: Console, pulled: Sequence[LeverSetting], scenario: Scenario, text: Text) -> None:
    """Print the levers pulled in a scenario, a line each, those of a package under its name."""
    above = None
    for setting in pulled:
        if setting.package is not None and setting.package != above:
            console.print(text("Package “{name}”:", name=setting.package))
        above = setting.package
        console.print("+ " + text(words.setting_in_words(setting, scenario)))


def _rich(table: Table) -> RichTable:
    made = plain_table(padding=table.padding)
    for column in table.columns:
        made.add_column(
            column.heading,
            justify="right" if column.right else "left",
            width=column.width,
            min_width=column.min_width,
            max_width=column.max_width,
            no_wrap=column.no_wrap,
        )
    for section in table.sections:
        made.add_section()
        if section.heading:
            made.add_row(section.heading, style="dim")
        for row in section.rows[: table.shown]:
            made.add_row(*row.cells, style="bold" if row.strong else "dim" if row.pale else "")
    return made


def _lines(table: Table) -> Iterator[str]:
    """Set a table of fixed widths line by line, for Rich has no cell that runs across columns."""
    widths = [column.width or len(column.heading) for column in table.columns]
    yield table.title
    groups = groupby(zip(table.columns, widths, strict=True), key=lambda pair: pair[0].group)
    yield "".join(group.rjust(sum(width for _, width in pairs)) for group, pairs in groups)
    yield _line(Row(tuple(column.heading for column in table.columns)), table, widths)
    yield "─" * sum(widths)
    for section in table.sections:
        yield section.heading
        for row in section.rows:
            yield _line(row, table, widths)


def _line(row: Row, table: Table, widths: Sequence[int]) -> str:
    cells = zip(row.cells, table.columns, widths, strict=True)
    return "".join(cell.rjust(width) if column.right else cell.ljust(width) for cell, column, width in cells)
