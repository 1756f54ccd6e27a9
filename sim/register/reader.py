"""The project register: a CSV or XLSX file, one row a project or block, read into `ProjectRow` values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sim.errors import Problem, msg, msg_n
from sim.register.cells import quoted
from sim.register.evidence import month_first_doubts, number_doubts
from sim.register.header import Header, parse_header
from sim.register.headings import column_of, column_of_two
from sim.register.layout import Layout, SetAside, lay_out, spread_merged
from sim.register.row import NUMBERS, parse_row
from sim.register.sheets.cell_table import CellTable, MergedCells, TableRow, column_letters
from sim.register.sheets.sheet_file import load_table
from sim.register.sums import sum_doubts
from sim.scenario import ProjectRow

MAX_PROBLEMS = 10_000
"""Problems after which no further row is read."""


@dataclass(frozen=True)
class ParsedRegister:
    """What a register file says; ``rows_in == len(rows) + len(set_aside) + rows_rejected`` always.

    Attributes
    ----------
    rows : tuple of ProjectRow
        Rows without an error, in file order.
    problems : tuple of Problem
        Everything found, in row order; problems of the whole file first.
    rows_in : int
        Rows below the headings that are not blank.
    rows_rejected : int
        Those of a project that could not be used.
    set_aside : tuple of SetAside
        Those that are no project: sums, headings of groups, notes.
    """

    rows: tuple[ProjectRow, ...]
    problems: tuple[Problem, ...]
    rows_in: int
    rows_rejected: int
    set_aside: tuple[SetAside, ...] = ()


def load_register(path: Path, display_name: str) -> ParsedRegister:
    """Read the project register.

    Headings stand in any order, by their codes or as departments write them, in one row or two, with titles above;
    rows of sums, headings of groups and notes are set aside, and told. Columns without a value in any row may be left
    out, except the required ones. Blank rows are skipped. CSV may use comma, semicolon or tab; the sheet of a
    workbook is the one named ``register``, or else the first visible one. Limits: 20 MB, 20,000 rows, 100
    columns, 4,000 characters a cell (the constants ``MAX_…`` of `sim.register.sheets.cell_table`).

    Numbers: homes are whole, so 1.050 and 1,050 are 1050; ``land_ha`` takes 13.21 and 13,21 and refuses 1.050,
    which may be either. Dates with the year last are read day first: 03/04/2025 is 3 April. A month, quarter or
    year stands for all its days.

    Parameters
    ----------
    path : Path
        The file. What it holds decides how it is read; its ending only tells a damaged workbook from text.
    display_name : str
        Its name as the user gave it, for the messages.

    Returns
    -------
    ParsedRegister
        Never raises for what a file holds, nor for a file that is missing or cannot be read: those are problems too.
    """
    table = load_table(path, display_name, column_of)
    if not table.rows:
        broken = any(problem.severity == "error" for problem in table.problems)
        return ParsedRegister((), table.problems if broken else (_nothing(display_name),), 0, 0)
    return parse_table(table, display_name)


def _nothing(file: str) -> Problem:
    return Problem(
        file,
        msg("a file without any row"),
        msg("column names in row 1, and a row for each project or block"),
        msg(
            "copy the column names from a register that `housing-sim init` writes (`housing-sim fields` explains "
            "each), then fill in the rows"
        ),
    )


def parse_table(table: CellTable, file: str) -> ParsedRegister:
    """Read a register from a table of cells.

    Parameters
    ----------
    table : CellTable
        With at least one row.
    file : str
        Its name as the user gave it, for the messages.
    """
    layout = lay_out(table, column_of_two)
    header = parse_header(layout, file)
    rows_in = len(layout.lines) + len(layout.set_aside)
    if not header.columns:
        return ParsedRegister((), table.problems + header.problems, rows_in, rows_in)
    problems = [*table.problems, *header.problems, *(aside_problem(one, file) for one in layout.set_aside)]
    rows: list[ProjectRow] = []
    first_with: dict[str, int] = {}
    merged = _in_the_way(table, layout, header)
    alike = [index for name, index in header.columns.items() if name not in NUMBERS]
    lines = spread_merged(layout.lines, table.merged, alike)
    problems += [_merged_problem(span, header, file) for span in merged]
    of_numbers = list(number_doubts(table, lines, header.columns, file))
    of_dates = month_first_doubts(lines, header, file)
    of_sums = sum_doubts(table, layout, lines, header.columns.get("homes"), file)
    problems += [*of_numbers, *of_dates.values(), *of_sums]
    doubted = {(p.row, p.column) for p in [*of_numbers, *of_dates.values()] if p.severity == "error"}
    for position, line in enumerate(lines):
        if len(problems) > MAX_PROBLEMS:
            problems.append(_too_much(line.number, len(lines) - position, file))
            break
        cells = {name: line.cell(index) for name, index in header.columns.items() if line.cell(index) != ""}
        in_doubt = frozenset(str(column) for number, column in doubted if number == line.number)
        closed = header.closed | _covered(line, merged, header) | in_doubt
        parsed = parse_row(cells, closed, file, line.number)
        own = [*_outside(line, header, file), *parsed.problems]
        if parsed.key is not None:
            same = "/".join(part for part in parsed.key if part).casefold()
            earlier = first_with.setdefault(same, line.number)
            if earlier != line.number:
                own.append(_duplicate(parsed.key, earlier, line.number, file))
        problems += own
        if parsed.row is not None and not own:
            rows.append(parsed.row)
    if not lines:
        problems.append(_no_project(file))
    # stable: within a row, problems keep the order of its cells
    ordered = tuple(sorted(problems, key=lambda problem: problem.row or 0))
    return ParsedRegister(tuple(rows), ordered, rows_in, len(lines) - len(rows), layout.set_aside)


def _too_much(row: int, left: int, file: str) -> Problem:
    return Problem(
        file,
        msg_n(
            "more than {most} problems; {count} row from here on was not read",
            "more than {most} problems; {count} rows from here on were not read",
            left,
            most=MAX_PROBLEMS,
        ),
        msg("a project list"),
        msg("check that this is the right file; mend the problems told, then check again"),
        row=row,
    )


def aside_problem(one: SetAside, file: str) -> Problem:
    """Tell of a row that is no project."""
    return Problem(
        file,
        msg('"{text}": {reason}, which is not read as a project', text=one.words, reason=one.reason),
        msg("rows of projects"),
        msg("nothing; if it is a project, give it its id or its running number"),
        row=one.number,
        severity="warning",
    )


def _no_project(file: str) -> Problem:
    return Problem(
        file,
        msg("column names and no project below them"),
        msg("at least one row with a project"),
        msg("fill in row 2: one row for each project or block (`housing-sim fields` explains the columns)"),
        row=2,
    )


def _in_the_way(table: CellTable, layout: Layout, header: Header) -> list[MergedCells]:
    """Merged ranges over projects that say nothing of each; headings, titles, sums and decoration do no harm."""
    last = max(header.named)
    numbers = [line.number for line in layout.lines]
    name_of = {index: name for name, index in header.columns.items()}
    return [
        span
        for span in table.merged
        if span.first_column <= last
        and any(span.first_row <= number <= span.last_row for number in numbers)
        and not (span.first_column == span.last_column and name_of.get(span.first_column, "") not in NUMBERS)
    ]


def _names_under(span: MergedCells, header: Header) -> Iterable[str]:
    return (name for name, index in header.columns.items() if span.first_column <= index <= span.last_column)


def _merged_problem(span: MergedCells, header: Header, file: str) -> Problem:
    return Problem(
        file,
        msg("the merged cells {range}", range=span.label),
        msg("one value a cell"),
        msg("unmerge the cells (Home, Merge & Center), then fill in each of them"),
        row=span.first_row,
        column=next(iter(_names_under(span, header)), None),
    )


def _covered(line: TableRow, merged: Iterable[MergedCells], header: Header) -> frozenset[str]:
    spans = (span for span in merged if span.first_row <= line.number <= span.last_row)
    return frozenset(name for span in spans for name in _names_under(span, header))


def _outside(line: TableRow, header: Header, file: str) -> list[Problem]:
    for index, cell in enumerate(line.cells):
        if cell != "" and index not in header.named:
            return [
                Problem(
                    file,
                    msg(
                        "{text} in column {letters}, which has no name in row 1",
                        text=quoted(cell),
                        letters=column_letters(index),
                    ),
                    msg("values only below a column name"),
                    msg(
                        'delete it or move it to note; in CSV, put values that hold the separator in quotes: "13,21"'
                    ),
                    row=line.number,
                    column=column_letters(index),
                )
            ]
    return []


def _duplicate(key: tuple[str, str], earlier: int, row: int, file: str) -> Problem:
    name = "/".join(part for part in key if part)
    return Problem(
        file,
        msg("{name}, which row {row} already has", name=name, row=str(earlier)),
        msg("each project id and block once; capitals make no difference"),
        msg("delete one of the two rows, or name the block of each"),
        row=row,
        column="project_id",
    )
