"""An answer on the page: large words, figures, tables, notes, and the numbers as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from sim.questions import Asked, Column, Figure, Row, Section, Sentence, Sheet, Table, what_counts
from sim.text import Text
from sim.ui import escaped, literal, offer_json, show_figure
from sim.ui.answers.cards import say_headline
from sim.words import caution

FIGURE = "figure"
"""Key of the widget that chooses among figures."""


def draw_sheet(
    sheet: Sheet,
    figures: Sequence[Figure],
    asked: Asked,
    values: Callable[[], Mapping[str, Any]],
    file_name: Callable[[str], str],
    text: Text,
) -> None:
    """Show an answer.

    Parameters
    ----------
    sheet : Sheet
    figures : sequence of Figure
    asked : Asked
    values : callable
        Makes the answer's plain JSON values.
    file_name : callable
        Name of a figure, or "" for the values -> name of its file, without ending.
    text : Text
    """
    # What makes a home count, and what intervals leave out, stand beside the answer.
    basis = [note for note in sheet.notes if note in (what_counts(asked.reading), caution())]
    say_headline(
        _joined(sheet.answer, text),
        _joined(basis, text),
        text,
        None if sheet.trust is None else sheet.trust(),
    )
    for figure in _shown(figures, text):
        show_figure(figure.draw, file_name(figure.name), text, figure.height)
    for table in sheet.tables:
        _render_table(table, text)
    notes = (note for note in sheet.notes if note not in basis)
    st.html("".join(f'<p class="hs-basis">{escaped(_said(note, text))}</p>' for note in notes))
    if sheet.in_full:
        with st.expander(text("In words")):
            st.html("".join(f"<p>{escaped(_said(each, text))}</p>" for each in sheet.in_full))
    offer_json(values, file_name(""), text)


def _said(sentence: Sentence, text: Text) -> str:
    return sentence if isinstance(sentence, str) else text(sentence)


def _joined(sentences: Iterable[Sentence], text: Text) -> str:
    return " ".join(_said(each, text) for each in sentences)


def _shown(figures: Sequence[Figure], text: Text) -> Sequence[Figure]:
    """Figures to show: all, or the one that the reader chooses by its label."""
    if not any(figure.label for figure in figures):
        return figures
    labels = {str(position): _said(figure.label, text) for position, figure in enumerate(figures)}
    if st.session_state.get(FIGURE) not in labels:
        first = next((position for position, figure in enumerate(figures) if figure.shown_first), 0)
        st.session_state[FIGURE] = str(first)
    chosen = st.segmented_control(
        text("Target"), tuple(labels), format_func=lambda code: labels[code], key=FIGURE, required=True
    )
    assert chosen is not None
    return (figures[int(chosen)],)


def _render_table(table: Table, text: Text) -> None:
    if table.folded:
        with st.expander(literal(table.title)):
            st.html(html_of(table, table.sections))
        return
    if table.title:
        st.html(f"<p><b>{escaped(table.title)}</b></p>")
    cut = [Section(section.rows[: table.shown], section.heading) for section in table.sections]
    st.html(html_of(table, cut))
    rest = [section.rows[table.shown :] for section in table.sections] if table.shown else []
    if count := sum(map(len, rest)):
        with st.expander(text("What moves less ({count})", count=count)):
            st.html(html_of(table, [Section(rows) for rows in rest]))


def html_of(table: Table, sections: Sequence[Section]) -> str:
    """Make the HTML of sections of a table; what stands below another column's cells stands in small letters."""
    columns = table.columns
    width = sum(not column.below for column in columns)
    head = "".join(f"<th>{escaped(column.heading)}</th>" for column in columns if not column.below)
    body = "".join(_section(section, columns, width) for section in sections)
    return (
        f'<div class="hs-wide"><table class="hs-readings hs-steps"><thead>{_groups(columns)}<tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _groups(columns: Sequence[Column]) -> str:
    if not any(column.group for column in columns):
        return ""
    cells = (
        f'<th colspan="{len(list(of_group))}">{escaped(group)}</th>'
        for group, of_group in groupby(columns, key=lambda column: column.group)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _section(section: Section, columns: Sequence[Column], width: int) -> str:
    heading = f'<tr><th class="hs-section" colspan="{width}">{escaped(section.heading)}</th></tr>'
    return (heading if section.heading else "") + "".join(_row(row, columns) for row in section.rows)


def _row(row: Row, columns: Sequence[Column]) -> str:
    # A row may have fewer cells than there are columns.
    cells = [*row.cells, *[""] * (len(columns) - len(row.cells))]
    said: list[str] = []
    for cell, column in zip((escaped(each).replace("\n", "<br>") for each in cells), columns, strict=True):
        if column.below:
            said[-1] += f" <span>{cell}</span>"
        else:
            said.append(f"<b>{cell}</b>" if column.large and cell else cell)
    name, *others = said
    kind = ' class="hs-chosen"' if row.strong else ' class="hs-pale"' if row.pale else ""
    return f"<tr{kind}><th>{name}</th>{''.join(f'<td>{each}</td>' for each in others)}</tr>"
