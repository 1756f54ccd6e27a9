"""By when a lever must be pulled: what each start buys about one target."""

from __future__ import annotations

from datetime import date

import altair as alt

from sim.analysis import Deadline, LatestStart
from sim.charts.theme import BLUE, INK, ORANGE, PALE_BLUE, RULE_SHAPE, SIGNED, chart_of, figure, key
from sim.text import Text, number_of_points
from sim.words import READING_WORDS, goal_in_words, points_range, quarter_label


def starts_chart(
    found: LatestStart, deadline: Deadline, lever: str, text: Text, width: int = 900, height: int = 340
) -> alt.LayerChart:
    """Draw the percentage points that each start of a lever buys, and mark the last one that buys enough.

    Parameters
    ----------
    found : When
    deadline : Deadline
        One of it.
    lever : str
        Name of the lever, in the language of `text`.
    text : Text
        Language of the figure.
    width, height : int
        Size of the plot in pixels, axes and titles aside.

    Returns
    -------
    LayerChart
        A line with a band of simulation error; what is worth it is a dashed line.
    """
    rows = [_row(start.day, start.bought.share, start.bought.interval, text) for start in deadline.starts]
    axis = alt.Axis(
        labelExpr="slice(datum.value, 5, 7) == '01' ? slice(datum.value, 0, 4) : ''",
        labelAngle=0,
        labelFontSize=20,
        labelOverlap=False,
        ticks=True,
        grid=False,
    )
    x = alt.X(
        "day:O", title=text("start of the measure, by quarter"), axis=axis, scale=alt.Scale(paddingInner=0)
    )
    number = alt.Axis(labelExpr=SIGNED, tickCount=5, domain=False, ticks=False)
    y = alt.Y(
        "points:Q", title=text("percentage points"), axis=number, scale=alt.Scale(zero=True, padding=36)
    )
    base = chart_of(rows).encode(
        x=x,
        tooltip=[
            alt.Tooltip("start:N", title=text("start")),
            alt.Tooltip("points:Q", title=text("percentage points")),
            alt.Tooltip("interval:N", title=text("Simulation error, 95%")),
        ],
    )
    worth = chart_of(
        [{"worth": found.worth, "label": text("worth it: {points}", points=number_of_points(found.worth))}]
    )
    layers = [
        _key(text),
        base.mark_area(color=PALE_BLUE).encode(
            y=alt.Y("low:Q", title=text("percentage points"), axis=number), y2="high:Q"
        ),
        chart_of([{"zero": 0}]).mark_rule(color=INK, strokeWidth=1.5).encode(y=alt.Y("zero:Q", title=None)),
        worth.mark_rule(color=ORANGE, strokeWidth=3, strokeDash=[7, 4]).encode(
            y=alt.Y("worth:Q", title=None)
        ),
        worth.mark_text(
            align="right", baseline="bottom", dy=-6, fontSize=17, fontWeight="bold", color=ORANGE
        ).encode(x=alt.value("width"), y=alt.Y("worth:Q", title=None), text="label:N"),
        base.mark_line(color=BLUE, strokeWidth=4).encode(y=y),
        base.mark_point(color=BLUE, size=110, filled=True, opacity=1).encode(y=y),
    ]
    if deadline.last is not None:
        label = text("last start: {quarter}", quarter=quarter_label(deadline.last, text))
        last = chart_of([{"day": deadline.last.isoformat(), "label": label}])
        layers.append(last.mark_rule(color=BLUE, strokeWidth=3).encode(x=x))
        layers.append(
            last.mark_text(
                align="left", baseline="top", dx=8, dy=2, fontSize=19, fontWeight="bold", color=BLUE
            ).encode(x=x, y=alt.value(0), text="label:N")
        )
    lines = [
        text("Reading: {reading}", reading=READING_WORDS[found.reading]),
        lever
        if deadline.last is not None
        else text(
            "{lever}: no start clearly buys {points}", lever=lever, points=number_of_points(found.worth)
        ),
    ]
    title = text("What each start buys for {goal}", goal=goal_in_words(deadline.goal))
    return figure(layers, (width, height), title, lines, text)


def _row(day: date, share: float, interval: tuple[float, float], text: Text) -> dict[str, object]:
    low, high = (100 * end for end in interval)
    return {
        "day": day.isoformat(),
        "start": quarter_label(day, text),
        "points": 100 * share,
        "low": low,
        "high": high,
        "interval": points_range(interval, text),
    }


def _key(text: Text) -> alt.Chart:
    return key(
        {
            text("bought by this start"): BLUE,
            text("simulation error only (95%)"): PALE_BLUE,
        },
        shapes=(RULE_SHAPE, "square"),
    )
