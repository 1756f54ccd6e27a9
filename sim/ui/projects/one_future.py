"""One of the simulated futures: a bar row a project, and where every project stands month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import altair as alt
import streamlit as st

from sim.analysis.one_future import PERCENTILES, OneFuture, future_at, one_future
from sim.charts import gantt_chart, gantt_height
from sim.engines import ENGINES
from sim.engines.compiled import preparation
from sim.errors import Message, msg
from sim.experiment import COMPARE_FUTURES
from sim.questions import months_simulated, standings_table, steps_table
from sim.scenario import Reading, Scenario
from sim.text import Text
from sim.ui.answers import html_of
from sim.ui.code_select import select_code
from sim.ui.figures import offer_figure
from sim.ui.futures import simulated
from sim.ui.html import escaped
from sim.ui.shelf import Shelf, shared_shelf
from sim.ui.url import restore
from sim.words import future_finding

FUTURE, MONTH = "future", "month"
"""Names in the address: which future is shown, and the month looked at."""
_STEPS, _PLAYING, _PLAYED = "future.steps", "future.playing", "future.played"
_NAMES: dict[str, Message] = {
    "10": msg("a bad one (P10)"),
    "50": msg("a typical one (P50)"),
    "90": msg("a good one (P90)"),
}
assert tuple(map(str, PERCENTILES)) == tuple(_NAMES)
_SECONDS = 1.0
"""From one month to the next while they are played."""
_AROUND, _WIDTH = 120, 1180
"""Pixels of a figure above and below its rows, and from side to side."""
_MOST_KEPT = 30


def future_in_address(scenario: Scenario) -> dict[str, list[str]]:
    """Restore which future and month are looked at, and give them as the address holds them."""
    months = _months(scenario)
    if not st.session_state.get(_PLAYING) and (played := st.session_state.pop(_PLAYED, None)) in months:
        # The play has ended there, or was stopped.
        st.session_state[MONTH] = played
    restore(FUTURE, tuple(_NAMES), "50")
    restore(MONTH, months, _first_january(months))
    return {name: [st.session_state[name]] for name in (FUTURE, MONTH)}


def show_future(scenario: Scenario, reading: Reading, futures: int | None, text: Text) -> None:
    """Show one future: chosen as bad, typical or good, with the month that is looked at, or months played one by one.

    Parameters
    ----------
    scenario : Scenario
    reading : {"counted", "eligible", "handed_over"}
        Whose homes choose the future.
    futures : int or None
        To choose from; None for as many as usual.
    text : Text
    """
    which, when, play = st.columns([3, 5, 2], vertical_alignment="bottom")
    select_code(which, text("Which future"), tuple(_NAMES), lambda code: text(_NAMES[code]), FUTURE, text)
    months = _months(scenario)
    playing = st.session_state.setdefault(_PLAYING, False)
    with when:
        st.select_slider(
            text("Where projects stand at the beginning of"),
            months,
            format_func=_month_name,
            key=MONTH,
            disabled=playing,
        )
    play.button(
        text("Stop") if playing else text("Play by month"),
        key="future.play",
        on_click=_stop if playing else _play,
        icon=":material/stop:" if playing else ":material/play_arrow:",
    )
    with st.spinner(text(preparation(ENGINES[0]) or msg("Simulating …"))):
        found = _future(scenario, reading, int(st.session_state[FUTURE]), futures or COMPARE_FUTURES)
    if playing:
        st.fragment(partial(_frame, found, months, text), run_every=_SECONDS)()
        return
    _picture(found, st.session_state[MONTH], text)
    _steps(found, text)


def _play() -> None:
    st.session_state.update({_PLAYING: True, _PLAYED: None})


def _stop() -> None:
    st.session_state[_PLAYING] = False


def _frame(found: OneFuture, months: Sequence[str], text: Text) -> None:
    """Show the month chosen at first, then the one after that shown last; the play ends with the last of all."""
    before = st.session_state[_PLAYED]
    position = months.index(st.session_state[MONTH]) if before is None else months.index(before) + 1
    if position == len(months):
        # Only a run of the whole page can give the slider another value.
        st.session_state[_PLAYING] = False
        st.rerun()
    st.session_state[_PLAYED] = months[position]
    _picture(found, months[position], text, still=False)


def _picture(found: OneFuture, month: str, text: Text, *, still: bool = True) -> None:
    """Draw the future; what its title says stands above it, in letters that wrap, and a telephone scrolls it."""
    day = _day(month, found.scenario)
    draw = partial(gantt_chart, found, text, month=day)
    figure = draw(height=gantt_height(found) + _AROUND)
    said = text(future_finding(found))
    lines = "".join(f'<p class="hs-basis">{escaped(line)}</p>' for line in figure.title.subtitle)
    st.html(f"<p><b>{escaped(said[:1].upper() + said[1:])}.</b></p>{lines}")
    with st.container(key="gantt"):
        st.altair_chart(figure.properties(title=alt.TitleParams("")), theme=None, width=_WIDTH)
    if still:
        offer_figure(draw, f"future-{found.chosen.percentile}-{found.reading}-{text.language}", text)
    table = standings_table(found, day, text)
    st.html(f"<p><b>{escaped(table.title)}</b></p>{html_of(table, table.sections)}")


def _steps(found: OneFuture, text: Text) -> None:
    """Tell the steps of one project."""
    names = {
        course.row.project_id: f"{course.row.project_id} · {course.row.name}"
        for course in found.courses
        if course.spans
    }
    restore(_STEPS, ("", *names), "")
    chosen = select_code(
        st,
        text("Steps of one project"),
        ("", *names),
        lambda code: names[code] if code else text("none"),
        _STEPS,
        text,
    )
    for table in steps_table(found, (chosen,), text):
        st.html(f"<p><b>{escaped(table.title)}</b></p>{html_of(table, table.sections)}")


def _future(scenario: Scenario, reading: Reading, percentile: int, futures: int) -> OneFuture:
    """Choose a future of those that the server keeps, and replay it; kept for whoever looks at it next."""

    def made() -> OneFuture:
        chosen = future_at(simulated(scenario, futures, same_caps=True), reading, percentile)
        found = one_future(scenario, reading, replication=chosen.replication)
        return replace(found, chosen=chosen, requested=chosen.futures)

    kept: OneFuture = _kept().made((scenario.fingerprint, reading, percentile, futures), made)
    return kept


def _kept() -> Shelf[tuple[str, str, int, int], OneFuture]:
    return shared_shelf("one_future", _MOST_KEPT)


def _months(scenario: Scenario) -> tuple[str, ...]:
    return tuple(f"{day.year}-{day.month:02d}" for day in months_simulated(scenario))


def _month_name(code: str) -> str:
    year, month = code.split("-")
    return f"{month}/{year}"


def _first_january(months: Sequence[str]) -> str:
    return next((code for code in months[1:] if code.endswith("-01")), months[0])


def _day(code: str, scenario: Scenario) -> date:
    return dict(zip(_months(scenario), months_simulated(scenario), strict=True))[code]
