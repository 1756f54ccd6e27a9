"""The draft of the visit: what its visitor has typed, kept while the page is left, and laid over the cells shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import streamlit as st

from sim.register import Draft

_KEY = "register.edited"


@dataclass(frozen=True)
class Edited:
    """A draft, and how much of it the table in the browser knows.

    Attributes
    ----------
    register : Path
        File that it began with.
    stamp : int
        Time of its last change, nanoseconds: a file that somebody changes is read anew.
    begun, shown, now : Draft
        As the file has it; as the table in the browser was given it, which keeps later edits by itself; with them.
    numbers : tuple of int
        Rows that the table in the browser shows, in its order.
    table : int
        Which table it is: a new one whenever other rows are shown.
    """

    register: Path
    stamp: int
    begun: Draft
    shown: Draft
    now: Draft
    numbers: tuple[int, ...]
    table: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything was edited."""
        return self.begun != self.now


def edited(register: Path, load: Callable[[], Draft]) -> Edited:
    """Give the draft of a register, as the visitor left it; that of another register is forgotten."""
    stamp = register.stat().st_mtime_ns if register.exists() else 0
    kept: Edited | None = st.session_state.get(_KEY)
    if kept is None or (kept.register, kept.stamp) != (register, stamp):
        draft = load()
        table = 0 if kept is None else kept.table + 1
        kept = Edited(register, stamp, draft, draft, draft, _all(draft), table)
        st.session_state[_KEY] = kept
    return kept


def keep_draft(edited: Edited, now: Draft, numbers: tuple[int, ...] | None = None) -> Edited:
    """Show a draft in a new table: all its rows, or those of some numbers."""
    shown = _all(now) if numbers is None else numbers
    kept = replace(edited, shown=now, now=now, numbers=shown, table=edited.table + 1)
    st.session_state[_KEY] = kept
    return kept


def take(typed: Mapping[int, Mapping[str, Any]]) -> None:
    """Take over what was typed into the table in the browser, by position and column, since it was given."""
    kept: Edited = st.session_state[_KEY]
    st.session_state[_KEY] = replace(kept, now=with_typed(kept.shown, kept.numbers, typed))


def with_typed(draft: Draft, numbers: tuple[int, ...], typed: Mapping[int, Mapping[str, Any]]) -> Draft:
    """Lay typed cells over a draft.

    Parameters
    ----------
    draft : Draft
    numbers : tuple of int
        Row number at each position of the table.
    typed : mapping of int to mapping of str to object
        By position and column: text, or None for a cell that was emptied.
    """
    for position, cells in typed.items():
        texts = {column: "" if cell is None else str(cell) for column, cell in cells.items()}
        draft = draft.with_cells(numbers[position], texts)
    return draft


def _all(draft: Draft) -> tuple[int, ...]:
    return tuple(row.number for row in draft.rows)
