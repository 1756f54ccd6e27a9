"""The board on a terminal: a few sentences, one table, and what to know before believing either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from rich.table import Table

from sim.analysis.board import LIKELIHOOD_RANGES, Board, TargetAnswer, judge
from sim.analysis.statistics import FEWEST_SETS, Chance
from sim.cli.layout import plain_table, terminal
from sim.errors import msg_n
from sim.experiment import Results
from sim.scenario import READINGS
from sim.text import Text, number_of_homes
from sim.words import (
    CARRY_OVER_WORDS,
    LIKELIHOOD_WORDS,
    READING_NAMES,
    READING_WORDS,
    chance_label,
    headline,
    interval_label,
    range_ends_label,
    range_label,
    run_in_words,
)

Answer: TypeAlias = TargetAnswer
_WIDE = 110


def render_board(board: Board, results: Results, text: Text) -> None:
    """Print the answers of a run to stdout, in the width of the terminal (80 columns where there is none).

    Parameters
    ----------
    board : Board
    results : Results
        The run it was made from.
    text : Text
    """
    console = terminal()
    name = results.scenario.settings.name
    console.print(text(headline(board)), style="bold")
    console.print()
    console.print(text(name))
    console.print(_table(board, text, wide=console.width >= _WIDE, ranges=results.futures_per_set > 1))
    console.print()
    boards = [board if board.reading == each else judge(results, each) for each in READINGS]
    console.print(_readings(boards, text))
    console.print()
    for line in _footer(board, results, text):
        console.print("• " + line)


def _table(board: Board, text: Text, *, wide: bool, ranges: bool) -> Table:
    # Fixed widths: left to itself, Rich shortens numbers before it wraps headings.
    spans = [span for span in (board.period, board.programme) if span is not None]
    most = max(
        *(answer.homes.p90 for answer in (*board.years, *board.cumulative)),
        *(span.homes.p90 for span in spans),
    )
    interval, known_range, homes, missing = (19, 19, 9, 10) if wide else (11, 10, 6, 7)
    homes = max(homes, len(text.number(most)))
    table = plain_table(padding=int(wide))
    table.add_column(text("Year"), no_wrap=wide, min_width=9)
    table.add_column(text("Target"), justify="right", no_wrap=True, min_width=6)
    table.add_column(text("Chance"), justify="right", no_wrap=wide, min_width=7)
    table.add_column(text("95% interval (simulation error only)"), justify="right", width=interval)
    if ranges:
        table.add_column(text("Range over what is not known"), justify="right", width=known_range)
    for percentile in ("P10", "P50", "P90"):
        table.add_column(text("Homes {percentile}", percentile=percentile), justify="right", width=homes)
    table.add_column(text("Mean homes missing"), justify="right", width=missing)
    first = board.years[0].year
    each = [(str(answer.year), answer) for answer in board.years]
    added_up = [(_span(first, answer.year), answer) for answer in board.cumulative]
    _section(table, text("Each year"), each, text, ranges=ranges, wide=wide)
    _section(table, text("Added up"), added_up, text, ranges=ranges, wide=wide)
    overall = [(_span(span.goal.first_year, span.goal.last_year), span) for span in spans]
    _section(table, text("Overall"), overall, text, ranges=ranges, wide=wide)
    together = text(msg_n("the one year", "all {count} years", len(board.years)))
    known = [_range(board.all_years, text, wide=wide)] if ranges else []
    table.add_row(
        together, "", chance_label(board.all_years, text), interval_label(board.all_years, text), *known
    )
    return table


def _readings(boards: Sequence[Board], text: Text) -> Table:
    """Chance and middle number of homes in all three readings, side by side."""
    table = plain_table(padding=1)
    table.add_column(text("Chance (homes P50)"), no_wrap=True)
    for board in boards:
        table.add_column(text(READING_NAMES[board.reading]), justify="right")
    for answers in zip(*(board.years for board in boards), strict=True):
        table.add_row(str(answers[0].year), *(_reading_cell(answer, text) for answer in answers))
    periods = [board.period for board in boards if board.period is not None]
    if periods:
        label = _span(periods[0].goal.first_year, periods[0].goal.last_year)
        table.add_row(label, *(_reading_cell(answer, text) for answer in periods))
    return table


def _reading_cell(answer: Answer, text: Text) -> str:
    return f"{chance_label(answer.chance, text)} ({text.number(answer.homes.p50)})"


def _section(
    table: Table, heading: str, answers: Sequence[tuple[str, Answer]], text: Text, *, ranges: bool, wide: bool
) -> None:
    table.add_section()
    table.add_row(heading, style="dim")
    for label, answer in answers:
        homes = (answer.homes.p10, answer.homes.p50, answer.homes.p90)
        table.add_row(
            label,
            text.number(answer.target),
            chance_label(answer.chance, text),
            interval_label(answer.chance, text),
            *([_range(answer.chance, text, wide=wide)] if ranges else []),
            *(text.number(number) for number in homes),
            text.number(answer.shortfall_mean),
        )


def _range(chance: Chance, text: Text, *, wide: bool) -> str:
    """Range over what is not known; where there is room, with the interval of either end."""
    known = range_label(chance, text)
    return (
        f"{known}\n({range_ends_label(chance, text)})" if wide and chance.over_unknowns is not None else known
    )


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _footer(board: Board, results: Results, text: Text) -> Iterator[str]:
    yield text("What counts: {reading}.", reading=READING_WORDS[board.reading])
    yield text("Carry-over: {rule}.", rule=CARRY_OVER_WORDS[board.carry_over])
    if board.programme is not None:
        yield text(
            "{span} includes {homes} done before {day}.",
            span=_span(board.programme.goal.first_year, board.programme.goal.last_year),
            homes=number_of_homes(board.programme.goal.done_before),
            day=results.data_date,
        )
    yield text(
        "The 95% interval is simulation error only: it narrows with more futures and says nothing of what is not known."
    )
    if results.futures_per_set > 1:
        yield text(
            "The range over what is not known: of a hundred sets of unknown numbers, the tenth and the ninetieth "
            "give these chances; — where there are fewer than {sets} sets. Below it, on a wide screen: how far other "
            "sets might move either end (95%).",
            sets=FEWEST_SETS,
        )
    ranges = (
        f"{text(LIKELIHOOD_WORDS[word])} {text.number(100 * low)}–{text.percent(high)}"
        for word, (low, high) in LIKELIHOOD_RANGES.items()
    )
    yield text(
        "Words: {ranges} (after the IPCC guidance of 2010); two of them where three standard errors of the simulation "
        "reach across a limit. They speak of the chance alone, the range over what is not known stands in numbers.",
        ranges=", ".join(ranges),
    )
    yield text("P10, P50, P90: 10, 50 and 90 futures in 100 bring this many homes or fewer.")
    yield from run_in_words(
        results.scenario,
        futures=results.replications,
        futures_per_set=results.futures_per_set,
        seed=results.seed,
        engine=results.engine,
        caps_met=results.caps_met,
        text=text,
    )
