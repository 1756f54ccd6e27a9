"""What of one lever another can stand in for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from sim import levers, words
from sim.analysis import seek as search
from sim.analysis import to_json
from sim.errors import Message, OptionError, msg
from sim.questions.asked import Asked, Watch
from sim.questions.confidence import about_with_evidence, trust_in
from sim.questions.inputs import Around, Choice, Input, Said, Values
from sim.questions.notes import common_notes
from sim.questions.options import HOW, SCENARIO
from sim.questions.question import Command, Form, Question
from sim.questions.sheet import Column, Row, Section, Sheet, Table
from sim.questions.subjects import (
    CHANCE,
    GIVEN_LEVERS,
    LEVER,
    LEVERS,
    PACKAGES,
    TARGET,
    no_levers,
    read_lever,
    some_value,
)
from sim.questions.topics.seek import (
    FIRST_LOOK,
    FROM,
    MOST_FUTURES_A_VALUE,
    how,
    longest_run,
    named,
)
from sim.text import Text

if TYPE_CHECKING:
    from sim.analysis.seek import Seeking, TradeOff, TradeOffRow
    from sim.levers import Lever


def _others(around: Around) -> Mapping[str, Said]:
    chosen = around.chosen.get(LEVER.name)
    return {code: lever.name for code, lever in around.levers.items() if code != chosen}


def _read_also(given: str, values: Values) -> Lever:
    also = read_lever(given, values)
    if also.id == values[LEVER].id:
        raise OptionError(msg("lever {lever} cannot be exchanged for itself", lever=also.id))
    return also


ALSO: Input[Lever] = Input(
    "also",
    "--also",
    msg("second lever: shows how much of it can stand in for the first"),
    _read_also,
    metavar="ID",
    choice=Choice(msg("Second measure"), _others, lambda around: next(iter(_others(around)), "")),
)


def _answer(asked: Asked, watch: Watch) -> TradeOff:
    return search.trade_off(
        asked.scenario,
        asked[LEVER],
        asked[ALSO],
        asked[TARGET],
        asked[CHANCE],
        asked.reading,
        **how(asked, watch),
    )


def _alone(found: TradeOff, asked: Asked) -> Seeking:
    """Search in which the second lever changes nothing."""
    return next(row.seeking for row in found.rows if row.other == asked[ALSO].neutral)


def _sheet(found: TradeOff, asked: Asked, text: Text) -> Sheet:
    lever, also, alone = asked[LEVER], asked[ALSO], _alone(found, asked)
    named_value = partial(words.value_in_words, lever)
    answer = (
        named(asked),
        words.seeking_in_words(alone, named_value)[0],
        *words.alongside_in_words(
            found, named_value, partial(words.value_in_words, also), also.name, also.neutral
        ),
    )
    notes = (
        msg(
            "Line of equal chance: the values of a row are enough for the chance asked for, unless it says otherwise."
        ),
        *words.weeks_in_words(found),
        words.astray_in_words(found),
        *common_notes(asked, longest_run(alone), lever, also),
    )
    return Sheet(answer, (_table(found, lever, also, text),), notes, trust=trust_in(asked, [alone.goal]))


def _table(found: TradeOff, lever: Lever, also: Lever, text: Text) -> Table:
    """Make the line of equal chance: for each value of the second lever the least of the first."""
    columns = (
        Column(text(also.name), right=False, max_width=26),
        Column(text(lever.name), right=False, max_width=26),
        Column(text("Chance there"), large=True),
        Column(text("95% interval"), no_wrap=True, below=True),
        Column(text("Futures"), no_wrap=True),
    )

    def row(each: TradeOffRow) -> Row:
        seeking = each.seeking
        step = seeking.told
        value = words.with_weeks(partial(words.value_in_words, lever), step.value, each.weeks_off)
        other = words.with_weeks(partial(words.value_in_words, also), each.other, each.other_weeks_off)
        return Row(
            (
                text(other(each.other)),
                text(words.least_in_words(seeking, value)),
                words.chance_label(step.chance, text),
                text(words.interval_in_words(step.chance.interval)),
                text.number(step.chance.futures),
            )
        )

    return Table(columns, (Section(tuple(map(row, found.rows))),))


def _levers_fit(asked: Asked) -> None:
    one, other = asked[LEVER], asked[ALSO]
    both = (
        levers.LeverSetting(one, some_value(one), asked[FROM], asked_in=(f"--lever {one.id}", "")),
        levers.LeverSetting(other, some_value(other), asked_in=(f"--also {other.id}", "")),
    )
    asked.changed(*both)


def _prevented(around: Around) -> Message | None:
    if len(around.levers) != 1:
        return no_levers(around)
    return msg("There is only one measure: nothing can stand in for it.")


def _sentence(around: Around) -> Message:
    return msg(
        "If there cannot be enough of “{lever}”, how much can “{other}” make up for?",
        lever=around.levers[around.chosen[LEVER.name]].name,
        other=around.levers[around.chosen[ALSO.name]].name,
    )


QUESTION: Question[TradeOff] = Question(
    name="trade_off",
    order=21,
    python="trade_off",
    inputs=(
        SCENARIO,
        LEVER,
        ALSO,
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
    json=lambda found, asked: to_json.trade_off_json(
        found, asked[LEVER], asked[ALSO], about_with_evidence(asked), from_date=asked[FROM]
    ),
    command=Command("seek", where=ALSO, at_most=lambda _asked: True),
    form=Form(
        _sentence,
        msg(
            "The least of one measure beside each value of a second: along this line a target is as likely as asked "
            "for."
        ),
        prevented=_prevented,
    ),
)
