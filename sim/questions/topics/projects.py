"""Every project by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim import scenario, words
from sim.analysis import projects, to_json
from sim.errors import Message, msg
from sim.questions.asked import Asked, Watch
from sim.questions.confidence import about_with_evidence, trust_in
from sim.questions.inputs import Input
from sim.questions.notes import common_notes, share_done
from sim.questions.options import COMPARE_REPLICATIONS, ENGINE, HOW, JOBS, SCENARIO, SEED
from sim.questions.projects import (
    PUSHES,
    date_cell,
    goal_field,
    push_sentence,
    push_spreadsheet,
    push_table,
    told_goals,
)
from sim.questions.question import Command, Files, Form, Question
from sim.questions.sheet import Column, Row, Section, Sentence, Sheet, Table
from sim.questions.spreadsheet import Field, Spreadsheet, Value, csv_bytes, workbook_bytes
from sim.questions.subjects import BY, LEVERS, PACKAGES, PULLED
from sim.text import Text
from sim.whole_files import write_whole

if TYPE_CHECKING:
    from sim.analysis.board import Goal
    from sim.analysis.projects import Outlooks, ProjectOutlook

_MOST_YEARS = 6
"""Target years that a table of 80 letters has room for."""


FOLDER: Input[Path | None] = Input(
    "out",
    "--out",
    msg("folder for projects.xlsx, projects.csv, pushes.csv and projects.json"),
    lambda given, _values: given,
    kind=Path,
    metavar=msg("FOLDER"),
)


def _answer(asked: Asked, watch: Watch) -> Outlooks:
    changed = asked.changed()
    found = projects.project_outlooks(
        changed,
        asked.reading,
        kind=asked[BY],
        replications=asked.replications,
        seed=asked[SEED],
        engine=asked[ENGINE],
        jobs=asked[JOBS],
        futures_per_set=asked.futures_per_set,
        progress=watch(asked.replications),
    )
    if not asked[PUSHES] or found.origin.replications < found.requested:
        return found
    effects = projects.push_effects(
        changed,
        asked.reading,
        asked[PUSHES],
        replications=asked.replications,
        seed=asked[SEED],
        engine=asked[ENGINE],
        jobs=asked[JOBS],
        futures_per_set=asked.futures_per_set,
        progress=watch(asked.replications),
    )
    return replace(found, pushes=effects)


def _sheet(found: Outlooks, asked: Asked, text: Text) -> Sheet:
    years = _years(found)
    spans = tuple(goal for goal in found.goals if goal.kind in ("all_years", "period"))
    tables = (
        _readiness(found, text),
        *([push_table(found, text)] if found.pushes else []),
        _contributions(found, years, text, roomier=_contributions(found, (*years, *spans), text)),
        _names(found, text),
        *_records(found, text),
    )
    rated = (*(goal for goal in found.goals if goal.kind == "period"), *years)
    said = (*words.projects_in_words(found), *words.pushes_in_words(found))
    return Sheet(said, tables, tuple(_notes(found, asked)), trust=trust_in(asked, rated))


def _notes(found: Outlooks, asked: Asked) -> Iterator[Sentence]:
    yield from words.projects_notes(found)
    if len(found.years) > _MOST_YEARS:
        yield msg(
            "Years after {year} stand in the files and in the JSON.", year=str(_years(found)[-1].last_year)
        )
    yield from common_notes(asked, found.origin)


def _years(found: Outlooks) -> tuple[Goal, ...]:
    return tuple(goal for goal in found.goals if goal.kind == "year")[:_MOST_YEARS]


def _heading(found: Outlooks, text: Text) -> Column:
    heading = text("Project") if found.kind == "project" else text("Block")
    longest = max(len(heading), *(len(row.id) for row in found.rows))
    return Column(heading, right=False, width=longest + 1, no_wrap=True)


def _readiness(found: Outlooks, text: Text) -> Table:
    years = [str(goal.last_year) for goal in _years(found)]
    chance, when = text("Chance to be there by the end of"), text("There by")
    columns = (
        _heading(found, text),
        Column(text("Homes"), width=7),
        *(Column(year, width=7, group=chance) for year in years),
        *(Column(each, width=9, group=when) for each in ("P10", "P50", "P90")),
    )

    def row(each: ProjectOutlook) -> Row:
        ready = words.readiness_of(each, found.reading)
        return Row(
            (
                each.id,
                text.number(each.homes),
                *(words.chance_label(chance, text) for chance in ready.by_year_end[: len(years)]),
                *(words.when_label(when, found.last_year, text) for when in ready.dates),
            )
        )

    title = text("When it is there")
    return Table(columns, (Section(tuple(map(row, found.rows))),), padding=0, title=title, set_in_lines=True)


def _contributions(
    found: Outlooks, goals: tuple[Goal, ...], text: Text, roomier: Table | None = None
) -> Table:
    heads = [text("all") if goal.kind == "all_years" else words.span_of(goal) for goal in goals]
    summed = [i for i, goal in enumerate(goals) if goal.kind != "all_years"]
    homes, lost = text("Homes"), text("Points lost without it")
    columns = (
        _heading(found, text),
        *(Column(heads[i], width=max(len(heads[i]) + 1, 6), group=homes) for i in summed),
        *(Column(head, width=max(len(head) + 1, 6), group=lost) for head in heads),
    )

    def row(each: ProjectOutlook) -> Row:
        return Row(
            (
                each.id,
                *(text.number(each.contribution(goals[i]).homes) for i in summed),
                *(words.loss_label(each, goal, text) for goal in goals),
            )
        )

    title = text("What it brings to each target")
    rows = (Section(tuple(map(row, found.rows))),)
    return Table(columns, rows, padding=0, title=title, set_in_lines=True, roomier=roomier)


def _names(found: Outlooks, text: Text) -> Table:
    columns = (
        _heading(found, text),
        Column(text("Name"), right=False, max_width=34),
        Column(text("Waits for most"), right=False),
        Column(text("Days a home"), min_width=4),
    )
    rows = (
        Row((each.id, each.name, words.waits_label(each, found, text), _days(each, text)))
        for each in found.rows
    )
    return Table(columns, (Section(tuple(rows)),), title=text("What each waits for most"))


def _records(found: Outlooks, text: Text) -> Iterator[Table]:
    """Yield what the register says of stages done and of ends, where it says anything."""
    columns = (_heading(found, text), Column(text("Stages done, or how it ended"), right=False))
    told = ((each.id, words.record_label(each, found, text)) for each in found.rows)
    rows = tuple(Row(cells) for cells in told if cells[1])
    if rows:
        yield Table(columns, (Section(rows),), title=text("What the register records"))


def _days(row: ProjectOutlook, text: Text) -> str:
    return "–" if row.waits_for is None else text.number(row.wait_days)


def _spreadsheet(found: Outlooks, asked: Asked, text: Text) -> Spreadsheet:
    """Make a row a project: chances, dates and homes in all readings, what it brings and what is lost without it."""
    fields: list[Field] = [
        Field("id", text("Project") if found.kind == "project" else text("Block"), "text", 16),
        Field("name", text("Name"), "text", 44),
        Field("place", text("Ward or commune"), "text", 22),
        Field("homes", text("Homes")),
    ]
    for reading in scenario.READINGS:
        name = text(words.READING_NAMES[reading])
        fields += [
            Field(
                f"{reading}_by_{year}",
                text("{reading} by the end of {year}", reading=name, year=str(year)),
                "percent",
            )
            for year in found.years
        ]
        fields += [Field(f"{reading}_{p.lower()}", f"{name}: {p}", "date") for p in ("P10", "P50", "P90")]
        fields += [
            Field(f"{reading}_homes_{year}", text("homes {reading} in {year}", reading=name, year=str(year)))
            for year in found.years
        ]
    for goal in told_goals(found):
        told, name = text(words.goal_in_words(goal)), goal_field(goal)
        fields += [
            Field(f"{name}_homes", text("homes: {target}", target=told)),
            Field(f"{name}_change", text("without it: {target}", target=told), "percent"),
            Field(f"{name}_change_low", text("from (95%)"), "percent"),
            Field(f"{name}_change_high", text("to (95%)"), "percent"),
        ]
    fields += [
        Field("waits_for", text("Waits for most"), "text", 40),
        Field("wait_days", text("Days a home")),
        Field("record", text("Stages done, or how it ended"), "text", 40),
    ]
    rows = tuple(tuple(_cells(each, found, text)) for each in found.rows)
    notes = tuple(each if isinstance(each, str) else text(each) for each in _notes(found, asked))
    further = (push_spreadsheet(found, text),) if found.pushes else ()
    return Spreadsheet("projects", tuple(fields), rows, notes, further=further)


def _cells(row: ProjectOutlook, found: Outlooks, text: Text) -> Iterator[Value]:
    yield from (row.id, row.name, row.place, row.homes)
    for ready in row.readiness:
        yield from (chance.share for chance in ready.by_year_end)
        yield from (date_cell(when, found, text) for when in ready.dates)
        yield from ready.homes
    for goal in told_goals(found):
        each = row.contribution(goal)
        yield from (each.homes, each.loss.share, *each.loss.interval)
    yield from (words.waits_label(row, found, text), row.wait_days, words.record_label(row, found, text))


def _write(found: Outlooks, asked: Asked, _command: str, text: Text) -> None:
    folder = asked[FOLDER]
    assert folder is not None
    table = _spreadsheet(found, asked, text)
    answer = (to_json.json_text(QUESTION.json(found, asked)) + "\n").encode()
    write_whole(
        folder,
        {
            "projects.xlsx": lambda path: path.write_bytes(workbook_bytes(table)),
            "projects.csv": lambda path: path.write_bytes(csv_bytes(table)),
            # Without a push too, its headings alone: that of an earlier question must not stand beside this answer.
            "pushes.csv": lambda path: path.write_bytes(csv_bytes(push_spreadsheet(found, text))),
            "projects.json": lambda path: path.write_bytes(answer),
        },
    )


def _stopped(found: Outlooks, asked: Asked) -> Message | None:
    return share_done(found.origin.replications, asked)


QUESTION: Question[Outlooks] = Question(
    name="projects",
    order=45,
    python="project_outlooks",
    inputs=(
        SCENARIO,
        BY,
        PUSHES,
        PULLED,
        PACKAGES,
        LEVERS,
        COMPARE_REPLICATIONS,
        *HOW,
        FOLDER,
    ),
    answer=_answer,
    stopped=_stopped,
    sheet=_sheet,
    spreadsheet=_spreadsheet,
    json=lambda found, asked: to_json.projects_json(found, about_with_evidence(asked)),
    command=Command(
        "projects",
        msg("Show every project by name: when it is ready, what it brings, what is lost without it."),
        files=(Files(FOLDER, _write),),
    ),
    form=Form(
        push_sentence,
        msg("When each project is ready, what it waits for, and how much each target would lose without it."),
    ),
)
