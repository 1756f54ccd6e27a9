"""Controls of the levers pulled, and a list to pull one more.

They are made from the levers' files: name, help, values, unit, proposal, start and steps stand there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby

import streamlit as st

from sim.analysis import quarters_of
from sim.levers import Lever, LeverSetting, starts_on
from sim.scenario import Scenario
from sim.text import Text, number_of_months
from sim.ui import escaped, literal, select_code
from sim.ui.levers.pulled_levers import keep_pulled, levers_pulled, pull_also, pull_instead, pull_no_more
from sim.ui.levers.words import name_of, said, subject_of
from sim.words import cuts_in_words, quarter_in_words

ADD = "add_lever"
"""Key of the list of levers that are not pulled."""
RAMPS = (0, 3, 6, 12, 24)
"""Months over which a lever may come in, 0: at once."""


def draw_levers(levers: Mapping[str, Lever], scenario: Scenario, text: Text) -> tuple[LeverSetting, ...]:
    """Draw the levers pulled, each in its group, and remember what is pulled.

    Parameters
    ----------
    levers : mapping of str to Lever
        In the order in which they are combined.
    scenario : Scenario
        Says which quarters a lever may start in.
    text : Text

    Returns
    -------
    tuple of LeverSetting
        Levers that are switched on.
    """
    before = {setting.lever.id: setting for setting in levers_pulled(levers)}
    st.html(f'<h2 class="hs-side">{escaped(text("Measures"))}</h2>')
    _add(levers, before, text)
    settings = []
    pulled = [lever for lever in levers.values() if lever.id in before]
    for subject, group in groupby(pulled, key=subject_of):
        st.html(f'<p class="hs-subject">{escaped(text(subject))}</p>')
        for lever in group:
            settings.append(_lever(lever, before[lever.id], scenario, text))
    keep_pulled(settings)
    st.button(
        text("Switch all off"), on_click=pull_instead, args=((),), disabled=not settings, width="stretch"
    )
    return tuple(settings)


def _add(levers: Mapping[str, Lever], pulled: Mapping[str, LeverSetting], text: Text) -> None:
    """Draw the list of the levers that are not pulled; the one chosen is pulled as its file proposes."""
    others = {name: lever for name, lever in levers.items() if name not in pulled}
    # The list is there to choose from anew, whatever was chosen last.
    st.session_state[ADD] = ""

    def label(code: str) -> str:
        if not code:
            return text("choose …")
        return f"{text(subject_of(others[code]))} · {name_of(others[code], text)}"

    def add(code: str) -> None:
        if code:
            pull_also(LeverSetting(others[code], others[code].default))

    select_code(st, text("Add a measure"), ("", *others), label, ADD, text, changed=add)


def _lever(lever: Lever, before: LeverSetting, scenario: Scenario, text: Text) -> LeverSetting:
    switch = f"on.{lever.id}"
    st.session_state[switch] = True
    label, explained = literal(name_of(lever, text)), literal(said(lever.help, text))
    st.toggle(label, key=switch, help=explained, on_change=pull_no_more, args=(lever.id,))
    with st.container(key=f"lever-{lever.id}"):
        value = lever.high if lever.neutral == lever.low else lever.low
        if not lever.on_off:
            value = _value(lever, before.value, text)
        if before.cuts:
            st.caption(literal(text(cuts_in_words(before.cuts, scenario))))
        if not lever.dated:
            return LeverSetting(lever, value)
        start, steps = st.columns(2) if lever.ramp else (st.container(), None)
        with start:
            day = _start(lever, before, scenario, text)
        months = 0
        if steps is not None:
            with steps:
                months = _ramp(lever, before.ramp_months, text)
        spared = None if lever.spare_lodged is None else _spared(lever, before.spare_lodged, text)
    own = starts_on(scenario, LeverSetting(lever, value))
    return LeverSetting(lever, value, None if day == own else day, months, spared, before.cuts)


def _value(lever: Lever, before: float, text: Text) -> float:
    key = f"value.{lever.id}"
    st.session_state.setdefault(key, before)
    return float(
        st.select_slider(
            literal(said(lever.unit_label, text)),
            lever.values,
            format_func=lambda value: text("{value}", value=float(value)),
            key=key,
        )
    )


def _start(lever: Lever, before: LeverSetting, scenario: Scenario, text: Text) -> date:
    key, asked = f"from.{lever.id}", starts_on(scenario, before)
    days = sorted({*quarters_of(scenario), starts_on(scenario, LeverSetting(lever, before.value)), asked})
    options = tuple(day.isoformat() for day in days)
    if st.session_state.get(key) not in options:
        st.session_state[key] = asked.isoformat()
    chosen = select_code(
        st, text("from"), options, lambda day: text(quarter_in_words(date.fromisoformat(day))), key, text
    )
    return date.fromisoformat(chosen)


def _ramp(lever: Lever, before: int, text: Text) -> int:
    key = f"ramp.{lever.id}"
    options = tuple(sorted({*RAMPS, before}))
    if st.session_state.get(key) not in options:
        st.session_state[key] = before
    return int(
        select_code(
            st,
            text("phased in"),
            options,
            lambda months: text(number_of_months(months)) if months else text("at once"),
            key,
            text,
        )
    )


def _spared(lever: Lever, before: bool | None, text: Text) -> bool | None:
    key = f"spare.{lever.id}"
    st.session_state.setdefault(key, bool(lever.spare_lodged if before is None else before))
    spared = st.checkbox(text("files already lodged keep their old pace"), key=key)
    return None if spared == lever.spare_lodged else spared
