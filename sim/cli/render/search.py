"""A search, and a line of equal chance, as tables of 80 columns."""

from __future__ import annotations

from functools import partial

from rich.table import Table

from sim.analysis.seek import Seeking, TradeOff
from sim.analysis.statistics import Chance
from sim.charts import chance_label
from sim.cli import plain_table
from sim.errors import msg
from sim.levers import Lever
from sim.text import Text
from sim.words import interval_in_words, is_rare, least_in_words, value_in_words, with_weeks

_ENOUGH = {"yes": msg("enough"), "no": msg("not enough"), "unclear": msg("cannot be told")}


def seek_table(seeking: Seeking, lever: Lever, text: Text) -> Table:
    """Make the table of a search: a row a value."""
    table = plain_table(padding=1)
    table.add_column(text("Value"))
    for heading in (text("Chance"), text("Bounds"), text("Futures"), text("Enough?")):
        table.add_column(heading, justify="right", no_wrap=True)
    for step in seeking.steps:
        table.add_row(
            text(value_in_words(lever, step.value)),
            _chance(step.chance, text),
            text(interval_in_words(step.bounds)),
            text.number(step.chance.futures),
            text(_ENOUGH[step.reaches]),
            style="bold" if step.value == seeking.value else "",
        )
    return table


def exchange_table(found: TradeOff, lever: Lever, also: Lever, text: Text) -> Table:
    """Make the line of equal chance: for each value of the second lever the least of the first."""
    table = plain_table(padding=1)
    for each in (also, lever):
        table.add_column(text(each.name), max_width=26)
    table.add_column(text("Chance there"), justify="right")
    table.add_column(text("95% interval"), justify="right", no_wrap=True)
    table.add_column(text("Futures"), justify="right", no_wrap=True)
    for row in found.rows:
        seeking = row.seeking
        step = seeking.told
        named = with_weeks(partial(value_in_words, lever), step.value, row.weeks_off)
        named_other = with_weeks(partial(value_in_words, also), row.other, row.other_weeks_off)
        table.add_row(
            text(named_other(row.other)),
            text(least_in_words(seeking, named)),
            _chance(step.chance, text),
            text(interval_in_words(step.chance.interval)),
            text.number(step.chance.futures),
        )
    return table


def _chance(chance: Chance, text: Text) -> str:
    """Chance with a decimal, or as a count of futures where a percentage would round to certainty."""
    return chance_label(chance, text) if is_rare(chance) else text.percent(chance.share, 1)
