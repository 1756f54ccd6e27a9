"""The table of indicators, below that of the targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from sim import words
from sim.errors import msg
from sim.questions.sheet import Column, Row, Section, Table
from sim.questions.spreadsheet import Field, Spreadsheet, Value
from sim.text import Text

if TYPE_CHECKING:
    from sim.analysis import IndicatorAnswer
    from sim.scenario import Indicator


def indicator_table(answers: Sequence[IndicatorAnswer], text: Text, *, ranges: bool) -> Table:
    """Make the table of indicators: a section for each, a row for each of its years.

    Parameters
    ----------
    answers : sequence of IndicatorAnswer
        At least one.
    text : Text
    ranges : bool
        Whether the run tells ranges over what is not known.
    """
    columns = (
        Column(text("Year"), right=False, width=5),
        Column(text("At least"), width=9),
        Column(text("Chance"), width=9),
        Column(text("Error, 95%"), width=11),
        *([Column(text("Due to unknowns"), width=16)] if ranges else []),
        *(Column(percentile, width=6) for percentile in ("P10", "P50", "P90")),
        Column(text("From homes"), width=11),
    )
    sections = tuple(
        Section(tuple(_row(answer, text, ranges=ranges) for answer in years), _heading(years, text))
        for _, group in groupby(answers, key=lambda answer: answer.key)
        for years in (list(group),)
    )
    title = text("Indicators (m² a person)")
    return Table(columns, sections, padding=0, title=title, set_in_lines=True)


def indicator_spreadsheet(
    answers: Sequence[IndicatorAnswer], stated: Mapping[str, Indicator], text: Text
) -> Spreadsheet:
    """Make the answers about indicators a table for a spreadsheet, a row for each year of each.

    Parameters
    ----------
    answers : sequence of IndicatorAnswer
    stated : mapping of str to Indicator
        The indicators of the scenario that was run.
    text : Text
    """
    fields = (
        Field("id", text("Indicator"), "text", 20),
        Field("name", text("Name"), "text", 44),
        Field("counts", text("What counts"), "text", 14),
        Field("year", text("Year")),
        Field("at_least", text("At least (m² a person)")),
        *(
            Field(name, text(heading), "percent")
            for name, heading in (
                ("chance", msg("Chance")),
                ("chance_low", msg("from (95%)")),
                ("chance_high", msg("to (95%)")),
                ("range_p10", msg("Range over what is not known: P10")),
                ("range_p90", msg("Range over what is not known: P90")),
            )
        ),
        *(Field(each.lower(), each) for each in ("P10", "P50", "P90")),
        Field("from_homes", text("Of it from homes")),
        Field("other_share", text("Other construction, of the floor area added"), "percent"),
        Field("chance_without_homes", text("Chance without any home of the register"), "percent"),
    )
    rows = tuple(tuple(_values(answer, text)) for answer in answers)
    notes = tuple(text(each) for each in words.indicators_in_words(answers, stated))
    return Spreadsheet("indicators", fields, rows, notes)


def _values(answer: IndicatorAnswer, text: Text) -> Iterator[Value]:
    yield from (answer.key, text(answer.name), answer.counts, str(answer.year), answer.at_least)
    known = answer.chance.over_unknowns
    yield from (answer.chance.share, *answer.chance.interval)
    yield from (None, None) if known is None else (known.low.chance, known.high.chance)
    yield from (answer.p10, answer.p50, answer.p90, answer.from_homes)
    yield from (answer.other_share, answer.without_homes.share)


def _heading(years: Sequence[IndicatorAnswer], text: Text) -> str:
    first = years[0]
    return text("{name} · {reading}", name=first.name, reading=words.READING_WORDS[first.counts])


def _row(answer: IndicatorAnswer, text: Text, *, ranges: bool) -> Row:
    values = (answer.at_least, answer.p10, answer.p50, answer.p90, answer.from_homes)
    at_least, p10, p50, p90, brought = (text.fixed(words.square_metres(value)) for value in values)
    chance = answer.chance
    return Row(
        (
            str(answer.year),
            at_least,
            words.chance_label(chance, text),
            words.interval_label(chance, text),
            *([words.range_label(chance, text)] if ranges else []),
            p10,
            p50,
            p90,
            brought,
        )
    )
