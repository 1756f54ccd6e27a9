"""What a visit looks at, whichever page it stands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from sim.files import ParsedScenario
from sim.levers import Cause, Lever, LeverSetting
from sim.questions import AtHand
from sim.scenario import Reading
from sim.text import Text

ANSWER, LEVERS, PROJECTS, QUESTIONS, SOURCES = "ket-luan", "giai-phap", "du-an", "hoi-dap", "so-lieu"
"""Names of the pages in the address, the same in every language."""
UrlValues = Mapping[str, Sequence[str]]
"""Names and values that an address holds."""


@dataclass(frozen=True)
class Visit:
    """What every page is given.

    Attributes
    ----------
    text : Text
        In the language chosen.
    served : mapping of str to Path
        Scenario files of the folder served, by code.
    labels : mapping of str to str
        Names of these scenarios, and of those made in the visit.
    path : Path
        File of the scenario chosen.
    reading : str
    futures : int or None
        None for as many as each question takes by itself.
    pages : mapping of str to StreamlitPage
        By their names.
    address : callable
        Gives what the address of every page holds.
    remember : callable
        Writes what every page shares into the address, and what is given beside it. A page calls it before any work
        begins.
    """

    text: Text
    served: Mapping[str, Path]
    labels: Mapping[str, str]
    path: Path
    reading: Reading
    futures: int | None
    pages: Mapping[str, StreamlitPage]
    address: Callable[[], dict[str, list[str]]]
    remember: Callable[[UrlValues], None]

    def turn_to(self, page: str) -> None:
        """Go to another page at once."""
        st.switch_page(self.pages[page], query_params=self.address())

    def link_to(self, page: str, label: str, more: UrlValues) -> None:
        """Draw a link to another page, which shows there what `more` says."""
        st.page_link(self.pages[page], label=label, query_params=self.address() | dict(more))


def known_inputs(
    parsed: ParsedScenario,
    reading: Reading,
    levers: AtHand[Lever],
    causes: AtHand[Cause],
    pulled: tuple[LeverSetting, ...] = (),
) -> dict[str, Any]:
    """Give the values that are the same for every question, by the names of the inputs."""
    return {
        "scenario": parsed,
        "levers": levers,
        "causes": causes,
        "pulled": pulled,
        "packages": (),
        "reading": reading,
    }
