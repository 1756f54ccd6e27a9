"""The headings of the register: which column stands where, and what is wrong with the names."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from sim.errors import Problem, msg
from sim.register.cells import quoted
from sim.register.headings import COUNTER
from sim.register.layout import Layout
from sim.register.row import COLUMNS, REQUIRED
from sim.register.sheets.cell_table import column_letters, header_name


@dataclass(frozen=True)
class Header:
    """The headings of the register.

    Attributes
    ----------
    columns : dict of str to int
        Index of each known column, counted from 0; empty where no heading is known.
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


def parse_header(layout: Layout, file: str) -> Header:
    """Read the headings, in any order."""
    if not layout.header_rows:
        return Header({}, problems=(_no_header(file),))
    columns: dict[str, int] = {}
    twice: set[str] = set()
    problems: list[Problem] = []
    misspelt: set[str] = set()
    for index, name in enumerate(layout.columns):
        heading = layout.heading(index)
        if name in columns:
            twice.add(name)
            problems.append(_again(name, heading, index, layout.row, file))
        elif name is None and heading:
            near = difflib.get_close_matches(header_name(heading), COLUMNS, n=1, cutoff=0.6)
            misspelt.update(near)
            problems.append(_unknown(heading, near, layout.row, file))
        elif name is not None and name != COUNTER:
            columns[name] = index
    for name in REQUIRED:
        if name not in columns and name not in misspelt:
            problems.append(
                Problem(
                    file,
                    msg("no column {name}", name=name),
                    msg("the columns {names}", names=", ".join(REQUIRED)),
                    msg(
                        "add the column {name} and fill it in for every row; `housing-sim import` does so for a list "
                        "of any form",
                        name=name,
                    ),
                    row=layout.row,
                    column=name,
                )
            )
    named = frozenset(index for index in range(len(layout.headings)) if layout.heading(index))
    return Header(columns, frozenset(twice) | (frozenset(REQUIRED) - columns.keys()), named, tuple(problems))


def _again(name: str, heading: str, index: int, row: int, file: str) -> Problem:
    shown = name if header_name(heading) == name else f"{name} ({heading})"
    return Problem(
        file,
        msg("the column {name} again, in column {letters}", name=shown, letters=column_letters(index)),
        msg("each column once"),
        msg("delete one of the two columns"),
        row=row,
        column=name,
    )


def _no_header(file: str) -> Problem:
    return Problem(
        file,
        msg("no column name that is known"),
        msg("the columns {names}, by these names or as departments write them", names=", ".join(REQUIRED)),
        msg(
            "name the columns as a register that `housing-sim init` writes does (`housing-sim fields` explains each), "
            "or read the list with `housing-sim import`; a sheet that is not the first must be named register"
        ),
        row=1,
    )


def _unknown(heading: str, near: list[str], row: int, file: str) -> Problem:
    if near:
        return Problem(
            file,
            msg("the unknown column {text}", text=quoted(heading)),
            msg("the columns {names}", names=", ".join(COLUMNS)),
            msg("did you mean {name}? Correct the column name, or delete the column", name=near[0]),
            row=row,
            column=heading[:60],
        )
    return Problem(
        file,
        msg("the column {text}, which is not read", text=quoted(heading)),
        msg("the columns {names}", names=", ".join(COLUMNS)),
        msg(
            "nothing, where it is not needed; else name it after one of them, or move what it says to the column note"
        ),
        row=row,
        column=heading[:60],
        severity="warning",
    )
