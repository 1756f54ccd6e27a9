"""How far each number that is not known moves the outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from sim.analysis import MOST_FOR_UNKNOWNS, Tornado, tornado
from sim.analysis.statistics import rank_label
from sim.analysis.to_json import drivers_json
from sim.charts import homes_change_label, points_label, points_range
from sim.experiment import Progress
from sim.scenario import Unknown
from sim.ui import html_table, offer_json, say_headline
from sim.ui.questions.answer_runner import AskedQuestion, answer_to
from sim.ui.questions.inputs import QuestionInputs
from sim.words import caution, ranks_note, swing_in_words, swings_note

_LED, _SHOWN = 3, 12
"""Most unknown numbers told in large letters, where the futures cannot order them, and rows before the fold."""


def ask_unknowns(asking: QuestionInputs) -> None:
    """Ask what each unknown number moves, from its P10 to its P90."""
    text = asking.text

    def work(progress: Progress) -> tuple[Tornado, Mapping[str, Unknown]]:
        runs = replace(asking.runs(progress), replications=min(asking.futures, MOST_FOR_UNKNOWNS))
        return tornado(asking.scenario, asking.target, asking.reading, given=asking.given, runs=runs)

    key = asking.key("unknowns", str(asking.target))
    known: tuple[Tornado, Mapping[str, Unknown]] | None = answer_to(
        AskedQuestion(key, work, asking.levers), text
    )
    if known is None:
        return
    found, unknowns = known

    def called(name: str) -> str:
        return text(unknowns[name].name)

    leaders = sum(rank.rank == 1 for rank in found.ranks.values())
    notes = swings_note(found), ranks_note(), caution()
    led = [text(swing_in_words(found, name, called)) for name in list(found.swings)[: min(leaders, _LED)]]
    answer = " ".join(each[0].upper() + each[1:] for each in led)
    say_headline(answer, " ".join(map(text, notes)))
    rows = [
        (
            (f"{rank_label(found.ranks, name)}. {called(name)}", ""),
            ("", homes_change_label(swing.homes_per_year, text)),
            (points_label(swing.chance, text), f"({points_range(swing.chance.interval, text)})"),
        )
        for name, swing in found.swings.items()
    ]
    heads = text("From its P10 to its P90"), text("Homes a year"), text("Chance, points")
    st.html(html_table(heads, rows[:_SHOWN], "hs-steps"))
    if len(rows) > _SHOWN:
        with st.expander(text("What moves less ({count})", count=len(rows) - _SHOWN)):
            st.html(html_table(heads, rows[_SHOWN:], "hs-steps"))
    offer_json(partial(drivers_json, asking.about, tornado=found), asking.file_name("unknowns"), text)
