"""One look for all figures: few colours, safe for colour-blind readers, large letters, each language's numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import altair as alt

from sim.text import Language, Text

INK, MUTED, GRID = "#1b2733", "#55616e", "#e3e8ee"
BLUE, MID_BLUE, PALE_BLUE, ORANGE = "#0b4f8a", "#6ea6d6", "#cfe2f3", "#b8500b"

# A font that is not installed drops all text from PNG and PDF, silently, unless `sans-serif` ends the list.
FONT = "Source Sans, Liberation Sans, Arial, sans-serif"

# A table, not one number: Streamlit writes into it.
_PADDING = {"left": 8, "right": 8, "top": 8, "bottom": 8}

_NUMBERS: dict[Language, dict[str, Any]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["₫", ""]},
}


def chart_of(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
    """Chart over a few rows of summaries, kept inside its specification."""
    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


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
        .configure(font=FONT, locale={"number": _NUMBERS[text.language]})
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
