"""Inputs of a question, drawn as they are declared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from sim.levers import LeverSetting
from sim.questions import (
    Around,
    Choice,
    Question,
    Said,
    choices_of,
    forms,
    with_choices,
    written_inputs,
)
from sim.text import Text
from sim.ui import restore, select_code
from sim.words import setting_in_words

ON_TOP = "on_top"
_ROW = 12
"""Widths of a row of inputs add up to this, at least."""


@dataclass(frozen=True)
class Drawn:
    """What the reader asks with.

    Attributes
    ----------
    given : dict of str to str
        By the names of the inputs, as a command line would have it.
    pulled : tuple of LeverSetting
        Levers pulled on all sides.
    around : Around
        With what is chosen for every list.
    """

    given: dict[str, str]
    pulled: tuple[LeverSetting, ...]
    around: Around


def names_of(question: Question[Any]) -> tuple[str, ...]:
    """Names of the inputs of a question: keys of the widgets, and names in the address."""
    return (*choices_of(question.inputs), ON_TOP)


def input_names() -> tuple[str, ...]:
    """Names of the inputs of all questions."""
    return tuple(dict.fromkeys(name for question in forms().values() for name in names_of(question)))


def draw_inputs(question: Question[Any], around: Around, text: Text) -> Drawn:
    """Draw the inputs of a question.

    Parameters
    ----------
    question : Question
    around : Around
        As `around_restored` gives it.
    text : Text

    Returns
    -------
    Drawn
    """
    around = with_choices(choices_of(question.inputs), around, _restored)
    choices = {name: each for name, each in choices_of(question.inputs).items() if each.offered(around)}
    asked_about = {around.chosen[name] for name in choices}
    others = tuple(each for each in around.pulled if not each.neutral and each.lever.id not in asked_about)
    with st.container(border=bool(choices or others), key="inputs"):
        if choices:
            _draw(choices, around, text)
        pulled = _on_top(others, around, text)
    # What was chosen just now.
    around = replace(around, chosen={**around.chosen, **{name: st.session_state[name] for name in choices}})
    return Drawn(written_inputs(question.inputs, around), pulled, around)


def around_restored(around: Around) -> Around:
    """Choose a code for every list of every question: the one chosen before, that of the address, or the usual one."""
    for question in forms().values():
        around = with_choices(choices_of(question.inputs), around, _restored)
    return around


def _restored(name: str, choice: Choice, around: Around) -> str:
    restore(name, tuple(choice.offered(around)), choice.usual(around))
    return str(st.session_state[name])


def _draw(choices: dict[str, Choice], around: Around, text: Text) -> None:
    widths = [choice.width for choice in choices.values()]
    spare = _ROW - sum(widths)
    columns = st.columns([*widths, *([spare] if spare > 0 else [])], vertical_alignment="bottom")
    for column, (name, choice) in zip(columns, choices.items(), strict=False):
        labels = choice.offered(around)

        def label_of(code: str, labels: dict[str, Said] = dict(labels)) -> str:  # noqa: B006  (never changed)
            said = labels[code]
            return said if isinstance(said, str) else text(said)

        select_code(column, text(choice.label), tuple(labels), label_of, name, text)


def _on_top(others: tuple[LeverSetting, ...], around: Around, text: Text) -> tuple[LeverSetting, ...]:
    """Ask whether the levers switched on are pulled on all sides."""
    restore(ON_TOP, ("yes", "no"), "no")
    if not others:
        return ()
    labels = {"no": text("the scenario as it stands"), "yes": text("with the measures switched on")}
    st.segmented_control(
        text("Asked about"),
        ("no", "yes"),
        format_func=lambda code: labels[code],
        key=ON_TOP,
        required=True,
        help="; ".join(text(setting_in_words(each, around.scenario, short=True)) for each in others),
    )
    return others if st.session_state[ON_TOP] == "yes" else ()
