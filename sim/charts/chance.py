"""Chance of each yearly target, as bars."""

from __future__ import annotations

import altair as alt

from sim.analysis import READING_WORDS, Board, is_rare
from sim.charts.theme import INK, MID_BLUE, chart_of, figure
from sim.charts.wording import chance_label, interval_label
from sim.text import Text


def chance_chart(board: Board, text: Text, width: int = 520, height: int = 330) -> alt.LayerChart:
    """Draw the chance of each year's target with its simulation error.

    Parameters
    ----------
    board : Board
    text : Text
        Language of the figure.
    width, height : int
        Size of the plot in pixels, axes and titles aside.

    Returns
    -------
    LayerChart
        One bar a year, 0 to 100 %.
    """
    rows = [
        {
            "year": str(answer.year),
            "chance": answer.chance.share,
            "low": answer.chance.interval[0],
            "high": answer.chance.interval[1],
            "label": chance_label(answer.chance, text),
            "lines": "\n".join(chance_label(answer.chance, text).rsplit(" ", 1)),
            "counted": is_rare(answer.chance),
            "interval": interval_label(answer.chance, text),
            "target": text.number(answer.target),
        }
        for answer in board.years
    ]
    base = chart_of(rows).encode(
        x=alt.X("year:N", title=None, sort=None, axis=alt.Axis(labelAngle=0, labelFontSize=20, ticks=False)),
        tooltip=[
            alt.Tooltip("year:N", title=text("Year")),
            alt.Tooltip("target:N", title=text("Target")),
            alt.Tooltip("label:N", title=text("Chance")),
            alt.Tooltip("interval:N", title=text("Simulation error, 95%")),
        ],
    )
    percent = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], domain=False, ticks=False)
    share = alt.Y("chance:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=percent)
    bars = base.mark_bar(color=MID_BLUE, size=58).encode(y=share)
    errors = base.mark_rule(color=INK, strokeWidth=2).encode(y=alt.Y("low:Q", title=None), y2="high:Q")
    percentages = _labels(base, 20, -6).transform_filter(~alt.datum.counted)
    # A count such as "none of 1,000" takes two lines: in one it would run into the bar beside it.
    counts = _labels(base, 17, -27).transform_filter(alt.datum.counted)
    futures = board.all_years.futures
    lines = [
        text("Reading: {reading}", reading=READING_WORDS[board.reading]),
        text("Thin line: error of simulating only {futures} futures (95%),", futures=futures),
        text("not what is unknown about the projects"),
    ]
    title = text("Chance of each year's target")
    return figure((bars, errors, percentages, counts), (width, height), title, lines, text)


def _labels(base: alt.Chart, size: int, dy: int) -> alt.Chart:
    marks: alt.Chart = base.mark_text(
        color=INK, fontSize=size, fontWeight="bold", baseline="bottom", dy=dy, lineBreak="\n", lineHeight=20
    )
    return marks.encode(y=alt.Y("high:Q", title=None), text="lines:N")
