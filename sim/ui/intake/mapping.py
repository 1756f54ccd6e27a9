"""How the list is read, as lists of choices that can be corrected, and what has to be said beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sim.errors import Problem
from sim.intake import (
    COLUMN_NAMES,
    Intake,
    OpenQuestion,
    answer_name,
    city_problems,
    city_questions,
    column_name,
    state_name,
    states_offered,
    wrong_with,
)
from sim.scenario import COUNTED_BEFORE, STATUSES, Scenario, Settings
from sim.text import Text
from sim.ui import literal, select_code
from sim.ui.intake.answers import answers_given, asked, say, say_column
from sim.ui.intake.labels import QUESTIONS

Item = TypeVar("Item")
_BESIDE_ONE_ANOTHER = 3
_OPEN = ""
"""Code of a choice that is not made yet."""
_ASSUMPTION, _SOURCE = "assumption", "source"
_REFUSED = "intake.city.refused"
"""Facts of the city as last written: one that cannot be read stays to be seen and corrected."""


def draw_headings(intake: Intake, text: Text) -> None:
    """Draw a list for each heading: the column that it stands for."""
    understood = headings_of(intake)
    for place, position, (heading, column) in _in_rows(understood.items()):
        name = f"intake.column.{position}"
        st.session_state[name] = column
        select_code(
            place,
            literal(heading),
            tuple(COLUMN_NAMES),
            partial(column_name, text=text),
            name,
            text,
            changed=partial(say_column, heading, understood=understood),
        )


def headings_of(intake: Intake) -> dict[str, str]:
    """Headings of the list, in its order, and the column that each stands for."""
    layout = intake.layout
    headings = (layout.heading(index) for index in range(len(layout.headings)))
    columns = {heading: intake.list_map.column(heading) for heading in headings if heading}
    return {heading: column for heading, column in columns.items() if column is not None}


def draw_states(intake: Intake, settings: Settings, text: Text) -> None:
    """Draw a list for each state: the status, and the stage, that it stands for."""
    offered = states_offered(settings)
    for place, position, (state, count) in _in_rows(intake.states.items()):
        meant = intake.list_map.state(state) or _OPEN
        _choose(
            place,
            literal(text("{state} ({count})", state=state, count=count)),
            tuple(dict.fromkeys((*([] if meant else [_OPEN]), *offered, meant or _OPEN))),
            f"intake.state.{position}",
            f"state:{state}",
            meant,
            _or_open(partial(state_name, settings=settings, text=text), text),
            text,
        )


def _in_rows(each: Iterable[Item]) -> Iterator[tuple[DeltaGenerator, int, Item]]:
    """Give things their places side by side, row by row, so that they keep their order where it is narrow."""
    for position, one in enumerate(each):
        if position % _BESIDE_ONE_ANOTHER == 0:
            row = st.columns(_BESIDE_ONE_ANOTHER)
        yield row[position % _BESIDE_ONE_ANOTHER], position, one


def draw_sheets(intake: Intake, text: Text) -> None:
    """Ask which sheet of a workbook is the list, where there are several."""
    if len(intake.sheets) > 1:
        label, read = text("Sheet that is read"), intake.sheets[0]
        _choose(st, label, tuple(sorted(intake.sheets)), "intake.sheet", "sheet", read, str, text)


def draw_questions(
    intake: Intake, scenario: Scenario | None, settings: Settings, text: Text, *, blank: bool
) -> None:
    """Ask what the list cannot tell, for all rows that leave it open; what was answered can be corrected.

    Into the blank city the facts of a city are asked for too.
    """
    states = {*intake.states}
    questions = [each for each in asked(intake.questions) if each.key not in states]
    for position, question in enumerate(questions):
        _ask(position, question, intake, scenario, settings, text)
    # Those answered stay to be seen and corrected.
    for question in city_questions({}, settings) if blank else ():
        _ask_fact(question, intake.list_map.city.get(question.key, ""), text)


def _ask(
    position: int,
    question: OpenQuestion,
    intake: Intake,
    scenario: Scenario | None,
    settings: Settings,
    text: Text,
) -> None:
    label = literal(text(QUESTIONS.get(question.key, question.asked)))
    name = f"intake.question.{position}"
    key, codes = question.key, _codes(question.key, settings)
    if question.table == "columns":
        _ask_heading(question, intake, label, name, text)
    elif key == _ASSUMPTION:
        _ask_origin(label, name, scenario, text)
    elif codes:
        chosen = answers_given().get(key, _OPEN)
        offered = (*([] if chosen else [_OPEN]), *codes)
        label_of = partial(answer_name, key, settings=settings, text=text)
        _choose(st, label, offered, name, key, chosen, _or_open(label_of, text), text)
    else:
        _write(label, name, key, question.example, text)
    given = answers_given().get(key, "")
    wrong = (
        wrong_with(question, given, settings, intake.list_map)
        if given and question.table != "columns"
        else None
    )
    if wrong is not None:
        st.error(literal(f"{text(wrong.found)}. {text(wrong.allowed)}. {text(wrong.action)}."))


def _codes(key: str, settings: Settings) -> tuple[str, ...]:
    """Answers of which one is right; none where anything may be written."""
    return {
        "route": tuple(settings.routes),
        "stage": tuple(settings.stages),
        "status": STATUSES,
        "counted_before": COUNTED_BEFORE,
        "dates": ("day_first", "month_first"),
    }.get(key, ())


def _ask_heading(question: OpenQuestion, intake: Intake, label: str, name: str, text: Text) -> None:
    """Ask which heading holds a column that the list cannot do without."""
    understood = headings_of(intake)
    own = next((heading for heading, column in understood.items() if column == question.key), _OPEN)
    st.session_state[name] = own
    select_code(
        st,
        label,
        (*([] if own else [_OPEN]), *understood),
        lambda heading: heading or text("– choose –"),
        name,
        text,
        changed=lambda heading: say_column(heading, question.key, understood),
    )


def _ask_origin(label: str, name: str, scenario: Scenario | None, text: Text) -> None:
    """Ask for the source of the rows, one of the scenario's, or for what is assumed."""
    sources = {} if scenario is None else scenario.sources
    given = answers_given()
    if sources:
        chosen = given.get(_SOURCE, _OPEN)
        titles = {code: f"{code} – {text('{name}', name=source.title)}" for code, source in sources.items()}
        titles = {_OPEN: text("an assumption, in the words below"), **titles}
        _choose(st, label, tuple(titles), name, _SOURCE, chosen, titles.__getitem__, text)
        if chosen:
            return
        label = text("What is assumed")
    _write(label, f"{name}.words", _ASSUMPTION, text("from the department's list"), text)


