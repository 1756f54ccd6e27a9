"""The header of the register: which column stands where, and what is wrong with the names."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from itertools import islice

from sim.errors import Problem, msg
from sim.register.cell_table import CellTable, TableRow, column_letters, header_name
from sim.register.cells import quoted
from sim.register.row import COLUMNS, REQUIRED


@dataclass(frozen=True)
class Header:
    """Row 1 of the register.

    Attributes
    ----------
    columns : dict of str to int
        Index of each known column, counted from 0; empty where row 1 is no header.
    closed : frozenset of str
        Columns that cannot be read in any row: required ones that are missing, and those that stand there twice.
    named : frozenset of int
        Indexes of all columns with a name, known or not.
    problems : tuple of Problem
        What is wrong with the names.
    """

    columns: dict[str, int]
    closed: frozenset[str] = frozenset()
    named: frozenset[int] = frozenset()
    problems: tuple[Problem, ...] = ()


def parse_header(table: CellTable, file: str) -> Header:
    """Read the column names of row 1, in any order; `table` has at least one row."""
    top = table.rows[0] if table.rows[0].number == 1 else TableRow(1, ())
    if not any(header_name(cell) in COLUMNS for cell in top.cells):
        return Header({}, problems=(_no_header(table, file),))
    columns: dict[str, int] = {}
    twice: set[str] = set()
    problems: list[Problem] = []
    for index, cell in enumerate(top.cells):
        name = header_name(cell)
        if name in columns:
            twice.add(name)
            problems.append(
                Problem(
                    file,
                    msg(
                        "the column {name} again, in column {letters}",
                        name=name,
                        letters=column_letters(index),
                    ),
                    msg("each column once"),
                    msg("delete one of the two columns"),
                    row=1,
                    column=name,
                )
            )
        elif name in COLUMNS:
            columns[name] = index
        elif name:
            problems.append(_unknown(str(cell), name, file))
    for name in REQUIRED:
        if name not in columns:
            problems.append(
                Problem(
                    file,
                    msg("no column {name}", name=name),
                    msg("the columns {names} in row 1", names=", ".join(REQUIRED)),
                    msg("add the column {name} and fill it in for every row", name=name),
                    row=1,
                    column=name,
                )
            )
    named = frozenset(index for index, cell in enumerate(top.cells) if cell != "")
    return Header(columns, frozenset(twice) | (frozenset(REQUIRED) - columns.keys()), named, tuple(problems))


def _no_header(table: CellTable, file: str) -> Problem:
    for line in islice(table.rows, 30):
        if sum(header_name(cell) in COLUMNS for cell in line.cells) >= 3:
            return Problem(
                file,
                msg("the column names in row {row}", row=str(line.number)),
                msg("the column names in row 1"),
                msg("delete the rows above the column names"),
                row=line.number,
            )
    return Problem(
        file,
        msg("no column name that is known in row 1"),
        msg("the columns {names} in row 1", names=", ".join(REQUIRED)),
        msg(
            "copy the column names from a register that `housing-sim init` writes into row 1 (`housing-sim fields` "
            "explains each); a sheet that is not the first must be named register"
        ),
        row=1,
    )


def _unknown(cell: str, name: str, file: str) -> Problem:
    near = difflib.get_close_matches(name, COLUMNS, n=1, cutoff=0.6)
    action = (
        msg("did you mean {name}? Correct the column name, or delete the column", name=near[0])
        if near
        else msg("delete the column, or move what it says to the column note")
    )
    return Problem(
        file,
        msg("the unknown column {text}", text=quoted(cell)),
        msg("the columns {names}", names=", ".join(COLUMNS)),
        action,
        row=1,
        column=cell[:60],
    )
