"""How much narrower the chance would be if a number were known, as bars."""

from __future__ import annotations

import altair as alt

from sim.analysis import Information
from sim.charts.theme import BAR_SHAPE, INK, MID_BLUE, RULE_SHAPE, chart_of, figure, key
from sim.text import Text
from sim.words import READING_WORDS, goal_in_words, group_name

_ROW, _MOST = 44, 10
_LONGEST = 70
"""Letters of a name in the figure."""


def narrowing_chart(
    found: Information, text: Text, width: int = 760, height: int | None = None
) -> alt.LayerChart:
    """Draw what knowing each of the ten numbers that narrow most takes off the chance's standard deviation.

    Parameters
    ----------
    found : Information
    text : Text
        Language of the figure.
    width, height : int
        Size of the plot in pixels, axes and titles aside; by default as high as the bars need.

    Returns
    -------
    LayerChart
        In percentage points, with simulation error.
    """
    rows = []
    for place, worth in enumerate(found.worths[:_MOST], start=1):
        low, high = (100 * end for end in worth.chance.interval)
        name = text(group_name(worth.group))
        value = 100 * worth.chance.value
        rows.append(
            {
                "name": f"{place}. {name if len(name) <= _LONGEST else name[: _LONGEST - 1] + '…'}",
                "points": value,
                "low": low,
                "high": high,
                "end": max(high, value, 0),
                # Never minus nothing.
                "label": text.number(round(value, 1) + 0.0, 1),
                "interval": text("{low} to {high} points", low=round(low, 2), high=round(high, 2)),
            }
        )
    names = [str(row["name"]) for row in rows]
    y = alt.Y(
        "name:N",
        title=None,
        sort=names,
        axis=alt.Axis(labelFontSize=16, ticks=False, domain=False, labelPadding=10, labelLimit=520),
    )
    axis = alt.Axis(tickCount=6, domain=False, ticks=False)
    x = alt.X("points:Q", title=text("percentage points"), axis=axis, scale=alt.Scale(zero=True, padding=40))
    base = chart_of(rows).encode(
        y=y,
        tooltip=[
            alt.Tooltip("name:N", title=text("Unknown number")),
            alt.Tooltip("label:N", title=text("percentage points")),
            alt.Tooltip("interval:N", title=text("Simulation error, 95%")),
        ],
    )
    layers = (
        key(
            {
                text("fall of the standard deviation, once known"): MID_BLUE,
                text("simulation error only (95%)"): INK,
            },
            shapes=(BAR_SHAPE, RULE_SHAPE),
        ),
        base.mark_bar(size=24, color=MID_BLUE).encode(x=x),
        base.mark_rule(color=INK, strokeWidth=3).encode(x=alt.X("low:Q", title=None), x2="high:Q"),
        base.mark_text(align="left", dx=8, fontSize=18, fontWeight="bold", color=INK).encode(
            x=alt.X("end:Q", title=None), text="label:N"
        ),
    )
    lines = [
        text("Chance to reach {goal}", goal=goal_in_words(found.goal)),
        text("Reading: {reading}", reading=READING_WORDS[found.reading]),
    ]
    size = (width, _ROW * len(rows) if height is None else height)
    return figure(layers, size, text("Which figures are worth finding out first?"), lines, text)
