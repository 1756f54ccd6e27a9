"""How much of a lever is enough."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sim import charts, levers, words
from sim.analysis import seek as search
from sim.analysis import to_json
from sim.errors import Message, OptionError, msg
from sim.experiment import COMPARE_FUTURES, QUICK_FUTURES
from sim.questions.asked import Asked, Watch
from sim.questions.confidence import about_with_evidence, trust_in
from sim.questions.inputs import Around, Input, Values
from sim.questions.notes import common_notes
from sim.questions.options import HOW, SCENARIO, replications
from sim.questions.question import Command, Form, Question
from sim.questions.sheet import Column, Figure, Row, Section, Sheet, Table
from sim.questions.subjects import (
    CHANCE,
    GIVEN_LEVERS,
    LEVER,
    LEVERS,
    PACKAGES,
    TARGET,
    no_levers,
    some_value,
    target_chosen,
)
from sim.questions.values import read_date, whole_number
from sim.text import Text, number_of_futures

if TYPE_CHECKING:
    from datetime import date

    from sim.analysis import Provenance
    from sim.analysis.seek import Seeking


def _read_from(given: str | None, _values: Values) -> date | None:
    return None if given is None else read_date("--from", given)


FROM: Input[date | None] = Input(
    "from_date",
    "--from",
    msg("date from which the lever holds (default: its own)"),
    _read_from,
    metavar=msg("DATE"),
)
FIRST_LOOK = replications(
    COMPARE_FUTURES,
    msg("futures of each value at the first look (default {default})", default=COMPARE_FUTURES),
)
_MOST = 4 * COMPARE_FUTURES


def _read_most(given: int | None, values: Values) -> int:
    first = values[FIRST_LOOK]
    if given is None:
        # So small a first look asks for a rough answer.
        return first if first <= QUICK_FUTURES else max(_MOST, first)
    if given < first:
        raise OptionError(
            msg(
                "--most is {most}; it must be at least the {first} futures of the first look",
                most=given,
                first=first,
            )
        )
    return given


MOST_FUTURES_A_VALUE: Input[int] = Input(
    "most",
    "--most",
    msg("most futures for one value (default {default})", default=_MOST),
    _read_most,
    kind=int,
    metavar="N",
    parse=whole_number("--most"),
)


def how(asked: Asked, watch: Watch) -> dict[str, Any]:
    """Give what every search along a lever is made with."""
    first = asked.replications
    return {
        "given": asked.pulled,
        "from_date": asked[FROM],
        "first": first,
        "most": asked[MOST_FUTURES_A_VALUE],
        "runs": asked.runs(watch),
    }


def longest_run(seeking: Seeking) -> Provenance:
    """Give the origin of the value with most futures."""
    return max((step.origin for step in seeking.steps), key=lambda origin: origin.replications)


def named(asked: Asked) -> Message:
    """Name the lever whose values are tried, and the day it holds from."""
    lever = asked[LEVER]
    if not lever.dated:
        return msg("“{lever}”.", lever=lever.name)
    day = levers.starts_on(asked.scenario, levers.LeverSetting(lever, lever.neutral, asked[FROM]))
    return msg("“{lever}”, from {day}.", lever=lever.name, day=day)


def tempering(said: tuple[Message, ...]) -> list[Message]:
    """Of the sentences about a search, those that belong beside its answer: where more is not always better."""
    return [each for each in said if each.template.startswith("More is not")]


def _answer(asked: Asked, watch: Watch) -> Seeking:
    return search.seek_lever(
        asked.scenario, asked[LEVER], asked[TARGET], asked[CHANCE], asked.reading, **how(asked, watch)
    )


def _sheet(found: Seeking, asked: Asked, text: Text) -> Sheet:
    answer, *more = words.seeking_in_words(found, partial(words.value_in_words, asked[LEVER]))
    tempered = tempering(tuple(more))
    notes = (
        *(each for each in more[:-2] if each not in tempered),
        msg(
            "All values begin with {first}, doubled for those that decide. Bounds hold "
            "for all values and looks at once, but for a chance of {error}: they are wider than 95% intervals. A "
            "chance of few futures is rough: more futures may move it within its bounds.",
            first=number_of_futures(found.first),
            error=words.percent(found.error),
        ),
        *common_notes(asked, longest_run(found), asked[LEVER]),
    )
    return Sheet(
        (named(asked), answer, *tempered),
        (_table(found, asked, text),),
        notes,
        trust=trust_in(asked, [found.goal]),
    )


def _table(found: Seeking, asked: Asked, text: Text) -> Table:
    enough = {"yes": msg("enough"), "no": msg("not enough"), "unclear": msg("cannot be told")}
    columns = (
        Column(text("Value"), right=False),
        Column(text("Chance"), no_wrap=True, large=True),
        Column(text("Bounds"), no_wrap=True, below=True),
        Column(text("Futures"), no_wrap=True),
        Column(text("Enough?"), no_wrap=True),
    )
    rows = (
        Row(
            (
                text(words.value_in_words(asked[LEVER], step.value)),
                words.chance_label(step.chance, text),
                text(words.interval_in_words(step.bounds)),
                text.number(step.chance.futures),
                text(enough[step.reaches]),
            ),
            strong=step.value == found.value,
        )
        for step in found.steps
    )
    return Table(columns, (Section(tuple(rows)),), title=text("Every value"), folded=True)


def _figures(found: Seeking, asked: Asked, text: Text) -> tuple[Figure, ...]:
    lever = asked[LEVER]
    draw = partial(charts.seek_chart, found, text(lever.name), text(lever.unit_label), text)
    return (Figure("seek", draw, 520),)


def _levers_fit(asked: Asked) -> None:
    lever = asked[LEVER]
    asked.changed(
        levers.LeverSetting(lever, some_value(lever), asked[FROM], asked_in=(f"--lever {lever.id}", ""))
    )


def _sentence(around: Around) -> Message:
    return msg(
        "How much is needed of “{lever}” to reach {goal} with a chance of {chance}?",
        lever=around.levers[around.chosen[LEVER.name]].name,
        goal=target_chosen(around),
        chance=words.percent(float(around.chosen[CHANCE.name])),
    )


QUESTION: Question[Seeking] = Question(
    name="seek",
    order=20,
    python="seek_lever",
    inputs=(
        SCENARIO,
        LEVER,
        TARGET,
        CHANCE,
        FROM,
        GIVEN_LEVERS,
        PACKAGES,
        MOST_FUTURES_A_VALUE,
        LEVERS,
        FIRST_LOOK,
        *HOW,
    ),
    checks=(_levers_fit,),
    answer=_answer,
    sheet=_sheet,
    figures=_figures,
    json=lambda found, asked: to_json.seek_json(
        found, asked[LEVER], about_with_evidence(asked), from_date=asked[FROM]
    ),
    command=Command(
        "seek",
        msg("Find the least of a lever that makes a target likely enough."),
        at_most=lambda _asked: True,
    ),
    form=Form(
        _sentence,
        msg("The least of one measure that makes a target as likely as asked for."),
        prevented=no_levers,
    ),
)
