"""How much of a lever is enough: the chance along its values."""

from __future__ import annotations

import altair as alt

from sim.analysis.seek import Seeking
from sim.charts.theme import (
    BLUE,
    INK,
    MID_BLUE,
    MUTED,
    ORANGE,
    ROUND_SHAPE,
    RULE_SHAPE,
    chart_of,
    figure,
    key,
)
from sim.text import Text
from sim.words import READING_WORDS, chance_label, goal_in_words


def seek_chart(
    seeking: Seeking, lever: str, unit: str, text: Text, width: int = 900, height: int = 360
) -> alt.LayerChart:
    """Draw the chance of the target along the values of a lever, with the bounds the search went by.

    Parameters
    ----------
    seeking : Seeking
    lever, unit : str
        Name of the lever and what its values count, in the language of `text`.
    text : Text
        Language of the figure.
    width, height : int
        Size of the plot in pixels, axes and titles aside.

    Returns
    -------
    LayerChart
        The chance asked for is a dashed line; the step found has an upright one.
    """
    rows = [
        {
            "value": step.value,
            "chance": step.chance.share,
            "low": step.bounds[0],
            "high": step.bounds[1],
            "reaches": step.reaches,
            "label": chance_label(step.chance, text),
        }
        for step in seeking.steps
    ]
    x = alt.X(
        "value:Q",
        title=f"{lever} ({unit})",
        scale=alt.Scale(zero=False, nice=False, padding=24),
        axis=alt.Axis(
            values=[step.value for step in seeking.steps], labelOverlap="greedy", grid=False, labelFontSize=18
        ),
    )
    percent = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], domain=False, ticks=False)
    share = alt.Y("chance:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=percent)
    colour = (
        alt.when(alt.datum.reaches == "yes")
        .then(alt.value(BLUE))
        .when(alt.datum.reaches == "unclear")
        .then(alt.value(ORANGE))
        .otherwise(alt.value(MUTED))
    )
    base = chart_of(rows).encode(
        x=x, tooltip=[alt.Tooltip("value:Q", title=unit), alt.Tooltip("label:N", title=text("Chance"))]
    )
    asked = chart_of([{"asked": seeking.wanted}])
    layers = [
        _key(text),
        base.mark_line(color=MID_BLUE, strokeWidth=3).encode(y=share),
        asked.mark_rule(color=INK, strokeWidth=2.5, strokeDash=[7, 4]).encode(y=alt.Y("asked:Q", title=None)),
        base.mark_rule(strokeWidth=4).encode(y=alt.Y("low:Q", title=None), y2="high:Q", color=colour),
        base.mark_point(size=200, filled=True, opacity=1).encode(y=share, color=colour),
    ]
    if seeking.value is not None:
        found = chart_of([{"value": seeking.value, "label": text("enough: {value}", value=seeking.value)}])
        layers.append(found.mark_rule(color=BLUE, strokeWidth=2, strokeDash=[2, 3]).encode(x=x))
        layers.append(
            found.mark_text(
                align="center", baseline="bottom", dy=-4, fontSize=18, fontWeight="bold", color=BLUE
            ).encode(x=x, y=alt.value(0), text="label:N")
        )
    lines = [
        text("Reading: {reading}", reading=READING_WORDS[seeking.reading]),
        text("Dashed line: the chance asked for, {share}", share=text.percent(seeking.wanted)),
    ]
    title = text("Chance to reach {goal}", goal=goal_in_words(seeking.goal))
    return figure(layers, (width, height), title, lines, text)


def _key(text: Text) -> alt.Chart:
    return key(
        {
            text("clearly enough"): BLUE,
            text("cannot be told"): ORANGE,
            text("clearly too little"): MUTED,
            text("simulation error only, all values at once"): INK,
        },
        shapes=(ROUND_SHAPE, ROUND_SHAPE, ROUND_SHAPE, RULE_SHAPE),
        offset=34,
    )
