"""An answer as it is shown: the question's own sheet and, where it is rough, a word about that."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sim.errors import Message, msg
from sim.experiment import QUICK_FUTURES
from sim.questions.asked import Asked
from sim.questions.question import Question
from sim.questions.sheet import Sheet
from sim.text import Text, number_of_simulated_futures


def answer_sheet(question: Question[Any], found: object, asked: Asked, text: Text) -> Sheet:
    """Lay an answer out, and say beside it where it is rough."""
    sheet = question.sheet(found, asked, text)
    if not question.simulates or not asked.rough:
        return sheet
    return replace(sheet, answer=(*sheet.answer, *rough_note(asked.replications)))


def rough_note(futures: int) -> tuple[Message, ...]:
    """Say that an answer is rough, where it is."""
    if futures > QUICK_FUTURES:
        return ()
    return (msg("Rough, for it rests on {futures} only.", futures=number_of_simulated_futures(futures)),)
