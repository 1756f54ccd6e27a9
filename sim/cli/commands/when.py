"""`housing-sim when`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.table import Table

from sim.analysis import LatestStart, latest_start
from sim.analysis.board import Goal
from sim.analysis.to_json import json_text, latest_start_json
from sim.cli import (
    STOPPED,
    Asked,
    ProgressOnStderr,
    Question,
    Refusals,
    common_notes,
    plain_table,
    print_sheet,
    read_question,
    runs_of,
    say_preparation,
    say_stopped,
    say_warnings,
    worth_option,
)
from sim.errors import Message, OptionError, msg
from sim.levers import LeverSetting, known_lever, parse_setting
from sim.text import Text, number_of_points
from sim.words import (
    deadline_in_words,
    listed_in_words,
    points,
    signed,
    span_of,
    value_in_words,
)

START_REPLICATIONS = 4_000
"""Futures of each start: some twenty are tried."""


def when_command(question: Question, lever: str | None, worth: str, text: Text) -> int:
    """Say what each start of a lever buys, and the last that still buys enough.

    Parameters
    ----------
    question : Question
        Its levers are given whenever the lever starts.
    lever : str or None
        As the user wrote it: an id, or an id and a value.
    worth : str
        Percentage points.
    text : Text

    Returns
    -------
    int
        0, or 130 where Ctrl-C left starts out.

    Raises
    ------
    QuestionError
        With everything wrong with the question.
    """
    refusals = Refusals()
    asked = read_question(question, refusals)
    enough = refusals.take(lambda: worth_option(worth))
    setting = None
    if lever is None:
        refusals.add(msg("--lever is missing: say which lever is looked at; `housing-sim levers` lists them"))
    elif asked.levers is not None:
        setting = refusals.take(lambda: _setting(lever, asked))
    if setting is not None:
        asked.changed(refusals, setting)
    refusals.end()
    assert setting is not None and enough is not None
    say_warnings(question.scenario, asked.warnings, text)
    futures = question.replications or START_REPLICATIONS
    say_preparation(question.engine, text)
    with ProgressOnStderr(text, at_most=False, each=futures) as progress:
        runs = runs_of(question, futures, progress)
        found = latest_start(
            asked.known(), setting, asked.reading, worth=enough, given=asked.settings, runs=runs
        )
    total = len(found.started) + len(found.not_done)
    if found.not_done:
        say_stopped(msg("{done} of {total} starts", done=len(found.started), total=total), text)
    if question.as_json:
        print(json_text(latest_start_json(found, setting, asked.about(futures))))
    else:
        _print(found, setting, asked, text)
    return STOPPED if found.not_done else 0


def _setting(said: str, asked: Asked) -> LeverSetting:
    levers = asked.levers or {}
    if "=" in said:
        setting = parse_setting(said, levers)
    else:
        lever = known_lever(said.strip(), levers)
        setting = LeverSetting(lever, lever.default)
    if not setting.lever.dated:
        raise OptionError(
            msg("lever {lever} has no date: it holds for the whole scenario", lever=setting.lever.id)
        )
    if setting.from_date is not None:
        raise OptionError(msg("the dates of start are tried one by one: leave from out of --lever"))
    if setting.neutral:
        raise OptionError(
            msg(
                "lever {lever} changes nothing at {value}: give another value",
                lever=setting.lever.id,
                value=setting.value,
            )
        )
    return setting


def _print(found: LatestStart, setting: LeverSetting, asked: Asked, text: Text) -> None:
    lever = setting.lever
    pulled = msg("{lever}: {value}", lever=lever.name, value=value_in_words(lever, setting.value))
    notes = [
        msg(
            "The table shows the percentage points each start buys against no start at all; – no clear difference. "
            "* clearly {worth} or more: the lower bound, which allows for the simulation error of all starts at "
            "once, reaches them; other starts may show as much by chance of simulation.",
            worth=number_of_points(found.worth),
        ),
        *_oddities(found),
        *common_notes(
            asked.known(),
            found.base,
            found.reading,
            [*(each.lever for each in asked.settings), lever],
            intervals=False,
        ),
    ]
    answer = [msg("“{lever}”.", lever=pulled), *_answer(found)]
    print_sheet(asked.known(), answer, [_table(found, text)], notes, text, pulled=asked.settings)


def _answer(found: LatestStart) -> Iterator[Message]:
    """Last starts, targets of one last start told together."""
    by_last: dict[date | None, list[Message | str]] = {}
    for deadline in found.deadlines:
        by_last.setdefault(deadline.last, []).append(_short(deadline.goal))
    best = max(found.deadlines, key=lambda deadline: deadline.best.bought.share)
    if by_last.keys() == {None} and best.best.clear:
        yield msg(
            "No start clearly buys {worth} for any target; the most is {points} points for {goal}, from {day}.",
            worth=number_of_points(found.worth),
            points=points(best.best.bought.share),
            goal=_short(best.goal),
            day=best.best.day,
        )
        return
    last = max(found.started)
    days = sorted(by_last, key=lambda each: each or date.min, reverse=True)
    said = [_date(day, by_last[day], last_tried=day == last) for day in days]
    yield msg(
        "Last start that clearly buys {worth}: {dates}.",
        worth=number_of_points(found.worth),
        dates=listed_in_words(said),
    )


def _date(day: date | None, goals: list[Message | str], *, last_tried: bool) -> Message:
    if day is None:
        return msg("none for {goals}", goals=goals)
    if last_tried:
        return msg("even {day}, the last one tried, for {goals}", day=day, goals=goals)
    return msg("{day} for {goals}", day=day, goals=goals)


def _oddities(found: LatestStart) -> Iterator[Message]:
    for deadline in found.deadlines:
        for said in deadline_in_words(deadline, found.worth)[1:]:
            yield msg("{goal}: {said}", goal=_short(deadline.goal), said=said)


def _short(goal: Goal) -> Message | str:
    if goal.kind == "all_years":
        return msg("all years together")
    return span_of(goal)


def _table(found: LatestStart, text: Text) -> Table:
    table = plain_table(padding=1)
    table.add_column(text("Start"), no_wrap=True)
    for deadline in found.deadlines:
        goal = deadline.goal
        name = text("all years") if goal.kind == "all_years" else span_of(goal)
        table.add_column(name, justify="right", max_width=9)
    for place, day in enumerate(sorted(found.started)):
        if place and day.month == 1:
            table.add_section()
        cells = []
        for deadline in found.deadlines:
            start = deadline.on(day)
            bought = text.fixed(signed(points(start.bought.share))) if start.clear else "–"
            cells.append(f"*{bought}" if deadline.enough(start) else bought)
        table.add_row(text.date(day), *cells)
    return table
