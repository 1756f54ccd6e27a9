"""What became of every row of a list, and what is wrong with some of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import streamlit as st

from sim.errors import Message, Problem, msg
from sim.intake import Intake, answer_name, column_name, reason_groups
from sim.problem_groups import row_list
from sim.register import COLUMNS
from sim.scenario import ENDED_HOW, Settings
from sim.text import Text
from sim.ui import escaped, problem_list

_ROWS_SHOWN = 5
_NAMED = ("route", "status", "stage", "counted_before")
"""Columns of codes, shown by their names."""


def show_first_rows(intake: Intake, settings: Settings, text: Text) -> None:
    """Show the first rows as they are understood."""
    shown = list(intake.cells.items())[:_ROWS_SHOWN]
    if not shown:
        return
    st.html(f'<h3 class="hs-step">{escaped(text("The first rows as they are understood"))}</h3>')
    columns = [column for column in COLUMNS if any(column in cells for _, cells in shown)]
    head = "".join(
        f"<th>{escaped(said)}</th>" for said in (text("Row"), *(column_name(c, text) for c in columns))
    )

    def cell(column: str, said: str) -> str:
        if column not in _NAMED or not said:
            return said
        return "; ".join(answer_name(column, part.strip(), settings, text) for part in said.split(";"))

    body = "".join(
        _row((str(number), *(cell(column, cells.get(column, "")) for column in columns)))
        for number, cells in shown
    )
    table = f'<table class="hs-list"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    st.html(f'<div class="hs-wide">{table}</div>')


def _row(cells: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<td>{escaped(cell)}</td>' for cell in cells)}</tr>"


def show_account(intake: Intake, file: str, text: Text) -> None:
    """Say what became of every row, then what is wrong, like problems together."""
    st.html(f'<h3 class="hs-step">{escaped(text("What became of the rows"))}</h3>')
    said = "".join(f"<p>{escaped(text(each))}</p>" for each in _account(intake))
    st.html(f'<div class="hs-account">{said}</div>')
    refused = [problem for problems in intake.refused.values() for problem in problems]
    errors = [problem for problem in intake.problems if problem.severity == "error"] + refused
    warnings = [problem for problem in intake.problems if problem.severity == "warning"]
    if errors:
        st.error(text("To be corrected in the list before it can be used:"))
        st.html(problem_list(_of(file, errors), text))
    if warnings:
        with st.expander(
            text("To beware of in this list ({count})", count=len(warnings)), expanded=not errors
        ):
            st.html(problem_list(_of(file, warnings), text))


def _of(file: str, problems: list[Problem]) -> list[Problem]:
    """Problems under the name that the visitor knows the list by; those of other files keep theirs."""
    return [replace(problem, file=file) if problem.row is not None else problem for problem in problems]


def _account(intake: Intake) -> Iterator[Message]:
    used, aside, refused = len(intake.rows), len(intake.set_aside), len(intake.refused)
    if intake.waiting:
        yield msg(
            "{rows_in} rows in the list = {used} used + {aside} set aside + {refused} refused + {waiting} waiting for "
            "an answer",
            rows_in=intake.rows_in,
            used=used,
            aside=aside,
            refused=refused,
            waiting=intake.waiting,
        )
    else:
        yield msg(
            "{rows_in} rows in the list = {used} used + {aside} set aside + {refused} refused",
            rows_in=intake.rows_in,
            used=used,
            aside=aside,
            refused=refused,
        )
    own = [row.homes for row in intake.rows if not row.passed_on]
    least, most = (sum(int(getattr(homes, end)) for homes in own) for end in ("low", "high"))
    homes = msg("{count}", count=least) if least == most else msg("{least} to {most}", least=least, most=most)
    yield msg("homes of the rows used: {homes}", homes=homes)
    for how in ENDED_HOW:
        over = tuple(row.row for row in intake.rows if row.ended_as is not None and row.ended_as.how == how)
        if over:
            yield msg("ended, {how}, kept: {rows}", how=how, rows=_rows(over))
    none = tuple(row.row for row in intake.rows if row.without_homes)
    if none:
        yield msg("0 homes, kept: {rows}", rows=_rows(none))
    for reason, rows in reason_groups(intake.set_aside):
        where = _rows(rows)
        yield msg("set aside: {rows}: {reason}", rows=where, reason=reason)
    if refused:
        where = _rows(tuple(sorted(intake.refused)))
        yield msg("refused: {rows}; the reasons stand below", rows=where)


def _rows(rows: tuple[int, ...]) -> Message:
    if len(rows) == 1:
        return msg("row {row}", row=row_list(rows))
    return msg("rows {rows}: {count} of them", rows=row_list(rows), count=len(rows))
