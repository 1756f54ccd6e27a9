"""Problems of input files as a planner reads them: by file, each with where, found, allowed, what to do."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sim.errors import Message, Problem, ScenarioError, msg, msg_n
from sim.files import check_scenario
from sim.scenario import Scenario
from sim.text import Text


def usable(path: Path) -> tuple[Scenario, tuple[Problem, ...]]:
    """Read a scenario that must be usable, with its warnings.

    Raises
    ------
    ScenarioError
        With all problems, if any of them is an error.
    """
    parsed = check_scenario(path)
    if parsed.scenario is None:
        raise ScenarioError(parsed.problems)
    return parsed.scenario, parsed.problems


def say_warnings(path: Path, warnings: Sequence[Problem], text: Text) -> None:
    """Say on stderr that a scenario has warnings, and where they are told: `check` tells them in full."""
    if warnings:
        said = msg_n(
            "{count} warning; `housing-sim check {scenario}` shows it",
            "{count} warnings; `housing-sim check {scenario}` shows them",
            len(warnings),
            scenario=shlex.quote(str(path)),
        )
        print(text(said), file=sys.stderr)


def lines(problems: Sequence[Problem], text: Text) -> Iterator[str]:
    """Say problems, file by file."""
    for file in dict.fromkeys(problem.file for problem in problems):
        yield file
        for problem in (problem for problem in problems if problem.file == file):
            kind = text("error") if problem.severity == "error" else text("warning")
            yield f"  {kind}: {text(_where(problem))}"
            yield "    " + text("found: {found}", found=problem.found)
            yield "    " + text("allowed: {allowed}", allowed=problem.allowed)
            yield "    " + text("what to do: {action}", action=problem.action)


def _where(problem: Problem) -> Message:
    """Say where in its file a problem lies."""
    row = None if problem.row is None else str(problem.row)
    if row is not None and problem.column is not None:
        return msg("row {row}, column {column}", row=row, column=problem.column)
    if row is not None:
        return msg("row {row}", row=row)
    if problem.column is not None:
        return msg("column {column}", column=problem.column)
    return msg("{path}", path=problem.path) if problem.path else msg("the whole file")
