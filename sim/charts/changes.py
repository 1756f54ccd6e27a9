"""What changes about each target: points with whiskers around zero."""

from __future__ import annotations

import altair as alt

from sim.analysis import Comparison, TargetChange
from sim.charts.theme import (
    BLUE,
    INK,
    MUTED,
    ORANGE,
    PALE_ORANGE,
    ROUND_SHAPE,
    RULE_SHAPE,
    SIGNED,
    chart_of,
    figure,
    key,
)
from sim.text import Text
from sim.words import READING_WORDS, points_label, points_range, span_of


def changes_chart(comparison: Comparison, text: Text, width: int = 900, height: int = 330) -> alt.LayerChart:
    """Draw the change of every target's chance, its simulation error, and its range over what is not known.

    Parameters
    ----------
    comparison : Comparison
    text : Text
        Language of the figure.
    width, height : int
        Size of the plot in pixels, axes and titles aside.

    Returns
    -------
    LayerChart
        A point for each year, all years jointly, and the period; a target whose interval covers zero says so.
    """
    spans = [each for each in (comparison.all_years, comparison.period) if each is not None]
    shown = [*comparison.years, *(spans if len(comparison.years) > 1 else ())]
    rows = [_row(change, text) for change in shown]
    names = [str(row["goal"]) for row in rows]
    axis = alt.Axis(
        labelAngle=0, labelFontSize=19, ticks=False, labelExpr="split(datum.value, '|')", domain=False
    )
    number = alt.Axis(labelExpr=SIGNED, tickCount=5, domain=False, ticks=False)
    base = chart_of(rows).encode(
        x=alt.X("goal:N", title=None, sort=names, axis=axis),
        tooltip=[
            alt.Tooltip("label:N", title=text("change of the chance, in percentage points")),
            alt.Tooltip("interval:N", title=text("Simulation error, 95%")),
            alt.Tooltip("range:N", title=text("Range over what is not known")),
        ],
    )
    scale = alt.Scale(zero=True, padding=52, nice=False)
    first = alt.Y("from:Q", title=text("percentage points"), scale=scale, axis=number)
    colour = (
        alt.when(alt.datum.verdict == "up")
        .then(alt.value(BLUE))
        .when(alt.datum.verdict == "down")
        .then(alt.value(ORANGE))
        .otherwise(alt.value(MUTED))
    )
    layers = (
        _key(text),
        base.transform_filter(alt.datum.told).mark_bar(color=PALE_ORANGE, size=58).encode(y=first, y2="to:Q"),
        chart_of([{"zero": 0}]).mark_rule(color=INK, strokeWidth=2).encode(y=alt.Y("zero:Q", title=None)),
        base.mark_rule(strokeWidth=5).encode(y=alt.Y("low:Q", title=None), y2="high:Q", color=colour),
        # Caps, for an interval narrower than the point would hide behind it.
        base.mark_tick(size=30, thickness=3, opacity=1).encode(y=alt.Y("low:Q", title=None), color=colour),
        base.mark_tick(size=30, thickness=3, opacity=1).encode(y=alt.Y("high:Q", title=None), color=colour),
        base.mark_point(size=150, filled=True, opacity=1).encode(
            y=alt.Y("points:Q", title=None), color=colour
        ),
        _labels(base, -12).transform_filter(~alt.datum.unclear).encode(color=colour),
        _labels(base, -32).transform_filter(alt.datum.unclear).encode(color=colour),
    )
    lines = [
        text("Reading: {reading}", reading=READING_WORDS[comparison.reading]),
        text(
            "Same {futures} simulated futures with and without the measures",
            futures=comparison.base.replications,
        ),
    ]
    return figure(
        layers, (width, height), text("What the measures change: chance of each target"), lines, text
    )


def _row(change: TargetChange, text: Text) -> dict[str, object]:
    low, high = (100 * end for end in change.chance.interval)
    known = change.chance.over_unknowns
    first, last = (100 * end for end in known) if known is not None else (low, high)
    goal = change.goal
    names = {
        "all_years": text("all years|jointly"),
        "period": text("whole period|{span}", span=span_of(goal)),
    }
    verdict = change.chance.verdict
    unclear = verdict == "no_clear_difference" and not change.unchanged
    return {
        "goal": names.get(goal.kind, span_of(goal)),
        "points": 100 * change.chance.share,
        "low": low,
        "high": high,
        "from": first,
        "to": last,
        "told": known is not None,
        "top": max(high, last),
        "verdict": verdict,
        "unclear": unclear,
        # The last part on the second line: in one, it would run into the label beside it.
        "label": text("no clear|difference").replace("|", "\n")
        if unclear
        else points_label(change.chance, text),
        "interval": points_range(change.chance.interval, text),
        "range": points_range(known, text),
    }


def _labels(base: alt.Chart, dy: int) -> alt.Chart:
    marks: alt.Chart = base.mark_text(
        fontSize=19, fontWeight="bold", baseline="bottom", dy=dy, lineBreak="\n", lineHeight=20
    )
    return marks.encode(y=alt.Y("top:Q", title=None), text="label:N")


def _key(text: Text) -> alt.Chart:
    return key(
        {
            text("rises"): BLUE,
            text("falls"): ORANGE,
            text("no clear difference"): MUTED,
            text("simulation error only (95%)"): INK,
            text("range over what is not known (8 cases in 10)"): PALE_ORANGE,
        },
        shapes=(ROUND_SHAPE, ROUND_SHAPE, ROUND_SHAPE, RULE_SHAPE, "square"),
        columns=3,
        offset=14,
    )
