"""Headings and explanations of the register's columns, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.guide import register_columns
from sim.intake import column_name
from sim.register import COLUMNS, REQUIRED, Draft
from sim.scenario import Settings
from sim.text import Text
from sim.ui.html import literal


def heading(column: str, text: Text) -> str:
    """Heading of a column, with a capital."""
    name = column_name(column, text)
    return name[:1].upper() + name[1:]


def explanations(settings: Settings, text: Text) -> Mapping[str, str]:
    """Give what each column means, how it is written and which codes it takes, as Markdown."""
    codes = {column: "; ".join(_codes(column, settings, text)) for column in COLUMNS}
    return {
        each.name: "\n\n".join(
            [
                f"`{each.name}`",
                literal(text(each.meaning)),
                literal(text(each.written)),
                *([literal(codes[each.name])] if codes[each.name] else []),
            ]
        )
        for each in register_columns()
    }


def _codes(column: str, settings: Settings, text: Text) -> Iterator[str]:
    if column in ("stage", "done", "finished"):
        yield from (f"{code} = {text(stage.name)}" for code, stage in settings.stages.items())
    elif column == "route":
        yield from (f"{code} = {text(route.name)}" for code, route in settings.routes.items())
    elif column == "never_begins":
        yield from (f"{code} = {text(group.name)}" for code, group in settings.never_begins.items())
    elif column == "start_hazard":
        yield from (f"{code} = {text(stock.name)}" for code, stock in settings.start_hazards.items())


def columns_in_use(draft: Draft) -> tuple[str, ...]:
    """Columns that every row needs, and those that some row fills, in the order of the register."""
    used = {column for row in draft.rows for column in row.cells}
    return tuple(column for column in COLUMNS if column in used or column in REQUIRED)
