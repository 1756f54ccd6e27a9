"""Ways to break the scenario of `conftest`, and how a problem reads."""

from collections.abc import Callable
from typing import Any

from sim.errors import Problem
from sim.text import Text

Change = Callable[[Any], object]
Cases = dict[str, tuple[Change, str, tuple[str, ...]]]
"""By name: how to break the files, the place of the problem (path, or row and column), words of its message."""


def put(path: str, value: object) -> Change:
    return lambda files: files.put(path, value)


def drop(path: str) -> Change:
    return lambda files: files.drop(path)


def row(place: int, **cells: str) -> Change:
    return lambda files: files.rows[place].update(cells)


def both(*changes: Change) -> Change:
    return lambda files: [change(files) for change in changes]


def said(problem: Problem) -> str:
    text = Text("en")
    return " | ".join(text(part) for part in (problem.found, problem.allowed, problem.action))


def place(problem: Problem) -> str:
    return problem.path or f"{problem.row} {problem.column}"


def fixed(unit: str = "days", value: float = 30, **more: object) -> dict[str, object]:
    return {"unit": unit, "spread": {"family": "fixed", "value": value}, "assumption": "x", **more}


def errors_of(reading: Any) -> dict[str, str]:
    """Messages of the errors by place; the first where several stand in one place."""
    return {place(p): said(p) for p in reversed(reading.problems) if p.severity == "error"}
