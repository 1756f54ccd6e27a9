"""The tables of targets: how likely each is, and the three readings side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim import words
from sim.errors import msg_n
from sim.questions.sheet import Column, Row, Section, Table
from sim.text import Text

if TYPE_CHECKING:
    from sim.analysis.board import Board, TargetAnswer
    from sim.analysis.statistics import Chance


def target_table(board: Board, text: Text, *, ranges: bool) -> Table:
    """Make the table of targets.

    Parameters
    ----------
    board : Board
    text : Text
    ranges : bool
        Whether the run tells ranges over what is not known.
    """
    roomier = _table(board, text, ranges=ranges, roomy=True, roomier=None)
    return _table(board, text, ranges=ranges, roomy=False, roomier=roomier)


def _table(board: Board, text: Text, *, ranges: bool, roomy: bool, roomier: Table | None) -> Table:
    # Widths are fixed, for a terminal would shorten numbers before it wraps headings.
    spans = [span for span in (board.period, board.programme) if span is not None]
    answers = (*board.years, *board.cumulative, *spans)
    interval, known_range, homes, missing = (19, 19, 9, 10) if roomy else (11, 10, 6, 7)
    homes = max(homes, *(len(text.number(answer.homes.p90)) for answer in answers))
    columns = [
        Column(text("Year"), right=False, no_wrap=roomy, min_width=9),
        Column(text("Target"), no_wrap=True, min_width=6),
        Column(text("Chance"), no_wrap=roomy, min_width=7),
        Column(text("95% interval (simulation error only)"), width=interval),
        *([Column(text("Range over what is not known"), width=known_range)] if ranges else []),
        *(Column(text("Homes {percentile}", percentile=each), width=homes) for each in ("P10", "P50", "P90")),
        Column(text("Mean homes missing"), width=missing),
    ]

    def section(heading: str, rows: Sequence[tuple[str, TargetAnswer]], *more: Row) -> Section:
        return Section(
            (*(_row(label, answer, text, ranges=ranges, roomy=roomy) for label, answer in rows), *more),
            heading,
        )

    together = Row(
        (
            text(msg_n("the one year", "all {count} years", len(board.years))),
            "",
            words.chance_label(board.all_years, text),
            words.interval_label(board.all_years, text),
            *([_range(board.all_years, text, roomy=roomy)] if ranges else []),
        )
    )
    sections = (
        section(text("Each year"), [(_named(str(each.year), each, text), each) for each in board.years]),
        section(
            text("Added up"),
            [(_named(words.span_of(each.goal), each, text), each) for each in board.cumulative],
        ),
        section(
            text("Overall"),
            [(_named(words.span_of(span.goal), span, text), span) for span in spans],
            together,
        ),
    )
    return Table(tuple(columns), sections, padding=int(roomy), roomier=roomier)


def _row(label: str, answer: TargetAnswer, text: Text, *, ranges: bool, roomy: bool) -> Row:
    homes = (answer.homes.p10, answer.homes.p50, answer.homes.p90)
    return Row(
        (
            label,
            text.number(answer.target),
            words.chance_label(answer.chance, text),
            words.interval_label(answer.chance, text),
            *([_range(answer.chance, text, roomy=roomy)] if ranges else []),
            *(text.number(number) for number in homes),
            text.number(answer.shortfall_mean),
        )
    )


def _range(chance: Chance, text: Text, *, roomy: bool) -> str:
    """Range over what is not known; where there is room, with the interval of either end."""
    known = words.range_label(chance, text)
    if not roomy or chance.over_unknowns is None:
        return known
    return f"{known}\n({words.range_ends_label(chance, text)})"


def readings_table(judged: Sequence[Board], text: Text) -> Table:
    """Make the table of all three readings, side by side: chance and middle number of homes."""
    columns = (
        Column(text("Chance (homes P50)"), right=False, no_wrap=True),
        *(Column(text(words.READING_NAMES[board.reading])) for board in judged),
    )
    rows = [
        Row(
            (
                _named(str(answers[0].year), answers[0], text),
                *(_reading_cell(answer, text) for answer in answers),
            )
        )
        for answers in zip(*(board.years for board in judged), strict=True)
    ]
    periods = [board.period for board in judged if board.period is not None]
    if periods:
        label = _named(words.span_of(periods[0].goal), periods[0], text)
        rows.append(Row((label, *(_reading_cell(answer, text) for answer in periods))))
    return Table(columns, (Section(tuple(rows)),))


def _reading_cell(answer: TargetAnswer, text: Text) -> str:
    return f"{words.chance_label(answer.chance, text)} ({text.number(answer.homes.p50)})"


def _named(years: str, answer: TargetAnswer, text: Text) -> str:
    """Years of a target; below them, that it is hypothetical."""
    return f"{years}\n{text('hypothetical')}" if answer.goal.hypothetical else years
