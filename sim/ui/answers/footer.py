"""What to know before believing the page, and how to get the same numbers again."""

from __future__ import annotations

import streamlit as st

from sim.scenario import Scenario
from sim.text import Text
from sim.ui.html import escaped
from sim.ui.simulation import Answers
from sim.words import run_in_words


def show_footer(scenario: Scenario, answers: Answers, text: Text) -> None:
    """Say what was run, which caps were met, and what the ranges leave out."""
    said = run_in_words(
        scenario,
        futures=answers.futures,
        futures_per_set=answers.futures_per_set,
        seed=answers.seed,
        engine=answers.engine,
        caps_met=answers.caps_met,
        never_begun=answers.never_begun,
        text=text,
    )
    lines = "".join(f"<p>{escaped(line)}</p>" for line in said)
    st.html(f'<div class="hs-footer">{lines}</div>')
