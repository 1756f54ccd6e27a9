"""Why a year is out of reach, or what it would take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim import words
from sim.analysis import projects, to_json
from sim.errors import Message, msg
from sim.questions.asked import Asked, Watch
from sim.questions.confidence import about_with_evidence, trust_in
from sim.questions.inputs import Choice, Input, Values
from sim.questions.notes import common_notes, share_done
from sim.questions.options import COMPARE_REPLICATIONS, ENGINE, HOW, JOBS, SCENARIO, SEED
from sim.questions.question import Command, Form, Question
from sim.questions.sheet import Column, Row, Section, Sheet, Table
from sim.questions.subjects import BY, LEVERS, PACKAGES, PULLED
from sim.questions.values import whole_number
from sim.text import Text

if TYPE_CHECKING:
    from sim.analysis.projects import InReach, Reach


def _read_year(given: int | None, values: Values) -> int:
    from sim.analysis.board import must_have_target

    scenario = values[SCENARIO].scenario
    assert scenario is not None
    if given is None:
        return scenario.settings.targets.years[0].year
    must_have_target(scenario, int(given))
    return int(given)


YEAR: Input[int] = Input(
    "year",
    "--year",
    msg("target year (default: the first)"),
    _read_year,
    kind=int,
    metavar=msg("YEAR"),
    parse=whole_number("--year"),
    choice=Choice(
        msg("Year"),
        lambda around: {str(each.year): str(each.year) for each in around.scenario.settings.targets.years},
        lambda around: str(around.scenario.settings.targets.years[0].year),
    ),
)


def _answer(asked: Asked, watch: Watch) -> Reach:
    return projects.reach_of(
        asked.changed(),
        asked.reading,
        asked[YEAR],
        kind=asked[BY],
        replications=asked.replications,
        seed=asked[SEED],
        engine=asked[ENGINE],
        jobs=asked[JOBS],
        futures_per_set=asked.futures_per_set,
        progress=watch(asked.replications),
    )


def _sheet(found: Reach, asked: Asked, text: Text) -> Sheet:
    notes = (*words.reach_notes(found), *common_notes(asked, found.origin))
    return Sheet(
        words.reach_in_words(found),
        (_table(found, text), _steps(found, text)),
        notes,
        trust=trust_in(asked, (found.goal,)),
    )


def _table(found: Reach, text: Text) -> Table:
    year, fastest = str(found.goal.last_year), text("Fastest tenth")
    columns = (
        _heading(found, text),
        Column(text("Homes"), width=9),
        Column(year, width=12, group=text("There by")),
        Column(text("there"), width=10, group=fastest),
        Column(text("homes"), width=9, group=fastest, large=True),
        Column(text("homes"), width=11, group=text("At best")),
    )

    def row(each: InReach) -> Row:
        cells = (
            each.id,
            text.number(each.homes),
            words.chance_label(each.there, text),
            words.when_label(each.fastest, found.last_year, text),
            text.number(each.at_fastest),
            text.number(each.at_best),
        )
        return Row(cells, pale=each.at_best == 0)

    together = Row(
        (
            text("Total"),
            text.number(sum(each.homes for each in found.rows)),
            words.chance_label(found.chance, text),
            "",
            text.number(found.at_fastest),
            text.number(found.at_all),
        ),
        strong=True,
    )
    sections = (Section(tuple(map(row, found.rows))), Section((together,)))
    title = text("{span}: target {homes}", span=words.span_of(found.goal), homes=found.goal.target)
    return Table(columns, sections, padding=0, title=title, set_in_lines=True)


def _steps(found: Reach, text: Text) -> Table:
    columns = (
        _heading(found, text),
        Column(text("Still needs, in days at the fastest tenth of each step"), right=False),
    )
    rows = tuple(Row((each.id, words.steps_label(each, found, text))) for each in found.rows)
    return Table(columns, (Section(rows),), title=text("What each still needs"))


def _heading(found: Reach, text: Text) -> Column:
    heading = text("Project") if found.kind == "project" else text("Block")
    longest = max((len(heading), *(len(row.id) for row in found.rows)))
    return Column(heading, right=False, width=longest + 1, no_wrap=True)


def _stopped(found: Reach, asked: Asked) -> Message | None:
    return share_done(found.origin.replications, asked)


QUESTION: Question[Reach] = Question(
    name="reach",
    order=46,
    python="reach_of",
    inputs=(
        SCENARIO,
        YEAR,
        BY,
        PULLED,
        PACKAGES,
        LEVERS,
        COMPARE_REPLICATIONS,
        *HOW,
    ),
    answer=_answer,
    stopped=_stopped,
    sheet=_sheet,
    json=lambda found, asked: to_json.reach_json(found, about_with_evidence(asked)),
    command=Command(
        "reach", msg("Show why a year is out of reach: the homes that can be ready at all by then.")
    ),
    form=Form(
        lambda around: msg("Why is {year} out of reach?", year=around.chosen[YEAR.name]),
        msg("Homes that can be ready at all by the end of a year, and what each project still needs."),
    ),
)
