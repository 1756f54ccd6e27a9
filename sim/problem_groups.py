"""Problems that are alike, told once: with their rows or paths, their count, and a few of the values found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sim.errors import Message, Problem, in_english

MOST_GROUPS = 200
MOST_FOUND = 3
MOST_PATHS = 5
"""Groups that are told of a set of files; different things found, and paths, that are shown of one group."""
_INDEX = re.compile(r"\[\d+\]$")


@dataclass(frozen=True)
class ProblemGroup:
    """Problems of one file that ask for the same: of one column, or of one key in several tables.

    Attributes
    ----------
    first : Problem
        The first of them; where, what is allowed and what to do are those of all.
    rows : tuple of int
        Their rows, rising; empty where they have none.
    paths : tuple of str
        Dotted paths inside a TOML file, each once, in the order of the problems; empty where they have none.
    found : tuple of Message
        What was found, each once, at most `MOST_FOUND`.
    count : int
        How many they are.
    """

    first: Problem
    rows: tuple[int, ...]
    paths: tuple[str, ...]
    found: tuple[Message, ...]
    count: int


def grouped(problems: Iterable[Problem]) -> tuple[ProblemGroup, ...]:
    """Put like problems together: same file, column and severity, same allowed and same advice.

    Those of a register may differ in the row and in what was found there; those of a TOML file in the table, where the
    key, and what was found at it, are the same (`stages.permit.calendar`, `stages.design.calendar`).

    Parameters
    ----------
    problems : iterable of Problem

    Returns
    -------
    tuple of ProblemGroup
        In the order of their first problems. All of them: who tells them stops after `MOST_GROUPS`.
    """
    together: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        key = (
            *(
                problem.severity,
                problem.file,
                _key(problem.path),
                problem.column or "",
                problem.found.template,
            ),
            *(_said(problem.allowed), _said(problem.action)),
            "" if problem.row is not None else _said(problem.found),
        )
        together.setdefault(key, []).append(problem)
    return tuple(_group(alike) for alike in together.values())


def _key(path: str) -> str:
    """Last part of a path: what its tables have in common."""
    return _INDEX.sub("", path).rpartition(".")[2]


def _said(message: Message) -> str:
    """What tells two messages apart: cheaper than saying them."""
    return f"{message.template}{message.values!r}" if message.values else message.template


def _group(alike: list[Problem]) -> ProblemGroup:
    found: dict[str, Message] = {}
    for problem in alike:
        if len(found) < MOST_FOUND:
            found.setdefault(in_english(problem.found), problem.found)
    rows = sorted({problem.row for problem in alike if problem.row is not None})
    paths = tuple(dict.fromkeys(problem.path for problem in alike if problem.path))
    return ProblemGroup(alike[0], tuple(rows), paths, tuple(found.values()), len(alike))


def shown_paths(group: ProblemGroup) -> str:
    """Paths of a group as a reader wants them: the first few, and … where there are more."""
    shown = ", ".join(group.paths[:MOST_PATHS])
    return f"{shown}, …" if len(group.paths) > MOST_PATHS else shown


def row_list(rows: Iterable[int]) -> str:
    """Rows as a reader wants them: 2–5, 9, 12–14.

    Examples
    --------
    >>> row_list([2, 3, 4, 5, 9, 12, 13, 14])
    '2–5, 9, 12–14'
    """
    spans: list[list[int]] = []
    for row in rows:
        if spans and spans[-1][1] == row - 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
