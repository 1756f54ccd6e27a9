"""Homes completed so far against the targets added up, as a fan."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import altair as alt

from sim.analysis.board import Fan
from sim.charts.theme import BLUE, GRID, INK, MID_BLUE, ORANGE, PALE_BLUE, chart_of, figure, key
from sim.text import Text
from sim.words import READING_WORDS


def fan_chart(
    fan: Fan,
    text: Text,
    width: int = 700,
    height: int = 330,
    *,
    title: str | None = None,
    highest: int | None = None,
) -> alt.LayerChart:
    """Draw the quantiles of cumulative completions and the cumulative target steps.

    Parameters
    ----------
    fan : Fan
    text : Text
        Language of the figure.
    width, height : int
        Size of the plot in pixels, axes and titles aside.
    title : str, optional
        In place of the usual one.
    highest : int, optional
        Number of homes that the scale reaches to, so that several figures can be held against each other.

    Returns
    -------
    LayerChart
        Two bands (8 and 5 futures in 10), the median, and the steps to be reached by the end of each year.
    """
    wide, half = text("8 futures in 10"), text("5 in 10")
    middle, due = text("median"), text("targets added up")
    colours = {wide: PALE_BLUE, half: MID_BLUE, middle: BLUE, due: ORANGE}
    first, last = fan.steps[0].year, fan.steps[-1].year + 1
    # Numbers, not dates: a browser would shift dates by its time zone, and 31 December decides.
    time = alt.X(
        "time:Q",
        title=None,
        scale=alt.Scale(domain=[first, last], nice=False),
        axis=alt.Axis(
            values=[step.year + 0.5 for step in fan.steps],
            labelExpr="format(floor(datum.value), 'd')",
            labelFontSize=20,
            ticks=False,
            grid=False,
            labelPadding=8,
        ),
    )
    homes = alt.Axis(format=",.0f", tickCount=5, domain=False, ticks=False)
    scale = alt.Scale() if highest is None else alt.Scale(domainMin=0, domainMax=highest)
    points = chart_of([asdict(point) for point in fan.points]).encode(x=time)
    borders = chart_of([{"time": step.year + 1} for step in fan.steps])
    marks = [
        # Beside a second figure there is no room for one line.
        key(colours) if title is None else key(colours, columns=2),
        borders.mark_rule(color=GRID).encode(x=time),
        points.mark_area().encode(
            y=alt.Y("p10:Q", title=text("homes"), axis=homes, scale=scale), y2="p90:Q", color=alt.datum(wide)
        ),
        points.mark_area().encode(y=alt.Y("p25:Q"), y2="p75:Q", color=alt.datum(half)),
        points.mark_line(strokeWidth=4).encode(y=alt.Y("p50:Q"), color=alt.datum(middle)),
        *_steps(fan, text, time, alt.datum(due)),
        points.mark_point(opacity=0, size=600).encode(y=alt.Y("p50:Q"), tooltip=_tooltip(text)),
    ]
    lines = [
        text("Reading: {reading}", reading=READING_WORDS[fan.reading]),
        text("Added up from the beginning of {year}", year=str(first)),
    ]
    heading = text("Homes completed so far, and what is due") if title is None else title
    return figure(marks, (width, height), heading, lines, text)


def _steps(fan: Fan, text: Text, time: alt.X, colour: Any) -> list[alt.Chart]:
    rows = [
        {"time": step.year, "end": step.year + 1, "homes": step.homes, "label": text.number(step.homes)}
        for step in fan.steps
    ]
    base = chart_of(rows).encode(x=time, y=alt.Y("homes:Q"))
    return [
        base.mark_rule(strokeWidth=3, strokeDash=[7, 4]).encode(x2="end:Q", color=colour),
        base.mark_point(shape="diamond", size=110, filled=True, opacity=1).encode(
            x=alt.X("end:Q"), color=colour
        ),
        base.mark_text(
            align="left", baseline="bottom", dx=5, dy=-5, fontSize=16, fontWeight="bold", color=INK
        ).encode(text="label:N"),
    ]


def _tooltip(text: Text) -> list[alt.Tooltip]:
    names = {
        "p10": text("9 in 10 futures have at least"),
        "p50": text("median"),
        "p90": text("1 in 10 futures has at least"),
    }
    return [alt.Tooltip(f"{column}:Q", title=name, format=",.0f") for column, name in names.items()]
