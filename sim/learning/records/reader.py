"""Reading a list of records: CSV or a workbook, as the register is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sim.errors import Message, Problem, ScenarioError, msg
from sim.file_content import file_content
from sim.learning.records.columns import RECORD_COLUMNS, RECORD_DATES, REQUIRED_RECORD_COLUMNS, record_column
from sim.learning.records.record import RecordRow, StageRecord
from sim.register import (
    COUNTER,
    MAX_FILE_MB,
    Cell,
    CellTable,
    Layout,
    SetAside,
    lay_out,
    load_table,
    month_first_evidence,
    spelled,
)

_PERHAPS_RECORDS = (msg("a heading of a group of rows"), msg("a note"))


@dataclass(frozen=True)
class Records:
    """What a list of records holds.

    Attributes
    ----------
    file : str
        Its name as the user gave it.
    sha256 : str
        Of the bytes of the file: which list a fit rests on.
    records : tuple of StageRecord
        In file order.
    set_aside : tuple of SetAside
        Rows that are none: titles of groups, sums, notes.
    warnings : tuple of Problem
    """

    file: str
    sha256: str
    records: tuple[StageRecord, ...]
    set_aside: tuple[SetAside, ...]
    warnings: tuple[Problem, ...]


def load_records(path: str | Path) -> Records:
    """Read a list of records.

    Dates are read in every form of the register (a day, a month, a quarter, a span). Headings are those of
    `RECORD_COLUMNS`, in any order, also below titles.

    Parameters
    ----------
    path : str or Path
        CSV, XLSX, XLS or ODS.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the list; none of it is used then.
    """
    path, file = Path(path), str(path)
    data = file_content(path, file, msg("a CSV, XLSX, XLS or ODS file"), MAX_FILE_MB)
    if isinstance(data, Problem):
        raise ScenarioError((data,))
    table = load_table(path, file, record_column)
    if table.problems:
        raise ScenarioError(table.problems)
    if not table.rows:
        raise ScenarioError((_nothing(file),))
    layout = _with_dated(lay_out(table, record_column), table)
    in_header = tuple(_of_header(layout, file))
    if any(problem.severity == "error" for problem in in_header):
        raise ScenarioError(in_header)
    index = {name: at for at, name in enumerate(layout.columns) if name is not None and name != COUNTER}
    found: list[StageRecord] = []
    problems: list[Problem] = []
    first_with: dict[tuple[object, ...], int] = {}
    for line in layout.lines:
        row = RecordRow({name: line.cell(at) for name, at in index.items()}, line.number, file)
        record = row.record()
        problems += row.problems
        if record is None:
            continue
        same = (record.name.casefold(), record.place.casefold(), record.class_name, record.stage, record.seen)
        if (earlier := first_with.setdefault(same, line.number)) != line.number:
            problems.append(_twice(file, line.number, earlier))
        found.append(record)
    problems += _month_first(layout, index, file)
    if not found and not problems:
        problems.append(_nothing(file))
    if problems:
        raise ScenarioError((*problems, *in_header))
    return Records(file, hashlib.sha256(data).hexdigest(), tuple(found), layout.set_aside, in_header)


def _with_dated(layout: Layout, table: CellTable) -> Layout:
    """Layout in which a short row with a date is a record, though a list of projects would take it for a note."""
    dates = [at for at, name in enumerate(layout.columns) if name in RECORD_DATES]
    by_number = {line.number: line for line in table.rows}
    dated = [
        by_number[aside.number]
        for aside in layout.set_aside
        if aside.reason in _PERHAPS_RECORDS and any(by_number[aside.number].cell(at) != "" for at in dates)
    ]
    numbers = {line.number for line in dated}
    return replace(
        layout,
        lines=tuple(sorted((*layout.lines, *dated), key=lambda line: line.number)),
        set_aside=tuple(aside for aside in layout.set_aside if aside.number not in numbers),
    )


def _of_header(layout: Layout, file: str) -> Iterator[Problem]:
    named = [name for name in layout.columns if name is not None]
    for name in REQUIRED_RECORD_COLUMNS:
        if name not in named:
            yield _column_problem(
                file,
                layout.row,
                name,
                msg("no column {name}", name=name),
                msg("one of the headings: {headings}", headings=", ".join((name, *RECORD_COLUMNS[name]))),
                msg("add the column {name} and fill it in for every row", name=name),
            )
    for name in dict.fromkeys(named):
        if name != COUNTER and named.count(name) > 1:
            yield _column_problem(
                file,
                layout.row,
                name,
                msg("the column {name} twice", name=name),
                msg("each column once"),
                msg("delete one of the two columns"),
            )
    for at, column in enumerate(layout.columns):
        if column is None and layout.heading(at) and any(line.cell(at) != "" for line in layout.lines):
            yield _column_problem(
                file,
                layout.row,
                layout.heading(at)[:60],
                msg("a column that is not read"),
                msg("the columns {names}", names=", ".join(RECORD_COLUMNS)),
                msg("give it one of these names if it is one of them; else it may stay"),
                warning=True,
            )


def _month_first(layout: Layout, index: Mapping[str, int], file: str) -> Iterator[Problem]:
    for column in RECORD_DATES:
        cells: list[Cell] = [line.cell(index[column]) for line in layout.lines] if column in index else []
        evidence = month_first_evidence(cells)
        if evidence is not None:
            yield _column_problem(
                file,
                layout.row,
                column,
                msg("dates of which {evidence} can only be month first", evidence=spelled(evidence)),
                msg("days with the year last begin with the day: 19/08/2025"),
                msg("correct that date if it is a slip; else write all dates of the column as 2025-08-19"),
            )


def _column_problem(
    file: str,
    row: int,
    column: str,
    found: Message,
    allowed: Message,
    action: Message,
    *,
    warning: bool = False,
) -> Problem:
    return Problem(
        file, found, allowed, action, row=row, column=column, severity="warning" if warning else "error"
    )


def _twice(file: str, row: int, earlier: int) -> Problem:
    return Problem(
        file,
        msg("the record that row {row} already states", row=str(earlier)),
        msg("each stage of each project once"),
        msg("delete one of the two rows, or write what tells them apart"),
        row=row,
        column="name",
    )


def _nothing(file: str) -> Problem:
    return Problem(
        file,
        msg("a list without records"),
        msg("a heading row, and one row for each stage of each project"),
        msg("fill in the list; `housing-sim fit --help` names its columns"),
    )
