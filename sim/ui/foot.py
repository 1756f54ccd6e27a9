"""What to know before believing the page, and how to get the same numbers again."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from sim.scenario import Scenario
from sim.text import Text
from sim.ui.html import escaped
from sim.ui.simulate import Answers

_HASH_SHOWN = 12


def show_foot(scenario: Scenario, answers: Answers, text: Text) -> None:
    """Say what the ranges leave out, which caps were met, and what was run."""
    lines = "".join(f"<p>{escaped(line)}</p>" for line in foot_lines(scenario, answers, text))
    st.html(f'<div class="hs-foot">{lines}</div>')


def foot_lines(scenario: Scenario, answers: Answers, text: Text) -> Iterator[str]:
    """Say the same, a line each."""
    yield text(
        "Careful: all ranges hold within this model only. The range due to unknowns covers what the scenario states as "
        "unknown; what it overlooks may move every number here."
    )
    met = answers.caps_met
    yield text(
        "In the mean future {rounds} tenders went through all their rounds in vain and {recalls} stages used up their "
        "recalls.",
        rounds=round(met["tender_rounds"], 1),
        recalls=round(met["recalls"], 1),
    )
    if met["market_switches"] > 0:
        yield text(
            "In {share} of futures the market made as many changes as the scenario allows: raise max_switches.",
            share=text.percent(met["market_switches"], 1),
        )
    yield text(
        "{replications} futures = {sets} sets of unknown numbers x {each} futures; seed {seed}, engine {engine}; "
        "scenario {fingerprint}, data date {day}.",
        replications=answers.futures,
        sets=answers.sets,
        each=answers.futures_per_set,
        seed=str(answers.seed),
        engine=answers.engine,
        fingerprint=scenario.fingerprint[:_HASH_SHOWN],
        day=scenario.settings.data_date,
    )
