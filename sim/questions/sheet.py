"""An answer as plain data, for a terminal and for the page: sentences, tables, notes, figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from sim.errors import Message

Sentence: TypeAlias = Message | str
"""A sentence in any language, or one already said in the reader's."""


@dataclass(frozen=True)
class Column:
    """Column of a table.

    Attributes
    ----------
    heading : str
    right : bool
        Whether its cells are flush right on a terminal, as numbers are.
    width, min_width, max_width : int, optional
        Letters on a terminal, which has 80.
    no_wrap : bool
        Whether its cells are never broken into lines on a terminal.
    large : bool
        Whether the page shows its cells in large letters.
    below : bool
        Whether the page shows its cells in small letters below those of the column before.
    group : str
        Heading over this and its neighbours of the same group.
    """

    heading: str
    right: bool = True
    width: int | None = None
    min_width: int | None = None
    max_width: int | None = None
    no_wrap: bool = False
    large: bool = False
    below: bool = False
    group: str = ""


@dataclass(frozen=True)
class Row:
    """Row of a table: cells from the left, perhaps fewer than columns; strong for the answer, pale for a side line."""

    cells: tuple[str, ...]
    strong: bool = False
    pale: bool = False


@dataclass(frozen=True)
class Section:
    """Rows that belong together, perhaps under a heading."""

    rows: tuple[Row, ...]
    heading: str = ""


@dataclass(frozen=True)
class Table:
    """Table as plain data.

    Attributes
    ----------
    columns : tuple of Column
        The first names the rows.
    sections : tuple of Section
    padding : int
        Blanks between columns on a terminal, beside the one there always is.
    title : str
        Over the table, where there are several.
    set_in_lines : bool
        Whether all columns have a width, and headings of sections run across them.
    folded : bool
        Whether the page shows the table only to who asks for it.
    shown : int, optional
        Rows of each section that a terminal shows, and the page at first; by default all.
    roomier : Table, optional
        The same, for a terminal of 110 letters or more.
    """

    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    padding: int = 1
    title: str = ""
    set_in_lines: bool = False
    folded: bool = False
    shown: int | None = None
    roomier: Table | None = None


@dataclass(frozen=True)
class Figure:
    """Figure of an answer.

    Attributes
    ----------
    name : str
        Of the files it is saved in.
    draw : callable
        Makes the chart; takes its height.
    height : int
        On the page, in pixels.
    label : Sentence
        Where figures have labels, the page shows one of them, chosen by its label.
    shown_first : bool
        Whether it is that one until the reader chooses.
    """

    name: str
    draw: Callable[..., Any]
    height: int
    label: Sentence = ""
    shown_first: bool = False


@dataclass(frozen=True)
class Trust:
    """How far to trust an answer's likelihoods: lines of their own, never part of a sentence that tells a likelihood.

    Attributes
    ----------
    said : tuple of Sentence
    first : bool
        Whether they stand before the answer rather than after it.
    """

    said: tuple[Sentence, ...]
    first: bool


@dataclass(frozen=True)
class Sheet:
    """An answer.

    Attributes
    ----------
    answer : tuple of Sentence
        What stands first.
    tables : tuple of Table
    notes : tuple of Sentence
        What to know before believing the answer.
    in_full : tuple of Sentence
        Every sentence there is, for the page to unfold.
    trust : callable, optional
        Says how far to trust it, where it tells likelihoods to act on; simulates, where this is not known yet.
    """

    answer: tuple[Sentence, ...]
    tables: tuple[Table, ...]
    notes: tuple[Sentence, ...]
    in_full: tuple[Sentence, ...] = ()
    trust: Callable[[], Trust] | None = None
