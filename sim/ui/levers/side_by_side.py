"""The baseline and the changed case side by side, from a first rough look to a steady one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sim.analysis import Comparison, compare_roughly
from sim.analysis.board import fan_of, highest_of
from sim.charts import fan_chart
from sim.engines import ENGINES
from sim.engines.compiled import preparation
from sim.errors import msg
from sim.experiment import Results
from sim.questions import Asked, question_named, read_inputs
from sim.scenario import Scenario
from sim.text import Text
from sim.ui import escaped, in_common, known_futures, next_size, show_figure, simulated
from sim.ui.answers import draw_sheet
from sim.words import most_gained, setting_in_words

NARROW = 1.0
"""Half-width of the widest interval, in percentage points, from which a comparison is no longer called rough."""
_TICK = 0.4
"""Seconds between two looks, so that clicks come in between."""


def show_compared(
    base: Scenario, changed: Scenario, known: Mapping[str, Any], wanted: int, text: Text
) -> None:
    """Show a comparison that is refined while it is looked at.

    The baseline is simulated once, to its last future, before any of it is shown: its numbers never move. The page
    asks for the next look at the changed case itself, from the reader's browser: for a position of the levers that
    nobody looks at any more nothing is simulated.

    Parameters
    ----------
    base, changed : Scenario
        One object where no lever changes anything.
    known : mapping
        Values of the question's inputs, by their names: among them the levers pulled, and the reading.
    wanted : int
        Futures of the last look.
    text : Text
    """
    refining = in_common(base, changed, wanted) < wanted
    look = st.fragment(_look, run_every=_TICK if refining else None)
    look(base, changed, known, wanted, text, refining=refining)


def _look(
    base: Scenario, changed: Scenario, known: Mapping[str, Any], wanted: int, text: Text, *, refining: bool
) -> None:
    note = st.empty()
    _grow(base, wanted, note, text)
    futures = in_common(base, changed, wanted)
    if futures == 0:
        _grow(changed, next_size(0, wanted), note, text)
        futures = in_common(base, changed, wanted)
    results = simulated(base, wanted), simulated(changed, futures)
    # Levers that cannot stand together have been refused; with none pulled both sides are one scenario.
    asked = read_inputs(question_named("compare").inputs, (), {}, {**known, "replications": futures})
    comparison = compare_roughly(*results, asked.reading)
    _badge(note, comparison, futures, wanted, text)
    with st.container(key="steady" if futures >= wanted else "rough"):
        _show(comparison, asked, text, last=futures >= wanted)
        _show_fans(results, asked, text)
    if futures < wanted:
        # After everything is drawn, so that the last look stays readable meanwhile.
        _grow(changed, next_size(futures, wanted), st.empty(), text)
    elif refining:
        st.rerun()


def _grow(scenario: Scenario, futures: int, slot: DeltaGenerator, text: Text) -> None:
    """Simulate further; Streamlit ends this inside the next report of progress when a choice is changed."""
    if known_futures(scenario) >= futures:
        return

    def progress(done: int, to_do: int) -> None:
        slot.progress(done / to_do, text("{done} of {futures} futures simulated", done=done, futures=to_do))

    slot.progress(
        0.0, text(preparation(ENGINES[0]) or msg("Simulating {futures} futures …", futures=futures))
    )
    simulated(scenario, futures, progress)
    slot.empty()


def _badge(slot: DeltaGenerator, comparison: Comparison, futures: int, wanted: int, text: Text) -> None:
    said = {"points": round(comparison.half_width, 1), "futures": futures}
    if comparison.half_width <= NARROW:
        slot.badge(text("steady to ±{points} points ({futures} futures)", **said), color="green")
    elif futures < wanted:
        slot.badge(
            text("rough: ±{points} points with {futures} futures; being refined", **said), color="orange"
        )
    else:
        slot.badge(text("still rough: ±{points} points with {futures} futures", **said), color="orange")


def _show(found: Comparison, asked: Asked, text: Text, *, last: bool) -> None:
    """Show the answer as every question's is shown."""
    question = question_named("compare")
    sheet, figures = question.sheet(found, asked, text), question.figures(found, asked, text)
    # The figure says it first; the table is there for who wants its numbers.
    tables = (replace(table, title=text("Every target in numbers"), folded=True) for table in sheet.tables)
    sheet = replace(sheet, tables=tuple(tables))
    if asked.pulled:
        most = most_gained(found)
        if most is not None:
            # The whole stands under "In words".
            sheet = replace(sheet, answer=(most, sheet.answer[0]))
        basis = text(
            "Measures: {measures}",
            measures="; ".join(
                text(setting_in_words(each, asked.scenario, short=True)) for each in asked.pulled
            ),
        )
    else:
        basis = text(
            "Choose a case above, or add a measure at the left; a first answer comes within seconds."
        )
        nothing = text("No measure is switched on: both columns are the scenario as it stands.")
        sheet, figures = replace(sheet, answer=(nothing,)), ()
    if not last:
        # Whoever still moves levers is shown the change first; the last look says how far to trust it.
        sheet = replace(sheet, trust=None)
    st.html(f'<p class="hs-basis">{escaped(basis)}</p>')
    draw_sheet(
        sheet,
        figures,
        asked,
        lambda: question.json(found, asked),
        lambda part: f"{part or question.name}-{asked.reading}-{text.language}",
        text,
    )


def _show_fans(results: tuple[Results, Results], asked: Asked, text: Text) -> None:
    """Draw the completions of both sides, on one scale."""
    fans = [fan_of(each, asked.reading) for each in results]
    highest = highest_of(*fans)
    with st.container(key="charts"):
        titles = text("Without the measures"), text("With the measures")
        for column, each, title, side in zip(st.columns(2), fans, titles, ("before", "after"), strict=True):
            with column:
                draw = partial(fan_chart, each, text, title=title, highest=highest)
                show_figure(draw, f"fan-{side}-{asked.reading}-{text.language}", text)
