"""Questions of a list: asked in a terminal, each answer checked as it is typed; or listed with how to answer them."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sim.cli import rows_said
from sim.errors import Message, msg
from sim.intake import Intake, OpenQuestion, stage_codes, state_codes, with_answers, wrong_with
from sim.scenario import Settings
from sim.text import Text

_NAMED = 3
"""Projects of a question that are named."""
_SAFE_IN_QUOTES = re.compile(r'[^"$`\\!%\n]+')


def can_ask(questions: Sequence[OpenQuestion]) -> bool:
    """Whether there is something to ask, and somebody."""
    return bool(questions) and sys.stdin is not None and sys.stdin.isatty()


def answers_typed(
    questions: Sequence[OpenQuestion], intake: Intake, settings: Settings, text: Text
) -> tuple[list[str], bool]:
    """Ask each question until its answer can be used; an optional one may be passed over.

    Returns
    -------
    answers : list of str
        As the option takes them.
    whole : bool
        False where the reader stopped before the last one that needs an answer.
    """
    answers: list[str] = []
    unread = [heading for heading, column in intake.list_map.columns.items() if not column]
    for question in questions:
        said = text(
            "{question} For example: {example}", question=text(question.asked), example=question.example
        )
        print(said + "".join(f"\n    {line}" for line in _about(question, intake, settings, text)))
        known = with_answers(intake.list_map, answers)
        while True:
            try:
                value = input(f"  {question.key} = ").strip()
            except (EOFError, KeyboardInterrupt):
                print()
                return answers, question.optional
            wrong = wrong_with(question, value, settings, known, unread) if value else None
            if wrong is not None:
                print("    " + text("found: {found}", found=wrong.found))
                print("    " + text("allowed: {allowed}", allowed=wrong.allowed))
                print("    " + text("what to do: {action}", action=wrong.action))
            elif value or question.optional:
                break
        answers += [question.answer(value)] if value else []
    return answers, True


def open_questions_listed(intake: Intake, settings: Settings, text: Text) -> Iterator[str]:
    """Say what has to be answered, and with what."""
    yield text("to be answered first; nothing is written")
    for question in intake.questions:
        yield "  " + text(question.asked)
        for line in _about(question, intake, settings, text, codes=False):
            yield f"    {line}"
        option = f"--answer {word(question.answer(question.example))}"
        yield "    " + text("option: {option}", option=option)
        table = f"[{question.table}] " if question.table else ""
        yield "    " + text("or a line of the map: {line}", line=table + question.line)
    if any(
        question.table == "states" or question.key in ("stage", "status") for question in intake.questions
    ):
        yield "  " + text("what a state can mean")
        yield from (f"    {line}" for line in state_codes(settings, text))


def command(path: Path, folder: Path, map_file: Path | None, answers: Sequence[str]) -> str:
    """Write the command that takes in a list with answers."""
    words = ["housing-sim", "import", str(path), "--into", str(folder)]
    words += [] if map_file is None else ["--map", str(map_file)]
    for answer in answers:
        words += ["--answer", answer]
    return " ".join(map(word, words))


def word(part: str) -> str:
    """Quote a word of a command; with the quotation marks that the command line of Windows knows too, where they do."""
    quoted = shlex.quote(part)
    return quoted if quoted == part or not _SAFE_IN_QUOTES.fullmatch(part) else f'"{part}"'


def _about(
    question: OpenQuestion, intake: Intake, settings: Settings, text: Text, *, codes: bool = True
) -> Iterator[str]:
    """Say which rows a question is for, and the codes that answer it."""
    if question.rows:
        yield text(_rows(question.rows, intake))
    if codes and (question.table == "states" or question.key == "status"):
        yield from state_codes(settings, text)
    elif codes and question.key == "stage":
        yield stage_codes(settings, text)


def _rows(rows: Sequence[int], intake: Intake) -> Message:
    names = [intake.names[row] for row in rows if row in intake.names]
    said = rows_said(rows, len(rows))
    if not names:
        return said
    shown = "; ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    return msg("{rows}: {names}", rows=said, names=shown)
