"""The state of the page in its web address, as codes, so that a link shows a colleague the same thing.

Streamlit's own ``bind="query-params"`` writes the label of an option into the address, and labels change with the
language; the codes are therefore kept here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from sim.text import LANGUAGES, Language, language_of_locale

LANGUAGE = "lang"
_WRITTEN, _PAGE = "written", "page"


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


def address_of(names: Iterable[str], more: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Give the values of widgets by their names, and further values, each perhaps several times or never."""
    held = {name: [str(st.session_state[name])] for name in names}
    return held | {name: list(values) for name, values in more.items() if values}


def remember(address: Mapping[str, Sequence[str]]) -> None:
    """Write values into the address."""
    st.session_state[_WRITTEN] = {*st.session_state.get(_WRITTEN, ()), *address}
    there = {name: st.query_params.get_all(name) for name in st.query_params}
    if there != address:
        st.query_params.from_dict(address)


def gone_back() -> bool:
    """Whether the reader has just gone back or forward to another address, whose values then hold.

    What the visit knows of them is forgotten, so that `restore` finds them in the address. An address without values,
    as it stands before the page has written any, tells nothing.
    """
    run = get_script_run_ctx()
    if run is None or not run.is_history_navigation or not st.query_params:
        return False
    _forget(st.session_state.get(_WRITTEN, ()))
    return True


def arrived(page: str) -> bool:
    """Whether the reader has just turned to this page, whose address then says what is shown there.

    Parameters
    ----------
    page : str
        Its name.
    """
    turned = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page
    if turned:
        _forget(st.query_params)
    return turned


def _forget(names: Iterable[str]) -> None:
    for name in st.session_state.get(_WRITTEN, set()).intersection(names):
        st.session_state.pop(name, None)


def linked_to(name: str) -> tuple[str, ...]:
    """Every value that the address gives to a name."""
    return tuple(st.query_params.get_all(name))


def language() -> Language:
    """Language of this visit, before any widget is drawn."""
    restore(LANGUAGE, tuple(LANGUAGES), language_of_locale())
    return str(st.session_state[LANGUAGE])
