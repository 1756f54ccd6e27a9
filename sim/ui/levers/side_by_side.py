"""The baseline and the changed case side by side, from a first rough look to a steady one."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sim.analysis import Comparison, TargetChange, compare
from sim.analysis.board import Goal, fan_of, highest_of
from sim.analysis.confidence import Evidence, evidence_of
from sim.analysis.to_json import About, comparison_json
from sim.charts import changes_chart, fan_chart
from sim.engines import ENGINES
from sim.engines.compiled import preparation
from sim.errors import msg
from sim.experiment import Results
from sim.levers import LeverSetting
from sim.questions import trust_of
from sim.scenario import Reading, Scenario
from sim.text import Text, number_of_homes
from sim.ui import (
    escaped,
    html_table,
    in_common,
    known_futures,
    next_size,
    offer_json,
    say_headline,
    show_figure,
    simulated,
)
from sim.words import (
    chance_label,
    change_in_words,
    comparison_in_words,
    homes_change_label,
    interval_label,
    points_label,
    points_range,
    setting_in_words,
    span_of,
)

NARROW = 1.0
"""Half-width of the widest interval, in percentage points, from which a comparison is no longer called rough."""
_TICK = 0.4
"""Seconds between two looks, so that clicks come in between."""


def show_compared(
    base: Scenario,
    changed: Scenario,
    settings: tuple[LeverSetting, ...],
    reading: Reading,
    wanted: int,
    text: Text,
) -> None:
    """Show a comparison that is refined while it is looked at.

    The page asks for the next look itself, from the reader's browser: for a position of the levers that nobody looks at
    any more nothing is simulated.

    Parameters
    ----------
    base, changed : Scenario
        One object where no lever changes anything.
    settings : tuple of LeverSetting
        What was pulled.
    reading : {"counted", "eligible", "handed_over"}
    wanted : int
        Futures of the last look.
    text : Text
    """
    refining = in_common(base, changed, wanted) < wanted
    look = st.fragment(_look, run_every=_TICK if refining else None)
    look(base, changed, settings, reading, wanted, text, refining=refining)


def _look(
    base: Scenario,
    changed: Scenario,
    settings: tuple[LeverSetting, ...],
    reading: Reading,
    wanted: int,
    text: Text,
    *,
    refining: bool,
) -> None:
    note = st.empty()
    futures = in_common(base, changed, wanted)
    if futures == 0:
        _grow(base, changed, next_size(0, wanted), note, text)
        futures = in_common(base, changed, wanted)
    results = simulated(base, futures), simulated(changed, futures)
    comparison = compare(*results, reading)
    _badge(note, comparison, futures, wanted, text)
    # Whoever still moves levers is shown the change first; the last look says how far to trust it.
    evidence = evidence_of(changed) if futures >= wanted else None
    _show(comparison, results, settings, base, evidence, text)
    if futures < wanted:
        # After everything is drawn, so that the last look stays readable meanwhile.
        _grow(base, changed, next_size(futures, wanted), st.empty(), text)
    elif refining:
        st.rerun()


def _grow(base: Scenario, changed: Scenario, futures: int, slot: DeltaGenerator, text: Text) -> None:
    """Simulate both sides; Streamlit ends this inside the next report of progress when a choice is changed."""
    for scenario in (base, changed):
        if known_futures(scenario) < futures:

            def progress(done: int, to_do: int) -> None:
                slot.progress(
                    done / to_do, text("{done} of {futures} futures simulated", done=done, futures=to_do)
                )

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


def _show(
    comparison: Comparison,
    results: tuple[Results, Results],
    settings: tuple[LeverSetting, ...],
    scenario: Scenario,
    evidence: Evidence | None,
    text: Text,
) -> None:
    reading, mark = comparison.reading, text.language
    pulled = [setting for setting in settings if not setting.neutral]
    if pulled:
        whole = comparison.period or comparison.all_years
        lines = [text(sentence) for sentence in change_in_words(whole)]
        basis = text(
            "Measures: {measures}",
            measures="; ".join(text(setting_in_words(each, scenario, short=True)) for each in pulled),
        )
    else:
        lines = [text("No measure is switched on: both columns are the scenario as it stands.")]
        basis = text("Switch a measure on at the left; a first answer comes within seconds.")
    first, *others = comparison_in_words(comparison)
    trust = None if evidence is None else trust_of(evidence, _goals(comparison), reading)
    say_headline(" ".join(lines), f"{basis} · {text(first)}", text, trust)
    st.html(_years(comparison, text))
    notes = [
        text("Small numbers below a chance or a change: its 95% interval, which is simulation error only."),
        text("Due to unknowns: with 8 in 10 of the sets of unknown numbers the change lies in this range."),
    ]
    st.html("".join(f'<p class="hs-basis">{escaped(line)}</p>' for line in notes))
    if pulled:
        show_figure(partial(changes_chart, comparison, text), f"changes-{reading}-{mark}", text, 520)
    fans = [fan_of(each, reading) for each in results]
    highest = highest_of(*fans)
    with st.container(key="charts"):
        titles = text("Without the measures"), text("With the measures")
        for column, each, title, side in zip(st.columns(2), fans, titles, ("before", "after"), strict=True):
            with column:
                draw = partial(fan_chart, each, text, title=title, highest=highest)
                show_figure(draw, f"fan-{side}-{reading}-{mark}", text)
    with st.expander(text("Every target in words")):
        st.html("".join(f"<p>{escaped(text(sentence))}</p>" for sentence in others))
    offer_json(
        partial(comparison_json, comparison, About(scenario, tuple(pulled), evidence=evidence)),
        f"comparison-{reading}",
        text,
    )


def _goals(comparison: Comparison) -> list[Goal]:
    """Targets told, first the one that the answer is about."""
    main = comparison.period or comparison.all_years
    return [change.goal for change in (main, *comparison.years)]


def _years(comparison: Comparison, text: Text) -> str:
    heads = (
        text("Target"),
        text("Without the measures"),
        text("With the measures"),
        text("Change, points"),
        text("Due to unknowns"),
        text("Homes, on average"),
    )
    spans = (comparison.all_years, comparison.period, comparison.programme)
    shown = (*comparison.years, *(each for each in spans if each is not None))
    return html_table(heads, (_row(change, text) for change in shown), "hs-compared")


def _row(change: TargetChange, text: Text) -> tuple[tuple[str, str], ...]:
    goal, same = change.goal, change.unchanged
    unclear = change.chance.verdict == "no_clear_difference"
    whole = {"all_years": text("all years jointly"), "programme": text("programme"), "period": text("period")}
    name = f"{whole[goal.kind]} {span_of(goal)}" if goal.kind in whole else span_of(goal)
    ends = f"({points_range(change.chance.interval, text)})"
    unmoved = text("unchanged") if same else f"{text('no clear difference')} {ends}"
    return (
        (name, text(number_of_homes(goal.target))),
        (chance_label(change.before, text), interval_label(change.before, text)),
        (chance_label(change.after, text), interval_label(change.after, text)),
        ("", unmoved) if same or unclear else (points_label(change.chance, text), ends),
        ("", points_range(change.chance.over_unknowns, text)),
        ("", text("unchanged") if same else homes_change_label(change.homes, text)),
    )
