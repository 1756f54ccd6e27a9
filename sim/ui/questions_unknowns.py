"""How far each number that is not known moves the outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from sim.analysis import Swings, swings_values
from sim.analysis.questions import MOST_FOR_UNKNOWNS, find_swings
from sim.analysis.ranks import rank_label
from sim.analysis.words_compare import caution
from sim.analysis.words_drivers import ranks_note, swing_in_words, swings_note
from sim.charts.wording import homes_change_label, points_label, points_range
from sim.experiment.run import Progress
from sim.scenario.unknowns import Unknown
from sim.ui.answers import say_headline
from sim.ui.ask import Question, answer_to
from sim.ui.asking import Asking
from sim.ui.html import plain_table
from sim.ui.keep_json import offer_json

_LED, _SHOWN = 3, 12
"""Most unknown numbers told in large letters, where the futures cannot order them, and rows before the fold."""


def ask_unknowns(asking: Asking) -> None:
    """Ask what each unknown number moves, from its P10 to its P90."""
    text = asking.text

    def work(progress: Progress) -> tuple[Swings, Mapping[str, Unknown]]:
        runs = replace(asking.runs(progress), replications=min(asking.futures, MOST_FOR_UNKNOWNS))
        return find_swings(asking.scenario, asking.target, asking.reading, given=asking.given, runs=runs)

    key = asking.key("unknowns", str(asking.target))
    known: tuple[Swings, Mapping[str, Unknown]] | None = answer_to(Question(key, work, asking.levers), text)
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
    st.html(plain_table(heads, rows[:_SHOWN], "hs-steps"))
    if len(rows) > _SHOWN:
        with st.expander(text("What moves less ({count})", count=len(rows) - _SHOWN)):
            st.html(plain_table(heads, rows[_SHOWN:], "hs-steps"))
    offer_json(partial(swings_values, found), asking.file_name("unknowns"), text)
