"""What is wrong with a draft, at its cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from sim.errors import Problem
from sim.files import ParsedScenario, check_scenario
from sim.register import COLUMNS, Draft, parse_draft
from sim.text import Text
from sim.ui.problems import problem_list
from sim.ui.projects.columns import heading

_KEY = "register.checked"


def check_draft(scenario: Path, draft: Draft, register: str) -> ParsedScenario:
    """Check a draft as the register of its scenario; once, as long as neither changes.

    Parameters
    ----------
    scenario : Path
    draft : Draft
    register : str
        Its name in the messages.
    """
    stamp = (scenario, scenario.stat().st_mtime_ns)
    kept = st.session_state.get(_KEY)
    if kept is None or kept[0] != stamp or kept[1] is not draft:
        kept = (stamp, draft, check_scenario(scenario, parse_draft(draft, register)))
        st.session_state[_KEY] = kept
    parsed: ParsedScenario = kept[2]
    return parsed


def at_fault(problems: Iterable[Problem]) -> Mapping[int, tuple[str, ...]]:
    """Columns to mend in each row, in their order; "" for what is wrong with a row as a whole."""
    found: dict[int, set[str]] = {}
    for problem in problems:
        if problem.row is not None and problem.severity == "error":
            column = problem.column or ""
            found.setdefault(problem.row, set()).add(column if column in COLUMNS else "")
    order = {column: position for position, column in enumerate(COLUMNS)}
    return {
        row: tuple(sorted(columns, key=lambda column: order.get(column, -1)))
        for row, columns in sorted(found.items())
    }


def mark(columns: Sequence[str], text: Text) -> str:
    """Name the cells of a row that are to be mended; empty where none is."""
    if not columns:
        return ""
    return "✗ " + "; ".join(heading(column, text) if column else text("the row") for column in columns)


def problems_told(problems: Iterable[Problem], text: Text) -> str:
    """List problems with the headings that the table has, as HTML."""
    return problem_list(
        [
            replace(problem, column=f"{heading(problem.column, text)} ({problem.column})")
            if problem.column is not None and problem.column in COLUMNS
            else problem
            for problem in problems
        ],
        text,
    )
