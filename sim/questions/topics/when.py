"""By when a lever must start to be worth it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from sim import analysis, charts, levers, words
from sim.analysis import to_json
from sim.errors import Message, OptionError, msg
from sim.questions.asked import Asked, Watch
from sim.questions.confidence import about_with_evidence, trust_in
from sim.questions.inputs import Around, Choice, Input, Said, Values
from sim.questions.notes import common_notes
from sim.questions.options import COMPARE_REPLICATIONS, HOW, SCENARIO
from sim.questions.question import Command, Form, Question
from sim.questions.sheet import Column, Figure, Row, Section, Sheet, Table
from sim.questions.subjects import GIVEN_LEVERS, LEVERS, PACKAGES, no_levers
from sim.questions.values import read_points
from sim.text import Text, number_of_points

if TYPE_CHECKING:
    from sim.analysis import Deadline, LatestStart
    from sim.analysis.board import Goal
    from sim.levers import LeverSetting

_WORTHS = ("1", "2", "3", "5", "10", "20")


def _read_started(given: str | None, values: Values) -> LeverSetting:
    if given is None:
        raise OptionError(
            msg(
                "--lever is missing: say which lever is looked at; `{command}` lists them",
                command=values[LEVERS].command,
            )
        )
    known = values[LEVERS]
    if "=" in given:
        setting = levers.parse_setting(given, known, asked_in=(f"--lever {given}", ""))
    else:
        lever = levers.known_lever(given.strip(), known)
        setting = levers.LeverSetting(lever, lever.default, asked_in=(f"--lever {given}", ""))
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


def _dated(around: Around) -> Mapping[str, Said]:
    return {code: lever.name for code, lever in around.levers.items() if lever.dated}


def _at_its_value(code: str, around: Around) -> str:
    """Lever at the value at which it is switched on, else at the one that its file proposes."""
    pulled = (each for each in around.pulled if each.lever.id == code and not each.neutral)
    setting = next(pulled, None)
    return code if setting is None else levers.setting_text(replace(setting, from_date=None))


STARTED: Input[LeverSetting] = Input(
    "lever",
    "--lever",
    msg("lever to start; without a value, the one its file proposes"),
    _read_started,
    metavar=msg("ID[=VALUE]"),
    choice=Choice(
        msg("Measure"), _dated, lambda around: next(iter(_dated(around)), ""), written=_at_its_value, width=5
    ),
)
WORTH: Input[float] = Input(
    "worth",
    "--worth",
    msg("percentage points that make a start worth it (default {default})", default=5),
    lambda given, _values: read_points("--worth", given),
    metavar="N",
    default="5",
    choice=Choice(
        msg("Worth it from, percentage points"),
        lambda _around: {code: code for code in _WORTHS},
        lambda _around: "5",
    ),
)


def _answer(asked: Asked, watch: Watch) -> LatestStart:
    return analysis.latest_start(
        asked.scenario,
        asked[STARTED],
        asked.reading,
        worth=asked[WORTH],
        given=asked.pulled,
        runs=asked.runs(watch),
    )


def _stopped(found: LatestStart, _asked: Asked) -> Message | None:
    if not found.not_done:
        return None
    total = len(found.started) + len(found.not_done)
    return msg("{done} of {total} starts", done=len(found.started), total=total)


def _sheet(found: LatestStart, asked: Asked, text: Text) -> Sheet:
    lever = asked[STARTED].lever
    goals = [deadline.goal for deadline in found.deadlines]
    notes = (
        msg(
            "The table shows the percentage points each start buys against no start at all; – no clear difference. "
            "* clearly {worth} or more: the lower bound, which allows for the simulation error of all starts at "
            "once, reaches them; other starts may show as much by chance of simulation.",
            worth=number_of_points(found.worth),
        ),
        *_oddities(found),
        *common_notes(asked, found.base, lever, intervals=False),
    )
    return Sheet(
        (msg("“{lever}”.", lever=_pulled(asked)), *_last_starts(found)),
        (_table(found, text),),
        notes,
        in_full=words.latest_start_in_words(found),
        trust=trust_in(asked, sorted(goals, key=lambda goal: goal.kind != "period")),
    )


def _pulled(asked: Asked) -> Message:
    setting = asked[STARTED]
    value = words.value_in_words(setting.lever, setting.value)
    return msg("{lever}: {value}", lever=setting.lever.name, value=value)


def _last_starts(found: LatestStart) -> Iterator[Message]:
    """Last starts, targets of one last start told together."""
    by_last: dict[date | None, list[Message | str]] = {}
    for deadline in found.deadlines:
        by_last.setdefault(deadline.last, []).append(_short(deadline.goal))
    best = max(found.deadlines, key=lambda deadline: deadline.best.bought.share)
    if by_last.keys() == {None} and best.best.clear:
        yield msg(
            "No start clearly buys {worth} for any target; the most is {points} points for {goal}, from {day}.",
            worth=number_of_points(found.worth),
            points=words.points(best.best.bought.share),
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
        dates=words.listed_in_words(said),
    )


def _date(day: date | None, goals: list[Message | str], *, last_tried: bool) -> Message:
    if day is None:
        return msg("none for {goals}", goals=goals)
    if last_tried:
        return msg("even {day}, the last one tried, for {goals}", day=day, goals=goals)
    return msg("{day} for {goals}", day=day, goals=goals)


def _oddities(found: LatestStart) -> Iterator[Message]:
    for deadline in found.deadlines:
        for said in words.deadline_in_words(deadline, found.worth)[1:]:
            yield msg("{goal}: {said}", goal=_short(deadline.goal), said=said)


def _short(goal: Goal) -> Message | str:
    return msg("all years together") if goal.kind == "all_years" else words.span_of(goal)


def _table(found: LatestStart, text: Text) -> Table:
    def heading(goal: Goal) -> str:
        return text("all years") if goal.kind == "all_years" else words.span_of(goal)

    columns = (
        Column(text("Start"), right=False, no_wrap=True),
        *(Column(heading(deadline.goal), max_width=9) for deadline in found.deadlines),
    )

    def cell(deadline: Deadline, day: date) -> str:
        start = deadline.on(day)
        bought = words.signed_label(words.points(start.bought.share), text) if start.clear else "–"
        return f"*{bought}" if deadline.enough(start) else bought

    by_year: dict[int, list[Row]] = {}
    for day in sorted(found.started):
        cells = (text.date(day), *(cell(deadline, day) for deadline in found.deadlines))
        by_year.setdefault(day.year, []).append(Row(cells))
    return Table(
        columns,
        tuple(Section(tuple(rows)) for rows in by_year.values()),
        title=text("Every start"),
        folded=True,
    )


def _figures(found: LatestStart, asked: Asked, text: Text) -> tuple[Figure, ...]:
    """Draw each target; first that for which a start buys most."""
    best = max(found.deadlines, key=lambda each: each.best.bought.share)

    def figure(deadline: Deadline) -> Figure:
        draw = partial(charts.starts_chart, found, deadline, text(_pulled(asked)), text)
        return Figure("when", draw, 520, _of(deadline.goal), shown_first=deadline is best)

    return tuple(map(figure, found.deadlines))


def _of(goal: Goal) -> Message | str:
    span = words.span_of(goal)
    if goal.kind == "all_years":
        return msg("all years jointly")
    if goal.kind == "programme":
        return msg("programme {span}", span=span)
    return msg("period {span}", span=span) if goal.kind == "period" else span


def _levers_fit(asked: Asked) -> None:
    asked.changed(asked[STARTED])


def _sentence(around: Around) -> Message:
    lever = around.levers[around.chosen[STARTED.name]]
    return msg("By when must “{lever}” begin to be worth it?", lever=lever.name)


def _prevented(around: Around) -> Message | None:
    if around.levers and not _dated(around):
        return msg("No measure for this scenario has a date of start.")
    return no_levers(around)


QUESTION: Question[LatestStart] = Question(
    name="when",
    order=30,
    python="latest_start",
    inputs=(
        SCENARIO,
        STARTED,
        WORTH,
        GIVEN_LEVERS,
        PACKAGES,
        LEVERS,
        COMPARE_REPLICATIONS,
        *HOW,
    ),
    checks=(_levers_fit,),
    answer=_answer,
    stopped=_stopped,
    sheet=_sheet,
    figures=_figures,
    json=lambda found, asked: to_json.latest_start_json(found, asked[STARTED], about_with_evidence(asked)),
    command=Command("when", msg("Show by when a lever must start to be worth it.")),
    form=Form(
        _sentence,
        msg("What each start of a measure buys, and the last quarter that still buys enough."),
        prevented=_prevented,
    ),
)
