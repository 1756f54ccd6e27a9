"""The project register: a CSV or XLSX file, one row a project or block, read into `ProjectRow` values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sim.errors import Problem, msg
from sim.os_errors import os_advice, os_reason
from sim.register.cell_table import MAX_FILE_MB, CellTable, MergedCells, TableRow, column_letters
from sim.register.cells import quoted
from sim.register.csv_file import load_csv
from sim.register.header import Header, parse_header
from sim.register.row import COLUMNS, parse_row
from sim.register.workbook import is_workbook, load_workbook
from sim.scenario import ProjectRow


@dataclass(frozen=True)
class ParsedRegister:
    """What a register file says; ``rows_in == len(rows) + rows_rejected`` always.

    Attributes
    ----------
    rows : tuple of ProjectRow
        Rows without an error, in file order.
    problems : tuple of Problem
        Everything found, in row order; problems of the whole file first.
    rows_in : int
        Data rows that are not blank.
    rows_rejected : int
        Those that could not be used.
    """

    rows: tuple[ProjectRow, ...]
    problems: tuple[Problem, ...]
    rows_in: int
    rows_rejected: int


def load_register(path: Path, display_name: str) -> ParsedRegister:
    """Read the project register.

    Row 1 holds the column names, in any order and any capitals; columns without a value in any row may be left
    out, except the required ones. Blank rows are skipped. CSV may use comma, semicolon or tab; the sheet of a
    workbook is the one named ``register``, or else the first visible one. Limits: 20 MB, 20,000 rows, 100
    columns, 4,000 characters a cell (the constants ``MAX_…`` of `sim.register.cell_table`).

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
    data = _content(path, display_name)
    if isinstance(data, Problem):
        return ParsedRegister((), (data,), 0, 0)
    table = (
        load_workbook(data, display_name)
        if is_workbook(path, data)
        else load_csv(data, display_name, COLUMNS)
    )
    if not table.rows:
        nothing = Problem(
            display_name,
            msg("a file without any row"),
            msg("column names in row 1, and a row for each project or block"),
            msg(
                "copy the column names from a register that `housing-sim init` writes (`housing-sim fields` explains "
                "each), then fill in the rows"
            ),
        )
        return ParsedRegister((), table.problems or (nothing,), 0, 0)
    return _read_table(table, display_name)


def _read_table(table: CellTable, file: str) -> ParsedRegister:
    lines = [line for line in table.rows if line.number > 1]
    header = parse_header(table, file)
    if not header.columns:
        return ParsedRegister((), table.problems + header.problems, len(lines), len(lines))
    problems = [*table.problems, *header.problems]
    rows: list[ProjectRow] = []
    first_with: dict[tuple[str, str], int] = {}
    merged = _relevant(table, header)
    problems += [_merged_problem(span, header, file) for span in merged]
    for line in lines:
        cells = {name: line.cell(index) for name, index in header.columns.items() if line.cell(index) != ""}
        parsed = parse_row(cells, header.closed | _covered(line, merged, header), file, line.number)
        own = [*_outside(line, header, file), *parsed.problems]
        if parsed.key is not None:
            same = tuple(part.casefold() for part in parsed.key)
            earlier = first_with.setdefault((same[0], same[1]), line.number)
            if earlier != line.number:
                own.append(_duplicate(parsed.key, earlier, line.number, file))
        problems += own
        if parsed.row is not None and not own:
            rows.append(parsed.row)
    if not lines:
        problems.append(_no_project(file))
    # stable: within a row, problems keep the order of its cells
    ordered = tuple(sorted(problems, key=lambda problem: problem.row or 0))
    return ParsedRegister(tuple(rows), ordered, len(lines), len(lines) - len(rows))


def _no_project(file: str) -> Problem:
    return Problem(
        file,
        msg("column names and no project below them"),
        msg("at least one row with a project"),
        msg("fill in row 2: one row for each project or block (`housing-sim fields` explains the columns)"),
        row=2,
    )


def _content(path: Path, file: str) -> bytes | Problem:
    try:
        if path.stat().st_size <= MAX_FILE_MB * 1_000_000:
            return path.read_bytes()
    except FileNotFoundError:
        return Problem(
            file,
            msg("no such file"),
            msg("a CSV or XLSX file"),
            msg("check the name and the folder of the register"),
        )
    except (OSError, ValueError) as error:
        return Problem(
            file,
            msg("a file that cannot be opened: {reason}", reason=os_reason(error)),
            msg("a CSV or XLSX file that may be read"),
            os_advice(error),
        )
    return Problem(
        file,
        msg("a file of more than {limit} MB", limit=MAX_FILE_MB),
        msg("at most {limit} MB", limit=MAX_FILE_MB),
        msg("keep only the register in the file, without pictures and other sheets"),
    )


def _relevant(table: CellTable, header: Header) -> list[MergedCells]:
    """Merged ranges that touch the register; titles and decoration beside or below it do no harm."""
    last = max(header.named)
    numbers = [line.number for line in table.rows]
    return [
        span
        for span in table.merged
        if span.first_column <= last and any(span.first_row <= number <= span.last_row for number in numbers)
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
