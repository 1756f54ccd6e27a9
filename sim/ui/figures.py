"""Figures on the page, each with its files for a document."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import altair as alt
import streamlit as st

from sim.analysis import AmongPlans
from sim.analysis.board import Board
from sim.charts import FIGURE_FORMATS, Format, chance_chart, figure_file, outside_view_chart
from sim.text import Text
from sim.ui.html import escaped
from sim.words import outside_view_in_words

_SCREEN_HEIGHT = 480
_STRIP_HEIGHT = 330


def show_chances(board: Board, text: Text) -> None:
    """Draw the chance of each year."""
    show_figure(partial(chance_chart, board, text), f"chance-{board.reading}-{text.language}", text)


def show_outside_view(found: AmongPlans, board: Board, text: Text) -> None:
    """Say and draw where the period stands among finished plans."""
    st.html(f'<p class="hs-basis">{escaped(text(outside_view_in_words(found)))}</p>')
    draw = partial(outside_view_chart, found, board, text)
    show_figure(draw, f"outside-view-{board.reading}-{text.language}", text, _STRIP_HEIGHT)


def draw_figure(draw: Callable[..., alt.LayerChart], height: int, *, titled: bool = True) -> None:
    """Draw a figure; without its own title where the page says above it what it shows, in letters that wrap."""
    figure = draw(height=height)
    if not titled:
        figure = figure.properties(title=alt.TitleParams(""))
    # Streamlit's height holds the titles as well, that of a file only the plot.
    st.altair_chart(figure, theme=None, width="stretch")


def show_figure(
    draw: Callable[..., alt.LayerChart], name: str, text: Text, height: int = _SCREEN_HEIGHT
) -> None:
    """Draw a figure and offer it as a file.

    Parameters
    ----------
    draw : callable
        Makes the figure; takes `height`.
    name : str
        Of the files, without ending; no other figure on the page may share it.
    text : Text
    height : int
        On the screen, titles included; a file has the figure's own height.
    """
    draw_figure(draw, height)
    offer_figure(draw, name, text)


def offer_figure(draw: Callable[..., alt.LayerChart], name: str, text: Text) -> None:
    """Offer a figure as a file, made when asked for."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.caption(text("Save the figure:"), width="content")
        for file_format in FIGURE_FORMATS:
            st.download_button(
                file_format.upper(),
                # Made when asked for: three renderings a figure would slow every click on the page.
                data=partial(_file, draw, file_format),
                file_name=f"{name}.{file_format}",
                key=f"{name}.{file_format}",
                type="tertiary",
                on_click="ignore",
            )


def _file(draw: Callable[..., alt.LayerChart], file_format: Format) -> bytes:
    return figure_file(draw(), file_format)
