"""Chance of each yearly target, as bars."""

from __future__ import annotations

import altair as alt

from sim.analysis.board import Board, TargetAnswer
from sim.charts.theme import BAR_SHAPE, INK, MID_BLUE, PALE_ORANGE, RULE_SHAPE, chart_of, figure, key
from sim.text import Text
from sim.words import READING_WORDS, chance_label, interval_label, range_ends_label, range_label


def chance_chart(board: Board, text: Text, width: int = 520, height: int = 330) -> alt.LayerChart:
    """Draw the chance of each year's target, the range that what is not known gives it, and its simulation error.

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
        One bar a year, 0 to 100 %; behind it a wide band (P10 to P90) where the run can tell one; in front of it the
        thin line of the simulation error (95 %).
    """
    years = [str(answer.year) for answer in board.years]
    axis = alt.Axis(labelAngle=0, labelFontSize=20, ticks=False)
    base = chart_of([_row(answer, text) for answer in board.years]).encode(
        # In the order stated: layers that hold some years only would put the others last.
        x=alt.X("year:N", title=None, sort=years, axis=axis),
        tooltip=[
            alt.Tooltip("year:N", title=text("Year")),
            alt.Tooltip("target:N", title=text("Target")),
            alt.Tooltip("label:N", title=text("Chance")),
            alt.Tooltip("range:N", title=text("Range over what is not known")),
            alt.Tooltip("ends:N", title=text("Ends of that range, 95%")),
            alt.Tooltip("interval:N", title=text("Simulation error, 95%")),
        ],
    )
    percent = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], domain=False, ticks=False)
    share = alt.Y("chance:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=percent)
    told = base.transform_filter(alt.datum.told)
    bands = told.mark_bar(color=PALE_ORANGE, size=64).encode(
        y=alt.Y("from:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=percent), y2="to:Q"
    )
    bars = base.mark_bar(color=MID_BLUE, size=34).encode(y=share)
    errors = base.mark_rule(color=INK, strokeWidth=2).encode(y=alt.Y("low:Q", title=None), y2="high:Q")
    labels = base.mark_text(color=INK, fontSize=20, fontWeight="bold", baseline="bottom", dy=-6).encode(
        y=alt.Y("top:Q", title=None), text="label:N"
    )
    lines = [text("Reading: {reading}", reading=READING_WORDS[board.reading])]
    if any(answer.chance.over_unknowns is None for answer in board.years):
        lines.append(text("No band: too few futures to tell"))
    layers = (_key(board, text), bands, bars, errors, labels)
    return figure(layers, (width, height), text("Chance of each year's target"), lines, text)


def _row(answer: TargetAnswer, text: Text) -> dict[str, object]:
    chance = answer.chance
    low, high = chance.interval
    known = chance.over_unknowns
    first, last = (chance.share, chance.share) if known is None else (known.low.chance, known.high.chance)
    return {
        "year": str(answer.year),
        "chance": chance.share,
        "low": low,
        "high": high,
        "from": first,
        "to": last,
        "told": known is not None,
        "top": max(high, last),
        "label": chance_label(chance, text),
        "interval": interval_label(chance, text),
        "range": range_label(chance, text),
        "ends": range_ends_label(chance, text),
        "target": text.number(answer.target),
    }


def _key(board: Board, text: Text) -> alt.Chart:
    error = text("error of simulating only {futures} futures (95%)", futures=board.all_years.futures)
    return key(
        {
            text("chance of reaching the target"): MID_BLUE,
            text("range over what is not known (8 cases in 10)"): PALE_ORANGE,
            error: INK,
        },
        shapes=(BAR_SHAPE, "square", RULE_SHAPE),
        direction="vertical",
        # Without it the three lines would stand beside one another and leave the figure.
        columns=1,
        offset=16,
    )
