"""`housing-sim commit`."""

from __future__ import annotations

from rich.table import Table

from sim.analysis import Commitment, commit
from sim.analysis.to_json import commitment_json, json_text
from sim.cli import (
    STOPPED,
    Asked,
    ProgressOnStderr,
    Question,
    Refusals,
    chance_option,
    common_notes,
    plain_table,
    print_sheet,
    read_question,
    runs_of,
    say_preparation,
    say_stopped,
    say_warnings,
)
from sim.errors import msg
from sim.experiment import DEFAULT_REPLICATIONS
from sim.text import Text
from sim.words import promises_in_words, span_of


def commit_command(question: Question, chance: str, text: Text) -> int:
    """Say which yearly numbers can be promised at a chance.

    Parameters
    ----------
    question : Question
    chance : str
        As the user wrote it.
    text : Text

    Returns
    -------
    int
        0, or 130 where Ctrl-C ended the run early; the answer then rests on the futures done.

    Raises
    ------
    QuestionError
        With everything wrong with the question.
    """
    refusals = Refusals()
    asked = read_question(question, refusals)
    wanted = refusals.take(lambda: chance_option(chance))
    scenario = asked.changed(refusals)
    refusals.end()
    assert wanted is not None
    say_warnings(question.scenario, asked.warnings, text)
    futures = question.replications or DEFAULT_REPLICATIONS
    say_preparation(question.engine, text)
    with ProgressOnStderr(text, at_most=False) as progress:
        results = runs_of(question, futures, progress)(scenario)
    if results.interrupted:
        say_stopped(msg("{done} of {total} futures", done=results.replications, total=futures), text)
    found = commit(results, asked.reading, wanted)
    if question.as_json:
        print(json_text(commitment_json(found, asked.about(futures))))
    else:
        _print(found, asked, text)
    return STOPPED if results.interrupted else 0


def _print(found: Commitment, asked: Asked, text: Text) -> None:
    levers = [setting.lever for setting in asked.settings]
    notes = [
        msg(
            "By itself: the most homes that the year has in that share of futures. Together: every yearly target "
            "times one and the same share, the largest that holds in all years of a future at once; other plans could "
            "promise more in one year and less in another."
        ),
        msg("Safe: lower, so that simulation error has it too high in at most 5 cases of 100."),
        *common_notes(asked.known(), found.origin, found.reading, levers, intervals=False),
    ]
    print_sheet(
        asked.known(), promises_in_words(found), [_table(found, text)], notes, text, pulled=asked.settings
    )


def _table(found: Commitment, text: Text) -> Table:
    table = plain_table(padding=1)
    table.add_column(text("Year"), no_wrap=True)
    for heading in (
        text("Target"),
        text("By itself"),
        text("of target"),
        text("Safe"),
        text("Together"),
        text("Safe"),
    ):
        table.add_column(heading, justify="right", min_width=8)
    jointly = found.jointly
    for place, promise in enumerate(found.years):
        together = ("", "") if jointly is None else (jointly.homes[place], jointly.safe[place])
        table.add_row(
            span_of(promise.goal),
            *_own(promise.goal.target, promise.homes, promise.safe, text),
            *_said(together, text),
        )
    if (period := found.period) is not None:
        table.add_section()
        table.add_row(span_of(period.goal), *_own(period.goal.target, period.homes, period.safe, text))
    return table


def _own(target: int, homes: int, safe: int, text: Text) -> tuple[str, ...]:
    share = text.percent(homes / target, 0 if homes >= target / 10 else 1) if target else "—"
    return text.number(target), text.number(homes), share, text.number(safe)


def _said(numbers: tuple[int | str, ...], text: Text) -> tuple[str, ...]:
    return tuple(each if isinstance(each, str) else text.number(each) for each in numbers)
