"""One look for all figures: few colours, safe for colour-blind readers, large letters, each language's numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import altair as alt

from sim.text import Text

INK, MUTED, GRID = "#1b2733", "#55616e", "#e3e8ee"
BLUE, MID_BLUE, LIGHT_BLUE, PALE_BLUE, ORANGE = "#0b4f8a", "#6ea6d6", "#a9cbe8", "#cfe2f3", "#b8500b"
PALE_ORANGE = "#f6dcc4"
"""Of what is not known."""

BAR_SHAPE = "M-0.55,-1L0.55,-1L0.55,1L-0.55,1Z"
ROUND_SHAPE = "M-0.7,0A0.7,0.7 0 1,1 0.7,0A0.7,0.7 0 1,1 -0.7,0Z"
RULE_SHAPE = "M-0.1,-1L0.1,-1L0.1,1L-0.1,1Z"
"""Outlines for a legend."""

SIGNED = "datum.value == 0 ? '0' : format(datum.value, '+,.0f')"
"""Labels of an axis of changes."""

# A font that is not installed drops all text from PNG and PDF, silently, unless `sans-serif` ends the list.
# Liberation Sans comes late: the one that Debian installs has no Vietnamese letters, and a line with one of them would
# fall back to a serif font.
FONT = "Source Sans, Arial, DejaVu Sans, Liberation Sans, sans-serif"

# Pixels around the plot. A table, not one number for all sides: Streamlit sets `padding.bottom` when it shows a figure.
_PADDING = {"left": 8, "right": 8, "top": 8, "bottom": 8}


def chart_of(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
    """Chart over a few rows of summaries, kept inside its specification."""
    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


def key(colours: Mapping[str, str], shapes: Sequence[str] = (), **legend: Any) -> alt.Chart:
    """Layer that holds nothing but the legend of a figure.

    Bands and lines name their colour by a constant, which can carry no legend: unseen points carry it for them.

    Parameters
    ----------
    colours : mapping of str to str
        Words of the legend -> colour.
    shapes : sequence of str
        Outline for each of them; none: squares.
    **legend
        Further properties of the legend.
    """
    names = alt.Scale(domain=list(colours), range=list(colours.values()))
    if not shapes:
        legend["symbolType"] = "square"
    look = alt.Legend(symbolOpacity=1, **legend)
    layer: alt.Chart = chart_of([{"name": name} for name in colours]).mark_point(opacity=0, filled=True)
    layer = layer.encode(color=alt.Color("name:N", scale=names, legend=look))
    if not shapes:
        return layer
    outlines = alt.Scale(domain=list(colours), range=list(shapes))
    return layer.encode(shape=alt.Shape("name:N", scale=outlines, legend=look))


def figure(
    layers: Sequence[alt.Chart], size: tuple[int, int], title: str, lines: Sequence[str], text: Text
) -> alt.LayerChart:
    """Put layers into one figure with a title, the lines below it, and the common look.

    Parameters
    ----------
    layers : sequence of Chart
        The first lies below the others.
    size : (int, int)
        Width and height of the plot in pixels, axes and titles aside.
    title : str
        What the figure shows.
    lines : sequence of str
        What a reader must know to read it; the reading (counted, eligible, handed over) is always among them.
    text : Text
        Language of the figure.

    Returns
    -------
    LayerChart
        Ready for the screen and for export.
    """
    heading = alt.TitleParams(title, subtitle=list(lines), anchor="start", frame="group", offset=22, limit=0)
    width, height = size
    chart = (
        alt.layer(*layers)
        .properties(
            width=width, height=height, title=heading, description=title, background="white", padding=_PADDING
        )
        .configure(font=FONT, locale={"number": _numbers(text)})
        .configure_title(
            fontSize=22,
            subtitleFontSize=16,
            color=INK,
            subtitleColor=MUTED,
            subtitlePadding=7,
            subtitleLineHeight=21,
        )
        .configure_axis(
            labelFontSize=17,
            titleFontSize=17,
            titleFontWeight="normal",
            labelLimit=0,
            titleLimit=0,
            labelColor=INK,
            titleColor=MUTED,
            gridColor=GRID,
            domainColor=MUTED,
            tickColor=MUTED,
        )
        .configure_legend(
            labelFontSize=16,
            labelLimit=0,
            titleLimit=0,
            labelColor=INK,
            symbolSize=260,
            symbolStrokeWidth=0,
            orient="top",
            direction="horizontal",
            title=None,
            columnPadding=18,
            offset=10,
        )
        .configure_view(stroke=None)
    )
    return cast("alt.LayerChart", chart)


def _numbers(text: Text) -> dict[str, Any]:
    """How the language writes numbers, as Vega asks for it; no amount of money is shown."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return {
        "decimal": get_decimal_symbol(text.language),
        "thousands": get_group_symbol(text.language),
        "grouping": [3],
        "currency": ["", ""],
    }
