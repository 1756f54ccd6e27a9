"""How full the pools are, quarter by quarter, as lines."""

from __future__ import annotations

from itertools import cycle

import altair as alt

from sim.analysis.bottleneck import Bottleneck, WaitCause
from sim.charts.theme import BLUE, INK, MUTED, ORANGE, chart_of, figure, key
from sim.text import Text
from sim.words import shared_name

_COLOURS = (BLUE, ORANGE, "#3a9188", "#7b3294", "#6ea6d6", MUTED)


def pool_use_chart(answer: Bottleneck, text: Text, width: int = 820, height: int = 300) -> alt.LayerChart:
    """Draw the share of each pool's slots that is in use, in the mean of the futures.

    Parameters
    ----------
    answer : Bottleneck
    text : Text
        Language of the figure.
    width, height : int
        Size of the plot in pixels, axes and titles aside.

    Returns
    -------
    LayerChart
        A line for each pool; with more pools than colours, colours come again and the tooltip tells them apart.
    """
    pools = list(answer.pools)
    names = {pool: text(shared_name(WaitCause("pool", pool), answer.scenario)) for pool in pools}
    colours = dict(zip(names.values(), cycle(_COLOURS), strict=False))
    rows = [
        {
            "quarter": f"{quarter.year}-{quarter.quarter}",
            "pool": names[pool],
            "use": quarter.use_share,
            "waiting": round(quarter.waiting, 1),
        }
        for pool in pools
        for quarter in answer.pools[pool]
        if quarter.use_share is not None
    ]
    axis = alt.Axis(
        labelExpr="slice(datum.value, -1) == '1' ? slice(datum.value, 0, 4) : ''",
        labelAngle=0,
        labelFontSize=20,
        labelOverlap=False,
        grid=False,
    )
    percent = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], domain=False, ticks=False)
    base = chart_of(rows).encode(
        x=alt.X("quarter:O", title=None, axis=axis),
        tooltip=[
            alt.Tooltip("quarter:N", title=text("quarter")),
            alt.Tooltip("pool:N", title=text("pool")),
            alt.Tooltip("use:Q", title=text("in use"), format=".0%"),
            alt.Tooltip("waiting:Q", title=text("files waiting")),
        ],
    )
    colour = alt.Color(
        "pool:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None
    )
    share = alt.Y("use:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=percent)
    full = chart_of([{"full": 1}]).mark_rule(color=INK, strokeWidth=1.5, strokeDash=[4, 4])
    layers = (
        key(colours),
        full.encode(y=alt.Y("full:Q", title=None)),
        base.mark_line(strokeWidth=4).encode(y=share, color=colour),
        base.mark_point(size=70, filled=True, opacity=1).encode(y=share, color=colour),
    )
    lines = [
        text(
            "Slots in use as a share of those there are, mean of {futures} simulated futures",
            futures=answer.replications,
        )
    ]
    return figure(layers, (width, height), text("How full the shared capacities are"), lines, text)
