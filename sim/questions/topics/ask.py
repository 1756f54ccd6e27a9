"""Which numbers are worth finding out: how much narrower the answer, how much better the choice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from sim import analysis, charts, levers, words
from sim.analysis import to_json
from sim.errors import Message, OptionError, ScenarioError, msg
from sim.questions.asked import Asked, Watch
from sim.questions.notes import common_notes
from sim.questions.options import BOARD_REPLICATIONS, HOW, NO_UNKNOWNS, SCENARIO
from sim.questions.question import Command, Form, Question
from sim.questions.sheet import Column, Figure, Row, Section, Sheet, Table
from sim.questions.subjects import LEVERS, PACKAGES, PULLED, TARGET_OR_USUAL, must_fit
from sim.text import Text

if TYPE_CHECKING:
    from sim.analysis import Information
    from sim.analysis.information import OverSets, Worth
    from sim.levers import LeverSetting
    from sim.questions.inputs import Around

_SHOWN = 12
"""Unknown numbers shown at first: there are dozens, and most are worth little."""


def _alternatives(asked: Asked) -> Iterator[tuple[LeverSetting, ...]]:
    """What can be chosen: each lever by itself, each package as a whole."""
    for setting in asked[PULLED]:
        yield (setting,)
    for path in asked.given.get(PACKAGES.name) or ():
        yield levers.load_package(path, asked[LEVERS])


def _each_fits(asked: Asked) -> None:
    """Refuse an alternative that cannot stand; the alternatives need not stand together."""
    for settings in _alternatives(asked):
        try:
            levers.apply_levers(asked.scenario, settings)
        except ScenarioError:
            must_fit(asked, settings)
            raise


def _shares_sets(asked: Asked) -> None:
    if asked[NO_UNKNOWNS]:
        raise OptionError(
            msg("--no-unknowns leaves no sets of unknown numbers, and nothing to ask about: leave it out")
        )


def _answer(asked: Asked, watch: Watch) -> Information:
    return analysis.value_of_information(
        asked.scenario,
        asked[TARGET_OR_USUAL],
        asked.reading,
        alternatives=_alternatives(asked),
        runs=asked.runs(watch),
    )


def _stopped(found: Information, asked: Asked) -> Message | None:
    if not found.interrupted:
        return None
    return msg("{done} of {total} futures", done=found.base.replications, total=asked.replications)


def _sheet(found: Information, asked: Asked, text: Text) -> Sheet:
    tables = [_table(found, text)]
    if found.alternatives:
        tables.append(_choices(found, asked, text))
    notes = (*words.information_notes(found), *common_notes(asked, found.base, intervals=False))
    return Sheet(words.information_in_words(found, asked.scenario), tuple(tables), notes)


def _table(found: Information, text: Text) -> Table:
    choice = found.regret is not None
    columns = (
        Column(text("Unknown number"), right=False, min_width=22),
        Column(text("Points"), width=6, large=True),
        Column(text("95% interval"), width=14, below=True),
        Column(text("Homes"), width=6),
        *((Column(text("Choice, points"), width=7),) if choice else ()),
        Column(text("Who has it"), right=False, min_width=18),
    )
    rows = (Row(tuple(_cells(worth, text))) for worth in found.worths)
    title = text("What knowing it takes off the standard deviation")
    return Table(columns, (Section(tuple(rows)),), padding=0, title=title, shown=_SHOWN)


def _cells(worth: Worth, text: Text) -> Iterator[str]:
    office = words.who_has_it(worth.group)
    yield text(words.group_name(worth.group))
    yield text(msg("{points}", points=words.points(worth.chance.value)))
    yield words.between_label(words.points_between(worth.chance.interval), text)
    yield text(msg("{homes}", homes=words.homes_in_words(worth.homes.value)))
    if worth.saved is not None:
        yield _saved(worth.saved, text)
    yield "—" if office is None else text(office)


def _saved(saved: OverSets, text: Text) -> str:
    return text(msg("{points}", points=words.points(saved.value))) if saved.clear else text("unclear")


def _choices(found: Information, asked: Asked, text: Text) -> Table:
    columns = (
        Column(text("What can be chosen"), right=False, min_width=30),
        Column(text("Chance today"), min_width=8, large=True),
    )
    rows = (
        Row((text(words.alternative_name(each, asked.scenario)), text(words.percent(each.chance))))
        for each in found.alternatives
    )
    return Table(columns, (Section(tuple(rows)),), padding=0)


def _figures(found: Information, _asked: Asked, text: Text) -> tuple[Figure, ...]:
    if not found.by_chance:
        return ()
    return (Figure("narrowing", partial(charts.narrowing_chart, found, text), 620),)


def _json(found: Information, asked: Asked) -> dict[str, Any]:
    # The levers are alternatives to the scenario as it is: none is pulled in it.
    return to_json.ask_json(found, to_json.About(asked.scenario, (), asked.replications))


def _prevented(around: Around) -> Message | None:
    from sim.scenario import unknowns_of

    return None if unknowns_of(around.scenario) else msg("The scenario states no unknown number.")


QUESTION: Question[Information] = Question(
    name="ask",
    order=42,
    python="value_of_information",
    inputs=(SCENARIO, TARGET_OR_USUAL, PULLED, PACKAGES, LEVERS, BOARD_REPLICATIONS, *HOW),
    checks=(_each_fits, _shares_sets),
    answer=_answer,
    stopped=_stopped,
    sheet=_sheet,
    figures=_figures,
    json=_json,
    command=Command(
        "ask",
        msg(
            "Show which unknown numbers to find out first: how much narrower the answer would be, who has it."
        ),
    ),
    form=Form(
        lambda _around: msg("Which figures are worth finding out first?"),
        msg(
            "For each number that is not known: how much narrower the chance would be if it were known, and who has "
            "the answer. Measures that are switched on are alternatives: would knowing change which one is chosen?"
        ),
        prevented=_prevented,
    ),
)
