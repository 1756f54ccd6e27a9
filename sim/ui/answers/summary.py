"""The first screen of the answer: one sentence, how far to trust it, a tile a year, and one figure."""

from __future__ import annotations

from functools import partial

import streamlit as st

from sim.analysis.board import TargetAnswer
from sim.charts import fan_chart
from sim.questions import trust_of
from sim.scenario import Reading, Scenario
from sim.text import Text
from sim.ui.figures import draw_figure, offer_figure
from sim.ui.html import escaped
from sim.ui.simulation import Answers
from sim.words import (
    READING_WORDS,
    calibrated_words,
    chance_label,
    homes_finding,
    one_sentence,
    range_label,
    rough_chance,
)

_HEIGHT = 272


def show_summary(scenario: Scenario, answers: Answers, reading: Reading, text: Text, *, rough: bool) -> None:
    """Show the first screen.

    Parameters
    ----------
    scenario : Scenario
    answers : Answers
    reading : str
    text : Text
    rough : bool
        Whether these are first answers of few futures: rounded, grey, and said to be rough.
    """
    board = answers.boards[reading]
    lines = [f"<h1>{escaped(text(one_sentence(board, rough=rough)))}</h1>"]
    if rough:
        note = text("Rough, from {futures} simulated futures; being worked out.", futures=answers.futures)
        lines.append(f'<p class="hs-confidence">{escaped(note)}</p>')
    else:
        trust = trust_of(answers.evidence, board.goals, reading)
        said = trust.said[0] if isinstance(trust.said[0], str) else text(trust.said[0])
        lines.insert(0 if trust.first else 1, f'<p class="hs-confidence">{escaped(said)}</p>')
    tiles = "".join(_tile(answer, text, rough=rough) for answer in board.years)
    finding = escaped(text(homes_finding(board, rough=rough)))
    kind = "hs-summary hs-rough" if rough else "hs-summary"
    st.html(
        f'<div class="{kind}">{"".join(lines)}<div class="hs-tiles">{tiles}</div>'
        f'<p class="hs-basis">{escaped(_basis(scenario, answers, reading, text))}</p><h2>{finding}</h2></div>'
    )
    with st.container(key="rough-figure" if rough else "figure"):
        draw_figure(partial(fan_chart, answers.fans[reading], text, title=""), _HEIGHT, titled=False)


def offer_summary(answers: Answers, reading: Reading, text: Text) -> None:
    """Offer the figure of the first screen as a file, with its title."""
    draw = partial(fan_chart, answers.fans[reading], text, title=text(homes_finding(answers.boards[reading])))
    offer_figure(draw, f"fan-{reading}-{text.language}", text)


def _basis(scenario: Scenario, answers: Answers, reading: Reading, text: Text) -> str:
    return " · ".join(
        (
            text("Reading: {reading}", reading=READING_WORDS[reading]),
            text("facts as of {day}", day=scenario.settings.data_date),
            text("{futures} simulated futures", futures=answers.futures),
        )
    )


def _tile(answer: TargetAnswer, text: Text, *, rough: bool) -> str:
    chance, known = answer.chance, answer.chance.over_unknowns
    said = text(rough_chance(chance)) if rough else chance_label(chance, text)
    size = "hs-value hs-long" if rough else "hs-value"
    bar = ""
    if known is not None:
        low, high = 100 * known.low.chance, 100 * known.high.chance
        meant = text("{range} depending on what is not known", range=range_label(chance, text))
        bar = (
            f'<div class="hs-bar" role="img" aria-label="{escaped(meant)}" title="{escaped(meant)}">'
            f'<span style="left:{low:.1f}%;width:{max(high - low, 1):.1f}%"></span>'
            f'<i style="left:{100 * chance.share:.1f}%"></i></div>'
        )
    ends = "" if rough or known is None else f"<small>{escaped(range_label(chance, text))}</small>"
    target = text("target {homes}", homes=answer.target)
    if answer.goal.hypothetical:
        target = text("hypothetical target {homes}", homes=answer.target)
    return (
        f'<article class="hs-year"><h3>{answer.year} <small>{escaped(target)}</small></h3>'
        f'<p class="{size}">{escaped(said)} {ends}</p>{bar}'
        f'<p class="hs-word">{escaped(text(calibrated_words(chance)))}</p></article>'
    )
