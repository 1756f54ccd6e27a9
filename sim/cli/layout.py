"""How an answer stands on a terminal: the sentence first, one table, then what to know before believing either."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table

from sim.errors import Message
from sim.text import Text
from sim.words import setting_in_words

if TYPE_CHECKING:
    from sim.levers import LeverSetting
    from sim.scenario import Scenario


def terminal() -> Console:
    """Stdout in the width of the terminal, 80 columns where there is none."""
    # Names and notes come from the user's files: brackets in them are text, not markup.
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def plain_table(*, padding: int = 0) -> Table:
    """Table with a line under its heading and a blank between columns."""
    return Table(box=box.SIMPLE, padding=(0, padding, 0, 0), pad_edge=False, show_edge=False)


def print_sheet(
    scenario: Scenario,
    answer: Sequence[Message],
    tables: Iterable[Table],
    notes: Iterable[Message],
    text: Text,
    *,
    pulled: Sequence[LeverSetting] = (),
) -> None:
    """Print an answer.

    Parameters
    ----------
    scenario : Scenario
        Asked about; its name stands over the tables, and the levers pulled in it.
    answer : sequence of Message
        Sentences that stand first.
    tables : iterable of Table
    notes : iterable of Message
    text : Text
    pulled : sequence of LeverSetting
    """
    console, name = terminal(), scenario.settings.name
    console.print(" ".join(text(said) for said in answer), style="bold")
    console.print()
    console.print(text(name))
    print_pulled(console, pulled, scenario, text)
    for table in tables:
        console.print()
        console.print(table)
    console.print()
    for note in notes:
        console.print("• " + text(note))


def print_pulled(console: Console, pulled: Sequence[LeverSetting], scenario: Scenario, text: Text) -> None:
    """Print the levers pulled in a scenario, a line each, those of a package under its name."""
    above = None
    for setting in pulled:
        if setting.package is not None and setting.package != above:
            console.print(text("Package “{name}”:", name=setting.package))
        above = setting.package
        console.print("+ " + text(setting_in_words(setting, scenario)))
