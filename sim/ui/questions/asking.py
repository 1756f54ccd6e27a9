"""A question in the background: its rough answer and its whole one, as tasks of the queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sim.experiment import Progress
from sim.levers import setting_text
from sim.questions import BOARD_REPLICATIONS, QUICK, Asked, Question, Trust, answer_sheet, read_inputs
from sim.text import Text
from sim.ui.jobs import Task

AnswerKey: TypeAlias = tuple[str, ...]
"""What decides an answer."""


@dataclass(frozen=True)
class KeptAnswer:
    """What is kept of an answer.

    Attributes
    ----------
    found : object
        As `Question.answer` gives it.
    trust : Trust, optional
        How far to trust it, where it tells likelihoods to act on.
    """

    found: Any
    trust: Trust | None


@dataclass(frozen=True)
class Size:
    """A question asked with some number of futures."""

    key: AnswerKey
    asked: Asked


def sizes_asked(
    question: Question[Any], given: Mapping[str, str], known: Mapping[str, Any], futures: int | None
) -> tuple[Size, ...]:
    """Ask a question roughly and in full.

    Parameters
    ----------
    question : Question
    given : mapping of str to str
        What the reader chose, by the names of the inputs.
    known : mapping
        Values of the other inputs, without the number of futures.
    futures : int, optional
        As many as the reader wants; by default those of the question.

    Returns
    -------
    tuple of Size
        The rough one first; one alone where no more futures are wanted than a rough answer takes.

    Raises
    ------
    QuestionError
        With everything that is wrong.
    """
    whole = {} if futures is None else {BOARD_REPLICATIONS.name: futures}

    def asked(more: Mapping[str, Any]) -> Asked:
        return read_inputs(question.inputs, question.checks, given, {**known, **more})

    rough, full = asked({QUICK.name: True}), asked(whole)
    wanted = (rough, full) if rough.replications < full.replications else (full,)
    return tuple(Size(_key(question, given, known, each.replications), each) for each in wanted)


def tasks_of(question: Question[Any], sizes: tuple[Size, ...]) -> tuple[Task, ...]:
    """Make the tasks that answer a question; all but the last are short."""
    last = len(sizes) - 1

    def task(size: Size, position: int) -> Task:
        short = position < last or size.asked.rough
        return Task(size.key, short, lambda progress: _answered(question, size.asked, progress))

    return tuple(task(size, position) for position, size in enumerate(sizes))


def _answered(question: Question[Any], asked: Asked, progress: Progress) -> KeptAnswer:
    found = question.answer(asked, lambda _each: progress)
    # What is to be trusted is said in messages, whatever the language of the sheet.
    trust = answer_sheet(question, found, asked, Text("en")).trust
    return KeptAnswer(found, None if trust is None else trust())


def _key(
    question: Question[Any], given: Mapping[str, str], known: Mapping[str, Any], futures: int
) -> AnswerKey:
    """Say what decides the answer, the content of the files included."""
    files = (*known["levers"].values(), *known["causes"].values())
    return (
        question.name,
        known["scenario"].scenario.fingerprint,
        known["reading"],
        *(f"{name}={value}" for name, value in given.items()),
        f"futures={futures}",
        *(setting_text(setting) for setting in known["pulled"]),
        *(each.model_dump_json() for each in files),
    )
