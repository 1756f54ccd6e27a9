"""`housing-sim seek`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sim.analysis import Provenance
from sim.analysis.board import Target
from sim.analysis.seek import FIRST, MOST, Seeking, TradeOff, seek_lever, trade_off
from sim.analysis.to_json import json_text, seek_json, trade_off_json
from sim.cli import (
    TARGETS,
    Asked,
    ProgressOnStderr,
    Question,
    Refusals,
    chance_option,
    common_notes,
    date_option,
    print_sheet,
    read_question,
    runs_of,
    say_preparation,
    say_warnings,
    target_of,
)
from sim.cli.render import exchange_table, seek_table
from sim.errors import Message, OptionError, msg
from sim.levers import Lever, LeverSetting, known_lever, starts_on
from sim.text import Text, number_of_futures
from sim.words import (
    alongside_in_words,
    astray_in_words,
    percent,
    seeking_in_words,
    value_in_words,
    weeks_in_words,
)


@dataclass(frozen=True)
class Sought:
    """What is searched for: options as the user wrote them."""

    lever: str | None
    target: str | None
    chance: str
    from_date: str | None
    also: str | None
    most: int | None


@dataclass(frozen=True)
class _Search:
    """What is searched for, once read."""

    lever: Lever
    also: Lever | None
    target: Target
    chance: float
    from_date: date | None


def seek_command(question: Question, sought: Sought, text: Text) -> int:
    """Say how much of a lever is enough, or what of it a second lever can stand in for.

    Parameters
    ----------
    question : Question
        Its levers are given on all values tried; its replications are those of the first look.
    sought : Sought
    text : Text

    Returns
    -------
    int
        0.

    Raises
    ------
    QuestionError
        With everything wrong with the question.
    KeyboardInterrupt
        When stopped: half a search is no answer.
    """
    refusals = Refusals()
    asked = read_question(question, refusals)
    search = _read(sought, asked, refusals)
    first = FIRST if question.replications is None else question.replications
    most = max(MOST, first) if sought.most is None else sought.most
    if most < first:
        refusals.add(
            msg(
                "--most is {most}; it must be at least the {first} futures of the first look",
                most=most,
                first=first,
            )
        )
    refusals.end()
    say_warnings(question.scenario, asked.warnings, text)
    say_preparation(question.engine, text)
    with ProgressOnStderr(text, at_most=True) as progress:
        how: dict[str, Any] = {
            "given": asked.settings,
            "from_date": search.from_date,
            "first": first,
            "most": most,
            "runs": runs_of(question, first, progress),
        }
        common = (search.target, search.chance, asked.reading)
        if search.also is None:
            seeking = seek_lever(asked.known(), search.lever, *common, **how)
            _show(seeking, search, asked, question.as_json, text)
        else:
            found = trade_off(asked.known(), search.lever, search.also, *common, **how)
            _show_exchange(found, search, asked, question.as_json, text)
    return 0


def _read(sought: Sought, asked: Asked, refusals: Refusals) -> _Search:
    chance = refusals.take(lambda: chance_option(sought.chance))
    target = None
    if sought.target is None:
        refusals.add(msg("--target is missing: say a year, or one of: {choices}", choices=", ".join(TARGETS)))
    else:
        wanted = sought.target
        target = refusals.take(lambda: target_of(wanted, asked.scenario))
    said, levers = sought.from_date, asked.levers
    start = None if said is None else refusals.take(lambda: date_option("--from", said))
    lever, also = (
        None if name is None or levers is None else refusals.take(partial(lever_named, name, asked))
        for name in (sought.lever, sought.also)
    )
    if sought.lever is None:
        refusals.add(msg("--lever is missing: say which lever is looked at; `housing-sim levers` lists them"))
    if lever is not None:
        setting = refusals.take(lambda: LeverSetting(lever, some_value(lever), start))
        if also is not None and also.id == lever.id:
            refusals.add(msg("lever {lever} cannot be exchanged for itself", lever=lever.id))
        elif setting is not None:
            others = [] if also is None else [LeverSetting(also, some_value(also))]
            asked.changed(refusals, setting, *others)
    return _Search(lever, also, target, chance, start)  # type: ignore[arg-type]  # what is missing was refused


def lever_named(name: str, asked: Asked) -> Lever:
    """Lever of an id that must stand alone, without a value.

    Raises
    ------
    OptionError
    """
    if "=" in name:
        raise OptionError(
            msg(
                "“{text}”: here the lever stands without a value, as its values are what is tried",
                text=name[:60],
            )
        )
    return known_lever(name, asked.levers or {})


def some_value(lever: Lever) -> float:
    """Value at which it does something."""
    return lever.high if lever.high != lever.neutral else lever.low


def _show(seeking: Seeking, search: _Search, asked: Asked, as_json: bool, text: Text) -> None:
    if as_json:
        print(json_text(seek_json(seeking, search.lever, asked.about(), from_date=search.from_date)))
        return
    answer, *more = seeking_in_words(seeking, partial(value_in_words, search.lever))
    tempered = [said for said in more if said.template.startswith("More is not")]
    table = seek_table(seeking, search.lever, text)
    notes = [
        *(said for said in more[:-2] if said not in tempered),
        msg(
            "All values begin with {first}, doubled for those that decide. Bounds hold "
            "for all values and looks at once, but for a chance of {error}: they are wider than 95% intervals. A "
            "chance of few futures is rough: `run` with more may differ within its bounds.",
            first=number_of_futures(seeking.first),
            error=percent(seeking.error),
        ),
        *common_notes(asked.known(), _origin(seeking), seeking.reading, _levers(search, asked)),
    ]
    print_sheet(
        asked.known(), [_named(search, asked), answer, *tempered], [table], notes, text, pulled=asked.settings
    )


def _show_exchange(found: TradeOff, search: _Search, asked: Asked, as_json: bool, text: Text) -> None:
    also = search.also
    assert also is not None
    if as_json:
        print(json_text(trade_off_json(found, search.lever, also, asked.about(), from_date=search.from_date)))
        return
    named = partial(value_in_words, search.lever)
    alone = next(row.seeking for row in found.rows if row.other == also.neutral)
    answer = [
        _named(search, asked),
        seeking_in_words(alone, named)[0],
        *alongside_in_words(found, named, partial(value_in_words, also), also.name, also.neutral),
    ]
    notes = [
        msg(
            "Line of equal chance: the values of a row are enough for the chance asked for, unless it says otherwise."
        ),
        *weeks_in_words(found),
        astray_in_words(found),
        *common_notes(asked.known(), _origin(alone), alone.reading, _levers(search, asked)),
    ]
    table = exchange_table(found, search.lever, also, text)
    print_sheet(asked.known(), answer, [table], notes, text, pulled=asked.settings)


def _named(search: _Search, asked: Asked) -> Message:
    lever = search.lever
    if not lever.dated:
        return msg("“{lever}”.", lever=lever.name)
    day = starts_on(asked.known(), LeverSetting(lever, lever.neutral, search.from_date))
    return msg("“{lever}”, from {day}.", lever=lever.name, day=day)


def _levers(search: _Search, asked: Asked) -> list[Lever]:
    also = [] if search.also is None else [search.also]
    return [*(setting.lever for setting in asked.settings), search.lever, *also]


def _origin(seeking: Seeking) -> Provenance:
    """Of the run at the neutral value, or else the nearest; its futures are those of the longest run."""
    return max((step.origin for step in seeking.steps), key=lambda origin: origin.replications)
