"""What the reader chooses: language, scenario, number of futures, reading."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sim.experiment import BOARD_FUTURES, COMPARE_FUTURES
from sim.files import ParsedScenario
from sim.levers import Cause, Lever, LeverSetting
from sim.questions import AtHand
from sim.scenario import READINGS, Reading
from sim.text import LANGUAGES, Text
from sim.ui.code_select import select_code
from sim.ui.html import escaped
from sim.ui.url import LANGUAGE, came_by_link, restore

SCENARIO, FUTURES, READING, VIEW = "scenario", "futures", "reading", "view"
CHOICES = (LANGUAGE, SCENARIO, FUTURES, READING)
"""Choices that every address holds, in this order."""
View = Literal["targets", "levers", "questions"]
VIEWS: tuple[View, ...] = get_args(View)
USUAL = "usual"
FUTURES_OFFERED = (USUAL, "200", "1000", "2000", "10000", "30000")


@dataclass(frozen=True)
class ViewChoice:
    """What is to be shown, where the run button belongs, and whether the page was just opened by a link to this.

    `futures` is None for as many as each question takes by itself.
    """

    path: Path
    futures: int | None
    reading: Reading
    linked: bool
    button: DeltaGenerator


def head(text: Text) -> None:
    """Draw the page's title and the language switch."""
    title, switch = st.columns([3, 1], vertical_alignment="bottom")
    question = text("How many homes, by when, how surely?")
    title.html(f'<div class="hs-brand">{escaped(text("Social housing"))}</div><h1>{escaped(question)}</h1>')
    with switch.container(horizontal=True, horizontal_alignment="right"):
        st.segmented_control(
            "Ngôn ngữ / Language",
            tuple(LANGUAGES),
            format_func=lambda code: LANGUAGES[code].own_name,
            key=LANGUAGE,
            required=True,
            label_visibility="collapsed",
        )


def choose_view(text: Text) -> View:
    """Draw the switch between the parts of the page."""
    restore(VIEW, VIEWS, VIEWS[0])
    labels: dict[View, str] = {
        "targets": text("How likely"),
        "levers": text("What measures change"),
        "questions": text("Questions"),
    }
    with st.container(key="views"):
        view = st.segmented_control(
            text("Part of the page"),
            VIEWS,
            format_func=lambda code: labels[code],
            key=VIEW,
            required=True,
            label_visibility="collapsed",
        )
    assert view is not None
    return view


def choose(folder: Path, names: dict[str, Any], text: Text, view: View) -> ViewChoice:
    """Draw the choices in one row.

    Parameters
    ----------
    folder : Path
        Where the scenarios stand.
    names : dict
        As `scenarios_in` returns it, not empty.
    text : Text
    view : {"targets", "levers", "questions"}
        Only the first has a run button; beside the levers there is less room.

    Returns
    -------
    Choice
    """
    linked = came_by_link(FUTURES)
    restore(SCENARIO, tuple(names), next(iter(names)))
    restore(FUTURES, FUTURES_OFFERED, USUAL)
    restore(READING, READINGS, READINGS[0])
    labels = scenario_labels(names, text)
    with st.container(border=True, key="choices"):
        widths = [4, 5, 2, 2] if view == "targets" else [4, 6, 2.4, 0.1]
        scenario, reading, futures, button = st.columns(widths, vertical_alignment="bottom")
        select_code(scenario, text("Scenario"), tuple(names), lambda stem: labels[stem], SCENARIO, text)
        reading.segmented_control(
            text("A home counts when it is …"),
            READINGS,
            format_func=lambda code: short_reading(code, text),
            key=READING,
            required=True,
        )
        select_code(
            futures,
            text("Simulated futures"),
            FUTURES_OFFERED,
            lambda code: text("as usual") if code == USUAL else text.number(int(code)),
            FUTURES,
            text,
            help=text(
                "As usual: {board} futures, and {compared} of each scenario where several are compared. More futures "
                "make the percentages steadier; they do not make us know more about the projects.",
                board=BOARD_FUTURES,
                compared=COMPARE_FUTURES,
            ),
        )
    state = st.session_state
    return ViewChoice(
        folder / f"{state[SCENARIO]}.toml", _futures(state[FUTURES]), state[READING], linked, button
    )


def _futures(code: str) -> int | None:
    return None if code == USUAL else int(code)


def short_reading(reading: Reading, text: Text) -> str:
    """Two or three words for a reading, for a button."""
    return {
        "counted": text("in the statistic"),
        "eligible": text("fit for sale"),
        "handed_over": text("handed over"),
    }[reading]


def scenario_labels(names: dict[str, Any], text: Text) -> dict[str, str]:
    """Name of each scenario in one language, with its file where two scenarios bear the same name.

    A copied scenario keeps its name until someone edits it, and the browser tells options apart by their labels.
    """
    own = {
        stem: str(name.get(text.language, stem)) if isinstance(name, dict) else str(name or stem)
        for stem, name in names.items()
    }
    shared = Counter(own.values())
    return {stem: label if shared[label] == 1 else f"{label} ({stem})" for stem, label in own.items()}


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
