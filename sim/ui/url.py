"""The state of the page in its web address, as codes, so that a link shows a colleague the same thing.

Streamlit's own ``bind="query-params"`` writes the label of an option into the address, and labels change with the
language; the codes are therefore kept here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from sim.text import LANGUAGES, Language, language_of_locale

LANGUAGE = "lang"


def restore(name: str, allowed: Sequence[str], default: str) -> None:
    """Give a widget its first value: from the address if that is allowed, else the default.

    Parameters
    ----------
    name : str
        Key of the widget and name in the address.
    allowed : sequence of str
        Codes the widget offers.
    default : str
        Code for a fresh visit.
    """
    if st.session_state.get(name) not in allowed:
        linked = st.query_params.get(name)
        st.session_state[name] = linked if linked in allowed else default


def hold(names: Iterable[str]) -> None:
    """Keep the values of widgets that the page may not draw this time; Streamlit would forget them."""
    for name in names:
        if name in st.session_state:
            st.session_state[name] = st.session_state[name]


def remember(names: Iterable[str], more: Mapping[str, Sequence[str]] | None = None) -> None:
    """Write the values of widgets into the address, and further values, each perhaps several times or never."""
    wanted = {name: [str(st.session_state[name])] for name in names}
    wanted |= {name: list(values) for name, values in (more or {}).items() if values}
    there = {name: st.query_params.get_all(name) for name in st.query_params}
    if there != wanted:
        st.query_params.from_dict(wanted)


def linked_to(name: str) -> tuple[str, ...]:
    """Every value that the address gives to a name."""
    return tuple(st.query_params.get_all(name))


def came_by_link(name: str) -> bool:
    """Whether the page is being opened just now, with an address that names `name`."""
    opening = not st.session_state.get("opened", False)
    st.session_state["opened"] = True
    return opening and name in st.query_params


def language() -> Language:
    """Language of this visit, before any widget is drawn."""
    restore(LANGUAGE, tuple(LANGUAGES), language_of_locale())
    return str(st.session_state[LANGUAGE])
