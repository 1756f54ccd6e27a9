"""The levers a reader has pulled: kept for the visit and written into the address as the command line writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from sim.errors import Message, OptionError
from sim.levers import (
    Cause,
    Lever,
    LeverSetting,
    applicable_causes,
    applicable_levers,
    apply_levers,
    load_causes,
    load_levers,
    parse_setting,
    setting_text,
)
from sim.questions import AtHand, those_that_fit
from sim.scenario import Scenario
from sim.ui import Shelf, linked_to, shared_shelf

PULL = "pull"
"""Name in the address; it may stand there several times, once a lever."""
CONTROLS = ("on.", "value.", "from.", "ramp.", "spare.")
"""What the keys of a lever's controls begin with, its id behind."""
_STORE, _LEFT_OUT = "pulled", "left_out"
_MOST_KEPT = 100


def levers_beside(folder: Path, scenario: Scenario) -> AtHand[Lever]:
    """Levers of the folder `levers` beside the scenarios; where there is none, the product's own that apply.

    Raises
    ------
    ScenarioError
        With everything wrong in their files.
    """
    beside = folder / "levers"
    shelf: Shelf[Any, AtHand[Lever]] = shared_shelf("levers", _MOST_KEPT)
    if beside.is_dir():
        return shelf.made((folder, _stamps(folder)), lambda: AtHand(load_levers(beside), beside))

    def own() -> AtHand[Lever]:
        every = load_levers()
        return those_that_fit(every, applicable_levers(scenario, every))

    return shelf.made(scenario.fingerprint, own)


def causes_beside(folder: Path, scenario: Scenario) -> AtHand[Cause]:
    """Causes of delay of the folder `causes` beside the scenarios, else the product's own, as `levers_beside`."""
    beside = folder / "causes"
    shelf: Shelf[Any, AtHand[Cause]] = shared_shelf("causes", _MOST_KEPT)
    if beside.is_dir():
        return shelf.made((folder, _stamps(folder)), lambda: AtHand(load_causes(beside), beside))

    def own() -> AtHand[Cause]:
        every = load_causes()
        return those_that_fit(every, applicable_causes(scenario, every))

    return shelf.made(scenario.fingerprint, own)


def restore_pulled() -> None:
    """Pull what the address says when a visit begins."""
    if _STORE not in st.session_state:
        st.session_state[_STORE] = {text.partition("=")[0].strip(): text for text in linked_to(PULL)}


def forget_pulled() -> None:
    """Forget what is pulled, also in the controls, so that `restore_pulled` finds it in the address."""
    for key in (*(key for key in st.session_state if str(key).startswith(CONTROLS)), _STORE, _LEFT_OUT):
        st.session_state.pop(key, None)


def keep_pulled(settings: list[LeverSetting]) -> None:
    """Remember what is pulled, whatever the page shows next."""
    st.session_state[_STORE] = {setting.lever.id: setting_text(setting) for setting in settings}


def pull_instead(settings: Iterable[LeverSetting]) -> None:
    """Pull other levers than before."""
    forget_pulled()
    keep_pulled(list(settings))


def pull_also(setting: LeverSetting) -> None:
    """Pull one more lever, whose controls begin anew."""
    for part in CONTROLS:
        st.session_state.pop(f"{part}{setting.lever.id}", None)
    st.session_state[_STORE] = st.session_state.get(_STORE, {}) | {setting.lever.id: setting_text(setting)}


def pull_no_more(lever_id: str) -> None:
    """Pull one lever less."""
    st.session_state.get(_STORE, {}).pop(lever_id, None)


def levers_pulled(levers: Mapping[str, Lever]) -> tuple[LeverSetting, ...]:
    """Levers pulled, in the order in which they are combined; `left_out` tells what could not be read."""
    found, complaints = [], []
    for text in st.session_state.get(_STORE, {}).values():
        try:
            found.append(parse_setting(text, levers))
        except OptionError as error:
            complaints.append(error.message)
    if complaints:
        st.session_state[_LEFT_OUT] = tuple(complaints)
    return tuple(sorted(found, key=lambda setting: setting.lever.order))


def pulled_as_text() -> tuple[str, ...]:
    """Levers pulled, as the address holds them."""
    return tuple(st.session_state.get(_STORE, {}).values())


def left_out() -> tuple[Message, ...]:
    """What the link asked for and could not be read."""
    return tuple(st.session_state.get(_LEFT_OUT, ()))


def changed_by(scenario: Scenario, settings: tuple[LeverSetting, ...]) -> Scenario:
    """Scenario with levers pulled, made once for all readers.

    Raises
    ------
    ScenarioError
        When they cannot stand together, or a date lies before the data date.
    """
    key = (scenario.fingerprint, *(each.lever.model_dump_json() + setting_text(each) for each in settings))
    shelf: Shelf[Any, Scenario] = shared_shelf("changed scenarios", _MOST_KEPT)
    return shelf.made(key, lambda: apply_levers(scenario, settings))


def _stamps(folder: Path) -> tuple[tuple[str, int], ...]:
    files = (*folder.glob("*.toml"), *folder.glob("*/*.toml"))
    return tuple(sorted((str(file), file.stat().st_mtime_ns) for file in files))
