"""What is wrong with a scenario, and what its readers should beware of, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from sim.errors import Problem, ScenarioError, msg_n
from sim.levers import Lever
from sim.problem_groups import MOST_GROUPS, ProblemGroup, grouped, row_list, shown_paths
from sim.text import Text
from sim.ui.html import escaped


def show_errors(problems: Sequence[Problem], text: Text) -> None:
    """List everything that keeps the scenario from being used, then the warnings."""
    errors = [problem for problem in problems if problem.severity == "error"]
    st.error(text("This scenario cannot be used yet. Things to correct: {count}.", count=len(errors)))
    st.html(problem_list(errors, text))
    show_warnings(problems, text)


def show_clash(error: ScenarioError, levers: Mapping[str, Lever], text: Text) -> None:
    """Say why levers cannot be pulled as chosen, each under its own name."""
    st.error(text("These measures cannot be applied as they are chosen."))
    problems = [
        replace(problem, file=text("{name}", name=levers[stem].name), path="")
        if (stem := _lever_of(problem.file)) in levers
        else problem
        for problem in error.problems
        if problem.severity == "error"
    ]
    st.html(problem_list(problems, text))


def _lever_of(place: str) -> str:
    """Id of the lever that a complaint is about, told by its file or by the option it would be asked for with."""
    return Path(place.rpartition(" ")[2].partition("=")[0]).stem


def show_unreadable(error: ScenarioError, text: Text) -> None:
    """List what is wrong in the files of levers and causes."""
    st.error(
        text(
            "The files of measures and causes cannot be used yet. Things to correct: {count}.",
            count=len(error.problems),
        )
    )
    st.html(problem_list(error.problems, text))


def show_warnings(problems: Sequence[Problem], text: Text) -> None:
    """List the warnings, folded away where they are many."""
    warnings = [problem for problem in problems if problem.severity == "warning"]
    if warnings:
        label = text("To beware of in this scenario ({count})", count=len(warnings))
        with st.expander(label, expanded=len(warnings) <= 3):
            st.html(problem_list(warnings, text))


def problem_list(problems: Iterable[Problem], text: Text) -> str:
    """List problems, like ones together with their rows, as HTML."""
    groups = grouped(problems)
    items = [_item(group, text) for group in groups[:MOST_GROUPS]]
    left = sum(group.count for group in groups[MOST_GROUPS:])
    if left:
        more = text(msg_n("and {count} problem more", "and {count} problems more", left))
        items.append(f"<li>{escaped(more)}</li>")
    return f'<ul class="hs-problems">{"".join(items)}</ul>'


def _item(group: ProblemGroup, text: Text) -> str:
    said = text(
        "Found: {found}. Allowed: {allowed}. What to do: {action}.",
        found=" · ".join(text(found) for found in group.found),
        allowed=group.first.allowed,
        action=group.first.action,
    )
    return f'<li><span class="hs-place">{escaped(_place(group, text))}</span><br>{escaped(said)}</li>'


def _place(group: ProblemGroup, text: Text) -> str:
    problem = group.first
    # A name such as "More / fewer desks" is no path.
    place = [Path(problem.file).name if problem.path or problem.row is not None else problem.file]
    if group.count > 1 and group.paths and not group.rows:
        place.append(text("{paths}: {count} of them", paths=shown_paths(group), count=group.count))
    elif problem.path:
        place.append(problem.path)
    if group.rows:
        rows = row_list(group.rows)
        if group.count == 1:
            place.append(text("row {row}", row=rows))
        else:
            place.append(text("rows {rows}: {count} of them", rows=rows, count=group.count))
    if problem.column is not None:
        place.append(text("column {column}", column=problem.column))
    return " · ".join(place)
