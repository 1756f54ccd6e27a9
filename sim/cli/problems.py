"""Problems of input files as a planner reads them: by file, each with where, found, allowed, what to do."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sim.errors import Message, Problem, ScenarioError, msg, msg_n
from sim.files import check_scenario
from sim.problem_groups import MOST_GROUPS, ProblemGroup, grouped, row_list, shown_paths
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
    """Say problems, file by file; those that are alike once, with their rows."""
    groups = grouped(problems)
    told = groups[:MOST_GROUPS]
    for file in dict.fromkeys(group.first.file for group in told):
        yield file
        for group in (group for group in told if group.first.file == file):
            kind = text("error") if group.first.severity == "error" else text("warning")
            yield f"  {kind}: {text(_where(group))}"
            yield "    " + text("found: {found}", found=" · ".join(text(found) for found in group.found))
            yield "    " + text("allowed: {allowed}", allowed=group.first.allowed)
            yield "    " + text("what to do: {action}", action=group.first.action)
    left = sum(group.count for group in groups[MOST_GROUPS:])
    if left:
        yield text(msg_n("and {count} problem more", "and {count} problems more", left))


def rows_said(rows: Sequence[int], count: int) -> Message:
    """Say in which rows something stands, and how often."""
    if count == 1:
        return msg("row {row}", row=row_list(rows))
    return msg("rows {rows}: {count} of them", rows=row_list(rows), count=count)


def _where(group: ProblemGroup) -> Message:
    """Say where in their file problems lie."""
    problem, rows = group.first, row_list(group.rows)
    if rows and problem.column is not None:
        if group.count == 1:
            return msg("row {row}, column {column}", row=rows, column=problem.column)
        return msg(
            "rows {rows}, column {column}: {count} of them",
            rows=rows,
            column=problem.column,
            count=group.count,
        )
    if rows and group.count > len(set(group.rows)):
        return msg("rows {rows}: {count} places", rows=rows, count=group.count)
    if rows:
        return rows_said(group.rows, group.count)
    if problem.column is not None:
        return msg("column {column}", column=problem.column)
    if group.count > 1 and group.paths:
        return msg("{paths}: {count} of them", paths=shown_paths(group), count=group.count)
    return msg("{path}", path=problem.path) if problem.path else msg("the whole file")
