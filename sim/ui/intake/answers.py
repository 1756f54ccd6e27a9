"""What the visitor has said about the list at hand, as the option `--answer` of `housing-sim import` takes it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from sim.intake import NOT_READ, OpenQuestion

_LIST, _SAID, _ASKED = "intake.list", "intake.said", "intake.asked"
_OF_A_SCENARIO = ("stage", "route", "source")
"""Answers that name parts of a scenario, beside those of states."""


def begin(mark: str, into: str) -> None:
    """Forget what was said of another list, and of stages, routes and sources of another scenario."""
    before = st.session_state.get(_LIST)
    if before == (mark, into):
        return
    same_list = before is not None and before[0] == mark
    kept = {key: value for key, value in answers_given().items() if same_list and not _of_a_scenario(key)}
    st.session_state.update({_LIST: (mark, into), _SAID: kept, _ASKED: {}})


def _of_a_scenario(key: str) -> bool:
    return key in _OF_A_SCENARIO or key.startswith("state:")


def answers_given() -> dict[str, str]:
    """Answers, by what they answer: a column, `state:STATE`, `column:HEADING`, `sheet`, `dates`."""
    return dict(st.session_state.get(_SAID, {}))


def as_options() -> tuple[str, ...]:
    """Answers as the option takes them."""
    return tuple(f"{key}={value}" for key, value in answers_given().items())


def say(key: str, value: str) -> None:
    """Answer something; an empty answer takes the earlier one back."""
    given = {**answers_given(), key: value}
    st.session_state[_SAID] = {
        name: each for name, each in given.items() if each or name.startswith("column:")
    }


def say_column(heading: str, column: str, understood: Mapping[str, str]) -> None:
    """Let a heading stand for a column; another heading that stood for it is no longer read."""
    for other, its in understood.items():
        if column and its == column and other != heading:
            say(f"column:{other}", NOT_READ)
    say(f"column:{heading}", column)


def asked(questions: tuple[OpenQuestion, ...]) -> tuple[OpenQuestion, ...]:
    """Questions asked of this list so far, those answered by now included, so that answers can be corrected."""
    known: dict[str, OpenQuestion] = {**st.session_state.get(_ASKED, {})}
    known |= {question.key: question for question in questions}
    st.session_state[_ASKED] = known
    return tuple(known.values())
