"""What each cause of delay costs, as bars."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

import altair as alt

from sim.analysis import CauseAblation
from sim.charts.theme import BAR_SHAPE, INK, LIGHT_BLUE, MID_BLUE, RULE_SHAPE, chart_of, figure, key
from sim.text import Text
from sim.words import READING_WORDS

_ROW = 44


def cause_costs_chart(
    found: CauseAblation,
    called: Callable[[str], str],
    text: Text,
    width: int = 760,
    height: int | None = None,
) -> alt.LayerChart:
    """Draw the homes a year that each cause costs, with simulation error; causes that tie share their number.

    Parameters
    ----------
    found : CauseAblation
    called : callable
        Id of a cause -> its name in the language of `text`.
    text : Text
        Language of the figure.
    width, height : int
        Size of the plot in pixels, axes and titles aside; by default as high as the causes need.

    Returns
    -------
    LayerChart
        Neighbouring groups that the futures can order differ in shade.
    """
    groups = [list(names) for _, names in groupby(found.costs, key=lambda name: found.ranks[name].rank)]
    pale = {name for group in groups[1::2] for name in group}
    rows = []
    for name, cost in found.costs.items():
        low, high = cost.homes_per_year.interval
        rows.append(
            {
                "name": f"{found.ranks[name].rank}. {called(name)}",
                "homes": cost.homes_per_year.mean,
                "low": low,
                "high": high,
                "end": max(high, cost.homes_per_year.mean, 0),
                "pale": name in pale,
                # Never minus nothing.
                "label": text.number(round(cost.homes_per_year.mean) or 0),
                "interval": text("{low} to {high} homes", low=round(low, 1), high=round(high, 1)),
            }
        )
    names = [str(row["name"]) for row in rows]
    y = alt.Y(
        "name:N",
        title=None,
        sort=names,
        axis=alt.Axis(labelFontSize=18, ticks=False, domain=False, labelPadding=10),
    )
    number = alt.Axis(format=",.0f", tickCount=6, domain=False, ticks=False)
    x = alt.X("homes:Q", title=text("homes a year"), axis=number, scale=alt.Scale(zero=True, padding=40))
    base = chart_of(rows).encode(
        y=y,
        tooltip=[
            alt.Tooltip("name:N", title=text("Cause")),
            alt.Tooltip("label:N", title=text("homes a year")),
            alt.Tooltip("interval:N", title=text("Simulation error, 95%")),
        ],
    )
    shade = alt.when(alt.datum.pale).then(alt.value(LIGHT_BLUE)).otherwise(alt.value(MID_BLUE))
    layers = (
        key(
            {text("homes a year more without the cause"): MID_BLUE, text("simulation error only (95%)"): INK},
            shapes=(BAR_SHAPE, RULE_SHAPE),
        ),
        base.mark_bar(size=24).encode(x=x, color=shade),
        base.mark_rule(color=INK, strokeWidth=3).encode(x=alt.X("low:Q", title=None), x2="high:Q"),
        base.mark_text(align="left", dx=8, fontSize=18, fontWeight="bold", color=INK).encode(
            x=alt.X("end:Q", title=None), text="label:N"
        ),
    )
    lines = [
        text("Reading: {reading}", reading=READING_WORDS[found.reading]),
        text("Same number, same shade: the futures cannot fully order them"),
    ]
    size = (width, _ROW * len(rows) if height is None else height)
    return figure(layers, size, text("What each cause of delay costs"), lines, text)
