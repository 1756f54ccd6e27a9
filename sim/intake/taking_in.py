"""A sheet with a list, a map and a scenario's settings -> rows of the register: pure, for every door."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sim.errors import Message, Problem, msg
from sim.intake.blocks_named import told_apart
from sim.intake.conversion import Converted, converted
from sim.intake.list_map import ListMap
from sim.intake.proposal import column_index, could_mean, known_by, month_first_column, proposed, states_of
from sim.intake.questions import ASKED_BY_HEADING, OpenQuestion, open_questions, order_question
from sim.intake.told import merged_numbers, shares_in_notes, shares_unread, sheets_left
from sim.intake.went_into import with_ids
from sim.register import (
    NUMBERS,
    CellTable,
    Layout,
    SetAside,
    TableRow,
    lay_out,
    number_doubts,
    parse_row,
    spread_merged,
    sum_doubts,
    text_headings,
)
from sim.scenario import ProjectRow, Settings


@dataclass(frozen=True)
class Intake:
    """A list as it is understood.

    Attributes
    ----------
    list_map : ListMap
        The map, complete but for the questions.
    layout : Layout
        Of the sheet.
    states : mapping of str to int
        States of the list, each with its rows.
    rows : tuple of ProjectRow
        Rows of the register; their `row` is that of the list.
    cells : mapping of int to mapping
        Cells of each of them, by row of the list and column of the register.
    set_aside : tuple of SetAside
        Rows that are no row of the register, each with the reason.
    refused : mapping of int to tuple of Problem
        Rows with a fault, each with its problems.
    questions : tuple of OpenQuestion
        What has to be said first; while there is any, `refused` holds only what no answer can mend.
    problems : tuple of Problem
        Of the whole file.
    rows_in : int
        Rows below the headings: those of `rows`, `set_aside`, `refused` and, while there are questions, `waiting`.
    waiting : int
        Rows that wait for an answer.
    sheets : tuple of str
        Visible sheets of the workbook, the one that is read first.
    names : mapping of int to str
        Name, or id, of each project by its row of the list.
    offers : tuple of OpenQuestion
        What may be said of a new city; it need not be.
    """

    list_map: ListMap
    layout: Layout
    states: Mapping[str, int]
    rows: tuple[ProjectRow, ...]
    cells: Mapping[int, Mapping[str, str]]
    set_aside: tuple[SetAside, ...]
    refused: Mapping[int, tuple[Problem, ...]]
    questions: tuple[OpenQuestion, ...]
    problems: tuple[Problem, ...]
    rows_in: int
    waiting: int
    sheets: tuple[str, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    offers: tuple[OpenQuestion, ...] = ()


def take_in(table: CellTable, stated: ListMap, settings: Settings, file: str) -> Intake:
    """Understand a list.

    Parameters
    ----------
    table : CellTable
        With at least one row.
    stated : ListMap
        What is known of the list: the map of last month, and answers.
    settings : Settings
        Of the scenario whose register it becomes.
    file : str
        Name of the list, for the messages.

    Returns
    -------
    Intake
        ``rows_in == len(rows) + len(set_aside) + len(refused) + waiting`` always.
    """
    known = known_by(stated, settings)
    layout = lay_out(table, known)
    if not layout.header_rows:
        layout = lay_out(table, text_headings(known))
    titles = [line for line in table.rows if line.number < min(layout.header_rows, default=0)]
    list_map = proposed(layout, layout.lines, stated, settings, titles)
    index = column_index(layout, list_map)
    alike = [position for column, position in index.items() if column not in NUMBERS]
    lines = spread_merged(layout.lines, table.merged, alike)
    headings = {column: layout.heading(position) for column, position in index.items()}
    read = {
        line.number: converted(
            {column: line.cell(at) for column, at in index.items() if line.cell(at) != ""},
            list_map,
            settings,
            headings,
        )
        for line in lines
    }
    # A cell left blank below a heading is a fault of its row; a heading that nobody knows is a question.
    headed = index.keys() | ({"name"} if "project_id" in index else set())
    read = {
        number: replace(
            each, open=tuple(c for c in each.open if c not in ASKED_BY_HEADING or c not in headed)
        )
        for number, each in read.items()
    }
    read, blocks_named = told_apart(with_ids(read, layout), file)
    aside = (
        *layout.set_aside,
        *(
            SetAside(line.number, _words(line), reason)
            for line in lines
            if (reason := read[line.number].aside) is not None
        ),
    )
    unread = [heading for heading, column in list_map.columns.items() if not column]
    questions = _questions(read, settings, unread)
    order = month_first_column(layout, lines, list_map) if list_map.dates == "day_first" else None
    if order is not None and not stated.order_stated:
        questions = (order_question(*order), *questions)
    projects = [line for line in lines if read[line.number].aside is None]
    doubts = tuple(number_doubts(table, projects, index, file))
    in_the_way = (
        *merged_numbers(table, projects, index, file),
        *(p for p in doubts if p.severity == "error"),
    )
    rows, refused, cells = _parsed(read, file, waits=bool(questions))
    for problem in in_the_way:
        refused[problem.row or 0] = (*refused.get(problem.row or 0, ()), problem)
        rows.pop(problem.row or 0, None)
    return Intake(
        list_map,
        layout,
        states_of(layout, lines, list_map),
        tuple(rows.values()),
        {number: cells[number] for number in rows},
        tuple(sorted(aside, key=lambda one: one.number)),
        refused,
        questions,
        (
            *table.problems,
            *shares_unread(layout, lines, set(unread) - {*stated.columns}, file),
            *sheets_left(table, file, stated=bool(stated.sheet)),
            *blocks_named,
            *shares_in_notes({number: cells[number] for number in rows}, file),
            *(problem for problem in doubts if problem.severity == "warning"),
            *sum_doubts(table, layout, lines, index.get("homes"), file, {one.number for one in aside}),
        ),
        len(layout.lines) + len(layout.set_aside),
        len(lines) - len(rows) - len(refused) - (len(aside) - len(layout.set_aside)),
        (table.sheet, *table.other_sheets) if table.sheet else (),
        {
            number: name
            for number, each in read.items()
            if (name := each.cells.get("name") or each.cells.get("project_id"))
        },
    )


def without(intake: Intake, problems: Iterable[Problem]) -> Intake:
    """Refuse further rows: those in which a check between the rows and the scenario found an error."""
    refused = {number: tuple(found) for number, found in intake.refused.items()}
    for problem in problems:
        if problem.row is not None and problem.severity == "error":
            refused[problem.row] = (*refused.get(problem.row, ()), problem)
    return replace(
        intake,
        rows=tuple(row for row in intake.rows if row.row not in refused),
        cells={number: cells for number, cells in intake.cells.items() if number not in refused},
        refused=dict(sorted(refused.items())),
    )


def _parsed(
    read: Mapping[int, Converted], file: str, *, waits: bool
) -> tuple[dict[int, ProjectRow], dict[int, tuple[Problem, ...]], dict[int, Mapping[str, str]]]:
    """Read the rows as the register does; while an answer is awaited, rows that want it are left alone."""
    rows: dict[int, ProjectRow] = {}
    refused: dict[int, tuple[Problem, ...]] = {}
    cells: dict[int, Mapping[str, str]] = {}
    first_with: dict[str, int] = {}
    for number, each in read.items():
        if each.aside is not None or (waits and (each.open or each.unknown_state)):
            continue
        parsed = parse_row(each.cells, frozenset(), file, number)
        problems = parsed.problems
        if parsed.key is not None:
            key = "/".join(part for part in parsed.key if part).casefold()
            earlier = first_with.setdefault(key, number)
            if earlier != number:
                problems = (*problems, _again(key, earlier, number, file))
        if parsed.row is None or problems:
            refused[number] = problems
        else:
            rows[number], cells[number] = parsed.row, each.cells
    return rows, refused, cells


def _questions(
    read: Mapping[int, Converted], settings: Settings, unread: Sequence[str]
) -> tuple[OpenQuestion, ...]:
    open_columns: dict[str, list[int]] = defaultdict(list)
    states: dict[str, list[int]] = defaultdict(list)
    for number, each in read.items():
        for column in each.open:
            open_columns[column].append(number)
        if each.unknown_state:
            states[each.unknown_state].append(number)
    return open_questions(
        {column: tuple(rows) for column, rows in open_columns.items()},
        {state: tuple(rows) for state, rows in states.items()},
        settings,
        unread,
        lambda state: could_mean(state, settings),
    )


def _again(key: str, earlier: int, row: int, file: str) -> Problem:
    return Problem(
        file,
        msg("{name}, which row {row} already has", name=key, row=str(earlier)),
        msg("each project id and block once; capitals make no difference"),
        msg("delete one of the two rows, or name the block of each"),
        row=row,
        column="project_id",
    )


def _words(line: TableRow) -> str:
    first = next((cell for cell in line.cells if isinstance(cell, str) and cell), line.cells[0])
    return " ".join(str(first).split())[:60]


def reason_groups(set_aside: Iterable[SetAside]) -> list[tuple[Message, tuple[int, ...]]]:
    """Reasons for which rows are set aside, each with its rows."""
    groups: dict[str, tuple[Message, list[int]]] = {}
    for one in set_aside:
        groups.setdefault(f"{one.reason.template}{dict(one.reason.values)}", (one.reason, []))[1].append(
            one.number
        )
    return [(reason, tuple(rows)) for reason, rows in groups.values()]
