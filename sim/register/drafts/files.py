"""Register file -> draft -> parsed register: the cells of a draft are checked as those of a file are."""

from __future__ import annotations

from pathlib import Path

from sim.errors import Problem, msg
from sim.register import CellTable, TableRow, load_table
from sim.register.drafts.draft import Draft, DraftRow
from sim.register.header import parse_header
from sim.register.headings import column_of, column_of_two
from sim.register.layout import lay_out, spread_merged
from sim.register.reader import ParsedRegister, aside_problem, parse_table
from sim.register.row import COLUMNS, NUMBERS


def load_draft(path: Path, display_name: str) -> Draft:
    """Read the cells of a register file, whatever they hold.

    Parameters
    ----------
    path : Path
        The file; see `load_register` for what is read.
    display_name : str
        Its name as the user gave it, for the notes.

    Returns
    -------
    Draft
        Its notes tell of everything in the file that is none of its cells: rows set aside, columns without a known
        name. Never raises for what a file holds, nor for a file that cannot be read: then it has no rows, and notes.
    """
    table = load_table(path, display_name, column_of)
    if not table.rows:
        return Draft(notes=table.problems)
    layout = lay_out(table, column_of_two)
    header = parse_header(layout, display_name)
    if not header.columns:
        return Draft(notes=(*table.problems, *header.problems))
    alike = [index for name, index in header.columns.items() if name not in NUMBERS]
    rows = tuple(
        DraftRow(
            line.number,
            {name: line.cell(index) for name, index in header.columns.items() if line.cell(index) != ""},
        )
        for line in spread_merged(layout.lines, table.merged, alike)
    )
    notes = (
        *table.problems,
        # A column that is missing can be filled in here, cell by cell.
        *(problem for problem in header.problems if problem.column not in COLUMNS),
        *(_twice(problem) for problem in header.problems if problem.column in header.columns),
        *(aside_problem(one, display_name) for one in layout.set_aside),
    )
    return Draft(rows, layout.row, notes)


def _twice(problem: Problem) -> Problem:
    return Problem(
        problem.file,
        problem.found,
        problem.allowed,
        msg("compare the table with the file: the first of the two columns stands in it"),
        row=problem.row,
        column=problem.column,
        severity="warning",
    )


def parse_draft(draft: Draft, display_name: str) -> ParsedRegister:
    """Read a draft as a file with these cells, one column a name, is read.

    Parameters
    ----------
    draft : Draft
    display_name : str
        Name of the register in the messages.

    Returns
    -------
    ParsedRegister
        Blank rows say nothing and are left out.
    """
    rows = (
        TableRow(draft.heading, tuple(COLUMNS)),
        *(
            TableRow(row.number, tuple(row.cells.get(column, "") for column in COLUMNS))
            for row in draft.rows
            if row.cells
        ),
    )
    return parse_table(CellTable(rows), display_name)
