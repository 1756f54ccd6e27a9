"""Every project by name in a table, and one of them below."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from sim.analysis.projects import Outlooks, ProjectOutlook
from sim.charts import MUTED
from sim.experiment import COMPARE_FUTURES
from sim.files import register_of
from sim.register import load_draft
from sim.scenario import Reading, Scenario
from sim.text import Text
from sim.ui.code_select import select_code
from sim.ui.html import escaped
from sim.ui.projects.files import offer_register
from sim.ui.projects.filters import holds
from sim.ui.projects.one_project import push_in_address, show_project, standing
from sim.ui.projects.outlooks import Refining, outlooks_of
from sim.ui.url import restore
from sim.words import readiness_of, waits_label

PROJECT = "project"
"""Name in the address of the project shown below the table."""
_ONE_PERCENT = 0.01
_FIND, _ROW_PIXELS, _MOST_PIXELS = "projects.find", 36, 430


def shown_in_address(scenario: Scenario | None) -> dict[str, list[str]]:
    """Restore what the address says of a project, and give it as the address holds it.

    Parameters
    ----------
    scenario : Scenario or None
        None where it cannot be used: then no project is shown.
    """
    ids = () if scenario is None else tuple(dict.fromkeys(row.project_id for row in scenario.rows))
    restore(PROJECT, ("", *ids), "")
    chosen = st.session_state[PROJECT]
    if scenario is None or not chosen:
        return {}
    return {PROJECT: [chosen], **push_in_address(scenario, chosen)}


def show_projects(path: Path, scenario: Scenario, reading: Reading, futures: int | None, text: Text) -> None:
    """Show every project by name in a table to sort and find in, and one of them below.

    Parameters
    ----------
    path : Path
        The scenario file.
    scenario : Scenario
    reading : {"counted", "eligible", "handed_over"}
    futures : int or None
        None for as many as usual.
    text : Text
    """
    refining = Refining(futures or COMPARE_FUTURES, text)
    found, rough = refining(outlooks_of(scenario, reading))
    chosen = _chosen(found, rough, text)
    if (register := register_of(path)) is not None:
        with st.container(horizontal=True, key="projects-files"):
            offer_register(path, load_draft(register, register.name), text)
    if chosen is not None:
        show_project(chosen, found, rough, refining, text)
    refining.finish()


def _chosen(found: Outlooks, rough: bool, text: Text) -> ProjectOutlook | None:
    """Draw the table, and the list of projects below it; one chosen in either is the one shown."""
    ids = [row.id for row in found.rows]
    words = st.text_input(
        text("Find"),
        key=_FIND,
        placeholder=text("a name, an id, a ward, an investor"),
        label_visibility="collapsed",
    )
    rows = [row for row in found.rows if holds(words or "", _said_of(row, found.scenario, text))]
    _table(rows, found, rough, text)
    names = {row.id: f"{row.id} · {row.name}" for row in found.rows}
    select_code(
        st,
        text("Project"),
        ("", *ids),
        lambda code: names[code] if code else text("choose a project, here or in the table"),
        PROJECT,
        text,
        changed=lambda _: _forget_rows(),
    )
    return next((row for row in found.rows if row.id == st.session_state[PROJECT]), None)


def _said_of(row: ProjectOutlook, scenario: Scenario, text: Text) -> Sequence[str]:
    investors = (stated.investor for stated in row.register_rows)
    return (row.id, row.name, row.place, *investors, standing(row, scenario.settings, text))


def _table(rows: Sequence[ProjectOutlook], found: Outlooks, rough: bool, text: Text) -> None:
    config, years = st.column_config, [str(year) for year in found.years]
    ready = [readiness_of(row, found.reading) for row in rows]
    frame = pd.DataFrame(
        {
            "id": [row.id for row in rows],
            "name": [row.name for row in rows],
            "homes": [round(row.homes) for row in rows],
            "state": [standing(row, found.scenario.settings, text) for row in rows],
            **{year: [_rounded(each.by_year_end[i].share) for each in ready] for i, year in enumerate(years)},
            "p50": pd.Series([each.dates[1].day for each in ready], dtype="object"),
            "waits": [waits_label(row, found, text) for row in rows],
        }
    )
    st.html(f'<p class="hs-basis">{escaped(_caption(found, rough, text))}</p>')
    key = f"projects.table.{st.session_state.setdefault('projects.tables', 0)}.{text.language}"
    shown = [row.id for row in rows]

    def open_row() -> None:
        positions = st.session_state[key]["selection"]["rows"]
        if positions and positions[0] < len(shown):
            st.session_state[PROJECT] = shown[positions[0]]

    st.dataframe(
        frame.style.map(lambda _: f"color: {MUTED}", subset=pd.Index(years)) if rough else frame,
        key=key,
        hide_index=True,
        on_select=open_row,
        selection_mode="single-row",
        height=min(_ROW_PIXELS * (len(frame) + 1) + 4, _MOST_PIXELS),
        placeholder="–",
        alt=text("All projects, by name"),
        column_config={
            "id": config.TextColumn(text("Project"), pinned=True, width=80),
            "name": config.TextColumn(text("Name"), width=260),
            "homes": config.NumberColumn(text("Homes"), format="localized", width=70),
            "state": config.TextColumn(text("State"), width=190),
            **{year: config.NumberColumn(year, format="percent", width=70) for year in years},
            "p50": config.DateColumn("P50", format="MM/YYYY", width=80),
            "waits": config.TextColumn(text("Waits for most"), width=240),
        },
    )


def _rounded(share: float) -> float:
    """Round a chance to what is told: whole percents, a tenth below one."""
    return round(share, 3 if share < _ONE_PERCENT else 2)


def _caption(found: Outlooks, rough: bool, text: Text) -> str:
    said = text(
        "Chance that all homes of a project are there by the end of each year ({futures} futures). A row opens the "
        "project below; a heading sorts.",
        futures=found.origin.replications,
    )
    return f"{text('Rough, being refined.')} {said}" if rough else said


def _forget_rows() -> None:
    """Let no row of the table be marked: the project was chosen in the list."""
    st.session_state["projects.tables"] += 1
