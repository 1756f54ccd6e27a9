"""The questions there are: one for each module in `topics`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from sim.questions import topics
from sim.questions.inputs import Input
from sim.questions.question import Question


@cache
def questions() -> tuple[Question[Any], ...]:
    """Every question, in the order in which they are listed."""
    modules = [import_module(f"{topics.__name__}.{each.name}") for each in iter_modules(topics.__path__)]
    found: list[Question[Any]] = [module.QUESTION for module in modules]
    return tuple(sorted(found, key=lambda question: question.order))


def question_named(name: str) -> Question[Any]:
    """Give the question of a name; KeyError where there is none."""
    return {question.name: question for question in questions()}[name]


def commands() -> dict[str, tuple[Question[Any], ...]]:
    """Questions of each command: first the one that is asked unless an input says otherwise."""
    found: dict[str, tuple[Question[Any], ...]] = {}
    for question in questions():
        if question.command is not None:
            found[question.command.name] = (*found.get(question.command.name, ()), question)
    return found


def inputs_of(asked_by_one_command: tuple[Question[Any], ...]) -> tuple[Input[Any], ...]:
    """Inputs of a command: those of the question with most of them, which has all."""
    return max((question.inputs for question in asked_by_one_command), key=len)


def meant_by(asked_by_one_command: tuple[Question[Any], ...], given: Mapping[str, Any]) -> Question[Any]:
    """Tell which of the questions of a command is asked."""
    plain, *others = asked_by_one_command
    for question in others:
        assert question.command is not None and question.command.where is not None
        if given.get(question.command.where.name) is not None:
            return question
    return plain


def forms() -> dict[str, Question[Any]]:
    """Questions that the page asks, by name."""
    return {question.name: question for question in questions() if question.form is not None}
