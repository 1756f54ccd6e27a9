"""`housing-sim backtest`: forecasts on registers as they stood, beside the official ones, against what came."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.table import Table

from sim import words
from sim.analysis import to_json
from sim.backtest import (
    LEVELS,
    RIVAL_KINDS,
    Backtest,
    ScoredForecast,
    load_suite,
    run_suite,
    shipped_suites,
    track_record_of,
    write_track_record,
)
from sim.cli import ProgressOnStderr, plain_table, say_preparation, terminal
from sim.engines import ENGINES
from sim.errors import OptionError, Problem, ScenarioError, msg
from sim.experiment import DEFAULT_SEED, MAX_SEED, check_within
from sim.text import Text

_WIDTHS = (11, 21, 9, 7, 11, 8, 6)
"""Of the columns of a forecast's line, for 80 columns and numbers of a nation."""


def backtest_command(
    suites: Sequence[Path],
    seed: int | None,
    engine: str | None,
    out: Path | None,
    as_json: bool,
    text: Text,
) -> int:
    """Carry out suites and print their scores.

    Parameters
    ----------
    suites : sequence of Path
        Suite files; none: those that come with the program.
    seed, engine : int or None, str or None
        None: the default.
    out : Path or None
        File for the track record of the suite, which a scenario may name.
    as_json : bool
        Whether a program reads the answer.
    text : Text

    Returns
    -------
    int
        0.

    Raises
    ------
    OptionError
        When the seed is out of range, or the track record of several suites is asked for.
    ScenarioError
        With everything wrong in the suites, and what their scenarios could not have known; nothing is run then.
    KeyboardInterrupt
        When stopped: half a suite is no score.
    """
    seed = DEFAULT_SEED if seed is None else seed
    check_within("seed", seed, 0, MAX_SEED)
    if out is not None and len(suites) != 1:
        raise OptionError(msg("--out writes the track record of one suite: name that suite"))
    loaded, problems = [], list[Problem]()
    for path in suites or shipped_suites():
        try:
            loaded.append(load_suite(path))
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    say_preparation(engine, text)
    found = []
    for suite in loaded:
        with ProgressOnStderr(text, False, suite.suite.futures) as progress:
            found.append(run_suite(suite, seed=seed, engine=engine or ENGINES[0], progress=progress))
    if as_json:
        print(to_json.json_text(to_json.backtest_json(found)))
    else:
        console = terminal()
        for each in found:
            _print(console, each, text)
    if out is not None:
        # Last: where the disk is full, the answer has been told.
        sys.stdout.flush()
        write_track_record(out, track_record_of(found[0]))
    return 0


def _print(console: Console, found: Backtest, text: Text) -> None:
    suite = found.loaded.suite
    console.print(text(suite.name), style="bold")
    if suite.description is not None:
        console.print(" ".join(text(suite.description).split()))
    console.print()
    console.print(text(words.backtest_in_words(found)), style="bold")
    console.print()
    _print_forecasts(console, found.forecasts, text)
    if found.summary.skill or found.summary.brier_skill:
        console.print(_rivals(found, text))
        console.print()
    for note in words.backtest_notes(found):
        console.print("• " + " ".join(text(note).split()))
    console.print()


def _print_forecasts(console: Console, forecasts: Sequence[ScoredForecast], text: Text) -> None:
    """Print a line on each outcome and, below it, one for each date, in columns that run through all of them."""
    heads = (
        text("as of"),
        "P10–P50–P90",
        "/".join(str(round(100 * level)) for level in LEVELS) + "%",
        text("missed"),
        text("official"),
        text("chance"),
        "Brier",
    )
    groups = groupby(forecasts, key=lambda each: each.case.outcome.id)
    for position, (_, of_one) in enumerate(groups):
        rows = list(of_one)
        table = plain_table()
        # The heading once: widths are the same in all.
        table.show_header = position == 0
        for head, width in zip(heads, _WIDTHS, strict=True):
            table.add_column(head, justify="left" if head is heads[0] else "right", width=width)
        for each in rows:
            table.add_row(*_cells(each, text))
        first = rows[0].case
        if position == 1 or (position > 1 and len(rows) > 1):
            console.print()
        console.print(text(words.outcome_in_words(first.outcome, first.target)))
        console.print(table)
    console.print()


def _cells(each: ScoredForecast, text: Text) -> tuple[str, ...]:
    low, high = each.bands[0.8]
    ours = "" if each.crps is None else text.number(each.crps)
    official = [one for one in each.rivals if one.rival.kind == "official"]
    errors = [error for one in official for error in one.crps]
    theirs = text.number(sum(errors) / len(errors)) if errors else ""
    return (
        text.date(each.case.as_of),
        "–".join(text.number(homes) for homes in (low, each.median, high)),
        " ".join("✓" if held else "✗" for held in each.covered.values()),
        ours,
        theirs,
        text.percent(each.chance),
        "" if each.brier is None else text.number(each.brier, 2),
    )


def _rivals(found: Backtest, text: Text) -> Table:
    summary = found.summary
    table = plain_table(padding=1)
    heads = (
        text("rival"),
        text("outcomes"),
        text("their error"),
        text("ours there"),
        text("skill"),
        text("by chance"),
    )
    for position, head in enumerate(heads):
        table.add_column(head, justify="left" if position == 0 else "right")
    for kind in RIVAL_KINDS:
        skill, brier = summary.skill.get(kind), summary.brier_skill.get(kind)
        if skill is None and brier is None:
            continue
        held = skill or brier
        assert held is not None
        table.add_row(
            text(words.RIVAL_NAMES[kind]),
            str(held.outcomes),
            text.number(summary.rival_crps[kind]) if kind in summary.rival_crps else "",
            text.number(summary.own_crps[kind]) if kind in summary.own_crps else "",
            "" if skill is None else text(words.skill_in_words(skill)),
            "" if brier is None else text(words.skill_in_words(brier)),
        )
    return table
