"""A figure as a file: PNG, SVG or PDF, made without a browser."""

from __future__ import annotations

from io import BytesIO, StringIO
from typing import Literal, get_args

import altair as alt

from sim.errors import OptionError, msg

Format = Literal["png", "svg", "pdf"]
FIGURE_FORMATS: tuple[Format, ...] = get_args(Format)


def figure_file(chart: alt.LayerChart, file_format: Format) -> bytes:
    """Render a figure.

    Parameters
    ----------
    chart : LayerChart
        As the functions of this package make it.
    file_format : {"png", "svg", "pdf"}
        PNG comes at twice the screen's resolution.

    Returns
    -------
    bytes
        Content of the file.

    Raises
    ------
    OptionError
        When the format is another one.
    """
    if file_format not in FIGURE_FORMATS:
        raise OptionError(
            msg(
                "a figure cannot be saved as {format}; choose one of: {formats}",
                format=file_format,
                formats=", ".join(FIGURE_FORMATS),
            )
        )
    if file_format == "svg":
        page = StringIO()
        chart.save(page, format="svg", engine="vl-convert")
        return page.getvalue().encode()
    picture = BytesIO()
    chart.save(
        picture, format=file_format, engine="vl-convert", scale_factor=2 if file_format == "png" else 1
    )
    return picture.getvalue()