def _ask_fact(question: OpenQuestion, known: str, text: Text) -> None:
    """Ask for a fact of the city; what cannot be read is told there and answers nothing.

    `known` is what the answers, or the map of last month, say of it.
    """
    name, refused = f"intake.city.{question.key}", st.session_state.setdefault(_REFUSED, {})

    def wrong(value: str) -> tuple[Problem, ...]:
        return tuple(city_problems({question.key: value}, "")) if value else ()

    def told() -> None:
        value = refused[question.key] = st.session_state[name].strip()
        say(question.key, "" if wrong(value) else value)

    problems = wrong(refused.get(question.key, ""))
    st.session_state[name] = refused[question.key] if problems else known
    st.text_input(
        literal(text(question.asked)),
        key=name,
        placeholder=text("for example: {example}", example=question.example),
        on_change=told,
    )
    for problem in problems:
        allowed, action = problem.allowed, problem.action
        st.error(literal(text("Allowed: {allowed}. What to do: {action}.", allowed=allowed, action=action)))


def _write(label: str, name: str, key: str, example: str, text: Text) -> None:
    st.session_state[name] = answers_given().get(key, "")
    st.text_input(
        label,
        key=name,
        placeholder=text("for example: {example}", example=example),
        on_change=lambda: say(key, st.session_state[name].strip()),
    )


def _choose(
    container: Any,
    label: str,
    offered: Sequence[str],
    name: str,
    key: str,
    chosen: str,
    label_of: Callable[[str], str],
    text: Text,
) -> None:
    """Draw a list of codes; what is chosen answers `key`."""
    st.session_state[name] = chosen
    select_code(
        container,
        label,
        offered,
        label_of,
        name,
        text,
        changed=partial(say, key),
    )


def _or_open(label_of: Callable[[str], str], text: Text) -> Callable[[str], str]:
    """Label of a code, or of the choice that is not made yet."""
    return lambda code: text("– choose –") if code == _OPEN else label_of(code)
