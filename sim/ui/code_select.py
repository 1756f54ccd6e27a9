"""A list of codes under translated labels, that changes its words with the language and keeps what was chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeVar

import streamlit as st

from sim.text import Text

Code = TypeVar("Code")


def select_code(
    container: Any,
    label: str,
    options: Sequence[Code],
    label_of: Callable[[Code], str],
    name: str,
    text: Text,
    *,
    help: str | None = None,
    changed: Callable[[Code], object] | None = None,
    label_visibility: Literal["visible", "collapsed"] = "visible",
) -> Code:
    """Draw a list; `st.session_state[name]` holds the code chosen, whatever the language.

    The browser knows an option by its label. A list of the same key in another language would go on showing the old
    words, and its old label would be none of the new ones at the next click: so each language has a list of its own.

    Parameters
    ----------
    container : module or DeltaGenerator
        Where the list is drawn: `st`, a column.
    label : str
        Above the list.
    options : sequence of Code
        `st.session_state[name]` is one of them.
    label_of : callable
        Code -> label, in this language.
    name : str
        Key of what is chosen.
    text : Text
    help : str, optional
    changed : callable, optional
        Told the code that the reader chooses, before the page is drawn anew.
    label_visibility : {"visible", "collapsed"}
        Collapsed, it is there for those who cannot see it alone.

    Returns
    -------
    Code
        Chosen.
    """
    key = f"{name}.{text.language}"
    st.session_state[key] = st.session_state[name]
    container.selectbox(
        label,
        options,
        format_func=label_of,
        key=key,
        on_change=_take,
        args=(name, key, changed),
        help=help,
        label_visibility=label_visibility,
    )
    chosen: Code = st.session_state[name]
    return chosen


def _take(name: str, key: str, changed: Callable[[Any], object] | None) -> None:
    st.session_state[name] = st.session_state[key]
    if changed is not None:
        changed(st.session_state[name])
