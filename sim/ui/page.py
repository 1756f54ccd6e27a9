"""The frame: five pages, and above them what all of them share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import streamlit as st

from sim.errors import Message, msg
from sim.files import scenarios_in
from sim.text import Text
from sim.ui.head import (
    CHOICES,
    READING,
    SCENARIO,
    draw_choices,
    draw_language,
    draw_links,
    futures_chosen,
    restore_choices,
    scenario_labels,
)
from sim.ui.html import escaped
from sim.ui.intake import own_scenarios
from sim.ui.levers import PULL, forget_pulled, pulled_as_text, restore_pulled
from sim.ui.pages import answer_page, levers_page, projects_page, questions_page, sources_page
from sim.ui.questions import QUESTION_INPUTS
from sim.ui.style import STYLE
from sim.ui.url import address_of, arrived, gone_back, hold, language, linked_to, remember
from sim.ui.visit import ANSWER, LEVERS, PROJECTS, QUESTIONS, SOURCES, UrlValues, Visit

_PAGES: Mapping[str, tuple[Message, Callable[[Visit], None]]] = {
    ANSWER: (msg("The answer"), answer_page),
    LEVERS: (msg("Measures"), levers_page),
    PROJECTS: (msg("Projects"), projects_page),
    QUESTIONS: (msg("Questions"), questions_page),
    SOURCES: (msg("Data and sources"), sources_page),
}
"""By their names in the address; the first is what the bare address shows."""


def show(folder: Path) -> None:
    """Draw the page that the address names.

    Parameters
    ----------
    folder : Path
        Where the scenario files stand.
    """
    back = gone_back()
    text = Text(language())
    visit: Visit | None = None

    def drawn(draw: Callable[[Visit], None]) -> None:
        if visit is not None:
            draw(visit)

    pages = {
        name: st.Page(partial(drawn, draw), title=text(title), url_path=name, default=name == ANSWER)
        for name, (title, draw) in _PAGES.items()
    }
    current = st.navigation(list(pages.values()), position="hidden")
    st.set_page_config(page_title=f"{current.title} · {text('Social housing')}", layout="wide")
    st.html(STYLE)
    turned = arrived(current.url_path)
    if back or (turned and linked_to(PULL)):
        forget_pulled()
    text = Text(language())
    bar = st.container(
        horizontal=True, key="bar", vertical_alignment="center", horizontal_alignment="distribute"
    )
    bar.html(f'<div class="hs-brand">{escaped(text("Social housing"))}</div>', width="content")
    row = bar.container(horizontal=True, key="pages", gap="small")
    links = [row.empty() for _ in pages]
    with bar:
        draw_language()
    names = scenarios_in(folder)
    if not names:
        st.error(text("There is no scenario file in the folder {folder}.", folder=str(folder)))
        return
    served = {code: folder / f"{code}.toml" for code in names}
    own = own_scenarios()
    labels = scenario_labels(names | {code: _with_your_list(path, text) for code, path in own.items()}, text)
    hold((*QUESTION_INPUTS, READING))
    restore_choices(labels)
    restore_pulled()

    def address() -> dict[str, list[str]]:
        return address_of(CHOICES, {PULL: pulled_as_text()})

    def write(more: UrlValues) -> None:
        remember(address() | {name: list(values) for name, values in more.items()})
        draw_links(pages, links, address())

    draw_links(pages, links, address())
    draw_choices(labels, text)
    state = st.session_state
    visit = Visit(
        text=text,
        served=served,
        labels=labels,
        path=(served | own)[state[SCENARIO]],
        reading=state[READING],
        futures=futures_chosen(),
        pages=pages,
        address=address,
        remember=write,
    )
    current.run()


def _with_your_list(path: Path, text: Text) -> dict[str, str]:
    """Name of a scenario that was made of a list, in one language."""
    name = scenarios_in(path.parent).get(path.stem)
    label = scenario_labels({path.stem: name}, text)[path.stem]
    return {text.language: text("{name}, with your list", name=label)}
