"""The register as a table to edit: every cell is text, checked as that of a file; used once nothing is wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Literal

import pandas as pd
import streamlit as st

from sim.errors import HousingSimError
from sim.files import ParsedScenario, load_settings, register_of
from sim.intake import answer_name
from sim.register import COLUMNS, Draft, load_draft
from sim.scenario import STATUSES
from sim.text import Text
from sim.ui.code_select import select_code
from sim.ui.html import escaped, literal
from sim.ui.intake import keep_edited
from sim.ui.problems import problem_list
from sim.ui.projects.checked import at_fault, check_draft, mark, problems_told
from sim.ui.projects.columns import columns_in_use, explanations, heading
from sim.ui.projects.edits import Edited, edited, keep_draft, take
from sim.ui.projects.files import offer_register
from sim.ui.projects.filters import rows_with
from sim.ui.url import restore

_MARK, _ROW_PIXELS, _MOST_PIXELS, _MOST_ROWS = "_mark", 36, 520, 200
_WORDS, _STATUS, _WRONG, _ALL, _GONE = (
    f"register.{each}" for each in ("words", "status", "wrong", "all", "gone")
)
_PINNED = ("project_id",)
_WIDTHS: Mapping[str, Literal["large"] | int] = {
    "project_id": 84,
    **dict.fromkeys(("name", "assumption", "assumption_en", "note", "ended_reason", "finished"), "large"),
}


def draw_editor(scenario: Path, use: Callable[[str], object], text: Text) -> None:
    """Draw the table, what is wrong at its cells, and the way to its board.

    Parameters
    ----------
    scenario : Path
        Whose register is edited: a copy of it is, in the folder of the visit; the file served is not written to.
    use : callable
        Told the code of the visitor's scenario with the edited register, when its board is asked for.
    text : Text
    """
    register = register_of(scenario)
    if register is None:
        st.info(text("This scenario names no register that could be edited."))
        return
    now = edited(register, lambda: load_draft(register, register.name))
    parsed = check_draft(scenario, now.now, register.name)
    wrong = at_fault(parsed.problems)
    st.caption(
        text(
            "Every cell is text and is checked as in a file. Nothing is used before all is right and you say so: then "
            "a copy of the scenario, yours alone for this visit, has the list. The files of the server stay."
        )
    )
    if now.begun.notes:
        with st.expander(text("In the file, but not in this table ({count})", count=len(now.begun.notes))):
            st.html(problem_list(now.begun.notes, text))
    if not now.now.rows and not now.changed:
        return
    shown, columns = _filtered(now, wrong, scenario, text)
    # The same places whether anything is wrong or not: a table that moves forgets how far it was scrolled.
    beside = st.columns([7, 3])
    with beside[0]:
        _table(shown, columns, wrong, scenario, text)
        _rows(shown, text)
    with beside[1].container(key="register-problems"):
        _problems(parsed, text)
    _end(scenario, shown, parsed, use, text)


def _filtered(
    now: Edited, wrong: Collection[int], scenario: Path, text: Text
) -> tuple[Edited, tuple[str, ...]]:
    """Ask which rows and columns are shown; another choice makes another table, with what was typed so far."""
    restore(_STATUS, ("", *STATUSES), "")
    settings = load_settings(scenario)
    words, status, rows, more = st.columns([4, 3, 2, 2], vertical_alignment="bottom")
    said = words.text_input(text("Find"), key=_WORDS, placeholder=text("a name, an id, a ward, an investor"))
    select_code(
        status,
        text("State"),
        ("", *STATUSES),
        lambda code: answer_name("status", code, settings, text) if code else text("all states"),
        _STATUS,
        text,
    )
    only_wrong = rows.toggle(text("Only rows to mend"), key=_WRONG)
    everything = more.toggle(text("All columns"), key=_ALL)
    choice = (said or "", st.session_state[_STATUS], only_wrong)
    fresh = f"{_key(now, text)}" not in st.session_state
    if st.session_state.get("register.choice") != choice or (fresh and now.shown is not now.now):
        among = wrong if only_wrong else None
        now = keep_draft(now, now.now, rows_with(now.now, choice[0], choice[1], among))
        st.session_state["register.choice"] = choice
    used = columns_in_use(now.now)
    return now, tuple(column for column in COLUMNS if everything or column in used)


def _key(now: Edited, text: Text) -> str:
    return f"register.table.{now.table}.{text.language}"


def _table(
    now: Edited, columns: tuple[str, ...], wrong: Mapping[int, tuple[str, ...]], scenario: Path, text: Text
) -> None:
    by_number = {row.number: row for row in now.shown.rows}
    marks = [mark(wrong.get(number, ()), text) for number in now.numbers]
    frame = pd.DataFrame(
        {
            _MARK: marks,
            **{column: [by_number[number].at(column) for number in now.numbers] for column in COLUMNS},
        },
        index=pd.Index(now.numbers, name=text("Row")),
        dtype="object",
    )
    explained = explanations(load_settings(scenario), text)
    config = st.column_config
    key = _key(now, text)
    st.data_editor(
        frame.style.map(
            lambda said: "background-color: #fde3d3; color: #5c1a00" if said else "", subset=[_MARK]
        ),
        key=key,
        column_order=(_MARK, *columns),
        column_config={
            "_index": config.NumberColumn(text("Row"), disabled=True, width=60),
            _MARK: config.TextColumn(text("To mend"), disabled=True, pinned=True, width=64),
            **{
                column: config.TextColumn(
                    heading(column, text),
                    help=explained[column],
                    pinned=column in _PINNED,
                    width=_WIDTHS.get(column),
                )
                for column in COLUMNS
            },
        },
        num_rows="fixed",
        height=min(_ROW_PIXELS * (len(frame) + 1) + 4, _MOST_PIXELS),
        on_change=lambda: take(st.session_state[key]["edited_rows"]),
        placeholder="",
        alt=text("Register of projects, to edit"),
    )


def _rows(now: Edited, text: Text) -> None:
    """Offer to add and delete rows, and to begin anew."""

    def add() -> None:
        more = now.now.with_new_row()
        keep_draft(now, more, (*now.numbers, more.rows[-1].number))

    def delete() -> None:
        gone = set(st.session_state[_GONE])
        keep_draft(now, now.now.without(gone), tuple(number for number in now.numbers if number not in gone))
        st.session_state[_GONE] = []

    def undo() -> None:
        keep_draft(now, now.begun)

    with st.container(horizontal=True, vertical_alignment="bottom", key="register-rows"):
        st.button(text("Add a row"), key="register.add", on_click=add)
        with st.popover(text("Delete rows")):
            st.multiselect(
                text("Rows to delete"),
                now.numbers,
                format_func=lambda number: _named(now.now, number),
                key=_GONE,
                placeholder=text("choose rows"),
            )
            st.button(
                text("Delete"), key="register.delete", on_click=delete, disabled=not st.session_state[_GONE]
            )
        st.button(
            text("Undo all changes"),
            key="register.undo",
            on_click=undo,
            disabled=not now.changed,
        )


def _named(draft: Draft, number: int) -> str:
    row = next((row for row in draft.rows if row.number == number), None)
    words = [] if row is None else [row.at("project_id"), row.at("block"), row.at("name")]
    return " · ".join([str(number), *(word[:60] for word in words if word)])


def _problems(parsed: ParsedScenario, text: Text) -> None:
    """Say what is to be mended, and of what to beware."""
    errors = [problem for problem in parsed.problems if problem.severity == "error"]
    warnings = [
        problem for problem in parsed.problems if problem.severity == "warning" and problem.row is not None
    ]
    said = text("To mend: {count}", count=len(errors)) if errors else text("Nothing to mend.")
    st.html(f'<p class="hs-subject" role="status">{escaped(said)}</p>{problems_told(errors, text)}')
    if warnings:
        with st.expander(text("To beware of in this list ({count})", count=len(warnings)), expanded=False):
            st.html(problems_told(warnings, text))


def _end(
    scenario: Path, now: Edited, parsed: ParsedScenario, use: Callable[[str], object], text: Text
) -> None:
    failed = "register.failed"
    st.session_state.setdefault(failed, None)

    def write() -> None:
        try:
            code = keep_edited(scenario, now.now.texts())
        except HousingSimError as error:
            st.session_state[failed] = error.message
            return
        st.session_state[failed] = None
        use(code)

    ready = parsed.scenario is not None and now.changed
    with st.container(horizontal=True, key="register-end"):
        st.button(
            text("Use this list: see its board"),
            key="register.use",
            type="primary",
            disabled=not ready,
            on_click=write,
        )
        offer_register(scenario, now.now, text)
    if not now.changed:
        st.caption(text("Nothing is changed yet."))
    if (reason := st.session_state[failed]) is not None:
        st.error(literal(text(reason)))
