"""One project: when it is there, what it waits for, what each target loses without it, and what a push would change."""

from __future__ import annotations

from datetime import date

import streamlit as st

from sim.analysis import quarters_of
from sim.analysis.board import Goal
from sim.analysis.projects import BEGIN, Outlooks, ProjectOutlook, ProjectPush, next_steps
from sim.intake import answer_name
from sim.questions import Column, Row, Section, Table, push_table
from sim.scenario import Scenario, Settings
from sim.text import Text
from sim.ui.answers import html_of
from sim.ui.code_select import select_code
from sim.ui.html import cards, escaped, tile
from sim.ui.projects.outlooks import Refining, push_of, with_push
from sim.ui.url import restore
from sim.words import (
    calibrated_words,
    chance_label,
    loss_label,
    pushes_in_words,
    readiness_of,
    row_in_words,
    span_of,
    stage_name,
    waits_label,
    when_label,
)

WAY, DAY = "push_way", "push_by"
"""Names in the address: how the project is pushed, and by which day."""
_FIRST = "first"


def push_in_address(scenario: Scenario, project: str) -> dict[str, list[str]]:
    """Restore how a project is pushed, and give it as the address holds it; first in every queue goes without saying.

    Parameters
    ----------
    scenario : Scenario
    project : str
        One of its ids.
    """
    restore(WAY, (_FIRST, *next_steps(scenario, project)), _FIRST)
    if st.session_state[WAY] == _FIRST:
        return {}
    days = _days(scenario)
    restore(DAY, days, days[0])
    return {name: [st.session_state[name]] for name in (WAY, DAY)}


def _days(scenario: Scenario) -> tuple[str, ...]:
    after = scenario.settings.data_date
    return tuple(day.isoformat() for day in quarters_of(scenario) if day > after)


def standing(row: ProjectOutlook, settings: Settings, text: Text) -> str:
    """Say in a few words where a project stands: its state, and the stages under way."""
    states = dict.fromkeys(stated.status for stated in row.register_rows)
    stages = dict.fromkeys(part.stage for stated in row.register_rows for part in stated.under_way)
    said = [answer_name("status", state, settings, text) for state in states]
    names = ", ".join(text(settings.stages[stage].name) for stage in stages)
    return f"{'; '.join(said)}: {names}" if names else "; ".join(said)


def show_project(row: ProjectOutlook, found: Outlooks, rough: bool, refining: Refining, text: Text) -> None:
    """Show one project.

    Parameters
    ----------
    row : ProjectOutlook
    found : Outlooks
        Of which it is one.
    rough : bool
        Whether its figures rest on few futures so far.
    refining : Refining
        What a push changes is asked of it.
    text : Text
    """
    st.html(f"<h2>{escaped(row.id)} · {escaped(row.name)}</h2>{_facts(row, found, text)}")
    kind = "hs-rough" if rough else "hs-fixed"
    st.html(f'<div class="{kind}">{_dates(row, found, rough, text)}</div>')
    left, right = st.columns([3, 4])
    left.html(f'<div class="{kind}">{html_of(*_by_target(row, found, text))}</div>')
    with right:
        if all(stated.over for stated in row.register_rows):
            st.caption(text("It is completed or has ended: there is nothing left to push."))
        else:
            _push(row, found, refining, text)


def _facts(row: ProjectOutlook, found: Outlooks, text: Text) -> str:
    """What the register says of it: place, investor, homes, stages with their dates."""
    settings, lines = found.scenario.settings, []
    for stated in row.register_rows:
        said = "; ".join(row_in_words(stated, settings, text))
        where = ", ".join(part for part in (stated.place, stated.investor) if part)
        lines.append(" · ".join(part for part in (stated.block, where, said) if part))
    return "".join(f'<p class="hs-basis">{escaped(line)}</p>' for line in lines)


def _dates(row: ProjectOutlook, found: Outlooks, rough: bool, text: Text) -> str:
    """Tiles: the chance by the end of each year, then the dates; below them what it waits for."""
    ready = readiness_of(row, found.reading)
    chances = [
        (
            text("by end of {year}", year=str(year)),
            chance_label(chance, text),
            "" if rough else text(calibrated_words(chance)),
        )
        for year, chance in zip(found.years, ready.by_year_end, strict=True)
    ]
    p10, p50, p90 = (when_label(when, found.last_year, text) for when in ready.dates)
    dates = [
        ("P10", p10, text("10 futures in 100 are earlier")),
        ("P50", p50, text("the median")),
        ("P90", p90, text("10 futures in 100 are later")),
    ]
    tiles = [tile(*each) for each in (*chances, *dates)]
    waits = waits_label(row, found, text)
    if row.waits_for is not None:
        waits = text("{what}: {days} days a home", what=waits, days=round(row.wait_days))
    said = escaped(text("It waits most for: {what}.", what=waits))
    return f'{cards(tiles, "project")}<p class="hs-fact">{said}</p>'


def _by_target(row: ProjectOutlook, found: Outlooks, text: Text) -> tuple[Table, tuple[Section, ...]]:
    """Homes it brings to each target, and points each target loses without it."""
    columns = (
        Column(text("Target"), right=False),
        Column(text("Homes")),
        Column(text("Points lost without it"), large=True),
    )

    def line(goal: Goal) -> Row:
        name = text("all years") if goal.kind == "all_years" else span_of(goal)
        homes = "" if goal.kind == "all_years" else text.number(row.contribution(goal).homes)
        return Row((name, homes, loss_label(row, goal, text)))

    sections = (Section(tuple(line(goal) for goal in found.goals if goal.kind != "cumulative")),)
    return Table(columns, sections), sections


def _push(row: ProjectOutlook, found: Outlooks, refining: Refining, text: Text) -> None:
    """Ask how it is pushed, and say what that would change."""
    st.html(f'<h3 class="hs-step">{escaped(text("If this project is pushed"))}</h3>')
    push = _asked(row, found, text)
    effect, rough = refining(push_of(found.scenario, found.reading, push))
    pushed = with_push(found, effect)
    said = "".join(f"<p>{escaped(text(each))}</p>" for each in pushes_in_words(pushed))
    table = push_table(pushed, text)
    kind = "hs-rough" if rough else "hs-fixed"
    st.html(f'<div class="{kind}">{said}{html_of(table, table.sections)}</div>')


def _asked(row: ProjectOutlook, found: Outlooks, text: Text) -> ProjectPush:
    """Ask for the way, and for a day where a step is to be done by one."""
    scenario = found.scenario
    ways = (_FIRST, *next_steps(scenario, row.id))
    names = {
        _FIRST: text("it goes first in every queue"),
        BEGIN: text("it begins by a day"),
        **{
            step: text("“{stage}” is done by a day", stage=stage_name(step, scenario))
            for step in ways
            if step not in (_FIRST, BEGIN)
        },
    }
    how, when = st.columns([3, 2])
    way = select_code(how, text("How"), ways, lambda code: names[code], WAY, text)
    if way == _FIRST:
        return ProjectPush(row.id)
    days = _days(scenario)
    restore(DAY, days, days[0])
    by = select_code(when, text("Done by"), days, lambda code: text.date(date.fromisoformat(code)), DAY, text)
    return ProjectPush(row.id, way, date.fromisoformat(by))
